"""A packet is looked at before it is written: what is shown is what is then written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pristan.desk import Desk
from pristan.ui.packet_order import Lines
from pristan.ui.packet_page import PacketPage
from pristan.ui.packet_pages import PageViewer
from pristan.ui.shell import Shell
from ui.packets import choose, in_order, looked_at, packet, rows
from ui.windows import find, let_go, page, press, seen

Open = Callable[..., Shell]


def made_ahead(qtbot: QtBot, view: PacketPage) -> None:
    """Ask for the pages by keyboard, and wait until they are there."""
    ahead = find(view, QPushButton, "packet.ahead")
    qtbot.waitUntil(ahead.isEnabled, timeout=20_000)
    ahead.setFocus()
    press(ahead, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Nothing has been written yet" in seen(view), timeout=120_000)


def test_a_packet_is_looked_at_before_it_is_written(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = open_shell(person)
    view = packet(shell)
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    choose(qtbot, shell, view, "court")
    made_ahead(qtbot, view)
    contents = find(view, Lines, "packet.contents")
    assert contents.hasFocus()
    assert "To settle before anything is filed" in seen(view)
    lines = [each.text() for each in contents.rows()]
    assert lines[:2] == ["Cover page", "Index of exhibits"]
    (last,) = (at for at, line in enumerate(lines) if line.startswith("Exhibit H: "))
    contents.setCurrentRow(last)
    press(contents, Qt.Key.Key_Return)
    opened = looked_at(qtbot, shell)
    assert opened.title.text().startswith("Exhibit H: ")
    slip = opened.page.picture.toImage()
    press(opened, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: opened.page.picture.toImage() != slip, timeout=30_000)
    assert opened.title.text().startswith("Exhibit H: "), "its paper stands after its sheet"
    small = opened.page.picture.width()
    press(opened, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: opened.page.picture.width() > small, timeout=30_000)
    shown, number = opened.page.picture.toImage(), opened.title.text().rpartition(" ")[2]
    press(opened, Qt.Key.Key_Escape)
    assert contents.hasFocus()

    folder = tmp_path / "packet"
    monkeypatch.setattr("pristan.ui.packet_page.choose_folder", lambda *_: str(folder))
    write = find(view, QPushButton, "packet.ahead.write")
    write.setFocus()
    press(write, Qt.Key.Key_Space)
    assert find(view, QPushButton, "packet.stop").hasFocus()
    qtbot.waitUntil(lambda: "every number and every link is right" in seen(view), timeout=120_000)
    written = find(view, Lines, "packet.contents")
    assert [each.text() for each in written.rows()] == lines
    find(view, QLineEdit, "packet.number").setText(number)
    press(find(view, QLineEdit, "packet.number"), Qt.Key.Key_Return)
    opened = looked_at(qtbot, shell)
    press(opened, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: opened.page.picture.width() > small, timeout=30_000)
    assert opened.page.picture.toImage() == shown, "another page was written than was shown"


def test_pages_that_would_be_others_now_are_shown_no_more(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell = open_shell(person)
    view = packet(shell)
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    choose(qtbot, shell, view, "applicant")
    made_ahead(qtbot, view)
    press(find(view, Lines, "packet.contents"), Qt.Key.Key_Return)
    looked_at(qtbot, shell)
    person.move_item(in_order(person)[0], 3)
    assert "has changed since" in seen(view)
    assert find(view, QPushButton, "packet.ahead").isVisible()
    let_go()
    assert not shell.findChildren(PageViewer), "a page that is not so any more is still shown"
    made_ahead(qtbot, view)
    find(view, QPushButton, "packet.ahead.again").click()
    assert find(view, QPushButton, "packet.ahead").hasFocus()
    made_ahead(qtbot, view)
    page(shell).back()
    view = packet(shell)
    assert find(view, QPushButton, "packet.ahead").isVisible(), "elsewhere anything may change"


def test_the_making_of_pages_is_stopped_and_survives_a_lock(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell = open_shell(person)
    view = packet(shell)
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    choose(qtbot, shell, view, "applicant")
    ahead = find(view, QPushButton, "packet.ahead")
    qtbot.waitUntil(ahead.isEnabled, timeout=20_000)
    ahead.setFocus()
    press(ahead, Qt.Key.Key_Space)
    stop = find(view, QPushButton, "packet.stop")
    for step in (None, "laying"):  # at once, and in the middle of the longest one
        if step:
            press(ahead, Qt.Key.Key_Space)
            qtbot.waitUntil(lambda: "Laying out the documents" in seen(view), timeout=60_000)
        assert stop.hasFocus()
        press(stop, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: "Stopped." in seen(view), timeout=60_000)
        assert ahead.hasFocus()
    made_ahead(qtbot, view)
    press(find(view, Lines, "packet.contents"), Qt.Key.Key_Return)
    looked_at(qtbot, shell)
    shell.lock()
    assert shell.left  # type: ignore[attr-defined]


def test_a_count_that_was_to_be_shown_when_the_case_was_locked_is_let_go(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell = open_shell(person)
    packet(shell)
    assert shell.case
    soon = shell.case.session.packet.findChild(QTimer)
    assert soon
    qtbot.waitUntil(soon.isActive, timeout=20_000)
    shell.lock()
    assert shell.left  # type: ignore[attr-defined]
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: not soon.isActive())
        qtbot.wait(50)
    assert not raised
