"""Pages of many things of one shape, such as an index: cast line by line, without a layout.

WeasyPrint takes fifteen thousandths of a second for a row of an index, and learns nothing from the
row before it. Here a row is its lines of text (slugs.py) at the places that its shape has
(molds.py, strips.py). WeasyPrint writes the pages: it gets their texts, rules, links and tags.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from itertools import dropwhile
from typing import Any

import pydyf
from weasyprint import Document
from weasyprint.formatting_structure.boxes import PageBox
from weasyprint.pdf.stream import Stream

from pristan.packet.markup import read_html
from pristan.packet.molds import Molds, Node, Path, molds_of, nodes_of, title_of
from pristan.packet.quires import Quire, Rows
from pristan.packet.slugs import Slugs
from pristan.packet.strips import Line, Piece, Rule, Setter, Strip
from pristan.packet.structure import INLINE, Structure, Tag, put_structure

_PAGES = 2  # of a quire
_BATCH = 48  # rows, more than such pages mostly have

_Text = tuple[Piece, float, int]  # with its baseline and its number on the page


@dataclass(slots=True)
class Caster:
    """Casts documents. *lay* lays a short page out, from its HTML; molds are kept."""

    lay: Callable[[str], Document]
    _known: dict[Path, Molds] = field(default_factory=dict)

    def cast(self, html: str) -> Document:
        """Return a document of many things of one shape; :func:`put_tags` finishes its PDF."""
        return self._cast(html)[0]

    def cast_quire(self, rows: Rows, first: int) -> tuple[Quire, Document]:
        """Return the quire that begins with the *first* row of a document, and its pages."""
        count = _BATCH
        while True:
            html = rows.html(first, count)
            document, stand, known_by = self._cast(html, on=first > 0, most=_PAGES)
            if known_by < count or first + count >= len(rows.each):  # what has no room is whole
                return Quire(first, stand, known_by), document
            count *= 2

    def _cast(self, html: str, *, on: bool = False, most: int = 0) -> tuple[Document, int, int]:
        """Cast up to *most* pages, 0 for all; return also how many rows stand on them, and up to
        which it was looked for that. A document that goes *on* begins with its rows.
        """
        page = nodes_of(read_html(html))
        molds, slugs, body = molds_of(page, self.lay, self._known), Slugs(), page.nodes[-1]
        strips = Setter(molds, slugs).strips(body)
        if on:
            strips = dropwhile(lambda strip: not strip.head, strips)
        pages = _Pages(molds, body)
        counted = pages.fill(strips, most)
        document = molds.laid.copy(pages.done)
        document.metadata = copy(document.metadata)
        document.metadata.title = title_of(page)
        document.fonts |= slugs.fonts
        return document, *counted


def put_tags(document: Document, pdf: pydyf.PDF) -> None:
    """Put the tags of a document that was cast into its PDF."""
    put_structure(pdf, [page.structure for page in document.pages])


class _Page:
    """A page as WeasyPrint writes it: with the names that its own pages have."""

    def __init__(self, size: tuple[float, float], body: Node) -> None:
        self.width, self.height = size
        self.bleed = dict.fromkeys(("top", "right", "bottom", "left"), 0)
        self.links: list[tuple[str, str, tuple[float, ...], Tag]] = []
        self.anchors: dict[str, tuple[float, ...]] = {}
        self.bookmarks: list[Any] = []
        self.forms: dict[Any, Any] = {}
        self.structure = Structure.of(body)
        self._page_box = PageBox(None, None)  # with nothing in it to be tagged
        self._texts: list[_Text] = []
        self._beside: list[_Text] = []
        self._rules: list[tuple[Rule, float]] = []

    def put(self, strip: Strip, y: float) -> None:
        """Put a strip with its upper edge at *y*."""
        for name in strip.names:
            self.anchors[name] = (0, y, self.width, y + strip.height)
        for node in strip.boxes:
            self.structure.tag(node)
        self._rules += [(rule, y + rule.y) for rule in strip.rules]
        for line in strip.aside:
            self._put_line(line, y + line.y, self._beside)
        for line in strip.lines:
            self._put_line(line, y + line.y, self._texts)

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Draw what stands on the page."""
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            with stream.artifact(), stream.stacked():
                for rule, y in self._rules:
                    stream.set_color(rule.color)
                    stream.rectangle(rule.x, y, rule.width, rule.height)
                    stream.fill()
            for piece, y, number in (*self._texts, *self._beside):
                stream.begin_marked_content("Span", pydyf.Dictionary({"MCID": number}))
                piece.slug.draw(stream, piece.x, y, piece.slot)
                stream.end_marked_content()

    def _put_line(self, line: Line, y: float, texts: list[_Text]) -> None:
        links: dict[Node, tuple[float, float]] = {}
        at = len(texts)
        for piece in line.pieces:
            texts.append((piece, y + line.baseline, self.structure.text(piece.of, at)))
            above: Node | None = piece.of
            while above and above.tag in INLINE:
                if "href" in above.attributes:
                    left, _ = links.get(above, (piece.x, 0))
                    links[above] = (left, piece.x + piece.slug.width)
                above = above.above
        for node, (left, right) in links.items():
            where = (left, y, right, y + line.height)
            target = node.attributes["href"].removeprefix("#")
            self.links.append(("internal", target, where, self.structure.tag(node, at)))


class _Pages:
    """Strips one under another, a page after another."""

    def __init__(self, molds: Molds, body: Node) -> None:
        self.done: list[_Page] = []
        self._molds, self._body = molds, body
        self._y = 0.0
        self._fresh = True  # nothing stands on the page but the heads of a table

    def fill(self, strips: Iterable[Strip], most: int = 0) -> tuple[int, int]:
        """Put strips on pages, until so many are full; 0 is any number.

        Returns how many rows below a head were put, and how many were looked at.
        """
        put = seen = 0
        for group in _kept_together(strips):
            if not self.done:
                self._turn(group[0].head)
            rows = sum(bool(strip.head) for strip in group)
            seen += rows
            if self._has_no_room(group):
                if most and len(self.done) >= most and group[0].head and not self._fresh:
                    break
                self._turn(group[0].head)
            for strip in group:
                self._put(strip)
            put += rows
        if not self.done:
            self._turn(())
        return put, seen

    def _has_no_room(self, strips: list[Strip]) -> bool:
        needed = sum(strip.gap + strip.height for strip in strips)
        return strips[0].forced or needed > self._molds.foot - self._y

    def _put(self, strip: Strip) -> None:
        """Put a strip on the page, or on the next; break it if it is longer than a page."""
        rest: Strip | None = strip
        while rest:
            self._y += rest.gap if rest.forced or not self._fresh else 0
            if self._y + rest.height > self._molds.foot:
                self._turn(rest.head)
            part, rest = rest.cut(self._molds.foot - self._y)
            self.done[-1].put(part, self._y)
            self._y += part.height
            self._fresh = False

    def _turn(self, head: tuple[Strip, ...]) -> None:
        """Begin a page, unless it has just begun."""
        if not self._fresh or not self.done:
            self.done.append(_Page(self._molds.size, self._body))
            self._y, self._fresh = self._molds.top, True
            for strip in head:
                self.done[-1].put(strip, self._y)
                self._y += strip.height


def _kept_together(strips: Iterable[Strip]) -> Iterator[list[Strip]]:
    """Yield strips that stand on one page together."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.kept:
            yield group
            group = []
    if group:
        yield group
