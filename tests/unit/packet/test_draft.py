"""DRAFT: only a review of these very answers takes it away, and no gap may be left."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pristan.case import Key
from pristan.packet.plan import plan
from unit.packet.cases import COURT, LAWYER, plain_case, plan_of, source_of, whole_case


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
    "gap", ["english", "title", "translation", "certificate", "file", "lost", "latin"]
)
def test_with_a_gap_on_a_page_a_reviewed_packet_stays_a_draft(gap: str) -> None:
    case = whole_case() | {"lawyer_reviewed": True}
    assert not plan_of(case, COURT).draft
    match gap:
        case "english":
            del case["incidents"][1]["incident_next"]["english"]
        case "title":
            del case["evidence"][2]["exhibit_title"]["english"]
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
