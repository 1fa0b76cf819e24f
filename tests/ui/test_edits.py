"""A lawyer edits the declaration in the window, cites exhibits, and is told when answers change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from pristan.case import Key, Told
from pristan.desk import Desk
from pristan.ui.cite import CiteButton
from pristan.ui.edits_page import EditsPage
from pristan.ui.shell import Shell
from pristan.ui.walk import EDITS, PACKET, TODO
from ui.windows import find, go, go_to, page, press, seen, type_in

Open = Callable[..., Shell]
STORY = Key("left_story")
NAME = "edit.left_story."
TOLD = Told("Мы уехали ночью.", "ru", "We left at night.")
PAPERS = (("Повестка", "Summons"), ("Билет на автобус", "Bus ticket"))


@pytest.fixture
def told(desk: Desk) -> Desk:
    desk.answer(STORY, TOLD)
    for own, english in PAPERS:
        exhibit = desk.add_item(Key("evidence"))
        desk.answer(Key("exhibit_title", exhibit), Told(own, "ru", english))
    desk.save()
    return desk


def edits(shell: Shell) -> EditsPage:
    return go_to(shell, EDITS, EditsPage)


def now(desk: Desk) -> Told:
    value = desk.answers.value(STORY.question)
    assert isinstance(value, Told)
    return value


def push(view: EditsPage, name: str) -> QPushButton:
    return find(view, QPushButton, f"{NAME}.{name}")


def test_an_edit_is_typed_beside_the_answer_and_undone(
    qtbot: QtBot, told: Desk, open_shell: Open
) -> None:
    shell = open_shell(told)
    page(shell).go(PACKET)
    button = find(shell, QPushButton, "packet.edits")
    button.setFocus()
    press(button, Qt.Key.Key_Space)
    view = page(shell).view
    assert isinstance(view, EditsPage)
    assert TOLD.text in seen(view)
    names = [each.accessibleName() for each in view.findChildren(QPushButton) if each.isVisible()]
    assert len(set(names)) == len(names), "a screen reader cannot tell them apart"
    push(view, "edit").setFocus()
    press(push(view, "edit"), Qt.Key.Key_Space)
    box = find(view, QPlainTextEdit, f"{NAME}.box")
    assert box.hasFocus()
    assert box.toPlainText() == TOLD.english
    assert TOLD.text in seen(view), "the answer went while it was edited"
    type_in(box, "<b>So</b>: ")
    assert now(told) == replace(TOLD, edited="<b>So</b>: We left at night.",
                                edited_of=TOLD.english)  # fmt: skip
    qtbot.waitUntil(lambda: "<u>&lt;b&gt;So&lt;/b&gt;: </u>" in seen(view), timeout=5_000)
    page(shell).undo()
    assert now(told) == TOLD
    assert page(shell).view is view, "what was undone is seen where it was done"
    assert box.toPlainText() == TOLD.english
    page(shell).redo()
    push(view, "drop").click()
    assert now(told) == TOLD
    page(shell).undo()
    assert now(told).edited, "taking an edit away is a step of its own"
    page(shell).back()
    assert page(shell)._walk.at == PACKET  # noqa: SLF001


@pytest.mark.parametrize(("language", "says"), [("en", "answer changed"), ("ru", "ответ изменил")])
def test_a_lawyer_is_told_that_the_answer_changed(
    qtbot: QtBot, told: Desk, open_shell: Open, language: str, says: str
) -> None:
    told.answer(STORY, TOLD.with_edit("We left in the night."))
    shell = open_shell(told, language)
    view = edits(shell)
    assert not any(
        each.property("kind") == "notice" and each.isVisible() for each in view.findChildren(QFrame)
    )
    told.answer(STORY, replace(now(told), english="We left at dawn."))
    assert says in seen(view)
    assert now(told).declared == "We left at dawn."
    page(shell).go(TODO)
    find(shell, QPushButton, "todo.turn").click()
    assert says in " ".join(
        each.accessibleName() for each in page(shell).findChildren(QPushButton)
    )
    find(shell, QPushButton, f"todo.{STORY.question}..edit").click()
    view = page(shell).view
    assert isinstance(view, EditsPage), "a line about an edit leads to where it is made"
    qtbot.waitUntil(lambda: push(view, "edit").hasFocus())
    push(view, "again").click()
    assert now(told).declared == "We left in the night."
    assert not now(told).edit_passed
    page(shell).undo()
    assert now(told).edit_passed


def test_an_exhibit_is_cited_in_an_edit_from_a_list(
    qtbot: QtBot, told: Desk, open_shell: Open
) -> None:
    shell = open_shell(told)
    view = edits(shell)
    push(view, "edit").click()
    box = find(view, QPlainTextEdit, f"{NAME}.box")
    box.moveCursor(box.textCursor().MoveOperation.End)
    cite = find(view, CiteButton, f"{NAME}.cite")
    cite.setFocus()
    press(cite, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: cite.menu_shown is not None, timeout=20_000)
    assert cite.menu_shown
    assert [each.text()[0] for each in cite.menu_shown.actions()] == ["A", "B"]
    press(cite.menu_shown, Qt.Key.Key_Down)
    press(cite.menu_shown, Qt.Key.Key_Return)
    assert box.hasFocus()
    type_in(box, "2")  # over the page
    said = {f"We left at night. {{exhibit {english}, page 2}}" for _, english in PAPERS}
    assert now(told).edited in said


def test_an_exhibit_is_cited_in_an_answer_in_its_language(
    qtbot: QtBot, told: Desk, open_shell: Open
) -> None:
    shell = open_shell(told, "ru")
    view = go(shell, "entry_leaving")
    box = find(view, QPlainTextEdit, STORY.question)
    box.setFocus()
    box.moveCursor(box.textCursor().MoveOperation.End)
    cite = find(view, CiteButton, f"{STORY.question}.cite")
    cite.click()
    qtbot.waitUntil(lambda: cite.menu_shown is not None, timeout=20_000)
    assert cite.menu_shown
    cite.menu_shown.actions()[0].trigger()
    cite.menu_shown.close()
    assert any(f"ночью. {{приложение {own}, стр. 1}}" in now(told).text for own, _ in PAPERS)
    assert box.textCursor().selectedText() == "1"
    assert now(told).language == "ru"


def test_without_exhibits_nothing_is_offered(desk: Desk, open_shell: Open) -> None:
    desk.answer(STORY, TOLD)
    view = go(open_shell(desk), "entry_leaving")
    assert not find(view, CiteButton, f"{STORY.question}.cite").isVisible()


def test_the_heading_of_an_event_is_edited_above_its_story(
    qtbot: QtBot, desk: Desk, open_shell: Open
) -> None:
    event = desk.add_item(Key("incidents"))
    name = Key("incident_name", event)
    desk.answer(name, Told("Обыск", "ru", "The search"))
    desk.answer(Key("incident_story", event), Told("Пришли ночью.", "ru", "They came at night."))
    view = edits(open_shell(desk))
    assert "Heading · The search" in seen(view)
    place = f"edit.incident_name.{event}"
    find(view, QPushButton, f"{place}.edit").click()
    assert not find(view, CiteButton, f"{place}.cite").isVisible(), "a heading cites nothing"
    box = find(view, QPlainTextEdit, f"{place}.box")
    box.moveCursor(box.textCursor().MoveOperation.End)
    type_in(box, " of the apartment")
    value = desk.answers.value(name.question, event)
    assert isinstance(value, Told)
    assert (value.english, value.declared) == ("The search", "The search of the apartment")
    desk.answer(name, replace(value, english="A search"))
    qtbot.waitUntil(lambda: find(view, QPushButton, f"{place}.again").isVisible())
    find(view, QPushButton, f"{place}.again").click()
    value = desk.answers.value(name.question, event)
    assert isinstance(value, Told)
    assert value.declared == "The search of the apartment"
