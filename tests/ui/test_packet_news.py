"""What came of a packet is said on every other page, quietly, until the packet's page was shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from pristan.case import say
from pristan.desk import Desk
from pristan.ui.packet_news import PacketNews
from pristan.ui.packet_page import PacketPage
from pristan.ui.packet_work import PacketWork
from pristan.ui.shell import Shell
from pristan.ui.walk import FORMS, TODO
from ui.packets import choose, in_order, packet, rows
from ui.windows import find, go, let_go, page, press, seen

Open = Callable[..., Shell]


def work_of(shell: Shell) -> PacketWork:
    assert shell.case
    return shell.case.session.packet


def there(qtbot: QtBot, person: Desk, open_shell: Open) -> tuple[Shell, PacketPage]:
    """Return a window on the packet's page, with a packet that is quickly made."""
    shell = open_shell(person)
    view = packet(shell)
    qtbot.waitUntil(lambda: bool(rows(view)), timeout=20_000)
    choose(qtbot, shell, view, "applicant")
    return shell, view


def notice(shell: Shell) -> PacketNews:
    let_go()
    (found,) = shell.findChildren(PacketNews)
    return found


def ended(qtbot: QtBot, shell: Shell) -> str:
    """Return what is said at the foot of the page once the work has ended."""
    qtbot.waitUntil(lambda: not work_of(shell).busy, timeout=120_000)
    return seen(notice(shell)) if notice(shell).isVisible() else ""


def test_a_packet_that_was_written_meanwhile_is_told_of_until_it_is_seen(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path
) -> None:
    shell, view = there(qtbot, person, open_shell)
    view.write(tmp_path / "packet")
    page(shell).go(TODO)
    assert not notice(shell).isVisible()
    had = QApplication.focusWidget()
    assert ended(qtbot, shell) == "The packet has been written and checked."
    assert QApplication.focusWidget() is had, "it took the keyboard"
    assert notice(shell).accessibleName() == "The packet has been written and checked."
    page(shell).go(FORMS)
    assert notice(shell).isVisible(), "it went away with a page, and nobody had seen the packet"
    assert shell.case
    shell.case.speak("ru", False)
    assert "Пакет записан и проверен" in seen(notice(shell))
    shell.case.speak("en", False)
    show = find(shell, QPushButton, "notice.packet")
    show.setFocus()
    press(show, Qt.Key.Key_Space)
    view = page(shell).view  # type: ignore[assignment]
    assert isinstance(view, PacketPage)
    assert "What is where" in seen(view)
    assert not notice(shell).isVisible()
    page(shell).go(TODO)
    assert not notice(shell).isVisible()


def test_a_failure_is_told_of_with_its_reason(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path
) -> None:
    shell, view = there(qtbot, person, open_shell)
    taken = tmp_path / "taken"
    taken.write_text("somebody else's")
    view.write(taken)
    page(shell).go(TODO)
    said = ended(qtbot, shell)
    assert said.startswith("The packet has not been written. ")
    assert "is a file. Choose a folder" in said
    find(shell, QPushButton, "notice.packet.close").click()
    assert not notice(shell).isVisible()
    page(shell).go(FORMS)
    assert not notice(shell).isVisible(), "it was put away"
    view = packet(shell)
    assert "is a file. Choose a folder" in seen(view)
    view.write(taken)
    assert not ended(qtbot, shell), "on its own page it needs no second word"


def test_what_the_person_stopped_is_no_news(
    qtbot: QtBot, person: Desk, open_shell: Open, tmp_path: Path
) -> None:
    shell, view = there(qtbot, person, open_shell)
    view.write(tmp_path / "packet")
    find(view, QPushButton, "packet.stop").click()
    page(shell).go(TODO)
    assert not ended(qtbot, shell)


def test_pages_to_look_at_are_told_of_until_they_are_out_of_date(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell, view = there(qtbot, person, open_shell)
    qtbot.waitUntil(find(view, QPushButton, "packet.ahead").isEnabled, timeout=20_000)
    find(view, QPushButton, "packet.ahead").click()
    page(shell).go(TODO)
    assert ended(qtbot, shell) == "The pages of the packet can be looked at now."
    person.move_item(in_order(person)[0], 3)
    assert "They have to be made again" in seen(notice(shell))


def test_a_notice_does_not_cover_the_line_that_is_typed(
    qtbot: QtBot, person: Desk, open_shell: Open
) -> None:
    shell = open_shell(person)
    shell.resize(1120, 420)
    line = find(go(shell, "identity_birth"), QLineEdit, "birth_city.english")
    area = page(shell).findChildren(QScrollArea)[0]
    qtbot.wait(100)  # all of the screen is there
    line.setFocus()
    bar = area.verticalScrollBar()
    below = line.mapTo(area.viewport(), QPoint(0, line.height())).y()
    bar.setValue(bar.value() + below - area.viewport().height())  # the last that is seen

    def hidden() -> int:
        below = line.mapTo(area.viewport(), QPoint(0, line.height())).y()
        return below - area.viewport().height()

    assert hidden() == 0
    page(shell).tell(say("x", "A sentence at the foot of the page."))
    qtbot.wait(50)
    assert line.hasFocus()
    assert hidden() <= 0, "the line is behind the notice"
    bar.setValue(0)
    page(shell).tell(say("x", "Another one."))
    qtbot.wait(50)
    assert bar.value() == 0, "the page was moved from where the person looks"
