"""Our pages as a Word document that a lawyer can edit: the same HTML, in WordprocessingML.

Only what our templates use is understood: headings, paragraphs, tables, bold, lines to fill in, and
numbers of pages, which are written out as they were on the day. The file has no properties, no
author and no date, and the same pages give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from html import escape
from typing import Final

from pristan.packet.markup import Element, read_html
from pristan.packet.word_blocks import (
    SKIPPED,
    header_rows,
    held,
    is_around,
    is_block,
    rows_of,
)
from pristan.packet.word_file import TWIPS, Frame, sized, word_file
from pristan.packet.word_style import (
    Style,
    about_paragraph,
    margins,
    styled,
    styled_cell,
    width_of,
)

_UNDERSCORES: Final = 11  # of 12 points, in an inch
_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")  # of HTML: a space that does not break a line stays
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word_document(html: str, numbers: Mapping[str, int], band: str, prefix: str = "") -> bytes:
    """Return a ``.docx`` of one document of ours.

    *numbers* has the pages by anchor, for elements with ``data-folio`` and for the document itself,
    which begins with its own; *band* is printed at the head of every page, such as
    ``DRAFT – NOT FOR FILING``, "" for none; *prefix* before every number at its foot.
    """
    page = read_html(html)
    body = _body(page)
    first = numbers.get(body.attributes.get("id", ""), 1)
    frame = Frame(band, first, prefix, *margins(body))
    style = styled(page, Style(room=frame.width))
    blocks = "".join(_Writer(numbers, held(page)).blocks(page, style))
    return word_file(blocks, frame)


class _Writer:
    """Elements to WordprocessingML."""

    def __init__(self, numbers: Mapping[str, int], held: AbstractSet[Element]) -> None:
        self._numbers, self._held = numbers, held

    def blocks(self, element: Element, style: Style) -> Iterator[str]:
        """Yield paragraphs and tables; text that stands between blocks is a paragraph, too."""
        loose: list[Element | str] = []
        for child in element.children:
            if isinstance(child, str) or not is_block(child):
                loose.append(child)
                continue
            yield from self._paragraph(loose, style)
            loose = []
            if child.tag not in SKIPPED and "footer" not in child.classes:
                stays = style.held or child in self._held
                yield from self._block(child, replace(styled(child, style), held=stays))
        yield from self._paragraph(loose, style)

    def _block(self, element: Element, style: Style) -> Iterator[str]:
        if element.tag == "table":
            yield self._table(element, style)
        elif is_around(element):
            if "next" in element.classes:
                yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            yield from self.blocks(element, style)
        else:
            yield from self._paragraph(element.children, style, kept=True)

    def _paragraph(
        self, children: list[Element | str], style: Style, *, kept: bool = False
    ) -> Iterator[str]:
        runs = _trimmed("".join(self._runs(children, style)))
        if runs or kept:
            yield f"<w:p>{about_paragraph(style)}{runs}</w:p>"

    def _runs(self, children: list[Element | str], style: Style) -> Iterator[str]:
        for child in children:
            if isinstance(child, str):
                yield from _text(child, style)
            elif child.tag == "br":
                yield "<w:r><w:br/></w:r>"
            elif child.tag in SKIPPED:
                continue
            elif "under" in child.classes:  # what a line is for stands below it
                yield "<w:r><w:br/></w:r>"
                yield from self._runs(child.children, styled(child, style))
            elif "line" in child.classes:
                yield from _text("_" * _underscores(child, style.room), style)
            elif anchor := child.attributes.get("data-folio"):
                name, _, later = anchor.partition("+")
                yield from _text(str(self._numbers[name] + int(later or 0)), styled(child, style))
            else:
                yield from self._runs(child.children, styled(child, style))
                if "number" in child.classes and child.tag == "span":
                    yield "<w:r><w:tab/></w:r>"

    def _table(self, table: Element, style: Style) -> str:
        rows = list(rows_of(table))
        lines = (
            '<w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="777777"/>'
            '<w:insideH w:val="single" w:sz="4" w:color="777777"/></w:tblBorders>'
        )
        widths = _widths(rows, style.room)
        about = (
            f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{lines if style.lined else ""}'
            f'<w:tblLayout w:type="fixed"/>{_padding(style)}</w:tblPr>'
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        inner = replace(style, center=False, double=False, indent=False, indents=False)
        headers = header_rows(table)
        body = "".join(self._row(row, inner, widths, header=row in headers) for row in rows)
        below = f"<w:p>{about_paragraph(Style(held=style.held))}</w:p>"
        return f"<w:tbl>{about}<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>{below}"

    def _row(self, row: Element, style: Style, widths: list[int], *, header: bool) -> str:
        cells, at = "", 0
        style = replace(styled(row, style), held=row in self._held)
        for cell in _cells(row):
            span = _span(cell)
            cells += self._cell(cell, style, sum(widths[at : at + span]))
            at += span
        about = "<w:cantSplit/><w:tblHeader/>" if header else "<w:cantSplit/>"
        return f"<w:tr><w:trPr>{about}</w:trPr>{cells}</w:tr>"

    def _cell(self, cell: Element, style: Style, width: int) -> str:
        about = f'<w:tcW w:w="{width}" w:type="dxa"/>'
        if "rule" in cell.classes:  # a line to write on
            line = '<w:bottom w:val="single" w:sz="4" w:color="777777"/>'
            rule = f"<w:tcBorders>{line}</w:tcBorders>"
        else:
            rule = ""
        span = f'<w:gridSpan w:val="{_span(cell)}"/>' if _span(cell) > 1 else ""
        looks = styled_cell(cell, style, width / TWIPS)
        inner = replace(looks, bold=style.bold or cell.tag == "th")
        if cell.classes & {"tab", "title"}:
            inner = replace(inner, bold=True)
        content = "".join(self.blocks(cell, inner)) or f"<w:p>{about_paragraph(inner)}</w:p>"
        return f"<w:tc><w:tcPr>{about}{span}{rule}</w:tcPr>{content}</w:tc>"


def _body(page: Element) -> Element:
    inner = (each for each in page.children if isinstance(each, Element) and each.tag == "body")
    return next(inner, page)


def _text(text: str, style: Style) -> Iterator[str]:
    """Yield runs: line ends are kept where the text is a person's, and are spaces elsewhere."""
    text = _NOT_XML.sub("", text)
    lines = text.split("\n") if style.keeps_lines else [_BLANKS.sub(" ", text)]
    about = "".join((
        "<w:b/>" if style.bold else "",
        "<w:i/>" if style.italic else "",
        "<w:strike/>" if style.struck else "",
        sized(style.size / 2) if style.size else "",
        '<w:u w:val="single"/>' if style.underlined else "",
        f'<w:lang w:val="{style.language}"/>' if style.language else "",
    ))  # fmt: skip
    properties = f"<w:rPr>{about}</w:rPr>" if about else ""
    for at, line in enumerate(lines):
        if at:
            yield "<w:r><w:br/></w:r>"
        if line:
            said = escape(line, quote=False)
            yield f'<w:r>{properties}<w:t xml:space="preserve">{said}</w:t></w:r>'


def _trimmed(runs: str) -> str:
    """Return runs without the spaces that stood around a block in its template."""
    blank = r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve"> </w:t></w:r>'
    runs = re.sub(rf"^(?:{blank})+|(?:{blank})+$", "", runs)
    begins = r'^(<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t xml:space="preserve">) '
    runs = re.sub(begins, r"\1", runs)
    runs = re.sub(r"(<w:br/></w:r><w:r>(?:<w:rPr>.{0,120}?</w:rPr>)?<w:t[^>]*>) ", r"\1", runs)
    return re.sub(r" (</w:t></w:r>)$", r"\1", runs)


def _underscores(line: Element, room: float) -> int:
    """Return how long a line to fill in is; one that has no width of its own takes all the room."""
    return round((width_of(line) or room) * _UNDERSCORES)


def _padding(style: Style) -> str:
    """Return how far the text of cells is from their sides."""
    side = 100 if style.lined else 0
    return (
        f'<w:tblCellMar><w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/>'
        "</w:tblCellMar>"
    )


def _widths(rows: list[Element], room: float) -> list[int]:
    """Return the width of each column, in twips: what the styles say, and the rest shared."""
    columns = max((sum(_span(cell) for cell in _cells(row)) for row in rows), default=1)
    known: dict[int, float] = {}
    for row in rows:
        cells = _cells(row)
        if len(cells) == columns:
            for at, cell in enumerate(cells):
                if at not in known and (width := width_of(cell)):
                    known[at] = width
    left = max(room - sum(known.values()), 0.5)
    rest = left / max(columns - len(known), 1)
    return [int(known.get(at, rest) * TWIPS) for at in range(columns)]


def _cells(row: Element) -> list[Element]:
    return [c for c in row.children if isinstance(c, Element) and c.tag in ("td", "th")]


def _span(cell: Element) -> int:
    return int(cell.attributes.get("colspan", "1"))
