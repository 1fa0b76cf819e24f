"""The order in which the Tab key goes: that in which the page is read, however it was built."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedLayout, QWidget


def stops(root: QWidget) -> list[QWidget]:
    """Return what the Tab key reaches below *root*, in the order of the layouts."""
    return [each for each in _focusable(root) if _is_stop(each)]


def beside(root: QWidget, now: QWidget | None, by: int) -> QWidget | None:
    """Return the stop after (1) or before (-1) the one that has the keyboard.

    What has the keyboard need not be a stop itself: arrow keys and the mouse reach more.
    """
    found = list(_focusable(root))
    while now is not None and now not in found and now is not root:
        now = now.parentWidget()
    if now in found:
        at = found.index(now)
        found = found[at + 1 :] + found[:at] if by > 0 else found[:at][::-1] + found[at + 1 :][::-1]
    elif by < 0:
        found.reverse()
    return next(filter(_is_stop, found), None)


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _focusable(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isVisible() or not widget.isEnabled():
        return
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QScrollArea):
        if inner := widget.widget():
            yield from _focusable(inner)
    elif layout := widget.layout():
        yield from _below(layout)


def _below(layout: QLayout) -> Iterator[QWidget]:
    if isinstance(layout, QStackedLayout):
        if shown := layout.currentWidget():
            yield from _focusable(shown)
        return
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if widget := item.widget():
            yield from _focusable(widget)
        elif inner := item.layout():
            yield from _below(inner)
