"""A date told by another event is said with that event, in both languages, and read back."""

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
    Side,
    Told,
    Unit,
)
from pristan.case.reading import read_date
from pristan.content import content_dir
from pristan.interview import events_for
from pristan.interview.events import LISTED, SINGLE
from pristan.interview.shown import Shower
from pristan.questions import Type, read_questionnaire
from pristan.questions.lists import read_countries
from pristan.words import Words, read_words
from unit.case.made import IN_ORDER, anchored

FORMS = content_dir("forms")
FORM = read_questionnaire(FORMS / "interview")
COUNTRIES = read_countries(FORMS)
ENGLISH, RUSSIAN = Words(), read_words(content_dir("i18n"), "ru")
TODAY = date(2026, 11, 22)
HERE = Key("incident_when", "here")
SEARCH = Remembered(Kind.ON, Point(2023, 2, 16))


def showers(answers: Answers) -> tuple[Shower, Shower]:
    return (
        Shower(FORM, answers, ENGLISH, COUNTRIES),
        Shower(FORM, answers, RUSSIAN, COUNTRIES),
    )


def case(names: dict[str, Told], dates: dict[str, Remembered]) -> Answers:
    return Answers(
        [
            Answer(Key("incidents"), Items((*names, "here"))),
            *(Answer(Key("incident_name", item), name) for item, name in names.items()),
            *(Answer(Key("incident_when", item), when) for item, when in dates.items()),
        ]
    )


def both(answers: Answers, when: Remembered, *, short: bool = False) -> tuple[str, str]:
    english, russian = showers(answers)
    return english.date(when, short=short), russian.date(when, short=short)


def told(
    side: Side, count: int | None = None, unit: Unit | None = None, *, about: bool = False
) -> Remembered:
    anchor = Anchor("incident_when", "search", side, count, unit)
    return Remembered(Kind.ABOUT if about else Kind.ON, anchor=anchor)


BEFORE, AFTER, SAME = Side.BEFORE, Side.AFTER, Side.SAME


@pytest.mark.parametrize(
    ("when", "english", "russian"),
    [
        (told(BEFORE), "before {}", "до {}"),
        (told(AFTER), "after {}", "после {}"),
        (told(SAME), "on the same day as {}", "в день {}"),
        (told(SAME, about=True), "about the time of {}", "примерно во время {}"),
        (told(AFTER, 1, Unit.DAYS), "one day after {}", "через один день после {}"),
        (told(AFTER, 1, Unit.WEEKS), "one week after {}", "через одну неделю после {}"),
        (
            told(AFTER, 2, Unit.WEEKS, about=True),
            "about two weeks after {}",
            "примерно через две недели после {}",
        ),
        (told(BEFORE, 5, Unit.MONTHS), "five months before {}", "за пять месяцев до {}"),
        (
            told(BEFORE, 12, Unit.YEARS, about=True),
            "about twelve years before {}",
            "примерно за двенадцать лет до {}",
        ),
        (told(AFTER, 21, Unit.DAYS), "21 days after {}", "через 21 день после {}"),
        (
            told(AFTER, None, Unit.DAYS, about=True),
            "a few days after {}",
            "через несколько дней после {}",
        ),
        (told(BEFORE, None, Unit.SOON), "shortly before {}", "незадолго до {}"),
        (told(AFTER, None, Unit.SOON), "shortly after {}", "вскоре после {}"),
        (told(BEFORE, None, Unit.AT_ONCE), "right before {}", "непосредственно до {}"),
        (told(AFTER, None, Unit.AT_ONCE), "right after {}", "сразу после {}"),
    ],
)  # fmt: skip
def test_a_date_is_said_with_its_event(when: Remembered, english: str, russian: str) -> None:
    answers = case({"search": Told("Обыск", english="The search")}, {"search": SEARCH})
    assert both(answers, when) == (
        english.format("the search (February 16, 2023)"),
        russian.format("события «Обыск» (16 февраля 2023 года)"),
    )
    assert both(answers, when, short=True) == both(answers, when)


@pytest.mark.parametrize(
    ("name", "when", "english", "russian"),
    [
        (
            Told("Нас били", english="We were beaten"),
            Remembered(Kind.ABOUT, Point(2022, 3)),
            "after the event “We were beaten” (in or about March 2022)",
            "после события «Нас били» (примерно в марте 2022 года)",
        ),
        (
            Told("Мой арест", english="My arrest"),
            None,
            "after my arrest",
            "после события «Мой арест»",
        ),
        (
            Told("Обыск", english="A search"),
            Remembered(Kind.IN_WORDS, words="давно"),
            "after the search",
            "после события «Обыск»",
        ),
        (None, SEARCH, "after another event (February 16, 2023)",
         "после другого события (16 февраля 2023 года)"),
    ],
)  # fmt: skip
def test_an_event_is_named_as_it_is_known(
    name: Told | None, when: Remembered | None, english: str, russian: str
) -> None:
    answers = case({"search": name} if name else {}, {"search": when} if when else {})
    answers.put(Answer(Key("incidents"), Items(("search", "here"))))
    assert both(answers, told(AFTER)) == (english, russian)


def test_an_event_that_is_itself_told_by_another_has_its_days() -> None:
    answers = case(
        {
            "search": Told("Обыск", english="The search"),
            "fire": Told("Увольнение", english="The dismissal"),
        },
        {"search": SEARCH, "fire": told(AFTER, 2, Unit.WEEKS)},
    )
    after = Remembered(Kind.ON, anchor=Anchor("incident_when", "fire", AFTER))
    assert both(answers, after) == (
        "after the dismissal (on or about March 2, 2023)",
        "после события «Увольнение» (около 2 марта 2023 года)",
    )


def test_a_removed_event_and_a_single_date_have_words_too() -> None:
    answers = Answers([Answer(Key("left_russia_date"), SEARCH)])
    assert both(answers, told(BEFORE)) == (
        "before an event that is no longer in the case",
        "до события, которого больше нет в деле",
    )
    left = Remembered(Kind.ON, anchor=Anchor("left_russia_date", "", BEFORE, 1, Unit.MONTHS))
    assert both(answers, left) == (
        "one month before my departure from Russia (February 16, 2023)",
        "за один месяц до моего отъезда из России (16 февраля 2023 года)",
    )
    unnamed = Remembered(Kind.ON, anchor=Anchor("nta_date", "", AFTER))
    assert both(answers, unnamed) == ("after another event", "после другого события")


def test_every_event_is_a_date_of_the_interview() -> None:
    for question in SINGLE:
        assert FORM.questions[question].type is Type.DATE and FORM.home[question] == ""
    for listed, question in LISTED.items():
        form = FORM.questions[listed].item
        assert form is not None and question in form.title and FORM.home[question] == listed


def test_a_date_is_offered_no_event_that_leans_on_it() -> None:
    names = {name: Told(name) for name in ("one", "two", "three")}
    names["nameless"] = Told("")
    two = Remembered(Kind.ON, anchor=Anchor("incident_when", "here", AFTER))
    three = Remembered(Kind.ON, anchor=Anchor("incident_when", "two", AFTER))
    answers = case(names, {"one": SEARCH, "two": two, "three": three})
    answers.put(Answer(Key("incident_name", "here"), Told("here")))
    names_of = [shower.event for shower in showers(answers)]
    found = {event.item: event for event in events_for(FORM, answers, names_of, HERE) if event.item}
    assert set(found) == {"one"}
    assert found["one"].when == SEARCH and found["one"].names == ("one",)
    elsewhere = events_for(FORM, answers, names_of, Key("entry_date"))
    assert {event.item or event.question for event in elsewhere} == {
        "left_russia_date", "release_date", "spouse_married", "one", "two", "three", "here",
    }  # fmt: skip


def test_a_step_of_a_case_is_called_by_what_was_done() -> None:
    answers = Answers(
        [
            Answer(Key("cases"), Items(("case",))),
            Answer(Key("case_steps", "case"), Items(("step",))),
            Answer(Key("step_kind", "step"), "search"),
            Answer(Key("step_when", "step"), SEARCH),
        ]
    )
    names = [shower.event for shower in showers(answers)]
    for text in ("after the search", "после обыска"):
        (option,) = read_date(text, TODAY, events_for(FORM, answers, names, HERE)).options
        assert option.anchor == Anchor("step_when", "step", AFTER)


# Names of which no word is in another one, in one language or two, with what could mislead
NAMES = (
    Told("Обыск", english="The search"),
    Told("Мой арест", english="My arrest"),
    Told("Нас били (до утра)", english="They beat us (before dawn)"),
    Told("«Беседа» в ФСБ, 2-й день", english="A “talk” with the FSB, 2nd day"),
    Told("Увольнение после письма", english="The dismissal after a letter"),
    Told("Поездка 2019 года"),
    Told("A summons", "en"),
)  # fmt: skip
ITEMS = tuple(f"i{number}" for number in range(len(NAMES)))


@given(
    st.dictionaries(st.sampled_from(ITEMS), IN_ORDER),
    anchored(st.just("incident_when"), st.sampled_from(ITEMS))
    | anchored(st.sampled_from(sorted(SINGLE)), st.just("")),
    st.sampled_from([0, 1]),
)
def test_what_is_said_is_read_back(
    dates: dict[str, Remembered], when: Remembered, language: int
) -> None:
    answers = case(dict(zip(ITEMS, NAMES, strict=True)), dates)
    spoken = showers(answers)
    said = spoken[language].date(when)
    events = events_for(FORM, answers, [shower.event for shower in spoken], HERE)
    expected = Remembered(when.kind, words=said, anchor=when.anchor)
    assert read_date(said, TODAY, events).options == (expected,)
