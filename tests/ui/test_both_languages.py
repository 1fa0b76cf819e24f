"""Russian and English side by side: for a volunteer who sits beside the applicant."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QRadioButton

from pristan.case import Key, Told
from pristan.desk import Desk
from pristan.ui.sections import Sections
from pristan.ui.shell import Shell
from pristan.ui.walk import PACKET, TODO
from ui.windows import find, go, page

Open = Callable[..., Shell]
CYRILLIC, LATIN = re.compile("[А-Яа-яЁё]{2}"), re.compile("[A-Za-z]{2}")


def test_what_can_be_pressed_and_read_stands_in_both(desk: Desk, open_shell: Open) -> None:
    desk.keep_setting("both", "yes")
    event = desk.add_item(Key("incidents"))
    desk.answer(Key("incident_name", event), Told("Обыск", "ru"))
    shell = open_shell(desk, "ru")
    for screen, item in (
        ("identity_name", ""), ("incidents_start", ""), ("incidents_screen", ""),
        ("incident_what", event), ("incident_papers", event),
    ):  # fmt: skip
        view = go(shell, screen, item)
        shown = [*view.findChildren(QPushButton), find(shell, QPushButton, "next"),
                 find(shell, QPushButton, "lock"), find(shell, QPushButton, "pause")]  # fmt: skip
        texts = [each.text() for each in shown if each.isVisible() and each.text()]
        one = [each for each in texts if not (CYRILLIC.search(each) and LATIN.search(each))]
        assert texts and one == [], screen
        names = [each.accessibleName() for each in view.findChildren(QAbstractButton)]
        assert not any("\n" in name for name in names), "a screen reader has them on one line"
    contents = find(shell, Sections, "sections")
    titles = [contents.item(at).text() for at in range(contents.count())]
    assert "О вас / About you" in titles
    assert "Что осталось / Still to do" in titles
    assert "Обыск" in titles, "what was told is said once"


def test_the_pages_after_the_last_question_speak_both_too(desk: Desk, open_shell: Open) -> None:
    desk.keep_setting("both", "yes")
    shell = open_shell(desk, "ru")
    for place, said in (
        (TODO, ("Что осталось / Still to do",)),
        (PACKET, ("Для кого? / For whom?", "For your lawyer to review")),
    ):
        page(shell).go(place)
        QApplication.processEvents()
        view = page(shell).view
        assert view is not None
        seen = " | ".join(each.text() for each in view.findChildren(QLabel))
        assert all(each in seen for each in said), seen
    assert find(shell, QRadioButton, "profile.lawyer").accessibleName().count(" / ") == 1
