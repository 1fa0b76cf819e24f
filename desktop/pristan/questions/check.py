"""Check what one file of the interview cannot know alone: ids, and what a rule or a list names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pristan.case import Saying, say
from pristan.case.numbers import KINDS
from pristan.questions.lists import OFFERS
from pristan.questions.mistakes import Notes, one_of
from pristan.questions.model import Question, Questionnaire, Rule, Screen, Section, Type
from pristan.questions.rules import asked_in

# Types whose answer a rule can compare with a word; the others are free
_COMPARED = frozenset({Type.YES_NO, Type.CHOICE, Type.CHOICES, Type.COUNTRY})


def check(sections: list[tuple[Path, Section]], notes: Notes) -> None:
    """Note every mistake between the sections, which stand in the order of the interview."""
    walk = _Walk(Questionnaire(tuple(section for _, section in sections)))
    for file, section in sections:
        walk.section(section, notes.about(file))


def is_id(text: str) -> bool:
    """Whether a text may be an id."""
    return text.isidentifier() and text.isascii()


class _Walk:
    """One walk through the interview, knowing what was asked before."""

    def __init__(self, whole: Questionnaire) -> None:
        self._whole = whole
        self._ids: set[str] = set()
        self._asked: list[str] = []

    def section(self, section: Section, about: Notes) -> None:
        self._id(section.id, about)
        self._rule(section.id, section.when, (), about)
        for screen in section.screens:
            self._screen(screen, (), about)

    def _screen(self, screen: Screen, around: tuple[str, ...], about: Notes) -> None:
        self._id(screen.id, about)
        self._rule(screen.id, screen.when, around, about)
        for question in screen.questions:
            self._question(question, around, about)

    def _question(self, question: Question, around: tuple[str, ...], about: Notes) -> None:
        self._id(question.id, about)
        self._rule(question.id, question.when, around, about)
        if question.kind and question.kind not in KINDS:
            about.note(question.id, one_of("kind", question.kind, KINDS))
        if question.offers and question.type is not Type.TEXT:
            about.note(question.id, say("forms.no_offers", "only a text can have `offers:`"))
        if question.offers and question.offers not in OFFERS:
            about.note(question.id, one_of("offers", question.offers, OFFERS))
        if question.of and not self._is_list(question.of):
            about.note(question.id, self._no_list(question.of))
        self._asked.append(question.id)
        if question.item is None:
            return
        for screen in question.item.screens:
            self._screen(screen, (*around, question.id), about)
        own = [each.id for screen in question.item.screens for each in screen.questions]
        for title in question.item.title:
            if title not in own:
                about.note(question.id, one_of("title", title, own))

    def _id(self, id_: str, about: Notes) -> None:
        if not is_id(id_):
            about.note(id_, say("forms.id", "an id is a word of Latin letters, digits and _"))
        if id_ in self._ids:
            about.note(id_, say("forms.id_twice", "this id is used twice; every id is used once"))
        self._ids.add(id_)

    def _rule(self, name: str, rule: Rule | None, around: tuple[str, ...], about: Notes) -> None:
        for question, values in asked_in(rule).items():
            if unseen := self._unseen(question, around):
                about.note(name, unseen)
            if asked := self._whole.questions.get(question):
                for problem in _impossible(asked, values):
                    about.note(name, problem)

    def _unseen(self, question: str, around: tuple[str, ...]) -> Saying | None:
        """Return why a rule cannot look at a question, or None where it can."""
        if question not in self._whole.questions:
            return one_of("when", question, self._asked)
        if question not in self._asked:
            return say(
                "forms.when_later",
                "`when` names {question}, which is not asked before it",
                question=question,
            )
        home = self._whole.home[question]
        if home and home not in around:
            return say(
                "forms.when_inside",
                "`when` names {question}, which is asked for each item of {list} and can be used "
                "only inside that list",
                question=question,
                list=home,
            )
        return None

    def _is_list(self, question: str) -> bool:
        found = self._whole.questions.get(question)
        return found is not None and found.type is Type.LIST

    def _no_list(self, named: str) -> Saying:
        lists = [each for each in self._whole.questions if self._is_list(each)]
        if not lists:
            return say("forms.no_lists", "there is no list to choose from")
        return one_of("of", named, lists)


def _impossible(asked: Question, values: list[str | bool]) -> Iterator[Saying]:
    """Yield a mistake for each value in a rule that the question can never have."""
    if values and asked.type not in _COMPARED:
        yield say(
            "forms.when_free",
            "the answers to {question} are free; ask only whether there is one: "
            "`when: {{answered: {question}}}`",
            question=asked.id,
        )
        return
    for value in values:
        if asked.options and value not in {option.id for option in asked.options}:
            yield one_of(asked.id, value, [option.id for option in asked.options])
        elif asked.type is Type.YES_NO and not isinstance(value, bool):
            yield say("forms.yes_no", "`{question}` is answered yes or no", question=asked.id)
        elif asked.type is Type.COUNTRY and isinstance(value, bool):
            yield say(
                "forms.country", "put the country code of {question} in quotes", question=asked.id
            )
