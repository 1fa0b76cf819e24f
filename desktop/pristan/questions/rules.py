"""Read ``when:``, which says when something is asked: equality, any, all, answered; never how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pristan.case import say
from pristan.questions.mistakes import Notes
from pristan.questions.model import All, Answered, AnyOf, Is, Rule


def read_rule(raw: Any, where: str, about: Notes) -> Rule | None:
    """Return the rule, or None where there is none or it has a mistake (which is noted)."""
    if raw is None:
        return None
    if not isinstance(raw, Mapping) or not raw:
        about.note(
            where,
            say(
                "forms.when",
                "write `when:` as {{question: answer}}, {{all: […]}}, {{any: […]}} "
                "or {{answered: question}}",
            ),
        )
        return None
    rules = [rule for word, found in raw.items() if (rule := _one(word, found, where, about))]
    return rules[0] if len(rules) == 1 else All(tuple(rules))


def asked_in(rule: Rule | None) -> dict[str, list[str | bool]]:
    """Return the questions that a rule looks at, each with the answers it waits for."""
    match rule:
        case Is(question, values):
            return {question: list(values)}
        case Answered(question):
            return {question: []}
        case All(rules) | AnyOf(rules):
            found: dict[str, list[str | bool]] = {}
            for inner in rules:
                for question, waited_for in asked_in(inner).items():
                    found.setdefault(question, []).extend(waited_for)
            return found
        case _:
            return {}


def _one(word: str, found: Any, where: str, about: Notes) -> Rule | None:
    if word in ("all", "any"):
        if not isinstance(found, list) or len(found) < 2:
            about.note(
                where, say("forms.when_list", "`{word}:` is a list of two rules or more", word=word)
            )
            return None
        rules = tuple(rule for each in found if (rule := read_rule(each, where, about)))
        return All(rules) if word == "all" else AnyOf(rules)
    if word == "answered":
        return Answered(str(found))
    values = found if isinstance(found, list) else [found]
    return Is(word, tuple(each if isinstance(each, bool) else str(each) for each in values))
