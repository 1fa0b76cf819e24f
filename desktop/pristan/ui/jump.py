"""Go to any question by a word of it (Ctrl+G)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from pristan.desk import Desk
from pristan.interview import Place
from pristan.ui.pieces import column, label
from pristan.ui.style import COLUMN, Look
from pristan.ui.voice import Voice
from pristan.ui.walk import Title
from pristan.ui.writing import LineEdit


class Jump(QWidget):
    """A line to type in and what it finds; Enter goes there, Esc goes back."""

    chosen = Signal(object)  # a place
    closed = Signal()

    def __init__(self, desk: Desk, voice: Voice, look: Look, title: Title) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        words = voice.words
        self._entries = _entries(desk, voice, title)
        lines = column(self, look.px(10), look.px(24))
        lines.addWidget(label(words("ui.jump.title", "Go to a question"), "title"))
        self.line = LineEdit()
        self.line.setObjectName("jump")
        self.line.setMaximumWidth(look.px(COLUMN))
        self.line.setAccessibleName(words("ui.jump.line", "A word of the question or of its part"))
        self.line.setPlaceholderText(words("ui.jump.hint", "a word of it; Esc goes back"))
        self.line.textChanged.connect(self._filter)
        self.line.returnPressed.connect(self._go)
        lines.addWidget(self.line)
        self._list = QListWidget()
        self._list.setObjectName("jump.found")
        self._list.setMaximumWidth(look.px(COLUMN))
        self._list.setWordWrap(True)
        self._list.setAccessibleName(words("ui.jump.found", "What was found"))
        self._list.itemActivated.connect(self._go)
        self._list.itemClicked.connect(self._go)
        lines.addWidget(self._list, 1)
        self._filter("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.line.hasFocus():
            self._list.setFocus()
            self._list.setCurrentRow(0)
        else:
            super().keyPressEvent(event)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        self._list.clear()
        for found, place in self._entries:
            if all(word in found.casefold() for word in wanted):
                item = QListWidgetItem(found, self._list)
                item.setData(Qt.ItemDataRole.UserRole, place)
        self._list.setCurrentRow(0)

    def _go(self, _item: object = None) -> None:
        if current := self._list.currentItem():
            self.chosen.emit(current.data(Qt.ItemDataRole.UserRole))


def _entries(desk: Desk, voice: Voice, title: Title) -> list[tuple[str, Place]]:
    entries = []
    forms = desk.questionnaire
    for place in desk.places():
        screen = forms.screens[place.screen]
        name = voice.line(f"{screen.id}.title", screen.title)
        around = f"{title(place.item)}: " if place.item else ""
        entries.append((f"{around}{name}", place))
        for question in desk.visible(place):
            ask = voice.line(f"{question.id}.ask", question.ask)
            entries.append((f"{around}{name} › {ask}", place))
    return entries
