"""The answers in a form's order, to copy by hand where a form cannot be filled.

For an edition that is refused, and for forms of the immigration court that the program has no map
of: ``forms/official/by-hand`` lists what those ask.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from pristan.official.facts import Fact, Facts, Why
from pristan.official.form import Form
from pristan.official.layout import plain_latin, printable
from pristan.official.planned import Plan, Point, Text, Tick
from pristan.official.supplement import asked

_TICKED, _NOT_TICKED = "[X]", "[ ]"
_OF_THE_FORM = 0  # the page of a plan that comes before its copies
_HAND = "(by hand)"
_EMPTY: Mapping[str, str] = {
    "unanswered": "(not answered yet)",
    "later": "(left for later)",
    "declined": "(the applicant would rather not say)",
    "in_person": "(will be told to the lawyer in person)",
    "needs_english": "(needs English first)",
    "letters": "(has letters that the form cannot take)",
    "does_not_fit": "(does not have the shape of the box)",
    "initials": "(only initials stand there, as was chosen)",
    "conflict": "(two answers contradict each other)",
    "point": "(the letter of an item needs a translator)",
}
"""What stands for an answer that there is not; nothing for what does not come up or apply."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: where it belongs, what is asked there, and what to write."""

    where: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Everything that would be written into a form, item by item.

    ``seen`` is the edition whose order the items have, empty where no copy was seen.
    """

    form: str
    title: str
    seen: str
    check_at: str
    rows: tuple[Row, ...]

    def order(self, mark: str, made: date, own: str) -> bytes:
        """Return the sheet as the closed-off child draws it, as JSON in UTF-8; *own* says in the
        applicant's language what the sheet is for."""
        seen = (
            f"Items are in the order of {self.seen}."
            if self.seen
            else "No copy of the form was seen: go by its words, not by the order here."
        )
        return json.dumps(
            {
                "mark": mark,
                "title": f"Form {self.form}",
                "head": [
                    self.title,
                    "ANSWER SHEET - NOT A FORM - DO NOT FILE",
                    f"{seen} See {self.check_at} for the edition accepted today.",
                    f"Made {made:%m/%d/%Y}. Copy by hand; sign and date the form itself.",
                    own,
                ],
                "foot": f"Answer sheet, Form {self.form}",
                "rows": [[row.where, row.question, row.answer] for row in self.rows],
            },
            ensure_ascii=False,
        ).encode()


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a form without a map; ``facts`` is empty where the interview has no answer."""

    number: str
    ask: str
    facts: str
    hand: bool


@dataclass(frozen=True, slots=True)
class HandForm:
    """A form that is copied by hand."""

    form: str
    title: str
    seen: str
    check_at: str
    items: tuple[Item, ...]


def read_hand_forms(directory: Path) -> list[HandForm]:
    """Read ``forms/official/by-hand``. Raises KeyError where a file is not as it must be."""
    return [_hand_form(file) for file in sorted(directory.glob("*.yaml"))]


def hand_sheet(form: HandForm, facts: Facts) -> AnswerSheet:
    """Make the sheet of a form that has no map."""
    rows = tuple(Row(item.number, item.ask, _answer(item, facts)) for item in form.items)
    return AnswerSheet(form.form, form.title, form.seen, form.check_at, rows)


def plan_sheet(plan: Plan) -> AnswerSheet:
    """Make the sheet of a form that has a map: box by box, then the supplements, as they would be
    filled, and what stays empty in its place."""
    form = plan.form
    place = {box.field: at for at, box in enumerate(form.boxes)}
    pages = {copy.name: at for at, copy in enumerate(plan.copies, start=1)} | {"": _OF_THE_FORM}
    rows = [(pages[text.copy], place[text.box.field], _text_row(text)) for text in plan.texts]
    rows += [(pages[tick.copy], place[tick.box.field], _tick_row(tick)) for tick in plan.ticks]
    rows += [
        (_OF_THE_FORM, point.at, Row(str(point.where), point.question, _missing(point)))
        for point in plan.empty
        if point.why in _EMPTY
    ]
    ordered = tuple(row for _, _, row in sorted(rows, key=lambda r: r[:2]))
    return AnswerSheet(form.id, form.title, _seen(form), form.check_at, ordered)


def _missing(point: Point) -> str:
    return _in_part(point.why) if point.partly else _EMPTY[point.why]


def _in_part(why: str) -> str:
    """Return what stands after an answer of which a part is missing."""
    return f"(a part of the answer: {_EMPTY[why].strip('()')})"


def _seen(form: Form) -> str:
    return f"edition {form.printed_edition}"


def _answer(item: Item, facts: Facts) -> str:
    if item.hand:
        return _HAND
    fact = facts.get(item.facts) if item.facts else None
    if fact is None:
        return ""
    if fact.ticked is not None:
        return _TICKED if fact.ticked else _NOT_TICKED
    return "\n".join(_lines(fact))


def _lines(fact: Fact) -> Iterator[str]:
    text = plain_latin(fact.text)
    if text and not fact.needs_english:
        yield text if printable(text) else _EMPTY["letters"]
    elif fact.why not in (None, Why.NOT_ASKED, Why.NO_PART):
        yield _EMPTY.get(str(fact.why), "")
    for gap in fact.open:
        if gap.why is not fact.why:
            yield _in_part(gap.why)
    if fact.supplement:
        note = plain_latin(fact.supplement)
        yield note if printable(note) else _EMPTY["needs_english"]


def _text_row(text: Text) -> Row:
    return Row(str(text.where), asked(text.box, text.where), text.set.value)


def _tick_row(tick: Tick) -> Row:
    return Row(str(tick.where), asked(tick.box, tick.where), _TICKED)


def _hand_form(file: Path) -> HandForm:
    plain = yaml.safe_load(file.read_text(encoding="utf-8"))
    items = tuple(
        Item(each.get("item", ""), each["ask"], each.get("facts", ""), each.get("hand", False))
        for each in plain["items"]
    )
    return HandForm(plain["form"], plain["title"], plain["seen"], plain["check_at"], items)
