"""Locking while something is under way: it ends soon; nothing is half done, nothing forgotten."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from pristan.case import Key, Links, Name
from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.create import RecoveryPage
from pristan.ui.packet_page import PacketPage
from pristan.ui.screen import ScreenView
from pristan.ui.shell import Shell
from pristan.ui.walk import PACKET, TODO
from pristan.vault import Vault
from ui.windows import ALLOWED, PASSPHRASE, find, go, interview, page, press, seen

Open = Callable[..., Shell]
FORMS = Path(__file__).parents[2] / "forms"


def again(case: Path) -> Desk:
    """Open the case as the next window does."""
    return Desk(Vault.open(case, PASSPHRASE, profiles=ALLOWED), interview(FORMS))


def kept_setting(case: Path, name: str) -> str | None:
    """Return what a power cut would leave now."""
    copy = case.with_suffix(".copy")
    shutil.copyfile(case, copy)
    with suppress(FileNotFoundError):
        shutil.copyfile(f"{case}-journal", f"{copy}-journal")
    with Vault.open(copy, PASSPHRASE, profiles=ALLOWED) as vault:
        return vault.setting(name)


def drop(view: ScreenView, *files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    view.blocks["exhibit_files"].field.dropEvent(  # type: ignore[attr-defined]
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )
    )  # fmt: skip


def file(folder: Path, name: str, size: int) -> Path:
    made = folder / name
    made.write_bytes(b"%PDF-1.7\n" + bytes(size))
    return made


def exhibit(desk: Desk, shell: Shell) -> tuple[str, ScreenView]:
    paper = desk.add_item(Key("evidence"))
    return paper, go(shell, "exhibit_what", paper)


def test_the_page_with_the_recovery_code_can_be_locked(
    desk: Desk, case_file: Path, open_shell: Open
) -> None:
    shell = open_shell(None)
    shell._created(desk)  # noqa: SLF001
    find(shell, QAbstractButton, "recovery.show").click()
    assert shell.idle is not None, "nobody watches whether the person has gone"
    press(shell.page, Qt.Key.Key_F12)
    (left,) = shell.left  # type: ignore[attr-defined]
    assert left["case"] == str(case_file)
    again(case_file).close()  # it is closed, and nobody holds it


def test_the_page_with_the_recovery_code_locks_itself(desk: Desk, open_shell: Open) -> None:
    shell = open_shell(None)
    shell._created(desk)  # noqa: SLF001
    shell._speak_in_front("ru")  # noqa: SLF001
    assert isinstance(shell.page, RecoveryPage)
    assert shell.idle is not None
    shell.idle.idle.emit()
    assert len(shell.left) == 1  # type: ignore[attr-defined]


def test_files_on_their_way_are_left_out_whole_and_named_at_the_next_opening(
    qtbot: QtBot, desk: Desk, case_file: Path, open_shell: Open, tmp_path: Path
) -> None:
    shell = open_shell(desk)
    paper, view = exhibit(desk, shell)
    drop(view, file(tmp_path, "film.pdf", 150 << 20), file(tmp_path, "second.pdf", 100))
    imports = shell.case.session.imports  # type: ignore[union-attr]
    coming = imports.coming(Key("exhibit_files", paper))
    qtbot.waitUntil(lambda: coming[0].done > 0, timeout=10_000)
    began = time.monotonic()
    shell.lock()
    assert time.monotonic() - began < 8
    assert shell.left  # type: ignore[attr-defined]
    shell.hide()
    desk = again(case_file)
    assert desk.attachments() == []
    later = open_shell(desk)
    assert "film.pdf, second.pdf" in seen(page(later))
    later.lock()
    assert kept_setting(case_file, "coming") == "", "it would be said at every opening"


def test_a_file_that_has_just_come_in_is_in_its_answer(
    desk: Desk, case_file: Path, open_shell: Open, tmp_path: Path
) -> None:
    shell = open_shell(desk)
    paper, view = exhibit(desk, shell)
    drop(view, file(tmp_path, "decision.pdf", 1000))
    until = time.monotonic() + 10
    while not desk._vault.attachments():  # noqa: SLF001  the window's thread is told nothing yet
        assert time.monotonic() < until
        time.sleep(0.01)
    shell.lock()
    later = again(case_file)
    (kept,) = later.attachments()
    assert later.answers.value("exhibit_files", paper) == Links((kept.id,))
    assert later.loose_files() == []
    later.close()


def test_a_packet_under_way_is_ended_and_leaves_nothing(
    qtbot: QtBot, desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    desk.answer(Key("full_name"), Name("Примеров", "Иван", "", "PRIMEROV", "IVAN"))
    shell = open_shell(desk)
    page(shell).go(PACKET)
    view = page(shell).view
    assert isinstance(view, PacketPage)
    folder = tmp_path / "packet"
    view.write(folder)
    qtbot.waitUntil(folder.is_dir, timeout=10_000)
    qtbot.wait(300)  # its children are at work
    began = time.monotonic()
    shell.lock()
    assert time.monotonic() - began < 3
    assert shell.left  # type: ignore[attr-defined]
    assert not folder.exists()


def test_what_a_killed_writing_left_is_removed_at_the_next_opening(
    qtbot: QtBot, desk: Desk, case_file: Path, open_shell: Open, tmp_path: Path
) -> None:
    left, foreign = tmp_path / ".0123456789abcdef.part", tmp_path / ".notes.part"
    for each in (left, foreign):
        each.write_bytes(b"readable")
    desk._vault.set_setting("writing", str(tmp_path))  # noqa: SLF001  as a packet does first
    open_shell(desk)
    qtbot.waitUntil(lambda: not left.exists(), timeout=5000)
    assert foreign.exists()
    qtbot.waitUntil(lambda: kept_setting(case_file, "writing") == "", timeout=5000)


def test_the_place_is_kept_while_one_goes(
    qtbot: QtBot, desk: Desk, case_file: Path, open_shell: Open
) -> None:
    shell = open_shell(desk)
    for place in (Place("identity_birth"), TODO, PACKET):
        shell.show()
        page(shell).go(place)
        kept = f"{place.screen} {place.item}"
        qtbot.waitUntil(lambda kept=kept: kept_setting(case_file, "place") == kept, timeout=3000)
        shell.hide()
        later = open_shell(again(case_file.with_suffix(".copy")))  # as after a kill in this moment
        assert later.case is not None
        assert later.case.session.walk.at == place
        later.lock()
        later.hide()


def test_a_file_without_an_exhibit_is_seen_and_can_become_one(
    desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    kept = desk.attach(file(tmp_path, "Повестка.pdf", 100))
    shell = open_shell(desk)
    page(shell).go(PACKET)
    QApplication.processEvents()
    assert "Повестка.pdf" in seen(page(shell))
    find(shell, QAbstractButton, f"loose.list.{kept.id}").click()
    (paper,) = desk.answers.items("evidence")
    assert desk.answers.value("exhibit_files", paper) == Links((kept.id,))
    assert page(shell).view is not None
    page(shell).go(PACKET)
    QApplication.processEvents()
    assert "Повестка.pdf" not in seen(page(shell))


def test_a_file_goes_for_good_only_after_a_second_word(
    desk: Desk, open_shell: Open, tmp_path: Path
) -> None:
    kept = desk.attach(file(tmp_path, "wrong.pdf", 100))
    paper = desk.add_item(Key("evidence"))
    desk.answer(Key("exhibit_files", paper), Links((kept.id,)))
    desk.save()
    desk.answer(Key("exhibit_files", paper), Links())
    shell = open_shell(desk)
    page(shell).go(PACKET)
    find(shell, QAbstractButton, f"loose.remove.{kept.id}").click()
    assert find(shell, QAbstractButton, f"loose.keep.{kept.id}").hasFocus()
    find(shell, QAbstractButton, f"loose.keep.{kept.id}").click()
    assert find(shell, QAbstractButton, f"loose.remove.{kept.id}").hasFocus()
    assert desk.attachments() == [kept]
    find(shell, QAbstractButton, f"loose.remove.{kept.id}").click()
    find(shell, QAbstractButton, f"loose.gone.{kept.id}").click()
    assert desk.attachments() == []
    assert not desk.can_undo, "undo would name a file that is gone"
    QApplication.processEvents()
    assert "wrong.pdf" not in seen(page(shell))
