"""Where everything is in a packet: as the press reports it, and judged before it is used."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pristan.confine.refusals import Crashed
from pristan.packet.parts import Piece as Split
from pristan.packet.parts import starts


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of pages in one part: a document of ours, or an exhibit's slip sheet and papers.

    ``document`` and ``exhibit`` count from 0 in the plan, one of them is None. ``page`` is the
    number printed where it begins; after ``own`` pages come those of the papers from ``first`` up
    to ``end``, counted from 0.
    """

    document: int | None
    exhibit: int | None
    page: int
    own: int
    first: int
    end: int

    @property
    def papers(self) -> int:
        """Return how many pages of papers there are."""
        return self.end - self.first


@dataclass(frozen=True, slots=True)
class LaidPart:
    """One part: the number of its first page (0 is a cover), how many pages, what they are."""

    first_page: int
    pages: int
    pieces: tuple[Piece, ...]

    @property
    def last_page(self) -> int:
        """Return the number printed on the last page."""
        return self.first_page + self.pages - 1


def plain_layout(
    runs: Sequence[tuple[int | None, int | None]], parts: Sequence[Sequence[Split]], first: int
) -> dict[str, Any]:
    """Return a layout as plain JSON, for :func:`read_layout`; an exhibit's pieces each stand in
    their part.

    *runs* says of every run which document and which exhibit of the plan it is, one of them None;
    *first* is the number of the first page.
    """
    found: list[dict[str, Any]] = []
    for part, start in zip(parts, starts(parts, first), strict=True):
        pieces, at = [], start
        for piece in part:
            document, exhibit = runs[piece.run]
            pieces.append({
                "document": document, "exhibit": exhibit, "page": at, "own": piece.own,
                "first": piece.first, "end": piece.end,
            })  # fmt: skip
            at += piece.own + piece.end - piece.first
        found.append({"first_page": start, "pages": at - start, "pieces": pieces})
    return {"parts": found}


def read_layout(plain: bytes, documents: int, counts: Sequence[int]) -> tuple[LaidPart, ...]:
    """Return the layout of a packet with so many documents and pages of each exhibit's papers.

    Raises Crashed for nonsense, also where a page would be missing or there twice.
    """
    try:
        parts = tuple(_part(each) for each in json.loads(plain)["parts"])
        number, places, pages = parts[0].first_page, 0, dict.fromkeys(range(len(counts)), 0)
        for part in parts:
            _demand(part.first_page == number and part.pieces != ())
            for piece in part.pieces:
                _demand(piece.page == number and piece.first <= piece.end)
                if piece.exhibit is None:
                    _demand(piece.document == places and piece.papers == 0)
                    places += 1
                else:
                    _demand(pages[piece.exhibit] == piece.first)
                    pages[piece.exhibit] = piece.end
                number += piece.own + piece.papers
            _demand(part.last_page + 1 == number)
        _demand(places == documents and [*pages.values()] == [*counts])
    except (IndexError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise Crashed("layout") from error
    return parts


def _part(plain: Any) -> LaidPart:
    pieces = tuple(
        Piece(
            _count(each["document"]) if each["exhibit"] is None else None,
            None if each["exhibit"] is None else _count(each["exhibit"]),
            *(_count(each[name]) for name in ("page", "own", "first", "end")),
        )
        for each in plain["pieces"]
    )
    return LaidPart(_count(plain["first_page"]), _count(plain["pages"]), pieces)


def _count(value: Any) -> int:
    _demand(type(value) is int and value >= 0)
    return int(value)


def _demand(truth: bool) -> None:
    if not truth:
        raise ValueError
