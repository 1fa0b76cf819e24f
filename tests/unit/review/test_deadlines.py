"""The one-year date: a day only where the person named one and was sure of it."""

from __future__ import annotations

from datetime import date

import pytest

from pristan.case import Kind, Point, Remembered
from pristan.content import content_dir
from pristan.review.deadlines import ends, read_deadlines, years_after

RULE = read_deadlines(content_dir("forms") / "law" / "deadlines.yaml")["one_year"]
DAY = Point(2024, 11, 20)


@pytest.mark.parametrize(
    ("arrived", "first", "exact"),
    [
        (Remembered(Kind.ON, DAY), date(2025, 11, 20), True),
        (Remembered(Kind.ABOUT, DAY), date(2025, 11, 20), False),
        (Remembered(Kind.ON, Point(2024, 11)), date(2025, 11, 1), False),
        (Remembered(Kind.AFTER, DAY), date(2025, 11, 21), False),
    ],
)
def test_a_day_is_sure_only_where_the_answer_is(
    arrived: Remembered, first: date, exact: bool
) -> None:
    found = ends(RULE, arrived)
    assert found is not None
    assert (found.first, found.exact) == (first, exact)


@pytest.mark.parametrize(
    "arrived",
    [None, Remembered(Kind.BEFORE, DAY), Remembered(Kind.IN_WORDS, words="после праздников")],
)
def test_where_no_day_can_be_named_none_is(arrived: Remembered | None) -> None:
    assert ends(RULE, arrived) is None


def test_a_year_after_a_leap_day_is_the_earlier_reading() -> None:
    assert years_after(date(2024, 2, 29), 1) == date(2025, 2, 28)
