"""Children of one room for several threads: each has its own, and they can be started before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from typing import Final, Self, TypeVar

from pristan.confine.cell import Cell
from pristan.confine.refusals import Stopped
from pristan.confine.spare import Spare

_MOST: Final = 2  # at once, as many as an old laptop has cores
_FEW: Final = 4  # tasks that one child has done before another is there

_Task = TypeVar("_Task")
_Done = TypeVar("_Done")


class Hands:
    """Use it in a ``with`` statement, or end it by :meth:`rest`. From any thread.

    Children that are *spare* are the first of them.
    """

    def __init__(self, spare: Spare) -> None:
        self._spare = spare
        self._lock = threading.Lock()
        self._here = threading.local()
        self._early: list[tuple[Cell, Future[object] | None]] = []
        self._all: list[Cell] = []
        self._cells = ExitStack()
        self._stopped = False

    def begin(self, tasks: int) -> None:
        """Start those who will do so many tasks, or more than are known yet, beside who waits.

        Each gets ready meanwhile. What goes wrong then, is raised where it is needed.
        """
        with self._lock:
            if (missing := _side_by_side(tasks) - len(self._early)) <= 0:
                return
            beside = self._cells.enter_context(ThreadPoolExecutor(_MOST))
            for _ in range(missing):
                cell = self._started()
                self._early.append((cell, beside.submit(cell.ask, self._spare.ready)))

    def each(
        self, work: Callable[[_Task], _Done], tasks: Iterable[_Task], count: int
    ) -> list[_Done]:
        """Return what is done for every task, in their order: in a few threads side by side, as
        soon as their *count* is large, or there are children that are ready.

        Tasks may come one after another; where they end with an error, no other is begun.
        """
        ready = len(self._early) + self._spare.waiting
        with ThreadPoolExecutor(max(_side_by_side(count), min(ready, _MOST))) as workers:
            try:
                return list(workers.map(work, tasks))
            except BaseException:
                workers.shutdown(wait=False, cancel_futures=True)
                raise

    @property
    def cell(self) -> Cell:
        """Return the child of this thread; a new one where it has none, or its own has ended.

        Raises what went wrong while one that was started before got ready.
        """
        cell: Cell | None = getattr(self._here, "cell", None)
        if cell is None or cell.closed:
            self._here.cell = cell = self.lend()
        return cell

    def lend(self) -> Cell:
        """Return a child for work that goes from thread to thread; see :attr:`cell`."""
        with self._lock:
            cell, asked = self._early.pop() if self._early else (self._started(), None)
        if asked and (error := asked.exception()):  # it answers one question after another
            raise error
        return cell

    def take_back(self, cell: Cell) -> None:
        """Let a child that was lent wait for other work."""
        with self._lock:
            self._early.append((cell, None))

    def stop(self) -> None:
        """End what is under way, from any thread; until a rest every question raises Stopped."""
        with self._lock:
            self._stopped = True
            for cell in self._all:
                cell.stop()

    def rest(self) -> None:
        """End the children; the next question starts new ones."""
        with self._lock:
            self._early.clear()
            for cell in self._all:
                cell.stop()  # all of them first: to end takes each some time
            self._all.clear()
            self._cells.close()
            self._here = threading.local()
            self._stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.rest()

    def _started(self) -> Cell:
        if self._stopped:
            raise Stopped
        self._all.append(self._cells.enter_context(self._spare.take()))
        return self._all[-1]


def _side_by_side(tasks: int) -> int:
    return 1 if tasks <= _FEW else _MOST
