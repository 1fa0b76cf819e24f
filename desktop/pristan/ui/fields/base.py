"""What every field has: a question, a value to show, a signal when a person edits it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from pristan.case import Value
from pristan.questions import Question
from pristan.ui.around import Around
from pristan.ui.pieces import column, label
from pristan.ui.writing import LineEdit


class Field(QWidget):
    """Takes one answer. ``edited`` comes only from a person's hand, never from ``show_value``."""

    edited = Signal(object)

    def __init__(self, question: Question, around: Around) -> None:
        super().__init__()
        self.question = question
        self.around = around
        self.words = around.voice.words
        self.lines = column(self, around.look.px(6))
        self._inputs: list[QWidget] = []
        self.build()

    def build(self) -> None:
        """Make the widgets; called once."""
        raise NotImplementedError

    def finish(self) -> None:
        """Make what may come a moment later; called once, and the value is shown anew after it."""

    def show_value(self, value: Value) -> None:
        """Show what the desk knows; emits nothing."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show again what depends on other answers; most fields show nothing of that kind."""

    def tell(self, value: Value) -> None:
        """Say that a person has edited the answer."""
        self.edited.emit(value)

    @property
    def first_input(self) -> QWidget | None:
        """Return where the keyboard goes first."""
        return next((each for each in self._inputs if each.isEnabled()), None)

    @property
    def ask(self) -> str:
        """Return the question, in the language in which a screen reader says it."""
        return self.around.voice.line(f"{self.question.id}.ask", self.question.ask)

    def asked_by(self, control: QAbstractButton) -> None:
        """Let a screen reader say the question too, where the text of a button leaves it open."""
        called = " / ".join((control.accessibleName() or control.text()).split("\n"))
        control.setAccessibleName(f"{called} — {self.ask}")

    def named(self, control: QWidget, part: str = "", called: str = "") -> None:
        """Name a control for screen readers and tests, and say why it is asked."""
        ask = self.ask
        control.setObjectName(f"{self.question.id}.{part}" if part else self.question.id)
        called = " / ".join(called.split("\n"))  # what stands in two lines is said in one
        control.setAccessibleName(f"{called} — {ask}" if called else ask)
        if self.question.help:
            control.setAccessibleDescription(
                self.around.voice.line(f"{self.question.id}.help", self.question.help)
            )
        self._inputs.append(control)

    def part(self, called: str, control: QWidget, part: str) -> QWidget:
        """Return a part of an answer with its own small label above it."""
        box = QWidget()
        lines = column(box, self.around.look.px(2))
        above = label(called, "small")
        above.setBuddy(control)
        lines.addWidget(above)
        lines.addWidget(control)
        lines.setAlignment(Qt.AlignmentFlag.AlignBottom)  # boxes in a row, also below long labels
        self.named(control, part, called)
        return box

    def line(self, called: str, part: str, edited: Callable[[str], object]) -> LineEdit:
        """Add a labeled line to write in, the whole width of the field."""
        edit = LineEdit()
        edit.textEdited.connect(edited)
        self.lines.addWidget(self.part(called, edit, part))
        return edit
