"""Pages that were made before, kept in the case file so that the next packet need not make them.

Everything here can be made again, so nothing here is ever missed: a part that is not found, not
whole or not readable is simply not there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from sqlcipher3 import dbapi2 as sqlcipher

from pristan.vault.place import free_bytes
from pristan.vault.problems import VaultProblem
from pristan.vault.store import Store

MOST_BYTES: Final = 512 << 20
"""All parts together. The papers of a large case (200 exhibits, 400 MB) fit in once; a case file
that is carried on a stick or sent to a lawyer does not grow by more than that.
"""

_OF_FREE: Final = 4  # so many times what is kept stays free: the packet itself needs room, too
_ROW_BYTES: Final = 1 << 20
_ROWS_AT_ONCE: Final = 8  # in one transaction; an answer waits no longer than that for its turn


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """The bytes of a part, and what its maker wrote down about it."""

    facts: str
    data: bytes


class Rendered:
    """The parts that one packet finds and keeps. Any thread may call any method.

    What this packet uses is never thrown out for what it keeps: otherwise a packet larger than the
    bound would throw out each part shortly before it is asked for.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._used: set[str] = set()

    def find(self, key: str) -> RenderedPart | None:
        """Return a part as it was kept, or None. One that has changed since is thrown away."""
        with suppress(VaultProblem):
            with self._store.reading() as db:
                row = db.execute(
                    "SELECT facts, size, sha256 FROM rendered WHERE key = ? AND sha256 <> ''",
                    (key,),
                ).fetchone()
            if row is None:
                return None
            facts, size, sha256 = row
            data = b"".join(self._chunks(key))
            if len(data) == size and hashlib.sha256(data).hexdigest() == sha256:
                self._used.add(key)
                return RenderedPart(facts, data)
            drop(self._store, key)
        return None

    def keep(self, key: str, part: RenderedPart, attachment: str | None = None) -> None:
        """Keep a part, and forget older ones for it; where it cannot be kept, it is not.

        *attachment* is the id of the file that it was made of: with it the part leaves the case.
        """
        with suppress(VaultProblem, OSError):
            if not self._make_room(len(part.data)):
                return
            try:
                if self._write(key, part, attachment):
                    self._used.add(key)
            except BaseException:
                drop(self._store, key)
                raise

    def settle(self) -> None:
        """Note what this packet has used, so that the oldest go first."""
        with suppress(VaultProblem), self._store.writing() as db:
            db.executemany(
                "UPDATE rendered SET used = ? WHERE key = ?",
                [(self._store.generation, key) for key in sorted(self._used)],
            )

    def _chunks(self, key: str) -> Iterator[bytes]:
        number = 0
        while True:
            with self._store.reading() as db:
                row = db.execute(
                    "SELECT content FROM rendered_chunk WHERE rendered = ? AND number = ?",
                    (key, number),
                ).fetchone()
            if row is None:
                return
            yield row[0]
            number += 1

    def _make_room(self, size: int) -> bool:
        """Throw out the oldest until so many bytes fit; return whether they do."""
        with self._store.reading() as db:
            rows = db.execute("SELECT key, size FROM rendered ORDER BY used, key").fetchall()
        kept = sum(each for _, each in rows)
        most = min(MOST_BYTES, (kept + free_bytes(self._store.path)) // (1 + _OF_FREE))
        old = [(key, each) for key, each in rows if key not in self._used]
        if kept - sum(each for _, each in old) + size > most or not self._store.may_grow(size):
            return False
        for key, each in old:
            if kept + size <= most:
                break
            drop(self._store, key)
            kept -= each
        return True

    def _write(self, key: str, part: RenderedPart, attachment: str | None) -> bool:
        """Write a part; it counts with its SHA-256, which is written last."""
        data = memoryview(part.data)
        rows = [data[at : at + _ROW_BYTES] for at in range(0, len(data), _ROW_BYTES)]
        for first in range(0, max(len(rows), 1), _ROWS_AT_ONCE):
            with self._store.writing() as db:
                if not first and not _begin(db, key, part, self._store.generation, attachment):
                    return False
                if not _is_there(db, key):  # its paper was removed in the meantime
                    return False
                db.executemany(
                    "INSERT INTO rendered_chunk VALUES (?, ?, ?)",
                    [(key, first + n, row) for n, row in enumerate(rows[first:][:_ROWS_AT_ONCE])],
                )
                if first + _ROWS_AT_ONCE >= len(rows):
                    db.execute(
                        "UPDATE rendered SET sha256 = ? WHERE key = ?",
                        (hashlib.sha256(data).hexdigest(), key),
                    )
        return True


def drop(store: Store, key: str) -> None:
    """Throw a part away, row by row and last first, overwriting it; the file gets shorter."""
    left = 1
    while left:
        with store.writing() as db:
            db.execute(
                "DELETE FROM rendered_chunk WHERE rendered = ? AND number > "
                "(SELECT max(number) FROM rendered_chunk WHERE rendered = ?) - ?",
                (key, key, _ROWS_AT_ONCE),
            )
            (left,) = db.execute(
                "SELECT count(*) FROM rendered_chunk WHERE rendered = ?", (key,)
            ).fetchone()
            if not left:
                db.execute("DELETE FROM rendered WHERE key = ?", (key,))
            db.execute("PRAGMA incremental_vacuum").fetchall()


def drop_those_of(store: Store, attachment: str) -> None:
    """Throw away what was made of a file that is leaving the case."""
    _drop_all(store, "attachment = ?", attachment)


def drop_unfinished(store: Store) -> None:
    """Throw away what a killed program left half written."""
    _drop_all(store, "sha256 = ?", "")


def _drop_all(store: Store, which: str, value: str) -> None:
    with store.reading() as db:
        rows = db.execute(f"SELECT key FROM rendered WHERE {which}", (value,)).fetchall()
    for (key,) in rows:
        drop(store, key)


def _begin(
    db: sqlcipher.Connection, key: str, part: RenderedPart, used: int, attachment: str | None
) -> bool:
    """Write down a part that is to be written; not one that is there, or of a file that leaves."""
    if _is_there(db, key):
        return False
    if attachment is not None and not db.execute(
        "SELECT 1 FROM attachment WHERE id = ? AND state = 'complete'", (attachment,)
    ).fetchone():
        return False
    db.execute(
        "INSERT INTO rendered VALUES (?, ?, ?, '', ?, ?)",
        (key, part.facts, len(part.data), used, attachment),
    )
    return True


def _is_there(db: sqlcipher.Connection, key: str) -> bool:
    return db.execute("SELECT 1 FROM rendered WHERE key = ?", (key,)).fetchone() is not None
