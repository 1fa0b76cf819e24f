"""Walking through a page leaves nothing behind that Qt deletes on its own."""

from __future__ import annotations

import gc
import re
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QPushButton,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)
from pytestqt.qtbot import QtBot

from pristan.ui import reading_order
from pristan.ui.flow import Flow
from pristan.ui.pieces import column, emptied, row
from pristan.ui.writing import ComboBox

ROOM = Path(reading_order.__file__).parent


def _plain_items(*more: type) -> int:
    """Count the wrappers of items that are no QObject: nobody tells Python of their end."""
    gc.collect()
    wrappers = shiboken6.getAllValidWrappers()
    plain = (QLayoutItem, QSpacerItem, QWidgetItem, *more)
    return sum(type(each) in plain for each in wrappers)


def test_the_order_is_that_of_the_layouts_and_no_item_is_kept(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    rows = QVBoxLayout(page)
    first, second, third, fourth = (QPushButton(str(each)) for each in range(4))
    rows.addWidget(third)
    line = QHBoxLayout()
    rows.insertLayout(0, line)
    line.addWidget(second)
    line.insertWidget(0, first)
    chips = Flow()
    rows.addLayout(chips)
    chips.addWidget(fourth)
    page.show()
    before = _plain_items()
    assert reading_order.laid_out(rows) == [line, third, chips]
    assert reading_order.stops(page) == [first, second, third, fourth]
    assert reading_order.beside(page, second, 1) is third
    assert _plain_items() <= before
    for button in (first, second, third, fourth):
        shiboken6.delete(button)
    assert rows.count() == 2 and line.count() == chips.count() == 0
    assert _plain_items() < max(before, 1)


def test_a_filled_layout_put_into_another_leaves_no_item(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    lines, line, deeper = column(page), row(), row()
    before = _plain_items()
    deeper.addWidget(QPushButton("one"))
    deeper.addStretch(1)
    line.addWidget(QPushButton("two"))
    line.addLayout(deeper)
    lines.addLayout(line)
    assert _plain_items() <= before
    assert {each.text() for each in page.findChildren(QPushButton)} == {"one", "two"}
    emptied(lines)
    assert lines.count() == line.count() == 0


@pytest.mark.parametrize("made", [Flow, QGridLayout])
def test_neither_a_flow_nor_a_grid_leaves_an_item(qtbot: QtBot, made: type[QLayout]) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    before = _plain_items()
    filled, buttons = made(), [QPushButton(str(each)) for each in range(3)]
    for button in buttons:
        filled.addWidget(button)
    column(page).addLayout(filled)
    for button in buttons:
        shiboken6.delete(button)
    assert filled.count() == 0
    assert _plain_items() <= before


def test_a_heading_in_a_list_of_choices_leaves_no_item(qtbot: QtBot) -> None:
    before = _plain_items(QStandardItem)
    combo = ComboBox()
    combo.addItem("Choose…")
    combo.add_heading("Papers of a court")
    combo.addItem("Sentence")
    combo.showPopup()
    flags = combo.model().flags(combo.model().index(1, 0))
    assert flags == Qt.ItemFlag.NoItemFlags
    assert combo.model().flags(combo.model().index(2, 0)) & Qt.ItemFlag.ItemIsEnabled
    combo.hidePopup()
    shiboken6.delete(combo)
    assert _plain_items(QStandardItem) <= before


def test_no_layout_is_asked_for_its_items() -> None:
    asked = re.compile(r"(?<!def )\bitemAt\(")
    for module in ROOM.rglob("*.py"):
        if module.name != "boxes.py":
            assert not asked.search(module.read_text(encoding="utf-8")), module.name
