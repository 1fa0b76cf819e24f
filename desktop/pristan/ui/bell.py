"""Rung in any thread and heard in the window's, for as long as its owner is there."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Bell:
    """Calls *heard* in the window's thread after each ring.

    A thread that emits a signal of an object while the window deletes it ends the program: asking
    first whether the object is there is too late. So its end and a ring wait for one another, and
    a ring after the end is heard by nobody. No other thread ever holds the Qt object itself.
    """

    def __init__(self, owner: QObject, heard: Callable[[], None]) -> None:
        self._lock = threading.RLock()  # the end may come while this very thread rings
        self._clapper: _Clapper | None = _Clapper(owner, heard)
        owner.destroyed.connect(self._end)  # told before an owner deletes what it owns

    def ring(self) -> None:
        """Ring, from any thread."""
        with self._lock:
            if self._clapper is not None:
                self._clapper.rung.emit()

    def _end(self) -> None:
        with self._lock:
            self._clapper = None


class _Clapper(QObject):
    rung = Signal()

    def __init__(self, owner: QObject, heard: Callable[[], None]) -> None:
        super().__init__(owner)
        self._heard = heard
        self.rung.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def _hear(self) -> None:
        self._heard()
