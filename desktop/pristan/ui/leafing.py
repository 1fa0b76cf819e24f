"""Covers the page of the window while pages are looked at: one after the other, larger, smaller.

Pages come as pictures from a closed-off child and stay in memory; no other program is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from pristan.ui import reading_order
from pristan.ui.around import Around
from pristan.ui.flow import Flow
from pristan.ui.page_picture import pixmap
from pristan.ui.pane import Pane
from pristan.ui.pieces import button, column, label, row

if TYPE_CHECKING:
    from pristan.case import Box
    from pristan.evidence import Picture

_ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
_WIDTH = 640  # px of a page at 100 %, where there is room
_MOST = 3_600  # px: a larger picture shows nothing more


class Leafing(QWidget):
    """A page at a time, at first as wide as there is room for; Esc closes it.

    Whoever derives from it says what is shown.
    """

    closed = Signal()

    def __init__(self, around: Around, pages: int, at: int) -> None:
        """Begin with the page at a place, counted from 0."""
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.around, self.pages, self.at = around, pages, at
        self._zoom = _ZOOMS.index(1.0)
        words, look = around.voice.words, around.look
        self.gone = words("ui.viewer.trouble", "This page cannot be shown.")
        self.outer = column(self, look.px(8), look.px(12))
        self.title = label("", "ask")
        self.outer.addWidget(self.title)
        self.tools = Flow(gap=look.px(6))
        self.add(self.tools, "close", words("ui.viewer.close", "Close (Esc)"), self.leave)
        for name, says, work in (
            ("before", words("ui.viewer.before", "Page before"), lambda: self.turn_by(-1)),
            ("next", words("ui.viewer.next", "Next page"), lambda: self.turn_by(1)),
            ("smaller", words("ui.viewer.smaller", "Smaller"), lambda: self._size(-1)),
            ("larger", words("ui.viewer.larger", "Larger"), lambda: self._size(1)),
        ):
            self.add(self.tools, name, says, work)
        self.outer.addLayout(self.tools)
        self._trouble = label("", "note")
        self._trouble.hide()
        self.page = Pane(words("ui.viewer.page", "The page"))
        self.panes = row(gap=look.px(8))
        self.panes.addWidget(self.page, 1)

    def finish_layout(self) -> None:
        """Put the page below the tools that a derived class has added by now."""
        self.outer.addWidget(self._trouble)
        self.outer.addLayout(self.panes, 1)

    def show_page(self) -> None:
        """Say which page it is, and draw it."""
        raise NotImplementedError

    def turn_by(self, by: int) -> None:
        """Go on or back by so many pages, as far as there are any."""
        self.at = min(max(self.at + by, 0), self.pages - 1)
        self.show_page()

    def leave(self) -> None:
        """Close, and go back to where one was."""
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def cover_page_of(self, widget: QWidget) -> None:
        """Lie over the page that a widget stands on, and keep to its size."""
        page = widget
        while (above := page.parentWidget()) is not None and not above.isWindow():
            page = above
        self.setParent(page)
        self.setGeometry(page.rect())
        page.installEventFilter(self)
        self.show()
        self.raise_()
        self.page.setFocus()
        self.show_page()

    def add(
        self, line: Flow, name: str, says: str, work: Callable[[], object]
    ) -> QPushButton:
        """Add a button."""
        made = button(says)
        made.setObjectName(f"viewer.{name}")
        made.clicked.connect(lambda _checked=False: work())
        line.addWidget(made)
        return made

    def draw(
        self, pane: Pane, what: object, work: Callable[[int], Picture], marks: Sequence[Box] = ()
    ) -> None:
        """Have a page drawn by *work*, which is given its width in pixels, and show it in a pane.

        *what* tells the page from others.
        """
        self.outer.activate()  # a pane that has just come, or gone, changes the room of others
        width = min(self.around.look.px(_WIDTH), pane.room())
        width = min(round(width * _ZOOMS[self._zoom]), _MOST)
        fine = min(round(width * self.devicePixelRatioF()), _MOST)
        pane.wanted = (what, width)

        def show(picture: QPixmap, trouble: str) -> None:
            if pane.wanted == (what, width):  # else the person has gone on meanwhile
                pane.show_page(picture, width, marks)
                self._trouble.setText(trouble)
                self._trouble.setVisible(bool(trouble))

        job = self.around.jobs.run(
            lambda: work(fine),
            lambda drawn: show(pixmap(drawn), ""),
            lambda _error: show(QPixmap(), self.gone),
        )
        self.destroyed.connect(job.forget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def focusNextPrevChild(self, next: bool) -> bool:
        # Only what is on top is reached while it covers the page
        stop = reading_order.beside(self, QApplication.focusWidget(), 1 if next else -1)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        sizes = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in steps:
            self.turn_by(steps[key])
        elif key in sizes:
            self._size(sizes[key])

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self._size(1 if event.angleDelta().y() > 0 else -1)
        event.accept()  # what lies below does not scroll

    def _size(self, by: int) -> None:
        self._zoom = min(max(self._zoom + by, 0), len(_ZOOMS) - 1)
        self.show_page()
