"""The packet's page says what the chosen documents mean for exhibits, files and Word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from pristan.desk import Desk
from pristan.ui.packet_page import PacketPage
from pristan.ui.shell import Shell
from ui.packets import choose, packet, rows
from ui.windows import find, page

Open = Callable[..., Shell]


def whole(view: PacketPage) -> str:
    return find(view, QLabel, "packet.whole").text()


def tick(view: PacketPage, name: str) -> None:
    find(view, QCheckBox, f"document.{name}").click()


def test_exhibits_that_are_not_ticked_are_in_no_file(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell = open_shell(person)
    view = packet(shell)
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    choose(qtbot, shell, view, "court")
    qtbot.waitUntil(lambda: "all of it goes into 1 file" in whole(view), timeout=90_000)
    tick(view, "exhibits")
    assert "not part of what is ticked" in whole(view)
    assert "file" not in whole(view)
    tick(view, "exhibits")
    assert "all of it goes into 1 file" in whole(view)
    choose(qtbot, shell, view, "applicant")
    assert "not part of what is ticked" in whole(view)
    assert "limit" not in whole(view)


def test_word_files_are_offered_where_there_is_one_to_edit(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell = open_shell(person)
    view = packet(shell)
    editable = find(view, QPushButton, "packet.editable")
    write = find(view, QPushButton, "packet.write")
    qtbot.waitUntil(write.isEnabled, timeout=20_000)
    assert editable.isEnabled()
    assert not editable.toolTip()
    choose(qtbot, shell, view, "applicant")
    qtbot.waitUntil(write.isEnabled)
    assert not editable.isEnabled()
    assert "None of the ticked documents" in editable.toolTip()
    assert editable.accessibleDescription() == editable.toolTip()
    choose(qtbot, shell, view, "court")
    for name in ("cover", "index", "declaration", "certificate_of_interpretation"):
        assert editable.isEnabled()
        tick(view, name)
    assert write.isEnabled()
    assert not editable.isEnabled(), "only exhibits are ticked"


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
