"""The page of what is still to do, and the gaps under the lists of homes and of work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pristan.case import Address, Key, Kind, Point, Remembered, Told
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.shell import Shell
from pristan.ui.todo import TodoPage
from pristan.ui.walk import PACKET, TODO
from ui.windows import find, page, press

Open = Callable[..., Shell]
CONTROL = Qt.KeyboardModifier.ControlModifier


def todo(shell: Shell) -> TodoPage:
    press(shell, Qt.Key.Key_T, CONTROL)
    QApplication.processEvents()
    view = page(shell).view
    assert isinstance(view, TodoPage)
    return view


def seen(view: TodoPage) -> list[str]:
    return [each.text() for each in view.findChildren(QLabel) if each.isVisible()]


def lines(view: TodoPage) -> list[str]:
    return [each.objectName() for each in view.findChildren(QAbstractButton)
            if each.isVisible() and each.objectName().startswith("todo.")]  # fmt: skip


def test_a_line_leads_to_its_question_and_there_is_a_way_back(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    find(todo(shell), QAbstractButton, "todo.full_name..unanswered").click()
    QApplication.processEvents()
    assert find(shell, QLineEdit, "full_name.family").hasFocus()
    find(shell, QPushButton, "way_back").click()
    QApplication.processEvents()
    assert isinstance(page(shell).view, TodoPage)


def test_what_is_done_is_gone_and_what_helps_most_is_first(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    assert "todo.birth_city..unanswered" in lines(todo(shell))
    desk.answer(Key("birth_city"), Told("Тверь", "ru"))
    texts = seen(todo(shell))
    assert "todo.birth_city..english" in lines(todo(shell))
    desk.answer(Key("birth_city"), Told("Тверь", "ru", "Tver"))
    assert not [each for each in lines(todo(shell)) if "birth_city" in each]
    assert texts.index("USCIS may send the form back while these boxes are empty") < texts.index(
        "Still without an answer"
    )


def test_all_lines_of_a_group_are_shown_when_asked_for(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    view = todo(shell)
    few = lines(view)
    assert "todo.form_us_law..unanswered" not in few
    find(view, QPushButton, "todo.all.rejected").click()
    QApplication.processEvents()
    assert "todo.form_us_law..unanswered" in lines(view)
    focused = QApplication.focusWidget()
    assert focused is not None and focused.objectName() not in few


def test_the_lawyers_points_and_flags_wait_for_the_lawyers_view(
    desk: Desk, open_shell: Open
) -> None:
    desk.answer(Key("returned"), True)
    shell = open_shell(desk)
    view = todo(shell)
    assert not [each for each in lines(view) if each.endswith("flag") or "lawyer_" in each]
    find(view, QPushButton, "todo.turn").click()
    QApplication.processEvents()
    assert "todo.returned..flag" in lines(view)
    assert "A.I 4 · What is your full name?" in seen(view)
    find(view, QPushButton, "todo.turn").click()
    QApplication.processEvents()
    assert "todo.returned..flag" not in lines(view)


def test_it_comes_after_the_last_question_and_before_the_papers(
    desk: Desk, open_shell: Open
) -> None:
    shell = open_shell(desk)
    page(shell).go(desk.places()[-1])
    page(shell).next()
    assert isinstance(page(shell).view, TodoPage)
    page(shell).next()
    assert shell.case.session.walk.at == PACKET
    find(shell, QPushButton, "packet.todo").click()
    assert shell.case.session.walk.at == TODO


def test_a_gap_between_two_homes_is_shown_under_the_list(
    qtbot: QtBot, desk: Desk, open_shell: Open
) -> None:
    year = date.today().year
    desk.answer(Key("us_address_since"), Remembered(Kind.ON, Point(year - 1, 6, 1)))
    home = desk.add_item(Key("residences"))
    desk.answer(Key("residence_address", home), Address(city="Tver", country="RU"))
    desk.answer(Key("residence_from", home), Remembered(Kind.ON, Point(2005, 1, 1)))
    desk.answer(Key("residence_to", home), Remembered(Kind.ON, Point(year - 1, 1, 31)))
    shell = open_shell(desk)
    page(shell).go(Place("life_homes"))
    QApplication.processEvents()
    gaps = find(shell, QLabel, "residences.gaps")
    told = f"No address from February 1, {year - 1} to May 31, {year - 1}: "
    assert gaps.isVisible() and told in gaps.text()
    desk.answer(Key("us_address_since"), Remembered(Kind.ON, Point(year - 1, 2, 1)))
    QApplication.processEvents()
    assert not gaps.isVisible()


def test_other_lists_know_no_gaps(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk)
    desk.add_item(Key("schools"))
    page(shell).go(Place("life_schools"))
    assert not find(shell, QLabel, "schools.gaps").isVisible()
