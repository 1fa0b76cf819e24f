"""One calm screen of the interview, built from its definition.

What is seen first is there at once; the rest is built in turns of the event loop, a question each,
once the first of it was painted, so that a long screen keeps nobody waiting.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from pristan.case import Change, Key
from pristan.interview import Place
from pristan.ui.around import Around
from pristan.ui.flow import Flow
from pristan.ui.pieces import button, column, labels
from pristan.ui.question import QuestionBlock

_UNSEEN_MS = 50  # a window that is not painted, as a minimized one, must not wait for it


class ScreenView(QWidget):
    """A title, a note, and the questions that apply now; others come and go with the answers."""

    begin = Signal()
    skip = Signal()
    pause = Signal()
    settled = Signal()  # everything is built

    def __init__(
        self,
        place: Place,
        around: Around,
        *,
        offers_to_skip: bool,
        below: Callable[[], QWidget] | None = None,
    ) -> None:
        """``below`` makes what stands under the questions."""
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
        self._order = [question.id for question in screen.questions if question.asked]
        self._questions = column(gap=look.px(8))
        self._lines.addLayout(self._questions)
        self._lines.addStretch(1)
        self._below = below
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._go_on)
        self._next: QuestionBlock | None = None  # is put in its place when nothing of it is missing
        self.is_settled = False

    def begin_at_once(self) -> None:
        """Build the first question now, and the rest when it was painted."""
        if self.is_settled:
            return
        if not self.blocks and (missing := self._missing()):
            self._insert(self._next or self._make(missing[0]))
            self._next = None
        self._later.start(_UNSEEN_MS)

    def settle(self) -> None:
        """Build everything that is still to be built, now."""
        if self.is_settled:
            return
        while not self.is_settled:
            self._step()
        for block in self.blocks.values():  # the layout would do so in a later turn
            if block.question.id in self._asked():
                block.show()

    def go_on(self) -> None:
        """Build the rest in later turns."""
        if not self.is_settled:
            self._later.start(0)

    def stop(self) -> None:
        """Build nothing more for now: the screen is left."""
        self._later.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.go_on()

    def refresh(self, change: Change) -> None:
        """Show what a change made different here."""
        for block in self._every():
            if change.key == self._around.key(block.question.id):
                block.show_answer()
            block.field.refresh()
        asked = self._asked()
        for id_, block in self.blocks.items():
            if block.isHidden() == (id_ in asked):
                block.setVisible(id_ in asked)
        if self.is_settled:
            for question in self._missing():
                block = self._make(question)
                block.finish()
                self._insert(block)
                block.show()

    def focus_on(self, key: Key) -> None:
        """Put the keyboard on a question."""
        self.settle()
        if block := self.blocks.get(key.question):
            block.focus()

    def focus_first(self) -> bool:
        """Put the keyboard on the first question; return whether there is one."""
        if self._first:
            self._first.setFocus()
            return True
        for id_ in self._order:
            if (block := self.blocks.get(id_)) and not block.isHidden():
                block.focus()
                return True
        return False

    def _asked(self) -> set[str]:
        return {question.id for question in self._around.desk.visible(self.place)}

    def _missing(self) -> list[str]:
        """Return the questions that apply and are not built, in their order."""
        asked = self._asked()
        return [id_ for id_ in self._order if id_ in asked and id_ not in self.blocks]

    def _make(self, question: str) -> QuestionBlock:
        block = QuestionBlock(self._around.desk.questionnaire.questions[question], self._around)
        block.setContentsMargins(0, self._around.look.px(18), 0, 0)
        return block

    def _insert(self, block: QuestionBlock) -> None:
        question = block.question.id
        before = self._order[: self._order.index(question)]
        self._questions.insertWidget(sum(id_ in self.blocks for id_ in before), block)
        self.blocks[question] = block

    def _go_on(self) -> None:
        self._step()
        self.go_on()

    def _step(self) -> None:
        """Build the next part; what is hidden is given its look and its place as well."""
        hidden = self.parentWidget() and not self.isVisible()
        if unfinished := next((each for each in self._every() if not each.is_finished), None):
            unfinished.go_on()
        elif self._next:
            self._insert(self._next)
            self._next = None
        elif missing := self._missing():
            self._next = self._make(missing[0])
        elif self._below:
            self._lines.insertWidget(self._lines.count() - 1, self._below())
            self._below = None
        else:
            if hidden:  # all that showing it would do is done now
                self.resize(self.width(), self._lines.totalHeightForWidth(self.width()))
                self.grab(QRect(0, 0, 1, 1))
            self.is_settled = True
            self._later.stop()
            self.settled.emit()
            return
        if hidden:
            self.ensurePolished()
            self._lines.activate()

    def _every(self) -> list[QuestionBlock]:
        """Return all questions that were built, also the one that has no place here yet."""
        return [*self.blocks.values(), *([self._next] if self._next else [])]

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
