"""The other ways to answer: I don't know, later, in person, I'd rather not say, does not apply."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from pristan.case import State
from pristan.interview.shown import STATES
from pristan.ui.flow import Flow
from pristan.ui.pieces import as_button, button, frame, label, row
from pristan.ui.style import Look
from pristan.words import Words

_STEPS: Mapping[Qt.Key, int] = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip


class StateRow(QWidget):
    """A quiet line under every question: one stop of the Tab key, arrow keys move along it."""

    chosen = Signal(object)

    def __init__(self, question: str, ask: str, words: Words, look: Look) -> None:
        super().__init__()
        line = Flow(self, look.px(6))
        texts = (
            (State.UNKNOWN, words("ui.state.unknown", "I don't know")),
            (State.LATER, words("ui.state.later", "Later")),
            (State.IN_PERSON, words("ui.state.in_person", "In person")),
            (State.DECLINED, words("ui.state.declined", "I'd rather not say")),
            (State.NOT_APPLICABLE, words("ui.state.not_applicable", "Does not apply")),
        )
        self._buttons: list[_Pill] = []
        for state, text in texts:
            made = _Pill(text.replace(" / ", "\n"))  # two languages: all of them in two lines
            made.setObjectName(f"{question}.state.{state}")
            made.setAccessibleName(f"{text} — {ask}".replace("\n", " / "))
            made.setToolTip(words.say(STATES[state]))
            made.clicked.connect(lambda _checked=False, state=state: self.chosen.emit(state))
            made.moved.connect(self._move)
            if self._buttons:
                made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._buttons.append(made)
            line.addWidget(made)

    def _move(self, by: int) -> None:
        at = next(at for at, each in enumerate(self._buttons) if each is self.sender())
        self._buttons[(at + by) % len(self._buttons)].setFocus(Qt.FocusReason.TabFocusReason)


class _Pill(QPushButton):
    """A button that moves the keyboard along its line: by itself it takes arrow keys for Tab."""

    moved = Signal(int)

    def __init__(self, text: str) -> None:
        super().__init__()
        as_button(self, text, "pill")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = _STEPS.get(Qt.Key(event.key()))
        if by is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            self.moved.emit(by)


class StateShown(QWidget):
    """A state that was chosen, in words, with the way back."""

    changed = Signal()

    def __init__(self, question: str, ask: str, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        box = frame("soft")
        row(self, 0).addWidget(box)
        line = row(box, look.px(8), look.px(10))
        self._text = label()
        line.addWidget(self._text, 1)
        self._change = button(words("ui.state.change", "Change"), "link")
        self._change.setObjectName(f"{question}.state.change")
        self._ask = ask
        self._change.clicked.connect(self.changed)
        line.addWidget(self._change)

    def show_state(self, state: State) -> None:
        """Show a state."""
        words = self._words
        said = words.say(STATES[state])
        self._text.setText(said)
        change = words("ui.state.change", "Change")
        self._change.setAccessibleName(f"{said} — {change} — {self._ask}")

    def focus(self) -> None:
        """Put the keyboard on the way back."""
        self._change.setFocus()
