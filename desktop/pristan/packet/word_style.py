"""How a block or a run looks in a Word document, as far as our style sheet is followed there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from pristan.packet.markup import Element
from pristan.packet.word_blocks import WHOLE
from pristan.packet.word_file import TWIPS

_CENTERED: Final = frozenset({"court", "who", "range", "heading", "note"})
_BOLD: Final = frozenset({"gap", "title", "heading", "named", "court", "group", "box"})
_DOUBLE: Final = frozenset({"story", "says", "oath", "executed"})  # within these: a line apart
_WIDTHS: Final[Mapping[str, float]] = {  # inches of a cell, by its class
    "parties": 3.1, "mark": 0.35, "tab": 0.5, "date": 0.95, "origin": 1.35, "language": 0.95,
    "pages": 0.8, "number": 0.4, "en": 3.0, "what": 1.6, "when": 1.45, "cited": 1.2, "flag": 2.1,
    "spelling": 1.9, "paper": 1.9, "item": 1.1,
}  # fmt: skip
_WIDE: Final = frozenset({"index", "listed", "names"})  # pages with tables of small text
_LINED: Final = _WIDE | {"enclosed"}  # tables with lines
_LANGUAGES: Final[Mapping[str, str]] = {"ru": "ru-RU", "uk": "uk-UA"}
_SIZES: Final[Mapping[str, int]] = {"under": 20, "served": 20, "enclosed": 22}  # half points
_SMALL: Final = 20
_ABOVE: Final[Mapping[str, float]] = {"sign": 22.0, "papers": 6.0, "ruled": 4.0}  # points, in cells
_BELOW: Final[Mapping[str, float]] = {"court": 18.0, "who": 10.0}  # points, of a paragraph
_POINT: Final = 20  # twips


@dataclass(frozen=True, slots=True)
class Style:
    """How the text of a block or a run looks."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    underlined: bool = False
    center: bool = False
    right: bool = False
    double: bool = False
    indent: bool = False
    indents: bool = False  # its paragraphs
    left: float = 0.0  # inches to the text
    keeps_lines: bool = False
    whole: bool = False  # all its lines on one page
    held: bool = False  # on the page of what follows
    language: str = ""  # as Word calls it; "" is that of the document, English
    heading: int = 0
    lined: bool = False
    size: int = 0  # half points; 0 is what the document has
    in_cells: float = 0.0  # points above what stands in a cell
    above: float = 0.0
    below: float = 0.0
    room: float = 0.0  # inches from side to side


def styled(element: Element, style: Style) -> Style:
    """Return how what is inside an element looks, in an element that looks like *style*."""
    names, tag, own = element.classes, element.tag, element.attributes.get("style", "")
    lang = element.attributes.get("lang")
    first = bool(names & {"first", "more"})
    small = _SMALL if tag == "table" and style.lined else style.size
    if tag in ("h1", "h2", "h3", "h4"):
        style = replace(style, bold=True, heading=int(tag[1]), center=tag == "h1" or style.center)
    if tag == "h2" and style.double:
        style = replace(style, center=True)
    return replace(
        style,
        bold=style.bold or tag == "b" or bool(names & _BOLD),
        italic=style.italic or tag == "i",
        struck=style.struck or tag == "del",
        underlined=style.underlined or tag == "ins",
        center=style.center or bool(names & _CENTERED),
        right=style.right or "flag" in names or "text-align: right" in own,
        double=style.double or bool(names & _DOUBLE),
        indent=tag == "p" and (first or (style.indents and "text-indent: 0" not in own)),
        indents=style.indents or (tag == "div" and "says" in names),
        keeps_lines=style.keeps_lines or "told" in names,
        whole=style.whole or bool(names & WHOLE),
        language=_LANGUAGES.get(lang, "") if lang else style.language,
        lined=style.lined or bool(names & _LINED),
        size=next((_SIZES[name] for name in _SIZES if name in names), small),
        in_cells=next((_ABOVE[name] for name in _ABOVE if name in names), style.in_cells),
        below=next((_BELOW[name] for name in _BELOW if name in names), 0.0),
    )


def styled_cell(cell: Element, style: Style, width: float) -> Style:
    """Return how what is inside a cell of so many inches looks."""
    own = cell.attributes.get("style", "")
    above = re.search(r"padding-top:\s*([\d.]+)pt", own)
    left = re.search(r"padding-left:\s*([\d.]+)in", own)
    return replace(
        styled(cell, style),
        above=float(above[1]) if above else style.in_cells,
        left=float(left[1]) if left else 0.0,
        room=width,
    )


def margins(body: Element) -> tuple[float, float]:
    """Return the margins of a page at its sides and below, in inches."""
    return 0.8 if body.classes & _WIDE else 1.0, 1.2 if "declaration" in body.classes else 1.0


def about_paragraph(style: Style) -> str:
    """Return the properties of a paragraph, "" where it has none of its own."""
    parts = [
        f'<w:pStyle w:val="Heading{style.heading}"/>' if style.heading else "",
        "<w:keepNext/>" if style.held else "",
        "<w:keepLines/>" if style.whole else "",
        _spacing(style),
        '<w:ind w:firstLine="720"/>' if style.indent else "",
        f'<w:ind w:left="{round(style.left * TWIPS)}"/>' if style.left else "",
        '<w:jc w:val="center"/>' if style.center else "",
        '<w:jc w:val="right"/>' if style.right else "",
    ]
    return f"<w:pPr>{''.join(parts)}</w:pPr>" if any(parts) else ""


def _spacing(style: Style) -> str:
    """Return the space around a paragraph; a line apart is 24 points, as on paper."""
    if style.double:
        return '<w:spacing w:before="0" w:after="0" w:line="480" w:lineRule="atLeast"/>'
    above = f' w:before="{round(style.above * _POINT)}"' if style.above else ""
    below = f' w:after="{round(style.below * _POINT)}"' if style.below else ""
    return f"<w:spacing{above}{below}/>" if above or below else ""


def width_of(element: Element) -> float:
    """Return how many inches wide an element is, by its own style or its class; 0 if unknown."""
    own = re.search(r"width:\s*([\d.]+)in", element.attributes.get("style", ""))
    named = (_WIDTHS[name] for name in element.classes if name in _WIDTHS)
    return float(own[1]) if own else next(named, 0.0)
