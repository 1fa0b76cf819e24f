"""What is done at an awkward moment: a file that goes while it is wanted, a word before a lock."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from pristan.case import Key, Links, Problem, State
from pristan.desk import Desk
from pristan.ui.shell import Shell
from pristan.ui.walk import PACKET
from pristan.vault import Vault
from ui.windows import ALLOWED, PASSPHRASE, find, go, interview, page, type_in

Open = Callable[..., Shell]
FORMS = Path(__file__).parents[2] / "forms"


def paper_with(desk: Desk, folder: Path, name: str) -> tuple[Key, str]:
    """Add an exhibit with one file; return the key of its files and the file's id."""
    made = folder / name
    made.write_bytes(b"%PDF-1.7\n" + name.encode())
    key = Key("exhibit_files", desk.add_item(Key("evidence")))
    kept = desk.attach(made)
    desk.answer(key, Links((kept.id,)))
    desk.save()
    return key, kept.id


def test_a_file_that_comes_to_an_answer_left_for_later_joins_those_that_are_there(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    key, first = paper_with(desk, tmp_path, "first.pdf")
    desk.answer(key, Links((first,)), State.LATER)
    shell = open_shell(desk)
    assert shell.case is not None
    second = tmp_path / "second.pdf"
    second.write_bytes(b"%PDF-1.7\nsecond")
    shell.case.session.imports.add(key, [second])
    qtbot.waitUntil(lambda: not shell.case.session.imports.coming(key), timeout=10_000)  # type: ignore[union-attr]
    answer = desk.answers.get(key)
    assert answer is not None and isinstance(answer.value, Links)
    assert answer.value.ids[0] == first and len(answer.value.ids) == 2
    assert answer.state is State.LATER, "as with every other edit of such an answer"


def test_a_file_is_not_taken_out_while_an_answer_names_it(desk: Desk, tmp_path: Path) -> None:
    key, file = paper_with(desk, tmp_path, "decision.pdf")
    desk.answer(key, Links())
    assert [each.id for each in desk.loose_files()] == [file]  # as a page still shows it
    desk.undo()
    with pytest.raises(Problem, match="belongs to an exhibit"):
        desk.remove_file(file)
    assert b"".join(desk.read(file)).endswith(b"decision.pdf")
    assert desk.can_redo, "nothing was done that could keep it from being done again"


def test_no_answer_on_the_disk_names_a_file_that_is_gone(
    desk: Desk, case_file: Path, tmp_path: Path
) -> None:
    key, file = paper_with(desk, tmp_path, "decision.pdf")
    desk.answer(key, Links())  # not saved yet
    desk.remove_file(file)
    copy = tmp_path / "after a power cut.pristan"
    shutil.copyfile(case_file, copy)
    with Vault.open(copy, PASSPHRASE, profiles=ALLOWED) as vault:
        named = vault.answers().value(key.question, key.item)
        assert isinstance(named, Links)
        assert set(named.ids) <= {each.id for each in vault.attachments()}


def test_undo_is_dark_when_a_file_has_gone_for_good(
    desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    key, file = paper_with(desk, tmp_path, "wrong.pdf")
    desk.answer(key, Links())
    shell = open_shell(desk)
    page(shell).go(PACKET)
    assert find(shell, QAbstractButton, "undo").isEnabled()
    find(shell, QAbstractButton, f"loose.remove.{file}").click()
    find(shell, QAbstractButton, f"loose.gone.{file}").click()
    assert not find(shell, QAbstractButton, "undo").isEnabled()
    assert not find(shell, QAbstractButton, "redo").isEnabled()


def test_a_page_that_is_behind_says_that_a_file_is_in_use_again(
    desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    key, file = paper_with(desk, tmp_path, "decision.pdf")
    desk.answer(key, Links())
    shell = open_shell(desk)
    page(shell).go(PACKET)
    find(shell, QAbstractButton, f"loose.remove.{file}").click()
    desk.answer(key, Links((file,)))  # such as a file that has just come in
    find(shell, QAbstractButton, f"loose.gone.{file}").click()
    QApplication.processEvents()
    assert [each.id for each in desk.attachments()] == [file]
    said = [each.text() for each in page(shell).findChildren(QLabel) if each.isVisible()]
    assert any("belongs to an exhibit" in text for text in said), said


def test_a_country_typed_just_before_the_lock_is_kept(
    desk: Desk, case_file: Path, open_shell: Open
) -> None:
    shell = open_shell(desk)
    go(shell, "identity_birth")
    line = find(shell, QComboBox, "birth_country").lineEdit()
    assert line is not None
    line.setFocus()
    type_in(line, "росс")
    shell.lock()
    later = Desk(Vault.open(case_file, PASSPHRASE, profiles=ALLOWED), interview(FORMS))
    assert later.answers.value("birth_country") == "RU"
    later.close()
