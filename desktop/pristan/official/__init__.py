"""Official forms: which edition a PDF is, what goes into which box, and the filled copies.

A form that a person brings is only ever opened in a closed-off child. What a child says is
believed after a second one, with another library, has read the same from the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pristan.case import Answers, Problem, Saying, say
from pristan.confine.cell import Cell, Limits, command_for
from pristan.confine.refusals import Crashed
from pristan.confine.walls import behind_walls
from pristan.content import content_dir
from pristan.official.answer_sheet import AnswerSheet, answer_sheet
from pristan.official.edition import EditionRefused, Match, judged
from pristan.official.facts import Facts, facts
from pristan.official.filled import (
    CannotWrite,
    FilledForm,
    copies,
    read_blank,
    sheet_beside,
    write_new,
)
from pristan.official.form import Form, read_forms
from pristan.official.notes import notes, problems
from pristan.official.order import SAMPLE, order
from pristan.official.plan import plan
from pristan.questions import Questionnaire

__all__ = [
    "AnswerSheet",
    "CannotWrite",
    "EditionRefused",
    "FilledForm",
    "FormRefused",
    "NotProved",
    "fill_blank",
    "fill_form",
    "write_form",
]

_LIMITS = Limits(memory=1 << 30, cpu_seconds=20, wall_seconds=30, reply_bytes=1 << 28)


class FormRefused(Problem):
    """A copy that is not filled; ``sheet`` has the answers to copy by hand."""

    def __init__(self, why: EditionRefused, sheet: Path) -> None:
        super().__init__(
            say(
                "official.refused",
                "{why} The answers, in the form's order and to copy by hand, are in {file}.",
                why=why.saying,
                file=str(sheet),
            )
        )
        self.sheet = sheet


class NotProved(Problem):
    """The filled copies were read back and are not what was ordered; nothing is written."""

    def __init__(self, kind: str, count: int) -> None:
        super().__init__(
            say(
                "official.not_proved",
                "The filled form was read back, and it is not as it must be ({kind}: {count}). It "
                "was not written. Please report this, with the edition of the form.",
                kind=kind,
                count=count,
            )
        )


def write_form(
    questionnaire: Questionnaire,
    answers: Answers,
    form: Path,
    target: Path,
    today: date,
    *,
    sample: bool,
) -> FilledForm:
    """Fill a person's own copy of a form, and write it beside a flat copy to print.

    The original is never changed. Raises Problem in plain words; where the edition cannot be
    filled, an answer sheet is written and the Problem says where.
    """
    editable, flat = copies(target)
    blank = read_blank(form)
    try:
        filled = fill_form(questionnaire, answers, blank, today, sample=sample)
    except EditionRefused as refused:
        if refused.form is None:
            raise
        sheet = sheet_beside(target)
        planned = plan(refused.form, facts(questionnaire, answers, today))
        write_new({sheet: answer_sheet(planned).text(SAMPLE if sample else "").encode()})
        raise FormRefused(refused, sheet) from None
    write_new({editable: filled.editable, flat: filled.flat})
    return replace(filled, files=(editable, flat))


def fill_form(
    questionnaire: Questionnaire, answers: Answers, blank: bytes, today: date, *, sample: bool
) -> FilledForm:
    """Fill a form that this program knows, for a case; nothing is written.

    A *sample* is a case about an invented person; every page then says so. Raises as
    :func:`fill_blank` does.
    """
    forms = read_forms(content_dir("forms") / "official")
    return fill_blank(forms, facts(questionnaire, answers, today), blank, today, sample=sample)


def fill_blank(
    forms: Sequence[Form], found: Facts, blank: bytes, today: date, *, sample: bool
) -> FilledForm:
    """Fill a blank copy of one of the forms, and prove it.

    Raises EditionRefused, NotProved, or another Problem in plain words.
    """
    with _cell() as filler, _cell() as prover:
        match = _looked(filler, blank, forms)
        planned = plan(match.form, found)
        work = order(planned, SAMPLE if sample else "")
        filled = filler.ask({"ask": "fill"}, [blank, work]).blobs
        if len(filled) != 2:
            raise Crashed("copies")
        wrong = prover.ask({"ask": "prove"}, [blank, *filled, work]).facts.get("wrong")
    if not isinstance(wrong, dict):
        raise Crashed("proof")
    for kind, names in wrong.items():
        if names:
            raise NotProved(str(kind), len(names))
    return FilledForm(
        editable=filled[0],
        flat=filled[1],
        pages=match.form.pages + len(planned.copies),
        problems=(*match.warnings(today), *problems(planned)),
        notes=(_edition(match), *notes(planned)),
    )


def _looked(cell: Cell, blank: bytes, forms: Sequence[Form]) -> Match:
    seen = cell.ask({"ask": "look"}, [blank]).facts
    try:
        return judged(seen, forms)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise Crashed("look") from error


def _edition(match: Match) -> Saying:
    return say(
        "official.edition",
        "Filled: Form {form}, edition {edition}. See {check_at} for the edition that is accepted "
        "today. Sign and date it by hand, in ink, only after reading every page.",
        form=match.form.id,
        edition=f"{match.edition:%m/%d/%y}",
        check_at=match.form.check_at,
    )


def _cell() -> Cell:
    return Cell("official", _LIMITS, command=behind_walls(command_for("official")))
