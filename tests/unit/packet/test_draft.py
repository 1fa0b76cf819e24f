"""DRAFT: only a review of these very answers takes it away, and no gap may be left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pristan.case import Answers, Key, reviewed
from pristan.content import content_dir
from pristan.packet.plan import plan
from pristan.packet.profiles import Profile
from pristan.packet.prove import prove
from pristan.packet.source import Source
from pristan.questions import read_questionnaire
from pristan.questions.plain import read_answers
from unit.packet.cases import A4, COURT, LAWYER, paper, plain_case, plan_of, source_of, whole_case
from unit.packet.made import compose, expected_of, page_texts


@pytest.mark.parametrize("reviewed", [True, False, None])
@pytest.mark.parametrize("profile", [LAWYER, COURT])
def test_draft_goes_only_where_profile_and_lawyer_both_say_so(
    profile: Any, reviewed: bool | None
) -> None:
    case = whole_case() | ({} if reviewed is None else {"lawyer_reviewed": reviewed})
    assert plan_of(case, profile).draft == (profile is LAWYER or reviewed is not True)


def test_a_review_that_was_taken_back_counts_as_none() -> None:
    case = whole_case() | {"lawyer_reviewed": {"state": "later", "answer": True}}
    assert plan_of(case, COURT).draft


@pytest.mark.parametrize(
    "change",
    [
        {"judge": "John Example"},
        {"incidents": plain_case()["incidents"][:1]},
        {"evidence": whole_case()["evidence"][::-1]},
        {"fear_told": {"state": "unknown"}},
    ],
)
def test_any_change_after_the_review_brings_draft_back(change: dict[str, Any]) -> None:
    case = whole_case() | {"lawyer_reviewed": True}
    before = source_of(case)
    assert not plan(before, COURT).draft
    later = plan(replace(source_of(case | change), reviewed=before.reviewed), COURT)
    assert later.draft
    assert any("not those that the lawyer reviewed" in str(each) for each in later.problems)


def test_a_change_that_was_taken_back_leaves_the_review_as_it_was() -> None:
    source = source_of(whole_case() | {"lawyer_reviewed": True})
    key = Key("judge")
    before = source.answers.get(key)
    assert before is not None
    source.answers.put(replace(before, value="Another"))
    assert plan(source, COURT).draft
    source.answers.put(before)
    assert not plan(source, COURT).draft


@pytest.mark.parametrize(
    "gap", ["translation", "certificate", "file", "lost", "latin"]
)
def test_with_something_missing_a_reviewed_packet_stays_a_draft(gap: str) -> None:
    case = whole_case() | {"lawyer_reviewed": True}
    assert not plan_of(case, COURT).draft
    match gap:
        case "translation":
            del case["evidence"][0]["exhibit_translation_files"]
        case "certificate":
            case["evidence"][0]["exhibit_certificate"] = "unsigned"
        case "file":
            del case["evidence"][1]["exhibit_files"]
        case "latin":
            case["full_name"]["latin_family"] = "ПРИМЕРОВ"
    source = source_of(case)
    if gap == "lost":
        source = replace(source, attachments={})
    planned = plan(source, COURT)
    assert planned.draft
    assert any("still says DRAFT" in str(each) for each in planned.problems)


def _printed(source: Source, *documents: str) -> list[str]:
    """Return the pages of a proved court packet of these documents."""
    planned = plan(source, Profile("court", documents, always_draft=False, annotated_index=False))
    assert not planned.draft
    packet, layout, _, _ = compose(planned, [[paper(A4)] for _ in planned.exhibits])
    assert prove(packet, expected_of(planned, layout))[0] == []
    return page_texts(packet)


@pytest.mark.parametrize(
    ("gap", "documents"),
    [
        ("english", ("declaration",)),
        ("english", ("declaration_two_columns",)),
        ("reference", ("declaration",)),
        ("title", ("index", "exhibits")),
        ("date", ("chronology",)),
        ("document", ("names_concordance",)),
    ],
)
def test_a_gap_on_any_page_makes_a_draft_of_every_page(
    gap: str, documents: tuple[str, ...]
) -> None:
    case = whole_case() | {"lawyer_reviewed": True}
    case["full_name"] = case["full_name"] | {"others": [
        {"text": "Ivan Primeroff", "document": "Diploma"}
    ]}  # fmt: skip
    assert not any("DRAFT" in page for page in _printed(source_of(case), *documents))
    match gap:
        case "english":
            del case["incidents"][1]["incident_next"]["english"]
        case "reference":
            case["incidents"][1]["incident_next"]["english"] = "See {exhibit Nothing}."
        case "title":
            del case["evidence"][2]["exhibit_title"]["english"]
        case "date":
            case["incidents"][1]["incident_when"] = {"words": "до лета"}
        case "document":
            case["full_name"]["others"][0]["document"] = "Диплом"
    pages = _printed(source_of(case), *documents)
    assert pages
    assert all("DRAFT – NOT FOR FILING" in page for page in pages)


@pytest.mark.parametrize("gap", ["", "summary", "name"])
def test_a_gap_in_the_witness_list_makes_a_draft(gap: str) -> None:
    name = {"family": "ОБРАЗЦОВА", "latin_family": "OBRAZTSOVA", "latin_given": "MARIA"}
    safe = "unnamed" if gap == "name" else "full"
    what = {} if gap == "summary" else {"witness_what": {"text": "It.", "english": "It."}}
    real = read_questionnaire(content_dir("forms") / "interview")
    case = {
        "people": [{"item": "a", "person_name": name, "person_safe": safe}],
        "witnesses": [{"witness_person": "a", "witness_safe": "safe"} | what],
        "lawyer_reviewed": True,
    }
    answers = Answers(read_answers(real, case, str))
    source = replace(
        source_of(), questionnaire=real, answers=answers, reviewed=reviewed.digest(answers)
    )
    pages = _printed(source, "witness_list")
    assert all(("DRAFT" in page) == bool(gap) for page in pages)
