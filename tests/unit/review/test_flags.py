"""Flags for the lawyer: which answers raise them, and what their author is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pristan.case import Answer, Answers, Items, Key, State, Told, Value
from pristan.content import content_dir
from pristan.interview import keys
from pristan.questions import Questionnaire, read_questionnaire
from pristan.questions.read import FormError
from pristan.questions.rules import asked_in
from pristan.review.flags import FlagRule, flags, read_flags

SHIPPED = content_dir("forms") / "review" / "flags.yaml"


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(content_dir("forms") / "interview")


@pytest.fixture(scope="module")
def rules(questionnaire: Questionnaire) -> tuple[FlagRule, ...]:
    return read_flags(SHIPPED, questionnaire)


def given(question: str, value: Value, item: str = "") -> Answer:
    return Answer(Key(question, item), value)


MILITARY = given("story_modules", ("military",))


def raised(
    questionnaire: Questionnaire, rules: tuple[FlagRule, ...], *answers: Answer
) -> list[str]:
    case = Answers(answers)
    return [flag.rule.id for flag in flags(keys(questionnaire, case), case, rules)]


def test_the_shipped_rules_are_sound(rules: tuple[FlagRule, ...]) -> None:
    assert len(rules) > 30
    read = [rule.source for rule in rules if rule.verified]
    assert read
    assert not [source for source in read if "reported" in source or " tells " in source]


def test_every_part_of_the_story_has_a_flag(
    questionnaire: Questionnaire, rules: tuple[FlagRule, ...]
) -> None:
    asked = {
        section.id: {
            question for screen in section.screens for question in _ids(questionnaire, screen.id)
        }
        for section in questionnaire.sections
        if {"story_modules", "close_kind"} & asked_in(section.when).keys()
    }
    assert len(asked) == 16
    used = {rule.question for rule in rules}
    assert [name for name, ids in asked.items() if not ids & used] == []


def _ids(questionnaire: Questionnaire, screen: str) -> set[str]:
    found = {question.id for question in questionnaire.screens[screen].questions}
    inner = {id_ for id_, home in questionnaire.home.items() if home in found}
    return found | inner


def test_nothing_said_raises_nothing(
    questionnaire: Questionnaire, rules: tuple[FlagRule, ...]
) -> None:
    assert raised(questionnaire, rules) == []


def test_an_answer_raises_its_flag_and_another_does_not(
    questionnaire: Questionnaire, rules: tuple[FlagRule, ...]
) -> None:
    contract = given("military_status", "contract")
    assert raised(questionnaire, rules, MILITARY, contract) == ["contract_service"]
    refused = given("military_status", "called")
    assert raised(questionnaire, rules, MILITARY, refused) == ["draft_alone"]
    no_fighting = given("military_combat", False)
    assert raised(questionnaire, rules, MILITARY, contract, no_fighting) == ["contract_service"]


def test_what_is_not_asked_any_more_raises_nothing(
    questionnaire: Questionnaire, rules: tuple[FlagRule, ...]
) -> None:
    assert raised(questionnaire, rules, given("military_status", "contract")) == []


def test_one_of_several_choices_is_enough(
    questionnaire: Questionnaire, rules: tuple[FlagRule, ...]
) -> None:
    part = given("story_modules", ("elections",))
    role = given("election_role", ("observer", "deputy"))
    assert raised(questionnaire, rules, part, role) == ["candidate"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.IN_PERSON, ["orders"]),
        (State.LATER, []),
        (State.DECLINED, []),
        (State.UNKNOWN, []),
        (State.NOT_APPLICABLE, []),
    ],
)
def test_what_is_told_in_person_is_what_a_lawyer_asks_about(
    questionnaire: Questionnaire, rules: tuple[FlagRule, ...], state: State, expected: list[str]
) -> None:
    status = given("military_status", "mobilized")
    silent = Answer(Key("military_orders"), None, state)
    found = raised(questionnaire, rules, MILITARY, status, silent)
    assert found == ["draft_alone", *expected]


def test_a_text_that_was_begun_raises_its_flag(
    questionnaire: Questionnaire, rules: tuple[FlagRule, ...]
) -> None:
    part = given("story_modules", ("antiwar",))
    begun = Answer(Key("antiwar_abroad"), Told("Пикет"), State.LATER)
    assert raised(questionnaire, rules, part, begun) == ["one_year_check"]
    blank = given("antiwar_abroad", Told("  "))
    assert raised(questionnaire, rules, part, blank) == []


def test_each_item_raises_its_own(
    questionnaire: Questionnaire, rules: tuple[FlagRule, ...]
) -> None:
    answers = Answers(
        (
            given("wanted", Items(("a", "b", "c"))),
            given("wanted_kind", "international", "a"),
            given("wanted_kind", "federal", "b"),
            given("wanted_kind", "international", "c"),
        )
    )
    found = flags(keys(questionnaire, answers), answers, rules)
    assert [(flag.rule.id, flag.key.item, flag.place.item) for flag in found] == [
        ("red_notice", "a", "a"),
        ("red_notice", "c", "c"),
    ]


GOOD = "flags:\n  - {id: a, question: returned, answer: [yes], text: T, source: S}\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("flags: [", "this file is not YAML in UTF-8"),
        ("- a", "the file begins with `flags:`"),
        ("flags: a", "`flags:` is a list; each entry begins with a dash"),
        (GOOD.replace("returned", "return_ed"), "there is no question return_ed"),
        (GOOD.replace("[yes]", "[often]"), "returned is never answered with often"),
        (GOOD.replace("text: T", "text: ''"), "`text:` needs a text"),
        (GOOD.replace("source", "sorce"), "`sorce:` means nothing here; did you mean `source:`?"),
        (GOOD + GOOD.split("\n")[1] + "\n", "this id is used twice"),
    ],
)
def test_an_author_is_told_what_to_mend(
    questionnaire: Questionnaire, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "flags.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FormError) as error:
        read_flags(file, questionnaire)
    assert any(said in str(mistake.saying) for mistake in error.value.mistakes)


def test_a_sound_file_is_read(questionnaire: Questionnaire, tmp_path: Path) -> None:
    file = tmp_path / "flags.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert read_flags(file, questionnaire) == (FlagRule("a", "returned", (True,), "T", "S", False),)
