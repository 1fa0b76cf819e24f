"""A remembered date is said as people say it, and what is said can be read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.case import Kind, Point, Remembered, Season
from pristan.case.reading import read_date
from pristan.content import content_dir
from pristan.words import Words, read_words
from pristan.words.dates import say_date, say_point, short_date

ENGLISH = Words()
RUSSIAN = read_words(content_dir("i18n"), "ru")
TODAY = date(2026, 11, 22)
DAY = Point(2022, 3, 24)
MONTH = Point(2022, 3)
WINTER = Point(2022, season=Season.WINTER)
YEAR = Point(2022)


@pytest.mark.parametrize(
    ("remembered", "english", "russian"),
    [
        (Remembered(Kind.ON, DAY), "on March 24, 2022", "24 марта 2022 года"),
        (Remembered(Kind.ON, MONTH), "in March 2022", "в марте 2022 года"),
        (
            Remembered(Kind.ON, WINTER),
            "in the winter of 2021–2022",
            "зимой 2021–2022 годов",
        ),
        (
            Remembered(Kind.ON, Point(2022, season=Season.AUTUMN)),
            "in the fall of 2022",
            "осенью 2022 года",
        ),
        (Remembered(Kind.ON, YEAR), "in 2022", "в 2022 году"),
        (Remembered(Kind.ABOUT, DAY), "on or about March 24, 2022", "около 24 марта 2022 года"),
        (Remembered(Kind.ABOUT, MONTH), "in or about March 2022", "примерно в марте 2022 года"),
        (
            Remembered(Kind.ABOUT, Point(2022, season=Season.SPRING)),
            "in or about the spring of 2022",
            "примерно весной 2022 года",
        ),
        (Remembered(Kind.ABOUT, YEAR), "in or about 2022", "примерно в 2022 году"),
        (Remembered(Kind.BEFORE, YEAR), "before 2022", "до 2022 года"),
        (Remembered(Kind.AFTER, MONTH), "after March 2022", "после марта 2022 года"),
        (
            Remembered(Kind.FROM_TO, Point(2021, 3), Point(2022, 5)),
            "from March 2021 to May 2022",
            "с марта 2021 года по май 2022 года",
        ),
        (
            Remembered(Kind.FROM_TO, Point(2019), Point(2022, season=Season.SPRING)),
            "from 2019 to the spring of 2022",
            "с 2019 года по весну 2022 года",
        ),
        (
            Remembered(Kind.FROM_TO, Point(2019)),
            "from 2019 until now",
            "с 2019 года по настоящее время",
        ),
        (
            Remembered(Kind.BETWEEN, DAY, Point(2022, 4)),
            "between March 24, 2022 and April 2022",
            "в промежутке с 24 марта 2022 года по апрель 2022 года",
        ),
        (Remembered(Kind.IN_WORDS, words="до Нового года"), "до Нового года", "до Нового года"),
        (None, "", ""),
    ],
)
def test_a_date_is_said_as_people_say_it(
    remembered: Remembered | None, english: str, russian: str
) -> None:
    assert say_date(ENGLISH, remembered) == english
    assert say_date(RUSSIAN, remembered) == russian


@pytest.mark.parametrize(
    ("point", "english", "russian"),
    [
        (DAY, "March 24, 2022", "24 марта 2022 года"),
        (MONTH, "March 2022", "март 2022 года"),
        (WINTER, "winter of 2021–2022", "зима 2021–2022 годов"),
        (YEAR, "2022", "2022"),
    ],
)
def test_a_point_in_time_is_said_by_itself(point: Point, english: str, russian: str) -> None:
    assert say_point(ENGLISH, point) == short_date(ENGLISH, Remembered(Kind.ON, point)) == english
    assert say_point(RUSSIAN, point) == short_date(RUSSIAN, Remembered(Kind.ON, point)) == russian


def test_a_narrow_column_keeps_about() -> None:
    assert short_date(ENGLISH, Remembered(Kind.ABOUT, MONTH)) == "in or about March 2022"
    assert short_date(ENGLISH, None) == ""


@st.composite
def points(draw: st.DrawFn) -> Point:
    day = draw(st.dates(date(1881, 1, 1), date(2199, 12, 31)))
    return draw(
        st.sampled_from(
            [
                Point(day.year),
                Point(day.year, day.month),
                Point(day.year, day.month, day.day),
                *(Point(day.year, season=season) for season in Season),
            ]
        )
    )


@st.composite
def remembered_dates(draw: st.DrawFn) -> Remembered:
    kind = draw(st.sampled_from([kind for kind in Kind if kind is not Kind.IN_WORDS]))
    first, last = draw(points()), draw(points())
    if first.first_day() > last.last_day():
        first, last = last, first
    if kind is Kind.BETWEEN:
        return Remembered(kind, first, last)
    if kind is Kind.FROM_TO:
        return Remembered(kind, first, draw(st.sampled_from([last, None])))
    return Remembered(kind, first)


@given(remembered_dates(), st.sampled_from([ENGLISH, RUSSIAN]))
def test_what_is_said_is_read_back(remembered: Remembered, words: Words) -> None:
    said = say_date(words, remembered)
    expected = Remembered(remembered.kind, remembered.first, remembered.last, words=said)
    assert read_date(said, TODAY).options == (expected,)


@given(points(), st.sampled_from([ENGLISH, RUSSIAN]))
def test_a_point_by_itself_is_read_back(point: Point, words: Words) -> None:
    said = say_point(words, point)
    assert read_date(said, TODAY).options == (Remembered(Kind.ON, point, words=said),)
