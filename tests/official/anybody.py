"""Invented people made of answers: whatever the interview's own types allow, in any sense or none.

Words, names and numbers are never twice the same, so that each can be looked for on a form.
"""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import count

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
from pristan.questions import Question, Questionnaire, Screen, Type

ODD = (
    "Tver", "Тверь", "Łódź", "School № 0", "A 000-000-001", "+1 202 555 0143", "00000-1234",
    "10 Test St., Apt. 4, Tver, Russia", "ул. Тестовая", "  ", "N/A", "‘quoted’ — so", "12",
    "漢字", "{exhibit", "a\n\nb",
)  # fmt: skip
_WORDS = ("the", "police", "came", "to", "our", "flat", "in", "the", "morning", "and", "took")
_STATES = tuple(state for state in State if state is not State.GIVEN)
_DIGITS = {"a_number": 9, "ssn": 9, "uscis_account": 12, "i94": 11}
_BEGAN, _TODAY = date(1985, 1, 1), date(2026, 11, 1)


def others(question: Question, value: Value) -> Iterator[Value]:
    """Yield the choices that were not made."""
    if isinstance(value, bool):
        yield not value
        return
    for option in question.options:
        other = (option.id,) if isinstance(value, tuple) else option.id
        if other != value:
            yield other


class Anybody:
    """Answers to everything that some sections ask, made by *chance*.

    *odd* is how often a text is one that no box can simply print, *left* how often a question is
    not answered or left with a reason.
    """

    def __init__(
        self,
        questionnaire: Questionnaire,
        chance: random.Random,
        *,
        odd: float = 0.1,
        left: float = 0.15,
    ) -> None:
        self._questionnaire = questionnaire
        self._chance = chance
        self._odd, self._left = odd, left
        self._people: list[str] = []
        self._number = count(1001)

    def answers(self, sections: Iterable[str]) -> Answers:
        """Return answers to the questions of some sections, by id."""
        used = frozenset(sections)
        found: list[Answer] = []
        for section in self._questionnaire.sections:
            if section.id in used:
                found += self._level(section.screens, "")
        return Answers(found)

    def _level(self, screens: tuple[Screen, ...], item: str) -> Iterator[Answer]:
        for screen in screens:
            for question in screen.questions:
                if question.type in (Type.FILES, Type.PAGES, Type.EXHIBITS):
                    continue
                key = Key(question.id, item)
                said = self._chance.random()
                if said < self._left / 2:
                    yield Answer(key, None, self._chance.choice(_STATES))
                elif said > self._left:
                    yield from self._given(question, key)

    def _given(self, question: Question, key: Key) -> Iterator[Answer]:
        if question.item is None:
            yield Answer(key, self._value(question))
            return
        many = self._chance.choice((0, 1, 2, 3, 5))
        ids = tuple(f"{question.id}-{key.item}-{number}" for number in range(many))
        if question.id == "people":
            self._people += ids
        yield Answer(key, Items(ids))
        for item in ids:
            yield from self._level(question.item.screens, item)

    def _value(self, question: Question) -> Value:
        pick = self._chance.choice
        match question.type:
            case Type.YES_NO:
                return self._chance.random() < 0.75  # a yes asks more
            case Type.CHOICE:
                return pick(question.options).id
            case Type.CHOICES:
                return tuple(option.id for option in question.options if pick((True, False)))
            case Type.DATE:
                return self._date()
            case Type.NAME:
                return self._name()
            case Type.ADDRESS:
                return self._address()
            case Type.COUNTRY:
                return pick(("RU", "US", "SU", "GE", "MX", "??"))
            case Type.PERSON:
                return Links((pick((*self._people, "gone")),))
            case Type.ARTICLES:
                point = pick(("", "", "д"))
                article = f"{next(self._number)}.{pick((1, 3))}"
                part = f"{next(self._number)}"
                return (Article("UK", article, part, point), Article("KoAP", f"{article}.9"))
            case Type.PHONE if self._chance.random() > self._odd:
                return pick((f"+1 202 555 {next(self._number):04}", f"+7 900 {self._digits(7)}"))
            case Type.NUMBER if question.kind in _DIGITS and self._chance.random() > self._odd:
                return self._digits(_DIGITS[question.kind])
        text = self._text(pick((1, 2, 4, 40, 150)) if question.type is Type.LONG_TEXT
                          else pick((1, 1, 2, 4, 12)))  # fmt: skip
        if not question.told and question.type is not Type.LONG_TEXT:
            return text
        language = pick(("en", "ru", "ru", "ru"))
        told = text if language == "en" else "Рассказано."
        return Told(told, language, pick(("", text, text, text, text, text, text, text)))

    def _digits(self, length: int) -> str:
        return f"{next(self._number):0{length}}"

    def _text(self, words: int) -> str:
        if self._chance.random() < self._odd:
            return self._chance.choice(ODD)
        own = f"Vymysel{next(self._number)}x"
        return " ".join((own, *self._chance.choices(_WORDS, k=words - 1)))

    def _name(self) -> Name:
        latin = [self._text(1) if self._chance.random() > 0.2 else "" for _ in range(3)]
        others = (Spelling(self._text(2)),) if self._chance.random() < 0.3 else ()
        return Name("Выдуманная", "Анна", "Петровна", *latin, others=others)

    def _address(self) -> Address:
        country = self._chance.choice(("RU", "US", "GE", "", "??"))
        number = next(self._number)
        street, city = f"{number} {self._text(2)} St.", self._text(1)
        apartment = self._chance.choice(("", f"{number}", f"Apt. {number}", f"Suite {number}"))
        region = self._chance.choice(("", "NY", "California", self._text(1)))
        code = self._chance.choice(("", f"{number:05}", f"{number:05}-1234", f"{number:06}"))
        parts = street, apartment, city, region, code, country
        if self._chance.random() < 0.5:
            return Address(*parts)
        line = ", ".join(filter(None, (street, apartment, city, region, code)))
        return Address("ул. Выдуманная", apartment, "Тверь", "", code, country, line)

    def _date(self) -> Remembered:
        pick = self._chance.choice
        first, last = sorted((self._point(), self._point()), key=Point.first_day)
        kind = pick((Kind.ON, Kind.ON, Kind.ON, *Kind))
        if self._chance.random() < 0.1:
            anchor = Anchor(
                pick(("left_russia_date", "entry_date")),
                pick(("", "", "gone")),
                pick((Side.BEFORE, Side.AFTER)),
                pick((1, 2)),
                pick((Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)),
            )
            return Remembered(pick((Kind.ON, Kind.ABOUT)), anchor=anchor)
        if kind is Kind.IN_WORDS:
            return Remembered(kind, words=self._text(2))
        if kind is Kind.BETWEEN or (kind is Kind.FROM_TO and pick((True, False))):
            return Remembered(kind, first, last)
        return Remembered(kind, first)

    def _point(self) -> Point:
        day = _BEGAN + timedelta(self._chance.randrange((_TODAY - _BEGAN).days))
        return self._chance.choice(
            (
                Point(day.year, day.month, day.day),
                Point(day.year, day.month, day.day),
                Point(day.year, day.month),
                Point(day.year),
                Point(day.year, season=self._chance.choice(tuple(Season))),
            )
        )
