"""A folder for what Qt insists on writing: gone when the window goes, swept when it was killed."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_NAME = "pristan"
_OWNER = "owner"  # a file that a living process holds
_YOUNG = 60.0  # seconds in which its process may not have taken hold of a folder yet


class OwnFolder:
    """One process's folder, in memory where the system has a place for that."""

    def __init__(self) -> None:
        """Raises OSError where nothing can be written, not even in the folder for such things."""
        self.path = self._made()
        handle = os.open(self.path / _OWNER, os.O_CREAT | os.O_RDWR, 0o600)
        if sys.platform != "win32":  # there an open file cannot be removed
            fcntl.flock(handle, fcntl.LOCK_EX)
        self._handle = handle

    def remove(self) -> None:
        """Remove the folder, and that of all of them when it was the last."""
        import shutil

        os.close(self._handle)
        shutil.rmtree(self.path, ignore_errors=True)
        with suppress(OSError):
            self.path.parent.rmdir()

    def sweep(self) -> None:
        """Remove what windows left that were killed, and nothing of anybody else."""
        import shutil

        for parent in _parents():
            if not _ours(parent):
                continue
            for left in parent.iterdir():
                if left != self.path and _left_alone(left):
                    shutil.rmtree(left, ignore_errors=True)

    def _made(self) -> Path:
        name = os.urandom(8).hex()
        for parent in _parents():
            with suppress(OSError):
                parent.mkdir(mode=0o700, exist_ok=True)
                if _ours(parent):
                    (parent / name).mkdir(mode=0o700)
                    return parent / name
        import tempfile

        return Path(tempfile.mkdtemp())


def _parents() -> Iterator[Path]:
    """Yield where such folders may be, the best place first."""
    if sys.platform != "win32":
        if place := os.environ.get("XDG_RUNTIME_DIR"):
            yield Path(place, _NAME)
        yield Path("/dev/shm", f"{_NAME}-{os.getuid()}")
    import tempfile

    user = os.getuid() if sys.platform != "win32" else ""
    yield Path(tempfile.gettempdir(), f"{_NAME}-{user}")


def _ours(parent: Path) -> bool:
    """Whether it is a folder that nobody else can write to: others may make one of its name."""
    try:
        found = parent.lstat()
    except OSError:
        return False
    if sys.platform == "win32":
        return stat.S_ISDIR(found.st_mode)
    private = found.st_uid == os.getuid() and not found.st_mode & 0o077
    return stat.S_ISDIR(found.st_mode) and private


def _left_alone(folder: Path) -> bool:
    """Whether the process that made a folder is no more."""
    try:
        if time.time() - folder.stat().st_mtime < _YOUNG:
            return False
        if sys.platform == "win32":
            (folder / _OWNER).unlink()
            return True
        handle = os.open(folder / _OWNER, os.O_RDWR)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(handle)
