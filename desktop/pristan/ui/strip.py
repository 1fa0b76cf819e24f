"""Small pictures of pages in lines: a thousand of them scroll, since only those seen are made.

A model of our own and no QListWidget: the window died of items that Qt had deleted and PySide
still held.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QDropEvent, QIcon, QImage, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pristan.case import Sheet

_MOST_KEPT = 400  # pictures: some 30 MB
_DRAG = "application/x-pristan-page"
_LINES = 2.4  # of pictures that are seen at once
Index = QModelIndex | QPersistentModelIndex


class Strip(QListView):
    """The pages of a document. ``asked`` names what a key means, ``moved`` what was dragged where.

    ``seen`` tells that other pages may have come into view.
    """

    asked = Signal(str)
    moved = Signal(int, int)
    seen = Signal()
    reached = Signal(int)  # a page has the keyboard

    def __init__(self, side: int, says: Callable[[int, Sheet], str]) -> None:
        super().__init__()
        self._side = side
        self._size = QSize(side + side // 5, side + side // 3)
        self._leaves = _Leaves(side, says, self)
        self.setModel(self._leaves)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(side, side))
        self.setItemDelegate(_Above(self._size, self))
        self.activated.connect(lambda _index: self.asked.emit("open"))
        self.selectionModel().currentChanged.connect(
            lambda index, _before: self.reached.emit(index.row())
        )
        self.verticalScrollBar().valueChanged.connect(lambda _at: self.seen.emit())

    def count(self) -> int:
        """Return how many pages there are."""
        return self._leaves.rowCount()

    def current_row(self) -> int:
        """Return which page has the keyboard; -1 where none has."""
        return self.currentIndex().row()

    def set_current_row(self, at: int) -> None:
        """Put the keyboard on a page, and bring it into view."""
        index = self._leaves.index(at)
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self.scrollTo(index)

    def said(self, at: int) -> str:
        """Return what is said of a page to who does not see it."""
        return str(self._leaves.index(at).data(Qt.ItemDataRole.AccessibleTextRole))

    def text(self, at: int) -> str:
        """Return what stands below a page."""
        return str(self._leaves.index(at).data())

    def show_sheets(self, sheets: Sequence[Sheet], at: int) -> None:
        """Show these pages, the one at *at* with the keyboard."""
        self._leaves.show_sheets(sheets)
        self.set_current_row(min(at, len(sheets) - 1))
        self._fit(len(sheets))

    def show_pictures(self, pictures: Sequence[tuple[Sheet, QPixmap]]) -> None:
        """Show pictures of pages; an empty one where there is none."""
        self._leaves.show_pictures(pictures)

    def forget_pictures(self) -> None:
        """Have every page drawn anew."""
        self._leaves.forget_pictures()

    def has_picture(self, at: int) -> bool:
        """Whether a page is shown with its picture."""
        return self._leaves.picture(at) is not None

    def picture(self, at: int) -> QImage | None:
        """Return the picture with which a page is shown."""
        picture = self._leaves.picture(at)
        return picture.toImage() if picture else None

    def missing(self, most: int) -> list[Sheet]:
        """Return pages in view that have no picture yet, as they are drawn, the first of them."""
        across = max(self.viewport().width() // self._size.width(), 1)
        top = self.verticalScrollBar().value()
        first = top // self._size.height() * across
        end = (top + self.viewport().height()) // self._size.height() * across + across
        return self._leaves.missing(range(first, min(end, self.count())))[:most]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.asked.emit("earlier" if event.key() == Qt.Key.Key_Up else "later")
        elif event.key() == Qt.Key.Key_Delete:
            self.asked.emit("hide")
        elif shift and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit("split")
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        dragged = bytes(event.mimeData().data(_DRAG).data())
        if event.source() is self and dragged.isdigit() and int(dragged) < self.count():
            event.setDropAction(Qt.DropAction.CopyAction)  # else Qt takes the line away itself
            event.accept()
            self.moved.emit(int(dragged), self.place_at(event.position().toPoint(), int(dragged)))

    def place_at(self, point: QPoint, dragged: int) -> int:
        """Return where a dragged page stands when it is let go at a point."""
        before = self.count()
        for at in range(self.count()):
            rect = self.visualRect(self._leaves.index(at))
            if point.y() < rect.top() or (
                point.y() <= rect.bottom() and point.x() < rect.center().x()
            ):
                before = at
                break
        return before - (before > dragged)

    def _fit(self, count: int) -> None:
        """Take the height of so many pages, of two lines and a bit at most."""
        across = max(self.viewport().width() // self._size.width(), 1)
        lines = min(-(-count // across), _LINES)
        self.setFixedHeight(round(lines * self._size.height()) + 8)


class _Leaves(QAbstractListModel):
    """The pages, and the pictures that were looked at last."""

    def __init__(self, side: int, says: Callable[[int, Sheet], str], parent: Strip) -> None:
        super().__init__(parent)
        self._side, self._says, self._strip = side, says, parent
        self._sheets: tuple[Sheet, ...] = ()
        self._drawn: OrderedDict[Sheet, QPixmap] = OrderedDict()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._sheets)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= (at := index.row()) < len(self._sheets):
            return None
        sheet = self._sheets[at]
        if role == Qt.ItemDataRole.DisplayRole:  # struck by a dash where it is left out
            return f"— {at + 1} —" if sheet.hidden else str(at + 1)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._square(at)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._says(at + 1, sheet)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [_DRAG]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        carried.setData(_DRAG, str(indexes[0].row()).encode())
        return carried

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        self.beginResetModel()
        self._sheets = tuple(sheets)
        self.endResetModel()

    def show_pictures(self, pictures: Sequence[tuple[Sheet, QPixmap]]) -> None:
        self._drawn.update(pictures)
        while len(self._drawn) > _MOST_KEPT:
            self._drawn.popitem(last=False)
        self._strip.viewport().update()

    def forget_pictures(self) -> None:
        self._drawn.clear()
        self._strip.viewport().update()

    def picture(self, at: int) -> QPixmap | None:
        picture = self._drawn.get(_plain(self._sheets[at]))
        return None if picture is None or picture.isNull() else picture

    def missing(self, rows: range) -> list[Sheet]:
        found = []
        for at in rows:
            if (plain := _plain(self._sheets[at])) in self._drawn:
                self._drawn.move_to_end(plain)
            else:
                found.append(plain)
        return found

    def _square(self, at: int) -> QPixmap:
        """Return the picture at the foot of a square, so that all numbers stand on one line."""
        side, line = self._side, 1
        square = QPixmap(side, side)
        square.fill(Qt.GlobalColor.transparent)
        if (picture := self.picture(at)) is None:
            return square
        size = picture.size().scaled(
            side - 2 * line, side - 2 * line, Qt.AspectRatioMode.KeepAspectRatio
        )
        place = QRect(QPoint((side - size.width()) // 2, side - line - size.height()), size)
        painter = QPainter(square)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setOpacity(0.35 if self._sheets[at].hidden else 1)
        painter.drawPixmap(place, picture)
        painter.setPen(QColor(self._strip.palette().mid().color()))
        painter.drawRect(place)
        painter.end()
        return square


class _Above(QStyledItemDelegate):
    """Puts the picture above its number."""

    def __init__(self, size: QSize, parent: QWidget) -> None:
        super().__init__(parent)
        self._size = size

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.decorationPosition = QStyleOptionViewItem.Position.Top
        option.decorationAlignment = Qt.AlignmentFlag.AlignCenter
        option.displayAlignment = Qt.AlignmentFlag.AlignCenter
        if option.state & QStyle.StateFlag.State_Selected:  # Qt would gray it, as if left out
            picture = index.data(Qt.ItemDataRole.DecorationRole)
            option.icon = QIcon(picture)
            option.icon.addPixmap(picture, QIcon.Mode.Selected)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._size


def _plain(sheet: Sheet) -> Sheet:
    """Return a page as it is drawn: the same, whether it is printed or not."""
    return replace(sheet, hidden=False) if sheet.hidden else sheet
