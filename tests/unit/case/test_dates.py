"""A remembered date is as exact as it is known and never more."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.case import Kind, Point, Remembered, Season

POINTS = st.one_of(
    st.dates(date(1881, 1, 1), date(2199, 12, 31)).flatmap(
        lambda day: st.sampled_from(
            [
                Point(day.year),
                Point(day.year, day.month),
                Point(day.year, day.month, day.day),
                *(Point(day.year, season=season) for season in Season),
            ]
        )
    )
)


@given(POINTS)
def test_a_point_is_written_and_read_without_loss(point: Point) -> None:
    assert Point.from_iso(point.iso()) == point
    assert point.first_day() <= point.last_day()


@pytest.mark.parametrize(
    ("point", "first", "last"),
    [
        (Point(2022), date(2022, 1, 1), date(2022, 12, 31)),
        (Point(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (Point(2022, 3, 24), date(2022, 3, 24), date(2022, 3, 24)),
        (Point(2022, season=Season.WINTER), date(2021, 12, 1), date(2022, 2, 28)),
        (Point(2022, season=Season.SPRING), date(2022, 3, 1), date(2022, 5, 31)),
        (Point(2022, season=Season.SUMMER), date(2022, 6, 1), date(2022, 8, 31)),
        (Point(2022, season=Season.AUTUMN), date(2022, 9, 1), date(2022, 11, 30)),
    ],
)
def test_the_days_a_point_may_mean(point: Point, first: date, last: date) -> None:
    assert (point.first_day(), point.last_day()) == (first, last)


@pytest.mark.parametrize(
    "parts",
    [(2022, 4, 31), (2022, 13), (2023, 2, 29), (2022, None, 1), (1066,), (2022, 3, None, "spring")],
)
def test_what_no_calendar_has_is_refused(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):
        Point(*parts)


@pytest.mark.parametrize("text", ["", "22", "2022-13", "2022-02-30", "24.02.2022", "2022-1-2-3"])
def test_only_iso_is_iso(text: str) -> None:
    with pytest.raises(ValueError):
        Point.from_iso(text)


@pytest.mark.parametrize(
    ("remembered", "interval"),
    [
        (Remembered(Kind.ON, Point(2022, 3)), (date(2022, 3, 1), date(2022, 3, 31))),
        (Remembered(Kind.AFTER, Point(2022)), (date(2023, 1, 1), None)),
        (Remembered(Kind.BEFORE, Point(2022)), (None, date(2021, 12, 31))),
        (Remembered(Kind.FROM_TO, Point(2019)), (date(2019, 1, 1), None)),
        (
            Remembered(Kind.FROM_TO, Point(2019), Point(2021)),
            (date(2019, 1, 1), date(2021, 12, 31)),
        ),
        (
            Remembered(Kind.BETWEEN, Point(2022, 3), Point(2022, 4)),
            (date(2022, 3, 1), date(2022, 4, 30)),
        ),
        (Remembered(Kind.IN_WORDS, words="давно"), (None, None)),
    ],
)
def test_the_days_a_memory_may_mean(
    remembered: Remembered, interval: tuple[date | None, date | None]
) -> None:
    assert remembered.interval() == interval


def test_a_chronology_puts_what_is_only_in_words_last() -> None:
    words = Remembered(Kind.IN_WORDS, words="давно")
    late = Remembered(Kind.ON, Point(2023))
    early = Remembered(Kind.ABOUT, Point(2022, 3))
    day = Remembered(Kind.ON, Point(2022, 3, 1))
    dates = [words, late, early, day]
    assert sorted(dates, key=Remembered.sort_key) == [day, early, late, words]


def test_only_a_day_is_exact() -> None:
    assert Remembered(Kind.ON, Point(2022, 3, 24)).exact
    assert not Remembered(Kind.ABOUT, Point(2022, 3, 24)).exact
    assert not Remembered(Kind.ON, Point(2022, 3)).exact


def test_a_memory_that_says_nothing_or_too_much_is_refused() -> None:
    for parts in (
        (Kind.ON,),
        (Kind.IN_WORDS, Point(2022)),
        (Kind.ON, Point(2022), Point(2023)),
        (Kind.BETWEEN, Point(2022)),
    ):
        with pytest.raises(ValueError):
            Remembered(*parts)
