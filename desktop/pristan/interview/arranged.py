"""Which pages of its files an exhibit prints, in which order: what was arranged, and the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pristan.case import Box, Sheet, Sheets, Value


def arranged(files: Sequence[str], counts: Mapping[str, int], kept: Value) -> tuple[Sheet, ...]:
    """Return all pages in the order in which they stand, also those that are not printed.

    *counts* are the pages of each attachment; one that has none yet gives none. A file of which
    nothing was arranged stands whole in its own place, as the packet prints it.
    """
    pages = kept.pages if isinstance(kept, Sheets) else ()
    chosen = [each for each in pages if each.attachment in files]
    touched = {each.attachment for each in chosen}
    found: list[Sheet] = []
    for file in files:
        if file not in touched:
            found += [Sheet(file, number) for number in range(1, counts.get(file, 0) + 1)]
        elif file == chosen[0].attachment:
            found += chosen
    return tuple(found)


def none_printed(files: Sequence[str], kept: Value) -> bool:
    """Whether every page of these files is left out of print."""
    pages = arranged(files, {}, kept)
    whole = set(files) - {each.attachment for each in pages}
    return not whole and all(each.hidden for each in pages)


def moved(sheets: Sequence[Sheet], at: int, to: int) -> tuple[Sheet, ...]:
    """Return the pages with one of them moved to another place."""
    rest = [*sheets[:at], *sheets[at + 1 :]]
    return (*rest[:to], sheets[at], *rest[to:])


def turned(sheets: Sequence[Sheet], at: int) -> tuple[Sheet, ...]:
    """Return the pages with one of them turned clockwise by a quarter."""
    sheet = sheets[at]
    return (*sheets[:at], replace(sheet, turn=(sheet.turn + 90) % 360), *sheets[at + 1 :])


def hidden(sheets: Sequence[Sheet], at: int) -> tuple[Sheet, ...]:
    """Return the pages with one of them left out of print, or taken in again."""
    sheet = sheets[at]
    return (*sheets[:at], replace(sheet, hidden=not sheet.hidden), *sheets[at + 1 :])


def covered(sheets: Sequence[Sheet], at: int, boxes: Sequence[Box]) -> tuple[Sheet, ...]:
    """Return the pages with these parts of one of them covered, and no other.

    Boxes are fractions of the page as its file shows it, before it is turned.
    """
    exact = tuple((round(a, 4), round(b, 4), round(c, 4), round(d, 4)) for a, b, c, d in boxes)
    return (*sheets[:at], replace(sheets[at], boxes=exact), *sheets[at + 1 :])
