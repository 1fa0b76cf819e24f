"""The line above a screen: the list and the item it belongs to, and the way back after a jump."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from pristan.interview import Place
from pristan.ui.flow import Flow
from pristan.ui.pieces import LongButton, button
from pristan.words import Words

_LONG = 80  # letters: a longer title is cut here, and whole for a screen reader


class Trail(QWidget):
    """Its buttons are made once and used again: a screen that changes has no time to make any."""

    go = Signal(object)  # a place

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._line = Flow(self, 0)
        self._steps: list[tuple[str, Place]] = []
        self._made: list[QPushButton] = []
        self._marks: list[QPushButton] = []
        self._way_back: Place | None = None
        self._back = button(words("ui.way_back", "← Back to where you were"), "link")
        self._back.setObjectName("way_back")
        self._back.clicked.connect(lambda: self.go.emit(self._way_back))
        self._back.hide()
        self._line.addWidget(self._back)
        self.hide()

    def show_steps(self, steps: list[tuple[str, Place]], way_back: Place | None) -> None:
        """Show the items around a place, outermost first, and where a jump began."""
        if steps == self._steps and way_back == self._way_back:
            return
        self._steps, self._way_back = steps, way_back
        while len(self._made) < len(steps):
            self._add()
        for at, made in enumerate(self._made):
            if at < len(steps):
                text = steps[at][0]
                shown = text if len(text) < _LONG else text[: _LONG - 2] + "…"
                made.setText(shown.replace("&", "&&"))
                made.setAccessibleName(text)
                made.setEnabled(at < len(steps) - 1)
            made.setVisible(at < len(steps))
            self._marks[at].setVisible(at < len(steps) - 1)
        self._back.setVisible(way_back is not None)
        self.setVisible(bool(steps) or way_back is not None)

    def _add(self) -> None:
        at = len(self._made)
        made, mark = LongButton("", "link"), button(" › ", "link")
        mark.setEnabled(False)
        made.clicked.connect(lambda: self.go.emit(self._steps[at][1]))
        for each, kept in ((made, self._made), (mark, self._marks)):
            each.hide()
            self._line.removeWidget(self._back)
            self._line.addWidget(each)
            kept.append(each)
        self._line.addWidget(self._back)
