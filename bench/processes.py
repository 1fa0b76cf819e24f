"""What a program and all it starts take: seconds, memory of the whole tree, processor time."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Self


def measured(script: list[str]) -> tuple[float, float, float, float, str]:
    """Run a script; return seconds, largest process and whole tree in MiB, CPU seconds, output."""
    began, before = time.perf_counter(), processor_time()
    process = subprocess.Popen(
        [sys.executable, "-B", "-c", *script], stdout=subprocess.PIPE, text=True
    )
    peaks = [0.0, 0.0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.01):
            sizes = [size for size in map(memory, tree(process.pid)) if size]
            if sizes:
                peaks[0] = max(peaks[0], *(rss for rss, _ in sizes))
                peaks[1] = max(peaks[1], sum(pss for _, pss in sizes))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate()
    took = time.perf_counter() - began
    done.set()
    watcher.join()
    assert process.returncode == 0
    return took, peaks[0], peaks[1], processor_time() - before, output


def timed(script: list[str]) -> tuple[float, float, str]:
    """Run a script and do nothing else; return seconds, CPU seconds, output.

    To look at memory a hundred times a second takes a fifth of a core, and stops for that long
    every process that it looks at.
    """
    began, before = time.perf_counter(), processor_time()
    process = subprocess.run(
        [sys.executable, "-B", "-c", *script], stdout=subprocess.PIPE, text=True, check=True
    )
    return time.perf_counter() - began, processor_time() - before, process.stdout


class Warm:
    """A script that does its work once for every line it is sent, and prints a line each time."""

    def __init__(self, script: list[str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-B", *script],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip

    def again(self) -> str:
        """Have it done once more; return what it printed."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write("\n")
        return self._process.stdout.readline()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.communicate()
        assert error[0] or self._process.returncode == 0


def processor_time() -> float:
    """Return the seconds that all ended children have taken of the processors."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def tree(root: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield root
    with suppress(OSError):
        for task in Path(f"/proc/{root}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from tree(int(child))


def memory(process: int) -> tuple[float, float] | None:
    """Return resident and proportional size in MiB; None for a process that is gone."""
    with suppress(OSError, KeyError, ValueError):
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
        sizes = dict(line.split(":")[:2] for line in text.splitlines()[1:])
        return (int(sizes["Rss"].split()[0]) / 1024, int(sizes["Pss"].split()[0]) / 1024)
    return None
