"""What an exhibit shows: the events, cases and lists that name it, and those that could (pure).

The tie is kept once, where a person told of the event; an exhibit only looks it up from its side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pristan.case import Answer, Answers, Key, Links
from pristan.interview import holds, path
from pristan.questions import Is, Question, Questionnaire, Type


@dataclass(frozen=True, slots=True)
class Tie:
    """A place where an exhibit is or may be named.

    ``key`` is the question of exhibits there; ``gate`` a yes-or-no question before it that nobody
    has answered: naming an exhibit answers it. ``tied`` tells whether the exhibit is named.
    """

    key: Key
    screen: str
    gate: Key | None
    tied: bool


def ties(questionnaire: Questionnaire, answers: Answers, exhibit: str) -> Iterator[Tie]:
    """Yield the places where an exhibit is or may be named, in the interview's order."""
    home = answers.home(exhibit)
    for place in path(questionnaire, answers):
        for question in questionnaire.screens[place.screen].questions:
            if question.type is not Type.EXHIBITS or not home or question.of != home.question:
                continue
            key = Key(question.id, place.item)
            tied = exhibit in _linked(answers, key)
            asked = holds(question.when, place.item, questionnaire, answers)
            gate = None if asked else _gate(question, place.item, answers)
            if asked or gate:
                yield Tie(key, place.screen, gate, tied and asked)


def turned(answers: Answers, tie: Tie, exhibit: str) -> Iterator[Answer]:
    """Yield the answers that tie an exhibit to a place, or untie it."""
    if tie.gate:
        yield Answer(tie.gate, True)
    others = tuple(id_ for id_ in _linked(answers, tie.key) if id_ != exhibit)
    yield Answer(tie.key, Links(others if tie.tied else (*others, exhibit)))


def _linked(answers: Answers, key: Key) -> tuple[str, ...]:
    links = answers.value(key.question, key.item)
    return links.ids if isinstance(links, Links) else ()


def _gate(question: Question, item: str, answers: Answers) -> Key | None:
    """Return the unanswered question of the same place that a yes would open this one."""
    match question.when:
        case Is(gate, (True,)) if answers.get(Key(gate, item)) is None:
            return Key(gate, item)
    return None
