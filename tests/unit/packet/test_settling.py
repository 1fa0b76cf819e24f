"""Numbers of pages come to rest, however many pages there are before them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from pristan.content import content_dir
from pristan.packet.compose import Composer
from pristan.packet.parts import Weight
from pristan.packet.profiles import Profile
from pristan.packet.quires import Quire, Rows
from pristan.packet.sheets import Sheet
from pristan.words import Words, read_words
from unit.packet.cases import LAWYER, plan_of, with_exhibits

LISTS = replace(LAWYER, documents=("cover", "cover_letter", "index", "exhibits"))


@pytest.mark.parametrize("changed", [3, 17, 59])
def test_a_title_changes_the_part_of_its_exhibit_and_that_of_the_index(changed: int) -> None:
    """A part whose slips were laid out together with those of another was bound anew with it."""
    weights = [Weight(40_000, (30_000,) * 3)] * 60  # bytes: some seven to a part
    before = _in_parts(weights, LISTS)
    after = _in_parts(weights, LISTS, {changed: "Another title of the same length"})
    assert len(before) == len(after) > 5
    others = [at for at, keys in enumerate(before) if after[at] != keys]
    exhibits = [[each for each in keys if each.startswith("slips")] for keys in after]
    assert all(len(listed) == 1 for listed in exhibits)
    begin = [int(listed[0].partition("-")[2]) for listed in exhibits]
    own = max(at for at, first in enumerate(begin) if first <= changed)
    assert others == sorted({0, own})


def test_an_exhibit_in_two_parts_keeps_its_slip_with_the_first() -> None:
    weights = [Weight(0, (300_000,) * 2), Weight(0, (300_000,) * 9), *[Weight(0, (1000,))] * 3]
    first, *parts = (list(keys) for keys in _in_parts(weights, LISTS))
    assert [first[-1], *parts] == ["slips-0", ["slips-1"], [], [], ["slips-2"]]


def _take(composer: Composer, pages_of: Callable[[Sheet], int]) -> None:
    """Take galleys of everything that is wanted, each as long as such a sheet is."""
    while composer.wanted:
        for sheet in composer.wanted:
            rows = Rows.of(composer.html_of(sheet))
            every = Quire(0, len(rows.each), len(rows.each)) if rows else Quire(0, 0, 0)
            composer.laid.bring(sheet, [(every, *_laid(sheet, pages_of(sheet)))])
        composer.go_on()


def _laid(sheet: Sheet, pages: int) -> tuple[int, dict[str, int]]:
    if sheet.template == "slips.html":
        listed = sheet.facts["exhibits"]
        return len(listed), {f"exhibit-{each['number']}": at for at, each in enumerate(listed)}
    listed = sheet.facts["exhibits"] if sheet.name == "index" else ()
    return pages, {f"row-{at}": at * pages // len(listed) for at in range(len(listed))}


def _in_parts(
    weights: list[Weight], profile: Profile, titles: Mapping[int, str] | None = None
) -> list[dict[str, str]]:
    """Return of every part, of at most a million bytes, the sheets that it needs and their keys."""
    case = with_exhibits(len(weights))
    for at, title in (titles or {}).items():
        case["evidence"][at]["exhibit_title"] = {"text": title, "language": "en"}
    composer = Composer(content_dir("templates"), {"en": Words()})
    composer.begin(json.loads(json.dumps(plan_of(case, profile).facts)))
    _take(composer, lambda _: 1)
    composer.count(weights, {}, 1_000_000)
    _take(composer, lambda _: 1)
    laid = {name: composer.laid.of(sheet) for name, sheet in composer.sheets.items()}
    names = {key: name for name, each in laid.items() if each for key in each.galleys}
    return [{names[key]: key for key in keys} for keys in composer.finish().galleys]


def _settled(pages_of: Callable[[Sheet], int], first: int, exhibits: int = 60) -> int:
    """Return the pages of a packet of which the first exhibit has so many."""
    words = {"en": Words(), "ru": read_words(content_dir("i18n"), "ru")}
    composer = Composer(content_dir("templates"), words)
    composer.begin(json.loads(json.dumps(plan_of(with_exhibits(exhibits), LISTS).facts)))
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
