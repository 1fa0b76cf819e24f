"""What is shown instead of the case: during a break, and while it is being locked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pristan.ui.flow import Flow
from pristan.ui.pieces import button, column, label, row
from pristan.ui.style import Look
from pristan.words import Words


class Cover(QWidget):
    """An opaque page with a few calm words and a few buttons."""

    pressed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        outer = row(self, 0, look.px(24))
        inner = QWidget()
        inner.setMaximumWidth(look.px(560))
        self._lines = column(inner, look.px(14))
        self._lines.addStretch(1)
        self._title = label("", "title")
        self._text = label("", "note")
        self._lines.addWidget(self._title)
        self._lines.addWidget(self._text)
        self._buttons = Flow(gap=look.px(10))
        self._lines.addLayout(self._buttons)
        self._lines.addStretch(2)
        outer.addStretch(1)
        outer.addWidget(inner, 1000)
        outer.addStretch(1)

    def say(self, title: str, text: str, buttons: list[tuple[str, str]]) -> None:
        """Show these words and these buttons, each with the name that ``pressed`` will tell."""
        self._title.setText(title)
        self._text.setText(text)
        self.setAccessibleName(f"{title}. {text}")
        while (item := self._buttons.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for at, (name, called) in enumerate(buttons):
            made = button(called, "main" if at == 0 else "")
            made.setObjectName(f"cover.{name}")
            made.clicked.connect(lambda _checked=False, name=name: self.pressed.emit(name))
            self._buttons.addWidget(made)
            made.show()
            if at == 0:
                made.setFocus()

    def locking(self, words: Words) -> None:
        """Say that the case is being closed."""
        self.say(words("ui.locking", "Saving and locking…"), "", [])

    def resting(self, words: Words) -> None:
        """Say that a break is a good thing."""
        self.say(
            words("ui.break.title", "A break"),
            words(
                "ui.break.text",
                "The text is saved and hidden. Breathe, look around, drink some water. Come back "
                "when you wish: today or another day. After five minutes the file locks itself.",
            ),
            [
                ("continue", words("ui.break.continue", "Continue here")),
                ("lock", words("ui.break.lock", "Lock now")),
                ("stop", words("ui.break.stop", "Stop for today")),
            ],
        )

    def failed(self, words: Words, why: str) -> None:
        """Say what keeps the case from being closed, while everything stays hidden."""
        self.say(
            words("ui.lock.failed", "The last words could not be saved yet"),
            why,
            [
                ("again", words("ui.lock.again", "Try again")),
                ("continue", words("ui.lock.back", "Back to the case")),
                ("drop", words("ui.lock.drop", "Lock without the last words")),
            ],
        )
