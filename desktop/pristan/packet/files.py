"""Files into the folder a person chose: whole or not at all, and nothing of others replaced."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pristan.case import Problem, say
from pristan.packet.report import NoReport, read_report


class CannotWrite(Problem):
    """The folder cannot take the packet; nothing in it was changed."""


def prepare(target: Path, names: tuple[str, ...]) -> None:
    """See that *target* is a folder that can take files of these names.

    A packet of ours that is there will be replaced. Raises CannotWrite for a file that is in the
    way, and where the folder cannot be made.
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise CannotWrite(
            say(
                "packet.not_a_folder",
                "“{name}” is a file. Choose a folder for the packet.",
                name=target.name,
            )
        ) from error
    except OSError as error:
        raise _refused(error) from error
    there = [name for name in names if os.path.lexists(target / name)]
    if there and not _ours(target):
        raise CannotWrite(
            say(
                "packet.in_the_way",
                "This folder already has “{name}”, which this program did not write. Choose "
                "another folder, or an empty one.",
                name=there[0],
            )
        )


def write_all(target: Path, files: Mapping[str, bytes]) -> None:
    """Write files that replace older ones of the same name, each only once it is on the disk.

    Raises CannotWrite; the older files are then still there.
    """
    waiting: dict[str, Path] = {}
    try:
        for name, content in files.items():
            waiting[name] = target / f".{secrets.token_hex(8)}.part"
            _write(waiting[name], content)
        for name, part in waiting.items():
            part.replace(target / name)
        _settle(target)
    except OSError as error:
        raise _refused(error) from error
    finally:
        for part in waiting.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _write(file: Path, content: bytes) -> None:
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    """Make the new names durable, where a system lets a folder be opened for that."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _ours(target: Path) -> bool:
    try:
        read_report(target)
    except NoReport:
        return False
    return True


def _refused(error: OSError) -> CannotWrite:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return CannotWrite(
            say(
                "packet.disk_full",
                "There is not enough room for the packet on this disk. Free some space or choose "
                "another folder; nothing was changed.",
            )
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return CannotWrite(
            say(
                "packet.no_permission",
                "Nothing can be written into this folder. Choose another one.",
            )
        )
    return CannotWrite(
        say(
            "packet.cannot_write",
            "The packet could not be written ({reason}). Choose another folder and try again.",
            reason=error.strerror or type(error).__name__,
        )
    )
