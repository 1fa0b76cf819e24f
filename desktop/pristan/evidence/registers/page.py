"""The text of a page, line by line as it is read on the screen. Child side only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from pristan.case import clean
from pristan.evidence.registers.refusals import TooLong

MOST_LINES: Final = 400_000
_LONGEST = 20_000  # characters of a line: more is not read by anybody
_UNSEEN = frozenset({
    "iframe", "noscript", "object", "script", "select", "style", "svg", "template",
})  # fmt: skip
_AROUND = frozenset({"nav", "header", "footer", "aside", "button"})
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "form", "hr", "label", "main", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "title", *_AROUND,
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CARDS = frozenset({"bs-item", "redNoticesList__item"})  # classes of what shows one person
_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Line:
    """A heading, an item of a list, a row of a table, or any other text.

    ``kind``: heading, item, row or text. ``number`` is what a numbered list puts before an item.
    ``cells`` are those of a row. ``card`` counts the cards of a page that shows people in cards, 0
    outside of them; ``around`` says that it belongs to a menu or a footer.
    """

    kind: str
    text: str
    number: int | None = None
    cells: tuple[str, ...] = ()
    card: int = 0
    around: bool = False


@dataclass(slots=True)
class Page:
    """A page: its title, its lines, and every class and id that its parts have.

    ``photos`` has, by card, the address of the first picture in it.
    """

    title: str = ""
    lines: list[Line] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    photos: dict[int, str] = field(default_factory=dict)


def read_page(html: str) -> Page:
    """Return the text of a page.

    Raises TooLong. Nothing that a page refers to is fetched; scripts are not read.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.page


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._card = self._cards = 0
        self._card_tag, self._card_depth = "", 0
        self._depth = 0
        self._unseen = ""
        self._unseen_depth = 0
        self._around = 0
        self._title = False
        self._text: list[str] = []
        self._kind = "text"
        self._number: int | None = None
        self._counters: list[int | None] = []
        self._rows: list[list[str]] = []
        self._in_cell = False

    # ---- what HTMLParser calls ----------------------------------------------------------------

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            self._unseen_depth += tag == self._unseen
            return
        if tag in _UNSEEN:
            self._unseen, self._unseen_depth = tag, 1
            return
        named = dict(attrs)
        self._notice(tag, named)
        if tag == "br":
            self._space_or_flush()
        elif tag == "img":
            if self._card and (source := named.get("src")):
                self.page.photos.setdefault(self._card, source)
        elif tag == "li":
            self.flush()
            self._kind = "item"
            self._number = self._count(named.get("value"))
        elif tag in ("ol", "ul"):
            self.flush()
            start = named.get("start") or "1"
            first = int(start) if start.isdecimal() and len(start) < 10 else 1
            self._counters.append(first if tag == "ol" else None)
        elif tag in _HEADINGS:
            self.flush()
            self._kind = "heading"
        elif tag == "tr":
            self.flush()
            self._rows.append([])
        elif tag in ("td", "th"):
            self._end_cell()
            self._in_cell = bool(self._rows)
        elif tag in _BLOCKS:
            self._space_or_flush()
            if tag == "title":
                self._title = True
            elif tag == "table":
                self._leave_cell()

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag == self._unseen:
                self._unseen_depth -= 1
                if not self._unseen_depth:
                    self._unseen = ""
            return
        if tag == "title":
            self.page.title = self._taken()
            self._title = False
        elif tag == "li" or tag in _HEADINGS:
            self.flush()
        elif tag in ("ol", "ul"):
            self.flush()
            if self._counters:
                self._counters.pop()
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag in _BLOCKS:
            self._space_or_flush()
        if tag in _AROUND and self._around:
            self._around -= 1
        if self._card and tag == self._card_tag:
            self._card_depth -= 1
            if not self._card_depth:
                self.flush()
                self._card = 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._text.append(data)

    # ---- lines --------------------------------------------------------------------------------

    def flush(self) -> None:
        """End the line that is being read."""
        text = self._taken()
        if text:
            self._add(Line(self._kind, text, self._number if self._kind == "item" else None))
        self._kind, self._number = "text", None

    def _add(self, line: Line) -> None:
        line.card, line.around = self._card, self._around > 0
        self.page.lines.append(line)
        if len(self.page.lines) > MOST_LINES:
            raise TooLong(MOST_LINES)

    def _taken(self) -> str:
        text = _SPACES.sub(" ", clean("".join(self._text))).strip()
        self._text.clear()
        return text[:_LONGEST]

    def _space_or_flush(self) -> None:
        one_line = self._kind in ("item", "heading") and not self._card  # a card keeps its lines
        if self._in_cell or one_line or self._title:
            self._text.append(" ")
        else:
            self.flush()

    def _count(self, value: str | None) -> int | None:
        if not self._counters or self._counters[-1] is None:
            return None
        if value and value.isdecimal() and len(value) < 10:
            self._counters[-1] = int(value)
        number = self._counters[-1]
        self._counters[-1] = number + 1
        return number

    # ---- tables -------------------------------------------------------------------------------

    def _end_cell(self) -> None:
        if self._in_cell and self._rows:
            self._rows[-1].append(self._taken())
        self._in_cell = False

    def _end_row(self) -> None:
        self._end_cell()
        cells = tuple(self._rows.pop()) if self._rows else ()
        if any(cells):
            self._add(Line("row", " ".join(filter(None, cells))[:_LONGEST], cells=cells))

    def _leave_cell(self) -> None:
        """A table within a cell: what stood before it is a line of its own."""
        if self._in_cell:
            self._in_cell = False
            self.flush()

    # ---- parts --------------------------------------------------------------------------------

    def _notice(self, tag: str, named: dict[str, str | None]) -> None:
        names = f"{named.get('class') or ''} {named.get('id') or ''}".split()
        if names:
            self.page.classes.update(names)
        if tag in _AROUND:
            self._around += 1
        if self._card:
            self._card_depth += tag == self._card_tag
        elif not _CARDS.isdisjoint(names):
            self.flush()
            self._cards += 1
            self._card, self._card_tag, self._card_depth = self._cards, tag, 1
