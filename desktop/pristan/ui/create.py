"""Begin a new file: a passphrase on paper, typed again, and the file really opened with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pristan.ui.doors import Doors
from pristan.ui.flow import Flow
from pristan.ui.front import Front, Opening
from pristan.ui.pieces import button, column, frame, label, row
from pristan.ui.style import Look
from pristan.ui.unlock import PassphraseBox
from pristan.ui.voice import Voice
from pristan.words import Words


class CreatePage(Opening):
    """Three steps, one after the other. ``made`` tells the passphrase that was typed twice."""

    made = Signal(str)
    back = Signal()

    def __init__(self, voice: Voice, look: Look, doors: Doors, kept: str = "") -> None:
        super().__init__(voice, look)
        self._doors = doors
        self._own = False
        words = voice.words
        lines = self.lines
        lines.addWidget(label(words("ui.create.title", "A passphrase for your new file"), "title"))
        lines.addWidget(
            label(
                words(
                    "ui.create.paper",
                    "Write these words down on paper, and keep the paper apart from the computer, "
                    "where only you can get at it. Without them nobody can open the file.",
                ),
                "note",
            )
        )
        self._generated = Generated(kept or doors.generate(voice.code), words, look)
        self._generated.another.connect(self._another)
        self._generated.own.connect(lambda: self._set_own(True))
        lines.addWidget(self._generated)
        self._first = OwnPassphrase(words, look, doors)
        self._first.generated.connect(lambda: self._set_own(False))
        self._first.hide()
        lines.addWidget(self._first)
        again = words("ui.create.again", "Now type it here, looking at the paper")
        self._again = PassphraseBox("again", again, words, look)
        self._again.entered.connect(self._go)
        for edit in (self._again.edit, self._first.box.edit):
            edit.textEdited.connect(self._look_again)
        lines.addWidget(self._again)
        self._problem = label("", "muted")
        self._problem.setObjectName("create.problem")
        lines.addWidget(self._problem)
        below = Flow(gap=look.px(10))
        self._next = button(words("ui.create.next", "Choose where to keep the file…"), "main")
        self._next.setObjectName("create.next")
        self._next.clicked.connect(self._go)
        leave = button(words("ui.create.back", "Back"))
        leave.setObjectName("create.back")
        leave.clicked.connect(self.back)
        self._buttons = (self._next, leave)
        for each in self._buttons:
            below.addWidget(each)
        lines.addLayout(below)
        lines.addStretch(2)
        self.add_promises()

    @property
    def phrase(self) -> str:
        """Return the words that are shown, so that another language does not change them."""
        return "" if self._own else self._generated.phrase

    def busy(self, on: bool) -> None:
        """Say that the file is being made."""
        words = self.voice.words
        self._problem.setText(
            words("ui.create.busy", "making the file, locking it and opening it again…")
            if on
            else ""
        )
        if on:
            self.setFocus()  # else Qt hands the keyboard to the next that is not disabled
        for each in (self._generated, self._first, self._again, *self._buttons):
            each.setEnabled(not on)
        if not on:
            self._next.setFocus()

    def failed(self, why: str) -> None:
        """Say why there is no file yet."""
        self.busy(False)
        self._problem.setText(why)

    def focus_first(self) -> None:
        """Put the keyboard where one types."""
        self._again.edit.setFocus()

    def _another(self) -> None:
        self._generated.show_phrase(self._doors.generate(self.voice.code))

    def _set_own(self, own: bool) -> None:
        self._own = own
        self._generated.setVisible(not own)
        self._first.setVisible(own)
        (self._first.box.edit if own else self._again.edit).setFocus()

    @property
    def _is_same(self) -> bool:
        typed = self._again.edit.text()
        if self._own:
            return typed == self._first.box.edit.text()
        return _as_words(typed) == _as_words(self._generated.phrase)

    def _look_again(self) -> None:
        """Take away what was said of a line that is right by now."""
        if self._is_same and not (self._own and self._first.too_short):
            self._problem.setText("")

    def _go(self) -> None:
        words = self.voice.words
        phrase = self._first.box.edit.text() if self._own else self._generated.phrase
        if self._own and self._first.too_short:
            self._problem.setText(
                words("ui.create.short", "Your own passphrase needs at least 12 characters.")
            )
            self._first.box.edit.setFocus()
        elif not self._is_same:
            self._problem.setText(
                words(
                    "ui.create.differs",
                    "This is not yet the same. Compare it letter by letter with the paper; “Show” "
                    "lets you see what you typed.",
                )
            )
            self._again.edit.setFocus()
        else:
            self._problem.setText("")
            self.made.emit(phrase)


class Generated(QWidget):
    """Six words, large, to be written down."""

    another = Signal()
    own = Signal()

    def __init__(self, phrase: str, words: Words, look: Look) -> None:
        super().__init__()
        lines = column(self, look.px(6))
        box = frame("paper")
        inside = row(box, 0, look.px(16))
        self._shown = label("", "code")
        self._shown.setObjectName("generated")
        self._shown.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        inside.addWidget(self._shown)
        lines.addWidget(box)
        below = Flow(gap=look.px(4))
        for text, signal, name in (
            (words("ui.create.another", "Other words"), self.another, "another"),
            (words("ui.create.own", "I'd rather use my own"), self.own, "own"),
        ):
            made = button(text, "quiet")
            made.setObjectName(f"create.{name}")
            made.clicked.connect(signal)
            below.addWidget(made)
        lines.addLayout(below)
        self.show_phrase(phrase)

    def show_phrase(self, phrase: str) -> None:
        """Show other words."""
        self.phrase = phrase
        self._shown.setText(phrase)
        self._shown.setAccessibleName(phrase)


class OwnPassphrase(QWidget):
    """A passphrase of one's own, with a plain judgement of it."""

    generated = Signal()

    def __init__(self, words: Words, look: Look, doors: Doors) -> None:
        super().__init__()
        self._words, self._doors = words, doors
        self.too_short = True
        lines = column(self, look.px(6))
        called = words("ui.create.own_passphrase", "Your own passphrase, 12 characters or more")
        self.box = PassphraseBox("own", called, words, look)
        self.box.edit.textEdited.connect(self._judge)
        lines.addWidget(self.box)
        self._verdict = label("", "muted")
        lines.addWidget(self._verdict)
        back = button(words("ui.create.words", "Use the six words instead"), "quiet")
        back.clicked.connect(self.generated)
        line = row()
        line.addWidget(back)
        line.addStretch(1)
        lines.addLayout(line)

    def _judge(self, text: str) -> None:
        words = self._words
        strength = self._doors.strength(text) if text else "too_short"
        self.too_short = strength == "too_short"
        said = {
            "too_short": words("ui.create.too_short", "Still too short."),
            "guessable": words(
                "ui.create.guessable",
                "This is easy to guess. A few words that do not belong together are better.",
            ),
            "good": words("ui.create.good", "This is hard to guess."),
        }
        self._verdict.setText(said[str(strength)] if text else "")


class RecoveryPage(Front):
    """The file is there and was opened again; a second way in, to be written down if wanted."""

    go_on = Signal()

    def __init__(self, voice: Voice, look: Look, code: str) -> None:
        super().__init__(voice, look)
        words = voice.words
        self._code, self._asked = code, False
        lines = self.lines
        lines.addWidget(label(words("ui.recovery.title", "Your file is ready"), "title"))
        lines.addWidget(
            label(
                words(
                    "ui.recovery.text",
                    "It was locked and opened again with your passphrase. If you wish, write down "
                    "a recovery code too: it opens the file if the passphrase is lost. A good "
                    "place for it is with your lawyer, apart from the file.",
                ),
                "note",
            )
        )
        self._revealed = QWidget()
        box = frame("paper")
        self._shown = label("", "code")
        self._shown.setObjectName("recovery")
        row(box, 0, look.px(16)).addWidget(self._shown)
        inside = column(self._revealed, look.px(12))
        inside.addWidget(box)
        called = words(
            "ui.recovery.again", "When it is on paper, type it here, looking at the paper"
        )
        self._again = PassphraseBox("recovery.again", called, words, look)
        self._again.edit.textEdited.connect(self._compare)
        self._again.entered.connect(self._compare_now)
        inside.addWidget(self._again)
        self._verdict = label("", "muted")
        self._verdict.setObjectName("recovery.verdict")
        inside.addWidget(self._verdict)
        self._revealed.hide()
        lines.addWidget(self._revealed)
        below = Flow(gap=look.px(10))
        self.first = button(words("ui.recovery.go_on", "Go on"), "main")
        self.first.setObjectName("recovery.go_on")
        self.first.clicked.connect(self._go)
        self._show = button(words("ui.recovery.show", "Show the recovery code"))
        self._show.setObjectName("recovery.show")
        self._show.clicked.connect(self._reveal)
        below.addWidget(self.first)
        below.addWidget(self._show)
        lines.addLayout(below)
        lines.addStretch(2)

    def focus_first(self) -> None:
        """Put the keyboard on the way on."""
        self.first.setFocus()

    def _go(self) -> None:
        """Go on; where the code was shown and not typed, ask once whether without the check."""
        unchecked = self._revealed.isVisible() and not self._again.edit.text().strip()
        if not unchecked or self._asked:
            self.go_on.emit()
            return
        self._asked = True
        words = self.voice.words
        self._verdict.setText(
            words(
                "ui.recovery.unchecked",
                "You have not typed it, so it is not known whether the paper is right. Go on "
                "without the check?",
            )
        )
        self.first.setText(words("ui.recovery.without", "Go on without the check"))
        self._again.edit.setFocus()

    def _reveal(self) -> None:
        self._shown.setText(self._code)
        self._shown.setAccessibleName(self._code)
        self._revealed.show()
        self._again.edit.setFocus()
        self._show.hide()
        self._say_go_on()

    def _say_go_on(self) -> None:
        self.first.setText(
            self.voice.words("ui.recovery.written", "It is on paper: go on").replace("&", "&&")
        )

    def _compare(self, typed: str) -> None:
        """Say at once when it is the same; while it is being typed nothing is wrong yet."""
        self._say_go_on()
        same = _as_code(typed) == _as_code(self._code)
        right = self.voice.words("ui.recovery.same", "✓ The same. The paper is right.")
        self._verdict.setText(right if same else "")

    def _compare_now(self) -> None:
        self._compare(self._again.edit.text())
        if not self._verdict.text():
            self._verdict.setText(
                self.voice.words(
                    "ui.recovery.differs",
                    "This is not yet the same. Compare it letter by letter with the paper.",
                )
            )


def _as_words(text: str) -> str:
    return " ".join(text.split()).casefold()


def _as_code(text: str) -> str:
    return "".join(text.split()).replace("-", "").casefold()
