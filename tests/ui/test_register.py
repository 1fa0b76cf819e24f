"""The saved page of a register: read, shown entry by entry, confirmed by the person, kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from pristan.case import Key, Kind, Links, Name, Point, Remembered, Told
from pristan.desk import Desk
from pristan.ui.page_picture import PagePicture
from pristan.ui.pages_panel import PagesPanel
from pristan.ui.screen import ScreenView
from pristan.ui.shell import Shell
from pristan.ui.writing import LineEdit
from ui.windows import create_case, find, go
from unit.evidence.registers import made

Open = Callable[..., Shell]
MANY = made.people(1200)


@pytest.fixture
def desk(case_file: Path) -> Iterator[Desk]:
    desk = create_case(case_file)
    desk.answer(Key("full_name"), Name("Примеров", "Иван", "Сергеевич"))
    desk.answer(Key("birth_date"), Remembered(Kind.ON, Point(1985, 2, 1)))
    yield desk
    desk.close()


def exhibit(desk: Desk, tmp_path: Path, data: bytes, kind: str = "register_page") -> str:
    file = tmp_path / "страница.mhtml"
    file.write_bytes(data)
    item = desk.list_attachment(desk.attach(file))
    desk.answer(Key("exhibit_kind", item), kind)
    return item


def press(view: ScreenView, name: str) -> None:
    for each in view.findChildren(QPushButton):
        if each.objectName().startswith(name):
            each.click()
            return
    raise AssertionError(f"no button {name}")


def said(view: ScreenView) -> str:
    QApplication.processEvents()
    return " | ".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def looked(qtbot: QtBot, shell: Shell, item: str, until: str) -> ScreenView:
    view = go(shell, "exhibit_register", item)
    press(view, "register.start.")
    qtbot.waitUntil(lambda: until in said(view), timeout=30_000)
    return view


def test_an_entry_is_found_confirmed_and_kept(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    page = made.mhtml(made.layout_b([*MANY[:700], made.ENTRY, *MANY[700:]]))
    item = exhibit(desk, tmp_path, page)
    view = looked(qtbot, open_shell(desk), item, made.ENTRY)
    assert "Национальная часть / Физические лица · No. 701" in said(view)
    assert "the birth date are the same as yours" in said(view)
    assert desk.answers.value("exhibit_register_outcome", item) is None  # nothing by itself
    press(view, "register.mine.0")
    qtbot.waitUntil(lambda: "first page of the extract" in said(view), timeout=60_000)
    assert view.findChildren(PagePicture)
    answers = desk.answers
    assert answers.value("exhibit_register_which", item) == "rosfinmonitoring"
    assert answers.value("exhibit_register_outcome", item) == "found"
    assert answers.value("exhibit_register_entry", item) == Told(made.ENTRY, "ru")
    assert answers.value("exhibit_register_number", item) == "701"
    assert answers.value("exhibit_register_fit", item) == ("same",)
    assert answers.value("exhibit_url", item) == made.ADDRESS
    assert answers.value("exhibit_captured", item) == Remembered(Kind.ON, Point(2025, 7, 3))
    assert answers.value("rfm_listed") is True
    assert answers.value("rfm_exhibits") == Links((item,))
    assert answers.value("rfm_asterisk") is True
    assert desk.undo() == Key("exhibit_register_which", item)  # all of it at once
    for question in ("exhibit_register_outcome", "exhibit_register_entry", "exhibit_url"):
        assert answers.value(question, item) is None
    assert answers.value("rfm_listed") is None
    desk.redo()
    assert answers.value("exhibit_register_entry", item) == Told(made.ENTRY, "ru")
    assert answers.value("rfm_listed") is True


def test_what_the_person_wrote_before_stays(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    item = exhibit(desk, tmp_path, made.mhtml(made.layout_b([*MANY, made.ENTRY])))
    desk.answer(Key("exhibit_url", item), "https://example.org/copy")
    desk.answer(Key("rfm_text"), Told("как я списал", "ru"))
    view = looked(qtbot, open_shell(desk), item, made.ENTRY)
    press(view, "register.mine.0")
    assert desk.answers.value("exhibit_url", item) == "https://example.org/copy"
    assert desk.answers.value("rfm_text") == Told("как я списал", "ru")


@pytest.mark.parametrize(
    ("page", "outcome", "words"),
    [
        (made.layout_b(MANY), "absent", "That does not show that you are safe"),
        (made.layout_b(MANY[:200]), "incomplete", "this page has far fewer"),
        (made.wanted_form("Неверный код"), "unavailable", "an error page or a refusal"),
    ],
)
def test_an_absence_is_kept_for_what_it_is(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path,
    page: str, outcome: str, words: str,
) -> None:  # fmt: skip
    item = exhibit(desk, tmp_path, page.encode())
    view = looked(qtbot, open_shell(desk), item, words)
    press(view, "register.none")
    assert desk.answers.value("exhibit_register_outcome", item) == outcome
    assert desk.answers.value("exhibit_register_entry", item) is None
    assert desk.answers.value("rfm_listed") is None


def test_a_namesake_is_shown_with_what_differs_and_can_be_refused(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    other = "ПРИМЕРОВ ИВАН СЕРГЕЕВИЧ, 05.06.1979 г.р. , ;"
    item = exhibit(desk, tmp_path, made.layout_b([*MANY, other]).encode())
    view = looked(qtbot, open_shell(desk), item, other)
    assert "this may well be another person" in said(view)
    press(view, "register.none")
    assert desk.answers.value("exhibit_register_outcome", item) == "absent"


def test_an_organization_is_found_and_kept_as_one(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    listed = desk.add_item(Key("registers"))
    desk.answer(Key("register_org", listed), Told("Фонд «Вымысел»", "ru"))
    entry = "ФОНД «ВЫМЫСЕЛ»*, ИНН: 7700000000;"
    item = exhibit(desk, tmp_path, made.layout_b(MANY, [entry, "ФОНД «ДРУГОЙ»;"]).encode())
    view = go(open_shell(desk), "exhibit_register", item)
    line = find(view, LineEdit, "register.organization_name")
    assert line.text() == "Фонд «Вымысел»"  # told of before
    press(view, "register.organization.")
    qtbot.waitUntil(lambda: entry in said(view), timeout=30_000)
    assert "The whole name is the same." in said(view)
    press(view, "register.mine.0")
    qtbot.waitUntil(lambda: "first page of the extract" in said(view), timeout=60_000)
    answers = desk.answers
    assert answers.value("exhibit_register_outcome", item) == "found"
    assert answers.value("exhibit_register_org", item) == Told("Фонд «Вымысел»", "ru")
    assert answers.value("exhibit_register_fit", item) == ("same_name",)
    assert answers.value("rfm_listed") is None  # not the applicant
    press(view, "register.start.")
    qtbot.waitUntil(lambda: "Your name is not among them" in said(view), timeout=30_000)
    press(view, "register.none")
    assert answers.value("exhibit_register_org", item) is None
    assert answers.value("exhibit_register_outcome", item) == "absent"


def test_an_organization_is_not_looked_for_without_its_name(
    desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    item = exhibit(desk, tmp_path, made.layout_b(MANY).encode())
    view = go(open_shell(desk), "exhibit_register", item)
    press(view, "register.organization.")
    assert "Write the name of the organization above first." in said(view)


def test_the_small_pictures_show_the_extract_in_place_of_the_page(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    item = exhibit(desk, tmp_path, made.layout_a([*MANY[:150], made.ENTRY]).encode())
    shell = open_shell(desk)
    view = go(shell, "exhibit_what", item)
    panel = find(view, PagesPanel, "")
    qtbot.waitUntil(lambda: panel.strip.count() > 2, timeout=60_000)
    assert "extract is printed" not in said(view)
    assert [panel.strip.text(at) for at in (0, 1)] == ["1", "2"]
    qtbot.waitUntil(lambda: panel.strip.has_picture(0), timeout=30_000)
    before = panel.strip.picture(0)
    view = looked(qtbot, shell, item, made.ENTRY)
    press(view, "register.mine.0")
    view = go(shell, "exhibit_what", item)
    panel = find(view, PagesPanel, "")
    qtbot.waitUntil(lambda: "an extract is printed" in said(view), timeout=60_000)
    assert [panel.strip.text(at) for at in (0, 1)] == ["1", "— 2 —"]
    assert "printed as an extract" in panel.strip.said(0)
    qtbot.waitUntil(lambda: panel.strip.has_picture(0), timeout=30_000)
    assert panel.strip.picture(0) != before
    assert desk.answers.get(Key("exhibit_pages", item)) is None  # nothing was arranged by that
    desk.answer(Key("exhibit_register_entry", item), Told("НЕТ ТАКОЙ ЗАПИСИ", "ru"))
    qtbot.waitUntil(lambda: "does not stand on the saved page" in said(view), timeout=60_000)
    desk.answer(Key("exhibit_register_outcome", item), None)
    qtbot.waitUntil(lambda: panel.strip.text(1) == "2", timeout=60_000)
    qtbot.waitUntil(lambda: panel.strip.picture(0) == before, timeout=30_000)
    assert "an extract is printed" not in said(view)


def test_a_file_that_is_no_page_is_said_in_words(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    item = exhibit(desk, tmp_path, b"%PDF-1.7 broken")
    looked(qtbot, open_shell(desk), item, "neither a saved web page nor a list")


def test_a_name_in_russian_letters_is_asked_for(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    desk.answer(Key("full_name"), Name(latin_family="PRIMEROV", latin_given="IVAN"))
    item = exhibit(desk, tmp_path, made.layout_b(MANY).encode())
    looked(qtbot, open_shell(desk), item, "in Russian letters are needed")


def test_without_a_file_it_says_where_to_add_one(desk: Desk, open_shell: Open) -> None:
    item = desk.add_item(Key("evidence"))
    desk.answer(Key("exhibit_kind", item), "wanted_card")
    view = go(open_shell(desk), "exhibit_register", item)
    assert "Go back and add the saved page" in said(view)
