"""A long screen: its beginning at once, the rest in later turns, and nothing lost meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from pristan.case import Key
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.doors import Doors
from pristan.ui.reading_order import stops
from pristan.ui.screen import ScreenView
from pristan.ui.shell import Shell
from pristan.ui.style import Look
from pristan.ui.voice import Voice
from pristan.ui.walk import FORMS
from ui.windows import ALLOWED, SMALL, create_case, find, go, make_shell, page, press, type_in

Open = Callable[..., Shell]
LONG, OTHER = Place("every_one"), Place("every_link")


@pytest.fixture
def small(case_file: Path) -> Iterator[Desk]:
    made = create_case(case_file, SMALL)
    yield made
    made.close()


def fresh(shell: Shell) -> ScreenView:
    """Go to the long screen when nothing of it is ready, and give it no time at all."""
    page(shell).go(OTHER)
    assert shell.case
    desk = shell.case.session.desk
    desk.answer(Key("t_phone"), f"{desk.answers.value('t_phone') or ''}1")  # nothing stays ready
    page(shell).go(LONG)
    view = page(shell).view
    assert isinstance(view, ScreenView)
    return view


def asked(desk: Desk) -> list[str]:
    return [question.id for question in desk.visible(LONG)]


def order(view: ScreenView) -> list[str]:
    """Return the questions from the top to the bottom, as they stand."""
    QApplication.processEvents()
    return sorted(view.blocks, key=lambda id_: view.blocks[id_].y())


def test_the_beginning_is_there_at_once_and_the_rest_comes(
    qtbot: QtBot, small: Desk, open_shell: Open
) -> None:
    view = fresh(open_shell(small))
    assert 0 < len(view.blocks) < len(asked(small))
    assert not view.is_settled
    with qtbot.waitSignal(view.settled, timeout=5_000):
        pass
    assert order(view) == asked(small)


def test_a_screen_that_is_left_is_not_built_further_when_an_answer_changes(
    qtbot: QtBot, small: Desk, open_shell: Open
) -> None:
    shell = open_shell(small)
    left = fresh(shell)
    had = len(left.blocks)
    shown = fresh(shell)
    assert shown is not left
    with qtbot.waitSignal(shown.settled, timeout=5_000):
        pass
    assert isValid(left) is False or len(left.blocks) == had


def test_what_stands_beside_is_ready_before_anybody_goes_there(
    qtbot: QtBot, small: Desk, open_shell: Open
) -> None:
    shell = open_shell(small)
    page(shell).go(OTHER)
    before = page(shell).view
    qtbot.waitUntil(lambda: page(shell).is_ready, timeout=10_000)
    page(shell).go(LONG)
    view = page(shell).view
    assert isinstance(view, ScreenView) and view.is_settled
    assert order(view) == asked(small)
    page(shell).go(OTHER)
    assert page(shell).view is before  # the screen that was left, as it was


def test_what_is_ready_never_shows_an_old_answer(
    qtbot: QtBot, small: Desk, open_shell: Open
) -> None:
    shell = open_shell(small)
    page(shell).go(OTHER)
    qtbot.waitUntil(lambda: page(shell).is_ready, timeout=10_000)
    small.answer(Key("t_yes"), True)
    small.answer(Key("t_text"), "новое")
    view = go(shell, "every_one")
    assert find(view, QLineEdit, "t_text").text() == "новое"
    assert "t_after" in view.blocks


def test_a_key_right_after_the_change_is_typed_into_the_new_screen(
    small: Desk, open_shell: Open
) -> None:
    shell = open_shell(small)
    fresh(shell)
    for letter in "да":  # where the keyboard is, not where a test would look for a field
        focused = QApplication.focusWidget()
        assert focused is not None
        type_in(focused, letter)
    assert small.answers.value("t_text") == "да"


def test_the_keyboard_goes_to_a_question_that_was_not_there_yet(
    small: Desk, open_shell: Open
) -> None:
    shell = open_shell(small)
    view = fresh(shell)
    last = asked(small)[-1]
    assert last not in view.blocks
    view.focus_on(Key(last))
    focused = QApplication.focusWidget()
    assert focused is not None and view.blocks[last].isAncestorOf(focused)


def test_tab_goes_on_to_what_was_not_there_yet(small: Desk, open_shell: Open) -> None:
    shell = open_shell(small)
    view = fresh(shell)
    QCoreApplication.sendPostedEvents()  # it is painted, and no turn has come yet
    ids = asked(small)
    built = len(view.blocks)
    assert built < len(ids)
    there = stops(view.blocks[ids[built - 1]])  # its own last parts may not be there yet either
    there[-1].setFocus()
    press(there[-1], Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None and focused not in there
    assert any(view.blocks[each].isAncestorOf(focused) for each in ids[built - 1 : built + 1])


def test_an_answer_meanwhile_leaves_the_order_right(
    qtbot: QtBot, small: Desk, open_shell: Open
) -> None:
    shell = open_shell(small)
    view = fresh(shell)
    type_in(view.findChildren(QLineEdit)[0], "слово")
    small.answer(Key("t_yes"), True)
    assert not view.is_settled
    with qtbot.waitSignal(view.settled, timeout=5_000):
        pass
    assert "t_after" in view.blocks
    assert order(view) == asked(small)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_at_the_largest_text_nothing_stands_outside_the_page(
    qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    shell = make_shell(language, 200)
    qtbot.addWidget(shell)
    shell.show()
    desk = create_case(tmp_path / "case")
    desk.add_item(Key("admin_cases"))
    shell.open_desk(desk)
    shell.resize(1024, 600)  # an old laptop
    area = page(shell).findChildren(QScrollArea)[0]
    for screen in ("identity_birth", "entry_us", "story_start", "admin_start"):
        go(shell, screen)
        assert area.horizontalScrollBar().maximum() == 0
    page(shell).go(FORMS)
    QApplication.processEvents()
    assert area.horizontalScrollBar().maximum() == 0
    assert (shell.width(), shell.height()) == (1024, 600)
    assert shell.case
    shell.case.size(100)  # live, and back
    QApplication.processEvents()
    assert (shell.width(), shell.height()) == (1024, 600)


@pytest.mark.parametrize("percent", [100, 200])
def test_a_window_begins_within_its_screen(qtbot: QtBot, percent: int) -> None:
    voice = Voice(content_dir("i18n"), "ru")
    shell = Shell(Doors(ALLOWED), voice, Look("light", percent), lambda _: None)
    qtbot.addWidget(shell)
    shell.show_unlock(None)
    shell.show()
    room = shell.screen().availableSize()
    assert shell.width() < room.width() and shell.height() < room.height()  # its frame too
