"""Homes, work and dates on Form I-589, also of somebody who remembers only years."""

from typing import Any

import pytest

from pristan.case import Address, Key
from pristan.official.facts import SEE_SUPPLEMENT, Fact, Why
from pristan.official.facts_place import in_columns
from unit.official.facts_made import case, fact, home, text


def test_six_homes_are_six_rows_present_first_then_by_their_end() -> None:
    of = case(
        us_address={"street": "100 Example Road", "city": "Sample City", "region": "California",
                    "country": "US"},
        us_address_since="2026-01",
        citizenship="RU",
        residences=[
            home("Tver", "RU", 2010, "2023-09"),
            home("Tijuana", "MX", "2024-11", "2025-01"),
            home("San Diego", "US", "2025-01", "2026-01"),
            home("Tbilisi", "GE", "2023-09", "2024-11"),
            home("Yerevan", "AM", "2022-03", "2022-05"),
            home("Moscow", "RU", 2005, 2010),
        ],
    )  # fmt: skip
    cities = [text(of, f"background.residences[{n}].city") for n in range(6)]
    assert cities == ["Sample City", "San Diego", "Tijuana", "Tbilisi", "Tver", "Yerevan"]
    assert of.count("background.residences") == 6, "a home of 2010 is not in the last five years"
    assert text(of, "background.residences[0].to") == "Present"
    assert text(of, "background.residences[0].from") == "01/2026"
    assert text(of, "background.residences[4].from") == "2010"
    assert text(of, "background.last_addresses[0].city") == "Tijuana"
    assert text(of, "background.last_addresses[1].city") == "Tver"


def test_the_present_home_is_not_printed_twice() -> None:
    here = {"street": "100 Example Road", "city": "Sample City", "country": "US"}
    listed = {"residence_address": here, "residence_from": "2025-06"}
    of = case(us_address=here, residences=[listed])
    assert of.count("background.residences") == 1
    assert text(of, "background.residences[0].from") == "06/2025"


def test_work_and_service_stand_in_one_table_the_present_first() -> None:
    of = case(
        jobs=[
            {"job_kind": "employed", "job_employer": "School No. 0", "job_occupation": "Teacher",
             "job_address": {"city": "Тверь", "country": "RU", "english": "Tver, Russia"},
             "job_from": 2015, "job_now": False, "job_to": "2022-09"},
            {"job_kind": "unemployed", "job_from": "2023-10", "job_now": True},
            {"job_kind": "self_employed", "job_to": 2019, "job_now": False},
        ],
        served=True,
        service=[{"service_branch": "Signal troops", "service_role": "Driver",
                  "service_from": "2022-10", "service_to": "2023-09"}],
    )  # fmt: skip
    rows = [
        tuple(text(of, f"background.jobs[{n}].{name}")
              for name in ("employer_and_address", "occupation", "from", "to"))
        for n in range(of.count("background.jobs"))
    ]  # fmt: skip
    assert rows == [
        ("Unemployed", "", "10/2023", "Present"),
        ("Signal troops", "Driver", "10/2022", "09/2023"),
        ("School No. 0, Tver, Russia", "Teacher", "2015", "09/2022"),
    ], "what certainly ended more than five years ago is left out"


@pytest.mark.parametrize(
    ("english", "columns"),
    [
        ("10 Test St., Apt. 4, Tver, Tver Oblast, 170000, Russia",
         ("10 Test St., Apt. 4", "Tver", "Tver Oblast")),
        ("10 Test St., Tver, Tver Oblast", ("10 Test St.", "Tver", "Tver Oblast")),
        ("10 Test St., Apt. 4, Tver, Tver Oblast, Russian Federation",
         ("10 Test St., Apt. 4", "Tver", "Tver Oblast")),
        ("10 Test St., 170000 Tver, Tver Oblast, Russia", ("10 Test St.", "Tver", "Tver Oblast")),
        ("10 Test St., Tver, Tver Oblast, Russia 170000", ("10 Test St.", "Tver", "Tver Oblast")),
        ("Test St., 10, Tver, Tver Oblast", ("Test St., 10", "Tver", "Tver Oblast")),
        ("", ("ул. Тестовая, 10", "Тверь", "Тверская обл.")),
        ("Tver, Russia", None),
        ("170000, Tver Oblast, Tver, Test St., 10, apt. 4", None),
        ("Tver Oblast, Tver, 10 Test St.", None),
        ("10 Test St., Tver Oblast, Tver", None),
        ("10 Test St., Zavolzhsky, Tver, Tver Oblast", None),
    ],
)  # fmt: skip
def test_an_english_line_is_taken_apart_only_where_every_part_is_certain(
    english: str, columns: tuple[str, ...] | None
) -> None:
    address = Address("ул. Тестовая, 10", "", "Тверь", "Тверская обл.", "170000", "RU", english)
    found = in_columns(address, "Russia")
    assert (found and tuple(found.values())) == columns


@pytest.mark.parametrize("table", ["background.residences[0]", "background.last_addresses[0]"])
def test_a_line_that_cannot_be_taken_apart_stands_whole_on_the_supplement(table: str) -> None:
    line = "Lenina St., 12, Moscow, Tverskoy, Russian Federation"
    written = {"street": "ул. Ленина, 12", "city": "Москва", "country": "RU", "english": line}
    of = case(us_address={"state": "later"},
              residences=[{"residence_address": written, "residence_to": "2025-06"}])  # fmt: skip
    table = table.replace("residences[0]", "residences[1]")
    street = fact(of, f"{table}.street")
    assert (street.text, street.supplement) == (SEE_SUPPLEMENT, f"Address: {line}.")
    assert text(of, f"{table}.country") == "Russia"
    for name in ("city", "province"):
        empty = fact(of, f"{table}.{name}")
        assert (empty.text, empty.why) == ("", Why.DOES_NOT_FIT)


def test_somebody_who_remembers_years_gets_no_day_and_no_month() -> None:
    of = case(
        birth_date=1985,
        left_russia_date={"about": 2022},
        passport_expires={"words": "до войны"},
        schools=[{"school_name": "School", "school_from": 1992, "school_to": {"about": 2002}}],
        residences=[home("Tver", "RU", {"from": 2010, "to": 2023}, {"state": "unknown"})],
    )
    assert fact(of, "applicant.dob") == Fact((Key("birth_date"),), "1985")
    left = fact(of, "applicant.last_left_country")
    assert (left.text, left.supplement) == ("2022", "Date of last leaving: in or about 2022.")
    assert fact(of, "applicant.passport.expires").needs_english
    assert text(of, "background.schools[0].to") == "2002"
    assert text(of, "background.residences[1].from") == "2010"
    assert text(of, "background.residences[1].to") == "2023"


@pytest.mark.parametrize(
    ("said", "box", "supplement"),
    [
        ("2022-03-24", "03/24/2022", ""),
        ("2022-03", "03/2022", ""),
        ({"about": "2022-03-24"}, "03/2022", "on or about March 24, 2022"),
        ({"from": "2022-03-24", "to": "2022-03-26"}, "03/24/2022",
         "from March 24, 2022 to March 26, 2022"),
        ({"before": 2022}, SEE_SUPPLEMENT, "before 2022"),
        ({"after": "2022-03"}, SEE_SUPPLEMENT, "after March 2022"),
        ({"between": [2019, 2021]}, SEE_SUPPLEMENT, "between 2019 and 2021"),
        ("2022-winter", SEE_SUPPLEMENT, "in the winter of 2021–2022"),
        ("2022-spring", "2022", "in the spring of 2022"),
        ({"words": "before the war"}, SEE_SUPPLEMENT, "before the war"),
    ],
)
def test_a_date_box_is_as_exact_as_the_answer(said: Any, box: str, supplement: str) -> None:
    born = fact(case(birth_date=said), "applicant.dob")
    assert born.text == box
    assert born.supplement == (f"Date of birth: {supplement}." if supplement else "")


@pytest.mark.parametrize(
    ("side", "far", "box", "supplement"),
    [
        ("after", {"count": 3, "unit": "days"}, "03/24/2022", ""),
        ("after", {"count": 2, "unit": "weeks"}, "04/2022", "two weeks after {}"),
        ("before", {"count": 1, "unit": "months"}, "02/2022", "one month before {}"),
        ("after", {"count": 1, "unit": "years"}, "2023", "one year after {}"),
        ("before", {}, SEE_SUPPLEMENT, "before {}"),
        ("after", {"unit": "soon"}, SEE_SUPPLEMENT, "shortly after {}"),
        ("same_day", {}, "03/21/2022", ""),
    ],
)
def test_a_date_told_by_another_event_is_counted_and_said(
    side: str, far: dict[str, Any], box: str, supplement: str
) -> None:
    told = {side: {"event": "left_russia_date", **far}}
    came = fact(case(left_russia_date="2022-03-21", birth_date=told), "applicant.dob")
    event = "my departure from Russia (March 21, 2022)"
    assert came.text == box
    said = f"Date of birth: {supplement.format(event)}."
    assert came.supplement == (said if supplement else "")


def test_a_date_whose_event_has_no_english_yet_waits_for_it() -> None:
    told = {"after": {"event": "search"}}
    incidents = [{"item": "search", "incident_name": "Обыск", "incident_when": "2023-02-16"}]
    assert fact(case(incidents=incidents, birth_date=told), "applicant.dob").needs_english


def test_the_end_that_was_told_with_a_beginning_is_said_in_words() -> None:
    lived = {"from": "2021-03", "to": "2022-05"}
    of = case(residences=[home("Tver", "RU", lived, "2023-01")])
    start = fact(of, "background.residences[1].from")
    assert start.text == "03/2021"
    assert start.supplement == "From: from March 2021 to May 2022."


def test_other_names_that_are_not_listed_yet_are_missing_beside_a_spelling() -> None:
    name = {"family": "ПРИМЕРОВ", "given": "Иван", "latin_family": "PRIMEROV",
            "latin_given": "IVAN", "others": [{"text": "IOANN PRIMEROV"}]}  # fmt: skip
    names = fact(case(full_name=name, other_names=True), "applicant.other_names")
    assert names.text == "IOANN PRIMEROV"
    assert [(gap.why, gap.keys) for gap in names.open] == [
        (Why.UNANSWERED, (Key("other_names_list"),))
    ]
