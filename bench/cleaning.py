"""How long cleaning 1,000 pages takes, against pikepdf opening and saving the same files.

Two heaps: 200 exhibits of photos, scans and text as they come, 300 MB; and 1,000 pages of text
alone. The floor reads each file, opens it, and saves it into memory. Ours sends each to one of two
warm closed-off children, as a packet does, and has what it binds back, in pieces that quote the
file where they are the same: every page rebuilt from tables of what may be in it, and every object
looked at for what acts. Most of the processors' work is the children's, so the ratio follows from
how much faster two cores are than one.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
from figures import Figures
from heap import make_heap, make_texts

from pristan.evidence import Evidence, open_evidence

RUNS = 3
TARGET = 2.0


def main() -> int:
    """Measure both in turns and print seconds."""
    figures = Figures()
    with tempfile.TemporaryDirectory() as name, open_evidence() as one, open_evidence() as other:
        heaps = {
            "200 exhibits, 1,000 pages": make_heap(Path(name) / "heap", 200, 1000),
            "1,000 pages of text": make_texts(Path(name) / "texts", 20, 50),
        }
        for what, files in heaps.items():
            floor, ours = [], []
            for run in range(RUNS + 1):
                below = timed(lambda files=files: open_and_save(files))
                above = timed(lambda files=files: clean(files, (one, other)))
                if run:  # the first of each fills the caches
                    floor.append(below)
                    ours.append(above)
            least, took = statistics.median(floor), statistics.median(ours)
            print(f"{what}: floor {least:.2f} s, ours {took:.2f} s")
            figures.keep(f"{what}, ratio", took / least, TARGET)
    return figures.status


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


def timed(work: object) -> float:
    """Return the seconds that something takes."""
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
