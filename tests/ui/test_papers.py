"""The papers page: what is open, and a real packet written beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from pristan.case import Key, Name, Told
from pristan.desk import Desk
from pristan.ui.papers import PapersPage
from pristan.ui.shell import Shell
from pristan.ui.walk import PAPERS
from ui.windows import find, page

Open = Callable[..., Shell]


def papers(shell: Shell) -> PapersPage:
    page(shell).go(PAPERS)
    QApplication.processEvents()
    view = page(shell).view
    assert isinstance(view, PapersPage)
    return view


def seen(view: PapersPage) -> str:
    return " | ".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def test_an_open_point_leads_to_its_question(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    papers(shell)
    find(shell, QAbstractButton, "point.full_name..unanswered").click()
    QApplication.processEvents()
    assert find(shell, QLineEdit, "full_name.family").hasFocus()


def test_a_packet_is_written_and_proved_while_the_window_lives(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    desk.answer(Key("full_name"), Name("Примеров", "Иван", "", "PRIMEROV", "IVAN"))
    incident = desk.add_item(Key("incidents"))
    desk.answer(Key("incident_name", incident), Told("Обыск", "ru", "A search"))
    desk.answer(Key("incident_story", incident), Told("Утром.", "ru", "In the morning."))
    shell = open_shell(desk)
    view = papers(shell)
    assert "not encrypted" in seen(view)
    folder = tmp_path / "packet"
    folder.mkdir()
    view.write(folder)
    beats = []
    qtbot.waitUntil(lambda: beats.append(1) or (folder / "packet.pdf").exists(), timeout=90_000)
    qtbot.waitUntil(lambda: "Done and checked" in seen(view), timeout=60_000)
    assert len(beats) > 20, "the window stood still meanwhile"
    assert (folder / "packet.pdf").read_bytes().startswith(b"%PDF")
