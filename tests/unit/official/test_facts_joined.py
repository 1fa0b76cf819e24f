"""Texts of several answers: each part, in every state, stands in the box or is listed."""

from typing import Any

import pytest

from pristan.case import State
from pristan.content import content_dir
from pristan.official.answer_sheet import plan_sheet
from pristan.official.facts import Facts, Why
from pristan.official.form import Form, read_form
from pristan.official.notes import apart, beside, problems
from pristan.official.plan import plan
from pristan.official.supplement import where
from unit.official.facts_made import case, fact, person

PRINTED = {State.UNKNOWN: "Unknown", State.NOT_APPLICABLE: "N/A"}
OPEN = {None: Why.UNANSWERED, State.LATER: Why.LATER, State.DECLINED: Why.DECLINED,
        State.IN_PERSON: Why.IN_PERSON}  # fmt: skip

ADDRESS = {"street": "1 Invented St.", "city": "Tver", "country": "RU"}
BORN = {"person_birth_city": "Tver", "person_birth_country": "SU"}
LIVES = {"person_city": "Omsk", "person_country": "RU"}
INCIDENT = {"incident_name": "Search", "incident_when": "2023-02-16", "incident_where": "at home",
            "incident_harm": ["searched"], "incident_who": "Two men.",
            "incident_reason": "My posts.", "incident_story": "They came."}  # fmt: skip
FAMILY = {"family_harm_name": "My brother", "family_harm_when": "2022-05",
          "family_harm_kind": ["questioned"], "family_harm_story": "He was asked about me.",
          "family_harm_reason": "They named me."}  # fmt: skip
ARTICLES = [{"code": "KoAP", "article": "20.3.3", "part": "1"}]
CASE = {"case_name": "First case", "case_number": "122", "case_articles": ARTICLES,
        "case_body": "A police office", "case_about": "My posts.",
        "case_state": "It is open."}  # fmt: skip
RULING = {"admin_name": "The fine", "admin_number": "5-1", "admin_articles": ARTICLES,
          "admin_penalty": "fine", "admin_amount": "30,000 rubles", "admin_about": "A poster.",
          "admin_truth": "It was not mine."}  # fmt: skip
TRANSIT = {"transit_country": "GE", "transit_who": ["me"], "transit_when": "2023-09",
           "transit_status": "visa_free", "transit_left": "A day was given to us.",
           "transit_may_return": False, "transit_asylum": False,
           "transit_asylum_why": "I was afraid to ask."}  # fmt: skip

# The fact, the answers beside the parts, the list that the parts are in, and the parts
JOINED: tuple[tuple[str, dict[str, Any], str, dict[str, Any]], ...] = (
    ("applicant.birth_city, applicant.birth_country", {}, "",
     {"birth_city": "Tver", "birth_country": "SU"}),
    *((f"{who}.birth_city, {who}.birth_country", {"marital_status": "married", "as": relation},
       "people", BORN) for who, relation in (("spouse", "spouse"), ("children[0]", "child"))),
    *((f"{who}.location", {"marital_status": "married", "as": relation}, "people", LIVES)
      for who, relation in (("spouse", "spouse"), ("children[0]", "child"))),
    *((f"background.{who}.{box}", {"as": relation, "has_siblings": True}, "people", parts)
      for who, relation in (("mother", "mother"), ("siblings[0]", "sibling"))
      for box, parts in (("birth_place", BORN), ("location", LIVES))),
    ("background.jobs[0].employer_and_address", {}, "jobs",
     {"job_employer": "School No. 0", "job_address": ADDRESS}),
    ("background.jobs[0].employer_and_address", {"served": True}, "service",
     {"service_branch": "Signal troops", "service_place": "Tver"}),
    ("claim.b1a.text", {"form_harm": True}, "incidents", INCIDENT),
    ("claim.b1a.text", {"form_harm": True}, "family_harms", FAMILY),
    ("claim.b1b.text", {"form_fear": True}, "",
     {"fear_return": "Prison.", "fear_whom": "The police.", "fear_why": "My posts."}),
    ("claim.b2.text", {"form_accused": True}, "cases", CASE),
    ("claim.b2.text", {"form_accused": True}, "admin_cases", RULING),
    ("claim.c2.text", {"transit_any": True}, "transit", TRANSIT),
    ("claim.c2.text", {"transit_any": True, "transit": [TRANSIT], "form_status_elsewhere": True},
     "", {"form_status_elsewhere_story": "A permit."}),
    ("court.place", {"detained": True, "court_status": "now"}, "",
     {"court_city": "Sample City", "court_state": "CA"}),
)  # fmt: skip


@pytest.fixture(scope="module")
def i589() -> Form:
    return read_form(content_dir("forms") / "official" / "i-589" / "2025-01-20")


def made(extra: dict[str, Any], listed: str, parts: dict[str, Any]) -> Facts:
    plain = {key: value for key, value in extra.items() if key != "as"}
    if listed == "people":
        relation = extra["as"]
        kind = {"mother": "parent"}.get(relation, relation)
        parent = {"person_parent": relation} if kind == "parent" else {}
        parts = person(kind, "Anna", person_living=True, **parent, **parts)
    if listed == "jobs":
        parts = {"job_kind": "employed", "job_now": True, **parts}
    return case(**plain, **({listed: [parts]} if listed else parts))


@pytest.mark.parametrize("state", [None, *(each for each in State if each is not State.GIVEN)])
@pytest.mark.parametrize(
    ("expr", "extra", "listed", "parts", "part"),
    [(*each, part) for each in JOINED for part in each[-1]],
)
def test_no_part_is_lost_in_any_state(
    i589: Form, expr: str, extra: dict[str, Any], listed: str, parts: dict[str, Any], part: str,
    state: State | None,
) -> None:  # fmt: skip
    whole = fact(made(extra, listed, parts), expr)
    assert whole.missing == (), "nothing is missing where all is answered"
    left = {key: value for key, value in parts.items() if key != part}
    if state is not None:
        left[part] = {"state": str(state)}
    of = made(extra, listed, left)
    found = fact(of, expr)
    if state in PRINTED:
        assert PRINTED[state] in found.text
        assert PRINTED[state] not in whole.text
        return
    missing = {(gap.why, key.question) for gap in found.missing for key in gap.keys}
    assert (OPEN[state], part) in missing, "and which answer it is"
    boxes = [box for box in i589.boxes if box.facts == expr]
    assert boxes or expr.startswith("court."), "the box is on the map"
    points = {(point.where, point.why, key.question) for point in plan(i589, of).empty
              for key in point.keys}  # fmt: skip
    assert all((where(box), str(OPEN[state]), part) in points for box in boxes)


def test_a_country_without_its_city_is_printed_and_must_be_settled(i589: Form) -> None:
    made_plan = plan(i589, case(birth_country="RU", birth_city={"state": "later"}))
    [text] = [each.set.value for each in made_plan.texts if each.where.question == "13"]
    assert text == "Russia"
    [said] = [each for each in problems(made_plan) if "Question 13" in str(each)]
    assert str(said) == (
        "Part A.I, Question 13 is not complete, a part of the answer is missing: it was left for "
        "later. In the interview: “In which city or village were you born?” (About you)."
    )


def test_a_further_row_lists_its_open_parts_too(i589: Form) -> None:
    jobs = [{"job_kind": "employed", "job_employer": f"School {n}", "job_now": True,
             "job_address": {"state": "in_person"}} for n in range(9)]  # fmt: skip
    rows = {point.where for point in plan(i589, case(jobs=jobs)).empty
            if point.why == "in_person" and point.partly}  # fmt: skip
    assert len(rows) == 9


def test_a_sheet_to_copy_from_says_that_a_part_is_missing(i589: Form) -> None:
    of = case(birth_country="RU", birth_city={"state": "later"})
    rows = [row.answer for row in plan_sheet(plan(i589, of)).rows if "Question 13" in row.where]
    assert rows == ["Russia", "(a part of the answer: left for later)"]


def test_a_further_row_without_an_answer_prints_nothing_and_is_listed(i589: Form) -> None:
    people = [person("sibling", f"Anna{n}") for n in "abcd"] + [{"person_relation": "sibling"}]
    made_plan = plan(i589, case(people=people, has_siblings=True))
    assert not [each for each in made_plan.texts if "(" in each.set.value]
    assert not [each for each in made_plan.moved if each.why == "row"]
    assert [each.why for each in made_plan.empty if "row 5" in each.where.item]


def test_boxes_that_hold_initials_are_listed(i589: Form) -> None:
    mother = person("parent", "Vera", person_parent="mother", person_safe="initials")
    made_plan = plan(i589, case(people=[mother]))
    [text] = [each for each in made_plan.texts if each.box.facts == "background.mother.name"]
    assert text.set.value == "V. P."
    [point] = [each for each in made_plan.empty if each.why == "initials"]
    assert (point.where, point.partly) == (text.where, True)


def test_an_address_taken_apart_is_listed_with_what_each_box_holds() -> None:
    form = read_form(content_dir("forms") / "official" / "i-765" / "2025-08-21")
    where_lives = {"street": "12 Sample Street", "apartment": "Apt 5", "city": "Sample City",
                   "region": "California", "postal_code": "00000-1234"}  # fmt: skip
    [said] = apart(plan(form, case(us_address=where_lives, mailing_differs=False)))
    assert str(said) == (
        "Part 2, Item Number 5.b: “12 Sample Street, Apt 5, Sample City, California, 00000-1234” "
        "was taken apart for the boxes: street number and name: 12 Sample Street; Apt.: X; "
        "apartment, suite or floor number: 5; city or town: Sample City; state: CA; ZIP code: "
        "00000."
    )


def test_an_old_home_and_a_friend_are_named_as_not_on_the_form(i589: Form) -> None:
    old = {"residence_address": {"street": "1 Old St.", "city": "Omsk", "country": "RU"},
           "residence_to": "1999"}  # fmt: skip
    last = {"residence_address": {"street": "2 New St.", "city": "Tver", "country": "RU"},
            "residence_to": "2023"}  # fmt: skip
    of = case(residences=[last, old], people=[person("friend", "Anna")])
    assert [str(each) for each in beside(plan(i589, of))] == [
        "Not on this form: “What was the address?”, “When did you stop living there?” (Where you "
        "lived, studied and worked: 1 Old St., Omsk, Russia).",
        "Not on this form: “What is this person's name?” (Your family and the people in your "
        "story: ANNA PRIMEROVA).",
    ]


def test_the_letter_of_an_item_is_listed_and_not_printed(i589: Form) -> None:
    article = [{"code": "UK", "article": "207.3", "part": "2", "point": "д"}]
    cases = [{"case_name": "First case", "case_articles": article}]
    made_plan = plan(i589, case(form_accused=True, cases=cases))
    [point] = [each for each in made_plan.empty if each.why == "point"]
    assert [key.question for key in point.keys] == ["case_articles"]
