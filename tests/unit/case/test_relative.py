"""A date told by another event is understood in both languages; what is unclear is offered."""

from collections.abc import Iterator
from datetime import date

import pytest

from pristan.case import Anchor, Kind, Point, Remembered, Side, Unit
from pristan.case.anchors import Event
from pristan.case.reading import read_date

TODAY = date(2026, 11, 22)
BEFORE, AFTER, SAME = Side.BEFORE, Side.AFTER, Side.SAME
DAYS, WEEKS, MONTHS, YEARS = Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS
EVENTS = (
    Event("when", "search", ("The search at my parents' home", "Обыск у родителей"),
          Remembered(Kind.ON, Point(2023, 2, 16))),
    Event("when", "arrest", ("My arrest", "Мой арест"), Remembered(Kind.ABOUT, Point(2022, 3))),
    Event("when", "rally", ("Задержание на митинге",), Remembered(Kind.ON, Point(2022, 3, 6))),
    Event("when", "home", ("Задержание дома",), None),
    Event("left_russia_date", "", ("my departure from Russia", "моего отъезда из России"), None),
)  # fmt: skip


def read(text: str, events: tuple[Event, ...] = EVENTS) -> list[tuple[Kind, Anchor | None]]:
    options = read_date(text, TODAY, events).options
    assert all(option.words == text and option.first is None for option in options)
    return [(option.kind, option.anchor) for option in options]


@pytest.mark.parametrize(
    ("text", "kind", "item", "far"),
    [
        ("before my arrest", Kind.ON, "arrest", (BEFORE,)),
        ("Before I was arrested", Kind.ON, "arrest", (BEFORE,)),
        ("after the search", Kind.ON, "search", (AFTER,)),
        ("some time after the search", Kind.ON, "search", (AFTER,)),
        ("about two weeks after the search", Kind.ABOUT, "search", (AFTER, 2, WEEKS)),
        ("two weeks after the search", Kind.ON, "search", (AFTER, 2, WEEKS)),
        ("exactly two weeks after the search", Kind.ON, "search", (AFTER, 14, DAYS)),
        ("a week before the search", Kind.ON, "search", (BEFORE, 1, WEEKS)),
        ("twelve days after the search", Kind.ON, "search", (AFTER, 12, DAYS)),
        ("20 days after the search", Kind.ON, "search", (AFTER, 20, DAYS)),
        ("a couple of weeks after the search", Kind.ABOUT, "search", (AFTER, 2, WEEKS)),
        ("a few days after the search", Kind.ABOUT, "search", (AFTER, None, DAYS)),
        ("several months before my arrest", Kind.ABOUT, "arrest", (BEFORE, None, MONTHS)),
        ("half a year before my arrest", Kind.ON, "arrest", (BEFORE, 6, MONTHS)),
        ("the day after the search", Kind.ON, "search", (AFTER, 1, DAYS)),
        ("the next day after the search", Kind.ON, "search", (AFTER, 1, DAYS)),
        ("the week after the search", Kind.ABOUT, "search", (AFTER, 1, WEEKS)),
        ("right after the search", Kind.ON, "search", (AFTER, None, Unit.AT_ONCE)),
        ("shortly before my arrest", Kind.ON, "arrest", (BEFORE, None, Unit.SOON)),
        ("on the same day as the search", Kind.ON, "search", (SAME,)),
        ("on the day of my arrest", Kind.ON, "arrest", (SAME,)),
        ("about the time of my arrest", Kind.ABOUT, "arrest", (SAME,)),
        ("on the eve of the search", Kind.ABOUT, "search", (BEFORE, 1, DAYS)),
        ("prior to the search", Kind.ON, "search", (BEFORE,)),
        ("two days after the search of February 16, 2023", Kind.ON, "search", (AFTER, 2, DAYS)),
        ("one month before I left Russia", Kind.ON, "", (BEFORE, 1, MONTHS)),
        ("до ареста", Kind.ON, "arrest", (BEFORE,)),
        ("До моего ареста.", Kind.ON, "arrest", (BEFORE,)),
        ("до того, как меня арестовали", Kind.ON, "arrest", (BEFORE,)),
        ("перед обыском", Kind.ON, "search", (BEFORE,)),
        ("ещё до обыска", Kind.ON, "search", (BEFORE,)),
        ("после обыска", Kind.ON, "search", (AFTER,)),
        ("через неделю после обыска", Kind.ON, "search", (AFTER, 1, WEEKS)),
        ("ровно через неделю после обыска", Kind.ON, "search", (AFTER, 7, DAYS)),
        ("примерно через две недели после обыска", Kind.ABOUT, "search", (AFTER, 2, WEEKS)),
        ("через примерно две недели после обыска", Kind.ABOUT, "search", (AFTER, 2, WEEKS)),
        ("где-то через 2 недели после обыска", Kind.ABOUT, "search", (AFTER, 2, WEEKS)),
        ("недели через две после обыска", Kind.ABOUT, "search", (AFTER, 2, WEEKS)),
        ("недели две спустя после обыска", Kind.ABOUT, "search", (AFTER, 2, WEEKS)),
        ("дня за три до обыска", Kind.ABOUT, "search", (BEFORE, 3, DAYS)),
        ("спустя двенадцать дней после обыска", Kind.ON, "search", (AFTER, 12, DAYS)),
        ("около двух недель спустя после обыска", Kind.ABOUT, "search", (AFTER, 2, WEEKS)),
        ("через пару недель после обыска", Kind.ABOUT, "search", (AFTER, 2, WEEKS)),
        ("через несколько дней после обыска", Kind.ABOUT, "search", (AFTER, None, DAYS)),
        ("за несколько лет до ареста", Kind.ABOUT, "arrest", (BEFORE, None, YEARS)),
        ("за месяц до отъезда", Kind.ON, "", (BEFORE, 1, MONTHS)),
        ("за месяц до того, как я уехала", Kind.ON, "", (BEFORE, 1, MONTHS)),
        ("за месяц до выезда из России", Kind.ON, "", (BEFORE, 1, MONTHS)),
        ("за день до обыска", Kind.ON, "search", (BEFORE, 1, DAYS)),
        ("через полгода после обыска", Kind.ON, "search", (AFTER, 6, MONTHS)),
        # For some people the next day, for others the one after it
        ("через день после обыска", Kind.ABOUT, "search", (AFTER, 1, DAYS)),
        ("на следующий день после обыска", Kind.ON, "search", (AFTER, 1, DAYS)),
        ("сразу после обыска", Kind.ON, "search", (AFTER, None, Unit.AT_ONCE)),
        ("сразу же после обыска", Kind.ON, "search", (AFTER, None, Unit.AT_ONCE)),
        ("вскоре после обыска", Kind.ON, "search", (AFTER, None, Unit.SOON)),
        ("незадолго до ареста", Kind.ON, "arrest", (BEFORE, None, Unit.SOON)),
        ("в тот же день, что и обыск", Kind.ON, "search", (SAME,)),
        ("в день обыска", Kind.ON, "search", (SAME,)),
        ("примерно во время обыска", Kind.ABOUT, "search", (SAME,)),
        ("накануне обыска", Kind.ABOUT, "search", (BEFORE, 1, DAYS)),
        ("через неделю после обыска 16 февраля 2023 года", Kind.ON, "search", (AFTER, 1, WEEKS)),
        ("через день после «Обыск у родителей»", Kind.ABOUT, "search", (AFTER, 1, DAYS)),
        # The name is in one language only
        ("after the detention at home", Kind.ON, "home", None),
        ("after I was detained at the rally", Kind.ON, "rally", (AFTER,)),
        ("после задержания на митинге", Kind.ON, "rally", (AFTER,)),
        ("после задержания 6 марта 2022", Kind.ON, "rally", (AFTER,)),
    ],
)
def test_the_event_and_how_far_it_is(
    text: str, kind: Kind, item: str, far: tuple[Side, int | None, Unit | None] | None
) -> None:
    if far is None:
        assert read(text) == []
        return
    question = "when" if item else "left_russia_date"
    assert read(text) == [(kind, Anchor(question, item, *far))]


@pytest.mark.parametrize(
    "text", ["после задержания", "after I was detained", "after the detention"]
)
def test_of_several_events_none_is_guessed(text: str) -> None:
    assert [anchor and anchor.item for _, anchor in read(text)] == ["rally", "home"]


def test_a_name_may_have_before_and_after_in_it() -> None:
    events = (Event("when", "fire", ("The dismissal after a letter",)),)
    for text, count, unit in (
        ("after the dismissal after a letter", None, None),
        ("two days after the dismissal after a letter", 2, DAYS),
    ):
        assert read(text, events) == [(Kind.ON, Anchor("when", "fire", AFTER, count, unit))]


def test_a_part_of_a_name_is_the_whole_of_another() -> None:
    events = (*EVENTS, Event("when", "short", ("Обыск",), Remembered(Kind.ON, Point(2024))))
    assert {anchor and anchor.item for _, anchor in read("после обыска", events)} == {
        "short",
        "search",
    }
    assert [anchor and anchor.item for _, anchor in read("после события «Обыск»", events)] == [
        "short"
    ]
    assert [anchor and anchor.item for _, anchor in read("после обыска (2024)", events)] == [
        "short"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "через неделю",
        "в тот же день",
        "сразу после",
        "после этого",
        "after that",
        "после войны",
        "after the war",
        "до Нового года",
        "при обыске",
        "после второго обыска",
        "через неделю-другую после обыска",
        "через 2–3 недели после обыска",
        "за неделю после обыска",
        "через неделю до обыска",
        "ровно примерно через неделю после обыска",
        "через 0 дней после обыска",
        "через 1000 дней после обыска",
        "две луны после обыска",
        "после обыска 17 февраля 2023 года",
        "после события «Обыск у»",
        "после «»",
        "до до",
        "before",
    ],
)
def test_what_is_not_clear_stays_what_was_written(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("после марта 2022", Remembered(Kind.AFTER, Point(2022, 3))),
        ("before 2020", Remembered(Kind.BEFORE, Point(2020))),
        ("around March 2022", Remembered(Kind.ABOUT, Point(2022, 3))),
    ],
)
def test_a_date_by_itself_needs_no_event(text: str, meant: Remembered) -> None:
    events = (*EVENTS, Event("when", "odd", (text,)))
    (option,) = read_date(text, TODAY, events).options
    assert (option.kind, option.first, option.anchor) == (meant.kind, meant.first, None)


def test_events_are_looked_at_only_where_they_are_needed() -> None:
    def none_needed() -> Iterator[Event]:
        yield from ()
        raise AssertionError("the events were asked for")

    for text in ("March 2022", "давно", "через неделю"):
        read_date(text, TODAY, none_needed())
