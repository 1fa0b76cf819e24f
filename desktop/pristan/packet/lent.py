"""Children that clean papers, lent to whoever has one to clean."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from pristan.packet.register_page import Printer

Cleaners = Callable[[], AbstractContextManager[Printer]]
_MOST = 2  # at once


class Lent:
    """Use it from any thread; each child is started when it is needed."""

    def __init__(self, cleaners: Cleaners) -> None:
        self._cleaners = cleaners
        self._changed = threading.Condition()
        self._idle: list[Printer] = []
        self._started = 0
        self._children = ExitStack()

    @contextmanager
    def one(self) -> Iterator[Printer]:
        """Lend a child; wait for one where all are at work."""
        with self._changed:
            self._changed.wait_for(lambda: self._idle or self._started < _MOST)
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
        self._started = 0
