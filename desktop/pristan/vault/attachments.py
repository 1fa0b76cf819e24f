"""Papers and pictures inside the case file, in rows of 1 MiB, proved by their SHA-256."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from pristan.case import clean, say
from pristan.vault.problems import Damaged, VaultProblem
from pristan.vault.rendered import drop_those_of
from pristan.vault.store import Store, content

CHUNK_BYTES = 1 << 20
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Attachment:
    """A stored file: its name, size in bytes, SHA-256 in hex, and when it was added (UTC, ISO)."""

    id: str
    name: str
    size: int
    sha256: str
    added: str


class Attachments:
    """The attachments of one open case file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __iter__(self) -> Iterator[Attachment]:
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT id, name, size, sha256, added FROM attachment WHERE state = 'complete' "
                "ORDER BY added, id"
            ).fetchall()
        return (Attachment(*row) for row in rows)

    def add(self, name: str, chunks: Iterable[bytes]) -> Attachment:
        """Store a file of any size. Raises DiskFull, DiskError, FileChanged and Damaged.

        Each row is a transaction of its own, so that other savings go on between them. The file
        counts as stored once it was read back whole; until then the next opening drops it.
        """
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        kept = Attachment(uuid.uuid4().hex, clean_name(name), 0, "", at)
        with self._store.writing() as db:
            db.execute(
                "INSERT INTO attachment VALUES (?, ?, 0, '', ?, 'importing')",
                (kept.id, kept.name, kept.added),
            )
        try:
            return self._fill(kept, chunks)
        except BaseException:
            with suppress(VaultProblem, ValueError):
                self._drop(kept.id)
            raise

    def read(self, attachment_id: str) -> Iterator[bytes]:
        """Yield the bytes, at most 1 MiB at a time; raise Damaged at the end if they changed.

        Raises KeyError for an id that is not there.
        """
        with self._store.reading() as db:
            row = db.execute(
                "SELECT name, size, sha256 FROM attachment WHERE id = ? AND state = 'complete'",
                (attachment_id,),
            ).fetchone()
        if row is None:
            raise KeyError(attachment_id)
        name, size, sha256 = row
        digest = hashlib.sha256()
        length = 0
        for chunk in self._chunks(attachment_id):
            digest.update(chunk)
            length += len(chunk)
            yield chunk
        if length != size or digest.hexdigest() != sha256:
            raise Damaged(say(
                "vault.attachment_damaged",
                "The attachment {name} is damaged: it is not what was added. Your answers are "
                "not affected. Add the file again, or open another copy of the case.",
                name=name,
            ))

    def remove(self, attachment_id: str) -> None:
        """Remove an attachment: gone at once, its bytes overwritten, the file made shorter.

        Raises KeyError for an id that is not there.
        """
        with self._store.writing() as db:
            left = db.execute(
                "UPDATE attachment SET state = 'leaving' WHERE id = ? AND state = 'complete'",
                (attachment_id,),
            )
            if left.rowcount < 1:
                raise KeyError(attachment_id)
        self._drop(attachment_id)

    def drop_unfinished(self) -> None:
        """Drop what an interrupted import or removal left behind."""
        with self._store.reading() as db:
            rows = db.execute("SELECT id FROM attachment WHERE state <> 'complete'").fetchall()
        for (attachment_id,) in rows:
            self._drop(attachment_id)

    def _fill(self, kept: Attachment, chunks: Iterable[bytes]) -> Attachment:
        digest = hashlib.sha256()
        size = 0
        for number, row in enumerate(_rows(chunks)):
            digest.update(row)
            size += len(row)
            with self._store.writing() as db:
                db.execute("INSERT INTO chunk VALUES (?, ?, ?)", (kept.id, number, row))
        again = hashlib.sha256()
        for row in self._chunks(kept.id):
            again.update(row)
        if again.digest() != digest.digest():
            raise Damaged
        done = Attachment(kept.id, kept.name, size, digest.hexdigest(), kept.added)
        with self._store.writing() as db:
            db.execute(
                "UPDATE attachment SET size = ?, sha256 = ?, state = 'complete' WHERE id = ?",
                (done.size, done.sha256, done.id),
            )
        return done

    def _chunks(self, attachment_id: str) -> Iterator[bytes]:
        number = 0
        while True:
            with self._store.reading() as db:
                row = db.execute(
                    "SELECT rowid FROM chunk WHERE attachment = ? AND number = ?",
                    (attachment_id, number),
                ).fetchone()
                if row is None:
                    return
                chunk = content(db, "chunk", row[0])
            yield chunk
            number += 1

    def _drop(self, attachment_id: str) -> None:
        """Take the rows away one by one, last first, so that the journal stays small.

        What was made of the file leaves first, so that nothing of a removed paper lives on, and so
        do the settings that bear its id, such as the words that a machine read on it. Pages
        that become free are given back in the same transaction: most need not be written.
        """
        drop_those_of(self._store, attachment_id)
        with self._store.writing() as db:
            db.execute("DELETE FROM setting WHERE instr(name, '.' || ?)", (attachment_id,))
        of_it = "attachment = ?"
        rows = 1
        while rows:
            with self._store.writing() as db:
                rows = db.execute(
                    f"DELETE FROM chunk WHERE {of_it} AND number = "
                    f"(SELECT max(number) FROM chunk WHERE {of_it})",
                    (attachment_id, attachment_id),
                ).rowcount
                if not rows:
                    db.execute("DELETE FROM attachment WHERE id = ?", (attachment_id,))
                db.execute("PRAGMA incremental_vacuum").fetchall()


def clean_name(name: str) -> str:
    """Return a file's name for people: no folders, nothing invisible, at most 80 characters."""
    last = re.split(r"[/\\]", clean(name))[-1]
    shown = " ".join(last.split())
    if len(shown) <= LONGEST_NAME:
        return shown or "file"
    stem, dot, suffix = shown.rpartition(".")
    ending = dot + suffix if stem and len(suffix) <= 8 else ""
    return shown[: LONGEST_NAME - 1 - len(ending)] + "…" + ending


def _rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut any chunks into rows of exactly 1 MiB and a last one with the rest."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= CHUNK_BYTES:
            yield bytes(waiting[:CHUNK_BYTES])
            del waiting[:CHUNK_BYTES]
    if waiting:
        yield bytes(waiting)
