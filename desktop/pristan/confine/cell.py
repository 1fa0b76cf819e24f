"""A parent's side of a closed-off child: start it, ask it, believe nothing it says, end it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final, Self
from weakref import WeakSet

from pristan.confine.frames import BadFrame, Blob, read_frame, write_frame
from pristan.confine.process import own_command
from pristan.confine.refusals import (
    CellFailed,
    Crashed,
    OutOfMemory,
    Refused,
    Stopped,
    TimedOut,
    unpacked,
)
from pristan.confine.watch import Watch

EMPTY: Final = "empty"  # a room that ends at once, to see whether a child can start at all
_TO_START = 60.0  # seconds for imports, on a slow disk
_NO_CONSOLE = 0x08000000  # CREATE_NO_WINDOW
_PIPE = 1 << 20  # bytes
_TO_END = 5.0  # seconds between the end of the pipe and the end of the process


@dataclass(frozen=True, slots=True)
class Limits:
    """What one cell may use: bytes, seconds, counts. Seconds are for each question."""

    memory: int
    cpu_seconds: int
    wall_seconds: float
    reply_bytes: int = 1 << 30
    reply_blobs: int = 4096
    open_files: int = 32


@dataclass(frozen=True, slots=True)
class Reply:
    """What a cell answered. Judge the facts before using them: a cell may have been taken over."""

    facts: dict[str, Any]
    blobs: list[bytes]


class Cell:
    """One closed-off child. It starts and imports at once, while the parent goes on.

    After any failure, though not after a refusal, the child is gone and ``closed`` is true.
    Ask from one thread at a time.
    """

    def __init__(
        self, room: str, limits: Limits, *, command: Sequence[str] | None = None
    ) -> None:
        """Start the child for a room; *command* is how, where not :func:`command_for` alone."""
        self.limits = limits
        self.walls: dict[str, Any] = {}
        """Which rights the child could give up on this machine, known after the first question."""
        self._late = False
        self._watch = Watch(self._end_late)
        self._stopped = False
        self._ready = False
        self._process = subprocess.Popen(
            command or command_for(room),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(sys.executable).anchor,
            env=_environment(),
            start_new_session=True,
            creationflags=_NO_CONSOLE if sys.platform == "win32" else 0,
        )
        for pipe in (self._to_child, self._from_child):
            _widen(pipe)
        with suppress(OSError):  # a child that is gone already is noticed when asked
            write_frame(self._to_child, {
                "memory": limits.memory,
                "open_files": limits.open_files,
            })
        _CHILDREN.add(self)

    @property
    def closed(self) -> bool:
        """Whether the child has ended."""
        return self._process.poll() is not None

    @property
    def stopped(self) -> bool:
        """Whether somebody has ended it by :meth:`stop`."""
        return self._stopped

    @property
    def pid(self) -> int:
        """Return the number of the child's process, to measure it by."""
        return self._process.pid

    def ask(
        self,
        request: Mapping[str, Any],
        blobs: Sequence[Blob] = (),
        *,
        patience: float = 1.0,
    ) -> Reply:
        """Ask and wait for the answer; *patience* multiplies the seconds of the limits.

        Raises Refused with the child's own sentence, or a CellFailed: TimedOut, OutOfMemory,
        Stopped, Crashed.
        """
        if self.closed:
            raise Stopped if self._stopped else Crashed("closed")
        facts, found = self._asked(request, blobs, patience)
        if "refused" in facts:
            try:
                saying = unpacked(facts["refused"])
            except ValueError as error:
                self.close()
                raise Crashed("refusal") from error
            raise Refused(saying)
        if isinstance(facts.get("done"), dict):
            return Reply(facts["done"], found)
        self.close()
        if facts.get("failed") == "MemoryError":
            raise OutOfMemory
        raise Crashed(str(facts.get("failed"))[:200])

    def stop(self) -> None:
        """End the child from any thread; a question under way raises Stopped."""
        self._stopped = True
        self._kill()

    def close(self) -> None:
        """End the child and everything it started, now."""
        self._kill()
        self._watch.close()
        self._process.wait()
        for stream in (self._to_child, self._from_child):
            with suppress(OSError):
                stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    # ---- within -------------------------------------------------------------------------------

    @property
    def _to_child(self) -> BinaryIO:
        assert self._process.stdin is not None
        return self._process.stdin  # type: ignore[return-value]

    @property
    def _from_child(self) -> BinaryIO:
        assert self._process.stdout is not None
        return self._process.stdout  # type: ignore[return-value]

    def _asked(
        self, request: Mapping[str, Any], blobs: Sequence[Blob], patience: float
    ) -> tuple[dict[str, Any], list[bytes]]:
        limits = self.limits
        seconds = limits.wall_seconds * patience
        question = {"request": request, "cpu_seconds": round(limits.cpu_seconds * patience)}
        try:
            if not self._ready:
                with self._deadline(_TO_START):
                    self.walls, _ = read_frame(self._from_child, 0, 0)
                self._ready = True
            with self._deadline(seconds):
                write_frame(self._to_child, question, blobs)
                return read_frame(self._from_child, limits.reply_bytes, limits.reply_blobs)
        except (OSError, EOFError) as error:
            raise self._death(seconds) from error
        except BaseException as error:  # an interrupted question leaves half a frame in the pipe
            self.close()
            if isinstance(error, BadFrame):
                raise Crashed("frame") from error
            raise

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        with self._watch.deadline(seconds):
            yield
        if self._late:  # it was killed in the very moment it was done
            raise EOFError

    def _end_late(self) -> None:
        self._late = True
        self._kill()

    def _death(self, seconds: float) -> CellFailed:
        """Say why the child is gone; what it might have said about that is not asked for."""
        code: int | None = None
        with suppress(subprocess.TimeoutExpired):
            code = self._process.wait(_TO_END)
        self.close()
        if self._stopped:
            return Stopped()
        if self._late:
            return TimedOut(seconds)
        if code is None or sys.platform == "win32":
            return Crashed("ended")
        number = -code if code < 0 else code - 128  # a wall around the child adds 128
        if number == signal.SIGXCPU:
            return TimedOut(seconds)
        if number == signal.SIGKILL:  # not by us: the system ran out of memory
            return OutOfMemory()
        return Crashed(f"status {code}")

    def _kill(self) -> None:
        if self._process.poll() is not None:
            return
        if sys.platform == "win32":
            self._process.kill()
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)


@contextmanager
def no_children() -> Iterator[None]:
    """While the block lasts, no child of this process works: a question to one raises Stopped.

    Those that are there are ended, and those that are started end at once. Another thread that
    waits for one goes on with that.
    """
    with _CHILDREN.barred():
        yield


class _Children:
    """The children of this process, whatever thread and whatever work asked for them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cells: WeakSet[Cell] = WeakSet()
        self._barred = False

    def add(self, cell: Cell) -> None:
        with self._lock:
            self._cells.add(cell)
            barred = self._barred
        if barred:
            cell.stop()

    @contextmanager
    def barred(self) -> Iterator[None]:
        with self._lock:
            self._barred = True
            cells = list(self._cells)
        try:
            for cell in cells:
                cell.stop()
            yield
        finally:
            self._barred = False


# The system keeps one such list for each process; ours, too, is the process's and not a caller's.
_CHILDREN: Final = _Children()


def _widen(pipe: BinaryIO) -> None:
    """Let more go through a pipe at once, so that two processes wait less for each other."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # more than this user may have
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def command_for(room: str) -> list[str]:
    """Return the command that starts the child of a room."""
    return own_command("--cell", room)


def _environment() -> dict[str, str]:
    if sys.platform == "win32":
        return {"SYSTEMROOT": os.environ.get("SYSTEMROOT", r"C:\Windows")}
    return {"LANG": "C.UTF-8"}
