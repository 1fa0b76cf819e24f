"""Children that clean papers, lent to whoever has one to clean."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from pristan.packet.register_page import Printer

Cleaners = Callable[[], AbstractContextManager[Printer]]
_MOST = 2  # at once
_WORTH = 3.0  # seconds, of all who waited, that are worth one more: it takes half a second to start
_LOOK = 0.1  # seconds


class Lent:
    """Use it from any thread. A child is started when it is needed, another when many waited long:
    most papers are cleaned faster than they are read from the case, and the start of a second child
    would take more from both cores than it gives.
    """

    def __init__(self, cleaners: Cleaners) -> None:
        self._cleaners = cleaners
        self._changed = threading.Condition()
        self._idle: list[Printer] = []
        self._started, self._waited = 0, 0.0
        self._children = ExitStack()

    @contextmanager
    def one(self) -> Iterator[Printer]:
        """Lend a child; wait for one where all are at work."""
        with self._changed:
            while not self._idle and not self._worth_another:
                began = time.monotonic()
                self._changed.wait(_LOOK)
                self._waited += time.monotonic() - began
            if not self._idle:
                self._idle.append(self._children.enter_context(self._cleaners()))
                self._started += 1
            cleaner = self._idle.pop()
        try:
            yield cleaner
        finally:
            with self._changed:
                self._idle.append(cleaner)
                self._changed.notify()

    def rest(self) -> None:
        """End the children; the next file starts new ones."""
        self._children.close()
        self._idle.clear()
        self._started, self._waited = 0, 0.0

    @property
    def _worth_another(self) -> bool:
        return self._started < _MOST and self._waited >= _WORTH * self._started
