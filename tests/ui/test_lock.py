"""Locking: covered at once, saved, closed, and a new process takes this one's place."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from pristan.case import Key, Told
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.cover import Cover
from pristan.ui.idle import IdleWatch
from pristan.ui.shell import Shell
from pristan.vault import DiskFull, Vault
from ui.windows import find, page, press, type_in, value_in

Open = Callable[..., Shell]


def texts(cover: Cover) -> str:
    return " ".join(each.text() for each in cover.findChildren(QLabel))


def test_the_key_saves_closes_and_leaves_only_where_the_file_is(
    desk: Desk, case_file: Path, open_shell: Open
) -> None:
    shell = open_shell(desk)
    page(shell).go(Place("identity_birth"))
    line = find(shell, QLineEdit, "birth_city")
    line.setFocus()
    type_in(line, "Тестоград")
    line.selectAll()
    line.copy()
    press(line, Qt.Key.Key_F12)
    (left,) = shell.left  # type: ignore[attr-defined]
    assert left == {
        "case": str(case_file),
        "language": "en",
        "theme": "light",
        "percent": "100",
    }
    assert value_in(case_file, "birth_city") == Told("Тестоград", "ru")
    assert QGuiApplication.clipboard().text() == ""
    assert shell.case is None
    assert shell.findChildren(Cover)


def test_the_cover_comes_before_the_work(
    desk: Desk, open_shell: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = open_shell(desk)
    seen: list[tuple[bool, float]] = []
    began = time.monotonic()
    really = desk.close

    def slow() -> None:
        covers = [each for each in shell.findChildren(Cover) if each.isVisible()]
        seen.append((bool(covers) and covers[0].size() == shell.size(), time.monotonic() - began))
        really()

    monkeypatch.setattr(desk, "close", slow)
    shell.lock()
    ((covered, after),) = seen
    assert covered
    assert after < 0.5


def test_what_cannot_be_saved_stays_behind_the_cover(
    qtbot: QtBot,
    desk: Desk,
    case_file: Path,
    open_shell: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shell = open_shell(desk)
    page(shell).go(Place("identity_birth"))
    type_in(find(shell, QLineEdit, "birth_city"), "Тестоград")

    def no_room(vault: Vault, changes: object) -> int:
        raise DiskFull

    monkeypatch.setattr(Vault, "save", no_room)
    shell.lock()
    assert not shell.left  # type: ignore[attr-defined]
    (cover,) = [each for each in shell.findChildren(Cover) if each.isVisible()]
    assert "space" in texts(cover)
    assert cover.size() == shell.size()
    monkeypatch.undo()
    find(shell, QPushButton, "cover.again").click()
    assert shell.left  # type: ignore[attr-defined]
    assert value_in(case_file, "birth_city") == Told("Тестоград", "ru")


def test_a_break_hides_everything_and_gives_it_back(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    incident = desk.add_item(Key("incidents"))
    page(shell).go(Place("incident_telling", incident))
    box = find(shell, QPlainTextEdit, "incident_story")
    type_in(box, "Утром")
    find(shell, QPushButton, "pause").click()
    (cover,) = [each for each in shell.findChildren(Cover) if each.isVisible()]
    assert cover.size() == shell.size()
    assert not box.isEnabled()
    assert shell.idle.pausing
    find(shell, QPushButton, "cover.continue").click()
    assert box.isEnabled()
    assert box.toPlainText() == "Утром"


class Clocks:
    """A clock that stops while the machine sleeps, and one that does not."""

    def __init__(self) -> None:
        self.awake = self.always = 1000.0

    def pass_(self, awake: float, asleep: float = 0.0) -> None:
        self.awake += awake
        self.always += awake + asleep


def watch(qtbot: QtBot) -> tuple[IdleWatch, Clocks, list[bool]]:
    clocks, locked = Clocks(), []
    found = IdleWatch(QApplication.instance(), 300, lambda: clocks.awake, lambda: clocks.always)  # type: ignore[arg-type]
    found.idle.connect(lambda: locked.append(True))
    found.start()
    return found, clocks, locked


def a_key() -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")


def test_five_minutes_without_a_hand_lock(qtbot: QtBot) -> None:
    idle, clocks, locked = watch(qtbot)
    clocks.pass_(299)
    assert not idle.check()
    idle.eventFilter(idle, a_key())
    clocks.pass_(299)
    assert not idle.check()
    clocks.pass_(2)
    assert idle.check()
    assert locked == [True]


def test_waking_up_locks_and_swallows_the_key_that_woke(qtbot: QtBot) -> None:
    idle, clocks, locked = watch(qtbot)
    clocks.pass_(awake=1, asleep=60)
    assert idle.eventFilter(idle, a_key()) is True
    assert locked == [True]


def test_a_clock_set_back_delays_nothing(qtbot: QtBot) -> None:
    idle, clocks, locked = watch(qtbot)
    clocks.always -= 10 * 365 * 86400.0
    clocks.pass_(301)
    assert idle.check()
    assert locked == [True]


def test_a_break_is_no_sign_of_life(qtbot: QtBot) -> None:
    idle, clocks, _ = watch(qtbot)
    idle.pausing = True
    clocks.pass_(200)
    idle.eventFilter(idle, a_key())
    clocks.pass_(101)
    assert idle.check()


def a_letter(window: QWindow) -> None:
    """Press a key as the system does: at the window, before any widget knows of it."""
    QCoreApplication.sendEvent(window, a_key())


def test_what_comes_into_the_window_is_a_sign_of_life(
    qtbot: QtBot, desk: Desk, open_shell: Open
) -> None:
    shell = open_shell(desk)
    page(shell).go(Place("identity_birth"))
    line = find(shell, QLineEdit, "birth_city")
    line.setFocus()
    idle, clocks, locked = watch(qtbot)
    window = shell.windowHandle()
    composed = QInputMethodEvent("", [])
    composed.setCommitString("б")
    moved = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(5, 5), QPointF(5, 5), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    for sign in (
        lambda: a_letter(window),
        lambda: QCoreApplication.sendEvent(window, moved),
        lambda: QCoreApplication.sendEvent(line, composed),
    ):
        idle.start()
        clocks.pass_(299)
        sign()
        clocks.pass_(2)
        assert not idle.check()
        assert locked == []
    assert line.text() == "aб"
    clocks.pass_(1, asleep=60)
    a_letter(window)
    assert line.text() == "aб"
    assert locked == [True]


def test_a_list_that_dropped_down_is_listened_to(
    qtbot: QtBot, desk: Desk, open_shell: Open
) -> None:
    shell = open_shell(desk)
    idle, clocks, _ = watch(qtbot)
    menu = QMenu(shell)
    menu.addAction("one")
    menu.popup(shell.pos())
    idle.listen()
    clocks.pass_(299)
    a_letter(menu.windowHandle())
    clocks.pass_(2)
    assert not idle.check()
    menu.close()
