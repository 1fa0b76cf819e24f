"""A packet in files of at most so many bytes: cut between exhibits, a very large one within.

Pure. What a page will take is known only when it is written, so bounds are used, and a part is a
little smaller than it might be. The proof looks at what came of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_WHOLE = 40_000  # bytes of any part: letters of stamps, tables
_FONTS = 120_000  # bytes of a part with pages of ours: their fonts
_OWN_PAGE = 16_000  # bytes of a page of ours, its tags and links
PAPER_PAGE = 1_500  # bytes that binding adds to a page of an exhibit


@dataclass(frozen=True, slots=True)
class Weight:
    """What the papers of an exhibit weigh: *shared* bytes once in each part, *each* page's own."""

    shared: int
    each: tuple[int, ...]

    @classmethod
    def plain(cls, size: int, pages: int) -> Weight:
        """Return the weight of papers of which nobody knows what belongs to which page."""
        return cls(size, (0,) * pages)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a run in a part: *own* pages of ours, then papers from *first* up to *end*."""

    run: int
    own: int
    first: int
    end: int


def room_for_page(limit: int) -> int:
    """Return how many bytes a page of a paper may have, so that a file holds it and its sheet."""
    return limit - _WHOLE - _FONTS - 3 * _OWN_PAGE - PAPER_PAGE


def split(own: Sequence[int], weights: Sequence[Weight], limit: int) -> list[list[Piece]]:
    """Return the parts of a packet of at most *limit* bytes each; 0 is no limit.

    *own* has the pages of ours of every run, *weights* its papers. An exhibit stays in one part
    where it can; else it begins in a part of its own and goes on from page to page. A page that
    alone is over the limit gets a part alone, which is then too large.
    """
    parts: list[list[Piece]] = [[]]
    free = room = limit - _WHOLE if limit else sys.maxsize
    for run, (ours, weight) in enumerate(zip(own, weights, strict=True)):
        size = _own_size(ours, parts[-1]) + _whole(weight)
        if size > free and parts[-1]:
            parts.append([])
            free = room
            size = _own_size(ours, []) + _whole(weight)
        if size <= free or not weight.each:
            parts[-1].append(Piece(run, ours, 0, len(weight.each)))
            free -= size
            continue
        for first, end in _pieces(weight, room - _own_size(ours, []), room):
            if first:
                parts.append([])
                free = room
            parts[-1].append(Piece(run, 0 if first else ours, first, end))
            free -= _weight(weight, first, end) + (0 if first else _own_size(ours, []))
    return parts


def _pieces(weight: Weight, first_room: int, room: int) -> Iterator[tuple[int, int]]:
    """Cut an exhibit into runs of pages; each has at least one."""
    first, free = 0, first_room - weight.shared
    for page, size in enumerate(weight.each):
        size += PAPER_PAGE
        if size > free and page > first:
            yield first, page
            first, free = page, room - weight.shared
        free -= size
    yield first, len(weight.each)


def _whole(weight: Weight) -> int:
    return _weight(weight, 0, len(weight.each))


def _weight(weight: Weight, first: int, end: int) -> int:
    return weight.shared + sum(weight.each[first:end]) + (end - first) * PAPER_PAGE


def _own_size(pages: int, part: Sequence[Piece]) -> int:
    fonts = _FONTS if pages and not any(piece.own for piece in part) else 0
    return fonts + pages * _OWN_PAGE


def starts(parts: Sequence[Sequence[Piece]], first: int) -> list[int]:
    """Return the number of the first page of every part, when the packet begins with *first*."""
    sizes = [sum(piece.own + piece.end - piece.first for piece in part) for part in parts]
    return list(accumulate(sizes[:-1], initial=first))
