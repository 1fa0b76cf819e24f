"""Papers, asked about in closed-off children: what they are, how they look, what may be printed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final, Literal, Self

from pristan.case import Box, Saying, Sheet, machine_text
from pristan.case.machine_text import Words
from pristan.confine.cell import Limits, Reply, command_for
from pristan.confine.refusals import Crashed, Refused, TimedOut
from pristan.confine.walls import behind_walls
from pristan.evidence.paged import Paged
from pristan.evidence.problems import EveryPageHidden
from pristan.evidence.registers.values import Extract, Looked, Sought
from pristan.evidence.seat import Seat
from pristan.evidence.sniff import PAGELESS, Kind
from pristan.evidence.values import (
    Glance,
    How,
    PageText,
    Picture,
    Prepared,
    Seen,
    Tells,
    judged_glance,
    judged_lost,
    judged_tells,
    judged_words,
)
from pristan.scribe import Written

LIMITS: Final = Limits(memory=2 << 30, cpu_seconds=20, wall_seconds=30, reply_blobs=50)
_BYTES, _PAGES = 6_000_000, 50  # of a file, that are worth the time of the limits once more
_PASSWORD = frozenset({"evidence.asks_password", "evidence.wrong_password"})
_AT_ONCE = 50  # pages drawn for one question
_PDF = b"%PDF-"
_MOST_PAGES, _LARGEST_SIDE, _MOST_PIXELS = 10_000, 14_400.0, 100_000_000


_TO_READ = 2400  # pixels across a page: letters of 10 points are then 40 high, as Tesseract likes
_READER: Final = Limits(memory=2 << 30, cpu_seconds=120, wall_seconds=60, reply_blobs=0)


class NeedsPassword(Refused):
    """The PDF asks for a password, or for another one than was given; the sentence says which."""


class Evidence:
    """A warm closed-off child for papers; a new one takes its place when a file kills it.

    May be used from several threads; one question is asked at a time. Every question raises
    Refused with a sentence about the file, or a CellFailed: TimedOut, OutOfMemory, Stopped,
    Crashed.
    """

    def __init__(self, limits: Limits = LIMITS, passwords: Sequence[str] = ()) -> None:
        """Start the child; *passwords* are tried in turn on every PDF that asks for one."""
        self.passwords = tuple(passwords)
        self._papers = Seat("evidence", limits, lambda: behind_walls(command_for("evidence")))
        self._papers.start()
        self._paged = Paged()
        self._reader = Seat("recognize", _READER, lambda: behind_walls(command_for("recognize")))

    @property
    def pid(self) -> int | None:
        """Return the number of the child's process, to measure it by."""
        return self._papers.pid

    def look(self, data: bytes, password: str = "") -> Seen:
        """Return what a file is. Pages are made first of what has none: texts, documents."""
        return self._seen(data, password)

    def clean(
        self, data: bytes, sheets: Sequence[Sheet] = (), read: Mapping[int, Words] | None = None,
        password: str = "",
    ) -> Prepared:
        """Return pages for a packet, with nothing in them that acts, hides or tells.

        *sheets* say which pages, in which order, turned and covered how; without them all pages
        come as they are. Covered pages become pictures, with no text left under a box. *read* has
        words that a machine read on pages of the file, which are laid unseen over those that are
        pictures. Raises Refused, too, when all of them are hidden.
        """
        shown = [_sheet(sheet) for sheet in sheets if not sheet.hidden]
        if sheets and not shown:
            raise EveryPageHidden
        request = {"ask": "clean", "sheets": shown, "password": password}
        words = [json.dumps({n: machine_text.dump(each) for n, each in read.items()}).encode()
                 ] if read else []  # fmt: skip
        try:
            _, paper, reply = self._ask_of_pages(request, data, len(shown), *words)
        except TimedOut:  # unless many pages are the reason, which is rare enough to ask only now
            pages = self._seen(data, password).pages
            if shown or pages < _PAGES:
                raise
            _, paper, reply = self._ask_of_pages(request, data, pages, *words)
        with _judging():
            written, pages = Written.from_blobs(reply.blobs), reply.facts["pages"]
            written.size(paper)  # every place that it quotes is there
            _demand(written.cuts[0][0] >= len(_PDF) and written.plain.startswith(_PDF))
            _demand(type(pages) is int and 1 <= pages <= _MOST_PAGES)
            _demand(not shown or pages == len(shown))
            lost = judged_lost(reply.facts["lost"])
            how = How(reply.facts["how"])
            return Prepared(written, paper, how, pages, "locked" in reply.facts, lost)

    def preview(
        self, data: bytes, page: int | Sheet = 1, width: int = 320,
        form: Literal["rgb", "png", "jpeg"] = "rgb", password: str = "",
    ) -> Picture:
        """Draw one page, counted from 1, some pixels wide; a sheet is drawn as it will print.

        *form* ``rgb`` is for showing: rows of three bytes a pixel that no decoder has to touch.
        """
        sheet = page if isinstance(page, Sheet) else Sheet(page=page)
        return self._drawn(data, [sheet], width, form, password)[0]

    def previews(
        self, data: bytes, sheets: Sequence[Sheet], width: int = 160, password: str = ""
    ) -> list[Picture]:
        """Draw pages as they will print, as rows of RGB; far quicker than one after another."""
        found: list[Picture] = []
        for at in range(0, len(sheets), _AT_ONCE):
            found += self._drawn(data, sheets[at : at + _AT_ONCE], width, "rgb", password)
        return found

    def _drawn(
        self, data: bytes, sheets: Sequence[Sheet], width: int, form: str, password: str
    ) -> list[Picture]:
        _, _, reply = self._ask_of_pages({
            "ask": "preview", "sheets": [_sheet(sheet) for sheet in sheets], "width": width,
            "form": form, "password": password,
        }, data, len(sheets))
        with _judging():
            _demand(len(reply.blobs) == len(reply.facts["sizes"]) == len(sheets))
            found = []
            for (across, down), drawn in zip(reply.facts["sizes"], reply.blobs, strict=True):
                _demand(type(across) is int and type(down) is int and across > 0 and down > 0)
                _demand(across * down <= _MOST_PIXELS)
                _demand(form != "rgb" or len(drawn) == across * down * 3)
                found.append(Picture(across, down, drawn))
            return found

    def tells(self, data: bytes, password: str = "") -> Tells:
        """Return what a file tells about itself; most documents and recordings tell nothing."""
        facts = self._ask({"ask": "tells", "password": password}, data).facts
        with _judging():
            return judged_tells(facts["tells"])

    def glance(self, data: bytes, password: str = "") -> Glance:
        """Return how the first page looks, to notice copies, and blurred or dark photos."""
        _, _, reply = self._ask_of_pages({"ask": "glance", "password": password}, data)
        with _judging():
            return judged_glance(reply.facts, *reply.blobs)

    def lost(self, data: bytes, password: str = "") -> tuple[int, ...]:
        """Return from which pages of a damaged PDF something is missing (see Prepared)."""
        reply = self._ask({"ask": "lost", "password": password}, data)
        with _judging():
            return judged_lost(reply.facts["lost"])

    def words(self, data: bytes, page: int = 1, password: str = "") -> PageText:
        """Return the words of one page, counted from 1, that the file itself holds."""
        request = {"ask": "words", "sheets": [_sheet(Sheet(page=page))], "password": password}
        _, _, reply = self._ask_of_pages(request, data)
        with _judging():
            (found,) = reply.blobs
            return PageText(judged_words(json.loads(found)))

    def recognize(self, data: bytes, page: int = 1, password: str = "") -> PageText:
        """Read the words off a picture of one page; a machine's guess. Raises Refused, too, where
        Tesseract is not installed.
        """
        drawn = self.preview(data, page, _TO_READ, password=password)
        size = {"width": drawn.width, "height": drawn.height}
        reply = self._reader.ask(size, drawn.data, 1)
        with _judging():
            return PageText(judged_words(reply.facts["words"]), machine=True)

    def leaf(
        self, template: str, title: str, facts: Mapping[str, Any], photo: bytes = b""
    ) -> Prepared:
        """Return pages of our own, from a template and its facts, cleaned like any other.

        *photo* is a JPEG that the template may show as ``asset:photo``.
        """
        return self.clean(self._paged.leaf(template, title, facts, photo))

    def find(self, data: bytes, sought: Sought) -> Looked:
        """Look somebody up in a saved page of a register; nothing is asked of any network."""
        reply = self._ask({"ask": "find", "sought": sought.as_facts()}, data)
        with _judging():
            return Looked.from_facts(reply.facts, sought.organization)

    def extract(self, data: bytes, entry: str) -> Extract:
        """Return what is printed of a saved page of a register, with *entry* marked."""
        reply = self._ask({"ask": "extract", "entry": entry}, data)
        with _judging():
            _demand(len(reply.blobs) < 2 and all(map(_is_jpeg, reply.blobs)))
            return Extract.from_facts(reply.facts, b"".join(reply.blobs))

    def end_printing(self) -> None:
        """Let go of the child that prints pages; the next page to be printed starts another."""
        self._paged.end_printing()

    def stop(self) -> None:
        """End what is under way, from any thread: that question raises Stopped."""
        self._papers.stop()
        self._paged.stop()
        self._reader.stop()

    def close(self) -> None:
        """End the children, once the question under way is answered."""
        self._papers.close()
        self._paged.close()
        self._reader.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _seen(self, data: bytes, password: str) -> Seen:
        kind, _, reply = self._ask_of_pages({"ask": "look", "password": password}, data)
        with _judging():
            sizes = tuple((float(width), float(height)) for width, height in reply.facts["sizes"])
            _demand(1 <= len(sizes) <= _MOST_PAGES)
            _demand(all(0 < side <= _LARGEST_SIDE for size in sizes for side in size))
            return Seen(kind, sizes)

    def _ask_of_pages(
        self, request: dict[str, Any], data: bytes, pages: int = 0, *more: bytes
    ) -> tuple[Kind, bytes, Reply]:
        """Return what a file is, what was asked about, and the answer.

        What has no pages gets them first.
        """
        reply = self._ask(request, data, pages, *more)
        with _judging():
            kind = Kind(reply.facts["kind"])
        if kind in PAGELESS:
            data = self._paged.pages(kind, data)
            reply = self._ask(request, data, pages, *more)
        return kind, data, reply

    def _ask(self, request: dict[str, Any], data: bytes, pages: int = 0, *more: bytes) -> Reply:
        patience = min(1 + len(data) / _BYTES + pages / _PAGES, 20)
        locked = {"locked": True} if request.get("password") else {}
        first: Saying | None = None
        tried = iter(self.passwords if request.get("password") == "" else ())
        while True:
            try:
                reply = self._papers.ask(request, data, patience, *more)
                return replace(reply, facts=reply.facts | locked)
            except Refused as refused:
                if refused.saying.context not in _PASSWORD:
                    raise
                first = first or refused.saying
                if (password := next(tried, None)) is None:
                    raise NeedsPassword(first) from refused
                request, locked = {**request, "password": password}, {"locked": True}


def open_evidence(limits: Limits = LIMITS, passwords: Sequence[str] = ()) -> Evidence:
    """Start the child for papers, to be used in a ``with`` statement."""
    return Evidence(limits, passwords)


def _sheet(sheet: Sheet) -> tuple[int, int, tuple[Box, ...]]:
    return sheet.page, sheet.turn, sheet.boxes


@contextmanager
def _judging() -> Iterator[None]:
    """Turn an answer that no honest child gives into a failure of the child."""
    try:
        yield
    except (KeyError, OverflowError, RecursionError, TypeError, ValueError) as error:
        raise Crashed("reply") from error


def _is_jpeg(data: bytes) -> bool:
    return data.startswith(b"\xff\xd8\xff")


def _demand(truth: bool) -> None:
    if not truth:
        raise ValueError
