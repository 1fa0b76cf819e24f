"""The page that fills official forms: what is shown before anything is written, and then saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from official.own_form import blank
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.ui.fill import FillPage
from pristan.ui.page_picture import PagePicture
from pristan.ui.shell import Shell
from pristan.ui.walk import FORMS
from ui.windows import find, go_to, page, seen

Open = Callable[..., Shell]
OFFICIAL = Path(__file__).parents[2].parent / "shared" / "official-forms"


@pytest.fixture
def person(desk: Desk) -> Desk:
    answers = (content_dir("forms") / "sample" / "answers.yaml").read_text(encoding="utf-8")
    desk.take_plain(yaml.safe_load(answers), lambda name: name)
    return desk


def official(name: str) -> Path:
    if not (OFFICIAL / name).is_file():
        pytest.skip(f"NOT PROVED: the page with the official {name}; it is not in {OFFICIAL}")
    return OFFICIAL / name


def forms(shell: Shell) -> FillPage:
    return go_to(shell, FORMS, FillPage)


def pages(view: FillPage) -> list[str]:
    return [each.accessibleName() for each in view.findChildren(PagePicture) if each.isVisible()]


def test_every_page_is_shown_before_both_copies_are_saved(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path
) -> None:
    blank_form = official("i-765_ed-2025-08-21_decrypted.pdf")
    before = blank_form.read_bytes()
    view = forms(open_shell(person))
    assert not view.findChildren(QPushButton, "fill.save")
    view.fill(blank_form)
    qtbot.waitUntil(lambda: len(pages(view)) == 7, timeout=60_000)
    assert pages(view) == [f"Page {number} of 7" for number in range(1, 8)]
    said = seen(view)
    assert "Form I-765, edition 08/21/25. See uscis.gov/i-765" in said
    assert "Left empty (2)" in said
    assert "Part 2, Item Number 30 is empty: it will be told to the lawyer in person." in said
    assert "To write in by hand" in said
    assert "Nothing has been saved yet" in said
    assert not list(tmp_path.glob("*.pdf"))
    view.save(tmp_path / "i765.pdf")
    assert {each.name for each in tmp_path.glob("*.pdf")} == {"i765.pdf", "i765-to-print.pdf"}
    assert "i765-to-print.pdf" in seen(view)
    assert "Nothing has been saved yet" not in seen(view)
    view.save(tmp_path / "i765.pdf")
    assert "nothing is written over it" in seen(view)
    assert blank_form.read_bytes() == before


def test_what_must_be_settled_is_said_first(qtbot: QtBot, person: Desk, open_shell: Open) -> None:
    form = official("g-28_exp-2021-05-31_official.pdf")
    view = forms(open_shell(person, "ru"))
    view.fill(form)
    qtbot.waitUntil(lambda: len(pages(view)) == 4, timeout=60_000)
    assert "Решить до подачи (1)" in seen(view)
    assert "05/31/2021" in seen(view)


def test_an_edition_that_is_refused_gives_an_answer_sheet(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path
) -> None:
    shell = open_shell(person)
    view = forms(shell)
    form = official("i-589_rev-2020-08-25_official.pdf")
    view.fill(form)
    qtbot.waitUntil(lambda: "edition 08/25/20" in seen(view), timeout=60_000)
    assert find(shell, QPushButton, "fill.sheet").isVisible()
    assert not view.findChildren(QPushButton, "fill.save")


def test_a_pdf_that_is_no_form_is_refused_in_words(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    file = tmp_path / "x-1.pdf"
    file.write_bytes(blank())
    view = forms(open_shell(desk))
    view.fill(file)
    qtbot.waitUntil(lambda: "G-28, I-589, I-765" in seen(view), timeout=60_000)
    view.fill(tmp_path / "no.pdf")
    qtbot.waitUntil(lambda: "There is no file" in seen(view), timeout=60_000)
    assert not view.findChildren(QPushButton, "fill.sheet")


def test_a_sheet_for_a_form_of_the_court(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = open_shell(desk)
    view = forms(shell)
    target = tmp_path / "change.pdf"
    monkeypatch.setattr("pristan.ui.fill.choose_new_pdf", lambda *_: str(target))
    find(shell, QPushButton, "fill.sheet.EOIR-33/IC").click()
    qtbot.waitUntil(lambda: "Written: change.pdf" in seen(view), timeout=60_000)
    assert target.read_bytes().startswith(b"%PDF")


def test_a_page_that_was_left_meanwhile_is_no_trouble(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell = open_shell(person)
    forms(shell).fill(official("i-765_ed-2025-08-21_decrypted.pdf"))
    page(shell).back()
    qtbot.wait(1500)
    assert not isinstance(page(shell).view, FillPage)
