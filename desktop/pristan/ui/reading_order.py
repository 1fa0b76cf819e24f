"""The order in which the Tab key goes: that in which the page is read, however it was built."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedLayout, QWidget


def stops(root: QWidget) -> list[QWidget]:
    """Return what the Tab key reaches below *root*, in the order of the layouts."""
    return list(_stops(root))


def beside(root: QWidget, now: QWidget | None, by: int) -> QWidget | None:
    """Return the stop after (1) or before (-1) the one that has the keyboard."""
    found = stops(root)
    if not found:
        return None
    while now is not None and now not in found and now is not root:
        now = now.parentWidget()
    if now is None or now not in found:
        return found[0 if by > 0 else -1]
    return found[(found.index(now) + by) % len(found)]


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if not widget.isVisible() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QScrollArea):
        if inner := widget.widget():
            yield from _stops(inner)
    elif layout := widget.layout():
        yield from _below(layout)


def _below(layout: QLayout) -> Iterator[QWidget]:
    if isinstance(layout, QStackedLayout):
        if shown := layout.currentWidget():
            yield from _stops(shown)
        return
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if widget := item.widget():
            yield from _stops(widget)
        elif inner := item.layout():
            yield from _below(inner)
