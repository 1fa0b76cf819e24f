"""Quiet words beside the work: what was just removed, and what keeps it from being saved."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from pristan.ui.pieces import button, icon_button, is_in_view, keep_in_view, label, row
from pristan.ui.style import Look
from pristan.words import Words


class Notice(QFrame):
    """A sentence at the foot of the page, with a button where there is something to do about it."""

    pressed = Signal()
    closed = Signal()  # by the person

    def __init__(self, name: str, does: str, words: Words, look: Look) -> None:
        super().__init__()
        self.setObjectName(f"{name}.notice")
        self.setProperty("kind", "soft")
        line = row(self, look.px(8), look.px(8))
        self._text = label()
        line.addWidget(self._text, 1)
        self._button = button(does, "link")
        self._button.setObjectName(f"notice.{name}")
        self._button.clicked.connect(self.pressed)
        self._button.clicked.connect(self.hide)
        line.addWidget(self._button)
        away = icon_button("x", words("ui.notice.close", "Hide this"), look)
        away.setObjectName(f"notice.{name}.close")
        away.clicked.connect(self.hide)
        away.clicked.connect(self.closed)
        line.addWidget(away)
        self.hide()

    def say(self, text: str, offers: bool) -> None:
        """Show a sentence, and the button where it offers something."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._button.setVisible(offers)
        had = self.window().focusWidget()
        part = _seen_of(had) if had else None
        self.show()
        if had and part:  # the room that it takes is not where somebody writes
            QTimer.singleShot(0, had, lambda: keep_in_view(had, part))


def _seen_of(widget: QWidget) -> QRect | None:
    """Return what is to stay in view of the widget that has the keyboard: it, or its cursor."""
    cursor = QRectF(widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)).toRect()
    return next((part for part in (widget.rect(), cursor) if is_in_view(widget, part)), None)


class SavedLine(QWidget):
    """Says in one line whether everything is saved.

    Its text changes while somebody types, so it stands in no layout: a label in one would have the
    whole page laid out again at the first key.
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.label = label("", "small")
        self.label.setObjectName("saved")
        self.label.setWordWrap(False)
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.label.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def say(self, text: str) -> None:
        """Show a short text; where there is no room for it, its beginning."""
        self._text = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.label.setGeometry(self.rect())
        self._fit()

    def _fit(self) -> None:
        self.label.ensurePolished()
        size, end = self.label.fontMetrics(), Qt.TextElideMode.ElideRight
        whole = size.horizontalAdvance(self._text) <= self.width() or not self.isVisible()
        short = self._text.split(" / ")[0]  # two languages: at least the first
        self.label.setText(self._text if whole else size.elidedText(short, end, self.width()))
        self.label.setAccessibleName(self._text)
        self.label.setToolTip("" if whole else self._text)


class Banner(QFrame):
    """What the person must know to keep what was typed; calm, and there until it is solved."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self.setObjectName("banner")
        line = row(self, look.px(8), look.px(12))
        self._text = label()
        line.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Show a sentence; an empty one hides the banner."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
