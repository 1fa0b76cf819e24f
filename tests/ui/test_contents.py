"""The list of contents, pressed with a real mouse while the press itself makes it shorter."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem
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


@pytest.mark.parametrize("width", [420, 290, 200])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_long_word_stays_within_its_line(
    language: str, width: int, qtbot: QtBot, tmp_path: Path
) -> None:
    shell = make_shell(language, 200)
    qtbot.addWidget(shell)
    shell.show()
    shell.open_desk(create_case(tmp_path / "case"))
    go(shell, "rfm_start")
    contents = find(shell, Sections, "sections")
    row = next(contents.row_here(at) for at in range(contents.count())
               if contents.row_here(at).here)  # fmt: skip
    assert "осфинмониторинг" in row.title or "Rosfinmonitoring" in row.title
    look, index = shell.look, contents.model().index(0, 0)
    picture = QImage(width, 600, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    option = QStyleOptionViewItem()
    option.rect = picture.rect()
    painter = QPainter(picture)
    contents._rows[0] = row  # noqa: SLF001  the line that is looked at
    contents.itemDelegate().paint(painter, option, index)
    painter.end()
    ink = [
        x
        for x in range(width)
        if any(picture.pixelColor(x, y).lightness() < 90 for y in range(600))
    ]
    assert ink[0] >= look.px(12)
    assert ink[-1] <= width - look.px(8), "it stays clear of the edge of what is lit"
