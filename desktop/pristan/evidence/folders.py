"""What of a folder, such as all photos of a phone, is brought in, and what is not and why.

Only names, sizes and kinds of entries are looked at; no file is opened. Links are not followed, so
nothing outside the folder comes along and no circle is walked.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pristan.case import Saying, say
from pristan.evidence.files import LARGEST

MOST_FILES: Final = 5000
_DEEPEST: Final = 30
_LITTER: Final = frozenset({
    "thumbs.db", "ehthumbs.db", "desktop.ini", "@eadir", "__macosx", "$recycle.bin",
    "system volume information",
})  # fmt: skip
_PAGE: Final = frozenset({".html", ".htm", ".xhtml"})
_BESIDE: Final = ("_files", ".files", "_файлы", "-Dateien", "_fichiers")
_NUMBER = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Found:
    """A file to bring in; of a saved web page also the files of its folder. Size of all, bytes."""

    file: Path
    size: int
    beside: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """What is not brought in, and why."""

    file: Path
    why: Saying


@dataclass(slots=True)
class Gathered:
    """What was found in the places a person named, in the order in which people count."""

    found: list[Found] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def gather(places: Iterable[Path]) -> Gathered:
    """Look through files and folders. Nothing is left out without being listed."""
    gathered, named = Gathered(), list(places)
    of_pages = {folder for place in named if (folder := _folder_of(place))}
    for place in named:
        if place not in of_pages:  # it comes with its page
            _take(place, gathered, 0)
    return gathered


def _take(place: Path, gathered: Gathered, depth: int) -> None:
    """Take one place. Anything may leave, or be closed to us, while it is looked at."""
    try:
        _take_found(place, gathered, depth)
    except (OSError, ValueError):  # the latter of a name that no file can have
        gathered.left.append(Left(place, _unreadable()))


def _take_found(place: Path, gathered: Gathered, depth: int) -> None:
    facts = place.lstat()
    if stat.S_ISLNK(facts.st_mode) and depth:
        gathered.left.append(Left(place, say(
            "evidence.is_a_link", "It only points to another place. Add what it points to."
        )))
    elif depth and (place.name.lower() in _LITTER or place.name.startswith(".")):
        gathered.left.append(Left(place, say(
            "evidence.litter", "The system made it for itself; there is nothing in it to show."
        )))
    elif place.is_dir():
        _walk(place, gathered, depth)
    elif len(gathered.found) >= MOST_FILES:
        gathered.left.append(Left(place, say(
            "evidence.too_many_files",
            "There are more than {most} files. Add the rest as a folder of its own.",
            most=MOST_FILES,
        )))
    elif not stat.S_ISREG(facts.st_mode) and not place.is_file():
        gathered.left.append(Left(place, say(
            "evidence.not_a_file",
            "This is not a file but a device or a channel. Choose a document or a picture.",
        )))
    else:
        _take_file(place, place.stat().st_size, gathered)


def _take_file(file: Path, size: int, gathered: Gathered) -> None:
    folder = _folder_of(file)
    beside = tuple(sorted(_files_below(folder))) if folder else ()
    size = size and size + sum(each.stat().st_size for each in beside)
    if size == 0:
        gathered.left.append(Left(file, say(
            "evidence.empty", "It is empty: it was not saved or copied to the end."
        )))
    elif size > LARGEST:
        gathered.left.append(Left(file, say(
            "evidence.over_limit", "It is larger than {most} MB. Split it or save it smaller.",
            most=LARGEST // 1_000_000,
        )))
    else:
        gathered.found.append(Found(file, size, beside))


def _walk(folder: Path, gathered: Gathered, depth: int) -> None:
    try:
        entries = [Path(entry) for entry in os.scandir(folder)]
    except OSError:
        gathered.left.append(Left(folder, _unreadable()))
        return
    if depth >= _DEEPEST:
        gathered.left.append(Left(folder, say(
            "evidence.too_deep", "Folders in folders go too deep here. Add this folder by itself."
        )))
        return
    of_pages = {page_folder for entry in entries if (page_folder := _folder_of(entry))}
    for entry in sorted(entries, key=_as_people_count):
        if entry not in of_pages:
            _take(entry, gathered, depth + 1)


def _folder_of(page: Path) -> Path | None:
    """Return the folder that a browser saved beside a page; None where there is none."""
    if page.suffix.lower() not in _PAGE:
        return None
    folders = (page.with_name(page.stem + ending) for ending in _BESIDE)
    return next(filter(_is_own_folder, folders), None)


def _is_own_folder(place: Path) -> bool:
    try:
        return stat.S_ISDIR(place.lstat().st_mode)
    except (OSError, ValueError):  # such as a name that is too long for any folder
        return False


def _files_below(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder, followlinks=False):
        for name in names:
            file = Path(where) / name
            if file.is_file() and not file.is_symlink():
                yield file


def _as_people_count(file: Path) -> list[tuple[int, int, str]]:
    """Put IMG_2 before IMG_10."""
    parts = _NUMBER.split(file.name.lower())
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts if part]


def _unreadable() -> Saying:
    return say("evidence.cannot_look", "It could not be looked into. Copy it to this computer.")
