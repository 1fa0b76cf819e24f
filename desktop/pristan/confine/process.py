"""What the running process may do: leave no traces of itself, and give rights up for good."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import sys
import threading
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

_DUMPABLE = 4  # prctl
_DENY_ATTACH = 31  # ptrace on macOS
_QUIET_CRASHES = 0x0001 | 0x0002 | 0x8000  # SetErrorMode: no boxes, no crash reports
_NO_HEAP = 1  # WerSetFlags: if a report is made all the same, it holds no memory


def harden() -> None:
    """Keep what is in memory out of crash dumps, debuggers, logs and other people's reach.

    Call it first of all. Nothing here can fail in a way that should keep the program from running.
    """
    os.umask(0o077)
    faulthandler.disable()
    sys.excepthook = _tell
    threading.excepthook = lambda args: _tell(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _tell(args.exc_type, args.exc_value, args.exc_traceback)
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_QUIET_CRASHES)
        ctypes.windll.kernel32.WerSetFlags(_NO_HEAP)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DUMPABLE, 0, 0, 0, 0)
    elif sys.platform == "darwin":
        ctypes.CDLL(None).ptrace(_DENY_ATTACH, 0, None, 0)


def no_network() -> bool:
    """Leave this process and its children no way to the network; return whether it took.

    Sockets within this machine stay, since windows are drawn through them.
    """
    if sys.platform == "linux":
        from pristan.confine.seccomp import only_local_sockets

        return only_local_sockets()
    return False


def own_command(*words: str) -> list[str]:
    """Return the command that starts this program anew, from a checkout or a frozen bundle.

    It takes no modules from the folder it is started in, and none from the environment.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-I", "-B", "-m", "pristan", *words]


def close_off(
    memory: int, may_read: Iterable[Path] | None, *, may_fork: bool = False
) -> dict[str, bool]:
    """Give up every right that working on given bytes does not need; return which gave way.

    ``sockets``: every one. ``programs``: starting them and reaching into others. ``files``: opening
    any but what *may_read* holds; None keeps them all. Call it from the only thread, after every
    import. *memory* counts only where no other limit on memory is (Windows). A child that
    *may_fork* can have forks of itself, behind the same walls, where any are used (Linux).
    """
    if sys.platform == "linux":
        from pristan.confine import landlock, seccomp

        return {
            "sockets": seccomp.no_sockets(),
            "programs": seccomp.no_programs(may_fork=may_fork),
            "files": may_read is not None and landlock.no_files(may_read),
        }
    if sys.platform == "darwin":
        from pristan.confine import macos

        took = macos.enter(macos.NO_NETWORK if may_read is None else macos.PURE_COMPUTATION)
        closed = took and may_read is not None
        return {"sockets": took, "programs": closed, "files": closed}
    if sys.platform == "win32":
        from pristan.confine import windows

        return {"sockets": False, "programs": windows.alone_within(memory), "files": False}
    return {"sockets": False, "programs": False, "files": False}


def _tell(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> None:
    """Print what went wrong and where, and no value: messages and lines can hold answers."""
    if issubclass(kind, KeyboardInterrupt) or sys.stderr is None:
        return
    frames = traceback.extract_tb(trace, limit=-1)
    place = f" at {Path(frames[0].filename).name}:{frames[0].lineno}" if frames else ""
    print(f"pristan: {kind.__name__}{place}", file=sys.stderr)
