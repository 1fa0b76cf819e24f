"""References to exhibits inside a text: ``{exhibit Record of search, page 2}``.

A reference names an exhibit by its title, in English or as written, so that it can be typed in any
box and follows the exhibit when the order changes. In Russian it is ``{приложение …, стр. 2}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pristan.packet.exhibits import Exhibit

_REFERENCE: Final = re.compile(
    r"\{(?:exhibit|приложение)\s+([^{}]+?)(?:\s*,\s*(?:page|p\.|страница|стр\.)\s*(\d{1,4}))?\s*\}",
    re.IGNORECASE,
)


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
    if not _REFERENCE.search(text):
        return text
    return tuple(_parts(text, exhibits))


def without_exhibit(block: Block) -> Iterator[str]:
    """Yield the titles that a text refers to and that no single exhibit has."""
    if not isinstance(block, str):
        for part in block:
            if isinstance(part, Reference) and not part.exhibit:
                yield part.asked


def _parts(text: str, exhibits: Sequence[Exhibit]) -> Iterator[str | Reference]:
    at = 0
    for found in _REFERENCE.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        title, page = found[1], int(found[2] or 1)
        same = [exhibit.id for exhibit in exhibits if _same(title, exhibit)]
        yield Reference(same[0], page) if len(same) == 1 else Reference("", page, title)
        at = found.end()
    if at < len(text):
        yield text[at:]


def _same(title: str, exhibit: Exhibit) -> bool:
    titles = {_plain(exhibit.title), _plain(exhibit.own_title)}
    return _plain(title) in titles - {""}


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
