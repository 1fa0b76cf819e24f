"""Children that get ready before they are needed, so that nobody waits for their imports."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from pristan.case import Problem
from pristan.confine.cell import Cell, Limits


class Spare:
    """Where children of a room wait, *most* at a time. They are told nothing but to get ``ready``.

    Call it from any thread. Who takes the child closes it.
    """

    def __init__(
        self, room: str, limits: Limits, ready: Mapping[str, Any], most: int = 1
    ) -> None:
        self._room, self._limits, self.ready, self._most = room, limits, ready, most
        self._lock = threading.Lock()
        self._waiting: list[tuple[Cell, threading.Thread]] = []

    @property
    def waiting(self) -> int:
        """Return how many wait."""
        with self._lock:
            return sum(not cell.closed for cell, _ in self._waiting)

    def expect(self) -> None:
        """Start the children that do not wait yet; they get ready meanwhile."""
        with self._lock:
            self._end([each for each in self._waiting if each[0].closed])
            while len(self._waiting) < self._most:
                cell = Cell(self._room, self._limits)
                preparing = threading.Thread(target=self._prepare, args=(cell,))
                self._waiting.append((cell, preparing))
                preparing.start()

    def take(self) -> Cell:
        """Return a child that waits, once it is ready; a new one where none does.

        One that is stopped just then is returned as it is, and says so when it is asked: whoever
        has stopped the work does not want it to go on with another.
        """
        with self._lock:
            waiting = self._waiting.pop(0) if self._waiting else None
        if waiting:
            cell, preparing = waiting
            ended = cell.closed
            preparing.join()
            if not cell.closed or (cell.stopped and not ended):
                return cell
            cell.close()
        return Cell(self._room, self._limits)

    def dismiss(self) -> None:
        """End the children that wait."""
        with self._lock:
            self._end([*self._waiting])

    def _end(self, those: Sequence[tuple[Cell, threading.Thread]]) -> None:
        for each in those:
            self._waiting.remove(each)
            cell, preparing = each
            cell.stop()
            preparing.join()
            cell.close()

    def _prepare(self, cell: Cell) -> None:
        with suppress(Problem):  # if it failed it has ended, and a new one tells why
            cell.ask(self.ready)
