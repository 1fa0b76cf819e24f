"""References to exhibits inside a text, found among the exhibits of the packet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pristan.case.references import cited, plain_title
from pristan.packet.exhibits import Exhibit


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a text where an exhibit is cited: its id, and a page of it, counted from 1.

    Where no exhibit, or more than one, has the title, ``exhibit`` is "" and ``asked`` the title.
    """

    exhibit: str
    page: int = 1
    asked: str = ""


Block = str | tuple[str | Reference, ...]  # a plain text, or a text with references in it


def with_references(text: str, exhibits: Sequence[Exhibit]) -> Block:
    """Return a text with its references found; the text itself where there are none."""
    parts = tuple(
        part if isinstance(part, str) else _found(part.title, part.page, exhibits)
        for part in cited(text)
    )
    return text if all(isinstance(part, str) for part in parts) else parts


def without_exhibit(block: Block) -> Iterator[str]:
    """Yield the titles that a text refers to and that no single exhibit has."""
    if not isinstance(block, str):
        for part in block:
            if isinstance(part, Reference) and not part.exhibit:
                yield part.asked


def can_be_cited(exhibit: Exhibit, exhibits: Sequence[Exhibit]) -> bool:
    """Whether a reference finds this exhibit: no other one has either of its titles."""
    titles = filter(None, (exhibit.title, exhibit.own_title))
    return all(_found(title, 1, exhibits).exhibit == exhibit.id for title in titles)


def _found(title: str, page: int, exhibits: Sequence[Exhibit]) -> Reference:
    same = [exhibit.id for exhibit in exhibits if _same(title, exhibit)]
    return Reference(same[0], page) if len(same) == 1 else Reference("", page, title)


def _same(title: str, exhibit: Exhibit) -> bool:
    titles = {plain_title(exhibit.title), plain_title(exhibit.own_title)}
    return plain_title(title) in titles - {""}
