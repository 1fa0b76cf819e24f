"""Spellings that passports may have, as small buttons: one press fills an empty line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pristan.case.latin import SCHEMES, Offer, offers
from pristan.ui.flow import Flow
from pristan.ui.pieces import button, column, label
from pristan.ui.style import Look
from pristan.words import Words

_MOST = sum(scheme.passport for scheme in SCHEMES)


class Spellings(QWidget):
    """Shown while the Latin line is empty and the name in Russian letters is not."""

    chosen = Signal(str)

    def __init__(self, name: str, called: str, words: Words, look: Look) -> None:
        super().__init__()
        self._words, self._called = words, called
        self._offers: list[Offer] = []
        lines = column(self, 0)
        lines.addWidget(label(words("ui.latin.may", "How the passport may spell it:"), "small"))
        line = Flow(gap=look.px(6))
        lines.addLayout(line)
        self._buttons = [button("", "link") for _ in range(_MOST)]
        for at, made in enumerate(self._buttons):
            made.setObjectName(f"{name}.may{at}")
            made.clicked.connect(lambda _checked=False, at=at: self.chosen.emit(self._at(at)))
            line.addWidget(made)
        self.hide()

    def show_for(self, native: str, latin: str) -> None:
        """Offer spellings of *native* where nothing is written in Latin letters yet."""
        found = [] if latin.strip() else [each for each in offers(native) if each.scheme.passport]
        if found != self._offers:
            self._offers = found
            for at, made in enumerate(self._buttons):
                if at < len(found):
                    when = self._words.say(found[at].scheme.called)
                    made.setText(found[at].text)
                    made.setToolTip(when)
                    made.setAccessibleName(f"{self._called}: {found[at].text} — {when}")
                made.setVisible(at < len(found))
        self.setVisible(bool(found))

    def _at(self, at: int) -> str:
        return self._offers[at].text
