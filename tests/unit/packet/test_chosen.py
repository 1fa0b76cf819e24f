"""What a packet says of law and relief follows the forum and the lawyer, never a habit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pristan.packet.profiles import FORUMS
from unit.packet.cases import COURT, plain_case, plan_of


def test_the_rule_of_a_translation_is_that_of_the_forum() -> None:
    said = {
        forum: " ".join(map(str, plan_of(plain_case(), replace(COURT, forum=forum)).problems))
        for forum in FORUMS
    }
    assert "8 CFR 1003.33" in said["court"]
    assert "8 CFR 103.2(b)(3)" not in said["court"]
    assert "8 CFR 103.2(b)(3)" in said["uscis"]
    assert "8 CFR 1003" not in said["uscis"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, "form"),
        ({"lawyer_cat": False}, "form"),
        ({"lawyer_cat": True}, "torture"),
        ({"filing_title": "exhibits"}, "torture"),
        ({"filing_title": "application"}, "torture"),
        ({"filing_title": "supplement", "lawyer_cat": True}, "asylum"),
        ({"filing_title": "declaration"}, "asylum"),
    ],
)
def test_a_title_claims_no_relief_that_nobody_chose(
    chosen: dict[str, Any], expected: str
) -> None:
    planned = plan_of(plain_case() | chosen, COURT)
    facts = {document.name: document.facts for document in planned.documents}
    assert facts["declaration"]["relief"] == facts["declaration_ru"]["relief"] == expected
    if not chosen.get("filing_title"):
        assert "Torture" not in facts["cover"]["cover"]["title"]
