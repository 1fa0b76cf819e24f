"""Saves what was typed soon after it was typed, without ever stopping the window.

700 ms after the last key, at most 900 ms after the first that is not saved (security.md 4).
"""

from __future__ import annotations

from enum import StrEnum
from queue import SimpleQueue

from PySide6.QtCore import QObject, QTimer, Signal

from pristan.case import Change, Problem, Saying
from pristan.desk import Desk
from pristan.ui.bell import Bell

PAUSE_MS = 700
LONGEST_MS = 900
RETRY_MS = 5_000


class SaveState(StrEnum):
    """What the person is told of it, quietly."""

    SAVED = "saved"
    TYPING = "typing"
    SAVING = "saving"
    FAILED = "failed"


class Autosave(QObject):
    """``changed`` tells the state, and why where it failed; SAVED is said only when it is true.

    It hears of every attempt to save, whoever asked for it.
    """

    changed = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.state = SaveState.SAVED
        self.problem: Saying | None = None
        self._pause = _timer(self, PAUSE_MS, self.save)
        self._longest = _timer(self, LONGEST_MS, self.save)
        self._retry = _timer(self, RETRY_MS, self.save)
        self._said: SimpleQueue[Problem | None] = SimpleQueue()
        self._bell = Bell(self, self._told)
        desk.listen(self._on_change)
        desk.listen_to_saving(self._tell)

    def save(self) -> None:
        """Begin to save what is unsaved; come back at once."""
        for timer in (self._pause, self._longest, self._retry):
            timer.stop()
        if not self._desk.unsaved:
            return
        self._become(SaveState.SAVING)
        self._desk.save_soon()

    def stop(self) -> None:
        """Save no more: the case is being closed."""
        for timer in (self._pause, self._longest, self._retry):
            timer.stop()

    def _on_change(self, _change: Change) -> None:
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        self._become(SaveState.TYPING, keep_problem=True)

    def _tell(self, problem: Problem | None) -> None:
        self._said.put(problem)
        self._bell.ring()

    def _told(self) -> None:
        problem = self._said.get()  # one for each ring
        if problem is not None:
            self.problem = problem.saying
            self._retry.start()
            self._become(SaveState.FAILED)
        elif not self._desk.unsaved:
            self.problem = None
            self._become(SaveState.SAVED)

    def _become(self, state: SaveState, *, keep_problem: bool = False) -> None:
        if state is SaveState.TYPING and keep_problem and self.problem:
            state = SaveState.FAILED
        if state is not self.state or state in (SaveState.SAVED, SaveState.FAILED):
            self.state = state
            self.changed.emit(state, self.problem)


def _timer(parent: QObject, after: int, work: object) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(after)
    made.timeout.connect(work)
    return made
