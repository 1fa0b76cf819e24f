"""What the box of a long explanation holds when the whole account continues elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from pristan.official.facts_value import Entry
from pristan.official.form import Box
from pristan.official.layout import Line, plain_latin, printable, wrapped


def in_short(entries: Sequence[Entry], box: Box, most: int) -> list[Line]:
    """Return entries as lines of a box, at most *most* of them.

    Every entry stands before any says more. Only where all of them do not fit however short, those
    that come first stand, and the others with the whole account on the supplement.
    """

    def lines(text: str) -> list[Line]:
        return wrapped(text, box.rect.width)

    entries = [entry for entry in entries if all(map(printable, map(plain_latin, entry.first)))]
    ways = max((len(entry.first) for entry in entries), default=1)
    for way in range(ways):
        chosen = [plain_latin(entry.first[min(way, len(entry.first) - 1)]) for entry in entries]
        if sum(len(lines(text)) for text in chosen) <= most:
            break
    left = most
    texts: list[str] = []
    for text in chosen:
        fits = len(lines(text)) <= left
        left -= len(lines(text)) if fits else 0
        texts.append(text if fits else "")
    for level in range(max((len(entry.more) for entry in entries), default=0)):
        for at, entry in enumerate(entries):
            more = plain_latin(entry.more[level]) if level < len(entry.more) else ""
            if not texts[at] or not more or not printable(more):
                continue
            longer = f"{texts[at]} {more}"
            added = len(lines(longer)) - len(lines(texts[at]))
            if added <= left:
                texts[at], left = longer, left - added
    return [line for text in texts if text for line in lines(text)]
