"""What a lawyer should look at because of a certain answer: read as data, raised purely.

The rules are in ``forms/review/flags.yaml``, which a lawyer edits. A flag says where to look and
never what an answer is worth; it is shown to the lawyer and not to the applicant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from pristan.case import Answer, Answers, Key, Saying, State, is_empty, say
from pristan.interview import Place
from pristan.questions import Question, Questionnaire, Type
from pristan.questions.mistakes import Notes
from pristan.questions.read import FormError

_WORDS = frozenset({"id", "question", "answer", "text", "source", "checked", "verified"})


@dataclass(frozen=True, slots=True)
class FlagRule:
    """When a flag is raised: the question, the answers that raise it (none named: any answer).

    ``source`` is the statute, regulation or decision behind it; ``verified`` says whether somebody
    has read it there.
    """

    id: str
    question: str
    answers: tuple[str | bool, ...]
    text: str
    source: str
    verified: bool

    @property
    def saying(self) -> Saying:
        """Return what the lawyer reads."""
        return Saying(f"flag.{self.id}", self.text)


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag that an answer raised, and where that answer was given."""

    rule: FlagRule
    place: Place
    key: Key

    @property
    def saying(self) -> Saying:
        """Return what the lawyer reads: the text and where it stands, or that nobody has looked."""
        facts = {"flag": self.rule.saying, "source": self.rule.source}
        if self.rule.verified:
            return say("open.flag", "{flag} ({source})", **facts)
        return say("open.flag_unread", "{flag} (To be looked up: {source})", **facts)


def read_flags(file: Path, questionnaire: Questionnaire | None = None) -> tuple[FlagRule, ...]:
    """Read the rules; raise FormError with every mistake, each with its place.

    With a questionnaire, a rule about a question or an answer that it does not have is a mistake;
    without one, such a rule is only never raised.
    """
    notes = Notes().about(file)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(file.read_text(encoding="utf-8"), loader)
    except (yaml.YAMLError, UnicodeDecodeError):
        notes.note("", say("flags.yaml", "this file is not YAML in UTF-8"))
        raise FormError(notes.mistakes) from None
    if not isinstance(raw, Mapping):
        notes.note("", say("flags.begin", "the file begins with `flags:`"))
        raise FormError(notes.mistakes)
    rules = [_rule(each, questionnaire, notes) for each in notes.mappings("", raw, "flags")]
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            notes.note(rule.id, say("flags.twice", "this id is used twice"))
        seen.add(rule.id)
    if notes.mistakes:
        raise FormError(notes.mistakes)
    return tuple(rules)


def _rule(raw: Mapping[str, Any], questionnaire: Questionnaire | None, notes: Notes) -> FlagRule:
    name = notes.text("", raw, "id")
    notes.unknown_words(name, raw, _WORDS)
    rule = FlagRule(
        id=name,
        question=notes.text(name, raw, "question"),
        answers=tuple(_answers(raw)),
        text=notes.text(name, raw, "text"),
        source=notes.text(name, raw, "source"),
        verified=notes.flag(name, raw, "verified"),
    )
    if questionnaire is None:
        return rule
    question = questionnaire.questions.get(rule.question)
    if question is None:
        if rule.question:
            notes.note(
                name,
                say("flags.question", "there is no question {question}", question=rule.question),
            )
        return rule
    for answer in rule.answers:
        if not _possible(question, answer):
            notes.note(
                name,
                say(
                    "flags.answer",
                    "{question} is never answered with {answer}",
                    question=question.id,
                    answer=str(answer),
                ),
            )
    return rule


def _answers(raw: Mapping[str, Any]) -> Iterator[str | bool]:
    found = raw.get("answer", [])
    for each in found if isinstance(found, list) else [found]:
        yield each if isinstance(each, bool) else str(each)


def _possible(question: Question, answer: str | bool) -> bool:
    if question.type is Type.YES_NO:
        return isinstance(answer, bool)
    return answer in {option.id for option in question.options}


def flags(
    asked: Iterable[tuple[Place, Question, Key]], answers: Answers, rules: Sequence[FlagRule]
) -> list[Flag]:
    """Return the flags that the answers to the questions *asked* raise, in their order.

    A question that is left for a talk in person raises its flag too: what cannot be written is
    what a lawyer must ask about first. Where only some answers raise it, it stays silent then.
    """
    by_question: dict[str, list[FlagRule]] = {}
    for rule in rules:
        by_question.setdefault(rule.question, []).append(rule)
    return [
        Flag(rule, place, key)
        for place, question, key in asked
        for rule in by_question.get(question.id, ())
        if _raises(rule, answers.get(key))
    ]


def _raises(rule: FlagRule, answer: Answer | None) -> bool:
    if answer is None:
        return False
    if not rule.answers:
        return answer.state is State.IN_PERSON or not is_empty(answer.value)
    given = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    return any(each in rule.answers for each in given)
