"""One open case file: transactions, the generation check, and a way back after a disk error."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlcipher3 import dbapi2 as sqlcipher

from pristan.case import say
from pristan.vault import connection, schema
from pristan.vault.key import SALT_BYTES, keyspec
from pristan.vault.place import FAT_LIMIT, Watch, growth_limit
from pristan.vault.problems import (
    DiskError,
    DiskFull,
    FileChanged,
    Missing,
    NotACaseFile,
    VaultProblem,
)
from pristan.vault.sniff import expect_key, look

_STAMP_BYTES = 80  # the random vector and the code that end each page: new with every writing


class Store:
    """The connection, used by one thread at a time; what is read and written is not known here."""

    def __init__(self, watch: Watch, master: bytes, salt: bytes) -> None:
        """Open a file whose key fits. Raises any VaultProblem; then nothing is left open."""
        self.path = watch.path
        self.master = master
        self.case_id = ""
        self.generation = 0
        self.sample = False
        self.true_salt = salt
        self._salt = salt
        self._lock = threading.RLock()
        self._watch = watch
        self._db: sqlcipher.Connection | None = None
        self._closed = False
        self._generation_page = 0
        self._stamp = b""
        self._limit: int | None = None
        self._connect()

    def close(self) -> None:
        """Close the file; what was committed stays, everything else is rolled back."""
        with self._lock:
            self._closed = True
            self._let_go()

    @contextmanager
    def reading(self) -> Iterator[sqlcipher.Connection]:
        """Give the connection for reading. Raises FileChanged, Damaged and DiskError."""
        with self._lock:
            db = self._usable()
            try:
                self._expect_untouched()
                yield db
            except sqlcipher.Error as error:
                raise self._recovered_from(error) from error
            except DiskError:
                self._let_go()  # the handle may be dead: the next call opens the file again
                raise

    @contextmanager
    def writing(self) -> Iterator[sqlcipher.Connection]:
        """Give the connection for one transaction, which is durable when the block has ended.

        On any error nothing of it is kept. After an error of the disk the connection is closed and
        opened again, because SQLite cannot know what the disk still holds (security.md 4).
        """
        with self._lock:
            db = self._usable()
            try:
                db.execute("BEGIN IMMEDIATE")
                try:
                    self._expect_untouched()
                    yield db
                    self._count_up(db)
                except BaseException:
                    with suppress(sqlcipher.Error):
                        db.execute("ROLLBACK")
                    raise
                db.execute("COMMIT")
                self.generation += 1
                self._stamp = self._read_stamp()
            except sqlcipher.Error as error:
                raise self._recovered_from(error) from error
            except DiskError:
                self._let_go()
                raise
            if not self._watch.in_place():
                raise FileChanged

    @contextmanager
    def set_aside(self) -> Iterator[Callable[[], sqlcipher.Connection]]:
        """Close the connection and give a way to open fresh ones, then come back.

        For checks: a connection that has met one bad page is no good for the rest (SQLCipher
        issue 617), and the file is locked for one connection only.
        """
        with self._lock:
            self._usable()
            self._expect_untouched()
            self._disconnect()
            try:
                yield lambda: connection.connect(self.path, keyspec(self.master, self._salt))
            finally:
                self._let_go()

    def _usable(self) -> sqlcipher.Connection:
        if self._closed:
            raise ValueError("the case file is closed")
        if self._db is None:
            self._come_back()
        assert self._db is not None
        return self._db

    def _expect_untouched(self) -> None:
        """Raise FileChanged unless the file is the one we opened, as we last wrote it.

        SQLite alone would not notice: with an exclusive lock it trusts its cache, and a commit
        would land on whatever was copied over the file.
        """
        if not self._watch.in_place() or self._read_stamp() != self._stamp:
            raise FileChanged

    def _count_up(self, db: sqlcipher.Connection) -> None:
        counted = db.execute(
            "UPDATE case_file SET generation = generation + 1 WHERE generation = ?",
            (self.generation,),
        )
        if counted.rowcount != 1:
            raise FileChanged

    def _read_stamp(self) -> bytes:
        """Return the end of the page that holds the generation, as it is on the disk."""
        end = self._generation_page * connection.PAGE_BYTES
        return self._watch.read(end - _STAMP_BYTES, _STAMP_BYTES)

    def _connect(self) -> None:
        try:
            self._db = db = connection.connect(self.path, keyspec(self.master, self._salt))
            version = schema.version_of(db)
            if version < schema.VERSION:
                _bring_up_to_date(db, version)
            schema.expect(db)
            self._read_facts(db)
        except sqlcipher.Error as error:
            self._let_go()
            raise connection.problem(error) from error
        except BaseException:
            self._let_go()
            raise

    def _read_facts(self, db: sqlcipher.Connection) -> None:
        row = db.execute("SELECT id, sample, generation, salt FROM case_file").fetchone()
        if row is None:
            raise NotACaseFile
        self.case_id, self.sample, self.generation = row[0], bool(row[1]), row[2]
        self.true_salt = row[3]
        (self._generation_page,) = db.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'case_file'"
        ).fetchone()
        self._stamp = self._read_stamp()
        self._limit = growth_limit(self.path)
        if self._limit is not None:
            db.execute(f"PRAGMA max_page_count = {self._limit // connection.PAGE_BYTES}")

    def mend_beginning(self) -> None:
        """Write the salt again where the file's first bytes were destroyed."""
        with self._lock:
            if self._watch.read(0, SALT_BYTES) == self.true_salt:
                return
            self._salt = self.true_salt
            self._disconnect()
            self._connect()
            with self.writing() as db:
                db.execute(f"PRAGMA user_version = {schema.VERSION}")  # rewrites the first page

    def _recovered_from(self, error: Exception) -> VaultProblem:
        """Return the problem to raise, with a fresh connection where that can be had."""
        found = connection.problem(error)
        if not self._watch.in_place():
            found = FileChanged()
        elif isinstance(found, DiskFull) and self._limit and self._near_limit():
            found = DiskFull(say(
                "vault.fat_limit",
                "This stick or disk cannot hold files larger than 4 GB, and the case has grown "
                "to that size. Copy the case to another disk (NTFS, exFAT, APFS, ext4) and go "
                "on there.",
            ))
        self._let_go()
        with suppress(VaultProblem, OSError, sqlcipher.Error):
            self._come_back()
        return found

    def may_grow(self) -> int:
        """Return how many bytes may be added that are not needed: on FAT32 papers need the room."""
        return sys.maxsize if self._limit is None else self._limit // 2 - self._watch.size()

    def _near_limit(self) -> bool:
        return self._watch.size() > FAT_LIMIT - 16 * 1024**2

    def _come_back(self) -> None:
        """Open the file again after an error; raise FileChanged if it is not the one we knew.

        One generation more than we know is our own commit, which the disk did keep although it
        reported an error: saving the same changes again is harmless.
        """
        known, generation, stamp = self.case_id, self.generation, self._stamp
        try:
            self._watch = Watch(self.path)
        except Missing as error:
            raise FileChanged from error
        try:
            expect_key(self._watch, look(self._watch, recovering=True), self.master)
        except VaultProblem:
            self._watch.close()
            raise
        self._connect()
        if self.case_id != known or self.generation not in (generation, generation + 1):
            self.case_id, self.generation, self._stamp = known, generation, stamp
            self._let_go()
            raise FileChanged

    def _disconnect(self) -> None:
        if self._db is not None:
            with suppress(sqlcipher.Error):
                self._db.close()
            self._db = None

    def _let_go(self) -> None:
        self._disconnect()
        self._watch.close()


def content(db: sqlcipher.Connection, table: str, row: int) -> bytes:
    """Return the content of a row that holds a piece of a file.

    It is read in place. In a result, SQLite would hold the whole row once more and, as all memory
    that it gives back, overwrite it: a third of the time that deciphering takes.
    """
    with db.open_blob(table, "content", row, readonly=True) as blob:
        return bytes(blob.read())


def _bring_up_to_date(db: sqlcipher.Connection, version: int) -> None:
    """Give a file of an earlier version the newest tables, in one transaction.

    Whatever happens before its end, the file stays as it was: what was begun is taken back when
    the connection is closed, or by its journal at the next opening. Raises DiskFull.
    """
    try:
        db.execute("BEGIN IMMEDIATE")
        schema.migrate(db, version)
        schema.expect(db)
        db.execute("UPDATE case_file SET generation = generation + 1")
        db.execute("COMMIT")
    except sqlcipher.Error as error:
        if not isinstance(connection.problem(error), DiskFull):
            raise
        raise DiskFull(say(
            "vault.no_room_to_update",
            "This case was saved by an earlier version of the program. To open it here, a little "
            "free space is needed on its disk (100 KB), and there is none. Nothing was changed. "
            "Free some space and open the case again.",
        )) from error
