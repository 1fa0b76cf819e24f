"""Asks for the password of an encrypted PDF, beside the file that is kept in the case."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame

from pristan.case import Saying
from pristan.ui.around import Around
from pristan.ui.flow import Flow
from pristan.ui.pieces import Option, button, column, frame, label, row
from pristan.ui.unlock import PassphraseBox


class PaperPassword(QFrame):
    """A file and a line for its password. ``given`` tells the password and whether to keep it."""

    given = Signal(str, bool)

    def __init__(self, around: Around, attachment: str, name: str) -> None:
        super().__init__()
        words, look = around.voice.words, around.look
        self._words = words
        self.setProperty("kind", "paper")
        lines = column(self, look.px(6), look.px(10))
        self._later = button(words("ui.paper_password.later", "Later"), "quiet")
        self._asked = QFrame()
        asked = column(self._asked, look.px(6))
        self._problem, notice = label(), frame("notice")
        row(notice, 0, look.px(8)).addWidget(self._problem)
        asked.addWidget(notice)
        self.line = PassphraseBox(
            f"paper_password.{attachment}",
            words("ui.paper_password.line", "The password of {name}", name=name), words, look,
        )  # fmt: skip
        self.line.entered.connect(self._give)
        asked.addWidget(self.line)
        self._keep = QCheckBox()
        self._keep.setObjectName(f"paper_password.{attachment}.keep")
        keep = words(
            "ui.paper_password.keep",
            "Keep the password in the case, so that it is not asked for again",
        )
        asked.addWidget(Option(self._keep, (keep,), look))
        lines.addWidget(self._asked)
        self._open = button(words("ui.paper_password.open", "Open the file"), "main")
        self._open.setObjectName(f"paper_password.{attachment}.open")
        self._open.clicked.connect(self._give)
        self._later.setObjectName(f"paper_password.{attachment}.later")
        self._later.clicked.connect(self._put_off)
        below = Flow(gap=look.px(8))
        below.addWidget(self._open)
        below.addWidget(self._later)
        lines.addLayout(below)
        self._note = label(
            words(
                "ui.paper_password.put_off",
                "{name} stays in the case as it is. Its pages are not printed until it is opened "
                "with its password.",
                name=name,
            ),
            "muted",
        )
        self._note.hide()
        lines.addWidget(self._note)

    def say(self, saying: Saying) -> None:
        """Say why it is asked for; a password that was typed stays, to be mended."""
        self._problem.setText(self._words.say(saying))
        if not self._open.isEnabled():  # it was tried
            self._open.setEnabled(True)
            self.line.edit.setFocus()
            self.line.edit.selectAll()

    def _give(self) -> None:
        if self._asked.isHidden():  # it was put off, and is wanted now
            self._put_off(off=False)
        elif password := self.line.edit.text():
            self._open.setEnabled(False)
            self.given.emit(password, self._keep.isChecked())
        else:
            self.line.edit.setFocus()

    def _put_off(self, *, off: bool = True) -> None:
        self._asked.setHidden(off)
        self._later.setHidden(off)
        self._note.setVisible(off)
        if off:
            self.line.edit.clear()
            self._open.setFocus()
        else:
            self.line.edit.setFocus()
