"""Rows that are built anew while somebody works on them by keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget


def has_keyboard(row: QWidget) -> bool:
    """Whether one of the buttons of a row has the keyboard."""
    focused = row.window().focusWidget()
    return focused is not None and row.isAncestorOf(focused)


def hand_on_keyboard(before: QWidget, after: QWidget) -> None:
    """Give the keyboard to the same button of a row that was built anew, or to one beside it.

    Else it would go astray, to a button that does something else when it is pressed once more.
    """
    focused = before.window().focusWidget()
    if focused is None or not has_keyboard(before):
        return
    after.show()  # what is hidden takes no keyboard
    buttons = [each for each in after.findChildren(QPushButton) if each.isEnabled()]
    same = [each for each in buttons if each.objectName() == focused.objectName()]
    for each in (same or buttons)[:1]:
        each.setFocus()
