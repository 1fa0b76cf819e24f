"""A place for one closed-off child: warm, asked by one thread at a time, replaced when it ends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pristan.confine.cell import Cell, Limits, Reply


class Seat:
    """Keeps a child and asks it; a new one takes its place when a file kills it."""

    def __init__(self, room: str, limits: Limits, command: Callable[[], Sequence[str]]) -> None:
        self._room = room
        self._limits = limits
        self._command = command
        self._lock = threading.Lock()
        self._cell: Cell | None = None

    @property
    def pid(self) -> int | None:
        """Return the number of the child's process, to measure it by."""
        return self._cell.pid if self._cell else None

    def start(self) -> None:
        """Start the child now, so that its imports are done when it is asked."""
        with self._lock:
            self._ready()

    def ask(self, request: Mapping[str, Any], data: bytes, patience: float, *more: bytes) -> Reply:
        """Ask and wait. Raises Refused or a CellFailed."""
        with self._lock:
            return self._ready().ask(request, [data, *more], patience=patience)

    def stop(self) -> None:
        """End what is under way, from any thread: that question raises Stopped."""
        if self._cell is not None:
            self._cell.stop()

    def close(self) -> None:
        """End the child, once the question under way is answered."""
        with self._lock:
            if self._cell is not None:
                self._cell.close()
                self._cell = None

    def _ready(self) -> Cell:
        if self._cell is None or self._cell.closed:
            if self._cell is not None:
                self._cell.close()  # its ends of the pipes
            self._cell = Cell(self._room, self._limits, command=self._command())
        return self._cell
