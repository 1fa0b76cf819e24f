"""Work that is done side by side stands in line to be taken: one piece after another, in order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Self


class Line:
    """Use it in a ``with`` statement; at its end everything has been taken.

    What is taken is taken in a thread of its own, so that who has done a piece goes on with the
    next. No more than *most* bytes wait, but for the piece whose turn it is.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._waiting: dict[int, tuple[int, Callable[[], object]]] = {}
        self._next = self._bytes = 0
        self._changed = threading.Condition()
        self._error: BaseException | None = None
        self._ended = False
        self._thread = threading.Thread(target=self._take_all)

    def give(self, at: int, size: int, take: Callable[[], object]) -> None:
        """Let a piece, counted from 0, be taken when all before it are; wait until it has room.

        What taking raises, the next who gives raises, or the end.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._ended or at == self._next or self._bytes + size <= self._most
            )
            if not self._ended:
                self._waiting[at] = size, take
                self._bytes += size
                self._changed.notify_all()
        if self._error:
            raise self._error

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            with self._changed:
                self._changed.wait_for(lambda: kind or self._ended or not self._waiting)
        finally:  # an interruption, too, leaves no thread behind
            with self._changed:
                self._ended = True
                self._changed.notify_all()
            self._thread.join()
        if self._error and kind is None:
            raise self._error

    def _take_all(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._ended or self._next in self._waiting)
                if self._ended:
                    return
                size, take = self._waiting[self._next]
            try:
                take()
            except BaseException as error:
                with self._changed:
                    self._error, self._ended = error, True
                    self._changed.notify_all()
                return
            with self._changed:
                del self._waiting[self._next]
                del take
                self._next += 1
                self._bytes -= size
                self._changed.notify_all()
