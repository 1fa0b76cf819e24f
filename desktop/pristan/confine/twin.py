"""Work of a closed-off child shared with its twin, a fork of it, so that both cores are used.

The twin has what the child has imported and read, and the same walls. It is forked once, before
either of them works: libraries start threads then, and a fork would not have them. From there on
neither can fork. Where a process cannot be forked safely (macOS, Windows) the child works alone.
"""

from __future__ import annotations

import ctypes
import gc
import mmap
import os
import signal
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, Final, NoReturn

from pristan.case import Problem
from pristan.confine import seccomp
from pristan.confine.frames import read_frame, write_frame
from pristan.confine.inside import start_cpu_clock
from pristan.confine.refusals import ForkFailed, Refused, kind_of, packed, unpacked

Answer = tuple[dict[str, Any], list[bytes]]
Work = Callable[[dict[str, Any], list[bytes]], Answer]
_DIES_WITH_PARENT: Final = 1  # prctl
_ENDS: Final = struct.Struct("II")


class _Row:
    """Tasks in a row, of which two processes take one after another, each from its own end."""

    def __init__(self) -> None:
        self._ends = mmap.mmap(-1, _ENDS.size)  # the next of the front, and how far the back goes
        self._free, self._unlock = os.pipe()  # a byte in it, while nobody takes
        os.write(self._unlock, b".")

    def fill(self, count: int) -> None:
        """Let so many be taken; 0 leaves none."""
        with self._locked():
            _ENDS.pack_into(self._ends, 0, 0, count)

    def take(self, *, front: bool) -> Iterator[int]:
        """Yield the places of tasks that are now to be done by nobody else."""
        while True:
            with self._locked():
                begin, end = _ENDS.unpack_from(self._ends)
                if begin == end:
                    return
                _ENDS.pack_into(self._ends, 0, begin + front, end - (not front))
            yield begin if front else end - 1

    @contextmanager
    def _locked(self) -> Iterator[None]:
        os.read(self._free, 1)
        try:
            yield
        finally:
            os.write(self._unlock, b".")


class Twins:
    """A child and its fork. To be made by the only thread of a room that may fork."""

    def __init__(self, work: Work) -> None:
        """Fork; *work* does one task."""
        self._work = work
        self._row: _Row | None = None
        if sys.platform != "linux":
            return
        self._row = _Row()
        requests, replies = os.pipe(), os.pipe()
        self._process = os.fork()
        if not self._process:
            os.close(requests[1])
            os.close(replies[0])
            twin = os.fdopen(requests[0], "rb"), os.fdopen(replies[1], "wb")
            self._be_twin(self._row, *twin)
        os.close(requests[0])
        os.close(replies[1])
        self._to_twin = os.fdopen(requests[1], "wb")
        self._from_twin = os.fdopen(replies[0], "rb")
        seccomp.no_programs()

    def share(self, tasks: Sequence[Answer]) -> list[Answer]:
        """Return the answer to every task, in their order; a task is facts and blobs.

        Each takes the next task when it is free, the twin from the front and the child from the
        back: where tasks are sorted by size, the largest never meet, and what the child keeps of
        them is little. Raises what a task raises: a Problem, MemoryError, else ForkFailed; a twin
        that is killed kills the child in the same way.
        """
        if self._row is None:
            return [self._work(*task) for task in tasks]
        found = dict(self._shared(self._row, tasks))
        return [found[at] for at in range(len(tasks))]

    def _shared(self, row: _Row, tasks: Sequence[Answer]) -> list[tuple[int, Answer]]:
        row.fill(len(tasks))
        facts = [[facts, len(blobs)] for facts, blobs in tasks]
        with suppress(BrokenPipeError):  # it is gone, and its reply says how
            write_frame(
                self._to_twin,
                {"tasks": facts, "cpu_seconds": _seconds_left()},
                [blob for _, blobs in tasks for blob in blobs],
            )
        try:
            own = list(self._taken(row, tasks, front=False))
        finally:
            row.fill(0)  # after a task that failed nobody wants the others
            theirs = self._reply()
        return own + theirs

    def _reply(self) -> list[tuple[int, Answer]]:
        try:
            facts, blobs = read_frame(self._from_twin, sys.maxsize, 1 << 16)
        except EOFError:
            _, status = os.waitpid(self._process, 0)
            if os.WIFSIGNALED(status):
                signal.raise_signal(os.WTERMSIG(status))
            raise ForkFailed("ended") from None
        if "refused" in facts:
            raise Refused(unpacked(facts["refused"]))
        if "failed" in facts:
            raise MemoryError if facts["failed"] == "MemoryError" else ForkFailed(facts["failed"])
        rest = iter(blobs)
        return [
            (at, (answer, [next(rest) for _ in range(count)]))
            for at, answer, count in facts["done"]
        ]

    def _taken(
        self, row: _Row, tasks: Sequence[Answer], *, front: bool
    ) -> Iterator[tuple[int, Answer]]:
        with _no_collector():
            for at in row.take(front=front):
                yield at, self._work(*tasks[at])

    def _be_twin(self, row: _Row, requests: BinaryIO, replies: BinaryIO) -> NoReturn:
        """Be the twin: nothing of the child's exit, no garbage looked for unasked."""
        status = 1
        try:
            ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
            seccomp.no_programs()
            gc.freeze()
            while True:
                facts, blobs = read_frame(requests, sys.maxsize, 1 << 16)
                start_cpu_clock(facts["cpu_seconds"])
                rest = iter(blobs)
                tasks = [
                    (task, [next(rest) for _ in range(count)]) for task, count in facts["tasks"]
                ]
                try:
                    done = list(self._taken(row, tasks, front=True))
                    said = [[at, answer, len(found)] for at, (answer, found) in done]
                    found = [blob for _, (_, blobs) in done for blob in blobs]
                    write_frame(replies, {"done": said}, found)
                except Problem as problem:
                    row.fill(0)
                    write_frame(replies, {"refused": packed(problem.saying)})
                except Exception as error:
                    row.fill(0)
                    write_frame(replies, {"failed": kind_of(error)})
        except EOFError:
            status = 0
        finally:
            os._exit(status)


@contextmanager
def _no_collector() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _seconds_left() -> int:
    """Return how many seconds of a processor this process may still take."""
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    most, _ = resource.getrlimit(resource.RLIMIT_CPU)
    return max(0, most - int(usage.ru_utime + usage.ru_stime) - 1)
