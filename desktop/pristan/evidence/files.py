"""Read a file that a person chose, in pieces, and say plainly why one cannot be read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from pristan.case import Problem, Saying, say

LARGEST: Final = 500_000_000  # bytes of one file
_PIECE = 1 << 20


class CannotRead(Problem):
    """A file that cannot be brought in; the sentence says why and what to do."""


def pieces(file: Path) -> Iterator[bytes]:
    """Return a file in pieces of 1 MiB, opened and judged at once. Raises CannotRead."""
    try:
        stream = _opened(file)
    except OSError as error:
        raise CannotRead(_why(error)) from error
    try:
        facts = os.fstat(stream.fileno())
        if stat.S_ISDIR(facts.st_mode):
            raise CannotRead(_folder())
        if not stat.S_ISREG(facts.st_mode):
            raise CannotRead(say(
                "evidence.not_a_file",
                "This is not a file but a device or a channel. Choose a document or a picture.",
            ))
        if facts.st_size == 0:
            raise CannotRead(say(
                "evidence.file_empty",
                "This file is empty: it was not saved or copied to the end. Copy it again from "
                "where it came, and add that.",
            ))
        if facts.st_size > LARGEST:
            raise CannotRead(_too_large())
    except BaseException:
        stream.close()
        raise
    return read(stream)


def _opened(file: Path) -> BinaryIO:
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    return os.fdopen(os.open(file, flags), "rb", buffering=0)


def read(stream: BinaryIO) -> Iterator[bytes]:
    """Yield an open file to its end and close it. Raises CannotRead, too, when it grows."""
    total = 0
    with stream:
        try:
            while piece := stream.read(_PIECE):
                total += len(piece)
                if total > LARGEST:  # it grew meanwhile
                    raise CannotRead(_too_large())
                yield piece
        except OSError as error:
            raise CannotRead(_why(error)) from error


def _why(error: OSError) -> Saying:
    match error:
        case FileNotFoundError():
            return say(
                "evidence.missing",
                "There is no file at this place any more. It may have been moved or renamed, or "
                "the stick it is on may not be plugged in.",
            )
        case IsADirectoryError():
            return _folder()
        case PermissionError():
            return say(
                "evidence.not_allowed",
                "This file may not be read by you. Copy it to a folder of your own, and add the "
                "copy.",
            )
    return say(
        "evidence.read_error",
        "This file could not be read to the end: the disk or stick reported an error. Check that "
        "it is connected, and try again.",
    )


def _folder() -> Saying:
    return say("evidence.folder", "This is a folder. Open it and choose the files in it.")


def _too_large() -> Saying:
    return say(
        "evidence.too_large",
        "This file is larger than {most} MB. Split it into smaller files, or save it smaller, and "
        "add those.",
        most=LARGEST // 1_000_000,
    )
