"""One case in one encrypted file: open it, read it, save every edit, keep its papers."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlcipher3 import dbapi2 as sqlcipher

from pristan.case import Answer, Answers, Change, Key, Saying, State, dump, load, say
from pristan.vault import connection, schema
from pristan.vault.attachments import Attachment, Attachments
from pristan.vault.key import (
    P2,
    SHIPPED,
    SHORTEST_OWN,
    Profile,
    keyspec,
    looks_like_code,
    master_key,
    new_salt,
    profile_of,
    read_code,
    write_code,
)
from pristan.vault.layout import swapped
from pristan.vault.place import Watch, disk_errors, new_sibling, put_in_place, remove
from pristan.vault.problems import (
    Damaged,
    VaultProblem,
    WeakPassphrase,
    WrongPassphrase,
)
from pristan.vault.rendered import Rendered, drop_unfinished
from pristan.vault.sniff import Look, expect_key, journal_of, look, usable_as_salt
from pristan.vault.store import Store

_Text = str | None
_HistoryRow = tuple[int, str, str, str, str, _Text, _Text, _Text, _Text]


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of the history: what an answer was and what it became, in order of ``seq``."""

    seq: int
    at: str  # UTC, ISO 8601; the order is that of seq, since clocks jump
    session: str
    key: Key
    before: Answer | None
    after: Answer | None


class Vault:
    """An open case file. Any thread may call any method; each call is whole or did not happen."""

    def __init__(self, store: Store, *, opened_with_swapped_layout: bool = False) -> None:
        """Made by :meth:`create` and :meth:`open`."""
        self.opened_with_swapped_layout = opened_with_swapped_layout
        self._store = store
        self._attachments = Attachments(store)
        self._session = uuid.uuid4().hex

    @classmethod
    def create(
        cls,
        path: Path,
        passphrase: str,
        *,
        profile: Profile | None = None,
        profiles: Collection[Profile] = SHIPPED,
        sample: bool = False,
    ) -> Self:
        """Make a new case file and open it. ``sample`` marks an invented case for ever.

        Without a *profile* it is P2, or the first of *profiles* where P2 is not among them.
        Takes about a second for the key. Raises WeakPassphrase, AlreadyExists, Missing, ReadOnly,
        DiskFull, NotEnoughMemory; then nothing new is left in the folder.
        """
        if profile is None:
            profile = P2 if P2 in profiles else min(profiles, key=lambda each: each.number)
        if profile not in profiles:
            raise ValueError("this key derivation profile is not allowed here")
        if len(passphrase.strip()) < SHORTEST_OWN:
            raise WeakPassphrase(SHORTEST_OWN)
        sibling = new_sibling(path)
        try:
            salt = new_salt(profile, usable_as_salt)
            master = master_key(passphrase, salt, profile)
            _write_new(sibling, master, salt, sample)
            Store(Watch(sibling), master, salt).close()  # a file counts once it has opened again
            with disk_errors():
                put_in_place(sibling, path)
        except sqlcipher.Error as error:
            raise connection.problem(error) from error
        finally:
            remove(sibling)
            remove(journal_of(sibling))
        return cls(Store(Watch(path), master, salt))

    @classmethod
    def open(
        cls, path: Path, passphrase: str, *, profiles: Collection[Profile] = SHIPPED
    ) -> Self:
        """Open a case file with its passphrase or its recovery code.

        Takes about a second for the key, two for a wrong passphrase, which is also tried as the
        other keyboard layout would have typed it. Raises Missing, NotACaseFile, WrongPassphrase,
        Damaged, NewerVersion, ReadOnly, AlreadyOpen, DiskError, NotEnoughMemory, UnsafeSettings;
        then every byte of the file is as it was.
        """
        watch = Watch(path)
        try:
            from_code = read_code(passphrase)
            seen = look(watch, recovering=from_code is not None)
            if from_code is not None:
                expect_key(watch, seen, from_code)
                master, turned = from_code, False
            else:
                profile = profile_of(seen.salt, profiles)
                master, turned = _unlock(watch, seen, passphrase, profile)
            store = Store(watch, master, seen.salt)
        except BaseException:
            watch.close()
            raise
        try:
            profile_of(store.true_salt, profiles)
            store.mend_beginning()
            vault = cls(store, opened_with_swapped_layout=turned)
            with suppress(VaultProblem):  # the next opening tries again
                vault._attachments.drop_unfinished()
                drop_unfinished(store)
        except BaseException:
            store.close()
            raise
        return vault

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._store.path

    @property
    def sample(self) -> bool:
        """Whether this is the invented sample case."""
        return self._store.sample

    @property
    def case_id(self) -> str:
        """The id of the case, the same in every copy of the file."""
        return self._store.case_id

    @property
    def generation(self) -> int:
        """How often this file was written: of two copies the higher one is the later."""
        return self._store.generation

    def answers(self) -> Answers:
        """Return all answers. Raises FileChanged, Damaged, DiskError."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT question, item, value, state FROM answer ORDER BY question, item"
            ).fetchall()
        return Answers(_stored(Key(question, item), v, s) for question, item, v, s in rows)

    def save(self, changes: Iterable[Change]) -> int:
        """Write all changes or none, durably, with their history; return the new generation.

        Saving again what is already there adds nothing to the history, so that after an error the
        same changes can simply be saved again. Raises FileChanged, DiskFull, DiskError, ReadOnly.
        """
        at = _now()
        with self._store.writing() as db:
            for change in changes:
                self._save_one(db, change, at)
        return self._store.generation

    def history(self, key: Key | None = None) -> list[Revision]:
        """Return every change of one answer, or of all, in the order in which they were saved."""
        rest = "" if key is None else "WHERE question = ? AND item = ?"
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT seq, at, session, question, item, before, before_state, after, after_state "
                f"FROM history {rest} ORDER BY seq",
                () if key is None else (key.question, key.item),
            ).fetchall()
        return [_revision(row) for row in rows]

    def attach(self, name: str, chunks: Iterable[bytes]) -> Attachment:
        """Store a file as it is. Raises DiskFull, DiskError, FileChanged; then nothing is kept."""
        return self._attachments.add(name, chunks)

    def attachments(self) -> list[Attachment]:
        """Return the stored files in the order in which they were added."""
        return list(self._attachments)

    def read(self, attachment_id: str) -> Iterator[bytes]:
        """Yield a stored file, at most 1 MiB at a time. Raises Damaged at the end, and KeyError."""
        return self._attachments.read(attachment_id)

    def detach(self, attachment_id: str) -> None:
        """Remove a stored file and overwrite its bytes. Raises KeyError."""
        self._attachments.remove(attachment_id)

    def rendered(self) -> Rendered:
        """Return what finds and keeps the parts of one packet. They can always be made again."""
        return Rendered(self._store)

    def setting(self, name: str) -> str | None:
        """Return a small setting of this case, such as the language of the interface."""
        with self._store.reading() as db:
            row = db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def settings(self, prefix: str) -> dict[str, str]:
        """Return the settings whose names begin so."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT name, value FROM setting WHERE substr(name, 1, ?) = ? ORDER BY name",
                (len(prefix), prefix),
            ).fetchall()
        return dict(rows)

    def set_setting(self, name: str, value: str) -> None:
        """Keep a small setting; settings have no history."""
        with self._store.writing() as db:
            db.execute(
                "INSERT INTO setting VALUES (?, ?) "
                "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, value),
            )

    def check(self) -> list[Saying]:
        """Read the whole file and return what is wrong with it; takes seconds per gigabyte."""
        with self._store.set_aside() as fresh:
            whole = _pages_are_whole(fresh) and _tables_are_sound(fresh)
        found = [] if whole else [Damaged().saying]
        try:
            stored = self.attachments()
        except VaultProblem as problem:
            return found or [problem.saying]
        for attachment in stored:
            try:
                for _ in self.read(attachment.id):
                    pass
            except VaultProblem as problem:
                found.append(problem.saying)
        return found

    def recovery_code(self) -> str:
        """Return what opens this file in place of the passphrase, also when its start is gone."""
        return write_code(self._store.master)

    def close(self) -> None:
        """Close the file. Closing twice does nothing."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _save_one(self, db: sqlcipher.Connection, change: Change, at: str) -> None:
        key = (change.key.question, change.key.item)
        before = db.execute(
            "SELECT value, state FROM answer WHERE question = ? AND item = ?", key
        ).fetchone() or (None, None)
        after: tuple[str | None, str | None] = (None, None)
        if change.after is not None:
            after = (dump(change.after.value), change.after.state.value)
        if before == after:
            return
        revision = db.execute(
            "INSERT INTO history VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
            (at, self._session, *key, *before, *after),
        ).lastrowid
        if change.after is None:
            db.execute("DELETE FROM answer WHERE question = ? AND item = ?", key)
            return
        db.execute(
            "INSERT INTO answer VALUES (?, ?, ?, ?, ?) ON CONFLICT (question, item) DO UPDATE SET "
            "value = excluded.value, state = excluded.state, revision = excluded.revision",
            (*key, *after, revision),
        )


def _unlock(watch: Watch, seen: Look, passphrase: str, profile: Profile) -> tuple[bytes, bool]:
    """Return the master key, and whether the other keyboard layout was meant.

    The second try makes guessing cheaper by at most one bit (security.md 3.2).
    """
    master = master_key(passphrase, seen.salt, profile)
    try:
        expect_key(watch, seen, master)
        return master, False
    except WrongPassphrase as wrong:
        other = swapped(passphrase)
        if other != passphrase:
            master = master_key(other, seen.salt, profile)
            with suppress(WrongPassphrase):
                expect_key(watch, seen, master)
                return master, True
        if looks_like_code(passphrase):
            raise WrongPassphrase(say(
                "vault.code_slip",
                "If this is the recovery code, one of its characters is different from what "
                "was written down. Compare it with the paper, group by group.",
            )) from wrong
        raise


def _write_new(path: Path, master: bytes, salt: bytes, sample: bool) -> None:
    db = connection.connect(path, keyspec(master, salt), new=True)
    try:
        db.execute("BEGIN IMMEDIATE")
        schema.migrate(db, 0)
        db.execute(
            "INSERT INTO case_file VALUES (1, ?, ?, ?, ?, 1)",
            (uuid.uuid4().hex, int(sample), _now(), salt),
        )
        db.execute("COMMIT")
    finally:
        db.close()


def _revision(row: _HistoryRow) -> Revision:
    seq, at, session, question, item, before, before_state, after, after_state = row
    key = Key(question, item)
    return Revision(
        seq, at, session, key, _answer(key, before, before_state), _answer(key, after, after_state)
    )


def _answer(key: Key, value: str | None, state: str | None) -> Answer | None:
    return None if value is None or state is None else _stored(key, value, state)


def _stored(key: Key, value: str, state: str) -> Answer:
    try:
        return Answer(key, load(value), State(state))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Damaged from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _pages_are_whole(fresh: Callable[[], sqlcipher.Connection]) -> bool:
    """Whether every page is what was written there."""
    return _asked(fresh, "PRAGMA cipher_integrity_check") == []


def _tables_are_sound(fresh: Callable[[], sqlcipher.Connection]) -> bool:
    """Whether the pages belong together; finds a single page taken from an older copy."""
    return (
        _asked(fresh, "PRAGMA integrity_check") == [("ok",)]
        and _asked(fresh, "PRAGMA foreign_key_check") == []
    )


def _asked(
    fresh: Callable[[], sqlcipher.Connection], question: str
) -> list[tuple[str | int, ...]] | None:
    try:
        db = fresh()
        try:
            return list(db.execute(question).fetchall())
        finally:
            db.close()
    except sqlcipher.Error:
        return None
