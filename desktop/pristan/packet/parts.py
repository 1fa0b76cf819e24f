"""A packet in files of at most so many bytes: cut between exhibits, a very large one within.

Pure. What a page will take is known only when it is written, so bounds are used, and a part is a
little smaller than it might be. The proof looks at what came of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

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

    @classmethod
    def read(cls, facts: Mapping[str, Any], pages: int) -> Weight | None:
        """Read what so many pages weigh; None where it is nonsense."""
        match facts:
            case {"shared": int(shared), "each": [*each]} if len(each) == pages:
                if shared >= 0 and all(type(weight) is int and weight >= 0 for weight in each):
                    return cls(shared, tuple(each))
        return None


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


@dataclass(slots=True)
class Splitter:
    """Splits a packet into parts of at most *limit* bytes, run after run; 0 is no limit.

    Where a run is put follows from what it is given and from the runs before it.
    """

    limit: int
    parts: list[list[Piece]] = field(default_factory=lambda: [[]])
    _free: int = 0
    _runs: int = 0

    def __post_init__(self) -> None:
        self._free = self._room

    @property
    def _room(self) -> int:
        return self.limit - _WHOLE if self.limit else sys.maxsize

    def add(self, ours: int, weight: Weight, foreseen: int = 0) -> list[tuple[int, Piece]]:
        """Add a run of so many pages of *ours* and its papers; return its pieces, each with the
        place of its part.

        It gets the room of as many pages of ours as were *foreseen*, if that is more.
        """
        before, there = len(self.parts) - 1, len(self.parts[-1])
        self._add(ours, weight, foreseen)
        added = [self.parts[before][there:], *self.parts[before + 1 :]]
        return [
            (place, piece) for place, pieces in enumerate(added, start=before) for piece in pieces
        ]

    def _add(self, ours: int, weight: Weight, foreseen: int) -> None:
        run, self._runs = self._runs, self._runs + 1
        pages = max(ours, foreseen)
        size = _own_size(pages, self.parts[-1]) + _whole(weight)
        if size > self._free and self.parts[-1]:
            self._begin()
            size = _own_size(pages, []) + _whole(weight)
        if size <= self._free or not weight.each:
            self.parts[-1].append(Piece(run, ours, 0, len(weight.each)))
            self._free -= size
            return
        for first, end in _pieces(weight, self._room - _own_size(pages, []), self._room):
            if first:
                self._begin()
            self.parts[-1].append(Piece(run, 0 if first else ours, first, end))
            self._free -= _weight(weight, first, end) + (0 if first else _own_size(pages, []))

    def _begin(self) -> None:
        self.parts.append([])
        self._free = self._room


def split(
    own: Sequence[int], weights: Sequence[Weight], limit: int, foreseen: Sequence[int] = ()
) -> list[list[Piece]]:
    """Return the parts of a packet of at most *limit* bytes each; 0 is no limit.

    *own* has the pages of ours of every run, *weights* its papers, *foreseen* for how many pages of
    ours there is to be room. An exhibit stays in one part where it can; else it begins in a part of
    its own and goes on from page to page. A page that alone is over the limit gets a part alone,
    which is then too large.
    """
    splitter = Splitter(limit)
    for ours, weight, pages in zip(own, weights, foreseen or [0] * len(own), strict=True):
        splitter.add(ours, weight, pages)
    return splitter.parts


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
