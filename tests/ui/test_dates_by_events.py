"""A date may be told by another event of the case: said back, asked about, and followed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from pristan.case import Anchor, Items, Key, Kind, Point, Remembered, Side, Told, Unit
from pristan.desk import Desk
from pristan.ui.screen import ScreenView
from pristan.ui.shell import Shell
from ui.windows import find, go, page, type_in

Open = Callable[..., Shell]
SEARCH = Remembered(Kind.ON, Point(2023, 2, 16))
ANCHOR = Anchor("incident_when", "search", Side.AFTER, 2, Unit.WEEKS)


@pytest.fixture
def shell(desk: Desk, open_shell: Open) -> Shell:
    desk.answer(Key("incidents"), Items(("search", "here")))
    desk.answer(Key("incident_name", "search"), Told("Обыск", english="The search"))
    desk.answer(Key("incident_when", "search"), SEARCH)
    made = open_shell(desk)
    go(made, "incident_what", "here")
    return made


def said(shell: Shell) -> str:
    QApplication.processEvents()
    view = page(shell).view
    assert isinstance(view, ScreenView)
    labels = view.blocks["incident_when"].findChildren(QLabel)
    return " | ".join(each.text() for each in labels if each.isVisible())


def offered(shell: Shell) -> list[QPushButton]:
    QApplication.processEvents()
    view = page(shell).view
    assert isinstance(view, ScreenView)
    buttons = view.blocks["incident_when"].findChildren(QPushButton)
    return [each for each in buttons if each.isVisible() and "after" in each.text()]


def test_it_is_said_back_and_follows_its_event(desk: Desk, shell: Shell) -> None:
    words = "недели через две после обыска"
    type_in(find(shell, QLineEdit, "incident_when"), words)
    told = Remembered(Kind.ABOUT, words=words, anchor=ANCHOR)
    assert desk.answers.value("incident_when", "here") == told
    assert "Understood as: about two weeks after the search (February 16, 2023)" in said(shell)
    desk.answer(Key("incident_when", "search"), Remembered(Kind.ON, Point(2022, 3, 24)))
    assert "about two weeks after the search (March 24, 2022)" in said(shell)
    assert desk.answers.value("incident_when", "here") == told


def test_a_removed_event_is_told_and_its_words_stay(desk: Desk, shell: Shell) -> None:
    type_in(find(shell, QLineEdit, "incident_when"), "after the search")
    desk.remove_item("search")
    assert "no longer in the case. Please tell it anew" in said(shell)
    assert find(shell, QLineEdit, "incident_when").text() == "after the search"
    desk.undo()
    assert "Understood as: after the search (February 16, 2023)" in said(shell)
    assert "no longer" not in said(shell)


def test_of_two_events_a_person_chooses(desk: Desk, shell: Shell) -> None:
    desk.answer(Key("incidents"), Items(("search", "second", "here")))
    desk.answer(Key("incident_name", "second"), Told("Второй обыск", english="The second search"))
    type_in(find(shell, QLineEdit, "incident_when"), "after the search")
    assert desk.answers.value("incident_when", "here") == Remembered(
        Kind.IN_WORDS, words="after the search"
    )
    assert "Which event do you mean?" in said(shell)
    buttons = offered(shell)
    assert [each.text() for each in buttons] == [
        "after the search (February 16, 2023)",
        "after the second search",
    ]
    buttons[1].click()
    assert desk.answers.value("incident_when", "here") == Remembered(
        Kind.ON, words="after the search", anchor=Anchor("incident_when", "second", Side.AFTER)
    )


def test_of_many_events_a_person_says_more(desk: Desk, shell: Shell) -> None:
    more = tuple(f"i{number}" for number in range(7))
    desk.answer(Key("incidents"), Items(("search", *more, "here")))
    for number, item in enumerate(more, start=2):
        desk.answer(Key("incident_name", item), Told(f"Search number {number}", "en"))
    line = find(shell, QLineEdit, "incident_when")
    type_in(line, "after the search")
    assert "add another word of its name, or its date" in said(shell)
    assert offered(shell) == []
    type_in(line, " number 5")
    assert "Understood as: after the event “Search number 5”" in said(shell)


def test_what_was_in_words_is_asked_about_when_its_event_is_there(desk: Desk, shell: Shell) -> None:
    type_in(find(shell, QLineEdit, "incident_when"), "after the interrogation")
    assert "Kept in your own words" in said(shell)
    desk.answer(Key("incident_name", "search"), Told("Допрос", english="The interrogation"))
    go(shell, "incident_what", "search")
    go(shell, "incident_what", "here")
    assert "Is this what you mean?" in said(shell)
    (button,) = offered(shell)
    button.click()
    assert desk.answers.value("incident_when", "here") == Remembered(
        Kind.ON,
        words="after the interrogation",
        anchor=Anchor("incident_when", "search", Side.AFTER),
    )


def test_an_event_is_never_told_by_itself_nor_in_a_circle(desk: Desk, shell: Shell) -> None:
    desk.answer(Key("incident_name", "here"), Told("Допрос", english="The interrogation"))
    type_in(find(shell, QLineEdit, "incident_when"), "after the search")
    go(shell, "incident_what", "search")
    line = find(shell, QLineEdit, "incident_when")
    for words in ("after the search", "до события «Допрос»"):
        line.selectAll()
        type_in(line, words)
        assert desk.answers.value("incident_when", "search") == Remembered(
            Kind.IN_WORDS, words=words
        )
