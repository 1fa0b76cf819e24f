"""Where Next and Back lead a person who opens the items of a list, and where a part opens again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from pristan.case import Key, Told
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.sections import Sections
from pristan.ui.shell import Shell
from pristan.ui.walk import TODO, Walk
from pristan.vault import Vault
from ui.windows import ALLOWED, PASSPHRASE, create_case, find, go, interview, page, press

Open = Callable[..., Shell]
CASES = Place("cases_start")


@pytest.fixture
def desk(case_file: Path) -> Iterator[Desk]:
    made = create_case(case_file)
    yield made
    made.close()


def on(walk: Walk, times: int = 1) -> list[tuple[str, str]]:
    """Go on so many times; return the screens and the items."""
    found = []
    for _ in range(times):
        assert walk.next() != walk.at
        expected = walk.next()
        walk.go_on(1)
        assert walk.at == expected
        found.append((walk.at.screen, walk.at.item))
    return found


def to_the_end(walk: Walk, item: str) -> Place:
    """Go on until an item and all within it is left; return where that leads."""
    for _ in range(60):
        walk.go_on(1)
        if walk.at.item != item:
            return walk.at
    raise AssertionError("it never ends")


def test_a_step_of_a_case_leads_back_to_the_chain_and_the_chain_leads_on(desk: Desk) -> None:
    case = desk.add_item(Key("cases"))
    desk.add_item(Key("cases"))
    walk = Walk(desk)
    walk.go(CASES)
    opened = walk.item_place(case)
    assert opened
    walk.go(opened)
    chain = Place("case_chain", case)
    while walk.at != chain:
        walk.go_on(1)
    step = desk.add_item(Key("case_steps", case))
    walk.go(walk.item_place(step) or chain)
    assert to_the_end(walk, step) == chain
    second = desk.add_item(Key("case_steps", case))
    walk.go(walk.item_place(second) or chain)
    first = walk.at
    assert to_the_end(walk, second) == chain
    assert walk.back() != first, "Back leads before the chain, as it always does"
    walk.go_on(1)
    assert walk.at == Place("case_court_screen", case)
    walk.go_on(-1)
    assert walk.at == chain, "and not to the last screen of the last step"
    walk.go_on(1)
    assert walk.at == Place("case_court_screen", case)
    assert to_the_end(walk, case) == CASES
    section = walk.section(CASES)
    walk.go_on(1)
    assert walk.section(walk.at) != section, "the second case is opened by its card"


def test_who_walks_by_next_walks_through_all_items_and_back(desk: Desk) -> None:
    for _ in range(2):
        case = desk.add_item(Key("cases"))
        desk.add_item(Key("case_steps", case))
    walk = Walk(desk)
    places = [*desk.places(), TODO]
    ahead = [Place(*each) for each in on(walk, len(places) - 1)]
    assert ahead == places[1:]
    for expected in reversed(places[:-1]):
        walk.go_on(-1)
        assert walk.at == expected


def test_back_from_the_first_screen_of_an_opened_item_is_its_list(desk: Desk) -> None:
    desk.add_item(Key("cases"))
    second = desk.add_item(Key("cases"))
    walk = Walk(desk)
    walk.go(walk.item_place(second) or CASES)
    walk.go_on(-1)
    assert walk.at == CASES


def test_an_item_opened_from_elsewhere_leads_back_there(desk: Desk) -> None:
    event = desk.add_item(Key("incidents"))
    person = desk.add_item(Key("people"))
    walk = Walk(desk)
    from_here = walk.item_place(event)
    there = walk.item_place(person)
    assert from_here and there
    walk.go(from_here)
    walk.go_away(there)
    assert walk.way_back == from_here
    assert to_the_end(walk, person) == from_here
    assert walk.way_back is None
    assert on(walk)[0][1] == event, "and from there the event goes on"


def test_a_part_reached_only_by_a_jump_opens_at_its_beginning(desk: Desk) -> None:
    walk = Walk(desk)
    walk.go(CASES)
    paper = desk.add_item(Key("missing_papers"))
    there = walk.item_place(paper)
    assert there
    walk.go_away(there)
    section = walk.section(there)
    assert section
    assert walk.way_back
    walk.go(walk.way_back)
    assert walk.entry(section.id) == walk.first_of(section.id)
    walk.go(there)
    assert walk.entry(section.id) == there


def test_a_list_that_is_gone_ends_nothing(desk: Desk) -> None:
    case = desk.add_item(Key("cases"))
    walk = Walk(desk)
    walk.go(walk.item_place(case) or CASES)
    to_the_end(walk, case)
    walk.go_on(1)
    past = walk.at
    desk.remove_item(case)
    walk.go_on(-1)
    walk.go_on(1)
    assert walk.at == past


def test_a_new_empty_card_is_no_answer(desk: Desk) -> None:
    before = desk.progress("cases_section").done
    case = desk.add_item(Key("cases"))
    assert desk.progress("cases_section").done == before
    step = desk.add_item(Key("case_steps", case))
    assert desk.progress("cases_section").done == before
    desk.answer(Key("step_story", step), Told("Меня вызвали."))
    # The step's story, its list, and the list of cases
    assert desk.progress("cases_section").done == before + 3


def test_a_part_opens_where_it_was_left_also_after_the_lock(
    case_file: Path, open_shell: Open
) -> None:
    desk = create_case(case_file)
    shell = open_shell(desk, "ru")
    go(shell, "identity_name")
    press(shell, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    press(shell, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shell.case
    left = shell.case.session.walk.at
    assert left.screen != "identity_name"
    go(shell, "cases_start")
    contents = find(shell, Sections, "sections")

    def choose(at: int) -> None:
        spot = contents.visualItemRect(contents.item(at)).center()
        QTest.mouseClick(contents.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.qWait(400)

    contents.scrollToTop()
    choose(0)
    walk = shell.case.session.walk
    assert walk.at == left
    choose(0)
    assert walk.at == desk.places()[0], "pressed again, a part opens at its beginning"
    go(shell, left.screen)
    go(shell, "cases_start")
    shell.case.session.close()
    shell.hide()
    again = Desk(
        Vault.open(case_file, PASSPHRASE, profiles=ALLOWED), interview(content_dir("forms"))
    )
    later = open_shell(again, "ru")
    assert later.case
    assert later.case.session.walk.at == CASES
    assert later.case.session.walk.entry("identity") == left
    again.close()


def test_next_in_the_window_comes_back_to_the_chain(desk: Desk, open_shell: Open) -> None:
    case = desk.add_item(Key("cases"))
    shell = open_shell(desk, "ru")
    go(shell, "case_chain", case)
    find(shell, QPushButton, "case_steps.add").click()
    (step,) = desk.answers.items("case_steps", case)
    assert shell.case
    walk = shell.case.session.walk
    for _ in range(20):
        find(shell, QPushButton, "next").click()
        if walk.at.item != step:
            break
    assert walk.at == Place("case_chain", case)
    assert page(shell).view.place == walk.at  # type: ignore[union-attr]
    find(shell, QPushButton, "next").click()
    assert walk.at == Place("case_court_screen", case)
