"""Numbers of pages come to rest, however many pages there are before them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from pristan.content import content_dir
from pristan.packet.compose import Composer
from pristan.packet.parts import Weight
from pristan.packet.sheets import Sheet
from pristan.words import Words, read_words
from unit.packet.cases import LAWYER, plan_of, with_exhibits

LISTS = replace(LAWYER, documents=("cover", "cover_letter", "index", "exhibits"))


def _take(composer: Composer, pages_of: Callable[[Sheet], int]) -> None:
    """Take galleys of everything that is wanted, each as long as such a sheet is."""
    while composer.wanted:
        for sheet in composer.wanted:
            pages, anchors = _laid(sheet, pages_of(sheet))
            composer.take(sheet.key, pages, anchors)
        composer.go_on()


def _laid(sheet: Sheet, pages: int) -> tuple[int, dict[str, int]]:
    if sheet.template == "slips.html":
        listed = sheet.facts["exhibits"]
        return len(listed), {f"exhibit-{each['number']}": at for at, each in enumerate(listed)}
    listed = sheet.facts["exhibits"] if sheet.name == "index" else ()
    return pages, {f"row-{at}": at * pages // len(listed) for at in range(len(listed))}


def _settled(pages_of: Callable[[Sheet], int], first: int, exhibits: int = 60) -> int:
    """Return the pages of a packet of which the first exhibit has so many."""
    words = {"en": Words(), "ru": read_words(content_dir("i18n"), "ru")}
    composer = Composer(content_dir("templates"), words)
    composer.begin(json.loads(json.dumps(plan_of(with_exhibits(exhibits), LISTS).as_facts())))
    _take(composer, pages_of)
    composer.count([Weight.plain(0, first), *[Weight.plain(0, 2)] * (exhibits - 1)], {})
    _take(composer, pages_of)
    (part,) = composer.finish().layout["parts"]
    return int(part["pages"])


@pytest.mark.parametrize(("letter", "index"), [(1, 3), (3, 4), (2, 7)])
def test_lists_of_other_lengths_than_were_guessed_come_to_rest(letter: int, index: int) -> None:
    """A list without a galley was guessed anew, which moved the numbers, and so to and fro."""
    pages = {"cover_letter": letter, "index": index}
    for first in range(1, 13):
        made = _settled(lambda sheet: pages.get(sheet.name, 1), first)
        assert made == 1 + letter + index + 60 + first + 2 * 59


@pytest.mark.parametrize("seed", range(20))
def test_lists_that_grow_and_shrink_with_each_other_come_to_rest(seed: int) -> None:
    """However the length of one follows from the digits of the other."""

    def pages_of(sheet: Sheet) -> int:
        return 1 + hashlib.sha256(f"{seed} {sheet.key}".encode()).digest()[0] % 3

    assert _settled(pages_of, seed, 35) > 2 * 35
