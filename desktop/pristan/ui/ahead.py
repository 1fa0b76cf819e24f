"""Has the screens beside the shown one ready before anybody goes there; knows no answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from pristan.interview import Place
from pristan.ui.screen import ScreenView

_REST_MS = 400  # nobody typed or went anywhere for so long
_TURN_MS = 5  # between two screens that are let go: a key may come in between


class Ahead(QObject):
    """Builds hidden screens in short turns while nobody does anything.

    A screen shows the answers of the moment it was built, so one change lets go of all of them.
    The screen that was left stays as it is: the way back needs nothing built at all.
    """

    def __init__(self, make: Callable[[Place], ScreenView], parent: QObject) -> None:
        super().__init__(parent)
        self._make = make
        self._ready: dict[Place, ScreenView] = {}
        self._wanted: list[Place] = []
        self._old: list[ScreenView] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._go_on)

    def take(self, place: Place) -> ScreenView | None:
        """Return the screen of a place as far as it is built, or None."""
        return self._ready.pop(place, None)

    def keep(self, view: ScreenView) -> None:
        """Keep a screen that is left."""
        view.hide()
        self._ready[view.place] = view

    def want(self, places: Sequence[Place]) -> None:
        """Have these ready soon, and let go of all others."""
        self._wanted = list(places)
        for place in [each for each in self._ready if each not in self._wanted]:
            self._let_go(place)
        self._later.start(_REST_MS)

    def forget(self) -> None:
        """An answer has changed: nothing that is ready is true any more."""
        for place in list(self._ready):
            self._let_go(place)
        self._later.start(_REST_MS)

    @property
    def is_done(self) -> bool:
        """Whether everything wanted is there and everything old is gone."""
        there = all(each in self._ready for each in self._wanted)
        return there and not self._old and all(view.is_settled for view in self._ready.values())

    def _let_go(self, place: Place) -> None:
        view = self._ready.pop(place)
        view.stop()
        self._old.append(view)

    def _go_on(self) -> None:
        """Let go of one screen, else begin the next; what is begun builds itself."""
        if self._old:
            self._old.pop().deleteLater()
            self._later.start(_TURN_MS)
            return
        for place in self._wanted:
            if place not in self._ready:
                view = self._ready[place] = self._make(place)
                view.settled.connect(self._later.start)
                self._later.start(_REST_MS)
                return
            if not self._ready[place].is_settled:
                self._ready[place].go_on()
                return
