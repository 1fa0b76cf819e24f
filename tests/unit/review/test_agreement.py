"""What only several answers together show: contradictions, missing relatives, who must sign."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest

from pristan.case import Answers
from pristan.content import content_dir
from pristan.questions import Questionnaire, read_answers, read_questionnaire
from pristan.review import About, Group, OpenPoint, Rules, open_points, read_rules
from pristan.review.deadlines import read_deadlines, years_after

FORMS = content_dir("forms")
TODAY = date(2026, 11, 22)


@cache
def interview() -> Questionnaire:
    return read_questionnaire(FORMS / "interview")


@cache
def rules() -> Rules:
    return read_rules(FORMS)


def points(about: About, **plain: Any) -> list[OpenPoint]:
    answers = Answers(read_answers(interview(), plain, str))
    return [
        each for each in open_points(interview(), answers, TODAY, rules()) if each.about is about
    ]


def asked(about: About, **plain: Any) -> list[str]:
    return [each.key.question for each in points(about, **plain)]


def person(relation: str, **more: Any) -> dict[str, Any]:
    return {"person_relation": relation, **more}


PARENTS = [person("parent", person_parent="mother"), person("parent", person_parent="father")]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ({}, []),
        ({"transit_any": False}, []),
        ({"transit_any": False, "transit": [{"transit_country": "GE"}]}, ["transit_any"]),
        ({"transit_any": True, "transit": [{"transit_country": "GE"}]}, []),
        ({"has_children": False, "people": [person("child")]}, ["has_children"]),
        ({"has_children": False, "people": [person("sibling")]}, []),
        ({"has_children": True, "people": [person("child")]}, []),
        # the year is over on 2026-11-21 and not yet on 2026-11-22
        ({"entry_date": "2025-11-21", "form_year": False}, ["form_year"]),
        ({"entry_date": "2025-11-22", "form_year": False}, []),
        ({"entry_date": "2025-11-21", "form_year": True}, []),
        ({"entry_date": "2025-11-22", "form_year": True}, []),
        ({"entry_date": "2025-11-23", "form_year": True}, ["form_year"]),
        # a month is certain only when all of it is
        ({"entry_date": "2025-11", "form_year": False}, []),
        ({"entry_date": "2025-11", "form_year": True}, []),
        ({"entry_date": "2025-10", "form_year": False}, ["form_year"]),
        ({"entry_date": {"before": "2025-01"}, "form_year": False}, []),
    ],
)
def test_what_cannot_both_be_so(plain: Mapping[str, Any], expected: list[str]) -> None:
    assert asked(About.CONFLICT, **plain) == expected


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ({}, ["people", "people"]),
        ({"people": PARENTS[:1]}, ["people"]),
        ({"people": PARENTS}, []),
        ({"people": PARENTS, "has_children": True}, ["has_children"]),
        ({"people": [*PARENTS, person("child")], "has_children": True}, []),
        ({"people": PARENTS, "has_siblings": True}, ["has_siblings"]),
        ({"people": PARENTS, "has_siblings": False}, []),
        ({"people": PARENTS, "marital_status": "married"}, ["spouse"]),
        ({"people": PARENTS, "marital_status": "divorced"}, []),
        ({"people": [*PARENTS, person("spouse")], "marital_status": "married"}, []),
        ({"people": [*PARENTS, *[person("spouse")] * 2], "marital_status": "married"}, ["spouse"]),
    ],
)
def test_relatives_of_whom_the_form_asks(plain: Mapping[str, Any], expected: list[str]) -> None:
    assert asked(About.MISSING, **plain) == expected


HELPED: Mapping[str, Any] = {"helper_used": True, "helper_relation": "other"}


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ({}, []),
        ({"helper_used": False}, []),
        ({"helper_used": True}, ["helper_relation"]),
        ({"helper_used": True, "helper_relation": "spouse"}, []),
        (HELPED, ["preparer"]),
        ({**HELPED, "preparer": "nobody"}, ["preparer"]),
        ({**HELPED, "preparer": "lawyer"}, []),
        ({**HELPED, "preparer": "helper"}, ["helper_address"]),
        ({**HELPED, "preparer": "helper", "helper_address": {"street": "1 Sample St."}}, []),
        ({"helper_used": True, "helper_relation": "child",
          "other_helpers": [{"other_helper_relation": "other"}]}, ["preparer"]),
    ],
)  # fmt: skip
def test_whoever_helps_and_is_no_near_relative_signs(
    plain: Mapping[str, Any], expected: list[str]
) -> None:
    assert asked(About.PREPARER, **plain) == expected


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("2026-01-31", "ends on January 31, 2027. Ask your lawyer"),
        ("2024-02-29", "ends on February 28, 2025. Ask your lawyer"),
        ("2026-03", "ends on March 1, 2027 at the earliest. Ask your lawyer"),
        ({"after": "2026-03-05"}, "ends on March 6, 2027 at the earliest"),
    ],
)
def test_the_year_is_a_date_with_its_source_and_no_advice(entry: Any, says: str) -> None:
    (point,) = points(About.YEAR, entry_date=entry)
    assert says in str(point.saying)
    assert "8 CFR 208.4(a)" in str(point.saying) and "November 22, 2026" in str(point.saying)
    assert point.told and point.group is Group.YEAR and not point.lawyers


@pytest.mark.parametrize("entry", [{"before": "2026-03-05"}, {"words": "зимой"}])
def test_no_day_is_named_from_what_is_not_known(entry: Any) -> None:
    assert points(About.YEAR, entry_date=entry) == []


def test_the_deadlines_are_dated_and_start_from_a_question() -> None:
    found = read_deadlines(FORMS / "law" / "deadlines.yaml")
    assert "one_year" in found
    for each in found.values():
        assert each.starts in interview().questions and each.source
        assert each.checked <= TODAY and each.years > 0
    assert years_after(date(2028, 2, 29), 1) == date(2029, 2, 28)


def test_a_gap_is_told_with_the_list_it_is_in() -> None:
    homes = [{"residence_from": "2010", "residence_to": "2023-09-20"},
             {"residence_from": "2024-01-10", "residence_to": "2025-01-12"}]  # fmt: skip
    (gap,) = points(About.GAP, residences=homes, us_address_since="2025-01-12")
    assert gap.key.question == "residences" and gap.items == ("A.III 2",)
    assert str(gap.saying) == ("No address from September 21, 2023 to January 9, 2024: 111 days")


def test_a_flag_is_the_lawyers_and_leaves_nothing_open() -> None:
    (flag,) = points(About.FLAG, returned=True)
    assert flag.lawyers and flag.told
    assert "To be looked up: " in str(flag.saying) or "(8 CFR" in str(flag.saying)


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ({"full_name": {"family": "ПРИМЕРОВ", "given": "Иван"}}, ["full_name"]),
        ({"full_name": {"family": "ПРИМЕРОВ", "latin_family": "PRIMEROV"}}, []),
        ({"entry_place": "Сан-Исидро"}, ["entry_place"]),
        ({"entry_place": "San Ysidro, California"}, []),
        ({"email": "пример@пример.example"}, []),  # no box of the form
        ({"residences": [{"residence_address": {"city": "Тверь"}}]}, ["residence_address"]),
        ({"residences": [{"residence_address": {"city": "Тверь", "english": "Tver"}}]}, []),
        ({"religion": {"text": "православие", "english": "православие"}}, ["religion"]),
        ({"religion": {"text": "православие", "english": "Orthodox"}}, []),
    ],
)
def test_what_the_form_cannot_print_has_no_english(
    plain: Mapping[str, Any], expected: list[str]
) -> None:
    assert asked(About.ENGLISH, **plain) == expected


def test_groups_come_in_their_order_and_each_in_that_of_the_interview() -> None:
    answers = Answers(read_answers(interview(), {"entry_date": "2026-01-31"}, str))
    found = open_points(interview(), answers, TODAY, rules())
    order = [list(Group).index(each.group) for each in found]
    assert order == sorted(order)
    asked_in_order = list(interview().questions)
    for group in Group:
        places = [asked_in_order.index(each.key.question) for each in found if each.group is group]
        assert places == sorted(places)
