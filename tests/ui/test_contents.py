"""The list of contents, pressed with a real mouse while the press itself makes it shorter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pristan.case import Key, Name
from pristan.ui.fill import FillPage
from pristan.ui.sections import Sections
from ui.windows import create_case, find, go, make_shell, page, type_in


def test_the_last_line_may_be_pressed_while_lines_above_it_go_away(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = create_case(tmp_path / "case")
    for family in ("Примеров", "Образцов", "Тестов"):
        item = desk.add_item(Key("other_names_list"))
        desk.answer(Key("other_name", item), Name(family=family))
    desk.answer(Key("other_names"), True)
    shell = make_shell("ru")
    qtbot.addWidget(shell)
    shell.show()
    shell.open_desk(desk)
    for _ in range(20):
        go(shell, "identity_name")  # its section shows its three items
        contents = find(shell, Sections, "sections")
        before = contents.count()
        contents.scrollToBottom()
        last = contents.visualItemRect(contents.item(before - 1)).center()
        QTest.mouseClick(contents.viewport(), Qt.MouseButton.LeftButton, pos=last)
        qtbot.waitUntil(lambda: isinstance(page(shell).view, FillPage), timeout=5000)
        QApplication.processEvents()
        assert contents.count() < before


def test_one_line_alone_is_lit_on_the_screen(qtbot: QtBot, tmp_path: Path) -> None:
    desk = create_case(tmp_path / "case")
    shell = make_shell("ru")
    qtbot.addWidget(shell)
    shell.show()
    shell.open_desk(desk)
    go(shell, "identity_name")
    contents = find(shell, Sections, "sections")

    def lit() -> list[str]:
        # What the screen has, not what a new picture of the widget would have
        seen = shell.screen().grabWindow(shell.winId()).toImage()
        soft = QColor(shell.look.colors.soft)
        found = []
        for at in range(contents.count()):
            rect = contents.visualItemRect(contents.item(at))
            spot = contents.viewport().mapTo(shell, QPoint(rect.left() + 7, rect.center().y()))
            if seen.rect().contains(spot) and seen.pixelColor(spot) == soft:
                found.append(contents.item(at).text())
        return found

    qtbot.waitUntil(lambda: lit() == ["О вас"], timeout=5000)
    for at in (1, 2, 0, 3):
        page(shell).focus_first()
        type_in(QApplication.focusWidget(), "а")
        QTest.qWait(300)
        spot = contents.visualItemRect(contents.item(at)).center()
        QTest.mouseClick(contents.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.qWait(400)
        assert lit() == [contents.item(at).text()]
    page(shell).undo()  # goes elsewhere, and nobody touches the contents
    QTest.qWait(400)
    assert len(lit()) == 1
