"""Addresses and telephones of Forms I-765 and G-28: units, states, ten digits, where mail goes."""

from __future__ import annotations

from typing import Any

import pytest

from pristan.official.facts_value import Why
from unit.official.facts_made import case, fact, text


def here(**parts: str) -> dict[str, Any]:
    return {"street": "1 Invented St.", "city": "Sample City", "country": "US", **parts}


@pytest.mark.parametrize(
    ("written", "unit", "number"),
    [
        ("Apt. 3", "apt", "3"), ("apartment 4B", "apt", "4B"), ("Apt #12", "apt", "12"),
        ("Suite 200", "ste", "200"), ("Ste. 5", "ste", "5"), ("Floor 2", "flr", "2"),
        ("2nd floor", "flr", "2"), ("45", "apt", "45"), ("#7", "apt", "7"), ("B-2", "apt", "B-2"),
        ("Room 9", "", "Room 9"), ("Unit 5", "", "Unit 5"), ("Aptos", "", "Aptos"),
    ],
)  # fmt: skip
def test_a_unit_is_of_the_kind_that_it_says(written: str, unit: str, number: str) -> None:
    of = case(us_address=here(apartment=written), mailing_differs=False)
    ticked = [
        each for each in ("apt", "ste", "flr")
        if fact(of, f"client.mail.unit == '{each}'").ticked
    ]  # fmt: skip
    assert ticked == ([unit] if unit else [])
    assert text(of, "client.mail.apt") == number


@pytest.mark.parametrize(
    ("written", "code"),
    [("California", "CA"), ("ca", "CA"), ("New York", "NY"), ("Puerto Rico", "PR"), ("", "")],
)
def test_a_state_has_the_two_letters_of_the_list(written: str, code: str) -> None:
    of = case(us_address=here(region=written), mailing_differs=False)
    assert text(of, "client.mail.state") == code


def test_a_state_that_there_is_not_stands_where_answers_continue() -> None:
    of = case(us_address=here(region="Calif."), mailing_differs=False)
    state = fact(of, "client.mail.state")
    assert (state.text, state.why, state.supplement) == ("", Why.DOES_NOT_FIT, "State: Calif.")


def test_mail_goes_where_the_person_says_and_nowhere_before_that_is_said() -> None:
    mail = {"us_address": here(city="Home"), "mailing_address": here(city="Post")}
    assert text(case(**mail, mailing_differs=True), "client.mail.city") == "Post"
    assert text(case(us_address=here(city="Home"), mailing_differs=False), "client.mail.city") == (
        "Home"
    )
    unsaid = fact(case(us_address=here(city="Home")), "client.mail.city")
    assert (unsaid.text, unsaid.why) == ("", Why.UNANSWERED)


def test_the_home_is_asked_only_where_the_mail_goes_elsewhere() -> None:
    same = case(us_address=here(city="Home"), mailing_differs=False)
    assert fact(same, "permit.same_address == true").ticked is True
    assert fact(same, "permit.home.city").why is Why.NOT_ASKED
    other = case(us_address=here(city="Home"), mailing_differs=True)
    assert fact(other, "permit.same_address == true").ticked is False
    assert fact(other, "permit.same_address == false").ticked is True
    assert text(other, "permit.home.city") == "Home"


def test_a_telephone_has_ten_digits_or_stands_where_answers_continue() -> None:
    assert text(case(phone="+1 202 555 0143"), "client.phone") == "2025550143"
    abroad = fact(case(phone="+995 555 12 34 56"), "client.phone")
    assert (abroad.text, abroad.supplement) == ("", "Telephone: +995 555 12 34 56.")


def test_an_address_abroad_has_province_and_postal_code_and_no_state() -> None:
    of = case(
        helper_used=True, helper_relation="other", preparer="helper",
        helper_address={"street": "5 Invented St.", "city": "Tbilisi", "region": "Tbilisi",
                        "postal_code": "0100", "country": "GE"},
    )  # fmt: skip
    found = {name: text(of, f"permit.preparer.address.{name}")
             for name in ("state", "zip", "province", "postal", "country")}  # fmt: skip
    assert found == {
        "state": "", "zip": "", "province": "Tbilisi", "postal": "0100", "country": "Georgia",
    }  # fmt: skip
