"""A file that is being written into the folder a person chose."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pristan.packet.cannot_write import refused
from pristan.packet.seen import Seen, Stamp

_BLOCK = 1 << 20  # bytes


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first bytes of a file, by size and hash, and what is known to go on after them."""

    size: int
    sha256: str
    known: tuple[bytes, ...]


class Outgoing:
    """One file that is being written, with its SHA-256 and size so far.

    It can begin with the bytes with which the *older* file of its name begins. A thread of *disk*
    waits until all of it is there, while other files are still being written.
    """

    def __init__(self, path: Path, disk: ThreadPoolExecutor) -> None:
        self.path = path
        self.older: Path | None = None
        self.size = 0
        self.beginning: Beginning | None = None
        """With what it may begin; when it was written, with what it does."""
        self._disk = disk
        self._there: Future[Seen] | None = None
        self._digest = hashlib.sha256()
        try:
            self._stream = path.open("xb", buffering=0)
        except OSError as error:
            raise refused(error) from error

    @property
    def sha256(self) -> str:
        """Return the hash of what has been written."""
        return self._digest.hexdigest()

    @property
    def known(self) -> Sequence[bytes]:
        """Return what is known to go on after the bytes with which it may begin, or nothing."""
        return self.beginning.known if self.beginning else ()

    def begin(self) -> bool:
        """Write the bytes with which it may begin, where the older file has them, unless they are
        written; return whether it begins with them. Raises CannotWrite.
        """
        if self.size and self.beginning:
            return True
        wanted, self.beginning = self.beginning, None
        if wanted is None or self.older is None:
            return False
        with suppress(OSError), self.older.open("rb") as older:
            while block := older.read(min(wanted.size - self.size, _BLOCK)):
                self.write(block)
        if (self.size, self.sha256) != (wanted.size, wanted.sha256):
            self._empty()
            return False
        self.beginning = wanted
        return True

    def pause(self, known: Sequence[bytes]) -> None:
        """Note what is known to go on after the bytes that are written by now."""
        self.beginning = Beginning(self.size, self.sha256, tuple(known))

    def write(self, data: bytes | memoryview) -> None:
        """Add bytes. Raises CannotWrite."""
        left = memoryview(data)
        try:
            while left:
                left = left[self._stream.write(left) :]
        except OSError as error:
            raise refused(error) from error
        self._digest.update(data)
        self.size += len(data)

    def done(self) -> None:
        """Let it be brought to the disk, since all of it has been written."""
        if self._there is None:
            self._there = self._disk.submit(self._bring)

    def finish(self) -> Seen:
        """See that what was written is on the disk; return what it is there. Raises OSError."""
        self.done()
        assert self._there is not None
        return self._there.result()

    def _bring(self) -> Seen:
        os.fsync(self._stream.fileno())
        stamp = Stamp.of(os.fstat(self._stream.fileno()))
        self._stream.close()
        return Seen(self.sha256, stamp)

    def _empty(self) -> None:
        try:
            self._stream.seek(0)
            self._stream.truncate()
        except OSError as error:
            raise refused(error) from error
        self._digest = hashlib.sha256()
        self.size = 0

    def drop(self) -> None:
        """Take the file away, where it has not got its name."""
        with suppress(OSError):
            self._stream.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
