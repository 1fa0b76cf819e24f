"""The pages before the case: calm about a wrong passphrase, strict about a right one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from pristan.desk import Desk
from pristan.ui.create import CreatePage, RecoveryPage
from pristan.ui.shell import Shell
from pristan.ui.unlock import UnlockPage
from pristan.vault import Vault
from ui.windows import ALLOWED, PASSPHRASE, create_case, find, page, press, seen, type_in

Open = Callable[..., Shell]


def test_a_wrong_passphrase_is_told_calmly_and_the_right_one_opens(
    qtbot: QtBot, case_file: Path, open_shell: Open
) -> None:
    create_case(case_file).close()
    shell = open_shell(None)
    shell.show_unlock(case_file)
    line = find(shell, QLineEdit, "passphrase")
    type_in(line, "совсем другие слова здесь")
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "does not open the file" in seen(shell.page), timeout=5000)
    assert line.isEnabled()
    assert line.selectedText()
    line.clear()
    type_in(line, PASSPHRASE)
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.case is not None, timeout=5000)


def test_the_other_keyboard_layout_is_understood_and_said(
    qtbot: QtBot, case_file: Path, open_shell: Open
) -> None:
    from pristan.vault.layout import swapped

    create_case(case_file).close()
    shell = open_shell(None)
    shell.show_unlock(case_file)
    line = find(shell, QLineEdit, "passphrase")
    type_in(line, swapped(PASSPHRASE))
    press(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.case is not None, timeout=5000)
    QApplication.processEvents()
    assert "other keyboard layout" in seen(page(shell))


def test_another_language_keeps_what_was_typed(case_file: Path, open_shell: Open) -> None:
    shell = open_shell(None)
    shell.show_unlock(case_file)
    type_in(find(shell, QLineEdit, "passphrase"), "шесть слов")
    find(shell, QAbstractButton, "language.ru").click()
    assert shell.voice.code == "ru"
    assert find(shell, QLineEdit, "passphrase").text() == "шесть слов"


def test_the_keyboard_is_watched(case_file: Path, open_shell: Open) -> None:
    shell = open_shell(None)
    shell.show_unlock(case_file)
    QApplication.processEvents()
    line = find(shell, QLineEdit, "passphrase")
    type_in(line, "ф")
    assert "Russian letters" in seen(shell.page)
    type_in(line, "A")
    assert "Latin letters" in seen(shell.page)
    assert "Caps Lock" in seen(shell.page)


def test_a_new_file_is_made_locked_and_opened(
    qtbot: QtBot, tmp_path: Path, open_shell: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "бумаги.pristan"
    monkeypatch.setattr("pristan.ui.dialogs.choose_new_case", lambda *_words: str(target))
    shell = open_shell(None)
    find(shell, QAbstractButton, "create").click()
    made = shell.page
    assert isinstance(made, CreatePage)
    words = made.phrase
    assert len(words.split()) == 6
    again = find(shell, QLineEdit, "again")
    type_in(again, "что-то другое")
    press(again, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert "not yet the same" in seen(shell.page)
    assert not target.exists()
    again.clear()
    type_in(again, words)
    find(shell, QAbstractButton, "create.next").click()
    qtbot.waitUntil(lambda: isinstance(shell.page, RecoveryPage), timeout=10_000)
    QApplication.processEvents()
    find(shell, QAbstractButton, "recovery.show").click()
    code = find(shell, QLabel, "recovery").text()
    go_on = find(shell, QAbstractButton, "recovery.go_on")
    go_on.click()
    assert "You have not typed it" in seen(shell.page)  # asked once, and no more
    assert shell.case is None
    go_on.click()
    assert shell.case is not None
    shell.lock()
    for way_in in (words, code):
        Vault.open(target, way_in, profiles=ALLOWED).close()


def test_ones_own_passphrase_is_judged(open_shell: Open) -> None:
    shell = open_shell(None)
    find(shell, QAbstractButton, "create").click()
    QApplication.processEvents()
    find(shell, QAbstractButton, "create.own").click()
    QApplication.processEvents()
    own = find(shell, QLineEdit, "own")
    for text, verdict in (
        ("короткая", "too short"),
        ("пароль123456", "easy to guess"),
        ("лиловый шкаф едет к морю", "hard to guess"),
    ):
        own.clear()
        type_in(own, text)
        assert verdict in seen(shell.page)


def test_what_is_not_promised_is_one_press_away(open_shell: Open) -> None:
    shell = open_shell(None)
    find(shell, QAbstractButton, "promises").click()
    QApplication.processEvents()
    assert "cannot protect" in seen(shell.page)
    find(shell, QAbstractButton, "back").click()
    assert isinstance(shell.page, UnlockPage)


def test_the_title_says_nothing(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    assert shell.windowTitle() == "Documents"
