"""The table of names in a packet: of whom, in whose words, next to which exhibit."""

from __future__ import annotations

from typing import Any

from pristan.case import Answers
from pristan.content import content_dir
from pristan.packet.plan import Plan, plan
from pristan.packet.profiles import Profile, read_profile
from pristan.packet.source import Source
from pristan.questions import read_questionnaire
from pristan.questions.lists import read_countries
from pristan.questions.plain import read_answers
from pristan.words import Words, read_words

FORMS = content_dir("forms")
TABLE = Profile("lawyer", ("names_concordance",), always_draft=True, annotated_index=False)
CASE: dict[str, Any] = {
    "full_name": {
        "family": "ПРИМЕРОВА", "given": "Юлия",
        "latin_family": "PRIMEROVA", "latin_given": "IULIIA",
        "others": [{"text": "YULIYA PRIMEROVA", "document": "US visa of 2005"}],
    },
    "other_names": True,
    "other_names_list": [
        {"other_name": {"family": "ОБРАЗЦОВА", "given": "Юлия"}, "other_name_kind": "maiden",
         "other_name_paper": {"text": "свидетельство о рождении"}},
    ],
    "people": [
        {"person_name": {"family": "ПРИМЕРОВ", "given": "Иван"}, "person_relation": "spouse",
         "person_safe": "full"},
        {"person_name": {"family": "ТЕСТОВ", "given": "Пётр"}, "person_safe": "initials"},
    ],
    "evidence": [{"exhibit_title": {"text": "Виза", "english": "US visa of 2005"}}],
}  # fmt: skip


def plan_of(case: dict[str, Any], russian: Words | None = None) -> Plan:
    questionnaire = read_questionnaire(FORMS / "interview")
    answers = Answers(read_answers(questionnaire, case, lambda name: name))
    source = Source(
        questionnaire, answers, {}, read_countries(FORMS), Words(), russian or Words(code="ru")
    )
    return plan(source, TABLE)


def table(planned: Plan) -> list[tuple[str, list[tuple[str, str, str]]]]:
    (document,) = planned.documents
    return [
        (
            person["relation"],
            [(row["text"], row["document"], row["why"]) for row in person["rows"]],
        )
        for person in document.facts["people"]
    ]


def test_each_spelling_stands_with_its_paper_and_the_reason() -> None:
    applicant, spouse = table(plan_of(CASE))
    assert applicant == (
        "",
        [
            ("IULIIA PRIMEROVA", "", "The passport's spelling, which this filing follows."),
            ("ПРИМЕРОВА Юлия", "", "The same name in Cyrillic letters."),
            (
                "YULIYA PRIMEROVA",
                "US visa of 2005",
                "The same name by another rule for Latin letters: passports of 1997 to 2010 "
                "(MVD Order 310).",
            ),
            ("ОБРАЗЦОВА Юлия", "свидетельство о рождении", "The name before marriage."),
        ],
    )
    assert spouse == (
        "Husband or wife",
        [("ПРИМЕРОВ Иван", "", "The same name in Cyrillic letters.")],
    )


def test_cyrillic_in_the_latin_boxes_is_not_called_the_passports_spelling() -> None:
    name = CASE["full_name"] | {"latin_family": "ПРИМЕРОВА"}
    rows = table(plan_of(CASE | {"full_name": name}))[0][1]
    assert rows[0][0] == "IULIIA ПРИМЕРОВА"
    assert "still to be added" in rows[0][2]
    assert not any("passport's spelling, which" in why for _, _, why in rows)


def test_a_paper_among_the_exhibits_is_cited() -> None:
    planned = plan_of(CASE)
    (document,) = planned.documents
    rows = document.facts["people"][0]["rows"]
    assert [[planned.labels[paper] for paper in row["papers"]] for row in rows] == [
        [], [], ["A"], [],
    ]  # fmt: skip


def test_a_paper_without_an_english_name_is_a_problem() -> None:
    problems = [str(problem) for problem in plan_of(CASE).problems]
    assert problems == [
        "The table of names calls a document “свидетельство о рождении”; its English name is "
        "missing."
    ]


def test_what_is_not_asked_any_more_is_left_out() -> None:
    applicant, _ = table(plan_of(CASE | {"other_names": False}))
    assert [text for text, _, _ in applicant[1]][-1] == "YULIYA PRIMEROVA"


def test_it_is_english_whatever_the_window_speaks() -> None:
    russian = read_words(content_dir("i18n"), "ru")
    assert table(plan_of(CASE, russian)) == table(plan_of(CASE))


def test_the_lawyer_is_given_it_and_the_court_is_not() -> None:
    assert "names_concordance" in read_profile(FORMS / "packets", "lawyer").documents
    assert "names_concordance" not in read_profile(FORMS / "packets", "court").documents
