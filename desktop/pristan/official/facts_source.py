"""The answers of a case as a form reads them: only what is asked now, in English, as facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from pristan import interview
from pristan.case import (
    Address,
    Answer,
    Answers,
    Article,
    Key,
    Links,
    Name,
    Remembered,
    State,
    Told,
    Value,
    is_empty,
)
from pristan.case.anchors import resolved
from pristan.case.references import spelled_out
from pristan.interview.shown import Shower, say_article
from pristan.official.facts_value import (
    Fact,
    Gap,
    Why,
    dated,
    in_latin,
    needing_english,
    taken_apart,
)
from pristan.questions import Question, Questionnaire, Type
from pristan.questions.lists import Country
from pristan.words import Words

_STATES: Mapping[State, tuple[Why, str]] = {
    State.UNKNOWN: (Why.UNKNOWN, "Unknown"),
    State.LATER: (Why.LATER, ""),
    State.IN_PERSON: (Why.IN_PERSON, ""),
    State.DECLINED: (Why.DECLINED, ""),
    State.NOT_APPLICABLE: (Why.NOT_APPLICABLE, "N/A"),
}


_IN_WORDS = frozenset({
    Type.TEXT, Type.LONG_TEXT, Type.DATE, Type.NAME, Type.ADDRESS, Type.COUNTRY, Type.PHONE,
    Type.NUMBER, Type.ARTICLES,
})  # fmt: skip
"""Answers that a form prints; of the others it needs only what they mean for its boxes."""
_APARTMENT = 6  # signs in the box, which is called "apartment number" already


class Source:
    """What a case says to a form on a day. An answer that is hidden by ``when`` is not there."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        answers: Answers,
        countries: Mapping[str, Country],
        states: Mapping[str, str],
        today: date,
    ) -> None:
        self.today = today
        self._states = {
            said.casefold(): code for code, name in states.items() for said in (code, name)
        }
        self._questionnaire = questionnaire
        self._answers = answers
        self.countries = countries
        self._shower = Shower(questionnaire, answers, Words(), countries)
        asked = [(question, key) for _, question, key in interview.keys(questionnaire, answers)]
        self._asked = frozenset(key for _, key in asked)
        self.given = tuple(
            key
            for question, key in asked
            if question.type in _IN_WORDS and self.value(key.question, key.item) is not None
        )

    # ---- what was answered --------------------------------------------------------------------

    def value(self, question: str, item: str = "") -> Value:
        """Return what was given; None where it is not asked now, not answered, or left open."""
        answer = self._answer(Key(question, item))
        if answer is None or answer.state is not State.GIVEN or is_empty(answer.value):
            return None
        return answer.value

    def when(self, question: str, item: str = "") -> Remembered | None:
        """Return the date that was given, with the days that follow from the event it leans on."""
        value = self.value(question, item)
        return resolved(value, self._answers) if isinstance(value, Remembered) else None

    def items(self, question: str) -> tuple[str, ...]:
        """Return the ids of a list's items, none where the list is not asked now."""
        return self._answers.items(question) if Key(question) in self._asked else ()

    def link(self, question: str) -> str:
        """Return the item that a person question points to; "" where there is none any more."""
        value = self.value(question)
        ids = value.ids if isinstance(value, Links) else ()
        return next((item for item in ids if self._answers.alive(item)), "")

    def country(self, code: Value) -> str:
        """Return a country's English name; "" for anything else."""
        return self.countries[code].en if isinstance(code, str) and code in self.countries else ""

    def state(self, said: str) -> str:
        """Return the two letters of a state of the United States; "" for anything else."""
        return self._states.get(said.casefold(), "")

    def _answer(self, key: Key) -> Answer | None:
        return self._answers.get(key) if key in self._asked else None

    # ---- facts --------------------------------------------------------------------------------

    def empty(self, question: str, item: str = "") -> Fact:
        """Return the fact of an answer that gives no value, with the reason."""
        key = Key(question, item)
        answer = self._answer(key)
        if answer is not None and answer.state is not State.GIVEN:
            why, text = _STATES[answer.state]
            return Fact((key,), text, why=why)
        return Fact((key,), why=Why.UNANSWERED if key in self._asked else Why.NOT_ASKED)

    def fact(self, question: str, item: str, say: Callable[[Value], Fact]) -> Fact:
        """Return what *say* makes of a given answer, else why there is none."""
        value = self.value(question, item)
        return self.empty(question, item) if value is None else say(value)

    def text(self, question: str, item: str = "") -> Fact:
        """Return any answer as English text: told, plain, a country, an option, a place."""
        keys = (Key(question, item),)
        asked = self._questionnaire.questions[question]
        return self.fact(question, item, lambda value: self._english(keys, asked, value))

    def _english(self, keys: tuple[Key, ...], question: Question, value: Value) -> Fact:
        if isinstance(value, Told):
            text = spelled_out(value.in_english.strip())
        elif isinstance(value, Name):
            text = value.latin.strip()
        elif isinstance(value, str) and question.type is Type.COUNTRY:
            text = self.country(value)
        else:
            text = self._shower.value(question, value).strip()
        return Fact(keys, text) if text and in_latin(text) else needing_english(keys)

    def articles(self, question: str, item: str = "") -> Fact:
        """Return articles as they are cited, without the items of a part: those are Cyrillic
        letters, which only a translator may put into English, and are listed as missing."""
        keys = (Key(question, item),)

        def say(value: Value) -> Fact:
            parts = value if isinstance(value, tuple) else ()
            found = [each for each in parts if isinstance(each, Article)]
            latin = [each if in_latin(each.point) else replace(each, point="") for each in found]
            cited = [say_article(Words(), article) for article in latin]
            fact = part_of(keys, "; ".join(dict.fromkeys(cited)))
            lacking = latin != found and fact.why is None
            return replace(fact, open=(Gap(Why.POINT, keys),)) if lacking else fact

        return self.fact(question, item, say)

    def date(
        self, question: str, label: str, item: str = "", *, day: bool = True, end: bool = False
    ) -> Fact:
        """Return a date as :func:`dated` prints it."""
        keys = (Key(question, item),)

        def say(value: Value) -> Fact:
            assert isinstance(value, Remembered)
            when, words = resolved(value, self._answers), self._shower.date(value)
            return dated(keys, when, words, label, day=day, end=end)

        return self.fact(question, item, say)

    def lasting(self, fact: Fact, question: str, label: str, item: str = "") -> Fact:
        """Return the fact of a date, with the whole time that was given for it in words."""
        value = self.value(question, item)
        if fact.why is not None or not isinstance(value, Remembered):
            return fact
        return replace(fact, supplement=f"{label}: {self._shower.date(value)}.")

    def options(self, path: str, question: str, item: str = "") -> dict[str, Fact]:
        """Return a tick for each option of a choice: ``path == 'option'``."""
        asked = self._questionnaire.questions[question]
        return {
            f"{path} == '{option.id}'": self.tick(question, option.id, item)
            for option in asked.options
        }

    def yes_no(self, path: str, question: str, item: str = "") -> dict[str, Fact]:
        """Return the two ticks of a yes or no: ``path == true`` and ``path == false``."""
        return {
            f"{path} == true": self.tick(question, True, item),
            f"{path} == false": self.tick(question, False, item),
        }

    def tick(self, question: str, wanted: str | bool, item: str = "") -> Fact:
        """Return whether an answer is, or has among its choices, *wanted*."""
        keys = (Key(question, item),)

        def say(value: Value) -> Fact:
            given = value if isinstance(value, tuple) else (value,)
            return Fact(keys, ticked=wanted in given)

        return self.fact(question, item, say).untexted

    # ---- numbers ------------------------------------------------------------------------------

    def a_number(self, question: str, item: str = "") -> Fact:
        """Return nine digits; eight are written with a zero before them, as USCIS does.

        Further A-Numbers stand on the supplement.
        """
        keys = (Key(question, item),)

        def say(value: Value) -> Fact:
            found = re.findall(r"(?<!\d)\d{8,9}(?!\d)", re.sub(r"(?i)[\s.aа-]", "", str(value)))
            numbers = [number.zfill(9) for number in found]
            if not numbers:
                return misfit(keys, "A-Number", str(value))
            more = f"A-Numbers: {', '.join(numbers)}." if numbers[1:] else ""
            return Fact(keys, numbers[0], supplement=more)

        return self.fact(question, item, say)

    def digits(self, question: str, label: str, length: int, item: str = "") -> Fact:
        """Return a number of exactly *length* digits."""
        return self._signs(question, label, rf"\d{{{length}}}", item)

    def i94(self, question: str, item: str = "") -> Fact:
        """Return the eleven signs of an I-94 number."""
        return self._signs(question, "I-94 number", "[0-9A-Z]{11}", item)

    def _signs(self, question: str, label: str, pattern: str, item: str) -> Fact:
        keys = (Key(question, item),)

        def say(value: Value) -> Fact:
            signs = re.sub(r"[\s-]", "", str(value)).upper()
            fits = re.fullmatch(pattern, signs)
            return Fact(keys, signs) if fits else misfit(keys, label, str(value))

        return self.fact(question, item, say)

    def document(self, question: str, item: str = "") -> Fact:
        """Return the number of a passport or card, without spaces."""
        fact = self.text(question, item)
        if fact.why is not None:
            return fact
        return Fact(fact.keys, re.sub(r"\s", "", fact.text))

    def phone(self, path: str, question: str, item: str = "") -> dict[str, Fact]:
        """Return a US number as area code and seven digits; any other is for the supplement."""
        keys = (Key(question, item),)

        def say(value: Value, local: bool) -> Fact:
            digits = re.sub(r"\D", "", str(value))
            abroad = str(value).strip().startswith("+") and not digits.startswith("1")
            ten = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
            if abroad or len(ten) != 10:
                return misfit(keys, "Telephone" if local else "", str(value))
            return Fact(keys, f"{ten[3:6]}-{ten[6:]}" if local else ten[:3])

        return {
            f"{path}.area": self.fact(question, item, lambda value: say(value, False)),
            f"{path}.local": self.fact(question, item, lambda value: say(value, True)),
        }

    # ---- names and US addresses ---------------------------------------------------------------

    def us_address(self, prefix: str, question: str, item: str = "") -> dict[str, Fact]:
        """Return the five boxes of an address in the United States."""
        keys = (Key(question, item),)

        def part(name: str) -> Fact:
            def say(value: Value) -> Fact:
                assert isinstance(value, Address)
                text = getattr(value, name).strip()
                if name == "postal_code" and re.fullmatch(r"\d{5}-\d{4}", text):
                    text = text[:5]  # the box takes five digits
                if name == "apartment" and len(text) > _APARTMENT:
                    text = re.sub(r"(?i)^(apartment|apt|suite|ste|unit|room)[.\s]*", "", text)
                return part_of(keys, text)

            return self.fact(question, item, say)

        names = {"street": "street", "apt": "apartment", "city": "city", "state": "region",
                 "zip": "postal_code"}  # fmt: skip
        row = {f"{prefix}.{box}": part(name) for box, name in names.items()}
        value = self.value(question, item)
        country = value.country if isinstance(value, Address) else ""
        return taken_apart(row, value, "" if country == "US" else self.country(country))


def part_of(keys: tuple[Key, ...], text: str) -> Fact:
    """Return a part of an answer that was given; it may have no such part."""
    if not text:
        return Fact(keys, why=Why.NO_PART)
    return Fact(keys, text) if in_latin(text) else needing_english(keys)


def misfit(keys: tuple[Key, ...], label: str, given: str) -> Fact:
    """Return the fact of a number that its box cannot take: it stands on the supplement."""
    if not in_latin(given):
        return needing_english(keys)
    note = f"{label}: {given.rstrip('.')}." if label else ""
    return Fact(keys, why=Why.DOES_NOT_FIT, supplement=note)
