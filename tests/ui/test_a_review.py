"""A lawyer's yes is of the answers as they are; after a change the same press says it again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from pristan.case import Key, reviewed
from pristan.desk import Desk
from pristan.ui.shell import Shell
from ui.windows import find, go, press


def stands(desk: Desk) -> bool:
    return reviewed.stands(desk.answers, desk.setting(reviewed.SETTING))


def test_pressing_yes_once_more_reviews_what_has_changed(
    open_shell: Callable[..., Shell], desk: Desk
) -> None:
    shell = open_shell(desk)
    go(shell, "review_screen")
    find(shell, QRadioButton, f"{reviewed.QUESTION}.true").click()
    assert stands(desk)
    desk.answer(Key("judge"), "Jane Example")
    assert not stands(desk)
    go(shell, "review_screen")
    yes = find(shell, QRadioButton, f"{reviewed.QUESTION}.true")
    assert yes.isChecked()
    yes.setFocus()
    press(yes, Qt.Key.Key_Space)
    assert stands(desk)
