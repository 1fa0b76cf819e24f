"""Child side: draw an answer sheet, with the face that also fills the forms.

Two columns: where on the form, and beside it what is asked there and below that the answer, larger;
what has no answer has a line to write on. Letter pages; all lengths are in points.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf

from pristan.official.face import CYRILLIC, LATIN, Face
from pristan.official.layout import wrapped

_WIDTH, _HEIGHT, _MARGIN = 612.0, 792.0, 54.0
_BESIDE = 120.0  # the width of the first column
_TITLE, _SMALL, _ANSWER = 16.0, 8.5, 11.0
_LEADING = 1.3  # in sizes
_GAP = 7.0  # above and below the rule between two items
_TO_WRITE = 22.0  # the height of a line to write on
_GRAY, _BLACK = 0.35, 0.0


@dataclass(slots=True)
class _Block:
    """Drawing that stays together, downward from its own top: texts, rules, and its height."""

    texts: list[tuple[float, float, float, float, str]] = field(default_factory=list)
    rules: list[tuple[float, float]] = field(default_factory=list)  # from which x, at which depth
    height: float = 0.0

    def add(self, x: float, size: float, gray: float, text: str, width: float) -> None:
        """Add a text below what is there, wrapped to a width."""
        for line in wrapped(text, width, size):
            self.height += size * _LEADING
            self.texts.append((x, self.height, size, gray, line.text))


def draw_sheet(order: Mapping[str, Any], face: bytes) -> bytes:
    """Return the sheet as a PDF; ``order`` is what ``AnswerSheet.order`` makes."""
    beside = _BESIDE if any(where for where, _, _ in order["rows"]) else 0.0
    pages = _pages([_head(order), *(_item(*row, width=beside) for row in order["rows"])])
    with Pdf.new() as pdf:
        drawn = Face(pdf, face)
        for number, blocks in enumerate(pages, start=1):
            top = _Block()
            top.add(_MARGIN, _SMALL, _BLACK, order["mark"], _WIDTH - 2 * _MARGIN)
            foot = _Block()
            said = f"{order['foot']}, page {number} of {len(pages)}"
            foot.add(_MARGIN, _SMALL, _GRAY, said, _WIDTH - 2 * _MARGIN)
            content = [_drawn(drawn, top, _HEIGHT - 24), _drawn(drawn, foot, 44)]
            below = _HEIGHT - _MARGIN
            for block in blocks:
                content.append(_drawn(drawn, block, below))
                below -= block.height
            pdf.pages.append(_page(pdf, drawn, b"\n".join(content)))
        target = io.BytesIO()
        pdf.save(target, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
        return target.getvalue()


def _head(order: Mapping[str, Any]) -> _Block:
    head = _Block()
    head.add(_MARGIN, _TITLE, _BLACK, order["title"], _WIDTH - 2 * _MARGIN)
    for line in order["head"]:
        head.add(_MARGIN, _ANSWER - 1, _BLACK, line, _WIDTH - 2 * _MARGIN)
    head.height += _GAP
    return head


def _item(where: str, question: str, answer: str, *, width: float) -> _Block:
    """Return one item, with *width* for the first column."""
    item = _Block(rules=[(_MARGIN, _GAP)], height=_GAP * 1.5)
    beside = _Block(height=item.height)
    if where:
        beside.add(_MARGIN, _SMALL, _GRAY, where, width)
    left = _MARGIN + width
    item.add(left, _SMALL, _GRAY, question, _WIDTH - _MARGIN - left)
    if answer:
        item.add(left, _ANSWER, _BLACK, answer, _WIDTH - _MARGIN - left)
    else:
        item.height += _TO_WRITE
        item.rules.append((left + 2, item.height))
    item.texts[:0] = beside.texts
    item.height = max(item.height, beside.height)
    return item


def _pages(blocks: Sequence[_Block]) -> list[list[_Block]]:
    """Put blocks on pages; one that is longer than a page is taken apart between its lines."""
    room = _HEIGHT - 2 * _MARGIN
    pages: list[list[_Block]] = [[]]
    used = 0.0
    for whole in blocks:
        for block in _parts(whole, room):
            if used + block.height > room:
                pages.append([])
                used = 0.0
            pages[-1].append(block)
            used += block.height
    return pages


def _parts(block: _Block, room: float) -> list[_Block]:
    if block.height <= room:
        return [block]
    parts = [_Block(rules=block.rules)]
    start = 0.0
    for text in sorted(block.texts, key=lambda each: each[1]):
        x, depth, size, gray, said = text
        if depth - start > room:
            start = depth - size * _LEADING
            parts.append(_Block())
        parts[-1].texts.append((x, depth - start, size, gray, said))
        parts[-1].height = max(parts[-1].height, depth - start)
    return parts


def _drawn(face: Face, block: _Block, top: float) -> bytes:
    content = [
        b"%.2f G 0.5 w %.2f %.2f m %.2f %.2f l S"
        % (_GRAY, x, top - depth, _WIDTH - _MARGIN, top - depth)
        for x, depth in block.rules
    ]
    for x, depth, size, gray, text in block.texts:
        if text:
            name, _ = face.font(text)
            content.append(
                b"BT %.2f g %s %.2f Tf %.2f %.2f Td %s Tj ET"
                % (gray, name.encode(), size, x, top - depth, face.encoded(text))
            )
    return b"\n".join(content)


def _page(pdf: Pdf, face: Face, content: bytes) -> Page:
    return Page(
        pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, _WIDTH, _HEIGHT]),
                Resources=Dictionary(Font=Dictionary({LATIN: face.latin, CYRILLIC: face.cyrillic})),
                Contents=pdf.make_stream(content),
            )
        )
    )
