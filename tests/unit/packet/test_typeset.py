"""The press: what it is told, and that it has more time for a longer story, so all can print."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pristan.confine.cell import Cell, Reply
from pristan.confine.refusals import Stopped
from pristan.packet.stamp import band_text, letters_of, number_text, part_text
from pristan.packet.typeset import PRESS, Typesetter, spare_press
from unit.packet.cases import LAWYER, plan_of, whole_case


class Listening(Cell):
    """A press that is stopped when it would lay out, and knows how much time it had."""

    patience = 0.0

    def ask(self, *asked: Any, **how: Any) -> Reply:
        if asked[0]["do"] == "lay":
            self.patience = how["patience"]
            raise Stopped
        return super().ask(*asked, **how)


@pytest.mark.parametrize(
    ("letters", "least", "most"), [(50, 1, 2), (100_000, 2, 4), (10_000_000, 20, 20)]
)
def test_a_longer_story_has_more_time(letters: int, least: float, most: float) -> None:
    case = whole_case()
    case["incidents"][0]["incident_story"] |= {"text": "a" * letters, "english": "b" * letters}
    with Listening(*PRESS) as press:
        with pytest.raises(Stopped):
            Typesetter(press, plan_of(case, LAWYER)).begin()
        assert least <= press.patience <= most


def test_a_press_that_waits_has_got_ready() -> None:
    """One that fails then is replaced by another when it is needed, and nobody is told."""
    spare = spare_press()
    with Cell(*PRESS) as press:
        assert press.ask(spare.ready).facts == {}
    spare.expect()
    (waiting, _), *_ = spare._waiting  # noqa: SLF001
    with spare.take() as taken:
        assert taken is waiting
        Typesetter(taken, plan_of(whole_case(), LAWYER)).begin()


@pytest.mark.parametrize("prefix", ["", "A123-456-789", "MSC2190000001"])
@pytest.mark.parametrize("sample", [True, False])
def test_letters_for_stamps_are_there_whatever_will_be_stamped(prefix: str, sample: bool) -> None:
    numbers, bands = letters_of(prefix, sample=sample)
    for number in (0, 7, 1234567890):
        assert set(number_text(prefix, number)) <= set(numbers)
    for draft in (True, False):
        for part in ("", part_text(1, 2), part_text(34, 567890)):
            assert set(band_text(draft=draft, sample=sample, part=part)) <= set(bands)


def test_who_prints_a_packet_is_told_nothing_of_its_files() -> None:
    planned = plan_of(whole_case(), LAWYER)
    told = json.dumps(planned.facts)
    files = {file for exhibit in planned.exhibits for file in exhibit.files}
    assert files
    assert not any(file in told for file in files)
    assert [each["title"] for each in planned.facts["exhibits"]] == [
        each.title for each in planned.exhibits
    ]
