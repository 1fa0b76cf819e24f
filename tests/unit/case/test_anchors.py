"""A date told by another event has the days that follow from it, and never more than was said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.case import (
    Anchor,
    Answer,
    Answers,
    Items,
    Key,
    Kind,
    Point,
    Remembered,
    Season,
    Side,
    Unit,
)
from pristan.case.anchors import date_of, leans_on, resolved, why_no_day
from unit.case.made import IN_ORDER, anchored, is_in_order

BEFORE, AFTER, SAME = Side.BEFORE, Side.AFTER, Side.SAME
ITEMS = ("search", "arrest", "trial", "leaving")
SEARCH = Remembered(Kind.ON, Point(2023, 2, 16))
MARCH = Remembered(Kind.ON, Point(2022, 3))


def case(**dates: Remembered) -> Answers:
    return Answers(
        [
            Answer(Key("incidents"), Items(ITEMS)),
            *(Answer(Key("when", item), when) for item, when in dates.items()),
        ]
    )


def told(
    item: str,
    side: Side,
    count: int | None = None,
    unit: Unit | None = None,
    *,
    about: bool = False,
) -> Remembered:
    kind = Kind.ABOUT if about else Kind.ON
    return Remembered(kind, anchor=Anchor("when", item, side, count, unit))


@pytest.mark.parametrize(
    ("date_", "base", "kind", "first", "last"),
    [
        (told("search", AFTER, 1, Unit.DAYS), SEARCH, Kind.ON, Point(2023, 2, 17), None),
        (told("search", BEFORE, 3, Unit.DAYS), SEARCH, Kind.ON, Point(2023, 2, 13), None),
        (
            told("search", AFTER, 3, Unit.DAYS, about=True), SEARCH,
            Kind.ABOUT, Point(2023, 2, 19), None,
        ),
        # Nobody counts weeks, months and years to the day
        (told("search", AFTER, 2, Unit.WEEKS), SEARCH, Kind.ABOUT, Point(2023, 3, 2), None),
        (told("search", BEFORE, 1, Unit.MONTHS), SEARCH, Kind.ABOUT, Point(2023, 1), None),
        (told("search", AFTER, 11, Unit.MONTHS), SEARCH, Kind.ABOUT, Point(2024, 1), None),
        (told("search", BEFORE, 2, Unit.YEARS), SEARCH, Kind.ABOUT, Point(2021), None),
        (told("search", AFTER, 1, Unit.MONTHS), MARCH, Kind.ABOUT, Point(2022, 4), None),
        (told("search", AFTER, 1, Unit.YEARS), MARCH, Kind.ABOUT, Point(2023), None),
        # What is counted more finely than the event is known lies between two days
        (
            told("search", AFTER, 2, Unit.WEEKS), MARCH,
            Kind.BETWEEN, Point(2022, 3, 15), Point(2022, 4, 14),
        ),
        (
            told("search", BEFORE, 1, Unit.MONTHS), Remembered(Kind.ON, Point(2022)),
            Kind.BETWEEN, Point(2021, 12, 1), Point(2022, 11, 30),
        ),
        (
            told("search", AFTER, 1, Unit.YEARS),
            Remembered(Kind.ON, Point(2022, season=Season.WINTER)),
            Kind.BETWEEN, Point(2022, 12, 1), Point(2023, 2, 28),
        ),
        (
            told("search", AFTER, unit=Unit.DAYS, about=True), SEARCH,
            Kind.BETWEEN, Point(2023, 2, 18), Point(2023, 2, 25),
        ),
        (
            told("search", AFTER, unit=Unit.AT_ONCE), SEARCH,
            Kind.BETWEEN, Point(2023, 2, 16), Point(2023, 2, 17),
        ),
        (
            told("search", BEFORE, unit=Unit.SOON), SEARCH,
            Kind.BETWEEN, Point(2023, 1, 16), Point(2023, 2, 16),
        ),
        (told("search", SAME), SEARCH, Kind.ON, Point(2023, 2, 16), None),
        (told("search", SAME, about=True), SEARCH, Kind.ABOUT, Point(2023, 2, 16), None),
        (told("search", SAME), MARCH, Kind.ON, Point(2022, 3), None),
        # What lasted: before it began, after it ended
        (
            told("search", BEFORE, 1, Unit.DAYS),
            Remembered(Kind.FROM_TO, Point(2023, 2, 16), Point(2023, 2, 18)),
            Kind.ON, Point(2023, 2, 15), None,
        ),
        (
            told("search", AFTER, 1, Unit.DAYS),
            Remembered(Kind.FROM_TO, Point(2023, 2, 16), Point(2023, 2, 18)),
            Kind.ON, Point(2023, 2, 19), None,
        ),
        (
            told("search", SAME), Remembered(Kind.BETWEEN, Point(2022, 3), Point(2022, 5)),
            Kind.BETWEEN, Point(2022, 3), Point(2022, 5),
        ),
    ],
)  # fmt: skip
def test_days_follow_from_the_event(
    date_: Remembered, base: Remembered, kind: Kind, first: Point, last: Point | None
) -> None:
    expected = Remembered(kind, first, last, anchor=date_.anchor)
    assert resolved(date_, case(search=base)) == expected


@pytest.mark.parametrize(
    ("date_", "base", "interval"),
    [
        # What came before something in March may have come in March too
        (told("search", BEFORE), MARCH, (None, date(2022, 3, 31))),
        (told("search", AFTER), MARCH, (date(2022, 3, 1), None)),
        (told("search", BEFORE), SEARCH, (None, date(2023, 2, 16))),
        (told("search", AFTER), SEARCH, (date(2023, 2, 16), None)),
        (told("search", BEFORE), Remembered(Kind.BEFORE, Point(2020)), (None, date(2019, 12, 31))),
        (told("search", AFTER), Remembered(Kind.AFTER, Point(2020)), (date(2021, 1, 1), None)),
        (told("search", AFTER), Remembered(Kind.BEFORE, Point(2020)), (None, None)),
        (told("search", BEFORE), Remembered(Kind.AFTER, Point(2020)), (None, None)),
        (told("search", AFTER), Remembered(Kind.FROM_TO, Point(2020)), (None, None)),
        (told("search", AFTER, 1, Unit.WEEKS), Remembered(Kind.AFTER, Point(2020)), (None, None)),
        (told("search", AFTER, 999, Unit.YEARS), SEARCH, (None, None)),
        (told("search", BEFORE, 999, Unit.YEARS), SEARCH, (None, None)),
    ],
)
def test_what_is_open_stays_open(
    date_: Remembered, base: Remembered, interval: tuple[date | None, date | None]
) -> None:
    assert resolved(date_, case(search=base)).interval() == interval


def test_a_date_follows_when_its_event_moves() -> None:
    answers = case(search=SEARCH, arrest=told("search", AFTER, 1, Unit.DAYS))
    answers.put(Answer(Key("when", "trial"), told("arrest", AFTER, 1, Unit.DAYS)))
    assert date_of(answers, "when", "trial") == Remembered(
        Kind.ON, Point(2023, 2, 18), anchor=told("arrest", AFTER, 1, Unit.DAYS).anchor
    )
    answers.put(Answer(Key("when", "search"), Remembered(Kind.ON, Point(2020, 2, 28))))
    moved = date_of(answers, "when", "trial")
    assert moved is not None and moved.first == Point(2020, 3, 1)
    assert date_of(answers, "when", "leaving") is None


def test_a_single_date_is_an_event_too() -> None:
    answers = Answers([Answer(Key("left"), SEARCH)])
    date_ = Remembered(Kind.ON, anchor=Anchor("left", "", BEFORE, 1, Unit.DAYS))
    assert resolved(date_, answers).first == Point(2023, 2, 15)


@pytest.mark.parametrize("base", [SEARCH, MARCH, Remembered(Kind.ON, Point(2022))])
def test_the_order_is_the_one_that_was_told(base: Remembered) -> None:
    answers = case(
        search=base,
        arrest=told("search", AFTER, unit=Unit.AT_ONCE),
        trial=told("arrest", AFTER, unit=Unit.AT_ONCE),
        leaving=told("trial", AFTER),
    )
    before = told("search", BEFORE)
    answers.put(Answer(Key("incidents"), Items((*ITEMS, "one", "two"))))
    answers.put(Answer(Key("when", "one"), before))
    answers.put(Answer(Key("when", "two"), told("one", BEFORE)))
    keys = []
    for item in ("two", "one", "search", "arrest", "trial", "leaving"):
        when = date_of(answers, "when", item)
        assert when is not None and when.first is not None
        keys.append(when.sort_key())
    assert keys == sorted(set(keys))


def test_a_loop_is_told() -> None:
    answers = case(
        search=told("arrest", AFTER, 1, Unit.DAYS),
        arrest=told("trial", AFTER),
        trial=told("search", BEFORE),
    )
    for item in ("search", "arrest", "trial"):
        date_ = answers.value("when", item)
        assert isinstance(date_, Remembered)
        assert resolved(date_, answers) == date_ and date_.interval() == (None, None)
        why = why_no_day(date_, answers)
        assert why is not None and why.context == "anchor.loop"
        assert leans_on(answers, Key("when", item), Key("when", "search"))
    itself = told("search", AFTER)
    why = why_no_day(itself, case(search=itself))
    assert why is not None and why.context == "anchor.loop"


def test_a_removed_event_is_told_and_comes_back() -> None:
    answers = case(search=SEARCH, arrest=told("search", AFTER, 1, Unit.DAYS))
    change = answers.put(Answer(Key("incidents"), Items(("arrest",))))
    date_ = answers.value("when", "arrest")
    assert isinstance(date_, Remembered) and change is not None
    assert resolved(date_, answers) == date_
    why = why_no_day(date_, answers)
    assert why is not None and why.context == "anchor.gone"
    answers.apply(change.reversed())
    assert why_no_day(date_, answers) is None
    assert resolved(date_, answers).first == Point(2023, 2, 17)


@pytest.mark.parametrize(
    "base", [None, Remembered(Kind.IN_WORDS, words="давно"), Remembered(Kind.AFTER, Point(2020))]
)
def test_an_event_without_a_day_is_told(base: Remembered | None) -> None:
    answers = case(search=base) if base else case()
    date_ = told("search", BEFORE, 2, Unit.WEEKS)
    assert resolved(date_, answers) == date_
    why = why_no_day(date_, answers)
    assert why is not None and why.context == "anchor.undated"


def test_a_date_that_leans_on_nothing_is_itself() -> None:
    assert resolved(SEARCH, case()) is SEARCH
    assert why_no_day(Remembered(Kind.IN_WORDS, words="давно"), case()) is None
    assert not leans_on(case(search=SEARCH), Key("when", "search"), Key("when", "arrest"))


def test_a_chain_of_thousands_is_followed() -> None:
    items = tuple(f"i{number}" for number in range(3000))
    dates = [told(f"i{number + 1}", AFTER, 1, Unit.DAYS) for number in range(2999)]
    answers = Answers(
        [
            Answer(Key("incidents"), Items(items)),
            *(Answer(Key("when", item), each) for item, each in zip(items, dates, strict=False)),
            Answer(Key("when", "i2999"), SEARCH),
        ]
    )
    assert resolved(dates[0], answers).first == Point(2031, 5, 4)


@given(
    st.dictionaries(
        st.sampled_from(ITEMS),
        IN_ORDER | anchored(st.just("when"), st.sampled_from([*ITEMS, "gone"])),
    )
)
def test_any_dates_are_resolved_or_told(dates: dict[str, Remembered]) -> None:
    answers = case(**dates)
    for date_ in dates.values():
        found = resolved(date_, answers)
        assert is_in_order(found)
        assert (found.words, found.anchor) == (date_.words, date_.anchor)
        assert (why_no_day(date_, answers) is None) == (
            date_.anchor is None or found.first is not None
        )
        found.sort_key()


@pytest.mark.parametrize(
    "parts",
    [
        (SAME, None, Unit.DAYS),
        (AFTER, 2, None),
        (AFTER, 2, Unit.SOON),
        (AFTER, 0, Unit.DAYS),
        (BEFORE, 1000, Unit.DAYS),
    ],
)
def test_an_anchor_that_says_nothing_cannot_be_made(
    parts: tuple[Side, int | None, Unit | None],
) -> None:
    with pytest.raises(ValueError, match=r"no time away|of what|out of reach"):
        Anchor("when", "search", *parts)


@pytest.mark.parametrize("kind", [Kind.IN_WORDS, Kind.FROM_TO])
def test_a_date_told_by_another_is_on_or_about(kind: Kind) -> None:
    with pytest.raises(ValueError, match="told by another event"):
        Remembered(kind, anchor=Anchor("when", "search", SAME))
