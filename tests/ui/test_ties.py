"""What a document belongs to: ticked from its side, seen from the side of the event."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from pristan.case import Key, Links, Told
from pristan.desk import Desk
from pristan.ui.shell import Shell
from ui.windows import find, go

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
