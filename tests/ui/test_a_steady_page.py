"""Nothing on a page moves under the hand, nothing is cut, and hints go when they are obeyed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from pristan.case import Key, Name
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.create import RecoveryPage
from pristan.ui.screen import ScreenView
from pristan.ui.shell import Shell
from pristan.ui.style import Look
from ui.windows import SMALL, create_case, find, go, make_shell, page, type_in

Open = Callable[..., Shell]


@pytest.fixture
def small(case_file: Path) -> Iterator[Desk]:
    made = create_case(case_file, SMALL)
    yield made
    made.close()


def settled() -> None:
    for _ in range(6):
        QApplication.processEvents()


def top(view: ScreenView, question: str) -> int:
    settled()
    return view.blocks[question].mapTo(view, QPoint(0, 0)).y()


@pytest.mark.parametrize(
    ("typed_in", "text", "below"),
    [("t_told", "слово", "t_long"), ("t_date", "май 2021", "t_name")],
)
def test_typing_moves_nothing_below(
    typed_in: str, text: str, below: str, small: Desk, open_shell: Open
) -> None:
    shell = open_shell(small, "ru")
    view = go(shell, "every_one")
    before = top(view, below)
    type_in(find(view, QLineEdit, typed_in), text)
    assert small.answers.value(typed_in) is not None
    assert abs(top(view, below) - before) <= 1


def test_with_both_languages_the_applicants_is_first(small: Desk, open_shell: Open) -> None:
    shell = open_shell(small, "en")
    assert shell.case
    shell.case.speak("en", True)
    assert find(shell, QPushButton, "next").text().strip() == "Далее / Next"
    view = go(shell, "every_one")
    assert find(view, QPushButton, "t_text.state.later").text() == "Позже\nLater"


def test_two_languages_at_twice_the_size_fit_the_width(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(desk, "ru", 200)
    shell.resize(1280, 860)
    assert shell.case
    shell.case.size(200)
    shell.case.speak("ru", True)
    area = page(shell).findChildren(QScrollArea)[0]
    lists = [p for p in desk.places() if any(q.item for q in desk.visible(p))]
    assert len(lists) > 10
    cut = []
    for place in lists:
        page(shell).go(place)
        page(shell).settle()
        settled()
        if area.horizontalScrollBar().maximum():
            cut.append(place.screen)
    assert not cut


def test_russian_letters_in_a_latin_line_are_pointed_out_at_once(
    small: Desk, open_shell: Open
) -> None:
    shell = open_shell(small, "ru")
    view = go(shell, "every_one")
    line = find(view, QLineEdit, "t_name.latin_family")
    hint = find(view, QLabel, "t_name.latin_family.not_latin")
    assert hint.isHidden()
    type_in(line, "Примеров")
    assert hint.isVisible()
    assert small.answers.value("t_name") == Name(latin_family="Примеров")  # kept all the same
    line.clear()
    type_in(line, "PRIMEROV")
    assert hint.isHidden()


def test_the_name_of_an_item_above_the_screen_follows_what_is_typed(
    qtbot: QtBot, small: Desk, open_shell: Open
) -> None:
    item = small.add_item(Key("t_people"))
    shell = open_shell(small)
    place = next(each for each in small.places() if each.item == item)
    view = go(shell, place.screen, place.item)
    first = view.findChildren(QLineEdit)[0]
    type_in(first, "Sample")
    qtbot.waitUntil(
        lambda: any(
            "Sample" in each.accessibleName()
            for each in page(shell).findChildren(QPushButton)
            if each.isVisible() and not view.isAncestorOf(each)
        ),
        timeout=5_000,
    )


def test_the_recovery_code_can_be_compared_with_the_paper(qtbot: QtBot) -> None:
    code = "ABCD-EFGH-JKLM"
    recovery = RecoveryPage(make_shell("en").voice, Look("light"), code)
    qtbot.addWidget(recovery)
    recovery.show()
    line = find(recovery, QLineEdit, "recovery.again")
    verdict = find(recovery, QLabel, "recovery.verdict")
    assert not line.isVisible()
    find(recovery, QPushButton, "recovery.show").click()
    assert line.isVisible()
    type_in(line, "abcd efgh jkl\n")
    assert "not yet the same" in verdict.text()
    type_in(line, "m")
    assert verdict.text().startswith("✓")


def test_a_place_beside_is_never_asked_for_twice(
    qtbot: QtBot, small: Desk, open_shell: Open
) -> None:
    shell = open_shell(small)
    page(shell).go(Place("every_link"))
    qtbot.waitUntil(lambda: page(shell).is_ready, timeout=10_000)
    there = {each.place for each in page(shell).findChildren(ScreenView)}
    assert len(there) == len(page(shell).findChildren(ScreenView))
