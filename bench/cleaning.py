"""How long cleaning 1,000 pages takes, against pikepdf opening and saving the same files.

Two heaps: 200 exhibits of photos, scans and text as they come, 300 MB; and 1,000 pages of text
alone. The floor reads each file, opens it, and saves it into memory. Ours sends each to one of two
warm closed-off children, as a packet does, and has what it binds back, in pieces that quote the
file where they are the same: every page rebuilt from tables of what may be in it, and every object
looked at for what acts. Most of the processors' work is the children's, so the ratio follows from
how much faster two cores are than one.

Each has a process of its own, and they take turns: in a process that has made the heap, too, room
for a file is there already, and reading 300 MB takes half as long.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pikepdf
from figures import Figures
from processes import Warm

from pristan.evidence import Evidence, open_evidence

RUNS = 9
TARGET = 2.0


def main() -> int:
    """Measure both in turns and print seconds."""
    if sys.argv[1:]:
        return measure(*sys.argv[1:])
    from heap import make_heap, make_texts

    figures = Figures()
    with tempfile.TemporaryDirectory() as name:
        make_heap(Path(name) / "200 exhibits, 1,000 pages", 200, 1000)
        make_texts(Path(name) / "1,000 pages of text", 20, 50)
        for heap in sorted(Path(name).iterdir(), reverse=True):
            took: dict[str, list[float]] = {"floor": [], "ours": []}
            with ExitStack() as stack:
                warm = {
                    what: stack.enter_context(Warm([__file__, what, str(heap)])) for what in took
                }
                for run in range(RUNS + 1):
                    for what, process in warm.items():
                        seconds = float(process.again())
                        if run:  # the first of each fills the caches
                            took[what].append(seconds)
            floor, ours = map(statistics.median, took.values())
            print(f"{heap.name}: floor {floor:.2f} s, ours {ours:.2f} s")
            figures.keep(f"{heap.name}, ratio", ours / floor, TARGET)
    return figures.status


def measure(what: str, heap: str) -> int:
    """Clean a heap, or open and save it, each time a line comes in; print the seconds."""
    files = sorted(Path(heap).iterdir())
    with open_evidence() as one, open_evidence() as other:
        for _ in sys.stdin:
            began = time.perf_counter()
            if what == "ours":
                clean(files, (one, other))
            else:
                open_and_save(files)
            print(time.perf_counter() - began, flush=True)
    return 0


def open_and_save(files: list[Path]) -> None:
    """Do the least that gives every file anew."""
    for file in files:
        with pikepdf.open(io.BytesIO(file.read_bytes())) as pdf:
            pdf.save(io.BytesIO())


def clean(files: list[Path], children: tuple[Evidence, Evidence]) -> None:
    """Clean every file, half of them in each child."""
    def half(at: int) -> None:
        for file in files[at::2]:
            children[at].clean(file.read_bytes())

    with ThreadPoolExecutor(max_workers=2) as workers:
        list(workers.map(half, (0, 1)))


if __name__ == "__main__":
    sys.exit(main())
