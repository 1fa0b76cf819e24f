"""How a block or a run looks in a Word document, as far as our style sheet is followed there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from pristan.packet.markup import Element
from pristan.packet.word_blocks import WHOLE

_CENTERED: Final = frozenset({"court", "who", "range", "heading", "note"})
_BOLD: Final = frozenset({"gap", "title", "heading", "named", "court", "group", "box"})
_DOUBLE: Final = frozenset({"story", "says", "oath", "executed"})  # within these: a line apart
_WIDTHS: Final[Mapping[str, float]] = {  # inches of a cell, by its class
    "parties": 3.1, "mark": 0.35, "tab": 0.5, "date": 0.95, "origin": 1.35, "language": 0.95,
    "pages": 0.8, "number": 0.4, "en": 3.0, "what": 1.6, "when": 1.45, "cited": 1.2, "flag": 2.1,
    "spelling": 1.9, "paper": 1.9, "item": 1.1,
}  # fmt: skip
_LINED: Final = frozenset({"index", "listed", "names", "enclosed"})  # tables with lines


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
    keeps_lines: bool = False
    whole: bool = False  # all its lines on one page
    held: bool = False  # on the page of what follows
    language: str = "en"
    heading: int = 0
    lined: bool = False


def styled(element: Element, style: Style) -> Style:
    """Return how what is inside an element looks, in an element that looks like *style*."""
    names, tag = element.classes, element.tag
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
        right="flag" in names or style.right,
        double=style.double or bool(names & _DOUBLE),
        indent=bool(names & {"first", "more"}) and tag == "p",
        keeps_lines=style.keeps_lines or "told" in names,
        whole=style.whole or bool(names & WHOLE),
        language=element.attributes.get("lang", style.language),
        lined=style.lined or bool(names & _LINED),
    )


def about_paragraph(style: Style) -> str:
    parts = [
        f'<w:pStyle w:val="Heading{style.heading}"/>' if style.heading else "",
        "<w:keepNext/>" if style.held else "",
        "<w:keepLines/>" if style.whole else "",
        '<w:spacing w:after="0" w:line="480" w:lineRule="auto"/>' if style.double else "",
        '<w:ind w:firstLine="720"/>' if style.indent else "",
        '<w:jc w:val="center"/>' if style.center else "",
        '<w:jc w:val="right"/>' if style.right else "",
    ]
    return f"<w:pPr>{''.join(parts)}</w:pPr>" if any(parts) else ""


def width_of(element: Element) -> float:
    """Return how many inches wide an element is, by its own style or its class; 0 if unknown."""
    own = re.search(r"width:\s*([\d.]+)in", element.attributes.get("style", ""))
    named = (_WIDTHS[name] for name in element.classes if name in _WIDTHS)
    return float(own[1]) if own else next(named, 0.0)
