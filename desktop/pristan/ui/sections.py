"""The contents on the left: sections with honest progress, and the items of the current one."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Texts:
    """How the title of a line is said, where it and the text below it stand, and its letters."""

    said: str
    title: QRect
    below: QRect
    font: QFont


class RowPainter(QStyledItemDelegate):
    """Paints a line: the title, wrapped, and below it the progress, muted.

    It remembers where the texts of a line stand: the same line is measured at every change of the
    place and painted at every key.
    """

    def __init__(self, look: Look, parent: Sections) -> None:
        super().__init__(parent)
        self._look, self._sections = look, parent
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._boxes: dict[tuple[object, ...], _Texts] = {}

    def forget(self) -> None:
        """Forget what was measured in another font."""
        self._fonts.clear()
        self._boxes.clear()

    def size(self, width: int, index: Index) -> QSize:
        """Return the size of a line that is *width* pixels wide."""
        texts = self._texts(width, index)
        return QSize(width, texts.title.height() + texts.below.height() + self._look.px(16))

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
        texts = self._texts(rect.width(), index)
        painter.setFont(texts.font)
        painter.setPen(QColor(colors.text))
        painter.drawText(texts.title.translated(rect.topLeft()), _WRAP, texts.said)
        painter.setFont(self._font(13, bold=False))
        painter.setPen(QColor(colors.muted))
        painter.drawText(texts.below.translated(rect.topLeft()), _WRAP, str(index.data(_BELOW)))
        painter.restore()

    def _texts(self, width: int, index: Index) -> _Texts:
        row, said = self._sections.row_here(index.row()), str(index.data(_BELOW) or "")
        line = (width, row.title, row.depth, row.here, said)
        if line not in self._boxes:
            if len(self._boxes) > _MOST_REMEMBERED:
                self._boxes.clear()
            self._boxes[line] = self._measured(width, row, said)
        return self._boxes[line]

    def _measured(self, width: int, row: Row, said: str) -> _Texts:
        px = self._look.px
        left = px(14) + row.depth * px(16)
        room = QRect(left, px(8), max(width - left - px(12), 40), 10_000)
        font, title_said = self._fitting(row, room.width())
        title = QFontMetrics(font).boundingRect(room, _WRAP, title_said)
        below = QRect(left, title.bottom(), 0, 0)
        if said:
            under = QRect(left, title.bottom() + px(2), room.width(), 10_000)
            below = QFontMetrics(self._font(13, bold=False)).boundingRect(under, _WRAP, said)
        return _Texts(title_said, title, below, font)

    def _fitting(self, row: Row, width: int) -> tuple[QFont, str]:
        """Return the letters of a title, a little smaller where its longest word asks for it, and
        the title; where that is not enough the word is broken.
        """
        whole, title = 15 if row.depth else 16, row.title.split()
        for size in range(whole, _SMALLEST - 1, -1):
            font = self._font(size, bold=row.here)
            if all(QFontMetrics(font).horizontalAdvance(word) <= width for word in title):
                return font, row.title
        font = self._font(whole, bold=row.here)
        letters = QFontMetrics(font)
        said = (
            _hyphened(word) if letters.horizontalAdvance(word) > width else word for word in title
        )
        return font, " ".join(said)

    def _font(self, px: int, *, bold: bool) -> QFont:
        if (px, bold) not in self._fonts:
            font = QFont(self._sections.font())
            font.setPixelSize(self._look.px(px))
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            self._fonts[px, bold] = font
        return self._fonts[px, bold]



def _hyphened(word: str) -> str:
    """Return a word that may be broken, though not near its ends."""
    return word[:4] + _HYPHEN.join(["", *word[4:-3], word[-3:]])


_MOST_REMEMBERED = 500  # lines
_SMALLEST = 13  # letters of a title, of 16: as large as the line below it
_HYPHEN = "\u00ad"  # seen where a line ends with it
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
