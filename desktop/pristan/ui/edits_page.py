"""The declaration as a lawyer edits it: every answer in it, the edit beside it, the difference."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from pristan.case import Change, Key
from pristan.packet.edits import Passage, passages
from pristan.ui.around import Around
from pristan.ui.edits_passage import PassageCard
from pristan.ui.pieces import column, emptied, label

_SOON = 150  # ms after a change: numbers of paragraphs are worked out anew


class EditsPage(QWidget):
    """One card for each answer of the declaration, in its order; the answers are the desk's."""

    go = Signal(object)  # to a question

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._cards: dict[Key, PassageCard] = {}
        words, look = around.voice.words, around.look
        lines = column(self, look.px(10))
        lines.addWidget(label(words("ui.edits.title", "The declaration, to be edited"), "title"))
        self._note = label("", "note")
        lines.addWidget(self._note)
        self._inside = column(gap=look.px(26))
        lines.addLayout(self._inside)
        lines.addStretch(1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SOON)
        self._later.timeout.connect(self._show)
        self._show()

    def shows(self, key: Key) -> bool:
        """Whether a step back that changed this is seen here."""
        return key in self._cards

    def focus_on(self, key: Key) -> None:
        """Put the keyboard on an answer."""
        self._cards[key].focus()

    def on_change(self, change: Change) -> None:
        """Show what an answer changed."""
        if card := self._cards.get(change.key):
            card.follow()
        self._later.start()

    def _show(self) -> None:
        """Show all answers that the declaration has now; a card under work stays."""
        desk, words = self._around.desk, self._around.voice.words
        found = {each.key: each for each in passages(desk.questionnaire, desk.answers)}
        self._note.setText(
            words(
                "ui.edits.note",
                "For the lawyer. Every part stands as the applicant told it. What you write "
                "beside it is what the declaration prints; the answer itself stays as it is, and "
                "everything is read back to the applicant before it is signed.",
            )
            if found
            else words("ui.edits.nothing", "Nothing has been told yet that the declaration prints.")
        )
        if list(found) != list(self._cards):
            self._fill(found)
        for key, passage in found.items():
            self._cards[key].show_passage(passage)

    def _fill(self, found: dict[Key, Passage]) -> None:
        emptied(self._inside)
        self._cards = {}
        for key, passage in found.items():
            card = PassageCard(passage, self._around)
            card.go.connect(self.go)
            self._cards[key] = card
            self._inside.addWidget(card)
