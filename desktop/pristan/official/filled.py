"""A filled form before and after it is written to the disk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pristan.case import Problem, Saying, say
from pristan.case.disk import FULL

_LARGEST = 50_000_000  # bytes; the longest official form has one
_SHEET, _FLAT = "-answers.pdf", "-to-print.pdf"


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The copy to go on editing, the flat copy to print, and what must be said about both.

    ``edition`` says which edition was filled. ``problems`` must be settled before the form is
    filed; what stays empty, is for the hand, was taken apart for the boxes, continues elsewhere, is
    set smaller, or was answered and is not on this form, is good to know.
    """

    editable: bytes
    flat: bytes
    pages: int
    edition: Saying
    problems: tuple[Saying, ...]
    empty: tuple[Saying, ...]
    by_hand: tuple[Saying, ...]
    apart: tuple[Saying, ...]
    moved: tuple[Saying, ...]
    shrunk: tuple[Saying, ...]
    beside: tuple[Saying, ...]
    files: tuple[Path, ...] = ()

    @property
    def notes(self) -> tuple[Saying, ...]:
        """Return everything that is good to know."""
        return (
            self.edition,
            *self.empty,
            *self.by_hand,
            *self.apart,
            *self.moved,
            *self.shrunk,
            *self.beside,
        )


class CannotWrite(Problem):
    """The folder cannot take the form; nothing in it was changed."""


def read_blank(form: Path) -> bytes:
    """Read the person's own copy of a form. Raises Problem in plain words."""
    try:
        if not form.is_file():
            raise Problem(say("official.no_file", "There is no file {file}.", file=str(form)))
        if form.stat().st_size > _LARGEST:
            raise Problem(
                say("official.too_large", "{file} is too large for a form.", file=str(form))
            )
        return form.read_bytes()
    except OSError:
        raise Problem(
            say(
                "official.cannot_read",
                "{file} cannot be read. See that you may open it and that its disk is connected, "
                "or choose another copy.",
                file=str(form),
            )
        ) from None


def save_form(filled: FilledForm, target: Path) -> FilledForm:
    """Write both copies; return the form with where they are. Raises CannotWrite."""
    editable, flat = copies(target)
    write_new({editable: filled.editable, flat: filled.flat})
    return replace(filled, files=(editable, flat))


def save_sheet(sheet: bytes, target: Path) -> None:
    """Write an answer sheet. Raises CannotWrite."""
    _free(target)
    write_new({target: sheet})


def copies(target: Path) -> tuple[Path, Path]:
    """Return where the copy to edit and the flat one go. Raises CannotWrite when one is there."""
    found = target, target.with_name(target.stem + _FLAT)
    for file in found:
        _free(file)
    return found


def sheet_beside(target: Path) -> Path:
    """Return where the answer sheet goes. Raises CannotWrite when it is there already."""
    file = target.with_name(target.stem + _SHEET)
    _free(file)
    return file


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files that are not there yet, all of them or none. Raises CannotWrite."""
    written: list[Path] = []
    for file, content in files.items():
        try:
            with file.open("xb") as stream:
                written.append(file)
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            for each in written:
                with suppress(OSError):
                    each.unlink()
            raise _refused(file, error) from None


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is not there yet, all or none. Raises CannotWrite."""
    _free(folder)
    lacked = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    try:
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise _refused(folder, error) from None
        write_new({folder / name: content for name, content in files.items()})
    except CannotWrite:
        for each in lacked:
            with suppress(OSError):  # it was not made, or somebody uses it meanwhile
                each.rmdir()
        raise


def _free(file: Path) -> None:
    if os.path.lexists(file):
        raise CannotWrite(
            say(
                "official.there_already",
                "{file} is there already, and nothing is written over it. Choose another name.",
                file=str(file),
            )
        )


def _refused(file: Path, error: OSError) -> CannotWrite:
    if error.errno in FULL:
        return CannotWrite(
            say(
                "official.disk_full",
                "There is not enough room for {file} on this disk. Free some space or choose "
                "another folder; nothing was changed.",
                file=str(file),
            )
        )
    return CannotWrite(
        say(
            "official.cannot_write",
            "{file} cannot be written: its folder takes no new files. Choose another folder; "
            "nothing was changed.",
            file=str(file),
        )
    )
