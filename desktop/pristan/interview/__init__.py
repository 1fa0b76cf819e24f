"""What applies now: the path through the interview and what it shows (pure functions)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pristan.case import Answer, Answers, Key, State
from pristan.interview.events import events_for
from pristan.questions import All, Answered, AnyOf, Is, Question, Questionnaire, Rule, Screen

__all__ = [
    "Place",
    "Progress",
    "events_for",
    "holds",
    "keys",
    "path",
    "progress",
    "progress_at",
    "section_path",
    "together",
    "visible",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A screen and, inside a list, the item it is about."""

    screen: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the questions that apply now have been dealt with."""

    done: int
    asked: int


def path(questionnaire: Questionnaire, answers: Answers) -> list[Place]:
    """Return the places to walk through, in order, given the answers so far.

    A list's items follow the screen that asks for the list, each with its own screens.
    """
    return [
        place
        for section in questionnaire.sections
        for place in section_path(questionnaire, section.id, answers)
    ]


def section_path(questionnaire: Questionnaire, section: str, answers: Answers) -> list[Place]:
    """Return the places of one section; none where the section does not apply."""
    found = next(each for each in questionnaire.sections if each.id == section)
    if not holds(found.when, "", questionnaire, answers):
        return []
    return list(_places(found.screens, "", questionnaire, answers))


def visible(questionnaire: Questionnaire, place: Place, answers: Answers) -> list[Question]:
    """Return the questions that a place asks now."""
    return [
        question
        for question in questionnaire.screens[place.screen].questions
        if question.asked and holds(question.when, place.item, questionnaire, answers)
    ]


def keys(questionnaire: Questionnaire, answers: Answers) -> Iterator[tuple[Place, Question, Key]]:
    """Yield every question that applies now, with its place and its key."""
    for place in path(questionnaire, answers):
        for question in visible(questionnaire, place, answers):
            yield place, question, Key(question.id, place.item)


def progress(questionnaire: Questionnaire, section: str, answers: Answers) -> Progress:
    """Count a section's questions that apply now and those that were dealt with."""
    places = section_path(questionnaire, section, answers)
    return together(progress_at(questionnaire, place, answers) for place in places)


def progress_at(questionnaire: Questionnaire, place: Place, answers: Answers) -> Progress:
    """Count the questions of one place that apply now and those that were dealt with.

    A list whose cards are all empty was not dealt with yet; an optional question counts once it is.
    """
    asked = visible(questionnaire, place, answers)
    done = [_done(each, place.item, answers) for each in asked]
    optional = (each.optional for each in asked)
    return Progress(sum(done), sum(map(max, done, (not each for each in optional))))


def _done(question: Question, item: str, answers: Answers) -> bool:
    answer = answers.get(Key(question.id, item))
    if answer is None or not answer.dealt_with:
        return False
    if question.item is None or answer.state is not State.GIVEN:
        return True
    here = Key(question.id, item)
    inside = [each for screen in question.item.screens for each in screen.questions]
    cards = (card for card in answers.items(question.id, item) if answers.home(card) == here)
    return any(_done(each, card, answers) for card in cards for each in inside)


def together(parts: Iterable[Progress]) -> Progress:
    """Return the progress of several places as one."""
    done = asked = 0
    for part in parts:
        done += part.done
        asked += part.asked
    return Progress(done, asked)


def holds(rule: Rule | None, item: str, questionnaire: Questionnaire, answers: Answers) -> bool:
    """Whether a rule holds; an item ("" at the top) sees its own answers and those around it."""
    match rule:
        case None:
            return True
        case All(rules):
            return all(holds(inner, item, questionnaire, answers) for inner in rules)
        case AnyOf(rules):
            return any(holds(inner, item, questionnaire, answers) for inner in rules)
        case Answered(question):
            answer = _answer(question, item, questionnaire, answers)
            return bool(answer and answer.dealt_with and answer.value is not None)
        case Is(question, values):
            answer = _answer(question, item, questionnaire, answers)
            value = answer.value if answer else None
            given = value if isinstance(value, tuple) else (value,)
            return any(each in values for each in given)


def _answer(
    question: str, item: str, questionnaire: Questionnaire, answers: Answers
) -> Answer | None:
    """Return the answer to *question* that an item sees: its own, its parent's, or the top's."""
    home = questionnaire.home[question]
    while item:
        around = answers.home(item)
        if around is None or around.question == home:
            break
        item = around.item
    return answers.get(Key(question, item if home else ""))


def _places(
    screens: tuple[Screen, ...], item: str, questionnaire: Questionnaire, answers: Answers
) -> Iterator[Place]:
    for screen in screens:
        if not holds(screen.when, item, questionnaire, answers):
            continue
        shown = [
            question
            for question in screen.questions
            if question.asked and holds(question.when, item, questionnaire, answers)
        ]
        if not shown and screen.questions:
            continue
        yield Place(screen.id, item)
        for question in shown:
            if question.item:
                for inner in answers.items(question.id, item):
                    # A damaged case may name an item in two lists, or in itself; it is walked once
                    if answers.home(inner) == Key(question.id, item):
                        yield from _places(question.item.screens, inner, questionnaire, answers)
