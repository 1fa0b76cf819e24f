"""A list longer than its box follows the keyboard and what is moved, and stays in its page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pristan.case import Key, say
from pristan.desk import Desk
from pristan.ui.packet_order import Lines, Order
from pristan.ui.packet_page import PacketPage
from pristan.ui.pieces import page_of
from pristan.ui.shell import Shell
from ui.packets import in_order, packet
from ui.windows import find, page, press

Open = Callable[..., Shell]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def many(person: Desk) -> Desk:
    for _ in range(24):
        person.add_item(Key("evidence"))
    return person


def opened(qtbot: QtBot, shell: Shell) -> tuple[PacketPage, Order]:
    """Return the page and its list, once nothing more is counted in it."""
    view = packet(shell)
    listed = find(view, Order, "packet.exhibits")
    qtbot.waitUntil(lambda: listed.count() > 0, timeout=20_000)
    whole = find(view, QLabel, "packet.whole")
    qtbot.waitUntil(lambda: "count" not in whole.text() and "счит" not in whole.text(),
                    timeout=90_000)  # fmt: skip
    return view, listed


def around(widget: QWidget) -> QScrollArea:
    area = page_of(widget)
    assert area
    return area


def scrolled(listed: Lines) -> int:
    return listed.verticalScrollBar().value()


def in_view(widget: QWidget, part: QRect | None = None) -> bool:
    """Whether a widget, or a part of it, is seen in the page."""
    area, part = around(widget), part or widget.rect()
    top = widget.mapTo(area.viewport(), part.topLeft()).y()
    return top >= 0 and top + part.height() <= area.viewport().height()


def is_seen(listed: Lines, row: int = -1) -> bool:
    """Whether a line, or the current one, is seen in its list, and there in the page."""
    line = listed.item(row) if row >= 0 else listed.currentItem()
    assert line
    there = listed.visualItemRect(line)
    return listed.viewport().rect().contains(there) and in_view(listed.viewport(), there)


def groups(view: PacketPage) -> list[list[str]]:
    """Return the exhibits by the parts of the index."""
    found: dict[str, list[str]] = {}
    for each in view._exhibits._exhibits.values():  # noqa: SLF001
        found.setdefault(each.group, []).append(each.id)
    return list(found.values())


@pytest.mark.parametrize("percent", [100, 200])
def test_what_is_moved_stays_in_view_and_the_list_where_it_was(
    percent: int, qtbot: QtBot, many: Desk, open_shell: Open
) -> None:
    many.keep_setting("percent", str(percent))
    view, listed = opened(qtbot, open_shell(many))
    group = max(groups(view), key=len)
    listed.setFocus()
    listed.go_to(group[len(group) // 2])
    press(listed, Qt.Key.Key_Down)
    moved = listed.current
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        before = scrolled(listed)
        press(listed, key, ALT)
        assert listed.current == moved
        assert is_seen(listed)
        height = listed.visualItemRect(listed.currentItem()).height()
        assert abs(scrolled(listed) - before) <= 2 * height, "the list jumped"
    row, before = listed.currentRow(), scrolled(listed)
    assert before > 0
    line = listed.takeItem(row)
    line.setFlags(QListWidgetItem().flags())
    listed.insertItem(row - 2, line)  # what Qt does with a dropped line, or with its copy
    listed._tell(moved)  # noqa: SLF001
    assert not any(each.flags() & Qt.ItemFlag.ItemIsDropEnabled for each in listed.rows())
    assert listed.current == moved
    assert is_seen(listed)
    assert abs(scrolled(listed) - before) <= listed.height()


def test_a_button_that_moves_keeps_the_keyboard(
    qtbot: QtBot, many: Desk, open_shell: Open
) -> None:
    view, listed = opened(qtbot, open_shell(many))
    group = max(groups(view), key=len)
    listed.go_to(group[-4])
    moved, later = listed.current, find(view, QPushButton, "packet.later")
    later.setFocus()
    for at in (-3, -2, -1):
        press(later, Qt.Key.Key_Space)
        assert later.hasFocus()
        assert max(groups(view), key=len)[at] == moved
        assert is_seen(listed)
    said = view._exhibits._said  # noqa: SLF001
    assert not said.isVisible()
    around(view).verticalScrollBar().setValue(0)
    press(later, Qt.Key.Key_Space)
    assert later.hasFocus()
    qtbot.wait(100)  # it has its place in a moment, and is scrolled to then
    assert in_view(said)
    assert in_view(later)
    assert "moves within its part" in said.text()
    assert is_seen(listed)


def test_a_button_does_not_go_away_under_the_mouse(
    qtbot: QtBot, many: Desk, open_shell: Open
) -> None:
    shell = open_shell(many)
    view, listed = opened(qtbot, shell)
    said = view._exhibits._said  # noqa: SLF001
    earlier, later = (find(view, QPushButton, f"packet.{each}") for each in ("earlier", "later"))
    listed.setFocus()
    listed.go_to(max(groups(view), key=len)[0])
    qtbot.wait(100)  # all of the page has its place
    free = later.mapTo(view, QPoint())
    around(view).ensureWidgetVisible(later)
    window = shell.windowHandle()
    QTest.mouseMove(window, earlier.mapTo(shell, earlier.rect().center()))
    qtbot.waitUntil(earlier.underMouse)
    for button in (earlier, earlier, later):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.wait(100)
        if said.isVisible():
            place = later.mapTo(view, QPoint())
    assert not said.isVisible()
    assert place.y() > free.y()
    assert later.mapTo(view, QPoint()) == place
    QTest.mouseMove(window, QPoint(5, 5))
    qtbot.waitUntil(lambda: not earlier.underMouse())
    press(listed, Qt.Key.Key_Down, ALT)
    qtbot.wait(50)
    assert later.mapTo(view, QPoint()) == free, "the room is kept for nothing"


def test_a_line_that_cannot_move_is_seen_with_the_reason(
    qtbot: QtBot, many: Desk, open_shell: Open
) -> None:
    many.keep_setting("percent", "200")
    view, listed = opened(qtbot, open_shell(many))
    listed.setFocus()
    for key, way in ((Qt.Key.Key_Home, Qt.Key.Key_Up), (Qt.Key.Key_End, Qt.Key.Key_Down)):
        press(listed, key)
        before = in_order(many)
        press(listed, way, ALT)
        assert in_order(many) == before
        qtbot.wait(100)  # it has its place in a moment, and is scrolled to then
        assert in_view(view._exhibits._said)  # noqa: SLF001
        assert is_seen(listed)


@pytest.mark.parametrize("percent", [100, 200])
def test_the_page_follows_the_line_that_the_keyboard_is_on(
    percent: int, qtbot: QtBot, many: Desk, open_shell: Open
) -> None:
    many.keep_setting("percent", str(percent))
    shell = open_shell(many)
    view, listed = opened(qtbot, shell)
    bar = around(view).verticalScrollBar()
    listed.setFocus()
    bar.setValue(0)
    for _ in range(listed.count()):
        press(listed, Qt.Key.Key_Down)
        assert is_seen(listed)
    assert listed.currentRow() == listed.count() - 1
    bar.setValue(0)
    view.refresh()
    shell.case.session.packet.look()  # type: ignore[union-attr]
    qtbot.wait(100)
    assert bar.value() == 0, "the page was moved, and nobody had moved the line"
    press(listed, Qt.Key.Key_End)
    assert is_seen(listed)


def test_a_list_leaves_room_in_the_page_and_follows_the_window(
    qtbot: QtBot, many: Desk, open_shell: Open
) -> None:
    many.keep_setting("percent", "200")
    shell = open_shell(many)
    view, listed = opened(qtbot, shell)
    room = around(view).viewport()
    assert room.height() // 3 < listed.height() <= room.height() * 2 // 3
    before = listed.height()
    shell.resize(shell.width(), shell.height() - 100)
    qtbot.waitUntil(lambda: listed.height() < before)
    assert listed.height() <= room.height() * 2 // 3
    low = listed.height()
    listed.setFocus()
    press(listed, Qt.Key.Key_End)
    assert is_seen(listed)
    page(shell).tell(say("x", "A notice below the page takes some of its room."))
    QApplication.processEvents()
    view.refresh()
    assert listed.height() == low, "the page jumped for a notice"
    shell.resize(shell.width(), 300)
    QApplication.processEvents()
    qtbot.wait(20)
    assert listed.height() >= 3 * listed.fontMetrics().height(), "no line has room"


def test_home_end_and_pages_lead_from_line_to_line(
    qtbot: QtBot, many: Desk, open_shell: Open
) -> None:
    view, listed = opened(qtbot, open_shell(many))
    lines = [each for group in groups(view) for each in group]
    listed.setFocus()
    listed.go_to(lines[7])
    bar = around(view).verticalScrollBar()
    press(listed, Qt.Key.Key_Home)
    assert listed.current == lines[0]
    assert is_seen(listed, 0), "its heading is not seen"
    at, steps = 0, 0
    while at < len(lines) - 1:
        press(listed, Qt.Key.Key_PageDown)
        assert is_seen(listed)
        before, at, steps = at, lines.index(listed.current), steps + 1
        assert at > before, "it is stuck"
    assert steps < len(lines) // 2
    place = bar.value()
    press(listed, Qt.Key.Key_PageDown)
    assert (listed.current, bar.value()) == (lines[-1], place), "the page went on without the line"
    while at:
        press(listed, Qt.Key.Key_PageUp)
        assert is_seen(listed)
        before, at = at, lines.index(listed.current)
        assert at < before, "it is stuck"
    press(listed, Qt.Key.Key_PageUp)
    assert listed.current == lines[0]
    assert is_seen(listed, 0)
    press(listed, Qt.Key.Key_End)
    assert listed.current == lines[-1]
    assert is_seen(listed)
