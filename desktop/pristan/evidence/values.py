"""What is known of a paper, as plain values: this crosses from the child, judged on arrival."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from pristan.case import Box
from pristan.evidence.sniff import Kind
from pristan.scribe import Written

_LONGEST: Final = 200  # characters of one thing that a file tells
_THUMBNAIL: Final = 64 * 64  # bytes
_SAME: Final = 4.0  # mean difference in tone; the same photo sent by a messenger differs by 1
_PLACE: Final = 24  # at most in one place: a copy of a third of the size differs by 13, and a page
# on which one typed line in 45 is another one, by 42
_BLURRED, _DARK = 16.0, 45.0  # real photos of phones measure 80 to 128


class How(StrEnum):
    """How the pages for a packet were made."""

    COPIED = "copied"
    """Rebuilt page by page; text can still be searched."""
    FLATTENED = "flattened"
    """At least one page is a picture of itself."""
    IMAGE = "image"
    """A photo or scan laid on a page."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file is: its kind, and width and height of every page as seen, in points."""

    kind: Kind
    sizes: tuple[tuple[float, float], ...]

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return len(self.sizes)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A PDF that may go into a packet, how it was made, its number of pages, and whether the file
    was *locked* and a password opened it.

    The PDF is *written* in pieces that quote the *paper*: the file, or pages that were made of it.
    A damaged file has *lost* something from these of its pages, counted from 1; 0 stands for pages
    that are not there at all.
    """

    written: Written
    paper: bytes
    how: How
    pages: int
    locked: bool = False
    lost: tuple[int, ...] = ()

    @property
    def pdf(self) -> bytes:
        """Return the PDF, put together anew each time."""
        return b"".join(self.written.joined(self.paper))

    @property
    def size(self) -> int:
        """Return the bytes of the PDF."""
        return self.written.size(self.paper)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page: width and height in pixels; *data* is rows of RGB, or a PNG or JPEG file."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Glance:
    """How the first page of a file looks, to compare; judged softly, since a person decides."""

    thumbnail: bytes
    sharpness: float
    brightness: float
    photo: bool

    def same(self, other: Glance) -> bool:
        """Whether two files most likely show the same."""
        most = _SAME * len(self.thumbnail)
        if abs(sum(self.thumbnail) - sum(other.thumbnail)) > most:
            return False  # what many pairs are, told quickly: the tones of each add up to too much
        pairs, off = zip(self.thumbnail, other.thumbnail, strict=True), 0
        for one, two in pairs:
            if abs(one - two) > _PLACE:
                return False
            off += abs(one - two)
        return off <= most and not self.plain

    @property
    def plain(self) -> bool:
        """Whether there is next to nothing to see, such as on an empty page."""
        return max(self.thumbnail) - min(self.thumbnail) < 4 * _SAME

    @property
    def blurred(self) -> bool:
        """Whether a photo has no sharp place anywhere."""
        return self.photo and not self.dark and self.sharpness < _BLURRED

    @property
    def dark(self) -> bool:
        """Whether almost all of a photo is too dark to make out."""
        return self.photo and self.brightness < _DARK


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of one page, each with its place; *machine* says that a program guessed them."""

    words: tuple[tuple[str, Box], ...] = ()
    machine: bool = False

    @property
    def text(self) -> str:
        """Return the words with single spaces between them."""
        return " ".join(word for word, _ in self.words)


@dataclass(frozen=True, slots=True)
class Tells:
    """What a file tells about itself, as it stands in the file; "" and None where it does not.

    Moments are ``2022-02-24 14:03``; degrees are north and east.
    """

    taken: str = ""
    zone: str = ""
    camera: str = ""
    program: str = ""
    created: str = ""
    changed: str = ""
    author: str = ""
    title: str = ""
    latitude: float | None = None
    longitude: float | None = None


def judged_tells(plain: Mapping[str, Any]) -> Tells:
    """Read what the child found in a file. Raises ValueError or TypeError for a lie."""
    for name, value in plain.items():
        if name in ("latitude", "longitude"):
            good = isinstance(value, float) and -180 <= value <= 180
        else:
            good = isinstance(value, str) and len(value) <= _LONGEST and value.isprintable()
        if not good:
            raise ValueError(name)
    return Tells(**plain)


def judged_lost(plain: Any) -> tuple[int, ...]:
    """Read on which pages something is missing. Raises ValueError or TypeError for a lie."""
    if not all(type(page) is int and page >= 0 for page in plain):
        raise ValueError("not a page")
    return tuple(plain)


def judged_glance(facts: Mapping[str, Any], thumbnail: bytes) -> Glance:
    """Read what the child measured. Raises ValueError, TypeError or KeyError for a lie."""
    if len(thumbnail) != _THUMBNAIL:
        raise ValueError("not a thumbnail")
    numbers = (float(facts["sharpness"]), float(facts["brightness"]))
    return Glance(thumbnail, *numbers, photo=bool(facts["photo"]))


def judged_words(plain: Any) -> tuple[tuple[str, Box], ...]:
    """Read the words of a page. Raises ValueError or TypeError for a lie."""
    found = []
    for text, place in plain:
        left, top, right, bottom = (float(side) for side in place)
        if not isinstance(text, str) or not text.isprintable():
            raise ValueError("not a word")
        if not all(-1 <= side <= 2 for side in (left, top, right, bottom)):
            raise ValueError("not on the page")
        found.append((text, (left, top, right, bottom)))
    return tuple(found)
