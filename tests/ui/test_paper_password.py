"""An encrypted PDF asks for its password in the window, and stays kept whatever is answered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pristan.case import Key, Links
from pristan.desk import Desk
from pristan.ui.pages_panel import PagesPanel
from pristan.ui.paper_password import PaperPassword
from pristan.ui.screen import ScreenView
from pristan.ui.shell import Shell
from ui.windows import find, go, type_in

Open = Callable[..., Shell]
PASSWORD = "только для проверки"


def locked_pdf(file: Path) -> Path:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 400))
        pdf.save(file, encryption=pikepdf.Encryption(owner="other", user=PASSWORD))
    return file


@pytest.fixture
def kept(desk: Desk, tmp_path: Path) -> str:
    return desk.attach(locked_pdf(tmp_path / "решение.pdf")).id


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, kept: str, open_shell: Open) -> ScreenView:
    item = desk.add_item(Key("evidence"))
    desk.answer(Key("exhibit_files", item), Links((kept,)))
    shown = go(open_shell(desk), "exhibit_what", item)
    qtbot.waitUntil(lambda: bool(shown.findChildren(PaperPassword)), timeout=30_000)
    return shown


def said(view: ScreenView) -> str:
    QApplication.processEvents()
    return " | ".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def give(view: ScreenView, kept: str, password: str) -> None:
    line = find(view, QLineEdit, f"paper_password.{kept}")
    line.clear()
    type_in(line, password + "\n")


def test_another_password_is_said_and_the_right_one_shows_the_pages(
    qtbot: QtBot, desk: Desk, kept: str, view: ScreenView
) -> None:
    assert "asks for its password" in said(view)
    give(view, kept, "другой")
    qtbot.waitUntil(lambda: "does not open the PDF" in said(view), timeout=30_000)
    assert [each.id for each in desk.attachments()] == [kept]
    give(view, kept, PASSWORD)
    qtbot.waitUntil(lambda: "1 page" in said(view), timeout=30_000)
    assert not [each for each in view.findChildren(PaperPassword) if each.isVisible()]
    (panel,) = view.findChildren(PagesPanel)
    qtbot.waitUntil(lambda: panel.strip.count() == 1, timeout=30_000)
    assert desk.setting("paper_passwords") is None, "it was kept though nobody asked for it"


def test_a_password_is_kept_in_the_case_where_that_is_wished(
    qtbot: QtBot, desk: Desk, kept: str, view: ScreenView
) -> None:
    find(view, QCheckBox, f"paper_password.{kept}.keep").click()
    give(view, kept, PASSWORD)
    qtbot.waitUntil(lambda: "1 page" in said(view), timeout=30_000)
    assert PASSWORD in (desk.setting("paper_passwords") or "").encode().decode("unicode_escape")


def test_it_can_be_put_off_and_taken_up_again(
    qtbot: QtBot, desk: Desk, kept: str, view: ScreenView
) -> None:
    line = find(view, QLineEdit, f"paper_password.{kept}")
    find(view, QPushButton, f"paper_password.{kept}.later").click()
    assert not line.isVisible()
    assert "not printed until it is opened" in said(view)
    assert [each.id for each in desk.attachments()] == [kept]
    find(view, QPushButton, f"paper_password.{kept}.open").click()
    assert line.isVisible()
    give(view, kept, PASSWORD)
    qtbot.waitUntil(lambda: "1 page" in said(view), timeout=30_000)
