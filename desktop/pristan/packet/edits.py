"""What a lawyer changed in the declaration: the applicant's words, and the edit, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pristan.case import Answers, Key, Told
from pristan.interview import keys
from pristan.packet.declaration import paired
from pristan.packet.source import Source
from pristan.questions import Questionnaire


@dataclass(frozen=True, slots=True)
class Passage:
    """One answer in the declaration, and the numbers of its paragraphs.

    They are 0 where it has none: the name of an event, which is a ``heading``, and an answer that
    was taken away, since its edit outlives it.
    """

    key: Key
    told: Told
    first: int
    last: int
    heading: bool = False


def passages(questionnaire: Questionnaire, answers: Answers) -> Iterator[Passage]:
    """Yield what the declaration is made of, in its order, numbered as it is."""
    number = 0
    headed: set[str] = set()
    for _, question, key in keys(questionnaire, answers):
        told = answers.value(key.question, key.item)
        if not question.declare or not isinstance(told, Told):
            continue
        if told.text.strip():
            yield from _headings(questionnaire, answers, key.item, headed)
            first = number + 1
            number += len(paired(told))
            yield Passage(key, told, first, number)
        elif told.edit_passed:
            yield Passage(key, told, 0, 0)


def _headings(
    questionnaire: Questionnaire, answers: Answers, item: str, headed: set[str]
) -> Iterator[Passage]:
    """Yield what was told to name an item and those that it is in, outermost first, each once."""
    home = answers.home(item) if item and item not in headed else None
    if home is None:
        return
    headed.add(item)
    yield from _headings(questionnaire, answers, home.item, headed)
    form = questionnaire.questions[home.question].item
    for name in form.title if form else ():
        told = answers.value(name, item)
        if isinstance(told, Told) and told.text.strip():
            yield Passage(Key(name, item), told, 0, 0, heading=True)


def edits(source: Source) -> list[dict[str, Any]]:
    """Return every edit that is printed, with its question and its changes.

    ``parts`` are pieces of text, each with ``how``: ``same``, ``gone`` (the applicant's, left out)
    or ``new`` (the lawyer's).
    """
    return [
        {
            "question": source.questionnaire.questions[each.key.question].ask,
            "item": source.title(each.key.item) if each.key.item else "",
            "parts": list(difference(each.told.in_english, each.told.declared)),
        }
        for each in passages(source.questionnaire, source.answers)
        if each.told.declared != each.told.in_english
    ]


def difference(before: str, after: str) -> Iterator[dict[str, str]]:
    """Yield two texts as one, piece by piece; words and the spaces between them stay whole."""
    old, new = (re.findall(r"\s+|[^\s]+", text) for text in (before, after))
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what == "equal":
            yield {"how": "same", "text": "".join(old[start:end])}
            continue
        if end > start:
            yield {"how": "gone", "text": "".join(old[start:end])}
        if new_end > new_start:
            yield {"how": "new", "text": "".join(new[new_start:new_end])}
