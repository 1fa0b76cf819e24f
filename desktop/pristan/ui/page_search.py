"""Looks for words in the text that pages hold, one page after the other; knows no widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pristan.case import Sheet

if TYPE_CHECKING:
    from pristan.case import Box
    from pristan.evidence import PageText


@dataclass(frozen=True, slots=True)
class Found:
    """Where words stand: the place of a page among the sheets, and boxes on the page as filed."""

    text: str
    at: int | None = None
    boxes: tuple[Box, ...] = ()
    has_text: bool = False


def search(
    text: str,
    sheets: Sequence[Sheet],
    order: Sequence[int],
    words_of: Callable[[str, int], PageText],
    going: Callable[[], bool],
) -> Found:
    """Return the first page, in an order, on which all the words stand one after the other.

    It ends early, with nothing found, when nobody waits for it any more (*going*).
    """
    wanted = [_plain(word) for word in text.split()]
    has_text = False
    for at in order:
        if not going():
            break
        words = words_of(sheets[at].attachment, sheets[at].page).words
        has_text = has_text or bool(words)
        plain = [_plain(word) for word, _ in words]
        boxes: list[Box] = []
        for begin in range(len(plain) - len(wanted) + 1):
            here = plain[begin : begin + len(wanted)]
            if all(part in word for part, word in zip(wanted, here, strict=True)):
                boxes += [box for _, box in words[begin : begin + len(wanted)]]
        if boxes:
            return Found(text, at, tuple(boxes), True)
    return Found(text, has_text=has_text)


def seen_at(box: Box, turn: int) -> Box:
    """Return where a part of a page is seen when the page is turned clockwise by degrees."""
    left, top, right, bottom = box
    for _ in range(turn // 90 % 4):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return left, top, right, bottom


def _plain(word: str) -> str:
    return word.casefold().replace("ё", "е")
