"""The answers in the form's order, to copy by hand where a form cannot be filled."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import indent

from pristan.official.form import Form
from pristan.official.plan import Plan, Text, Tick
from pristan.official.supplement import Where, asked

_TICKED = "[X]"


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: where it belongs, what is asked there, and what to write."""

    where: Where
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Everything that would be written into a form, item by item."""

    form: Form
    rows: tuple[Row, ...]

    def text(self, mark: str = "") -> str:
        """Return the sheet as plain text, one item a paragraph, with *mark* at its head."""
        head = (
            f"{mark}\nANSWER SHEET - NOT A FORM - DO NOT FILE\n"
            f"Form {self.form.id}, {self.form.title}\n"
            f"Items are numbered as in edition {self.form.printed_edition}. "
            f"See {self.form.check_at} for the edition accepted today.\n"
        )
        items = (
            f"{row.where}\n  {row.question}\n{indent(row.answer, '    ')}\n" for row in self.rows
        )
        return "\n".join((head, *items)).lstrip()


def answer_sheet(plan: Plan) -> AnswerSheet:
    """Make the sheet from a plan: box by box, then the supplements, as they would be filled."""
    place = {box.field: at for at, box in enumerate(plan.form.boxes)}
    pages = {copy.name: at for at, copy in enumerate(plan.copies, start=1)} | {"": 0}
    rows = [(pages[text.copy], place[text.box.field], _text_row(text)) for text in plan.texts]
    rows += [(pages[tick.copy], place[tick.box.field], _tick_row(tick)) for tick in plan.ticks]
    return AnswerSheet(plan.form, tuple(row for _, _, row in sorted(rows, key=lambda r: r[:2])))


def _text_row(text: Text) -> Row:
    return Row(text.where, asked(text.box, text.where), text.set.value)


def _tick_row(tick: Tick) -> Row:
    return Row(tick.where, asked(tick.box, tick.where), _TICKED)
