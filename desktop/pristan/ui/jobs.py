"""Work that takes time, done beside the window, with its result brought back to it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

Result = TypeVar("Result")


class Job(QObject):
    """One piece of work. ``done`` and ``failed`` are called in the window's thread, once."""

    _ended = Signal(object)

    def __init__(
        self, parent: QObject, done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        super().__init__(parent)
        self._done, self._failed = done, failed
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def watch(self, future: Future[Any]) -> Job:
        """Tell when the work of *future* has ended."""
        future.add_done_callback(self._come_back)
        return self

    def forget(self) -> None:
        """Tell nobody any more: the page that waited is gone."""
        self._done = self._failed = lambda _result: None

    def _come_back(self, future: Future[Any]) -> None:
        try:
            self._ended.emit(future)
        except RuntimeError:  # the window was closed meanwhile, and this object with it
            return

    @Slot(object)
    def _tell(self, future: Future[Any]) -> None:
        error = future.exception()
        self.deleteLater()
        if error is None:
            self._done(future.result())
        elif isinstance(error, Exception):
            self._failed(error)
        else:
            raise error


class Jobs:
    """Runs pieces of work one after the other in a thread of its own."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> Job:
        """Begin *work*; call *done* with its result, or *failed* with its error, in the window."""
        return Job(self._parent, done, failed).watch(self._worker.submit(work))

    def stop(self) -> None:
        """Begin nothing more."""
        self._worker.shutdown(wait=False, cancel_futures=True)
