"""Lists of lines with a note under each: to choose from, and to put in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pristan.ui.pieces import keep_in_view, page_of, quiet_bar
from pristan.ui.style import Look

_ID: Final = Qt.ItemDataRole.UserRole  # of a line; a heading has none
_GROUP: Final = Qt.ItemDataRole.UserRole + 1  # of a heading
_BELOW: Final = Qt.ItemDataRole.UserRole + 2
# Nothing is dropped on a line, only between lines
_LINE = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
_LEAST = 120  # px at 100 %: a few lines, where the window is low
_WAYS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
    Qt.Key.Key_End,
)  # fmt: skip
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class Heading(NamedTuple):
    """A line that cannot be chosen, above those of a group."""

    text: str
    group: str


class Lines(QListWidget):
    """Titles, each with what else is known below it; ``opened`` is Enter on one of them."""

    opened = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._room = look.px(_LEAST)  # that it may take of its page; a longer list scrolls
        self._window = QSize()  # for which that is so
        self._painter = _Lines(look, self)
        self.setItemDelegate(self._painter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        quiet_bar(self)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(lambda _item: self.opened.emit())

    @property
    def current(self) -> str:
        """Return the id of the current line, "" where there is none."""
        item = self.currentItem()
        return str(item.data(_ID) or "") if item else ""

    def rows(self) -> list[QListWidgetItem]:
        """Return all lines, headings among them."""
        return [self.item(at) for at in range(self.count())]

    def put(self, lines: Sequence[Heading | str]) -> None:
        """Have these lines in this order: headings, and the ids of others, which ``say`` fills in.

        What is there already stays, and so do the keyboard and the place to which one scrolled.
        """
        self.blockSignals(True)  # the current line is told of when all of them are there
        while self.count() > len(lines):
            self.takeItem(self.count() - 1)
        while self.count() < len(lines):
            self.addItem(QListWidgetItem())
        self.blockSignals(False)
        for item, line in zip(self.rows(), lines, strict=True):
            if isinstance(line, str):
                self._put_line(item, line)
            else:
                self._put_heading(item, line)

    def _put_line(self, item: QListWidgetItem, id_: str) -> None:
        if (item.data(_ID), item.flags()) != (id_, _LINE):  # what Qt drops may have others
            item.setFlags(_LINE)
            item.setData(_ID, id_)
            item.setData(_GROUP, None)

    def _put_heading(self, item: QListWidgetItem, heading: Heading) -> None:
        if (item.text(), item.data(_GROUP)) != heading:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            for role in (_ID, _BELOW, Qt.ItemDataRole.AccessibleTextRole):
                item.setData(role, None)
            item.setData(_GROUP, heading.group)
            item.setText(heading.text)
            item.setSizeHint(QSize())

    def say(self, lines: Mapping[str, tuple[str, str]]) -> None:
        """Say what every line says, its title and what stands below, where that has changed."""
        for item in self.rows():
            said = lines.get(item.data(_ID))
            if said and said != (item.text(), item.data(_BELOW)):
                title, below = said
                item.setText(title)
                item.setData(_BELOW, below)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {below}")
                item.setSizeHint(QSize())
        self._fit()

    def go_to(self, id_: str) -> None:
        """Make a line the current one."""
        for item in self.rows():
            if id_ and item.data(_ID) == id_:
                self.setCurrentItem(item)

    def follow(self) -> None:
        """Scroll the list and its page to the current line.

        Where it is the first of its group, the heading is to be seen, too.
        """
        row = top = self.currentRow()
        while top > 0 and not self.item(top - 1).data(_ID):
            top -= 1
        if row >= 0:
            for at in (top, row):
                self.scrollToItem(self.item(at))
            part = self._rect(top).united(self._rect(row)).intersected(self.viewport().rect())
            keep_in_view(self.viewport(), part)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._take_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._take_room)  # when its page has its new size, too
        return super().eventFilter(watched, event)

    def moveCursor(
        self, action: QListWidget.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Return where a key leads: never to a heading, at which Qt would stay where it is."""
        lines, way = [each for each in self.rows() if each.data(_ID)], QListWidget.CursorAction
        now = self.currentItem()
        if now in lines and action in (way.MovePageUp, way.MovePageDown):
            at = lines.index(now)
            before = action is way.MovePageUp
            return self.indexFromItem(self._page_on(lines[at::-1] if before else lines[at:]))
        if lines and action in (way.MoveHome, way.MoveEnd):
            return self.indexFromItem(lines[0 if action is way.MoveHome else -1])
        return super().moveCursor(action, modifiers)

    def _page_on(self, lines: Sequence[QListWidgetItem]) -> QListWidgetItem:
        """Return the last of these lines that is seen together with the first; one on at least."""
        first, room = self.visualItemRect(lines[0]), self.viewport().height()
        seen = [x for x in lines if first.united(self.visualItemRect(x)).height() <= room]
        return max(seen, lines[:2], key=len)[-1]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        self.follow()
        if Qt.Key(event.key()) in _WAYS:  # the page would go on where the list ends
            event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._fit)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().isEnabled():
            super().wheelEvent(event)
        else:  # its bar would swallow it, and the page around it stand still
            event.ignore()

    def _rect(self, row: int) -> QRect:
        return self.visualItemRect(self.item(row))

    def _take_room(self) -> None:
        """Take as much of the page as leaves something of it to be seen and scrolled by.

        It stays so while the window does: notices come and go below the page.
        """
        page, window = page_of(self), self.window().size()
        if window != self._window:
            whole = page.viewport().height() if page else window.height()
            self._room, self._window = max(whole * 2 // 3, self._look.px(_LEAST)), window
            self._fit()

    def _fit(self) -> None:
        """Measure what is new, and take the height of all lines as far as there is room."""
        width, whole = self.viewport().width(), 0
        for item in self.rows():
            if item.sizeHint().width() != width:
                item.setSizeHint(self._painter.size(width, self.indexFromItem(item)))
            whole += item.sizeHint().height()
        self.setFixedHeight(min(whole + 8, self._room))


class Order(Lines):
    """``moved`` tells by how much Alt and an arrow move the current line, ``dropped`` which line
    was dropped under which heading, and at which place there.
    """

    moved = Signal(int)
    dropped = Signal(str, str, int)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and key in steps:
            self.moved.emit(steps[key])
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        dragged = self.current
        super().dropEvent(event)
        # When Qt has taken the line away from where it was
        QTimer.singleShot(0, self, lambda: self._tell(dragged))

    def _tell(self, dragged: str) -> None:
        group, at = "", 0
        for item in self.rows():
            if item.data(_GROUP):
                group, at = item.data(_GROUP), 0
            elif item.data(_ID) == dragged:
                self.dropped.emit(dragged, group, at)
                return
            else:
                at += 1


class _Lines(QStyledItemDelegate):
    """Paints a title, wrapped, and below it what else is known, muted; a heading is all muted."""

    def __init__(self, look: Look, parent: Lines) -> None:
        super().__init__(parent)
        self._look, self._list = look, parent

    def size(self, width: int, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of a line that is *width* pixels wide."""
        _, below = self._boxes(width, index)
        return QSize(width, below.bottom() + self._look.px(8))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect, state = option.rect, option.state
        colors, px = self._look.colors, self._look.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = rect.adjusted(px(3), 1, -px(3), -1)
        if state & QStyle.StateFlag.State_Selected:
            focused = self._list.hasFocus()
            pen = QPen(QColor(colors.focus if focused else colors.accent))
            pen.setWidth(2 if focused else 1)
            painter.setPen(pen)
            painter.setBrush(QColor(colors.soft))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), px(6), px(6))
        title, below = self._boxes(rect.width(), index)
        heading = bool(index.data(_GROUP))
        painter.setFont(self._font(index))
        painter.setPen(QColor(colors.muted if heading else colors.text))
        painter.drawText(title.translated(rect.topLeft()), _WRAP, str(index.data()))
        painter.setFont(self._small())
        painter.setPen(QColor(colors.muted))
        painter.drawText(below.translated(rect.topLeft()), _WRAP, str(index.data(_BELOW) or ""))
        painter.restore()

    def _boxes(self, width: int, index: QModelIndex | QPersistentModelIndex) -> tuple[QRect, QRect]:
        px, said = self._look.px, str(index.data(_BELOW) or "")
        left = px(8)
        room = QRect(left, px(7), max(width - left - px(10), 40), 10_000)
        text = str(index.data() or "")
        title = QFontMetrics(self._font(index)).boundingRect(room, _WRAP, text)
        if not said:
            return title, QRect(left, title.bottom(), 0, 0)
        under = QRect(left, title.bottom() + px(2), room.width(), 10_000)
        return title, QFontMetrics(self._small()).boundingRect(under, _WRAP, said)

    def _font(self, index: QModelIndex | QPersistentModelIndex) -> QFont:
        if not index.data(_GROUP):
            return self._of(16)
        font = self._of(14)
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _small(self) -> QFont:
        return self._of(14)

    def _of(self, at_100: int) -> QFont:
        font = QFont(self._list.font())
        font.setPixelSize(self._look.px(at_100))
        return font
