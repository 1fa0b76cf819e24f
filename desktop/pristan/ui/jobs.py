"""Work that takes time, done beside the window, with its result brought back to it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from pristan.ui.bell import Bell

Result = TypeVar("Result")


class Job:
    """One piece of work. ``done`` or ``failed`` is called in the window's thread, once.

    Work that never began because the case was closed fails with CancelledError. What the work
    holds of the window is let go of where it is told, never in the worker's thread.
    """

    def __init__(
        self,
        submit: Callable[[Callable[[], Any]], Future[Any]],
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._work: Callable[[], Any] | None = work
        self._done, self._failed = done, failed
        self.told = False
        self.future = submit(self._run)

    def forget(self) -> None:
        """Tell nobody any more: the page that waited is gone."""
        self._done = self._failed = lambda _result: None

    def tell(self) -> None:
        """Bring the result of ended work to whoever waits for it, where that was not done yet."""
        if self.told:
            return
        self.told = True
        done, failed = self._done, self._failed
        self._work = None
        self.forget()
        try:
            result = self.future.result()
        except Exception as error:
            failed(error)
        else:
            done(result)

    def _run(self) -> Any:
        assert self._work is not None  # it is told only after this
        return self._work()


class Jobs:
    """Runs pieces of work one after the other in a thread of its own."""

    def __init__(self, parent: QObject) -> None:
        self._bell = Bell(parent, self._tell)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")
        self._jobs: list[Job] = []
        self._ending = False

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[Exception], None],
    ) -> Job:
        """Begin *work*; call *done* with its result, or *failed* with its error, in the window."""
        submit = _never_begun if self._ending else self._worker.submit
        job = Job(submit, work, done, failed)
        self._jobs = [*(each for each in self._jobs if not each.told), job]
        bell = self._bell
        job.future.add_done_callback(lambda _future: bell.ring())
        return job

    def finish(self, seconds: float) -> None:
        """Begin nothing that waits, and bring the result of all that has ended to its place now.

        What is under way has so many seconds to end.
        """
        self._ending = True
        ended = True
        while ended:  # a result that is told may ask for more
            jobs = [job for job in self._jobs if not job.told]
            wait([job.future for job in jobs if not job.future.cancel()], timeout=seconds)
            ended = any(job.future.done() for job in jobs)
            self._tell()
        self._ending = False

    def stop(self) -> None:
        """Begin nothing more, and tell nobody of what has not ended: what it was for is closed."""
        self._ending = True
        for job in self._jobs:
            job.forget()
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _tell(self) -> None:
        for job in self._jobs:
            if job.future.done():
                job.tell()


def _never_begun(_work: Callable[[], Any]) -> Future[Any]:
    future: Future[Any] = Future()
    future.cancel()
    return future
