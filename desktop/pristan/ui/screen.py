"""One calm screen of the interview, built from its definition."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from pristan.case import Change, Key
from pristan.interview import Place
from pristan.ui.around import Around
from pristan.ui.flow import Flow
from pristan.ui.pieces import button, column, labels
from pristan.ui.question import QuestionBlock


class ScreenView(QWidget):
    """A title, a note, and the questions that apply now; others come and go with the answers."""

    begin = Signal()
    skip = Signal()
    pause = Signal()

    def __init__(self, place: Place, around: Around, *, offers_to_skip: bool) -> None:
        super().__init__()
        self.place = place
        self._around = around
        look, voice = around.look, around.voice
        screen = around.desk.questionnaire.screens[place.screen]
        self._first: QPushButton | None = None
        self._lines = column(self, look.px(8))
        for each in labels(voice.asked(f"{screen.id}.title", screen.title), "title"):
            self._lines.addWidget(each)
        if screen.note:
            for each in labels(voice.asked(f"{screen.id}.note", screen.note), "note"):
                self._lines.addWidget(each)
        if offers_to_skip:
            self._lines.addSpacing(look.px(12))
            self._offer()
        self.blocks: dict[str, QuestionBlock] = {}
        for question in screen.questions:
            if not question.asked:
                continue
            block = QuestionBlock(question, around)
            block.setContentsMargins(0, look.px(18), 0, 0)
            self.blocks[question.id] = block
            self._lines.addWidget(block)
        self._lines.addStretch(1)
        self._show_what_applies()

    def add(self, below: QWidget) -> None:
        """Put something under the questions."""
        self._lines.insertWidget(self._lines.count() - 1, below)

    def refresh(self, change: Change) -> None:
        """Show what a change made different here."""
        if change.key.item == self.place.item and change.key.question in self.blocks:
            self.blocks[change.key.question].show_answer()
        for block in self.blocks.values():
            block.field.refresh()
        self._show_what_applies()

    def focus_on(self, key: Key) -> None:
        """Put the keyboard on a question."""
        if block := self.blocks.get(key.question):
            block.focus()

    def focus_first(self) -> bool:
        """Put the keyboard on the first question; return whether there is one."""
        if self._first:
            self._first.setFocus()
            return True
        for block in self.blocks.values():
            if not block.isHidden():
                block.focus()
                return True
        return False

    def _show_what_applies(self) -> None:
        asked = {question.id for question in self._around.desk.visible(self.place)}
        for id_, block in self.blocks.items():
            if block.isHidden() == (id_ in asked):
                block.setVisible(id_ in asked)

    def _offer(self) -> None:
        words, look = self._around.voice.words, self._around.look
        line = Flow(gap=look.px(10))
        for text, kind, signal, name in (
            (words("ui.painful.begin", "Begin"), "main", self.begin, "begin"),
            (words("ui.painful.skip", "Skip this part for now"), "", self.skip, "skip"),
            (words("ui.painful.pause", "Take a break"), "", self.pause, "pause"),
        ):
            made = button(text, kind)
            made.setObjectName(f"painful.{name}")
            made.clicked.connect(signal)
            line.addWidget(made)
            self._first = self._first or made
        self._lines.addLayout(line)
