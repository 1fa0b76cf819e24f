"""What a lawyer must look at: what is open, unclear or left for later (pure functions)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pristan import interview
from pristan.case import Answer, Answers, Key, Kind, Links, Remembered, Saying, State, Told, say
from pristan.interview import Place
from pristan.questions import Question, Questionnaire, Type

__all__ = ["About", "OpenPoint", "open_points"]


class About(StrEnum):
    """What kind of point it is."""

    UNANSWERED = "unanswered"  # needed, and nothing was said
    LATER = "later"  # the person means to come back
    IN_PERSON = "in_person"  # to be asked by the lawyer, aloud
    UNKNOWN = "unknown"  # needed, and the person does not know
    ENGLISH = "english"  # told in another language, with no English beside it
    DATE = "date"  # a date that stands in words only
    PAPER = "paper"  # an exhibit without a file, or without its certified translation
    LINK = "link"  # points to something that was removed


_SAYINGS: Mapping[About, Saying] = {
    About.UNANSWERED: say("open.unanswered", "Not answered yet"),
    About.LATER: say("open.later", "Left for later"),
    About.IN_PERSON: say("open.in_person", "To be told to the lawyer in person"),
    About.UNKNOWN: say("open.unknown", "The person does not know; the form will say so"),
    About.ENGLISH: say("open.english", "There is no English text beside it yet"),
    About.DATE: say("open.date", "The date stands in words only; it cannot be put in order"),
    About.PAPER: say("open.paper", "The paper is not complete"),
    About.LINK: say("open.link", "It points to something that was removed"),
}

_NO_FILE = say("open.no_file", "No file is attached to this paper")
_NO_TRANSLATION = say(
    "open.no_translation",
    "It is not in English and its translation is not checked; the court needs a certified one "
    "(8 CFR 1003.33)",
)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One thing to settle: where it is, what kind it is, and the sentence that says it."""

    place: Place
    key: Key
    about: About
    saying: Saying


def open_points(questionnaire: Questionnaire, answers: Answers) -> list[OpenPoint]:
    """Return what is open, in the order of the interview.

    "I'd rather not say" and "does not apply" are answers: they are never open points.
    """
    return [
        OpenPoint(place, key, about, saying)
        for place, question, key in interview.keys(questionnaire, answers)
        for about, saying in _points(question, answers.get(key), key, answers)
    ]


def _points(
    question: Question, answer: Answer | None, key: Key, answers: Answers
) -> Iterator[tuple[About, Saying]]:
    if answer is None or (answer.state is State.GIVEN and not answer.dealt_with):
        if question.needed:
            yield _plain(About.UNANSWERED)
    elif answer.state is State.LATER:
        yield _plain(About.LATER)
    elif answer.state is State.IN_PERSON:
        yield _plain(About.IN_PERSON)
    elif answer.state is State.UNKNOWN and question.needed:
        yield _plain(About.UNKNOWN)
    if answer is None:
        return
    match answer.value:
        case Told() as told if told.text.strip() and not told.in_english.strip():
            yield _plain(About.ENGLISH)
        case Remembered(kind=Kind.IN_WORDS):
            yield _plain(About.DATE)
        case Links(ids) if question.type is not Type.FILES:
            if not all(answers.alive(link) for link in ids):
                yield _plain(About.LINK)
    if question.id == "exhibit_title":
        yield from ((About.PAPER, saying) for saying in _paper(key.item, answers))


def _paper(exhibit: str, answers: Answers) -> Iterator[Saying]:
    files = answers.value("exhibit_files", exhibit)
    if not isinstance(files, Links) or not files.ids:
        yield _NO_FILE
    language = answers.value("exhibit_language", exhibit)
    if language not in (None, "en") and answers.value("exhibit_translation", exhibit) != "checked":
        yield _NO_TRANSLATION


def _plain(about: About) -> tuple[About, Saying]:
    return about, _SAYINGS[about]
