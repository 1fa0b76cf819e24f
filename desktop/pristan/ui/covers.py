"""Boxes over what shall not be printed of a page: drawn by mouse, moved and sized by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pristan.case import Box

_STEP = 0.01  # of the page, for one press of an arrow
_LEAST = 0.01  # of the page, on each side
_NEW: Box = (0.3, 0.45, 0.7, 0.5)  # where a box begins that was not drawn
_STILL_MS = 400  # after the last key: then the moves before are one step for undo
_CORNER = 10  # px around a corner that is pulled
_ARROWS: Mapping[Qt.Key, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class Covers(QWidget):
    """``changed`` tells the boxes as they are seen, fractions of the page, after each step."""

    changed = Signal(object)
    reached = Signal(QPointF)  # the place of the box that keys moved or chose, to be seen

    def __init__(self, says: str) -> None:
        super().__init__()
        self.setObjectName("viewer.covers")
        self.setAccessibleName(says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.boxes: list[Box] = []
        self._now = -1
        self._still: QPointF | None = None  # the corner that stays while another is pulled
        self._held: QPointF | None = None  # where the mouse holds a box that is moved
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_STILL_MS)
        self._wait.timeout.connect(self._tell)

    def show_boxes(self, boxes: Sequence[Box]) -> None:
        """Show boxes, unless the person is just at work on them."""
        if self._wait.isActive() or self._still or self._held:
            return
        self.boxes = list(boxes)
        self._choose(min(self._now, len(self.boxes) - 1))

    def add(self) -> None:
        """Put a new box on the page, and give it to the keys."""
        self.finish()
        self.boxes.append(_NEW)
        self._choose(len(self.boxes) - 1)
        self.setFocus()
        self._reach()
        self._tell()

    def remove(self) -> None:
        """Take away the box that is chosen."""
        if 0 <= self._now < len(self.boxes):
            self.finish()
            del self.boxes[self._now]
            self._choose(min(self._now, len(self.boxes) - 1))
            self._tell()

    def finish(self) -> None:
        """Tell of the moves that are not told yet."""
        if self._wait.isActive():
            self._wait.stop()
            self._tell()

    def _tell(self) -> None:
        self.changed.emit(tuple(self.boxes))

    # ---- the keyboard --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Insert:
            self.add()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        elif key == Qt.Key.Key_Space and self.boxes:
            self._choose((self._now + 1) % len(self.boxes))
            self._reach()
        elif key in _ARROWS and 0 <= self._now < len(self.boxes):
            across, down = (_STEP * by for by in _ARROWS[key])
            sized = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            move = _sized if sized else _moved
            self.boxes[self._now] = move(self.boxes[self._now], across, down)
            self._wait.start()
            self._reach()
            self.update()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._now < 0 and self.boxes:
            self._choose(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.finish()
        self.update()

    # ---- the mouse -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.finish()
        at = self._place(event)
        if (corner := self._corner_opposite(event.position())) is not None:
            self._still = corner
            return
        for number, (left, top, right, bottom) in enumerate(self.boxes):
            if left <= at.x() <= right and top <= at.y() <= bottom:
                self._held = at
                self._choose(number)
                return
        self._still = at
        self.boxes.append((at.x(), at.y(), at.x(), at.y()))
        self._choose(len(self.boxes) - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._place(event)
        if self._still is not None:
            across, down = sorted((at.x(), self._still.x())), sorted((at.y(), self._still.y()))
            self.boxes[self._now] = (across[0], down[0], across[1], down[1])
        elif self._held is not None:
            by = at - self._held
            self.boxes[self._now] = _moved(self.boxes[self._now], by.x(), by.y())
            self._held = at
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._still is None and self._held is None:
            return
        self._still = self._held = None
        left, top, right, bottom = self.boxes[self._now]
        if right - left < _LEAST and bottom - top < _LEAST:  # a press, and nothing drawn
            del self.boxes[self._now]
            self._choose(-1)
        else:
            self._tell()
        self.update()

    def _place(self, event: QMouseEvent) -> QPointF:
        at = event.position()
        across, down = at.x() / max(self.width(), 1), at.y() / max(self.height(), 1)
        return QPointF(min(max(across, 0.0), 1.0), min(max(down, 0.0), 1.0))

    def _corner_opposite(self, at: QPointF) -> QPointF | None:
        """Return the corner that stays when the mouse takes one of the box that is chosen."""
        if not 0 <= self._now < len(self.boxes):
            return None
        left, top, right, bottom = self.boxes[self._now]
        for x, other_x in ((left, right), (right, left)):
            for y, other_y in ((top, bottom), (bottom, top)):
                if (QPointF(x * self.width(), y * self.height()) - at).manhattanLength() < _CORNER:
                    return QPointF(other_x, other_y)
        return None

    # ---- what is seen --------------------------------------------------------------------------

    def _choose(self, number: int) -> None:
        self._now = number
        self.update()

    def _reach(self) -> None:
        left, top, right, bottom = self.boxes[self._now]
        self.reached.emit(
            QPointF((left + right) / 2 * self.width(), (top + bottom) / 2 * self.height())
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, width, height = QPainter(self), self.width(), self.height()
        for number, (left, top, right, bottom) in enumerate(self.boxes):
            first = QPointF(left * width, top * height)
            box = QRectF(first, QPointF(right * width, bottom * height))
            painter.fillRect(box, QColor(0, 0, 0, 150))  # what is below can still be made out
            if number == self._now and self.hasFocus():
                for color, line in (("white", 4), ("#0b6e99", 2)):
                    painter.setPen(QPen(QColor(color), line))
                    painter.drawRect(box)


def _moved(box: Box, across: float, down: float) -> Box:
    left, top, right, bottom = box
    across = min(max(across, -left), 1 - right)
    down = min(max(down, -top), 1 - bottom)
    return left + across, top + down, right + across, bottom + down


def _sized(box: Box, across: float, down: float) -> Box:
    left, top, right, bottom = box
    return (
        left, top, min(max(right + across, left + _LEAST), 1.0),
        min(max(bottom + down, top + _LEAST), 1.0),
    )  # fmt: skip
