"""Notices that nobody is there: by clocks that suspend does not stop, not by timers alone.

Timers stand still while a machine sleeps, and a case left open over night must be locked when the
lid opens (security.md 3.6 and finding 9).

It listens where keys and the mouse come into the program, at the system's windows, and for text
that an input method composes at what has the keyboard. Listening to every event of the program
in Python would cost each new screen about 15 ms.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

LIMIT_S = 300.0
SLEPT_S = 5.0
_CHECK_MS = 2_000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
        QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.InputMethod,
        QEvent.Type.TabletPress, QEvent.Type.TabletMove,
    }
)  # fmt: skip


def sleeping_clock() -> float:
    """Return seconds on a clock that goes on while the machine sleeps."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.time()


class IdleWatch(QObject):
    """``idle`` is emitted once, when the limit has passed or the machine has slept."""

    idle = Signal()

    def __init__(
        self,
        parent: QObject,
        limit: float = LIMIT_S,
        awake: Callable[[], float] = time.monotonic,
        always: Callable[[], float] = sleeping_clock,
    ) -> None:
        super().__init__(parent)
        self._limit, self._awake, self._always = limit, awake, always
        self._on = False
        self.pausing = False
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self._look)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._listen_to)
        application.focusObjectChanged.connect(self._listen_to)

    def start(self) -> None:
        """Begin to watch."""
        self._on, self.pausing = True, False
        self._touch()
        self.listen()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._on = False
        self._timer.stop()

    def listen(self) -> None:
        """Listen to every window there is now; menus and lists that drop down are windows too."""
        for window in QGuiApplication.topLevelWindows():
            self._listen_to(window)
        self._listen_to(QGuiApplication.focusObject())

    def check(self) -> bool:
        """Look at the clocks; return whether the time is up."""
        if not self._on:
            return False
        awake, always = self._awake() - self._seen[0], self._always() - self._seen[1]
        slept = self._always() - self._awake() - self._apart > SLEPT_S
        if max(awake, always) < self._limit and not slept:
            return False
        self.stop()
        self.idle.emit()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._on and event.type() in _SIGNS_OF_LIFE:
            if self.check():
                return True  # the key that woke the machine must not be typed into the case
            if not self.pausing:
                self._touch()
        return False

    def _look(self) -> None:
        self.listen()
        self.check()

    def _listen_to(self, entrance: QObject | None) -> None:
        if entrance is not None:
            entrance.installEventFilter(self)  # a second time changes nothing

    def _touch(self) -> None:
        self._seen = (self._awake(), self._always())
        self._apart = self._seen[1] - self._seen[0]
