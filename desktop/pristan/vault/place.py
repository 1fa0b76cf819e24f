"""The place of a case file: whether it is still the same file, and how a new one gets there."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pristan.case import say
from pristan.case.disk import FORBIDDEN, FULL
from pristan.vault.problems import (
    AlreadyExists,
    AlreadyOpen,
    DiskError,
    DiskFull,
    Missing,
    NotACaseFile,
    ReadOnly,
)

if sys.platform != "win32":
    import fcntl

FAT_LIMIT = 4 * 1024**3 - 64 * 1024**2
"""Bytes to which a file may grow on FAT32, which ends at 4 GiB - 1; the rest is for the journal."""


@contextmanager
def disk_errors() -> Iterator[None]:
    """Say DiskFull, ReadOnly or DiskError where the system reports an error of the disk."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull from error
        raise (ReadOnly() if error.errno in FORBIDDEN else DiskError()) from error


class Watch:
    """A handle on a file for as long as it is open.

    It is opened before SQLite opens the file and closed after: on POSIX systems closing any handle
    on a file drops the locks that SQLite has on it. Its own lock keeps a second window out before
    the key is computed, also where that window is in this process.
    """

    def __init__(self, path: Path) -> None:
        """Raises Missing, NotACaseFile (a folder), ReadOnly and AlreadyOpen."""
        self.path = path
        self._handle = _open_for_reading(path)
        try:
            if not os.access(path, os.W_OK) or not os.access(path.absolute().parent, os.W_OK):
                raise ReadOnly
            _lock(self._handle)
        except BaseException:
            self.close()
            raise

    def size(self) -> int:
        """Return the size in bytes."""
        with disk_errors():
            return os.fstat(self._handle).st_size

    def read(self, at: int, length: int) -> bytes:
        """Return raw bytes of the file, fewer at its end. Raises DiskError."""
        with disk_errors():
            os.lseek(self._handle, at, os.SEEK_SET)
            return os.read(self._handle, length)

    def in_place(self) -> bool:
        """Whether the path still leads to this file."""
        try:
            return os.path.samestat(self.path.stat(), os.fstat(self._handle))
        except OSError:
            return False

    def close(self) -> None:
        """Let go of the file."""
        if self._handle >= 0:
            with suppress(OSError):  # a stick that was pulled out
                os.close(self._handle)
            self._handle = -1


def _open_for_reading(path: Path) -> int:
    try:
        if path.is_dir():
            raise NotACaseFile(say(
                "vault.folder", "This is a folder. Choose the case file that is in it."
            ))
        return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Missing from error
    except PermissionError as error:
        raise ReadOnly(say(
            "vault.may_not_read",
            "The computer does not let you read this file. Copy it to your own folder, or ask "
            "the person whose computer this is.",
        )) from error
    except OSError as error:
        raise DiskError from error


def _lock(handle: int) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyOpen from error
        except OSError:  # a file system without such locks: SQLite's own lock remains
            return


def new_sibling(path: Path) -> Path:
    """Make an empty file beside the place of a new one, readable by its owner only.

    Raises AlreadyExists, Missing (no such folder) and ReadOnly.
    """
    if os.path.lexists(path):
        raise AlreadyExists(path)
    sibling = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        os.close(os.open(sibling, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Missing(say(
            "vault.no_folder", "There is no such folder. Choose a folder that exists."
        )) from error
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull from error
        raise ReadOnly(say(
            "vault.folder_read_only",
            "This folder does not take a new file of this name. Choose another folder, for "
            "example your own, or a shorter name.",
        )) from error
    return sibling


def put_in_place(sibling: Path, path: Path) -> None:
    """Give a finished file its name, durably and without ever replacing one.

    Raises AlreadyExists.
    """
    _sync(sibling)
    try:
        if sys.platform == "win32":
            sibling.rename(path)  # refuses to replace
        else:
            _link_or_rename(sibling, path)
    except FileExistsError as error:
        raise AlreadyExists(path) from error
    if sys.platform != "win32":
        _sync(path.absolute().parent)


def _link_or_rename(sibling: Path, path: Path) -> None:
    try:
        path.hardlink_to(sibling)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        # No hard links on FAT and exFAT: take the name with an empty file, then replace that.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        sibling.replace(path)
    else:
        sibling.unlink()


def remove(path: Path) -> None:
    """Remove a file that was not finished, if it is there."""
    with suppress(OSError):
        path.unlink()


def free_bytes(path: Path) -> int:
    """Return how much room there is on the disk of a file. Raises OSError."""
    return shutil.disk_usage(path.absolute().parent).free


def growth_limit(path: Path, mounts: Path = Path("/proc/self/mountinfo")) -> int | None:
    """Return how many bytes the file system lets a file have; None where nothing is known.

    FAT32 is recognized on Linux; elsewhere the disk's own error comes at 4 GiB.
    """
    try:
        device = path.stat().st_dev
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return None
    here = f"{os.major(device)}:{os.minor(device)}"
    for line in lines:
        mount, _, system = line.partition(" - ")
        if mount.split()[2] == here and system.split()[0] in ("vfat", "msdos"):
            return FAT_LIMIT
    return None


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
