"""Those who make a packet wait while its page is looked at, and at no other time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from pristan.confine.cell import Cell
from pristan.desk import Desk
from pristan.ui import packet_work
from pristan.ui.shell import Shell
from pristan.ui.walk import TODO
from ui.packets import choose, packet
from ui.windows import page

Open = Callable[..., Shell]


@pytest.fixture(autouse=True)
def stays_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packet_work, "_STAYS", 50)


def waiting(desk: Desk) -> list[Cell]:
    """Return who waits and has ended nowhere."""
    crew = desk._workshop._crew  # noqa: SLF001
    spares = (crew.press, crew.binder, crew.prover) if crew else ()
    there = [cell for spare in spares for cell, _ in spare._waiting]  # noqa: SLF001
    return [cell for cell in there if not cell.closed]


def test_they_wait_for_the_packet_are_used_and_others_wait_for_the_next(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path
) -> None:
    shell = open_shell(person)
    view = packet(shell)
    assert shell.case
    work = shell.case.session.packet
    choose(qtbot, shell, view, "court")
    qtbot.waitUntil(lambda: len(waiting(person)) == 5, timeout=30_000)
    first = waiting(person)
    view.write(tmp_path / "packet")
    qtbot.waitUntil(lambda: work.report is not None, timeout=120_000)
    assert work.report
    assert work.report.proved
    press, binder, _, prover, _ = first
    assert press.closed and binder.closed and prover.closed, "who had waited was not used"
    qtbot.waitUntil(lambda: len(waiting(person)) == 5, timeout=30_000)


def test_they_end_when_the_page_is_left_and_come_back_with_it(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell = open_shell(person)
    packet(shell)
    qtbot.waitUntil(lambda: len(waiting(person)) == 5, timeout=30_000)
    first = waiting(person)
    page(shell).go(TODO)
    qtbot.waitUntil(lambda: all(each.closed for each in first), timeout=20_000)
    packet(shell)
    qtbot.waitUntil(lambda: len(waiting(person)) == 5, timeout=30_000)
    second = waiting(person)
    shell.lock()
    assert all(each.closed for each in second), "a locked case has nobody at work"


def test_who_passes_by_starts_nobody(
    qtbot: QtBot, person: Desk, open_shell: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packet_work, "_STAYS", 60_000)
    shell = open_shell(person)
    packet(shell)
    qtbot.wait(300)
    assert waiting(person) == []
