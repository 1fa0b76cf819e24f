"""Names as papers write them: every case, order, initials, look-alike letters."""

from __future__ import annotations

import pytest

from pristan.case import Name
from pristan.case.name_forms import Found, NameForms, Patronymic, declined, folded

IVAN = NameForms(Name("Примеров", "Иван", "Сергеевич"))
ANNA = NameForms(Name("Примерова", "Анна", "Петровна"))


def only(forms: NameForms, line: str) -> Found:
    (found,) = forms.find(folded(line))
    return found


@pytest.mark.parametrize(
    "line",
    [
        "1234. ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ*, 01.02.1985 г.р. , Г. ТВЕРЬ;",
        "в отношении Примерова Ивана Сергеевича",
        "Примерову Ивану Сергеевичу вручено",
        "обвиняется с Примеровым Иваном Сергеевичем",
        "о Примерове Иване Сергеевиче",
        "гражданин Иван Сергеевич Примеров",
        "Ивана Сергеевича Примерова",
        "ПPИMEPOB ИBAН CEPГEEBИЧ",  # look-alike Latin letters
        "ПРИМЕРОВ\u00a0ИВАН\u00a0СЕРГЕЕВИЧ",
        "ПРИ\u00adМЕРОВ ИВАН СЕР\u00adГЕЕВИЧ",
        "Приме́ров Ива́н Серге́евич",
    ],
)
def test_a_name_is_found_in_every_case_and_order(line: str) -> None:
    found = only(IVAN, line)
    assert found.patronymic is Patronymic.SAME
    assert not found.initials


@pytest.mark.parametrize(
    ("line", "how"),
    [
        ("Примеров И.С.", Patronymic.INITIAL),
        ("Примерова И. С.", Patronymic.INITIAL),
        ("И.С. Примеров", Patronymic.INITIAL),
        ("И. Примеров", Patronymic.MISSING),
    ],
)
def test_initials_are_told_apart(line: str, how: Patronymic) -> None:
    found = only(IVAN, line)
    assert found.initials
    assert found.patronymic is how


@pytest.mark.parametrize(
    ("line", "how"),
    [
        ("ПРИМЕРОВ ИВАН, 01.02.1985", Patronymic.MISSING),
        ("ПРИМЕРОВ ИВАН ПЕТРОВИЧ", Patronymic.OTHER),
        ("ПРИМЕРОВ ИВАН ТЕСТ ОГЛЫ *", Patronymic.OTHER),
        ("ПРИМЕРОВ ИВАН, ТЕСТОВИЧ ПЕТР", Patronymic.MISSING),  # the next person begins there
        ("Иван Примеров", Patronymic.MISSING),
    ],
)
def test_the_patronymic_is_compared(line: str, how: Patronymic) -> None:
    assert only(IVAN, line).patronymic is how


@pytest.mark.parametrize(
    "line",
    ["Примеров П.С.", "ПРИМЕРОВ ПЕТР СЕРГЕЕВИЧ", "Сергей Примеров", "ПРИМЕРОВСКИЙ ИВАН", "", "()"],
)
def test_other_people_are_not_found(line: str) -> None:
    assert not list(IVAN.find(folded(line)))


def test_a_name_in_brackets_is_marked() -> None:
    line = "ОБРАЗЦОВА АННА ПЕТРОВНА*,  (ПРИМЕРОВА АННА ПЕТРОВНА; ПРИМЕРОВА АННА), 03.04.1990 г.р."
    found = list(ANNA.find(folded(line)))
    assert [each.bracketed for each in found] == [True, True]
    assert [each.patronymic for each in found] == [Patronymic.SAME, Patronymic.MISSING]
    assert folded(line)[found[0].start : found[0].end] == "ПРИМЕРОВА АННА ПЕТРОВНА"


def test_a_woman_is_found_in_every_case() -> None:
    for line in ("Примеровой Анны Петровны", "Примеровой Анне Петровне", "Примерову Анну Петровну"):
        assert only(ANNA, line).patronymic is Patronymic.SAME


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Пётр", {"ПЕТР", "ПЕТРА", "ПЕТРУ", "ПЕТРОМ", "ПЕТРЕ"}),
        ("Павел", {"ПАВЛА", "ПАВЛУ", "ПАВЛОМ"}),
        ("Лев", {"ЛЬВА", "ЛЬВОМ"}),
        ("Дмитрий", {"ДМИТРИЯ", "ДМИТРИЮ", "ДМИТРИЕМ", "ДМИТРИИ"}),
        ("Юлия", {"ЮЛИИ", "ЮЛИЮ", "ЮЛИЕЙ"}),
        ("Игорь", {"ИГОРЯ", "ИГОРЮ", "ИГОРЕМ"}),
        ("Достоевский", {"ДОСТОЕВСКОГО", "ДОСТОЕВСКОМУ", "ДОСТОЕВСКИМ"}),
        ("Достоевская", {"ДОСТОЕВСКОЙ", "ДОСТОЕВСКУЮ"}),
        ("Толстой", {"ТОЛСТОГО", "ТОЛСТЫМ"}),
        ("Мамин-Сибиряк", {"МАМИНА-СИБИРЯКА", "МАМИНЫМ-СИБИРЯКОМ"}),
        ("Черных", {"ЧЕРНЫХ"}),
        ("Заяц", {"ЗАЙЦА", "ЗАЙЦЕМ"}),
        ("Боец", {"БОЙЦА", "БОЙЦУ"}),
        ("Орёл", {"ОРЛА", "ОРЛОМ"}),
        ("Конёк", {"КОНЬКА", "КОНЬКУ"}),
        ("Гребень", {"ГРЕБНЯ", "ГРЕБНЕМ"}),
        ("Лапоть", {"ЛАПТЯ", "ЛАПТЮ"}),
        ("Соловей", {"СОЛОВЬЯ", "СОЛОВЬЕМ"}),
        ("оглы", {"ОГЛЫ"}),
    ],
)
def test_endings(word: str, forms: set[str]) -> None:
    assert forms <= declined(folded(word))


def test_yo_and_a_double_surname_are_found() -> None:
    person = NameForms(Name("Щёголев-Тестов", "Фёдор", "Семёнович"))
    assert only(person, "Щеголеву–Тестову Федору Семеновичу").patronymic is Patronymic.SAME


@pytest.mark.parametrize(
    ("line", "half"),
    [
        ("ТЕСТОВА - ОБРАЗЦОВА АННА ПЕТРОВНА", False),
        ("Тестовой Образцовой Анне Петровне", False),
        ("ТЕСТОВА АННА ПЕТРОВНА", True),
        ("Анна Петровна Образцова", True),
    ],
)
def test_a_double_surname_is_found_with_spaces_and_by_its_parts(line: str, half: bool) -> None:
    found = next(NameForms(Name("Тестова-Образцова", "Анна", "Петровна")).find(folded(line)))
    assert (found.half, found.patronymic) == (half, Patronymic.SAME)


def test_a_surname_is_found_within_a_double_one() -> None:
    assert only(ANNA, "ТЕСТОВОЙ-ПРИМЕРОВОЙ АННЕ ПЕТРОВНЕ").half
    assert list(ANNA.find(folded("ТЕСТОВА-ОБРАЗЦОВА АННА ПЕТРОВНА"))) == []


def test_a_former_name_may_stand_in_brackets_in_between() -> None:
    found = only(ANNA, "ПРИМЕРОВА (ТЕСТОВА) АННА ПЕТРОВНА")
    assert (found.bracketed, found.patronymic) == (False, Patronymic.SAME)


@pytest.mark.parametrize(
    ("given", "patronymic", "line"),
    [
        ("Наталья", "Геннадьевна", "НАТАЛИЯ ГЕННАДЬЕВНА"),
        ("Наталия", "Геннадьевна", "Наталье Геннадиевне"),
        ("Софья", "Юрьевна", "СОФИИ ЮРИЕВНЕ"),
        ("Артём", "Юрьевич", "АРТЕМИЙ ЮРИЕВИЧ"),
        ("Данила", "Даниилович", "Даниилом Даниловичем"),
        ("Дмитрий", "", "ДИМИТРИЯ"),
    ],
)
def test_another_spelling_of_a_given_name_is_found_and_told(
    given: str, patronymic: str, line: str
) -> None:
    found = only(NameForms(Name("Черных", given, patronymic)), f"ЧЕРНЫХ {line}")
    assert (found.spelled, found.patronymic) == (True, Patronymic.SAME)
    assert not only(NameForms(Name("Черных", given)), f"Черных {given}").spelled


@pytest.mark.parametrize("written", ["Образец оглы", "Образец-оглы"])
def test_a_turkic_patronymic_is_one(written: str) -> None:
    person = NameForms(Name("Тестов", "Тест", written))
    for line in ("ТЕСТОВ ТЕСТ ОБРАЗЕЦ ОГЛЫ *, 1981 г.р.", "Тестову Тесту Образец-оглы"):
        assert only(person, line).patronymic is Patronymic.SAME


@pytest.mark.parametrize("name", [Name("Примеров"), Name(given="Иван"), Name()])
def test_a_whole_name_is_needed(name: Name) -> None:
    with pytest.raises(ValueError, match="needed"):
        NameForms(name)
