"""Form G-28: an attorney's boxes, an accredited representative's, and the client's own choices."""

from __future__ import annotations

import pytest

from pristan.case import Key
from pristan.official.facts import Why
from unit.official.facts_made import case, fact, text

LAWYER = {
    "lawyer_firm": "Sample Law Office", "lawyer_bar_state": "California",
    "lawyer_bar_number": "000000", "g28_wanted": True,
}  # fmt: skip


def test_an_attorney_has_a_bar_and_a_firm() -> None:
    of = case(**LAWYER, g28_kind="attorney", g28_restricted=False)
    assert text(of, "g28.licensed_by") == "California"
    assert (text(of, "g28.firm"), text(of, "g28.organization")) == ("Sample Law Office", "")
    assert fact(of, "g28.restricted == false").ticked is True
    assert fact(of, "g28.restricted == true").ticked is False


def test_an_accredited_representative_has_an_organization_and_a_date() -> None:
    of = case(**LAWYER, g28_kind="accredited", g28_accredited_on="2024-05-06")
    assert (text(of, "g28.firm"), text(of, "g28.organization")) == ("", "Sample Law Office")
    assert text(of, "g28.accredited_on") == "05/06/2024"
    assert text(of, "g28.bar_number") == ""
    assert fact(of, "g28.restricted == true").ticked is None


def test_an_order_is_explained_where_answers_continue() -> None:
    story = {"text": "An order of 2020.", "english": "An order of 2020."}
    of = case(**LAWYER, g28_kind="attorney", g28_restricted=True, g28_restricted_story=story)
    yes = fact(of, "g28.restricted == true")
    assert (yes.ticked, yes.supplement) == (True, "An order of 2020.")
    russian = {"text": "Решение 2020 года."}
    of = case(**LAWYER, g28_kind="attorney", g28_restricted=True, g28_restricted_story=russian)
    [gap] = fact(of, "g28.restricted == true").open
    assert (gap.why, gap.keys) == (Why.NEEDS_ENGLISH, (Key("g28_restricted_story"),))


@pytest.mark.parametrize("agency", ["uscis", "ice", "cbp"])
def test_the_matter_stands_under_its_agency_only(agency: str) -> None:
    of = case(**LAWYER, g28_before=agency, g28_matter="I-765")
    said = {each: text(of, f"g28.matter.{each}") for each in ("uscis", "ice", "cbp")}
    assert said == {"uscis": "", "ice": "", "cbp": ""} | {agency: "I-765"}


def test_what_the_client_did_not_choose_is_not_checked() -> None:
    of = case(**LAWYER, g28_notices=["documents"])
    ticked = {each: fact(of, f"'{each}' in g28.notices").ticked
              for each in ("originals", "documents", "i94")}  # fmt: skip
    assert ticked == {"originals": False, "documents": True, "i94": False}
    unsaid = case(**LAWYER)
    assert fact(unsaid, "'originals' in g28.notices").ticked is None
