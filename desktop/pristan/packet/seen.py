"""Which files of the folder have which hash: what is as it was is not read again.

As long as this program runs, it knows the files that it has written or read by what the system says
of each: its place on the disk, its size, when it was written, and when anything about it was last
changed, which nobody can set. Where the system does not say so much, a file is read each time.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, Self

from pristan.packet.cannot_write import CannotWrite, in_the_way

_READ: Final = 4 << 20  # bytes; after each, this thread waits for its turn again
_COARSE: Final = 10_000_000  # nanoseconds: the clock of exFAT, and of systems that tick slowly
_TELLS: Final = os.name == "posix"  # Windows says when a file was made, and nothing of changes


class Stamp(NamedTuple):
    """By what the system would tell another file, or the same one when it was changed."""

    device: int
    inode: int
    size: int
    written: int  # nanoseconds
    changed: int

    @classmethod
    def of(cls, told: os.stat_result) -> Self:
        """Return the stamp that the system tells of a file."""
        return cls(told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns)


class Seen(NamedTuple):
    """A file as it was read: its SHA-256, and its stamp when that was begun."""

    sha256: str
    stamp: Stamp


class Known:
    """What has been read or written since the program began. Use it from any thread."""

    def __init__(self) -> None:
        self._seen: dict[str, Seen] = {}

    def look(self, file: Path) -> Seen | None:
        """Return a file as it is, read only where it is not known; None where there is none.

        Raises OSError, CannotWrite where it is no file.
        """
        now = time.time_ns()
        if (stamp := stamp_of(file)) is None:
            return None
        seen = self._seen.get(str(file.absolute()))
        if seen is None or seen.stamp != stamp:
            seen = hashed(file, stamp)
            if seen:
                self._keep(file, seen, now)
        return seen

    def has(self, file: Path, sha256: str) -> bool:
        """Whether there is a file that has this hash, and can be read."""
        with suppress(CannotWrite, OSError):
            seen = self.look(file)
            return seen is not None and seen.sha256 == sha256
        return False

    def wrote(self, file: Path, seen: Seen) -> None:
        """Know a file that was written and then got its name, unless it is not that one."""
        now = time.time_ns()
        with suppress(CannotWrite, OSError):
            stamp = stamp_of(file)
            if stamp and stamp[:4] == seen.stamp[:4]:
                self._keep(file, Seen(seen.sha256, stamp), now)

    def _keep(self, file: Path, seen: Seen, now: int) -> None:
        """Keep what a file was just *now*, where a change of it will be seen by its stamp.

        One that is written in the same moment might not be: the clock of files ticks slowly.
        """
        fine = seen.stamp.written % _COARSE and now - seen.stamp.written > _COARSE
        if _TELLS and fine:
            self._seen[str(file.absolute())] = seen


def stamp_of(file: Path) -> Stamp | None:
    """Return the stamp of a file, None where there is none. Raises as :meth:`Known.look`."""
    try:
        told = file.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(told.st_mode):
        raise in_the_way(file.name)
    return Stamp.of(told)


def hashed(file: Path, stamp: Stamp) -> Seen | None:
    """Read a file, of which this is the stamp; None where it is gone meanwhile. Raises OSError."""
    digest, block = hashlib.sha256(), memoryview(bytearray(_READ))
    with suppress(FileNotFoundError), file.open("rb", buffering=0) as stream:
        while size := stream.readinto(block):
            digest.update(block[:size])
        return Seen(digest.hexdigest(), stamp)
    return None
