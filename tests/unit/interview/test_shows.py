"""Ties between documents and events, from the side of the document."""

from __future__ import annotations

import pytest

from pristan.case import Answer, Answers, Items, Key, Links
from pristan.content import content_dir
from pristan.interview.shows import Tie, ties, turned
from pristan.questions import Questionnaire, read_questionnaire


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(content_dir("forms") / "interview")


@pytest.fixture
def answers() -> Answers:
    return Answers(
        [
            Answer(Key("evidence"), Items(("paper", "other"))),
            Answer(Key("incidents"), Items(("search", "arrest", "quiet"))),
            Answer(Key("incident_has_papers", "search"), True),
            Answer(Key("incident_exhibits", "search"), Links(("other",))),
            Answer(Key("incident_has_papers", "quiet"), False),
            Answer(Key("rfm_listed"), True),
        ]
    )


def of(questionnaire: Questionnaire, answers: Answers, item: str) -> Tie:
    return next(each for each in ties(questionnaire, answers, "paper") if each.key.item == item)


def test_every_place_that_may_name_a_document_is_there(
    questionnaire: Questionnaire, answers: Answers
) -> None:
    found = {tie.key: tie for tie in ties(questionnaire, answers, "paper")}
    assert Key("rfm_exhibits") in found
    assert found[Key("incident_exhibits", "search")].gate is None
    assert found[Key("incident_exhibits", "arrest")].gate == Key("incident_has_papers", "arrest")
    assert Key("incident_exhibits", "quiet") not in found  # "no documents" was the answer
    assert not any(tie.tied for tie in found.values())


def test_a_tie_is_made_and_undone_in_one_place(
    questionnaire: Questionnaire, answers: Answers
) -> None:
    for answer in list(turned(answers, of(questionnaire, answers, "search"), "paper")):
        answers.put(answer)
    assert answers.value("incident_exhibits", "search") == Links(("other", "paper"))
    tie = of(questionnaire, answers, "search")
    assert tie.tied
    for answer in list(turned(answers, tie, "paper")):
        answers.put(answer)
    assert answers.value("incident_exhibits", "search") == Links(("other",))


def test_a_tie_answers_that_there_are_documents(
    questionnaire: Questionnaire, answers: Answers
) -> None:
    for answer in list(turned(answers, of(questionnaire, answers, "arrest"), "paper")):
        answers.put(answer)
    assert answers.value("incident_has_papers", "arrest") is True
    assert answers.value("incident_exhibits", "arrest") == Links(("paper",))
    assert of(questionnaire, answers, "arrest").gate is None


def test_what_is_no_document_has_no_ties(questionnaire: Questionnaire, answers: Answers) -> None:
    assert not list(ties(questionnaire, answers, "search"))
    assert not list(ties(questionnaire, answers, "nobody"))
