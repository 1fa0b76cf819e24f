"""The text of a page of many things, in strips: what stands side by side, from top to bottom.

A strip is a line of a paragraph, or a row of a table. Its height follows from its texts, everything
else from its molds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pristan.packet.molds import Mold, Molds, Node
from pristan.packet.slugs import Slug, Slugs

_SPACE: Final = re.compile("[ \t\n\r\f]+")
_AVOIDED: Final = ("avoid", "avoid-page")
_ENDLESS: Final = float(1 << 20)


@dataclass(frozen=True, slots=True)
class Piece:
    """A slug at its place; *of* is the element of its text, *slot* the number it stands for."""

    slug: Slug
    x: float
    of: Node
    slot: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, ``y`` below the upper edge of its strip."""

    pieces: tuple[Piece, ...]
    y: float
    height: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A line that is drawn: its left upper corner, its size, its color."""

    x: float
    y: float
    width: float
    height: float
    color: Any


@dataclass(frozen=True, slots=True)
class Strip:
    """What is broken only where it is longer than a page.

    ``gap`` is free above it, but not at the top of a page, unless the page is ``forced`` to begin
    with it. ``kept`` says that it stands on one page with what follows. ``head`` stands above it
    where it begins a page. ``boxes`` are elements that are there without a text, too. ``names`` are
    of places that links lead to. ``aside`` are lines that stand outside of the flow. Where it is
    broken, its rest begins ``over`` below its upper edge.
    """

    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    gap: float = 0
    forced: bool = False
    kept: bool = False
    head: tuple[Strip, ...] = ()
    boxes: tuple[Node, ...] = ()
    names: tuple[str, ...] = ()
    aside: tuple[Line, ...] = ()
    over: float = 0

    def cut(self, room: float) -> tuple[Strip, Strip | None]:
        """Return what fits into *room* pixels, at least a line of it, and the rest."""
        if self.height <= room:
            return self, None
        room = max(room, min((line.y + line.height for line in self.lines), default=0))
        rest = [line for line in self.lines if line.y + line.height > room]
        if not rest:
            return self, None
        up = min(line.y for line in rest) - self.over
        return (
            replace(
                self,
                height=room,
                lines=tuple(line for line in self.lines if line.y + line.height <= room),
                rules=tuple(rule for rule in self.rules if rule.y <= room),
            ),
            replace(
                self,
                height=self.height - up,
                lines=tuple(replace(line, y=line.y - up) for line in rest),
                rules=tuple(replace(r, y=r.y - up) for r in self.rules if r.y > room),
                gap=0,
                forced=False,
                names=(),
                aside=(),
            ),
        )


@dataclass(slots=True)
class Setter:
    """Sets the elements of one page in strips."""

    molds: Molds
    slugs: Slugs
    _gap: float = 0
    _forced: bool = False
    _names: list[str] = field(default_factory=list)
    _aside: list[Node] = field(default_factory=list)

    def strips(self, body: Node) -> Iterator[Strip]:
        """Yield all that stands in a body."""
        for at, strip in enumerate(self._flow(body)):
            yield strip if at else replace(strip, forced=True)

    # ---- from top to bottom -------------------------------------------------------------------

    def _flow(self, node: Node) -> Iterator[Strip]:
        """Yield the strips of an element that stands in no other's row."""
        mold = self._mold(node)
        if mold.style["position"] == "absolute":
            self._aside.append(node)
            return
        self._forced |= mold.style["break_before"] == "page"
        self._gap = max(self._gap, mold.margin[0])
        if name := node.attributes.get("id"):
            self._names.append(name)
        if node.tag == "table":
            yield from self._table(node)
        elif any(map(self._stacked, node.nodes)):
            for each in node.nodes:
                yield from self._flow(each)
        else:
            yield from self._paragraph(node, mold)
        self._gap = max(self._gap, mold.margin[1])

    def _paragraph(self, node: Node, mold: Mold) -> Iterator[Strip]:
        lines = list(self._lines(node.texts, node, mold))
        for at, line in enumerate(lines):
            alone = at in (0, len(lines) - 2) or mold.style["break_after"] in _AVOIDED
            more = at < len(lines) - 1 or mold.style["break_after"] in _AVOIDED
            yield self._strip(line.height, (line,), kept=alone and more)

    def _table(self, table: Node) -> Iterator[Strip]:
        head: tuple[Strip, ...] = ()
        for group in table.nodes:
            for row in group.nodes:
                strip = self._row(row)
                if group.tag == "thead":
                    head += (replace(strip, gap=0, names=(), forced=False),)
                    yield replace(strip, kept=True)
                else:
                    yield replace(strip, head=head)

    def _row(self, row: Node) -> Strip:
        """Return the cells of a row, side by side."""
        if name := row.attributes.get("id"):
            self._names.append(name)
        cells = [(self._mold(cell), *self._stack(cell)) for cell in row.nodes]
        height = max(mold.over + taken + mold.under for mold, _, taken in cells)
        lines = []
        for mold, texts, taken in cells:
            low = mold.style["vertical_align"] == "bottom"
            y = height - mold.under - taken if low else mold.over
            lines += [replace(line, y=line.y + y) for line in texts]
        first, last = cells[0][0], cells[-1][0]
        width = last.right - first.left
        above, below = first.ruled
        rules = (
            Rule(first.left, 0, width, above, first.style["border_top_color"]),
            Rule(first.left, height - below, width, below, first.style["border_bottom_color"]),
        )
        return self._strip(
            height,
            tuple(lines),
            rules=tuple(rule for rule in rules if rule.height),
            kept=self._mold(row).style["break_after"] in _AVOIDED,
            boxes=tuple(row.nodes),
            over=max(mold.over for mold, *_ in cells),
        )

    def _strip(self, height: float, lines: tuple[Line, ...], **facts: Any) -> Strip:
        """Return a strip with all that waited for one: free space, names, what stands aside."""
        strip = Strip(
            height, lines, gap=self._gap, forced=self._forced, names=tuple(self._names), **facts
        )
        for aside in self._aside:
            strip = self._beside(strip, aside)
        self._gap, self._forced = 0, False
        self._names.clear()
        self._aside.clear()
        return strip

    def _beside(self, strip: Strip, node: Node) -> Strip:
        """Return the first strip of a page with a framed box that stands outside of the flow.

        A box that is too narrow for its text grows to the left.
        """
        mold = self._mold(node)
        texts = node.texts
        if mold.style["width"] == "auto":
            whole = self._lines(texts, node, replace(mold, width=_ENDLESS))
            more = max(0, *(sum(p.slug.width for p in line.pieces) - mold.width for line in whole))
            mold = replace(mold, x=mold.x - more, width=mold.width + more, left=mold.left - more)
        y = mold.y + (node.top or 0) - self.molds.top - strip.gap
        lines, below = _under_another(self._lines(texts, node, mold), y + mold.over)
        (above, under), color = mold.ruled, mold.style["border_top_color"]
        width, height = mold.right - mold.left, below + mold.under - y
        frame = (
            Rule(mold.left, y, width, above, color),
            Rule(mold.left, y + height - under, width, under, color),
            Rule(mold.left, y, above, height, color),
            Rule(mold.right - above, y, above, height, color),
        )
        return replace(strip, aside=tuple(lines), rules=(*strip.rules, *frame))

    # ---- within a cell ------------------------------------------------------------------------

    def _stack(self, cell: Node) -> tuple[list[Line], float]:
        """Return the lines of a cell, one under another, and what they take."""
        lines: list[Line] = []
        y = 0.0
        loose: list[str | Node] = []

        def put(texts: Sequence[str | Node], node: Node) -> None:
            nonlocal y
            more, y = _under_another(self._lines(texts, node, self._mold(node)), y)
            lines.extend(more)

        for each in cell.texts:
            if isinstance(each, Node) and self._stacked(each):
                put(loose, cell)
                loose.clear()
                above, below = self._mold(each).margin
                y += above
                put(each.texts, each)
                y += below
            else:
                loose.append(each)
        put(loose, cell)
        return lines, y

    def _stacked(self, node: Node) -> bool:
        mold = self.molds.of.get(node.path)
        return mold is not None and mold.style["display"][0] == "block"

    def _mold(self, node: Node) -> Mold:
        return self.molds.of[node.path]

    # ---- within a line ------------------------------------------------------------------------

    def _lines(self, texts: Sequence[str | Node], node: Node, mold: Mold) -> list[Line]:
        """Return the lines of a paragraph of *node*, each at 0."""
        runs = _collapsed(_runs(texts, node))
        styled = [(text, self.molds.letters[of.path], bool(_slot(of))) for text, of in runs]
        found = []
        for line in self.slugs.lines(styled, mold.width):
            free = mold.width - sum(slug.width for _, slug in line)
            align = mold.style["text_align_all"]
            x = mold.x + (free / 2 if align == "center" else free if align == "right" else 0)
            pieces = []
            for at, slug in line:
                of = runs[at][1]
                pieces.append(Piece(slug, x, of, _slot(of)))
                x += slug.width
            baseline = max(mold.baseline, *(slug.baseline for _, slug in line))
            below = max(mold.line - mold.baseline, *(s.line - s.baseline for _, s in line))
            found.append(Line(tuple(pieces), 0, baseline + below, baseline))
        return found


def _under_another(lines: Sequence[Line], y: float) -> tuple[list[Line], float]:
    """Return lines one under another, from *y* on, and where they end."""
    placed = []
    for line in lines:
        placed.append(replace(line, y=y))
        y += line.height
    return placed, y


def _slot(node: Node) -> str:
    return node.attributes.get("data-folio", "")


def _runs(texts: Sequence[str | Node], node: Node) -> Iterator[tuple[str, Node]]:
    """Yield what is written in a paragraph, each text with its element."""
    for each in texts:
        if isinstance(each, Node):
            yield from _runs(each.texts, each)
        else:
            yield each, node


def _collapsed(runs: Iterator[tuple[str, Node]]) -> list[tuple[str, Node]]:
    """Return texts with one space where there is any, and with none at either end."""
    found: list[tuple[str, Node]] = []
    for raw, node in runs:
        text = _SPACE.sub(" ", raw)
        if not found or found[-1][0].endswith(" "):
            text = text.removeprefix(" ")
        if text:
            found.append((text, node))
    if found:
        text, node = found[-1]
        found[-1:] = [(kept, node)] if (kept := text.removesuffix(" ")) else []
    return found
