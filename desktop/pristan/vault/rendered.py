"""Pages that were made before, kept in the case file so that the next packet need not make them.

Everything here can be made again, so nothing here is ever missed: a part that is not found, not
whole or not readable is simply not there.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from sqlcipher3 import dbapi2 as sqlcipher

from pristan.vault.place import free_bytes
from pristan.vault.problems import VaultProblem
from pristan.vault.store import Store, content

MOST_BYTES: Final = 512 << 20
"""All parts together. The papers of a large case (200 exhibits, 400 MB) fit in once; a case file
that is carried on a stick or sent to a lawyer does not grow by more than that.
"""

_LEAST: Final = 64 << 10  # what a part counts for at least: so there are never more than 8,192
_OF_FREE: Final = 4  # so many times what is kept stays free: the packet itself needs room, too
_ROW_BYTES: Final = 1 << 20
_AT_ONCE: Final = 8 << 20  # bytes in one transaction; an answer waits for no more than that


class RenderedPart(NamedTuple):
    """The bytes of a part, and what its maker wrote down about it."""

    facts: str
    data: bytes


class _Kept(NamedTuple):
    key: str
    facts: str
    data: bytes
    attachment: str | None


class Rendered:
    """The parts that one packet finds and keeps. Any thread may call any method.

    What this packet uses is never thrown out for what it keeps: otherwise a packet larger than the
    bound would throw out each part shortly before it is asked for.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._used: set[str] = set()
        self._noted: set[str] = set()
        self._waiting: dict[str, _Kept] = {}
        self._bytes = 0  # of those that wait
        self._leaving: dict[str, _Kept] = {}  # to the disk, and not there yet
        self._lock = threading.Lock()

    def facts(self, keys: Sequence[str]) -> dict[str, str]:
        """Return by key what the makers of those parts that are there wrote down about them; their
        bytes are not read.
        """
        with self._lock:
            found = {key: here.facts for key in keys if (here := self._here(key))}
        with suppress(VaultProblem), self._store.reading() as db:
            rows = db.execute(
                "SELECT key, facts FROM rendered "
                "WHERE key IN (SELECT value FROM json_each(?)) AND sha256 <> ''",
                (json.dumps([key for key in keys if key not in found]),),
            ).fetchall()
            self._used.update(key for key, _ in rows)
            found |= rows
        return found

    def find(self, key: str) -> RenderedPart | None:
        """Return a part as it was kept, or None. One that has changed since is thrown away."""
        with self._lock:
            if here := self._here(key):
                return RenderedPart(here.facts, here.data)
        with suppress(VaultProblem):
            with self._store.reading() as db:
                row = db.execute(
                    "SELECT facts, size, sha256 FROM rendered WHERE key = ? AND sha256 <> ''",
                    (key,),
                ).fetchone()
            if row is None:
                return None
            facts, size, sha256 = row
            part = RenderedPart(facts, b"".join(self._chunks(key)))
            if (len(part.data), _digest(part)) == (size, sha256):
                self._used.add(key)
                return part
            drop(self._store, key)
        return None

    def keep(self, key: str, facts: str, data: bytes, attachment: str | None = None) -> None:
        """Keep a part, and forget older ones for it; where it cannot be kept, it is not.

        Small parts wait until there are several, or for :meth:`settle`: each writing waits for the
        disk. *attachment* is the id of the file that it was made of: with it the part leaves the
        case.
        """
        if len(data) > MOST_BYTES:
            return
        with self._lock:
            self._used.add(key)
            self._take_back(key)
            self._waiting[key] = _Kept(key, facts, data, attachment)
            self._bytes += len(data)
            if self._bytes < _AT_ONCE:
                return
        self._write_what_waits()

    def forget(self, key: str) -> None:
        """Throw a part away, for another that takes its place."""
        with self._lock:
            self._take_back(key)
            self._leaving.pop(key, None)
        with suppress(VaultProblem):
            drop(self._store, key)

    def settle(self) -> None:
        """Write what still waits, and note what was used, so that the oldest go first.

        What comes to be used later is noted when this is called again.
        """
        self._write_what_waits()
        with self._lock:
            used = self._used - self._noted
        if not used:
            return
        with suppress(VaultProblem), self._store.writing() as db:
            db.execute(
                "UPDATE rendered SET used = ? WHERE key IN (SELECT value FROM json_each(?))",
                (self._store.generation, json.dumps(sorted(used))),
            )
            self._noted |= used

    def _here(self, key: str) -> _Kept | None:
        return self._waiting.get(key) or self._leaving.get(key)

    def _take_back(self, key: str) -> None:
        if waiting := self._waiting.pop(key, None):
            self._bytes -= len(waiting.data)

    def _write_what_waits(self) -> None:
        """Write it; meanwhile it is found as before."""
        with self._lock:
            leaving, self._waiting, self._bytes = self._waiting, {}, 0
            self._leaving |= leaving
        try:
            self._keep(list(leaving.values()))
        finally:
            with self._lock:
                for key, part in leaving.items():
                    if self._leaving.get(key) is part:
                        del self._leaving[key]

    def _chunks(self, key: str) -> Iterator[bytes]:
        number = 0
        while True:
            with self._store.reading() as db:
                row = db.execute(
                    "SELECT rowid FROM rendered_chunk WHERE rendered = ? AND number = ?",
                    (key, number),
                ).fetchone()
                if row is None:
                    return
                chunk = content(db, "rendered_chunk", row[0])
            yield chunk
            number += 1

    def _with_room(self, parts: Sequence[_Kept]) -> list[_Kept]:
        """Return those parts that fit, having thrown out the oldest for them."""
        with self._store.reading() as db:
            rows = db.execute(
                "SELECT key, max(size, ?) FROM rendered ORDER BY used, key", (_LEAST,)
            ).fetchall()
        kept = sum(size for _, size in rows)
        most = min(MOST_BYTES, (kept + free_bytes(self._store.path)) // (1 + _OF_FREE))
        old = [(key, size) for key, size in rows if key not in self._used]
        free = min(most - kept + sum(size for _, size in old), self._store.may_grow())
        fitting: list[_Kept] = []
        for part in parts:
            size = max(len(part.data), _LEAST)
            if size <= free:
                fitting.append(part)
                free -= size
                kept += size
        for key, size in old:
            if kept <= most:
                break
            drop(self._store, key)
            kept -= size
        return fitting

    def _keep(self, parts: Sequence[_Kept]) -> None:
        with suppress(VaultProblem, OSError):
            if not parts:
                return
            try:
                self._write(self._with_room(parts))
            except BaseException:
                drop_unfinished(self._store)
                raise

    def _write(self, parts: Sequence[_Kept]) -> None:
        """Write parts, a few rows in each transaction; a part counts once its SHA-256 is there."""
        refused: set[str] = set()
        for rows in _in_turns(parts):
            with self._store.writing() as db:
                for part, at in rows:
                    there = _is_there(db, part.key)
                    forgotten = self._leaving.get(part.key) is not part
                    if part.key in refused or forgotten or (there if at == 0 else not there):
                        refused.add(part.key)  # it is there, or its paper was removed meanwhile
                        continue
                    if at == 0 and not _begin(db, part, self._store.generation):
                        refused.add(part.key)
                        continue
                    row = memoryview(part.data)[at : at + _ROW_BYTES]
                    db.execute(
                        "INSERT INTO rendered_chunk VALUES (?, ?, ?)",
                        (part.key, at // _ROW_BYTES, row),
                    )
                    if at + _ROW_BYTES >= len(part.data):
                        db.execute(
                            "UPDATE rendered SET sha256 = ? WHERE key = ?",
                            (_digest(part), part.key),
                        )


def _in_turns(parts: Sequence[_Kept]) -> Iterator[list[tuple[_Kept, int]]]:
    """Yield the rows of parts, each by where it begins, so many as one transaction writes."""
    turn: list[tuple[_Kept, int]] = []
    size = 0
    for part in parts:
        for at in range(0, max(len(part.data), 1), _ROW_BYTES):
            turn.append((part, at))
            size += min(len(part.data) - at, _ROW_BYTES)
            if size >= _AT_ONCE:
                yield turn
                turn, size = [], 0
    if turn:
        yield turn


def drop(store: Store, key: str) -> None:
    """Throw a part away, row by row and last first, overwriting it; the file gets shorter."""
    left = 1
    while left:
        with store.writing() as db:
            db.execute(
                "DELETE FROM rendered_chunk WHERE rendered = ? AND number > "
                "(SELECT max(number) FROM rendered_chunk WHERE rendered = ?) - ?",
                (key, key, _AT_ONCE // _ROW_BYTES),
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


def _digest(part: RenderedPart | _Kept) -> str:
    """Return the SHA-256 of what the maker wrote down and of the bytes, one after the other."""
    digest = hashlib.sha256(part.facts.encode())
    digest.update(part.data)
    return digest.hexdigest()


def _begin(db: sqlcipher.Connection, part: _Kept, used: int) -> bool:
    """Write down a part that is to be written, unless it is of a file that is gone or leaving."""
    if part.attachment is not None and not db.execute(
        "SELECT 1 FROM attachment WHERE id = ? AND state = 'complete'", (part.attachment,)
    ).fetchone():
        return False
    db.execute(
        "INSERT INTO rendered VALUES (?, ?, ?, '', ?, ?)",
        (part.key, part.facts, len(part.data), used, part.attachment),
    )
    return True


def _is_there(db: sqlcipher.Connection, key: str) -> bool:
    return db.execute("SELECT 1 FROM rendered WHERE key = ?", (key,)).fetchone() is not None
