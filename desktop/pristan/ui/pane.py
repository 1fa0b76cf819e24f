"""One page of a document, painted large, with what was found on it and what lies over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from pristan.ui.pieces import column

if TYPE_CHECKING:
    from pristan.case import Box


class Pane(QScrollArea):
    """One page, which the mouse drags and the arrow keys move."""

    def __init__(self, says: str) -> None:
        super().__init__()
        self.wanted: object = None
        self.leaf = Leaf()
        self._from = QPoint()
        self.setWidget(self.leaf)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setAccessibleName(says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_page(self, picture: QPixmap, width: int, marks: Sequence[Box]) -> None:
        """Show a page *width* pixels wide, with marks at parts of it."""
        self.leaf.show_page(picture, width, marks)

    def room(self) -> int:
        """Return how wide a page can be of which every line is seen whole, in pixels."""
        return self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width()

    @property
    def picture(self) -> QPixmap:
        """Return what is shown."""
        return self.leaf.picture

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            event.ignore()  # another page, not another part of this one
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)


class Leaf(QWidget):
    """Paints a page and what was found on it."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = QPixmap()
        self._marks: Sequence[Box] = ()

    def add_covers(self, covers: QWidget) -> None:
        """Lay something over the whole page."""
        column(self).addWidget(covers)

    def show_page(self, picture: QPixmap, width: int, marks: Sequence[Box]) -> None:
        """Show a picture of a page at a width."""
        self.picture, self._marks = picture, marks
        self.resize(width, round(width * picture.height() / max(picture.width(), 1)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self.picture)
        mark = self.palette().highlight().color()
        mark.setAlpha(90)
        for left, top, right, bottom in self._marks:
            width, height = self.width(), self.height()
            painter.fillRect(
                round(left * width), round(top * height),
                round((right - left) * width), round((bottom - top) * height), mark,
            )  # fmt: skip
