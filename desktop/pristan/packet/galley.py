"""A document of ours as it leaves the press: written, with the numbers of pages still open.

A number is known only when every page has been counted. In its place the press draws all ten
digits, so that the letters cut for the document hold each of them, and says in a comment of the
drawing whose number it is; binding leaves the digits that are due. Figures of a Times face are all
equally wide, so nothing moves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

DIGITS: Final = "0123456789"
_DRAWN: Final = re.compile(rb"\[<((?:[0-9a-f]{4}(?:>-?[01]<|>-?[01](?=\]))?){10})>?\] TJ")
_NUDGE: Final = re.compile(rb">-?[01]<?")  # a thousandth of the size, from rounding widths
_OPEN: Final = re.compile(rb"\[<((?:[0-9a-f]{4}){10})>\] TJ\n%folio ([^\n]+)\n")


@dataclass(frozen=True, slots=True)
class Galley:
    """How many pages a document has, on which of them (from 0) each anchor is, and its PDF.

    The PDF holds only what follows from the document's own text: it stays what it is while numbers
    of pages move.
    """

    pages: int
    anchors: Mapping[str, int]
    pdf: bytes


def folio(known: Mapping[str, int], anchor: str) -> int:
    """Return the number of a page, or a guess of two digits; ``paper-3+1`` is one page after it."""
    name, _, later = anchor.partition("+")
    return known.get(name, 10) + int(later or 0)


class Widths:
    """How many digits the numbers of pages take in the text.

    As long as they follow the numbers, two lists that name each other's pages may change places for
    ever. Once they *only grow*, everything comes to rest; a number may then have a little more room
    than it takes.
    """

    def __init__(self) -> None:
        self._most: dict[str, int] = {}

    def of(self, known: Mapping[str, int], anchor: str, *, only_grow: bool) -> int:
        """Return the digits of the page of an anchor."""
        width = len(str(folio(known, anchor)))
        if only_grow:
            width = self._most[anchor] = max(width, self._most.get(anchor, 0))
        return width


def left_open(drawn: bytes, anchor: str) -> bytes:
    """Return the drawing of the ten digits as the place of a number. Raises ValueError."""
    if not (found := _DRAWN.fullmatch(drawn)):
        raise ValueError("not ten digits of one face, equally wide")
    return b"[<%b>] TJ\n%%folio %b" % (_NUDGE.sub(b"", found[1]), anchor.encode())


def with_numbers(drawing: bytes, known: Mapping[str, int]) -> bytes:
    """Return what a page draws with its numbers in their places."""

    def number(place: re.Match[bytes]) -> bytes:
        digits = place[1]
        shown = str(folio(known, place[2].decode()))
        shapes = b"".join(digits[4 * int(each) : 4 * int(each) + 4] for each in shown)
        return b"[<%b>] TJ\n" % shapes

    return _OPEN.sub(number, drawing)
