"""The first page: open a case with its passphrase, or begin a new one."""

from __future__ import annotations

from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pristan.ui.front import Opening
from pristan.ui.pieces import button, column, frame, label, row
from pristan.ui.style import Look
from pristan.ui.voice import Voice
from pristan.ui.writing import PassphraseEdit
from pristan.words import Words


class PassphraseBox(QWidget):
    """A passphrase with Show, and a quiet word on Caps Lock and on which letters are typed."""

    entered = Signal()

    def __init__(self, name: str, called: str, words: Words, look: Look) -> None:
        super().__init__()
        self._words = words
        lines = column(self, look.px(6))
        above = label(called, "ask")
        lines.addWidget(above)
        self.edit = PassphraseEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(called)
        self.edit.returnPressed.connect(self.entered)
        self.edit.installEventFilter(self)
        above.setBuddy(self.edit)
        self._show = button(words("ui.passphrase.show", "Show"), "quiet")
        self._show.setObjectName(f"{name}.show")
        self._show.setCheckable(True)
        self._show.toggled.connect(self._reveal)
        line = row(gap=look.px(6))
        line.addWidget(self.edit, 1)
        line.addWidget(self._show)
        lines.addLayout(line)
        self._hint = label("", "small")
        lines.addWidget(self._hint)

    def eventFilter(self, watched: object, event: object) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.text().isalpha():
            self._notice(event)
        return False

    def _notice(self, event: QKeyEvent) -> None:
        words, letter = self._words, event.text()
        shift = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
        said = (
            words("ui.passphrase.russian", "You are typing Russian letters.")
            if "а" <= letter.lower() <= "я" or letter.lower() == "ё"
            else words("ui.passphrase.latin", "You are typing Latin letters.")
        )
        if letter.isupper() != shift and letter.upper() != letter.lower():
            said += " " + words("ui.passphrase.caps", "Caps Lock seems to be on.")
        self._hint.setText(said)

    def _reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.edit.setEchoMode(mode.Normal if shown else mode.Password)
        words = self._words
        self._show.setText(
            words("ui.passphrase.hide", "Hide") if shown else words("ui.passphrase.show", "Show")
        )


class UnlockPage(Opening):
    """Says what the person wants; opening is somebody else's work."""

    unlock = Signal(str, str)  # file, passphrase
    choose = Signal()
    begin = Signal()
    painted = Signal()

    def __init__(self, voice: Voice, look: Look, case: Path | None) -> None:
        super().__init__(voice, look)
        words = voice.words
        self._case = case
        self._told_painted = False
        lines = self.lines
        self._problem = label()
        self._box = frame("notice")
        row(self._box, 0, look.px(12)).addWidget(self._problem)
        self._box.setObjectName("problem")
        self._box.hide()
        if case is None:
            lines.addWidget(label(words("ui.unlock.welcome", "Your documents"), "title"))
            lines.addWidget(
                label(
                    words(
                        "ui.unlock.start",
                        "You decide what to tell and in what order. Everything stays in one "
                        "encrypted file on this computer.",
                    ),
                    "note",
                )
            )
        else:
            lines.addWidget(label(words("ui.unlock.title", "Open your file"), "title"))
            lines.addWidget(label(case.name, "muted"))
        lines.addWidget(self._box)
        self._passphrase = PassphraseBox(
            "passphrase", words("ui.passphrase", "Passphrase or recovery code"), words, look
        )
        self._passphrase.entered.connect(self._open)
        lines.addWidget(self._passphrase)
        self._passphrase.setVisible(case is not None)
        choose_text = (
            words("ui.unlock.choose", "Open a file…")
            if case is None
            else words("ui.unlock.choose_other", "Open another file…")
        )
        self._go = button(words("ui.unlock.open", "Open"), "main")
        self._go.setObjectName("open")
        self._go.clicked.connect(self._open)
        self._choose = button(choose_text, "main" if case is None else "")
        self._choose.setObjectName("choose")
        self._choose.clicked.connect(self.choose)
        self._create = button(words("ui.unlock.create", "Begin a new file…"))
        self._create.setObjectName("create")
        self._create.clicked.connect(self.begin)
        for made in (self._go, self._choose, self._create):
            lines.addWidget(made)
        self._go.setVisible(case is not None)
        self._busy = label("", "muted")
        lines.addWidget(self._busy)
        lines.addStretch(2)
        self.add_promises()

    def busy(self, on: bool) -> None:
        """Say that the file is being opened; a second is normal."""
        words = self.voice.words
        self._busy.setText(words("ui.unlock.busy", "opening…") if on else "")
        if on:
            self.setFocus()  # else Qt hands the keyboard to the next that is not disabled
        for each in (self._passphrase, self._go, self._choose, self._create):
            each.setEnabled(not on)
        if not on:
            self.focus_first()

    def failed(self, why: str) -> None:
        """Say calmly why the file did not open. What was typed stays, to be looked at."""
        self.busy(False)
        self._problem.setText(why)
        self._box.setAccessibleName(why)
        self._box.show()
        self._passphrase.edit.selectAll()

    def forget(self) -> None:
        """Let go of the passphrase."""
        self._passphrase.edit.clear()

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""
        (self._passphrase.edit if self._case else self._choose).setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._told_painted:
            self._told_painted = True
            self.painted.emit()

    def _open(self) -> None:
        if self._case is not None and self._passphrase.edit.text():
            self.busy(True)
            self.unlock.emit(str(self._case), self._passphrase.edit.text())
