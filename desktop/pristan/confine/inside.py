"""A closed-off child's side: give up every right it does not need, then answer questions."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from pristan.case import Problem
from pristan.confine import process
from pristan.confine.frames import read_frame, write_frame
from pristan.confine.refusals import kind_of, packed

Handler = Callable[[dict[str, Any], list[bytes]], tuple[dict[str, Any], list[bytes]]]


def serve(
    handler: Handler, *, may_read: Sequence[Path] | None = (), may_fork: bool = False
) -> None:
    """Answer the parent's questions until it closes the pipe. Import everything before.

    From here on nothing can be written, no socket opened and no program started. *may_read* are
    the places that can still be read; None leaves all of them, for a room that needs system files
    it cannot name. A room that *may_fork* can share its work with a fork (twin.py). A Problem that
    the handler raises is told to the parent and the next question awaited; anything else ends the
    child.
    """
    process.harden()
    requests, replies = _pipes()
    limits, _ = read_frame(requests, 0, 0)
    _limit(limits)
    write_frame(replies, process.close_off(limits["memory"], may_read, may_fork=may_fork))
    gc.freeze()  # what was imported stays: garbage is not looked for in it
    while True:
        try:
            question, blobs = read_frame(requests, sys.maxsize, 1 << 16)
        except EOFError:
            return
        start_cpu_clock(question["cpu_seconds"])
        try:
            facts, found = handler(question["request"], blobs)
            write_frame(replies, {"done": facts}, found)
        except Problem as problem:
            write_frame(replies, {"refused": packed(problem.saying)})
        except Exception as error:
            del blobs
            write_frame(replies, {"failed": kind_of(error)})
            return
        blobs, found = [], []  # nothing of one question is kept while the next is awaited


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the two pipes away from standard input and output, where a library might use them."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.close(nothing)
    return requests, replies


def _limit(limits: dict[str, Any]) -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, limits["open_files"]),
        (resource.RLIMIT_AS, limits["memory"]),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):  # macOS has no limit on memory; the other walls still stand
            continue


def start_cpu_clock(seconds: int) -> None:
    """Give each question its own processor time; the parent's deadline stands behind it."""
    if sys.platform == "win32":
        return
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, hard))
