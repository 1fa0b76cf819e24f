"""The order in which the Tab key goes: that in which the page is read, however it was built."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from PySide6.QtCore import QObject, Qt
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
    for each in laid_out(layout):
        yield from _focusable(each) if isinstance(each, QWidget) else _below(each)


def laid_out(layout: QLayout) -> list[QWidget | QLayout]:
    """Return what a layout holds, widgets and layouts within it, in its order.

    ``QLayout.itemAt`` is not asked: PySide keeps what it returned as long as the layout, also when
    Qt has deleted it, and then takes the next object at the same address for it. The window died
    of that.
    """
    found: list[QWidget | QLayout] = [each for each in layout.children() if _is_layout(each)]
    if holder := layout.parentWidget():
        found += holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    placed = [(layout.indexOf(each), each) for each in found]
    return [each for at, each in sorted(placed, key=lambda pair: pair[0]) if at >= 0]


def _is_layout(child: QObject) -> TypeGuard[QLayout]:
    return isinstance(child, QLayout)
