"""Work that is done side by side, and of which each piece ends in its turn."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Turns:
    """So many pieces, begun in their order: each may wait until all before it have ended."""

    def __init__(self, pieces: int) -> None:
        self._ended = [threading.Event() for _ in range(pieces)]

    @contextmanager
    def one(self, at: int) -> Iterator[Callable[[], object]]:
        """Do a piece, counted from 0, and end it, whatever happens; gives what waits for its turn.
        """
        wait = self._ended[at - 1].wait if at else bool
        try:
            yield wait
        finally:
            wait()
            self._ended[at].set()
