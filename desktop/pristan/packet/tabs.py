"""The labels of exhibits: a letter for each, or a letter for each part of the index and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

SETTING: Final = "tabs"  # of the case file: what the lawyer chose for every packet of the case


class Tabs(StrEnum):
    """How exhibits are labeled: A, B, C … or, by part of the index, A-1, A-2, B-1 …"""

    LETTERS = "letters"
    GROUPS = "groups"


def kept_tabs(setting: str | None) -> Tabs | None:
    """Return what was chosen for a case; None where nothing was that this program knows."""
    return Tabs(setting) if setting in tuple(Tabs) else None


def labels(groups: Sequence[str], tabs: Tabs) -> Iterator[tuple[str, str]]:
    """Yield, for exhibits in the order of the index, each one's label and its group's letter.

    *groups* has the group of each, those of a group in a row. The letter is "" where labels do not
    go by group. A group without exhibits takes no letter: tabs begin with A and leave none out
    (EOIR Policy Manual, part II, 3.3(c), as reported; checked 2026-11-22).
    """
    if tabs is Tabs.LETTERS:
        for at in range(len(groups)):
            yield label(at), ""
        return
    there = list(dict.fromkeys(groups))
    for at, group in enumerate(groups):
        letter = label(there.index(group))
        yield f"{letter}-{at - groups.index(group) + 1}", letter


def label(number: int) -> str:
    """Return the letter at *number* (from 0): A … Z, AA, BB … ZZ, AAA.

    Doubled letters after Z are the common practice of the courts; no rule names another
    (EOIR Policy Manual, part II, 3.3(c), checked 2026-11-22).
    """
    return chr(ord("A") + number % 26) * (number // 26 + 1)
