"""The Russian story is whole: each part, core question and kind of paper has its place."""

from __future__ import annotations

import csv
import re

import pytest

from pristan.content import content_dir
from pristan.questions import Question, Section, Type, read_questionnaire
from pristan.questions.model import Is

FORMS = content_dir("forms")
INTERVIEW = read_questionnaire(FORMS / "interview")
PARTS = [
    section
    for section in INTERVIEW.sections
    if isinstance(section.when, Is) and section.when.question in ("story_modules", "close_kind")
]
NAMES = [section.id for section in PARTS]
ONLY_FOR_THE_LAWYER = re.compile(r"not printed in the declaration|for your lawyer only", re.I)

# What every applicant from Russia is asked, and the questions that ask it.
CORE = {
    "why you left, in a few sentences": "story_short",
    "whom you fear": "fear_whom",
    "what makes you think so": "fear_why",
    "what would happen on return": "fear_return",
    "how it began": "core_began",
    "what happened, each event once": "incidents incident_story incident_when",
    "detained, searched, questioned": "incident_harm incident_held incident_search_order",
    "criminal and administrative cases": "cases case_articles admin_cases admin_articles",
    "hit, humiliated, deprived": "incident_harm incident_traces",
    "medical help, traces": "incident_medical incident_medical_story incident_has_papers",
    "reported to anybody": "incident_report",
    "visits since you left": "visits since_left",
    "living elsewhere": "lived_elsewhere transit_story",
    "how you left": "left_story",
    "why then, and going back": "left_reason returned returned_story",
    "lists and registers": "rfm_listed wanted registers summonses",
    "papers here and elsewhere": "evidence missing_papers core_elsewhere",
    "who could confirm it": "witnesses witness_safe",
    "service": "served service military_combat",
    "money or help to others": "support_any supports donations",
    "what worries you": "worries",
}


def questions(section: Section) -> list[Question]:
    return [
        question
        for question in INTERVIEW.questions.values()
        if INTERVIEW.section_of[INTERVIEW.screen_of[question.id]] == section.id
    ]


def test_the_core_questions_are_asked() -> None:
    assert len(CORE) == 21
    asked = {name for names in CORE.values() for name in names.split()}
    assert asked - INTERVIEW.questions.keys() == set()
    for kind in ("humiliated", "deprived", "beaten", "searched", "questioned", "detained"):
        assert kind in {option.id for option in INTERVIEW.questions["incident_harm"].options}


def test_every_part_of_the_story_opens_only_when_it_is_chosen() -> None:
    chosen = [option.id for option in INTERVIEW.questions["story_modules"].options]
    opened = [rule.values for section in PARTS if isinstance(rule := section.when, Is)]
    assert opened == [(choice,) for choice in [*chosen[:-1], "home"]]
    assert chosen[-1] == "other"


@pytest.mark.parametrize("section", PARTS, ids=NAMES)
def test_a_part_lets_people_tell_and_ends_with_papers(section: Section) -> None:
    assert sum(1 for question in questions(section) if question.declare) >= 3
    last = section.screens[-1]
    assert last.title == "Documents" and not last.questions
    assert last.note.startswith("Documents people in this situation sometimes have:\n• ")


@pytest.mark.parametrize("section", PARTS, ids=NAMES)
def test_what_is_told_is_printed_unless_the_person_is_told_that_it_is_not(section: Section) -> None:
    for question in questions(section):
        if question.type is Type.LONG_TEXT and not question.declare:
            note = INTERVIEW.screens[INTERVIEW.screen_of[question.id]].note
            assert ONLY_FOR_THE_LAWYER.search(f"{question.help} {note}"), question.id


@pytest.mark.parametrize("section", PARTS, ids=NAMES)
def test_nothing_in_a_story_is_demanded(section: Section) -> None:
    assert [question.id for question in questions(section) if question.needed] == []


@pytest.mark.parametrize(
    "name",
    [
        "cases_section",
        "admin_section",
        "summons_section",
        "rosfinmonitoring",
        "wanted_section",
        "lists_section",
    ],
)
def test_nobody_is_sent_to_look_themselves_up(name: str) -> None:
    section = next(section for section in INTERVIEW.sections if section.id == name)
    assert "Please do not" in section.screens[0].note


def test_every_kind_of_paper_has_a_name() -> None:
    kinds = INTERVIEW.questions["exhibit_kind"].options
    assert len(kinds) >= 60
    assert len({option.text for option in kinds}) == len(kinds)


def rows(name: str) -> list[dict[str, str]]:
    with (FORMS / "lists" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", strict=True))


def test_the_regions_are_all_there() -> None:
    regions = rows("regions.tsv")
    assert len(regions) == 89
    for column in ("code", "ru", "en", "okato", "iso"):
        found = [region[column] for region in regions]
        assert all(found) and len(set(found)) == len(found), column
    assert all(re.fullmatch(r"\d\d", region["code"]) for region in regions)
    occupied = [region for region in regions if region["claimed"]]
    assert [region["code"] for region in occupied] == ["90", "91", "92", "93", "94", "95"]
    assert all(region["iso"].startswith("UA-") for region in occupied)
    assert all(region["iso"].startswith("RU-") for region in regions if region not in occupied)


def test_bodies_and_courts_have_agreed_english() -> None:
    bodies = rows("bodies.tsv")
    assert len(bodies) > 70
    assert all(body["kind"] and body["ru"] and body["en"] for body in bodies)
    assert (
        len({body["ru"] for body in bodies}) == len({body["en"] for body in bodies}) == len(bodies)
    )
    british = r"centre|defence|neighbour|organis|recognis"
    assert [body["en"] for body in bodies if re.search(british, body["en"], re.I)] == []
