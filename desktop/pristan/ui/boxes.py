"""Rows and columns that keep nothing of a layout's items, which Qt deletes without a word.

When a filled layout is put into another one, PySide wraps every item of it and keeps the wrappers
as long as the layout. Qt deletes an item with its widget; the next object at that address is then
taken for the item, and the process dies when it goes. So the wrappers are let go of at once, also
those of a grid that is put into a box. A Flow needs its own, and lets go of each with its item.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QBoxLayout, QLayout

from pristan.ui.flow import Flow


class Box(QBoxLayout):
    """Things one below the other or side by side."""

    def addLayout(self, layout: QLayout, /, stretch: int | None = 0) -> None:
        super().addLayout(layout, stretch or 0)
        _let_go_of_items(layout)


def _let_go_of_items(layout: QLayout) -> None:
    if isinstance(layout, Flow):
        return
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if inner := item.layout():
            _let_go_of_items(inner)
        else:
            shiboken6.invalidate(item)
