"""How a page of ours falls into paragraphs and rows, and which stay on the page of the next.

A style sheet says that with ``break-inside`` and ``break-after``; in Word each paragraph says it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pristan.packet.markup import Element

SKIPPED: Final = frozenset({"head", "svg"})
WHOLE: Final = frozenset({"sign", "known", "either", "close", "served", "facts"})  # never broken
_BLOCKS: Final = frozenset({"p", "div", "h1", "h2", "h3", "h4", "table", "section"})
_AROUND: Final = frozenset({"html", "body", "section"})  # what stands in them is never their own
_NOT_ALONE: Final = frozenset({"sign", "known", "either", "close"})  # who signs, with what
_HEADING_ROWS: Final = frozenset({"group", "named"})


def is_block(child: Element) -> bool:
    """Return whether an element stands by itself, and is no part of a line."""
    return child.tag in _BLOCKS | _AROUND | SKIPPED


def has_blocks(element: Element) -> bool:
    """Return whether an element falls into several paragraphs."""
    return any(isinstance(child, Element) and child.tag in _BLOCKS for child in element.children)


def is_around(element: Element) -> bool:
    """Return whether blocks stand in this element and no text of its own."""
    return element.tag in _AROUND or (element.tag != "table" and has_blocks(element))


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table or of a part of it."""
    for child in table.children:
        if isinstance(child, Element):
            if child.tag == "tr":
                yield child
            elif child.tag in ("thead", "tbody"):
                yield from rows_of(child)


def header_rows(table: Element) -> frozenset[Element]:
    """Return the rows that are printed again on each page that a table takes."""
    heads = (each for each in table.children if isinstance(each, Element) and each.tag == "thead")
    return frozenset(row for head in heads for row in rows_of(head))


def held(root: Element) -> frozenset[Element]:
    """Return the paragraphs, rows and tables that stay on the page of what follows them.

    A table in it stands for the empty paragraph that follows every table.
    """
    leaves: list[Element] = []
    found: set[Element] = set()
    _hold(root, leaves, found)
    return frozenset(found)


def _hold(element: Element, leaves: list[Element], found: set[Element]) -> None:
    """Add an element's leaves, in their order, to *leaves*, and those that are held to *found*."""
    start = len(leaves)
    if element.tag == "table":
        headers = header_rows(element)
        for row in rows_of(element):
            leaves.append(row)
            if row in headers or row.classes & _HEADING_ROWS:
                found.add(row)
        leaves.append(element)
    elif is_around(element):
        for child in element.children:
            if isinstance(child, Element) and is_block(child) and child.tag not in SKIPPED:
                _hold(child, leaves, found)
    else:
        leaves.append(element)
    if element.classes & WHOLE:
        found.update(leaves[start : _last_solid(leaves)])
    if element.classes & _NOT_ALONE and start:
        found.update(leaves[_last_solid(leaves[:start]) : start])


def _last_solid(leaves: list[Element]) -> int:
    """Return where the last leaf with text is: below a table is nothing but its empty paragraph."""
    at = len(leaves) - 1
    while at > 0 and leaves[at].tag == "table":
        at -= 1
    return at
