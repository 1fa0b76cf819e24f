"""The contents on the left: sections with honest progress, and the items of the current one."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pristan.interview import Place
from pristan.ui.pieces import quiet_bar
from pristan.ui.style import Look
from pristan.ui.walk import Row
from pristan.words import Words

_ROW = Qt.ItemDataRole.UserRole
_BELOW = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Sections(QListWidget):
    """One stop of the Tab key; arrow keys move, Enter goes there."""

    chosen = Signal(object)

    def __init__(self, words: Words, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._look = words, look
        self._rows: list[Row] = []
        self.setAccessibleName(words("ui.sections", "Contents"))
        self.setObjectName("sections")
        self._painter = RowPainter(look, self)
        self.setItemDelegate(self._painter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        quiet_bar(self)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)

    def show_rows(self, rows: list[Row]) -> None:
        """Show these lines; the keyboard stays where it is."""
        if rows == self._rows:
            return
        moved = [row.here for row in rows] != [row.here for row in self._rows]
        # Before the new rows are ours: Qt measures a line once more while it goes, and a painter
        # that does not know the line any more ends the program.
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        before, self._rows = self._rows, rows
        here: QListWidgetItem | None = None
        for at, row in enumerate(rows):
            if at < self.count() and before[at] == row and not row.here:
                continue
            item = self.item(at) if at < self.count() else None
            if item is None:
                item = QListWidgetItem(self)
            below = self._below(row)
            item.setText(row.title)
            item.setData(_ROW, at)
            item.setData(_BELOW, below)
            self._measure(item)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}. {below}".strip(". "))
            if row.here and (moved or not self.hasFocus()):
                self.setCurrentItem(item)
                here = item
        self.viewport().update()  # Qt sees no difference in a line whose texts stayed the same
        if here:
            self.scrollToItem(here, QListWidget.ScrollHint.PositionAtCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure_all()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._painter.forget()
            self._measure_all()

    def _measure_all(self) -> None:
        for at in range(self.count()):
            self._measure(self.item(at))

    def _measure(self, item: QListWidgetItem) -> None:
        # Once, and not when Qt asks, which it does of every line at every change
        item.setSizeHint(self._painter.size(self.viewport().width(), self.indexFromItem(item)))

    def row_here(self, index: int) -> Row:
        """Return a line."""
        return self._rows[index]

    def place_at(self, index: int) -> Place:
        """Return where a line leads."""
        return self._rows[index].place

    def _choose(self, item: QListWidgetItem) -> None:
        # After the press is over: going there may take away the very line that was pressed, and Qt
        # still holds it until its signal has returned.
        place = self.place_at(self.row(item))
        QTimer.singleShot(0, self, lambda: self.chosen.emit(place))

    def _below(self, row: Row) -> str:
        words = self._words
        if row.asked and row.done >= row.asked:
            said = words("ui.progress.all", "✓ all answered")
        elif row.asked:
            said = words("ui.progress", "{done} of {asked}", done=row.done, asked=row.asked)
        else:
            said = ""
        if row.painful and row.done < row.asked:
            hard = words("ui.progress.painful", "a hard subject")
            return f"{said} · {hard}" if said else hard
        return said


class RowPainter(QStyledItemDelegate):
    """Paints a line: the title, wrapped, and below it the progress, muted.

    It remembers where the texts of a line stand: the same line is measured at every change of the
    place and painted at every key.
    """

    def __init__(self, look: Look, parent: Sections) -> None:
        super().__init__(parent)
        self._look, self._sections = look, parent
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._boxes: dict[tuple[object, ...], tuple[QRect, QRect]] = {}

    def forget(self) -> None:
        """Forget what was measured in another font."""
        self._fonts.clear()
        self._boxes.clear()

    def size(self, width: int, index: Index) -> QSize:
        """Return the size of a line that is *width* pixels wide."""
        title, below = self._places(width, index)
        return QSize(width, title.height() + below.height() + self._look.px(16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state = option.rect, option.state
        colors, px = self._look.colors, self._look.px
        row = self._sections.row_here(index.row())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = rect.adjusted(px(4), px(1), -px(4), -px(1))
        if row.here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.soft))
            painter.drawRoundedRect(inner, px(6), px(6))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setColor(QColor(colors.focus))
            pen.setWidth(2)
            pen.setStyle(Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), px(6), px(6))
        title, below = self._places(rect.width(), index)
        painter.setFont(self._title_font(row))
        painter.setPen(QColor(colors.text))
        painter.drawText(title.translated(rect.topLeft()), _WRAP, row.title)
        painter.setFont(self._font(13, bold=False))
        painter.setPen(QColor(colors.muted))
        painter.drawText(below.translated(rect.topLeft()), _WRAP, str(index.data(_BELOW)))
        painter.restore()

    def _places(self, width: int, index: Index) -> tuple[QRect, QRect]:
        row, said = self._sections.row_here(index.row()), str(index.data(_BELOW) or "")
        line = (width, row.title, row.depth, row.here, said)
        if line not in self._boxes:
            if len(self._boxes) > _MOST_REMEMBERED:
                self._boxes.clear()
            self._boxes[line] = self._measured(width, row, said)
        return self._boxes[line]

    def _measured(self, width: int, row: Row, said: str) -> tuple[QRect, QRect]:
        px = self._look.px
        left = px(14) + row.depth * px(16)
        room = QRect(left, px(8), max(width - left - px(12), 40), 10_000)
        title = QFontMetrics(self._title_font(row)).boundingRect(room, _WRAP, row.title)
        if not said:
            return title, QRect(left, title.bottom(), 0, 0)
        under = QRect(left, title.bottom() + px(2), room.width(), 10_000)
        return title, QFontMetrics(self._font(13, bold=False)).boundingRect(under, _WRAP, said)

    def _title_font(self, row: Row) -> QFont:
        return self._font(15 if row.depth else 16, bold=row.here)

    def _font(self, px: int, *, bold: bool) -> QFont:
        if (px, bold) not in self._fonts:
            font = QFont(self._sections.font())
            font.setPixelSize(self._look.px(px))
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            self._fonts[px, bold] = font
        return self._fonts[px, bold]


_MOST_REMEMBERED = 500  # lines
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
