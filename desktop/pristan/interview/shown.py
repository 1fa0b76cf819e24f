"""Any answer as a person reads it: on a card, in a table, in a list of what was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pristan.case import (
    Address,
    Answers,
    Article,
    Items,
    Key,
    Kind,
    Links,
    Name,
    Remembered,
    Saying,
    Sheets,
    State,
    Told,
    Value,
    numbers,
    say,
)
from pristan.case.anchors import date_of, key_of
from pristan.interview.events import SINGLE
from pristan.questions import Question, Questionnaire, Type
from pristan.questions.lists import Country
from pristan.words import Words
from pristan.words.anchored import say_anchored, say_dated, say_event
from pristan.words.dates import say_date, short_date

STATES: Mapping[State, Saying] = {
    State.UNKNOWN: say("state.unknown", "I don't know"),
    State.LATER: say("state.later", "I'll come back to this"),
    State.IN_PERSON: say("state.in_person", "I'll tell my lawyer in person"),
    State.DECLINED: say("state.declined", "I'd rather not say"),
    State.NOT_APPLICABLE: say("state.not_applicable", "This does not apply to me"),
}


class Shower:
    """Say answers in one language. Told texts are said in that language where they have it."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        answers: Answers,
        words: Words,
        countries: Mapping[str, Country],
    ) -> None:
        self._questionnaire = questionnaire
        self._answers = answers
        self._words = words
        self._countries = countries

    def answer(self, key: Key) -> str:
        """Return what was answered; a state in words; "" where nothing was said."""
        answer = self._answers.get(key)
        if answer is None:
            return ""
        if answer.state is not State.GIVEN and answer.value is None:
            return self._words.say(STATES[answer.state])
        return self.value(self._questionnaire.questions[key.question], answer.value)

    def title(self, item: str, *, own_words: bool = True) -> str:
        """Return how an item is called: the answers its list names as title, or "" while empty.

        Without *own_words* a date that stands only in Russian words is left out.
        """
        return ", ".join(self._titles(item, dates=True, own_words=own_words))

    def event(self, date: Key) -> str:
        """Return how the event of a date is called, without its date; "" where it has no name.

        A single event is called as it stands after "before" and "after".
        """
        if date.item:
            return ", ".join(self._titles(date.item, dates=False))
        return self._words.say(SINGLE[date.question]) if date.question in SINGLE else ""

    def date(self, date: Remembered, *, short: bool = False) -> str:
        """Return a date as a phrase, with the event by which it is told; *short* for a table."""
        if date.anchor is None:
            return short_date(self._words, date) if short else say_date(self._words, date)
        key = key_of(date.anchor)
        if not self._answers.alive(key.item):
            event = self._words("anchor.removed", "an event that is no longer in the case")
        else:
            name = self.event(key)
            event = name if key.question in SINGLE else say_event(self._words, name)
            event = say_dated(self._words, event, date_of(self._answers, key.question, key.item))
        return say_anchored(self._words, date, event)

    def _titles(self, item: str, *, dates: bool, own_words: bool = True) -> Iterator[str]:
        home = self._answers.home(item)
        form = home and self._questionnaire.questions[home.question].item
        for question in form.title if form else ():
            answer = self._answers.get(Key(question, item))
            # "I don't know" is an answer, and not a name
            if answer is None or answer.value is None:
                continue
            if not own_words and in_russian_words(answer.value):
                continue
            if (dates or not isinstance(answer.value, Remembered)) and (
                said := self.answer(answer.key)
            ):
                yield said

    def value(self, question: Question, value: Value) -> str:
        """Return a value of a question in words."""
        match value:
            case None:
                return ""
            case bool():
                yes, no = self._words("answer.yes", "Yes"), self._words("answer.no", "No")
                return yes if value else no
            case Remembered():
                return self.date(value)
            case Told():
                return self._told(value)
            case Name():
                own, latin = value.native, value.latin
                return (latin or own) if self._words.code == "en" else (own or latin)
            case Address():
                return self._address(value)
            case Links(ids) if question.type is not Type.FILES:
                return "; ".join(filter(None, (self.title(item) for item in ids)))
            case Links(ids) | Items(ids):
                return str(len(ids)) if ids else ""
            case Sheets(pages):
                return str(sum(not each.hidden for each in pages))
            case tuple():
                return "; ".join(self._part(question, part) for part in value)
            case str() if question.type is Type.COUNTRY and value in self._countries:
                return self._countries[value].called(self._words.code)
            case str() if question.options:
                return self._part(question, value)
            case str() if question.kind:
                return numbers.shown(question.kind, value)
        return str(value)

    def _part(self, question: Question, part: str | Article) -> str:
        if isinstance(part, Article):
            return say_article(self._words, part)
        for option in question.options:
            if option.id == part:
                return self._words(f"{question.id}.{option.id}", option.text)
        return part

    def _told(self, told: Told) -> str:
        if self._words.code == "en":
            return told.in_english or told.text
        return told.text

    def _address(self, address: Address) -> str:
        if self._words.code == "en" and address.english:
            return address.english
        country = self._countries.get(address.country)
        apartment = address.apartment
        if apartment[:1].isdigit():  # "Suite 200" says itself what it is
            apartment = self._words("address.apt", "Apt. {number}", number=apartment)
        parts = (
            address.street, apartment, address.city, address.region, address.postal_code,
            country.called(self._words.code) if country else address.country,
        )  # fmt: skip
        return ", ".join(filter(None, parts))


def in_russian_words(value: Value) -> bool:
    """Whether a date is kept in words alone, and these are Russian."""
    return (
        isinstance(value, Remembered)
        and value.kind is Kind.IN_WORDS
        and not value.words.isascii()
    )


def say_article(words: Words, article: Article) -> str:
    """Return an article as it is cited: "Art. 207.3, Part 2 of the Criminal Code of the RF"."""
    codes = {
        "UK": words("article.UK", "Criminal Code of the RF"),
        "KoAP": words("article.KoAP", "Code of Administrative Offenses of the RF"),
    }
    code = codes.get(article.code, article.code)
    if article.point:
        return words(
            "article.point", "Art. {article}, Part {part}, item “{point}” of the {code}",
            article=article.article, part=article.part, point=article.point, code=code,
        )  # fmt: skip
    if article.part:
        return words(
            "article.part", "Art. {article}, Part {part} of the {code}",
            article=article.article, part=article.part, code=code,
        )  # fmt: skip
    return words(
        "article.plain", "Art. {article} of the {code}", article=article.article, code=code
    )
