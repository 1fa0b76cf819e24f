"""Names that are offered while one types, headings in a long list, and a break that is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from pristan.case import Key, Told
from pristan.desk import Desk
from pristan.ui.notice import Notice
from pristan.ui.rest import HARD_S, WORK_S, Rest
from pristan.ui.shell import Shell
from ui.windows import create_case, find, go, page, press, type_in

Open = Callable[..., Shell]


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def desk(case_file: Path) -> Iterator[Desk]:
    made = create_case(case_file)
    yield made
    made.close()


def region(desk: Desk, case: str) -> object:
    return desk.answers.value("case_region", case)


def test_a_district_court_is_offered_once_its_own_word_is_there(
    desk: Desk, open_shell: Open
) -> None:
    case = desk.add_item(Key("cases"))
    shell = open_shell(desk, "ru")
    go(shell, "case_court_screen", case)
    desk.answer(Key("case_in_court", case), True)
    go(shell, "case_court_screen", case)
    line = find(shell, QLineEdit, "case_court")
    line.setFocus()
    type_in(line, "Хамовнический районный суд г. Мос")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    assert desk.answers.value("case_court", case) == Told(
        "Хамовнический районный суд г. Москвы", "ru", "Khamovnichesky District Court of Moscow"
    )


def test_a_region_is_offered_by_a_word_of_it_and_brings_its_english(
    desk: Desk, open_shell: Open
) -> None:
    case = desk.add_item(Key("cases"))
    shell = open_shell(desk, "ru")
    go(shell, "case_origin", case)
    line = find(shell, QLineEdit, "case_region")
    line.setFocus()
    type_in(line, "тверск")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    assert region(desk, case) == Told("Тверская область", "ru", "Tver Oblast")
    type_in(line, ", Ржев")
    assert region(desk, case) == Told("Тверская область, Ржев", "ru")


def test_english_that_a_person_wrote_stays(desk: Desk, open_shell: Open) -> None:
    case = desk.add_item(Key("cases"))
    desk.answer(Key("case_region", case), Told("Тверь", "ru", "Tver, my town"))
    shell = open_shell(desk, "ru")
    go(shell, "case_origin", case)
    type_in(find(shell, QLineEdit, "case_region"), " и область")
    assert region(desk, case) == Told("Тверь и область", "ru", "Tver, my town")


def test_an_unknown_body_is_allowed(desk: Desk, open_shell: Open) -> None:
    case = desk.add_item(Key("cases"))
    shell = open_shell(desk, "ru")
    go(shell, "case_origin", case)
    type_in(find(shell, QLineEdit, "case_body"), "Отдел, которого нет в списке")
    assert desk.answers.value("case_body", case) == Told("Отдел, которого нет в списке", "ru")


def test_the_heading_of_a_group_cannot_be_chosen(desk: Desk, open_shell: Open) -> None:
    paper = desk.add_item(Key("evidence"))
    shell = open_shell(desk, "en")
    go(shell, "exhibit_what", paper)
    kinds = find(shell, QComboBox, "exhibit_kind")
    texts = [kinds.itemText(at) for at in range(kinds.count())]
    at = texts.index("Identity and the United States")
    assert texts[at + 1] == "Passport"
    kinds.setFocus()
    press(kinds, Qt.Key.Key_Down)
    assert desk.answers.value("exhibit_kind", paper) == "passport"
    assert kinds.currentText() == "Passport"


def test_a_break_is_due_once_and_sooner_after_a_hard_part() -> None:
    clock = Clock()
    rest = Rest(clock)
    clock.now = HARD_S
    assert not rest.due(after_hard=False)
    assert rest.due(after_hard=True)
    assert not rest.due(after_hard=True)
    clock.now += WORK_S
    rest.begin()
    assert not rest.due(after_hard=False)


def test_a_break_is_offered_on_the_next_screen_and_keeps_the_keyboard_where_it_is(
    desk: Desk, open_shell: Open
) -> None:
    shell = open_shell(desk, "en")
    assert shell.case
    clock = Clock()
    shell.case.session.rest = Rest(clock)
    go(shell, "identity_name")
    notice = find(shell, Notice, "undo.notice")
    assert notice.isHidden()
    clock.now = WORK_S
    go(shell, "identity_birth")
    assert notice.isVisible()
    assert "everything is saved" in notice.accessibleName()
    assert page(shell).view.isAncestorOf(QApplication.focusWidget())  # type: ignore[union-attr]
    go(shell, "identity_self")
    assert notice.isHidden()
