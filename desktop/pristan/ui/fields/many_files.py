"""One line for many files on their way at once: how many are still to come, and a way to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from pristan.ui.around import Around
from pristan.ui.pieces import button, column, frame, label, row

if TYPE_CHECKING:
    from pristan.ui.imports import Coming


class ManyFiles(QWidget):
    """Is hidden while there is no more than one file on its way, and one note of a failure."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        words, lines = around.voice.words, column(self, around.look.px(6))
        self._coming, self._said_coming, self._stop = self._line(
            words("ui.files.stop_all", "Stop all"), lambda: self._let_go(noted=False)
        )
        self._noted, self._said_noted, self._dismiss = self._line(
            words("ui.files.dismiss_all", "Close all notes"), lambda: self._let_go(noted=True)
        )
        self._stop.setObjectName("files.stop_all")
        self._dismiss.setObjectName("files.dismiss_all")
        lines.addWidget(self._coming)
        lines.addWidget(self._noted)
        self._now: Sequence[Coming] = ()
        self.show_coming(())

    def show_coming(self, coming: Sequence[Coming]) -> None:
        """Show what is on its way, and what could not be brought in."""
        self._now, words = coming, self._around.voice.words
        noted = sum(each.problem is not None for each in coming)
        left = len(coming) - noted
        for shown, said, number, says in (
            (self._coming, self._said_coming, left, words.count(
                "ui.files.left", "{number} file is still to be brought in",
                "{number} files are still to be brought in", left,
            )),
            (self._noted, self._said_noted, noted, words.count(
                "ui.files.notes", "There is a note on {number} file below",
                "There are notes on {number} files below", noted,
            )),
        ):  # fmt: skip
            said.setText(says)
            shown.setVisible(number > 1)
        self.setVisible(max(left, noted) > 1)

    def _let_go(self, *, noted: bool) -> None:
        these = [each for each in self._now if (each.problem is not None) is noted]
        self._around.imports.stop(*these)

    def _line(
        self, says: str, pressed: Callable[[], None]
    ) -> tuple[QFrame, QLabel, QPushButton]:
        look = self._around.look
        box, said, all_ = frame("paper"), label(), button(says, "quiet")
        line = row(box, look.px(10), look.px(8))
        line.addWidget(said, 1)
        line.addWidget(all_)
        all_.clicked.connect(lambda _checked=False: pressed())
        return box, said, all_
