"""The packet page in tests: the page itself, its lines, a page of the packet that is looked at."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from pristan.desk import Desk
from pristan.ui.packet_order import Order
from pristan.ui.packet_page import PacketPage
from pristan.ui.packet_pages import PageViewer
from pristan.ui.shell import Shell
from pristan.ui.walk import PACKET
from ui.windows import find, go_to, let_go


def packet(shell: Shell) -> PacketPage:
    return go_to(shell, PACKET, PacketPage)


def rows(view: PacketPage) -> list[str]:
    """Return the lines of the list; those of exhibits have what a screen reader says."""
    role = Qt.ItemDataRole.AccessibleTextRole
    listed = find(view, Order, "packet.exhibits").rows()
    return [each.data(role) or each.text() for each in listed]


def in_order(desk: Desk) -> tuple[str, ...]:
    return desk.answers.items("evidence")


def choose(qtbot: QtBot, shell: Shell, view: PacketPage, profile: str) -> None:
    """Choose a kind of packet, and wait until it is known what it may hold."""
    assert shell.case
    work = shell.case.session.packet
    find(view, QRadioButton, f"profile.{profile}").click()
    qtbot.waitUntil(
        lambda: bool(work.outlook and work.outlook.profile.name == profile), timeout=20_000
    )


def looked_at(qtbot: QtBot, shell: Shell) -> PageViewer:
    """Return what shows a page of the packet, once the page is there."""
    let_go()
    (viewer,) = shell.findChildren(PageViewer)
    qtbot.waitUntil(lambda: not viewer.page.picture.isNull(), timeout=30_000)
    return viewer
