"""What a text may offer while one types: names with agreed English, none that claims too much."""

from __future__ import annotations

import pytest

from pristan.content import content_dir
from pristan.questions import Type, read_questionnaire
from pristan.questions.lists import OFFERS, read_offers

LISTS = read_offers(content_dir("forms"))


def test_there_are_the_lists_that_questions_may_name() -> None:
    assert set(LISTS) == set(OFFERS)
    every = [pair for names in LISTS.values() for pair in names.agreed.items()]
    assert all(ru.strip() and en.strip() and "{" not in ru + en for ru, en in every)


def test_a_region_that_is_occupied_is_not_offered() -> None:
    regions = LISTS["regions"].agreed
    assert len(regions) == 83
    assert regions["Тверская область"] == "Tver Oblast"
    assert "Херсонская область" not in regions
    assert "Республика Крым" not in regions


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("районный суд", "district court"),
        ("Тверской областной суд", "Tver Oblast Court"),
        ("Верховный суд Республики Татарстан", "Supreme Court of the Republic of Tatarstan"),
        ("Центральный районный суд г. Твери", "Central District Court of Tver"),
        ("Замоскворецкий районный суд г. Москвы", "Zamoskvoretsky District Court of Moscow"),
        ("Тверской районный суд", "Tverskoy District Court"),
        (
            "мировой судья судебного участка № 12",
            "Justice of the Peace of Judicial Precinct No. 12",
        ),
        ("Центральный районный суд г. Нигде", ""),
        ("любой районный суд", ""),
    ],
)
def test_a_court_has_the_agreed_english(name: str, english: str) -> None:
    assert LISTS["courts"].english(name) == LISTS["bodies"].english(name) == english


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("Управление МВД России по Тверской области", "Directorate of the MVD for Tver Oblast"),
        ("Управление МВД России по г. Твери", "Directorate of the MVD for the city of Tver"),
        (
            "Управление ФСБ по Чеченской Республике",
            "Directorate of the FSB for the Chechen Republic",
        ),
        ("прокуратура г. Ростова-на-Дону", "Prosecutor's Office of the city of Rostov-on-Don"),
        ("прокуратура Краснодарского края", "Prosecutor's Office of Krasnodar Krai"),
        ("отдел полиции № 3", "Police Station No. 3"),
    ],
)
def test_a_body_of_a_region_or_a_town_has_the_agreed_english(name: str, english: str) -> None:
    assert LISTS["bodies"].english(name) == english
    assert LISTS["courts"].english(name) == ""


def test_what_is_typed_becomes_a_district_court() -> None:
    courts = LISTS["courts"]
    assert courts.built("Хамов") == courts.built("Тверь") == []
    assert courts.built("Хамовнический р")[0] == "Хамовнический районный суд"
    assert courts.built("Хамовнический районный суд г. Мос") == [
        "Хамовнический районный суд г. Москвы"
    ]


def test_no_body_is_that_of_an_occupied_region() -> None:
    names = " ".join(LISTS["bodies"].agreed)
    assert not any(each in names for each in ("Крым", "Севастопол", "Донецк", "Херсон"))


def test_the_questions_that_ask_for_them_offer_them() -> None:
    asked = read_questionnaire(content_dir("forms") / "interview").questions.values()
    offering = {question.id: question.offers for question in asked if question.offers}
    assert offering["case_region"] == "regions"
    assert offering["case_body"] == "bodies"
    assert offering["case_court"] == "courts"
    assert all(question.type is Type.TEXT for question in asked if question.offers)
