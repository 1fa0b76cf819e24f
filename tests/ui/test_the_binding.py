"""The Qt binding counts references right, or the window would die after some thousand calls.

PySide6 6.12.0 under Python 3.11 loses one to None at every call that returns nothing, and one to
True at every signal.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

TIMES = 200


class Teller(QObject):
    told = Signal(object)


@pytest.mark.parametrize("what", ["a call that returns nothing", "a signal"])
def test_nothing_is_lost_by_a(what: str, qtbot: QtBot) -> None:
    label, teller = QLabel(), Teller()
    qtbot.addWidget(label)
    teller.told.connect(lambda _fact: None)
    calls: dict[str, Callable[[], object]] = {
        "a call that returns nothing": lambda: label.setText("а"),
        "a signal": lambda: teller.told.emit("а"),
    }
    before = (sys.getrefcount(None), sys.getrefcount(True))
    for _ in range(TIMES):
        calls[what]()
    after = (sys.getrefcount(None), sys.getrefcount(True))
    assert all(late > early - TIMES // 2 for early, late in zip(before, after, strict=True))
