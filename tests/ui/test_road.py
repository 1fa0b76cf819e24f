"""The whole road on the first page: every part that applies, and a way to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from pristan.ui.road import said_time
from pristan.words import Words
from ui.windows import create_case, find, make_shell, page


def test_the_first_page_shows_the_road_and_leads_along_it(qtbot: QtBot, tmp_path: Path) -> None:
    shell = make_shell("ru")
    qtbot.addWidget(shell)
    shell.show()
    shell.open_desk(create_case(tmp_path / "case"))
    find(shell, QPushButton, "road.incidents_section").click()
    view = page(shell).view
    assert view is not None
    assert view.place.screen == "incidents_start"  # type: ignore[union-attr]
    assert not shell.findChildren(QPushButton, "road.antiwar_section")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "nothing is left here"), (3, "a few minutes"), (6, "about 10 minutes"),
     (24, "about 25 minutes"), (44, "about half an hour"), (70, "about an hour"),
     (80, "about 2 hours"), (301, "about 6 hours")],
)  # fmt: skip
def test_a_time_is_said_roughly(minutes: int, said: str) -> None:
    assert said_time(Words(), minutes) == said
