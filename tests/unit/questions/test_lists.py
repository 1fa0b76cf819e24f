"""What a text may offer while one types: names with agreed English, none that claims too much."""

from __future__ import annotations

from pristan.content import content_dir
from pristan.questions import Type, read_questionnaire
from pristan.questions.lists import OFFERS, read_offers

LISTS = read_offers(content_dir("forms"))


def test_there_are_the_lists_that_questions_may_name() -> None:
    assert set(LISTS) == set(OFFERS)
    assert all(ru.strip() and en.strip() for names in LISTS.values() for ru, en in names.items())


def test_a_region_that_is_occupied_is_not_offered() -> None:
    regions = LISTS["regions"]
    assert len(regions) == 83
    assert regions["Тверская область"] == "Tver Oblast"
    assert "Херсонская область" not in regions
    assert "Республика Крым" not in regions


def test_a_row_that_only_shows_how_a_name_is_built_is_not_offered() -> None:
    assert LISTS["courts"].items() <= LISTS["bodies"].items()
    assert "районный суд" in LISTS["courts"]
    assert not any("Тверской" in name for name in LISTS["bodies"])


def test_the_questions_that_ask_for_them_offer_them() -> None:
    asked = read_questionnaire(content_dir("forms") / "interview").questions.values()
    offering = {question.id: question.offers for question in asked if question.offers}
    assert offering["case_region"] == "regions"
    assert offering["case_body"] == "bodies"
    assert offering["case_court"] == "courts"
    assert all(question.type is Type.TEXT for question in asked if question.offers)
