"""The packet's page in small windows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from pristan.desk import Desk
from pristan.ui.shell import Shell
from ui.packets import packet
from ui.windows import page

Open = Callable[..., Shell]


@pytest.mark.parametrize("language", ["en", "ru", "both"])
def test_the_page_fits_a_small_window_in_large_letters(
    language: str, desk: Desk, open_shell: Open
) -> None:
    shell = open_shell(desk, "ru")
    shell.resize(900, 600)
    assert shell.case
    shell.case.size(200)
    shell.case.speak("en" if language == "en" else "ru", language == "both")
    packet(shell)
    QApplication.processEvents()
    area = page(shell).findChildren(QScrollArea)[0]
    assert area.horizontalScrollBar().maximum() == 0
