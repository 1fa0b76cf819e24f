"""Remarks on numbers: the usual ones pass, mistyped ones are noticed, nothing is changed."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.case.numbers import KINDS, check, shown
from pristan.content import content_dir
from pristan.questions import Type, read_questionnaire

# kind, as typed, as printed
USUAL = [
    ("a_number", "A 000-000-001", "A 000-000-001"),
    ("a_number", "a12345678", "A 012-345-678"),
    ("a_number", "А123456789, 987654321", "A 123-456-789, A 987-654-321"),  # a Cyrillic А
    ("i94", "12345678901", "12345678901"),
    ("i94", "123 456 789 a1", "123456789A1"),
    ("ssn", "123456789", "123-45-6789"),
    ("uscis_account", "0123 4567 8901", "012345678901"),
    ("passport", "751234567", "75 1234567"),
    ("passport", "№ 75 1234567", "75 1234567"),
    ("passport", "AB123456", "AB123456"),
    ("internal_passport", "4510123456", "45 10 123456"),
    ("travel_document", "c0123456", "C0123456"),
    ("criminal_case", "12301450001000123", "12301450001000123"),
    ("criminal_case", "201/837072-14", "201/837072-14"),
    ("criminal_case", "№ 123456", "№ 123456"),
    ("court_uid", "77RS0001-02-2023-001234-10", "77RS0001-02-2023-001234-10"),
    ("court_uid", "39ms0012 01 2024 000456 38", "39MS0012-01-2024-000456-38"),
    ("court_uid", "77RЅ0001–02–2023–001234–10", "77RS0001-02-2023-001234-10"),
    ("snils", "11223344595", "112-233-445 95"),
    ("inn", "500100732259", "500100732259"),
    ("inn", "7707083893", "7707083893"),
    ("enforcement", "12345/23/77001-ИП", "12345/23/77001-ИП"),
    ("list_entry", "1234.", "1234."),
]
UNUSUAL = [
    ("a_number", "A 12", "number.a_number"),
    ("a_number", "A 123-456-789, 12", "number.a_number"),
    ("i94", "1234567890", "number.i94"),
    ("i94", "A2345678901", "number.i94"),
    ("ssn", "12345678", "number.ssn"),
    ("ssn", "900-12-3456", "number.ssn_never"),
    ("ssn", "123-00-4567", "number.ssn_never"),
    ("ssn", "123-45-0000", "number.ssn_never"),
    ("uscis_account", "1234", "number.uscis_account"),
    ("passport", "4510 123456", "number.passport_internal"),
    ("passport", "75 12", "number.passport"),
    ("internal_passport", "75 1234567", "number.internal_passport"),
    ("travel_document", "12", "number.travel_document"),
    ("criminal_case", "1230145000100012", "number.criminal_case"),
    ("criminal_case", "11501450001000123", "number.criminal_case"),  # there were none in 2015
    ("court_uid", "77RS0001-02-2023-001234-56", "number.court_uid_check"),
    ("court_uid", "77RS0001-02-2023-001234", "number.court_uid"),
    ("snils", "112-233-445 96", "number.mistyped"),
    ("snils", "112-233-445", "number.snils"),
    ("inn", "500100732258", "number.mistyped"),
    ("inn", "500100732249", "number.mistyped"),
    ("inn", "7707083894", "number.mistyped"),
    ("inn", "77070838", "number.inn"),
    ("enforcement", "12345-23", "number.enforcement"),
    ("list_entry", "see below", "number.list_entry"),
]


@pytest.mark.parametrize(("kind", "typed", "printed"), USUAL)
def test_a_usual_number_is_printed_as_papers_do(kind: str, typed: str, printed: str) -> None:
    assert check(kind, typed) is None
    assert shown(kind, typed) == printed


@pytest.mark.parametrize(("kind", "typed", "remark"), UNUSUAL)
def test_an_unusual_number_is_remarked_on_and_stays(kind: str, typed: str, remark: str) -> None:
    found = check(kind, typed)
    assert found is not None
    assert found.context == remark
    if kind != "a_number":
        assert shown(kind, typed) == typed
    else:
        assert typed.split(", ")[-1] in shown(kind, typed)


def test_every_mistyped_digit_of_a_court_identifier_is_noticed() -> None:
    for right in ("77RS0001-02-2023-001234-10", "39MS0012-01-2024-000456-38"):
        places = [place for place, sign in enumerate(right) if sign.isdigit()]
        assert len(places) == 20
        for place in places:
            for digit in set("0123456789") - {right[place]}:
                assert check("court_uid", right[:place] + digit + right[place + 1 :])


def test_two_digits_of_a_court_identifier_in_the_wrong_order_are_noticed() -> None:
    right = "77RS0001-02-2023-001234-10"
    for at, (one, two) in enumerate(pairwise(right)):
        if one != two and one.isdigit() and two.isdigit():
            assert check("court_uid", right[:at] + two + one + right[at + 2 :])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_said_of_an_empty_line(kind: str) -> None:
    for empty in ("", "  "):
        assert check(kind, empty) is None
        assert shown(kind, empty) == ""


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=30))
def test_any_text_may_be_typed(kind: str, text: str) -> None:
    remark = check(kind, text)
    assert remark is None or str(remark)
    assert check(kind, shown(kind, text)) == remark  # printing makes nothing better or worse


def test_every_number_that_the_interview_asks_for_is_known() -> None:
    asked = read_questionnaire(content_dir("forms") / "interview").questions.values()
    kinds = {each.kind for each in asked if each.type is Type.NUMBER}
    assert {"a_number", "passport", "criminal_case"} <= kinds <= KINDS.keys()


def test_editors_offer_every_kind() -> None:
    schema = json.loads((content_dir("forms") / "schema.json").read_text("utf-8"))
    assert set(schema["$defs"]["question"]["properties"]["kind"]["enum"]) == KINDS.keys()
