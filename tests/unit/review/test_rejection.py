"""What USCIS may reject the form for: the group says just what the filled form leaves empty."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from pristan.case import Answer, Answers, State
from pristan.content import content_dir
from pristan.official.facts import Fact, Facts, facts
from pristan.questions import Questionnaire, read_answers, read_questionnaire
from pristan.review import About, Group, OpenPoint, open_points, read_rules
from pristan.review.rejection import EXPLAINED

FORMS = content_dir("forms")
EDITION = FORMS / "official" / "i-589" / "2025-01-20"
PEOPLE = sorted((Path(__file__).parents[2] / "golden" / "people").glob("*.yaml"))
TODAY = date(2026, 11, 22)
BESIDE = ("applicant.residence.apt", "applicant.residence.phone.")  # "full US address" only


@cache
def interview() -> Questionnaire:
    return read_questionnaire(FORMS / "interview")


def case(plain: Mapping[str, Any]) -> Answers:
    return Answers(read_answers(interview(), dict(plain), lambda name: name))


def points(answers: Answers) -> list[OpenPoint]:
    return open_points(interview(), answers, TODAY, read_rules(FORMS))


def rejected(answers: Answers) -> set[str]:
    return {item for each in points(answers) if each.group is Group.REJECTED for item in each.items}


@cache
def boxes() -> tuple[tuple[str, str, bool, bool], ...]:
    """Item, name of the fact, whether it is a box to tick, whether it explains a yes."""
    edition = yaml.safe_load((EDITION / "edition.yaml").read_text(encoding="utf-8"))
    listed = {(group["part"], str(item)) for group in edition["reject_if_blank"]
              for item in group["items"]}  # fmt: skip
    found = []
    with (EDITION / "map.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            name, explains = row["expr"] or row["when"], row["item"].endswith(" explain")
            for item in row["item"].removesuffix(" explain").split("/"):
                if (row["part"], item) in listed and not name.startswith(BESIDE):
                    found.append((f"{row['part']} {item}", name, bool(row["when"]), explains))
    return tuple(found)


def left_empty(answers: Answers) -> set[str]:
    """The items of the list of which the filled form leaves a box empty that must not be."""
    filled = facts(interview(), answers, TODAY)
    ticked = {item for item, name, _, _ in boxes() if tick(filled, name, "true")}
    found = set()
    for item, name, ticks, explains in boxes():
        fact = filled.get(name)
        assert fact is not None, name
        if explains:
            empty = item in ticked and not fact.text
        elif ticks:
            empty = fact.ticked is None
        else:
            parts = [answers.get(key) for key in fact.keys]  # city and country: both
            empty = not fact.text or not all(part and said(part) for part in parts)
        if empty:
            found.add(item)
    if not any(filled.single[name].ticked for item, name, _, _ in boxes() if item == "B 1"):
        found.add("B 1")
    if answers.value("form_groups") is None:
        found.discard("B 3.B")  # asked once it is known whether there is a group
    return found


def said(answer: Answer) -> bool:
    return answer.dealt_with and answer.state not in (State.DECLINED, State.IN_PERSON)


def tick(filled: Facts, name: str, which: str) -> bool:
    fact: Fact | None = filled.get(name)
    return bool(fact and name.endswith(f"== {which}") and fact.ticked)


COMPLETE: Mapping[str, Any] = {
    "full_name": {"family": "ПРИМЕРОВ", "latin_family": "PRIMEROV", "latin_given": "Ivan"},
    "birth_date": "1990-05-14", "birth_city": {"text": "Тверь", "english": "Tver"},
    "birth_country": "RU", "returned": False, "transit_any": False,
    "us_address": {"street": "1 Sample St.", "city": "Sampleton", "region": "CA",
                   "postal_code": "90000", "country": "US"},
    "form_harm": False, "form_accused": False, "form_fear": True,
    "fear_return": {"text": "Тюрьма", "english": "Prison"}, "form_torture": False,
    "form_groups": False, "form_applied": False, "form_status_elsewhere": False,
    "form_year": False, "form_hurt_others": False, "form_us_law": False,
    "lawyer_grounds": ["political_opinion"],
}  # fmt: skip

EVENT = {"incident_name": {"text": "Обыск", "english": "A search"}, "incident_when": "2022-03-05"}
RUSSIAN = {"text": "Меня остановили у метро"}
BOTH = {"text": "Меня остановили", "english": "I was stopped"}

CHANGES: Mapping[str, Mapping[str, Any]] = {
    "nothing": {},
    "no city": {"birth_city": None},
    "city in Russian only": {"birth_city": {"text": "Тверь"}},
    "city unknown": {"birth_city": {"state": "unknown"}},
    "city not said": {"birth_city": {"state": "declined"}},
    "city in person": {"birth_city": {"state": "in_person"}},
    "city later": {"birth_city": {"state": "later"}},
    "birth date in words": {"birth_date": {"words": "после войны"}},
    "birth year only": {"birth_date": "1990"},
    "no Latin name": {"full_name": {"family": "ПРИМЕРОВ", "given": "Иван"}},
    "no family name": {"full_name": {"latin_given": "Ivan"}},
    "address without ZIP": {"us_address": {"street": "1 Sample St.", "city": "Sampleton",
                                           "region": "CA", "country": "US"}},
    "address in Cyrillic": {"us_address": {"street": "Пример, 1", "city": "Sampleton",
                                           "region": "CA", "postal_code": "90000"}},
    "fear: nothing said": {"fear_return": None},
    "fear: somebody said": {"fear_return": None, "fear_whom": BOTH},
    "fear: Russian only": {"fear_return": RUSSIAN},
    "fear unknown": {"form_fear": {"state": "unknown"}},
    "harm, nothing told": {"form_harm": True},
    "harm, an event": {"form_harm": True, "incidents": [{**EVENT, "incident_story": BOTH}]},
    "harm, an event in Russian": {"form_harm": True,
                                  "incidents": [{**EVENT, "incident_story": RUSSIAN}]},
    "harm, told": {"form_harm": True, "form_harm_story": BOTH},
    "harm, told in Russian": {"form_harm": True, "form_harm_story": RUSSIAN},
    "harm, told later, an event": {"form_harm": True, "form_harm_story": {"state": "later"},
                                   "incidents": [{**EVENT, "incident_story": BOTH}]},
    "harm, in person": {"form_harm": True, "form_harm_story": {"state": "in_person"},
                        "incidents": [{**EVENT, "incident_story": BOTH}]},
    "accused, nothing told": {"form_accused": True},
    "accused, an event without arrest": {"form_accused": True, "incidents": [EVENT]},
    "accused, an arrest": {"form_accused": True,
                           "incidents": [{**EVENT, "incident_harm": ["detained"],
                                          "incident_story": BOTH}]},
    "accused, a case": {"form_accused": True, "cases": [{"case_name": BOTH}]},
    "accused, a case in Russian": {"form_accused": True, "cases": [{"case_name": RUSSIAN}]},
    "torture, nothing told": {"form_torture": True},
    "torture, not said": {"form_torture": True, "form_torture_story": {"state": "declined"}},
    "back again, nothing told": {"returned": True},
    "a group, nothing else": {"form_groups": True},
    "a country on the way": {"transit_any": True, "transit": [{"transit_country": "GE"}]},
    "a country, nothing about it": {"transit_any": True},
    "a status elsewhere": {"form_status_elsewhere": True, "form_status_elsewhere_story": BOTH},
    "a status elsewhere, untold": {"form_status_elsewhere": True},
    "no ground": {"lawyer_grounds": None},
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_group_is_what_stays_empty(change: str) -> None:
    plain = {name: value for name, value in {**COMPLETE, **CHANGES[change]}.items()
             if value is not None}  # fmt: skip
    answers = case(plain)
    assert rejected(answers) == left_empty(answers)


def test_a_complete_case_has_none() -> None:
    assert rejected(case(COMPLETE)) == set()


@pytest.mark.parametrize("file", PEOPLE, ids=lambda file: file.stem)
def test_so_it_is_for_the_invented_people(file: Path) -> None:
    answers = case(yaml.safe_load(file.read_text(encoding="utf-8")))
    assert rejected(answers) == left_empty(answers)


def test_a_case_without_an_answer_lacks_all_that_is_asked_then() -> None:
    lacks = rejected(Answers())
    assert lacks == left_empty(Answers())
    assert len(lacks) == 17


def test_every_explanation_is_a_question_of_the_interview() -> None:
    known = interview().questions
    for each in EXPLAINED:
        lists = [name for pair in each.held for name in pair]
        assert {each.asked, *filter(None, (each.story,)), *each.instead, *lists} <= known.keys()


def test_what_waits_for_the_talk_is_the_lawyers() -> None:
    answers = case({**COMPLETE, "birth_city": {"state": "in_person"}})
    found = {each.about: each for each in points(answers) if each.key.question == "birth_city"}
    assert found.keys() == {About.BLANK, About.IN_PERSON}
    assert found[About.BLANK].lawyers and not found[About.IN_PERSON].lawyers


def one(answers: Answers, about: About) -> Iterator[OpenPoint]:
    return (each for each in points(answers) if each.about is about)


def test_a_yes_is_explained_where_its_story_is_asked() -> None:
    (harm,) = one(case({**COMPLETE, "form_harm": True}), About.UNEXPLAINED)
    assert (harm.key.question, harm.items) == ("form_harm_story", ("B 1.A",))
