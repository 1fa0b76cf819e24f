"""A layout that puts things side by side and goes on below when the line is full."""

from __future__ import annotations

import shiboken6
from PySide6 import QtCore
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_Lines = list[list[tuple[QLayoutItem, QSize]]]


class Flow(QLayout):
    """Words on a line, but widgets: at 200 % text nothing is cut, it only takes more lines."""

    def __init__(self, parent: QWidget | None = None, gap: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._taken: list[QLayoutItem] = []
        self._gap = gap
        self._made: dict[int, _Lines] = {}  # by width: layouts ask again and again
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self._placed: QRect | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self._made.clear()
        self._taken.append(self._items.pop(index))
        return self._taken[-1]

    def expandingDirections(self) -> QtCore.Qt.Orientation:
        return QtCore.Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        while self._taken:  # Qt has deleted them, and PySide may still hold what stands for them
            shiboken6.invalidate(self._taken.pop())
        self._made.clear()
        self._heights.clear()
        self._least = self._placed = None
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        if rect != self._placed:
            self._placed = QRect(rect)
            self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._least is None:
            size = QSize()
            for item in self._items:
                size = size.expandedTo(item.minimumSize())
            around = self.contentsMargins()
            self._least = size + QSize(
                around.left() + around.right(), around.top() + around.bottom()
            )
        return self._least

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        y = inner.y()
        for line in self._lines(inner.width()):
            height = max(size.height() for _, size in line)
            x = inner.x()
            for item, size in line:
                if move:
                    middle = (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(x, y + middle), size))
                x += size.width() + self._gap
            y += height + self._gap
        return max(y - self._gap, inner.y()) - rect.y() + margins.bottom()

    def _lines(self, width: int) -> _Lines:
        if width not in self._made:
            self._made[width] = self._divided(width)
        return self._made[width]

    def _divided(self, width: int) -> _Lines:
        lines: _Lines = []
        room = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            size = QSize(min(hint.width(), width), hint.height())
            if item.hasHeightForWidth():
                size.setHeight(max(size.height(), item.heightForWidth(size.width())))
            if size.width() > room or not lines:
                lines.append([])
                room = width
            lines[-1].append((item, size))
            room -= size.width() + self._gap
        return lines
