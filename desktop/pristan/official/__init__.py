"""Official forms: which edition a PDF is, what goes into which box, and the filled copies.

A form that a person brings is only ever opened in a closed-off child. What a child says is
believed after a second one, with another library, has read the same from the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pristan.case import Answers, Problem, Saying, say
from pristan.confine.cell import Cell, Limits, command_for
from pristan.confine.refusals import Crashed
from pristan.confine.walls import behind_walls
from pristan.content import content_dir
from pristan.official.answer_sheet import HandForm, hand_sheet, plan_sheet, read_hand_forms
from pristan.official.edition import EditionRefused, Match, judged
from pristan.official.facts import Facts, facts
from pristan.official.filled import (
    CannotWrite,
    FilledForm,
    copies,
    read_blank,
    save_form,
    save_sheet,
    sheet_beside,
    write_folder,
)
from pristan.official.form import Form, read_forms
from pristan.official.notes import apart, beside, by_hand, left_empty, moved, problems, shrunk
from pristan.official.order import SAMPLE, order
from pristan.official.plan import plan
from pristan.official.survey import Survey, drafted, surveyed
from pristan.questions import Questionnaire
from pristan.words import read_words

__all__ = [
    "CannotWrite",
    "EditionRefused",
    "FilledForm",
    "Form",
    "FormRefused",
    "HandForm",
    "NotProved",
    "OfficialForms",
    "fill_blank",
    "hand_forms",
    "save_form",
    "save_sheet",
    "survey_form",
]

_SHEET = say(
    "official.sheet",
    "This sheet is for you and is not a form: do not file it. Copy the answers into the form by "
    "hand, in English as they stand here, and then sign and date the form.",
)
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


@dataclass(frozen=True)
class OfficialForms:
    """Fills official forms from a case. *sample*: the person is invented, as every page then says.

    *today* ends the "past five years" and is printed on answer sheets.
    """

    questionnaire: Questionnaire
    answers: Answers
    today: date
    sample: bool

    def filled(self, form: Path) -> FilledForm:
        """Fill a person's own copy of a form and prove it; nothing is written (``save_form``).

        Raises EditionRefused, NotProved, or another Problem in plain words.
        """
        blank, found = read_blank(form), self._facts()
        return fill_blank(read_forms(_directory()), found, blank, self.today, sample=self.sample)

    def write(self, form: Path, target: Path) -> FilledForm:
        """Fill a form, and write it beside a flat copy to print; the original is never changed.

        Raises Problem in plain words; where the edition cannot be filled, an answer sheet is
        written and the Problem says where.
        """
        copies(target)
        try:
            filled = self.filled(form)
        except EditionRefused as refused:
            if refused.form is None:
                raise
            file = sheet_beside(target)
            save_sheet(self.sheet(refused.form), file)
            raise FormRefused(refused, file) from None
        return save_form(filled, target)

    def sheet(self, form: Form | HandForm) -> bytes:
        """Return the answers in a form's order as a PDF, to copy by hand."""
        found = self._facts()
        made = plan_sheet(plan(form, found)) if isinstance(form, Form) else hand_sheet(form, found)
        own = read_words(content_dir("i18n"), "ru").say(_SHEET)
        order = made.order(SAMPLE if self.sample else "", self.today, own)
        with _cell() as cell:
            drawn = cell.ask({"ask": "sheet"}, [order]).blobs
        if len(drawn) != 1 or not drawn[0].startswith(b"%PDF-"):
            raise Crashed("sheet")
        return drawn[0]

    def _facts(self) -> Facts:
        return facts(self.questionnaire, self.answers, self.today)


def survey_form(pdf: Path, target: Path, today: date) -> Survey:
    """Write a folder to go on from when an edition is added: ``map.tsv`` and ``edition.yaml``.

    Raises CannotWrite when *target* is there already, or another Problem in plain words.
    """
    with _cell() as cell:
        seen = cell.ask({"ask": "survey"}, [read_blank(pdf)]).facts
    try:
        names = {each[0] for found in seen["said"].values() for each in found}
        editions = sorted(
            file.parent for name in names for file in _directory().glob(f"{name.lower()}/*/map.tsv")
        )
        known = editions[-1] if editions else None
        survey, draft = surveyed(seen["rows"], known), drafted(seen, known, today)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise Crashed("survey") from error
    write_folder(target, {"map.tsv": survey.map.encode(), "edition.yaml": draft.encode()})
    return survey


def hand_forms() -> list[HandForm]:
    """Return the forms of the immigration court that are copied by hand."""
    return read_hand_forms(_directory() / "by-hand")


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
        edition=_edition(match),
        problems=(*match.warnings(today), *problems(planned)),
        empty=tuple(left_empty(planned)),
        by_hand=tuple(by_hand(planned)),
        apart=tuple(apart(planned)),
        moved=tuple(moved(planned)),
        shrunk=tuple(shrunk(planned)),
        beside=tuple(beside(planned)),
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


def _directory() -> Path:
    return content_dir("forms") / "official"  # asked for late: the child has no such folder


def _cell() -> Cell:
    return Cell("official", _LIMITS, command=behind_walls(command_for("official")))
