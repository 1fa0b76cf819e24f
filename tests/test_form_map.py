"""Every box of a form has a fact, every fact a question, and what is forbidden has neither."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pikepdf
import pytest
import yaml

from pristan.case import Answers
from pristan.official import (
    facts_appearance,
    facts_claim,
    facts_life,
    facts_people,
    facts_signature,
)
from pristan.official.facts import Facts, facts
from pristan.questions import Questionnaire, read_questionnaire
from pristan.questions.plain import read_answers

ROOT = Path(__file__).parents[1]
EDITION = ROOT / "forms" / "official" / "i-589" / "2025-01-20"
BLANKS = ROOT.parent / "shared" / "official-forms"
TODAY = date(2026, 11, 22)
OURS = ("applicant", "lawyer", "preparer")
NEVER = ("hand", "leave_blank")



def _rows(edition: str) -> tuple[dict[str, str], ...]:
    file = ROOT / "forms" / "official" / edition / "map.tsv"
    with file.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t"))


ROWS = _rows("i-589/2025-01-20")
NAMES = tuple(sorted({row["expr"] or row["when"] for row in ROWS if row["filled_by"] in OURS}))
OTHERS = {form: _rows(form) for form in ("i-765/2025-08-21", "g-28/2018-09-17")}
ALL_NAMES = tuple(
    sorted({
        row["expr"] or row["when"]
        for rows in (ROWS, *OTHERS.values())
        for row in rows
        if row["filled_by"] in OURS
    })
)  # fmt: skip


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(ROOT / "forms" / "interview")


@pytest.fixture(scope="module")
def nothing(questionnaire: Questionnaire) -> Facts:
    return facts(questionnaire, Answers(), TODAY)


@pytest.fixture(scope="module")
def sample(questionnaire: Questionnaire) -> Facts:
    plain = yaml.safe_load((ROOT / "forms" / "sample" / "answers.yaml").read_text("utf-8"))
    return facts(
        questionnaire, Answers(read_answers(questionnaire, plain, lambda name: name)), TODAY
    )


@pytest.mark.parametrize("case", ["nothing", "sample"])
def test_every_box_has_a_fact_and_every_fact_has_questions(
    case: str, questionnaire: Questionnaire, request: pytest.FixtureRequest
) -> None:
    found = {name: request.getfixturevalue(case).get(name) for name in ALL_NAMES}
    assert [name for name, fact in found.items() if fact is None] == [], "nobody gives these"
    asked = {name: {key.question for key in fact.keys} for name, fact in found.items()}
    assert [name for name, questions in asked.items() if not questions] == [], "from nowhere"
    assert set().union(*asked.values()) <= questionnaire.questions.keys()


def test_an_empty_case_fills_and_ticks_nothing_and_says_why(nothing: Facts) -> None:
    for name in ALL_NAMES:
        fact = nothing.get(name)
        assert fact is not None
        assert (fact.text, fact.ticked) == ("", None), name
        assert fact.why is not None, name


def test_the_boxes_are_as_many_as_on_the_pages_and_each_is_there_once() -> None:
    fields = Counter(row["field"] for row in ROWS)
    assert len(ROWS) == 460
    assert [field for field, times in fields.items() if times > 1] == []
    assert {int(row["page"]) for row in ROWS} == set(range(1, 13))


@pytest.mark.parametrize("edition", ["i-589/2025-01-20", *OTHERS])
def test_a_row_names_its_fact_as_its_kind_of_box_does(edition: str) -> None:
    for row in _rows(edition):
        where = f"{row['part']} {row['item']} {row['short']}"
        if row["filled_by"] in NEVER:
            assert not row["expr"] and not row["when"], where
        elif row["type"] == "checkbox":
            assert row["when"] and not row["expr"] and row["on_value"], where
        else:
            assert row["expr"] and not row["when"], where
        assert row["filled_by"] in (*OURS, *NEVER, "computed"), where


def test_nobody_can_sign_or_date_or_fill_what_is_official() -> None:
    official = [row for row in ROWS if row["part"] in ("F", "G") or row["item"] == "official"]
    assert len(official) == 22
    assert {row["filled_by"] for row in official} == {"leave_blank"}
    signed = [
        row for row in ROWS
        if row not in official
        and re.search(r"signature of|date of signature|^date$", row["question"], re.IGNORECASE)
    ]  # fmt: skip
    assert {row["filled_by"] for row in signed} == {"hand"}
    assert len(signed) == 7
    barcodes = [row for row in ROWS if "PDF417" in row["field"]]
    assert len(barcodes) == 12
    assert {row["filled_by"] for row in barcodes} == {"leave_blank"}


@pytest.mark.parametrize(("edition", "signed"), [("i-765/2025-08-21", 6), ("g-28/2018-09-17", 6)])
def test_nobody_else_can_be_signed_or_dated_for(edition: str, signed: int) -> None:
    rows = [
        row for row in OTHERS[edition]
        if re.search(r"signature|date", row["question"], re.IGNORECASE)
        and not re.search(r"date of (birth|your last|accredit)|expiration", row["question"], re.I)
    ]  # fmt: skip
    assert len(rows) == signed
    assert {row["filled_by"] for row in rows} == {"hand"}
    barcodes = {row["filled_by"] for row in OTHERS[edition] if "PDF417" in row["field"]}
    assert barcodes <= {"leave_blank"}


def test_what_is_said_when_signing_is_left_to_the_hand() -> None:
    """Who read the form to whom, and how far the representation goes."""
    said = [row for row in OTHERS["i-765/2025-08-21"]
            if row["part"] in ("3", "5") and row["type"] == "checkbox"
            and row["filled_by"] == "hand"]  # fmt: skip
    items = {(row["part"], row["item"]) for row in said}
    assert items == {("3", "1.a"), ("3", "1.b"), ("5", "7.b")}


def test_the_grounds_are_the_lawyers(nothing: Facts) -> None:
    boxes = [row for row in ROWS if row["filled_by"] == "lawyer"]
    assert len(boxes) == 7
    for row in boxes:
        fact = nothing.get(row["when"])
        assert fact is not None
        assert {key.question for key in fact.keys} <= {"lawyer_grounds", "lawyer_cat"}
    others = [name for name in NAMES if name not in {row["when"] for row in boxes}]
    for name in others:
        fact = nothing.get(name)
        assert fact is not None
        assert not {key.question for key in fact.keys} & {"lawyer_grounds", "lawyer_cat"}


def test_the_options_that_the_facts_know_are_those_of_the_interview(
    questionnaire: Questionnaire,
) -> None:
    known: dict[str, Iterable[str]] = {
        "person_safe": facts_people.WITHHELD,
        "entry_status": facts_life.STATUS,
        "school_type": facts_life.SCHOOL,
        "job_kind": facts_life.WITHOUT_EMPLOYER,
        "helper_relation": facts_signature.RELATIVES,
        "other_helper_relation": facts_signature.RELATIVES,
        "lawyer_grounds": facts_claim.GROUNDS,
        "incident_harm": facts_claim.HELD,
        "family_harm_kind": facts_claim.HELD,
        "person_relation": ("spouse", "child", "parent", "sibling"),
        "person_parent": ("mother", "father"),
        "marital_status": ("married",),
        "preparer": ("lawyer", "helper", "nobody"),
        "permit_category": ("c8",),
        "g28_kind": ("attorney", "accredited"),
        "g28_before": facts_appearance.AGENCIES,
        "g28_notices": facts_appearance.NOTICES,
    }
    for question, options in known.items():
        there = {option.id for option in questionnaire.questions[question].options}
        assert set(options) <= there, question


def test_every_question_that_the_form_puts_feeds_a_box(
    questionnaire: Questionnaire, nothing: Facts, sample: Facts
) -> None:
    fed = {
        key.question
        for name in ALL_NAMES
        for case in (nothing, sample)
        if (fact := case.get(name)) is not None
        for key in fact.keys
    }
    put = {
        question.id
        for section in questionnaire.sections
        if section.id in ("family", "form", "lawyer_form", "permit", "lawyer_g28_form")
        for screen in section.screens
        for question in screen.questions
    }
    assert put - fed == {"permit_wanted", "g28_wanted"}, "asked for a form, and not printed on it"


def test_what_uscis_rejects_when_blank_is_on_the_form() -> None:
    edition = yaml.safe_load((EDITION / "edition.yaml").read_text(encoding="utf-8"))
    items = {(row["part"], row["item"].removesuffix(" explain")) for row in ROWS}
    for group in edition["reject_if_blank"]:
        for item in group["items"]:
            assert (group["part"], str(item)) in items


def test_the_map_has_the_boxes_of_the_official_form() -> None:
    blank = BLANKS / "i-589_ed-2025-01-20_official.pdf"
    if not blank.exists():
        pytest.skip("NOT PROVED: that the map has the very boxes of the official blank I-589")
    with pikepdf.open(blank) as pdf:
        found = [
            (number, _full_name(box))
            for number, page in enumerate(pdf.pages, start=1)
            for box in page.get("/Annots", [])
            if box.get("/Subtype") == "/Widget"
        ]
    assert sorted(found) == sorted((int(row["page"]), row["field"]) for row in ROWS)


def _full_name(box: pikepdf.Object) -> str:
    parts = []
    while box is not None:
        if "/T" in box:
            parts.append(str(box.T))
        box = box.get("/Parent")
    return ".".join(reversed(parts))
