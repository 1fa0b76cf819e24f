"""How a part of a packet is to be bound: plain values on the way from press to binder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Slice:
    """A run of pages: *own* pages of ours, then *papers* pages of an exhibit.

    The own ones are those of the galleys of the part from page *start* on, which is counted through
    all of them.
    *anchor* is what citations of the papers point at. *spoken* names the exhibit to who cannot see
    its pages; of its *whole* pages *skipped* are in parts before this one.
    """

    title: str
    own: int
    start: int = 0
    papers: int = 0
    anchor: str = ""
    spoken: str = ""
    skipped: int = 0
    whole: int = 0


@dataclass(frozen=True, slots=True)
class Binding:
    """One part of a packet: what is stamped on it and said about it.

    *first* is the number of its first page; 0 is a cover, which has none. *folios* has the numbers
    of pages that are printed on its own pages, by anchor. *lengths* has the pages of each galley.
    """

    title: str
    first: int
    number_prefix: str
    band: str
    folios: dict[str, int]
    lengths: tuple[int, ...]
    slices: tuple[Slice, ...]

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Binding:
        """Return the binding that ``asdict`` made plain."""
        slices = tuple(Slice(**each) for each in plain["slices"])
        return cls(**plain | {"lengths": tuple(plain["lengths"]), "slices": slices})

    def stands(self, at: int) -> tuple[int, int]:
        """Return in which galley a page of ours stands, and where in it. Raises IndexError."""
        for galley, pages in enumerate(self.lengths):
            if at < pages:
                return galley, at
            at -= pages
        raise IndexError(at)
