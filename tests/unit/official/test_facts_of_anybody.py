"""Whatever a case says, its facts are printable, traceable, and never tick two sides of a box."""

import csv
import random
import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pristan.case import (
    Address,
    Anchor,
    Answer,
    Answers,
    Article,
    Items,
    Key,
    Kind,
    Links,
    Name,
    Point,
    Remembered,
    Season,
    Side,
    Spelling,
    State,
    Told,
    Unit,
    Value,
)
from pristan.case.anchors import resolved
from pristan.official.facts import Facts, facts
from pristan.questions import Question, Screen, Type
from unit.official.facts_made import TODAY, questionnaire

MAP = Path(__file__).parents[3] / "forms" / "official" / "i-589" / "2025-01-20" / "map.tsv"
with MAP.open(encoding="utf-8", newline="") as _file:
    NAMES = tuple(
        sorted(
            {
                row["expr"] or row["when"]
                for row in csv.DictReader(_file, delimiter="\t")
                if row["filled_by"] in ("applicant", "lawyer", "preparer")
            }
        )
    )
TEXTS = (
    "Tver", "Тверь", "Łódź", "School № 0", "A 000-000-001", "+1 202 555 0143", "00000-1234",
    "10 Test St., Apt. 4, Tver, Russia", "ул. Тестовая", "  ", "N/A", "‘quoted’ — so", "12",
)  # fmt: skip
NATIVE = "applicant.native_alphabet_name"


class Anybody:
    """Answers to everything the form asks, of the right types and no more sense than that."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.people: list[str] = []

    def answers(self) -> Answers:
        used = {"identity", "family", "life", "people_section", "entry", "form", "fear", "help",
                "incidents_section", "cases_section", "lawyer", "lawyer_form"}  # fmt: skip
        found: list[Answer] = []
        for section in questionnaire().sections:
            if section.id in used:
                found += self._level(section.screens, "")
        return Answers(found)

    def _level(self, screens: tuple[Screen, ...], item: str) -> Iterator[Answer]:
        for screen in screens:
            for question in screen.questions:
                key = Key(question.id, item)
                if self.chance.random() < 0.15:
                    state = self.chance.choice([state for state in State if state != State.GIVEN])
                    yield Answer(key, None, state)
                elif self.chance.random() < 0.85:
                    yield from self._given(question, key)

    def _given(self, question: Question, key: Key) -> Iterator[Answer]:
        if question.item is None:
            yield Answer(key, self._value(question))
            return
        ids = tuple(
            f"{question.id}-{key.item}-{number}" for number in range(self.chance.choice((0, 1, 3)))
        )
        if question.id == "people":
            self.people += ids
        yield Answer(key, Items(ids))
        for item in ids:
            yield from self._level(question.item.screens, item)

    def _value(self, question: Question) -> Value:
        pick, text = self.chance.choice, self.chance.choice(TEXTS)
        match question.type:
            case Type.TEXT | Type.LONG_TEXT if question.told:
                return Told(text, pick(("ru", "en")), pick(("", *TEXTS)))
            case Type.YES_NO:
                return pick((True, False))
            case Type.CHOICE:
                return pick(question.options).id
            case Type.CHOICES:
                return tuple(option.id for option in question.options if pick((True, False)))
            case Type.DATE:
                return self._date()
            case Type.NAME:
                parts = [pick(("", *TEXTS)) for _ in range(6)]
                return Name(*parts, others=(Spelling(text),) if pick((True, False)) else ())
            case Type.ADDRESS:
                parts = [pick(("", *TEXTS)) for _ in range(5)]
                return Address(*parts, country=pick(("", "RU", "US", "??")), english=pick(TEXTS))
            case Type.COUNTRY:
                return pick(("RU", "US", "SU", "??"))
            case Type.PERSON | Type.EXHIBITS:
                return Links((pick((*self.people, "gone")),))
            case Type.ARTICLES:
                return (Article("UK", "207.3", "2", "д"), Article(text, "20.3.3"))
        return text

    def _date(self) -> Remembered:
        pick = self.chance.choice
        first, last = self._point(), self._point()
        kind = pick(list(Kind))
        if self.chance.random() < 0.2:
            anchor = Anchor(
                pick(("left_russia_date", "entry_date")),
                pick(("", "", "gone")),
                pick((Side.BEFORE, Side.AFTER)),
                pick((1, 2)),
                pick((Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)),
            )
            return Remembered(pick((Kind.ON, Kind.ABOUT)), anchor=anchor)
        if kind is Kind.IN_WORDS:
            return Remembered(kind, words=pick(TEXTS))
        if kind is Kind.BETWEEN or (kind is Kind.FROM_TO and pick((True, False))):
            return Remembered(kind, first, last)
        return Remembered(kind, first)

    def _point(self) -> Point:
        year = self.chance.randint(1985, 2026)
        return self.chance.choice(
            (Point(year), Point(year, 3), Point(year, 3, 24), Point(year, season=Season.WINTER))
        )


def made(seed: int) -> tuple[Answers, Facts]:
    answers = Anybody(seed).answers()
    return answers, facts(questionnaire(), answers, TODAY)


SEEDS = given(st.integers(0, 1 << 32))
FEW = settings(max_examples=25, deadline=None)


@FEW
@SEEDS
def test_every_fact_is_printable_and_says_where_it_comes_from(seed: int) -> None:
    of = made(seed)[1]
    for name in NAMES:
        fact = of.get(name)
        assert fact is not None, name
        assert fact.keys and {key.question for key in fact.keys} <= questionnaire().questions.keys()
        printed = fact.supplement if name == NATIVE else fact.text + fact.supplement
        assert not re.search("[Ѐ-ӿ№]", printed), f"{name}: {printed}"
        assert fact.text == fact.text.strip(), name
        assert fact.text or fact.why is not None or fact.ticked is not None, f"{name}: why?"
        assert not (fact.needs_english and fact.text), f"{name}: half of it"


@FEW
@SEEDS
def test_a_question_is_never_ticked_on_both_sides(seed: int) -> None:
    of = made(seed)[1]
    sides: dict[str, list[bool]] = {}
    for name in NAMES:
        asked, _, side = name.partition(" == ")
        fact = of.get(name)
        if side and fact is not None and fact.ticked:
            sides.setdefault(asked, []).append(True)
    assert {asked for asked, ticks in sides.items() if len(ticks) > 1} == set()


@FEW
@SEEDS
def test_a_day_is_printed_only_where_the_day_is_exact(seed: int) -> None:
    answers, of = made(seed)
    for name in NAMES:
        fact = of.get(name)
        if fact is None or not re.fullmatch(r"\d\d/\d\d/\d{4}", fact.text):
            continue
        said = answers.get(fact.keys[0])
        assert said is not None and isinstance(said.value, Remembered), name
        when = resolved(said.value, answers)
        exact = when.exact or when.kind is Kind.FROM_TO
        assert exact, f"{name}: {fact.text} from {said.value}"
