"""References to exhibits inside a text, found among the exhibits of the packet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pristan.case.references import cited
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


def _found(title: str, page: int, exhibits: Sequence[Exhibit]) -> Reference:
    same = [exhibit.id for exhibit in exhibits if _same(title, exhibit)]
    return Reference(same[0], page) if len(same) == 1 else Reference("", page, title)


def _same(title: str, exhibit: Exhibit) -> bool:
    titles = {_plain(exhibit.title), _plain(exhibit.own_title)}
    return _plain(title) in titles - {""}


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
