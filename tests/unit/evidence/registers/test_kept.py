"""Who is looked for in a case, and what is kept of a finding."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pristan.case import Answer, Answers, Items, Key, Kind, Name, Point, Remembered, Told
from pristan.evidence.registers.kept import NoName, kept, outcome, saved_on, sought_in
from pristan.evidence.registers.values import Doubt, Hit, Level, Looked, Register, Rule

ANNA = Name("Примерова", "Анна", "Петровна")
HIT = Hit(
    4, 5, "Физические лица", "ПРИМЕРОВА АННА, 1990 г.р.", Level.D,
    (Rule.YEAR, Rule.NO_PATRONYMIC), 0, asterisk=False,
)  # fmt: skip


def case(*more: tuple[str, Any]) -> Answers:
    return Answers([Answer(Key("full_name"), ANNA), *(Answer(Key(q), v) for q, v in more)])


def looked(register: Register = Register.ROSFINMONITORING, doubt: Doubt | None = None) -> Looked:
    return Looked(register, "", "https://example.org/list", "2025-07-03T18:14:05+00:00", 9, doubt,
                  (HIT,))  # fmt: skip


def test_every_name_of_the_person_is_looked_for() -> None:
    answers = case(("other_names_list", Items(("maiden", "latin"))))
    answers.put(Answer(Key("other_name", "maiden"), Name("Образцова")))
    answers.put(Answer(Key("other_name", "latin"), Name(latin_family="PRIMEROVA")))
    assert sought_in(answers).names == (ANNA, Name("Образцова", "Анна", "Петровна"))
    answers.put(Answer(Key("other_names"), False))
    assert sought_in(answers).names == (ANNA,)


@pytest.mark.parametrize(
    ("born", "looked_for"),
    [
        (Remembered(Kind.ON, Point(1990, 4, 3)), Point(1990, 4, 3)),
        (Remembered(Kind.ON, Point(1990)), Point(1990)),
        (Remembered(Kind.ABOUT, Point(1990, 4, 3)), None),  # a guess is no match of dates
        (None, None),
    ],
)
def test_a_birth_date_is_compared_as_far_as_it_is_known(
    born: Remembered | None, looked_for: Point | None
) -> None:
    assert sought_in(case(("birth_date", born))).born == looked_for


@pytest.mark.parametrize("name", [None, Name(latin_family="PRIMEROVA", latin_given="ANNA")])
def test_without_a_russian_name_it_says_what_is_needed(name: Name | None) -> None:
    with pytest.raises(NoName, match="in Russian letters"):
        sought_in(Answers([Answer(Key("full_name"), name)]))


def test_what_differs_is_kept_with_the_entry() -> None:
    said = {answer.key: answer.value for answer in kept("e", looked(), HIT, case())}
    assert said[Key("exhibit_register_entry", "e")] == Told(HIT.text, "ru")
    assert said[Key("exhibit_register_fit", "e")] == ("year", "no_patronymic")
    assert said[Key("exhibit_captured", "e")] == Remembered(Kind.ON, Point(2025, 7, 3))
    assert said[Key("rfm_asterisk")] is False


def test_another_register_says_nothing_of_the_list() -> None:
    found = kept("e", looked(Register.WANTED), HIT, case())
    assert not [answer for answer in found if answer.key.question.startswith("rfm_")]


@pytest.mark.parametrize(
    ("doubt", "said"),
    [
        (None, "absent"), (Doubt.FEW, "incomplete"), (Doubt.ONE_CASE, "incomplete"),
        (Doubt.UNKNOWN, "incomplete"), (Doubt.ERROR, "unavailable"),
        (Doubt.NO_RESULT, "unavailable"),
    ],
)  # fmt: skip
def test_an_absence_has_its_name(doubt: Doubt | None, said: str) -> None:
    assert outcome(looked(doubt=doubt), None) == said
    assert outcome(looked(doubt=doubt), HIT) == "found"


def test_a_day_is_read_only_from_what_is_one() -> None:
    assert saved_on("2025-07-03T18:14:05+00:00") == date(2025, 7, 3)
    assert saved_on("") is None
    assert saved_on("yesterday") is None
