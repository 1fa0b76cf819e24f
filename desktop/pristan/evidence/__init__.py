"""Papers that a person brings: read in pieces, looked at and made safe in a closed-off child.

Nothing here opens a file's contents: that is for ``child``, which can reach nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Any, Final, Literal, Self

from pristan.case import Box, Sheet
from pristan.confine.cell import Limits, Reply, command_for
from pristan.confine.refusals import Crashed, Refused
from pristan.confine.walls import behind_walls
from pristan.evidence.files import LARGEST, pieces
from pristan.evidence.paged import Paged
from pristan.evidence.problems import EveryPageHidden
from pristan.evidence.registers.values import Extract, Looked, Sought
from pristan.evidence.seat import Seat
from pristan.evidence.sniff import Kind

__all__ = [
    "LARGEST",
    "LIMITS",
    "Evidence",
    "How",
    "Kind",
    "NeedsPassword",
    "Picture",
    "Prepared",
    "Seen",
    "open_evidence",
    "pieces",
]

LIMITS: Final = Limits(memory=2 << 30, cpu_seconds=20, wall_seconds=30, reply_blobs=1)
_BYTES, _PAGES = 6_000_000, 50  # of a file, that are worth the time of the limits once more
_PASSWORD = frozenset({"evidence.asks_password", "evidence.wrong_password"})
_MOST_PAGES, _LARGEST_SIDE, _MOST_PIXELS = 10_000, 14_400.0, 100_000_000


class NeedsPassword(Refused):
    """The PDF asks for a password, or for another one than was given; the sentence says which."""


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
    """A PDF that may go into a packet, how it was made, and its number of pages."""

    pdf: bytes
    how: How
    pages: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn page: width and height in pixels; *data* is rows of RGB, or a PNG or JPEG file."""

    width: int
    height: int
    data: bytes


class Evidence:
    """A warm closed-off child for papers; a new one takes its place when a file kills it.

    May be used from several threads; one question is asked at a time. Every question raises
    Refused with a sentence about the file, or a CellFailed: TimedOut, OutOfMemory, Stopped,
    Crashed.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._papers = Seat("evidence", limits, lambda: behind_walls(command_for("evidence")))
        self._papers.start()
        self._paged = Paged(self._papers)

    @property
    def pid(self) -> int | None:
        """Return the number of the child's process, to measure it by."""
        return self._papers.pid

    def look(self, data: bytes, password: str = "") -> Seen:
        """Return what a file is. Pages are made first of what has none: texts, documents."""
        kind, data = self._paged.pages(data)
        return Seen(kind, self._sizes(data, password))

    def clean(self, data: bytes, sheets: Sequence[Sheet] = (), password: str = "") -> Prepared:
        """Return pages for a packet, with nothing in them that acts, hides or tells.

        *sheets* say which pages, in which order, turned and covered how; without them all pages
        come as they are. Covered pages become pictures, with no text left under a box. Raises
        Refused, too, when all of them are hidden.
        """
        shown = [_sheet(sheet) for sheet in sheets if not sheet.hidden]
        if sheets and not shown:
            raise EveryPageHidden
        _, data = self._paged.pages(data)
        pages = len(shown) or len(self._sizes(data, password))
        request = {"ask": "clean", "sheets": shown, "password": password}
        reply = self._ask(request, data, pages)
        with _judging():
            (pdf,), pages = reply.blobs, reply.facts["pages"]
            _demand(pdf.startswith(b"%PDF-"))
            _demand(type(pages) is int and 1 <= pages <= _MOST_PAGES)
            _demand(not shown or pages == len(shown))
            return Prepared(pdf, How(reply.facts["how"]), pages)

    def preview(
        self, data: bytes, page: int | Sheet = 1, width: int = 320,
        form: Literal["rgb", "png", "jpeg"] = "rgb", password: str = "",
    ) -> Picture:
        """Draw one page, counted from 1, some pixels wide; a sheet is drawn as it will print.

        *form* ``rgb`` is for showing: rows of three bytes a pixel that no decoder has to touch.
        """
        sheet = page if isinstance(page, Sheet) else Sheet(page=page)
        _, data = self._paged.pages(data)
        reply = self._ask({
            "ask": "preview", "sheets": [_sheet(sheet)], "width": width, "form": form,
            "password": password,
        }, data)
        with _judging():
            (drawn,), facts = reply.blobs, reply.facts
            width, height = facts["width"], facts["height"]
            _demand(type(width) is int and type(height) is int and width > 0 and height > 0)
            _demand(width * height <= _MOST_PIXELS)
            _demand(form != "rgb" or len(drawn) == width * height * 3)
            return Picture(width, height, drawn)

    def find(self, data: bytes, sought: Sought) -> Looked:
        """Look a person up in a saved page of a register; nothing is asked of any network."""
        reply = self._ask({"ask": "find", "sought": sought.as_facts()}, data)
        with _judging():
            return Looked.from_facts(reply.facts)

    def extract(self, data: bytes, entry: str) -> Extract:
        """Return what is printed of a saved page of a register, with *entry* marked."""
        reply = self._ask({"ask": "extract", "entry": entry}, data)
        with _judging():
            return Extract.from_facts(reply.facts)

    def stop(self) -> None:
        """End what is under way, from any thread: that question raises Stopped."""
        self._papers.stop()
        self._paged.stop()

    def close(self) -> None:
        """End the children, once the question under way is answered."""
        self._papers.close()
        self._paged.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _sizes(self, data: bytes, password: str) -> tuple[tuple[float, float], ...]:
        reply = self._ask({"ask": "look", "password": password}, data)
        with _judging():
            sizes = tuple((float(width), float(height)) for width, height in reply.facts["sizes"])
            _demand(1 <= len(sizes) <= _MOST_PAGES)
            _demand(all(0 < side <= _LARGEST_SIDE for size in sizes for side in size))
            return sizes

    def _ask(self, request: dict[str, Any], data: bytes, pages: int = 0) -> Reply:
        patience = min(1 + len(data) / _BYTES + pages / _PAGES, 20)
        try:
            return self._papers.ask(request, data, patience)
        except Refused as refused:
            if refused.saying.context in _PASSWORD:
                raise NeedsPassword(refused.saying) from refused
            raise


def open_evidence(limits: Limits = LIMITS) -> Evidence:
    """Start the child for papers, to be used in a ``with`` statement."""
    return Evidence(limits)


def _sheet(sheet: Sheet) -> tuple[int, int, tuple[Box, ...]]:
    return sheet.page, sheet.turn, sheet.boxes


@contextmanager
def _judging() -> Iterator[None]:
    """Turn an answer that no honest child gives into a failure of the child."""
    try:
        yield
    except (KeyError, OverflowError, TypeError, ValueError) as error:
        raise Crashed("reply") from error


def _demand(truth: bool) -> None:
    if not truth:
        raise ValueError
