"""A child that gets ready before it is needed, so that nobody waits for its imports."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from pristan.case import Problem
from pristan.confine.cell import Cell, Limits


class Spare:
    """Where at most one child of a room waits. It is told nothing but to get ``ready``.

    Call it from any thread. Who takes the child closes it.
    """

    def __init__(self, room: str, limits: Limits, ready: Mapping[str, Any]) -> None:
        self._room, self._limits, self.ready = room, limits, ready
        self._lock = threading.Lock()
        self._waiting: tuple[Cell, threading.Thread] | None = None

    def expect(self) -> None:
        """Start a child, unless one waits; it gets ready meanwhile."""
        with self._lock:
            if self._waiting and not self._waiting[0].closed:
                return
            self._end()
            cell = Cell(self._room, self._limits)
            preparing = threading.Thread(target=self._prepare, args=(cell,))
            self._waiting = cell, preparing
            preparing.start()

    def take(self) -> Cell:
        """Return the child that waits, once it is ready; a new one where none does.

        One that is stopped just then is returned as it is, and says so when it is asked: whoever
        has stopped the work does not want it to go on with another.
        """
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting:
            cell, preparing = waiting
            ended = cell.closed
            preparing.join()
            if not cell.closed or (cell.stopped and not ended):
                return cell
            cell.close()
        return Cell(self._room, self._limits)

    def dismiss(self) -> None:
        """End the child that waits."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._waiting:
            cell, preparing = self._waiting
            self._waiting = None
            cell.stop()
            preparing.join()
            cell.close()

    def _prepare(self, cell: Cell) -> None:
        with suppress(Problem):  # if it failed it has ended, and a new one tells why
            cell.ask(self.ready)
