"""Work of a closed-off child shared out to its forks: on both cores, and all they used given back.

A fork has what the child has imported and read, and the same walls; it cannot fork further. Where a
process cannot be forked safely (macOS, Windows) the child does the work itself.
"""

from __future__ import annotations

import ctypes
import gc
import io
import os
import selectors
import signal
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, NoReturn, TypeVar

from pristan.case import Problem
from pristan.confine import seccomp
from pristan.confine.frames import read_frame, write_frame
from pristan.confine.refusals import ForkFailed, Refused, kind_of, packed, unpacked

_Task = TypeVar("_Task")
Answer = tuple[dict[str, Any], list[bytes]]
_DIES_WITH_PARENT: Final = 1  # prctl


def shared_out(work: Callable[[_Task], Answer], tasks: Sequence[_Task]) -> list[Answer]:
    """Return the answer to every task, in their order.

    Two are under way at once, one from the front and one from the back: where the tasks are sorted
    by size, the largest never meet.

    To be called from the only thread, in a room that may fork. Raises what a task raises: a
    Problem, MemoryError, else ForkFailed; a fork that is killed kills its parent in the same way.
    """
    if sys.platform != "linux":
        return [work(task) for task in tasks]
    waiting = deque(enumerate(tasks))
    free = [waiting.pop, waiting.popleft]  # from which end the next is taken
    answers: dict[int, Answer] = {}
    with selectors.DefaultSelector() as forks:
        while len(answers) < len(tasks):
            while waiting and free:
                take = free.pop()
                at, task = take()
                fork = _forked(at, partial(work, task))
                forks.register(fork.pipe, selectors.EVENT_READ, (fork, take))
            for ready, _ in forks.select():
                fork, take = ready.data
                if not fork.read():
                    forks.unregister(fork.pipe)
                    free.append(take)
                    answers[fork.at] = fork.answer()
    return [answers[at] for at in range(len(tasks))]


@dataclass(slots=True)
class _Fork:
    """A task under way."""

    at: int
    process: int
    pipe: int
    said: list[bytes] = field(default_factory=list)

    def read(self) -> bool:
        """Take what it has said; False when that was all."""
        block = os.read(self.pipe, 1 << 20)
        self.said.append(block)
        return bool(block)

    def answer(self) -> Answer:
        os.close(self.pipe)
        _, status = os.waitpid(self.process, 0)
        if os.WIFSIGNALED(status):
            signal.raise_signal(os.WTERMSIG(status))
        facts, blobs = read_frame(io.BytesIO(b"".join(self.said)), sys.maxsize, 1 << 16)
        if "done" in facts:
            return facts["done"], blobs
        if "refused" in facts:
            raise Refused(unpacked(facts["refused"]))
        if facts["failed"] == "MemoryError":
            raise MemoryError
        raise ForkFailed(facts["failed"])


def _forked(at: int, work: Callable[[], Answer]) -> _Fork:
    own, child = os.pipe()
    process = os.fork()
    if not process:
        os.close(own)
        _work(child, work)
    os.close(child)
    return _Fork(at, process, own)


def _work(pipe: int, work: Callable[[], Answer]) -> NoReturn:
    """Be the fork: fewer rights, no garbage looked for unasked, nothing of the parent's exit."""
    status = 1
    try:
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        seccomp.no_programs()
        gc.freeze()
        gc.disable()
        with os.fdopen(pipe, "wb") as stream:
            try:
                facts, blobs = work()
                write_frame(stream, {"done": facts}, blobs)
            except Problem as problem:
                write_frame(stream, {"refused": packed(problem.saying)})
            except Exception as error:
                write_frame(stream, {"failed": kind_of(error)})
        status = 0
    finally:
        os._exit(status)
