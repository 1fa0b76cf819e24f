"""A case written down in the form that people write by hand (plain.py says how it looks)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pristan.case import (
    Address,
    Answer,
    Answers,
    Article,
    Items,
    Key,
    Links,
    Name,
    Remembered,
    Sheets,
    State,
    Told,
    Value,
)
from pristan.questions.model import Question, Questionnaire, Screen, Type
from pristan.questions.plain import dated_by, told_of
from pristan.questions.plain_dates import write_plain_date
from pristan.questions.plain_pages import write_pages


def plain_answers(
    questionnaire: Questionnaire, answers: Answers, file_name: Callable[[str], str]
) -> dict[str, Any]:
    """Return the case as a mapping that :func:`read_answers` reads back to the same answers."""
    linked = {
        link
        for answer in answers.living()
        if isinstance(answer.value, Links)
        and questionnaire.questions[answer.key.question].type is not Type.FILES
        for link in answer.value.ids
    } | {
        answer.value.anchor.item
        for answer in answers.living()
        if isinstance(answer.value, Remembered) and answer.value.anchor
    }
    writer = _Writer(questionnaire, answers, file_name, linked)
    return dict(
        writer.level([s for section in questionnaire.sections for s in section.screens], "")
    )


class _Writer:
    def __init__(
        self,
        questionnaire: Questionnaire,
        answers: Answers,
        file_name: Callable[[str], str],
        linked: set[str],
    ) -> None:
        self._questionnaire = questionnaire
        self._answers = answers
        self._file_name = file_name
        self._linked = linked

    def level(self, screens: Sequence[Screen], item: str) -> Iterator[tuple[str, Any]]:
        """Yield what was answered on these screens, whether or not it is asked now."""
        for screen in screens:
            for question in screen.questions:
                answer = self._answers.get(Key(question.id, item))
                if answer is not None:
                    yield question.id, self._answer(question, answer)

    def _answer(self, question: Question, answer: Answer) -> Any:
        if answer.state is State.GIVEN:
            return self._plain(question, answer.value)
        stated = {"state": str(answer.state)}
        if answer.value is not None:
            return stated | {"answer": self._plain(question, answer.value)}
        return stated

    def _plain(self, question: Question, value: Value) -> Any:
        if isinstance(value, Items):
            assert question.item is not None
            return [
                ({"item": id_} if id_ in self._linked else {})
                | dict(self.level(question.item.screens, id_))
                for id_ in value.ids
            ]
        if isinstance(value, Links):
            if question.type is Type.FILES:
                return [self._file_name(link) for link in value.ids]
            return [link for link in value.ids if self._answers.alive(link)]
        if isinstance(value, Sheets):
            return write_pages(value, self._file_name)
        if isinstance(value, Remembered):
            return write_plain_date(value, self._event(value))
        return _plain_value(value)

    def _event(self, date: Remembered) -> dict[str, str] | None:
        """How the event that a date leans on is named; None where there is none any more."""
        if date.anchor is None or not self._answers.alive(date.anchor.item):
            return None
        question, item = date.anchor.question, date.anchor.item
        if not item:
            return {"event": question}
        home = self._answers.home(item)
        dated = home and dated_by(self._questionnaire, home.question)
        return {"event": item} if dated == question else {"event": item, "date": question}


def _plain_value(value: Value) -> Any:
    match value:
        case Name():
            plain: dict[str, Any] = dict(_slots(value, "others"))
            if value.others:
                plain["others"] = [_slots(spelling) for spelling in value.others]
            return plain
        case Told(text=text) if told_of(text) == value:
            return text
        case Told() | Address():
            return _slots(value)
        case tuple():
            return [_slots(each) if isinstance(each, Article) else each for each in value]
    return value


def _slots(value: Any, *left_out: str) -> dict[str, str]:
    """The fields that say something, by name."""
    return {
        name: getattr(value, name)
        for name in value.__slots__
        if name not in left_out and getattr(value, name)
    }
