"""A deadline for one question after another, watched by one thread that mostly sleeps.

A thread for each question, as ``threading.Timer`` has, takes a fifth of a millisecond: as long as
cleaning a page.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Watch:
    """Calls *end* in a thread of its own when a deadline passes, once for each."""

    def __init__(self, end: Callable[[], None]) -> None:
        self._end = end
        self._changed = threading.Condition()
        self._due = math.inf
        self._wakes = -math.inf  # when the thread looks next; it sleeps on when nothing is due
        self._closed = False

    @contextmanager
    def deadline(self, seconds: float) -> Iterator[None]:
        """Give the block so many seconds. After it *end* is neither called nor under way."""
        with self._changed:
            self._due = time.monotonic() + seconds
            if self._wakes == -math.inf:
                self._wakes = self._due
                threading.Thread(target=self._watch, name="watch", daemon=True).start()
            elif self._due < self._wakes:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._due = math.inf

    def close(self) -> None:
        """End the thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                if now >= self._due:
                    self._due = math.inf
                    self._end()
                self._wakes = self._due
                left = None if self._due == math.inf else self._due - now
                self._changed.wait(left and min(left, threading.TIMEOUT_MAX))
