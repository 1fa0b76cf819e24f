"""How long the road still is: a rough time for what has no answer yet (pure functions)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pristan.case import Answers, Key
from pristan.interview import section_path, visible
from pristan.questions import Question, Questionnaire, Type

# Minutes, by our own judgment of a person who reads the help and looks for a paper now and then.
# Nobody is held to them; they are shown as "about half an hour" and never counted down.
_TELLING = 6.0
_MINUTES: Mapping[Type, float] = {
    Type.YES_NO: 0.2,
    Type.CHOICE: 0.3,
    Type.COUNTRY: 0.3,
    Type.LONG_TEXT: 3.0,
    Type.NAME: 1.5,
    Type.ADDRESS: 1.5,
    Type.FILES: 1.5,
    Type.LIST: 0.3,
}
_OTHER = 0.6


def minutes_left(questionnaire: Questionnaire, section: str, answers: Answers) -> int:
    """Return about how many minutes a section still takes, rounded up; 0 when it is done.

    A list in which nothing was entered counts as one item; what an answer may open later is not
    known yet and does not count.
    """
    minutes = 0.0
    for place in section_path(questionnaire, section, answers):
        for question in visible(questionnaire, place, answers):
            answer = answers.get(Key(question.id, place.item))
            if answer is None or not answer.dealt_with:
                minutes += sum(map(_minutes, _with_one_item(question)))
    return -int(-minutes // 1)


def _with_one_item(question: Question) -> Iterator[Question]:
    yield question
    if question.item:
        for screen in question.item.screens:
            if screen.when is None:
                for inner in screen.questions:
                    if inner.asked and inner.when is None:
                        yield from _with_one_item(inner)


def _minutes(question: Question) -> float:
    if question.type is Type.LONG_TEXT and question.declare:
        return _TELLING
    return _MINUTES.get(question.type, _OTHER)
