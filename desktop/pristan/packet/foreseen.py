"""How many pages of ours there will be at most, foreseen before anything is laid out.

Where a part begins follows from this and from the papers alone, so that papers can be bound while
others are still cleaned. A document that takes more pages than foreseen moves where parts begin.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_CHARACTERS: Final = 1000  # of facts on a page; the sample's documents have 1,500 and more
_SHORT: Final = 2  # pages that a document of few words may take
_ROW: Final = 110  # characters that each exhibit counts for more: its row has a height in any case


def foreseen(plan: Mapping[str, Any]) -> dict[str, int]:
    """Return the pages of ours in a packet, from its plan as plain facts: of each document by its
    name, 0 where it stands after the exhibits, and of each slip as ``exhibit-0``, ``exhibit-1``…
    """
    exhibits = [_ROW + sum(map(len, texts(each))) for each in plan["exhibits"]]
    return {
        each["name"]: 0 if each["last"] else _pages(each, sum(exhibits))
        for each in plan["documents"]
    } | {f"exhibit-{at}": 1 + told // _CHARACTERS for at, told in enumerate(exhibits)}


def _pages(document: Mapping[str, Any], exhibits: int) -> int:
    """Return the pages of a document that may name all exhibits, of so many characters."""
    told = sum(map(len, texts(document["facts"])))
    named = exhibits if document["name"] == "index" else 0
    return _SHORT + (told + named) // _CHARACTERS


def texts(facts: Any) -> list[str]:
    """Return every text in plain facts."""
    if isinstance(facts, str):
        return [facts]
    if isinstance(facts, Mapping):
        facts = list(facts.values())
    within = facts if isinstance(facts, list | tuple) else ()
    return [text for each in within for text in texts(each)]
