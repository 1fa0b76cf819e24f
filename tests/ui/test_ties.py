"""What a document belongs to: ticked from its side, seen from the side of the event."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from pristan.case import Key, Links, Told
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.shell import Shell
from ui.windows import find, go, page

Open = Callable[..., Shell]


def test_a_tick_ties_and_unties_and_the_event_sees_it(
    qtbot: QtBot, desk: Desk, open_shell: Open
) -> None:
    paper, event = desk.add_item(Key("evidence")), desk.add_item(Key("incidents"))
    desk.answer(Key("incident_name", event), Told("Search of the flat", "en"))
    shell = open_shell(desk)
    view = go(shell, "exhibit_belongs", paper)
    said = " | ".join(each.text() for each in view.findChildren(QLabel))
    assert "Search of the flat" in said
    assert "Form I-589: B 1.A; B 2" in said
    box = find(view, QCheckBox, f"tie.incident_exhibits.{event}")
    assert not box.isChecked()
    box.click()
    assert desk.answers.value("incident_exhibits", event) == Links((paper,))
    assert desk.answers.value("incident_has_papers", event) is True
    box.click()
    assert desk.answers.value("incident_exhibits", event) == Links(())
    box.click()
    QApplication.processEvents()
    view = go(shell, "exhibit_belongs", paper)
    assert find(view, QCheckBox, f"tie.incident_exhibits.{event}").isChecked()


def test_with_nothing_told_it_says_so(desk: Desk, open_shell: Open) -> None:
    view = go(open_shell(desk), "exhibit_belongs", desk.add_item(Key("evidence")))
    said = " | ".join(each.text() for each in view.findChildren(QLabel))
    assert "nothing to tie it to yet" in said


def test_a_missing_document_is_tied_from_both_sides(desk: Desk, open_shell: Open) -> None:
    event, case = desk.add_item(Key("incidents")), desk.add_item(Key("cases"))
    desk.answer(Key("incident_name", event), Told("Обыск", "ru"))
    before = desk.progress("cases_section").asked
    shell = open_shell(desk, "ru")
    view = go(shell, "incident_papers", event)
    assert "Добавить недостающий документ" in find(view, QPushButton, "incident_missing.add").text()
    find(view, QPushButton, "incident_missing.add").click()
    (paper,) = desk.answers.items("missing_papers")
    assert desk.answers.value("incident_missing", event) == Links((paper,))
    assert page(shell).view.place == Place("missing_screen", paper)  # type: ignore[union-attr]
    view = go(shell, "missing_belongs", paper)
    assert find(view, QCheckBox, f"tie.incident_missing.{event}").isChecked()
    find(view, QCheckBox, f"tie.case_missing.{case}").click()
    assert desk.answers.value("case_missing", case) == Links((paper,))
    assert find(go(shell, "case_chain", case), QCheckBox, f"case_missing.{paper}").isChecked()
    # An optional question counts only once it has an answer
    assert desk.progress("cases_section").asked == before + 1
