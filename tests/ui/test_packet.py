"""The packet page: chosen, put in order, counted, written, stopped, looked at, checked again."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pristan.content import content_dir
from pristan.desk import Desk
from pristan.packet.documents import DOCUMENTS as PRINTED
from pristan.packet.profiles import profile_names
from pristan.packet.verify import verify
from pristan.ui.packet_order import Lines, Order
from pristan.ui.packet_page import PacketPage
from pristan.ui.packet_said import DOCUMENTS, PROFILES
from pristan.ui.shell import Shell
from pristan.ui.viewer import Viewer
from ui.packets import choose, in_order, looked_at, packet, rows
from ui.windows import find, page, press, seen

Open = Callable[..., Shell]
ALT = Qt.KeyboardModifier.AltModifier


def titles(view: PacketPage) -> list[str]:
    return [each.text() for each in find(view, Order, "packet.exhibits").rows()]


def counted(qtbot: QtBot, view: PacketPage) -> list[str]:
    def done() -> bool:
        whole = find(view, QLabel, "packet.whole").text()
        return bool(whole) and "count" not in whole and "счит" not in whole

    qtbot.waitUntil(done, timeout=90_000)
    return rows(view)


def test_every_profile_and_document_is_called_in_words() -> None:
    assert set(profile_names(content_dir("forms") / "packets")) == set(PROFILES)
    assert {*PRINTED, "exhibits"} == set(DOCUMENTS)


def test_pages_and_sizes_are_counted_while_the_window_lives(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    view = packet(open_shell(person))
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    assert any("counting…" in row for row in rows(view)), "nothing said that it is being counted"
    found = [row for row in counted(qtbot, view) if " · " in row]
    assert len(found) == len(in_order(person))
    assert all(re.search(r", \d+ pages?, [\d.]+ [KM]B$", row) for row in found)
    assert [row.split(" ")[0] for row in found] == [chr(65 + at) for at in range(len(found))]
    assert "no limit of size" in seen(view)
    find(view, QRadioButton, "profile.court").click()
    qtbot.waitUntil(lambda: "A file may have 24 MB" in seen(view), timeout=20_000)
    # the counts are kept: nothing is counted again for another profile, nor for another visit
    assert "counting" not in seen(view)


def test_an_exhibit_moves_within_its_part_and_back(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell = open_shell(person)
    view = packet(shell)
    counted(qtbot, view)
    listed = find(view, Order, "packet.exhibits")
    before, letters = in_order(person), titles(view)
    group = view._exhibits._group  # noqa: SLF001
    first = next(each for each in before if len(group(each)) > 1)
    first, second = group(first)[:2]
    listed.go_to(first)
    listed.setFocus()
    press(listed, Qt.Key.Key_Down, ALT)
    assert group(first)[:2] == [second, first]
    assert listed.current == first, "the keyboard stays on what it moved"
    assert titles(view) != letters
    page(shell).undo()
    assert in_order(person) == before
    assert page(shell).view is view, "what was undone is seen where it was done"
    assert titles(view) == letters
    listed.go_to(first)
    press(listed, Qt.Key.Key_Up, ALT)  # it is the first of its part
    assert in_order(person) == before
    assert "moves within its part" in seen(view)
    view._exhibits._dropped(first, "country", 0)  # noqa: SLF001  as a drop there tells
    assert in_order(person) == before
    view._exhibits._dropped(first, view._exhibits._exhibits[first].group, 1)  # noqa: SLF001
    assert group(first)[:2] == [second, first]


def test_a_dragged_line_is_put_where_it_was_let_go(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    view = packet(open_shell(person))
    counted(qtbot, view)
    listed = find(view, Order, "packet.exhibits")
    group = view._exhibits._group  # noqa: SLF001
    first = next(each for each in in_order(person) if len(group(each)) > 1)
    first, second = group(first)[:2]
    listed.go_to(second)
    row = listed.currentRow()
    listed.insertItem(row - 1, listed.takeItem(row))  # what Qt does with a dropped line
    listed._tell(second)  # noqa: SLF001
    assert group(first)[:2] == [second, first]


def test_the_pages_of_an_exhibit_are_looked_at_here(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell = open_shell(person)
    view = packet(shell)
    counted(qtbot, view)
    find(view, QPushButton, "packet.open").click()
    (viewer,) = shell.findChildren(Viewer)
    qtbot.waitUntil(lambda: not viewer.page.picture.isNull(), timeout=20_000)
    viewer.leave()


def chosen_elsewhere(qtbot: QtBot, folder: Path) -> Callable[..., str]:
    """Return what chooses in a window that is still the active one when the choice is made.

    So it is where the system's own dialog goes and the window manager has not answered yet.
    """

    def choose(*_: object) -> str:
        dialog = QWidget()
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        QTimer.singleShot(0, dialog.close)
        return str(folder)

    return choose


def test_a_packet_is_written_proved_shown_and_checked_again(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = open_shell(person)
    view = packet(shell)
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    find(view, QRadioButton, "profile.court").click()
    qtbot.waitUntil(lambda: bool(view.findChildren(QCheckBox, "document.timeline")), timeout=20_000)
    qtbot.waitUntil(
        lambda: not find(view, QCheckBox, "document.proposed_order").isChecked(), timeout=20_000
    )
    find(view, QCheckBox, "document.timeline").click()
    assert "not encrypted" in seen(view)
    folder = tmp_path / "packet"
    monkeypatch.setattr("pristan.ui.packet_page.choose_folder", chosen_elsewhere(qtbot, folder))
    find(view, QPushButton, "packet.write").setFocus()
    press(find(view, QPushButton, "packet.write"), Qt.Key.Key_Space)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    assert find(view, QPushButton, "packet.stop").hasFocus()
    beats: list[int] = []
    qtbot.waitUntil(
        lambda: beats.append(1) or "every number and every link is right" in seen(view),
        timeout=120_000,
    )
    assert len(beats) > 20, "the window stood still meanwhile"
    assert verify(folder) == []
    assert find(view, QPushButton, "packet.open_folder").hasFocus()
    said = seen(view)
    assert "PRIMEROV_Evidence.pdf" in said
    assert str(folder) in said
    assert "To settle before anything is filed" in said
    assert "What is where" in said
    contents = find(view, Lines, "packet.contents")
    lines = [each.text() for each in contents.rows()]
    assert lines[:2] == ["Cover page", "Index of exhibits"]
    assert lines[-1].startswith("Exhibit H: ")
    contents.setCurrentRow(lines.index("Timeline, drawn"))
    contents.setFocus()
    press(contents, Qt.Key.Key_Return)
    opened = looked_at(qtbot, shell)
    assert opened.title.text().startswith("Timeline, drawn · page ")
    press(opened, Qt.Key.Key_Escape)
    assert contents.hasFocus()
    number = find(view, QLineEdit, "packet.number")
    number.setText("5")
    press(number, Qt.Key.Key_Return)
    opened = looked_at(qtbot, shell)
    assert opened.title.text() == "Declaration, in English · page 5"
    (folder / "PRIMEROV_Evidence.pdf").rename(folder / "moved.pdf")
    press(opened, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: "the file may have been moved" in seen(opened), timeout=20_000)
    (folder / "moved.pdf").rename(folder / "PRIMEROV_Evidence.pdf")
    press(opened, Qt.Key.Key_PageUp)
    looked_at(qtbot, shell)
    assert "may have been moved" not in seen(opened)
    press(opened, Qt.Key.Key_Escape)
    number.setText("x")
    press(number, Qt.Key.Key_Return)
    assert "The pages are numbered 1 to" in seen(view)
    find(view, QPushButton, "packet.check").click()
    qtbot.waitUntil(lambda: "Checked again" in seen(view), timeout=60_000)
    with (folder / "PRIMEROV_Evidence.pdf").open("ab") as stream:
        stream.write(b"\n")
    find(view, QPushButton, "packet.check").click()
    qtbot.waitUntil(lambda: "has been changed since" in seen(view), timeout=60_000)
    page(shell).back()  # the report is there still when one comes back
    assert "What is where" in seen(packet(shell))
    find(packet(shell), QPushButton, "packet.again").click()
    assert find(packet(shell), QPushButton, "packet.write").isVisible()


def test_a_packet_that_lacks_a_file_is_not_called_done(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path
) -> None:
    bad = tmp_path / "decision.pdf"
    bad.write_bytes(b"%PDF-1.7\nno paper at all")
    person.list_attachment(person.attach(bad))
    view = packet(open_shell(person))
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    view.write(tmp_path / "packet")
    qtbot.waitUntil(lambda: "What is where" in seen(view), timeout=120_000)
    assert "“decision.pdf” could not be converted" in seen(view)
    assert "Not done yet: a file that is named below" in seen(view)
    assert "Done and checked" not in seen(view)


def test_nothing_is_made_before_it_is_known_what_the_chosen_packet_holds(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    """The documents that were ticked for one kind of packet are not those of another."""
    shell = open_shell(person)
    view = packet(shell)
    ahead = find(view, QPushButton, "packet.ahead")
    qtbot.waitUntil(ahead.isEnabled, timeout=20_000)
    find(view, QRadioButton, "profile.court").click()
    for name in ("packet.ahead", "packet.write", "packet.editable"):
        assert not find(view, QPushButton, name).isEnabled()
    qtbot.waitUntil(ahead.isEnabled, timeout=20_000)
    assert shell.case
    assert "review_memo" not in shell.case.session.packet.ticked()


def test_a_writing_that_is_stopped_leaves_nothing(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path
) -> None:
    view = packet(open_shell(person))
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    folder = tmp_path / "packet"
    view.write(folder)
    stop = find(view, QPushButton, "packet.stop")
    assert stop.isVisible()
    qtbot.waitUntil(folder.is_dir, timeout=20_000)
    stop.setFocus()
    press(stop, Qt.Key.Key_Space)
    assert "Stopping" in seen(view)
    qtbot.waitUntil(lambda: "Stopped. Nothing was left" in seen(view), timeout=60_000)
    assert not folder.exists()
    assert not stop.isVisible()
    assert find(view, QPushButton, "packet.write").hasFocus()


def test_what_cannot_be_written_is_said_and_nothing_is_lost(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path
) -> None:
    view = packet(open_shell(person))
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "packet.pdf").write_bytes(b"somebody else's")
    view.write(taken)
    qtbot.waitUntil(lambda: "which this program did not write" in seen(view), timeout=60_000)
    assert (taken / "packet.pdf").read_bytes() == b"somebody else's"
    view.write(taken / "packet.pdf")
    qtbot.waitUntil(lambda: "is a file. Choose a folder" in seen(view), timeout=60_000)


def test_no_document_no_packet(qtbot: QtBot, person: Desk, open_shell: Open) -> None:
    view = packet(open_shell(person))
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    find(view, QRadioButton, "profile.applicant").click()
    qtbot.waitUntil(
        lambda: bool(view.findChildren(QCheckBox, "document.checklist")), timeout=20_000
    )
    for name in ("checklist", "hearing_sheet", "declaration_two_columns"):
        find(view, QCheckBox, f"document.{name}").click()
    assert not find(view, QPushButton, "packet.write").isEnabled()
    assert "Tick at least one document" in seen(view)
    assert person.setting("packet") == "applicant"


def test_word_files_are_written_and_never_over_one_that_is_there(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = open_shell(person)
    view = packet(shell)
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    choose(qtbot, shell, view, "court")
    for name in ("index", "declaration", "certificate_of_interpretation", "exhibits"):
        find(view, QCheckBox, f"document.{name}").click()
    assert shell.case
    work = shell.case.session.packet
    choice = chosen_elsewhere(qtbot, tmp_path / "word")
    monkeypatch.setattr("pristan.ui.packet_page.choose_folder", choice)
    to_edit = find(view, QPushButton, "packet.editable")
    qtbot.waitUntil(to_edit.isEnabled)
    to_edit.setFocus()
    press(to_edit, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "cover.docx" in seen(view), timeout=90_000)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    assert to_edit.hasFocus()
    assert [each.name for each in (tmp_path / "word").iterdir()] == ["cover.docx"]
    work.write_editable(tmp_path / "word")
    qtbot.waitUntil(lambda: "somebody may have edited it" in seen(view), timeout=60_000)


def test_a_case_without_exhibits(qtbot: QtBot, desk: Desk, open_shell: Open) -> None:
    view = packet(open_shell(desk))
    qtbot.waitUntil(lambda: "There are no exhibits yet" in seen(view), timeout=20_000)
    assert not find(view, Order, "packet.exhibits").isVisible()


def test_labels_go_by_letter_or_by_part_of_the_index(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell = open_shell(person)
    view = packet(shell)
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    assert find(view, QRadioButton, "tabs.letters").isChecked()
    current = find(view, Order, "packet.exhibits").current
    find(view, QRadioButton, "tabs.groups").setFocus()
    press(find(view, QRadioButton, "tabs.groups"), Qt.Key.Key_Space)
    listed = titles(view)
    letter, number = "", 0
    for line in listed:
        if "-" not in line.split(" · ")[0]:
            letter, number = chr(ord(letter or "@") + 1), 0
            assert line.startswith(f"{letter} · ")
        else:
            number += 1
            assert line.startswith(f"{letter}-{number} · ")
    assert letter >= "B"
    assert find(view, Order, "packet.exhibits").current == current
    person.save()
    # kept with the case: the outlook of any packet has it, and a button that cites
    labels = [each.label for each in person.outlook("court").exhibits]
    assert labels == [line.split(" · ")[0] for line in listed if "-" in line.split(" · ")[0]]
    assert find(packet(shell), QRadioButton, "tabs.groups").isChecked()
    find(view, QRadioButton, "tabs.letters").click()
    assert titles(view)[1].startswith("A · ")
