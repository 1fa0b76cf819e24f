"""Steps to be undone and done again: typing goes on in one, several answers can be one."""

from __future__ import annotations

import pytest

from pristan.case import Answer, Answers, Change, Key, State
from pristan.case.steps import Steps

NAME, TOWN = Key("name"), Key("town")


class Sitting:
    """Answers and their steps, as a desk keeps them."""

    def __init__(self) -> None:
        self.answers, self.steps = Answers(), Steps()

    def say(
        self, key: Key, value: str | None, state: State = State.GIVEN, *, whole: bool = False
    ) -> None:
        change = self.answers.put(Answer(key, value, state))
        assert change is not None
        self.steps.took(change, whole=whole)

    def go(self, changes: list[Change]) -> None:
        for change in changes:
            self.answers.apply(change)

    def said(self) -> list[object]:
        return [self.answers.value(key.question) for key in (NAME, TOWN)]


@pytest.fixture
def sitting() -> Sitting:
    return Sitting()


def test_typing_on_is_one_step_until_it_ends(sitting: Sitting) -> None:
    sitting.say(NAME, "И")
    sitting.say(NAME, "Ив")
    sitting.steps.end()
    sitting.say(NAME, "Иван")
    sitting.go(sitting.steps.undo())
    assert sitting.said() == ["Ив", None]
    sitting.go(sitting.steps.undo())
    assert sitting.said() == [None, None]
    assert not sitting.steps.can_undo
    assert sitting.steps.undo() == []


def test_another_state_or_a_whole_step_is_a_step_of_its_own(sitting: Sitting) -> None:
    sitting.say(NAME, "Иван")
    sitting.say(NAME, None, State.IN_PERSON)
    sitting.go(sitting.steps.undo())
    assert sitting.said() == ["Иван", None]
    sitting.say(NAME, "Пётр", whole=True)
    sitting.say(NAME, "Лев", whole=True)
    sitting.go(sitting.steps.undo())
    assert sitting.said() == ["Пётр", None]


def test_what_is_done_together_is_undone_and_redone_together(sitting: Sitting) -> None:
    sitting.say(TOWN, "Омск", whole=True)
    with sitting.steps.together():
        sitting.say(NAME, "Иван", whole=True)
        sitting.say(TOWN, "Тверь", whole=True)
    sitting.go(sitting.steps.undo())
    assert sitting.said() == [None, "Омск"]
    sitting.go(sitting.steps.redo())
    assert sitting.said() == ["Иван", "Тверь"]
    sitting.go(sitting.steps.undo())
    assert sitting.said() == [None, "Омск"]


def test_nothing_done_together_is_no_step(sitting: Sitting) -> None:
    with sitting.steps.together():
        pass
    assert not sitting.steps.can_undo


def test_a_new_step_leaves_nothing_to_redo(sitting: Sitting) -> None:
    sitting.say(NAME, "Иван")
    sitting.go(sitting.steps.undo())
    assert sitting.steps.can_redo
    sitting.say(TOWN, "Тверь")
    assert not sitting.steps.can_redo
    sitting.steps.forget()
    assert not sitting.steps.can_undo
