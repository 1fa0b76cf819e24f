"""A date is understood as people write it; what could be meant in two ways is never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.case import Kind, Point, Remembered, Season
from pristan.case.reading import in_no_calendar, read_date

TODAY = date(2026, 11, 22)
MARCH = Point(2022, 3)
WORDS = """
    с по до между и в около начале 24 3 03.04.2022 марта зимой 2022 2021/22 - from to between and
    since about mid the of March winter 2022-03 года
"""
WINTER = Point(2022, season=Season.WINTER)


def read(text: str) -> list[Remembered]:
    options = read_date(text, TODAY).options
    assert all(option.words == text for option in options)
    return [Remembered(option.kind, option.first, option.last) for option in options]


def on(*parts: int) -> Remembered:
    return Remembered(Kind.ON, Point(*parts))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("24 февраля 2022", on(2022, 2, 24)),
        ("24 февраля 2022 г.", on(2022, 2, 24)),
        ("1-го марта 2022 года", on(2022, 3, 1)),
        ("24.02.2022", on(2022, 2, 24)),
        ("24.02.2022 г.", on(2022, 2, 24)),
        ("02/24/2022", on(2022, 2, 24)),
        ("5.05.2022", on(2022, 5, 5)),
        ("03.04.2022", on(2022, 4, 3)),
        ("12.03.1990", on(1990, 3, 12)),
        ("до 03.04.2022", Remembered(Kind.BEFORE, Point(2022, 4, 3))),
        ("2022-02-24", on(2022, 2, 24)),
        ("2022-02", on(2022, 2)),
        ("2022-winter", Remembered(Kind.ON, WINTER)),
        ("March 24, 2022", on(2022, 3, 24)),
        ("March 24th, 2022", on(2022, 3, 24)),
        ("24 March 2022", on(2022, 3, 24)),
        ("the 24th of March 2022", on(2022, 3, 24)),
        ("on Sept. 3, 2021", on(2021, 9, 3)),
        ("ФЕВРАЛЬ 2022", on(2022, 2)),
        ("в феврале 2022 г.", on(2022, 2)),
        ("03.2022", on(2022, 3)),
        ("in May of 2022", on(2022, 5)),
        ("2022", on(2022)),
        ("в 2022 году", on(2022)),
        ("весной 2022", Remembered(Kind.ON, Point(2022, season=Season.SPRING))),
        ("in the fall of 2022", Remembered(Kind.ON, Point(2022, season=Season.AUTUMN))),
        ("зимой 2021/22", Remembered(Kind.ON, WINTER)),
        ("зимой 2021–2022 гг.", Remembered(Kind.ON, WINTER)),
        ("the winter of 2021-2022", Remembered(Kind.ON, WINTER)),
        ("начало 2022", Remembered(Kind.ABOUT, Point(2022))),
        ("в середине марта 2022 года", Remembered(Kind.ABOUT, MARCH)),
        ("в конце 2022 года", Remembered(Kind.ABOUT, Point(2022))),
        ("early 2022", Remembered(Kind.ABOUT, Point(2022))),
        ("mid-March 2022", Remembered(Kind.ABOUT, MARCH)),
        ("at the end of March 2022", Remembered(Kind.ABOUT, MARCH)),
        ("около марта 2022", Remembered(Kind.ABOUT, MARCH)),
        ("примерно в марте 2022", Remembered(Kind.ABOUT, MARCH)),
        ("где-то в начале марта 2022", Remembered(Kind.ABOUT, MARCH)),
        ("около 24 марта 2022 года", Remembered(Kind.ABOUT, Point(2022, 3, 24))),
        ("about March 2022", Remembered(Kind.ABOUT, MARCH)),
        ("on or about March 24, 2022", Remembered(Kind.ABOUT, Point(2022, 3, 24))),
        ("до 2020", Remembered(Kind.BEFORE, Point(2020))),
        ("before 2020", Remembered(Kind.BEFORE, Point(2020))),
        ("после марта 2022", Remembered(Kind.AFTER, MARCH)),
        ("after March 2022", Remembered(Kind.AFTER, MARCH)),
        ("с марта 2021 по май 2022", Remembered(Kind.FROM_TO, Point(2021, 3), Point(2022, 5))),
        ("с марта по май 2022", Remembered(Kind.FROM_TO, MARCH, Point(2022, 5))),
        (
            "с 12 по 18 февраля 2023",
            Remembered(Kind.FROM_TO, Point(2023, 2, 12), Point(2023, 2, 18)),
        ),
        (
            "from January 12 to February 3, 2024",
            Remembered(Kind.FROM_TO, Point(2024, 1, 12), Point(2024, 2, 3)),
        ),
        ("from 2019 to 2021", Remembered(Kind.FROM_TO, Point(2019), Point(2021))),
        ("2019–2021", Remembered(Kind.FROM_TO, Point(2019), Point(2021))),
        ("март-май 2022", Remembered(Kind.FROM_TO, MARCH, Point(2022, 5))),
        ("с 2019 года", Remembered(Kind.FROM_TO, Point(2019))),
        ("с 2019 года и до сих пор", Remembered(Kind.FROM_TO, Point(2019))),
        ("since 2019", Remembered(Kind.FROM_TO, Point(2019))),
        ("from 2019 to today", Remembered(Kind.FROM_TO, Point(2019))),
        ("между мартом и маем 2022", Remembered(Kind.BETWEEN, MARCH, Point(2022, 5))),
        ("between March and May 2022", Remembered(Kind.BETWEEN, MARCH, Point(2022, 5))),
        ("сегодня", on(2026, 11, 22)),
        ("yesterday", on(2026, 11, 21)),
        ("в прошлом году", on(2025)),
    ],
)
def test_a_clear_date_is_understood_in_one_way(text: str, meant: Remembered) -> None:
    assert read(text) == [meant]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("03/04/2022", on(2022, 4, 3), on(2022, 3, 4)),
        ("3-4-2022", on(2022, 4, 3), on(2022, 3, 4)),
        (
            "до 03/04/2022",
            Remembered(Kind.BEFORE, Point(2022, 4, 3)),
            Remembered(Kind.BEFORE, Point(2022, 3, 4)),
        ),
        (
            "зимой 2022",
            Remembered(Kind.ON, WINTER),
            Remembered(Kind.ON, Point(2023, season=Season.WINTER)),
        ),
    ],
)
def test_what_has_two_meanings_is_offered_in_two(
    text: str, first: Remembered, second: Remembered
) -> None:
    assert read(text) == [first, second]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "не помню",
        "24.02.22",  # which century is for the person to say
        "февраль 22 г.",
        "31 апреля 2022",
        "30.02.2022",
        "13.13.2022",
        "12 марта",  # of which year?
        "до Нового года",
        "с декабря по февраль 2022",  # the first year is not said
        "с мая 2022 по март 2022",
        "примерно с марта по май 2022",  # nothing here keeps both "about" and "from"
        "в начале 24 марта 2022",
        "осенью, кажется в октябре 2022",
        "через две недели после обыска",
        "1066",
        "зимой 2020/22",
        "24 марта 2022 " * 50,
    ],
)
def test_what_is_not_understood_is_left_alone(text: str) -> None:
    assert read(text) == []


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    assert len(read(text)) <= 2


@given(
    st.lists(
        st.sampled_from(WORDS.split()),
        max_size=9,
    ).map(" ".join)
)
def test_no_words_of_dates_are_too_odd(text: str) -> None:
    for remembered in read(text):
        first, last = remembered.interval()
        assert first is None or last is None or first <= last


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("31.02.1985", True),
        ("31 февраля 1985", True),
        ("примерно 29 февраля 2023", True),
        ("с 1 по 31 июня 2022", True),
        ("February 30, 2022", True),
        ("45.01.2022", True),
        ("29 февраля 2024", False),
        ("30 дней после обыска", False),
        ("17 марта 2022, в 6 утра", False),
        ("в 1985", False),
        ("05 06 1985", False),
    ],
)
def test_a_day_that_no_calendar_has_is_known(text: str, odd: bool) -> None:
    assert in_no_calendar(text, TODAY) is odd
