"""What people write and choose in: lines, boxes and lists that leave no trace and no second undo.

Undo belongs to the desk alone, so that one key takes back one step wherever it was made. Input
methods are told to learn nothing (security.md 1.3).
"""

from __future__ import annotations

from math import ceil

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QPointF, QSizeF
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListView, QPlainTextEdit, QWidget

_LEARN_NOTHING = "ImhSensitiveData|ImhNoPredictiveText"  # by name: see pristan.ui.pieces
_FLAGS = 0x0100 - 1  # where QStandardItem keeps its flags: Qt::UserRole - 1


def is_undo(event: QEvent) -> bool:
    """Whether a key press means undo or redo."""
    return (
        isinstance(event, QKeyEvent)
        and event.key() in (QtCore.Qt.Key.Key_Z, QtCore.Qt.Key.Key_Y)
        and bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ControlModifier)
    )


class UndoElsewhere(QObject):
    """Lets the keys of undo and redo pass by whatever is written in, up to the window.

    It listens at what has the keyboard: every line and box would take longer to come up if each
    of its events were looked at in Python.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        # Not focusChanged: that also hands over what is losing the keyboard since it is just dying.
        application.focusObjectChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and is_undo(event):
            event.ignore()
            return True
        return False

    def _follow(self, now: QObject | None) -> None:
        if isinstance(now, (QLineEdit, QPlainTextEdit, QComboBox)):
            now.installEventFilter(self)  # a second time changes nothing


class LineEdit(QLineEdit):
    """One line to write in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("inputMethodHints", _LEARN_NOTHING)
        self.setDragEnabled(False)

    def show_text(self, text: str) -> None:
        """Show a text that came from the desk; the cursor stays where it was if it can."""
        if self.text() != text:
            at = self.cursorPosition() if self.hasFocus() else len(text)
            self.setText(text)
            self.setCursorPosition(min(at, len(text)))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions()[:3]:  # Undo, Redo and the line below them
            menu.removeAction(action)
        menu.exec(event.globalPos())
        menu.deleteLater()


class PassphraseEdit(LineEdit):
    """A line that shows dots and that the input method must not know."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setProperty("inputMethodHints", f"{_LEARN_NOTHING}|ImhHiddenText")


class TextBox(QPlainTextEdit):
    """A box for a story: grows with it, and Tab leaves it."""

    def __init__(self, fewest_lines: int = 3, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fewest = fewest_lines
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setProperty("inputMethodHints", f"{_LEARN_NOTHING}|ImhMultiLine")
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow(QSizeF(0, 0))

    def show_text(self, text: str) -> None:
        """Show a text that came from the desk, without telling anybody; the cursor stays."""
        if self.toPlainText() == text:
            return
        at = self.textCursor().position()
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(blocked)
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(text)))
        self.setTextCursor(cursor)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow(self.document().size())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow(self.document().size())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():  # its lines break elsewhere
            self._grow(self.document().size())

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.verticalScrollBar()
        if bar.minimum() == bar.maximum():
            event.ignore()  # the page scrolls, not the box
        else:
            super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _grow(self, size: QSizeF) -> None:
        lines = min(max(round(size.height()), self._fewest), 22)
        margins = self.contentsMargins()
        edges = margins.top() + margins.bottom() + 2 * round(self.document().documentMargin())
        height = lines * self._line_height() + edges + 4
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _line_height(self) -> int:
        """Return the px of a line as it is laid out, which may be one more than the font says."""
        block = self.document().firstBlock()
        whole = self.document().documentLayout().blockBoundingRect(block).height()
        return max(ceil(whole / max(block.lineCount(), 1)), self.fontMetrics().lineSpacing())


class ComboBox(QComboBox):
    """A list to choose from that the mouse wheel does not change while the page is scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        entries = self.view()
        assert isinstance(entries, QListView)
        entries.setUniformItemSizes(True)  # else each is measured at every change of the look
        self._headings: list[int] = []
        self.setProperty("inputMethodHints", _LEARN_NOTHING)  # Qt hands them on to its line
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        em = self.fontMetrics().height() / 4
        x, y = self.width() - 3.5 * em, self.height() / 2
        pen = QPen(self.palette().color(self.foregroundRole()), max(1.5, em / 3))
        painter.setPen(pen)
        painter.drawPolyline(
            [QPointF(x - em, y - em / 2), QPointF(x, y + em / 2), QPointF(x + em, y - em / 2)]
        )
        painter.end()

    def add_heading(self, text: str) -> None:
        """Put a line between the entries that cannot be chosen.

        The model's items are never asked for: PySide would keep them beyond their end.
        """
        self.addItem(text)
        self._headings.append(self.count() - 1)
        self.setItemData(self._headings[-1], 0, _FLAGS)

    def showPopup(self) -> None:
        font = self.font()  # as the style has it by now
        font.setBold(True)
        for heading in self._headings:
            self.setItemData(heading, font, QtCore.Qt.ItemDataRole.FontRole)
        super().showPopup()

    def show_data(self, data: object) -> None:
        """Show the entry that stands for *data*; the first one where there is none."""
        self.setCurrentIndex(max(self.findData(data), 0))
