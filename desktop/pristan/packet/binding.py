"""How a part of a packet is to be bound: plain values on the way from press to binder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Slice:
    """A run of pages: *own* pages of ours, then *papers* pages of an exhibit.

    The own ones stand in a *galley*, by its place among those of the part, from page *start* on.
    *anchor* is what citations of the papers point at. *spoken* names the exhibit to who cannot see
    its pages; of its *whole* pages *skipped* are in parts before this one.
    """

    title: str
    own: int
    galley: int = 0
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
    of pages that are printed on its own pages, by anchor.
    """

    title: str
    first: int
    number_prefix: str
    band: str
    folios: dict[str, int]
    slices: tuple[Slice, ...]

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Binding:
        """Return the binding that ``asdict`` made plain."""
        return cls(**plain | {"slices": tuple(Slice(**each) for each in plain["slices"])})
