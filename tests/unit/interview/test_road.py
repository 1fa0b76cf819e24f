"""The rough time that is left: it falls with every answer and never counts what is not asked."""

from __future__ import annotations

import pytest

from pristan.case import Answer, Answers, Items, Key, State, Told
from pristan.content import content_dir
from pristan.interview.road import minutes_left
from pristan.questions import Questionnaire, read_questionnaire


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(content_dir("forms") / "interview")


def test_an_answer_of_any_kind_shortens_the_road(questionnaire: Questionnaire) -> None:
    whole = minutes_left(questionnaire, "identity", Answers())
    said = [Answer(Key(id_), None, State.DECLINED) for id_ in ("full_name", "birth_date", "sex")]
    assert 5 < minutes_left(questionnaire, "identity", Answers(said)) < whole < 60


def test_what_is_left_for_later_is_still_on_the_road(questionnaire: Questionnaire) -> None:
    later = Answer(Key("birth_city"), Told("Т"), State.LATER)
    there = minutes_left(questionnaire, "identity", Answers([later]))
    assert there == minutes_left(questionnaire, "identity", Answers())


def test_an_empty_list_counts_as_one_item_and_no_item_as_none(
    questionnaire: Questionnaire,
) -> None:
    empty = minutes_left(questionnaire, "incidents_section", Answers())
    assert empty > 15
    none = Answer(Key("incidents"), None, State.NOT_APPLICABLE)
    assert minutes_left(questionnaire, "incidents_section", Answers([none])) == 0
    two = Answers([Answer(Key("incidents"), Items(("a", "b")))])
    assert minutes_left(questionnaire, "incidents_section", two) > empty


def test_a_part_that_does_not_apply_takes_no_time(questionnaire: Questionnaire) -> None:
    hidden = [s.id for s in questionnaire.sections if s.when]
    assert hidden
    assert all(minutes_left(questionnaire, each, Answers()) == 0 for each in hidden)
