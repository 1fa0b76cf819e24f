"""Lists of cards, lists inside them, and the other ways to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton

from pristan.case import Answer, Items, Key, State
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.fields.items import Card
from pristan.ui.screen import ScreenView
from pristan.ui.shell import Shell
from ui.windows import SMALL, create_case, find, go, page, press, type_in

Open = Callable[..., Shell]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(case_file: Path) -> Iterator[Desk]:
    made = create_case(case_file, SMALL)
    yield made
    made.close()


@pytest.fixture
def shell(desk: Desk, open_shell: Open) -> Shell:
    made = open_shell(desk)
    go(made, "every_list")
    return made


def cards(shell: Shell) -> list[Card]:
    QApplication.processEvents()
    view = page(shell).view
    assert isinstance(view, ScreenView)
    return [each for each in view.findChildren(Card) if each.isVisible()]


def titles(shell: Shell) -> list[str]:
    return [each.title.accessibleName().removeprefix("Open: ") for each in cards(shell)]


def add(shell: Shell, called: str) -> None:
    find(shell, QPushButton, "t_people.add").click()
    type_in(find(shell, QLineEdit, "t_called"), called)
    go(shell, "every_list")


def test_add_goes_there_and_the_card_takes_its_name(desk: Desk, shell: Shell) -> None:
    find(shell, QPushButton, "t_people.add").click()
    (item,) = desk.answers.items("t_people")
    assert page(shell).view.place == Place("t_person_screen", item)  # type: ignore[union-attr]
    go(shell, "every_list")
    assert titles(shell) == ["A person (not named yet)"]
    cards(shell)[0].title.click()
    type_in(find(shell, QLineEdit, "t_called"), "Образцова")
    go(shell, "every_list")
    assert titles(shell) == ["Образцова"]


def test_cards_move_by_the_keyboard_and_stay_under_it(desk: Desk, shell: Shell) -> None:
    for called in ("первая", "вторая", "третья"):
        add(shell, called)
    card = cards(shell)[2]
    card.title.setFocus()
    assert card.title.hasFocus()
    press(card.title, Qt.Key.Key_Up, ALT)
    assert titles(shell) == ["первая", "третья", "вторая"]
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    press(focused, Qt.Key.Key_Up, ALT)
    assert titles(shell) == ["третья", "первая", "вторая"]
    press(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert titles(shell) == ["первая", "третья", "вторая"]


def test_what_was_removed_comes_back_whole(desk: Desk, shell: Shell) -> None:
    add(shell, "Образцова")
    (item,) = desk.answers.items("t_people")
    find(shell, QAbstractButton, f"t_people.{item}.remove").click()
    assert cards(shell) == []
    find(shell, QPushButton, "notice.undo").click()
    assert titles(shell) == ["Образцова"]
    assert desk.answers.value("t_called", item) == "Образцова"


def test_an_empty_list_says_what_to_do(shell: Shell) -> None:
    view = page(shell).view
    assert view is not None
    assert "Nobody yet." in [each.text() for each in view.findChildren(QLabel) if each.isVisible()]


def test_a_list_in_a_list_has_its_trail(desk: Desk, shell: Shell) -> None:
    add(shell, "Образцова")
    cards(shell)[0].title.click()
    find(shell, QPushButton, "t_steps.add").click()
    type_in(find(shell, QLineEdit, "t_step"), "Обыск")
    (person,) = desk.answers.items("t_people")
    (step,) = desk.answers.items("t_steps", person)
    here = page(shell).view.place  # type: ignore[union-attr]
    assert here == Place("t_step_screen", step)
    trail = shell.case.session.walk.trail(  # type: ignore[union-attr]
        here, page(shell).title
    )
    assert [text for text, _ in trail] == ["A list", "Образцова", "This person", "Обыск"]
    rows = shell.case.session.walk.contents(shell.voice, page(shell).title)  # type: ignore[union-attr]
    assert [(row.title, row.depth) for row in rows if row.depth] == [("Образцова", 1), ("Обыск", 2)]
    assert [row.title for row in rows if row.here] == ["Обыск"]


def test_a_place_that_vanishes_is_left(desk: Desk, shell: Shell) -> None:
    find(shell, QPushButton, "t_people.add").click()
    assert page(shell).view.place.item  # type: ignore[union-attr]
    press(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.answers.value("t_people") in (None, Items(()))
    assert page(shell).view.place == Place("every_list")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "state", [State.UNKNOWN, State.IN_PERSON, State.DECLINED, State.NOT_APPLICABLE]
)
def test_a_state_takes_the_text_away_and_undo_returns_it(
    state: State, desk: Desk, shell: Shell
) -> None:
    go(shell, "every_one")
    line = find(shell, QLineEdit, "t_text")
    type_in(line, "строка")
    find(shell, QPushButton, f"t_text.state.{state}").click()
    assert desk.answers.get(Key("t_text")) == Answer(Key("t_text"), None, state)
    assert not line.isVisible()
    find(shell, QPushButton, "notice.undo").click()
    assert desk.answers.value("t_text") == "строка"
    assert line.isVisible()
    assert line.text() == "строка"


def test_later_keeps_the_text_and_typing_on_stays_later(desk: Desk, shell: Shell) -> None:
    go(shell, "every_one")
    line = find(shell, QLineEdit, "t_text")
    type_in(line, "стр")
    find(shell, QPushButton, f"t_text.state.{State.LATER}").click()
    assert line.isVisible()
    type_in(line, "ока")
    assert desk.answers.get(Key("t_text")) == Answer(Key("t_text"), "строка", State.LATER)
    find(shell, QPushButton, "t_text.state.change").click()
    assert desk.answers.value("t_text") == "строка"


def test_the_states_are_one_stop_of_the_tab_key(shell: Shell) -> None:
    go(shell, "every_one")
    first = find(shell, QPushButton, f"t_text.state.{State.UNKNOWN}")
    first.setFocus()
    press(first, Qt.Key.Key_Right)
    assert find(shell, QPushButton, f"t_text.state.{State.LATER}").hasFocus()
    press(find(shell, QPushButton, f"t_text.state.{State.LATER}"), Qt.Key.Key_Tab)
    assert find(shell, QLineEdit, "t_told").hasFocus()
