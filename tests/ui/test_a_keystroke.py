"""The life of a keystroke: into the encrypted file, through a new language, back by undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from pristan.case import Key, Name, Told
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.autosave import SaveState
from pristan.ui.shell import Shell
from ui.windows import find, page, press, type_in, value_in

Open = Callable[..., Shell]
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_it_reaches_the_encrypted_file_without_pressing_save(
    qtbot: QtBot, desk: Desk, case_file: Path, open_shell: Open
) -> None:
    shell = open_shell(desk)
    page(shell).go(Place("identity_name"))
    assert value_in(case_file, "full_name") is None
    autosave = shell.case.session.autosave
    type_in(find(shell, QLineEdit, "full_name.family"), "Примеров")
    assert autosave.state is SaveState.TYPING
    qtbot.waitUntil(lambda: autosave.state is SaveState.SAVED, timeout=1500)
    assert value_in(case_file, "full_name") == Name(family="Примеров")


def test_another_language_in_the_middle_of_a_word_loses_nothing(
    qtbot: QtBot, desk: Desk, open_shell: Open
) -> None:
    shell = open_shell(desk)
    incident = desk.add_item(Key("incidents"))
    page(shell).go(Place("incident_telling", incident))
    box = find(shell, QPlainTextEdit, "incident_story")
    box.setFocus()
    type_in(box, "Утром в дверь")
    cursor = box.textCursor()
    cursor.setPosition(6)
    box.setTextCursor(cursor)
    shell.case.speak("ru", False)
    again = find(shell, QPlainTextEdit, "incident_story")
    assert again is not box
    assert again.hasFocus()
    assert (again.toPlainText(), again.textCursor().position()) == ("Утром в дверь", 6)
    type_in(again, "рано ")
    assert desk.answers.value("incident_story", incident) == Told("Утром рано в дверь", "ru")


def test_undo_in_a_text_box_is_the_desks(qtbot: QtBot, desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    incident = desk.add_item(Key("incidents"))
    page(shell).go(Place("incident_telling", incident))
    box = find(shell, QPlainTextEdit, "incident_story")
    box.setFocus()
    type_in(box, "Первое.")
    shell.case.session.autosave.save()
    qtbot.waitUntil(lambda: not desk.unsaved)
    type_in(box, " Второе.")
    press(box, Qt.Key.Key_Z, CONTROL)
    assert box.toPlainText() == "Первое."
    press(box, Qt.Key.Key_Z, CONTROL)
    assert box.toPlainText() == ""
    press(box, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert box.toPlainText() == "Первое."


def test_undo_shows_where_it_happened(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    page(shell).go(Place("identity_name"))
    type_in(find(shell, QLineEdit, "full_name.family"), "Примеров")
    page(shell).go(Place("incidents_screen"))
    press(shell, Qt.Key.Key_Z, CONTROL)
    assert shell.case.session.walk.at == Place("identity_name")
    assert find(shell, QLineEdit, "full_name.family").hasFocus()
    assert find(shell, QLineEdit, "full_name.family").text() == ""
