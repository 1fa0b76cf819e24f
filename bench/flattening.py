"""How long it takes to make pictures of pages, against bare pdfium and a JPEG, on both cores.

120 pages of text and of scans at 300 dots to the inch. The floor draws each page and writes it as a
JPEG of quality 80, half of the files in each of two processes. Ours has a box burned in on every
page, so that each becomes a picture, in two warm closed-off children; the result is a PDF, opened
again to prove that no letter is left.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pypdfium2
from figures import Figures
from heap import make_heap, make_texts

from pristan.case import Sheet
from pristan.evidence import Evidence, open_evidence

RUNS = 3
TARGET = 1.3
PAGES = 10  # of each file
BOX = (0.1, 0.1, 0.3, 0.12)


def main() -> int:
    """Measure both in turns and print seconds."""
    figures = Figures()
    with (
        tempfile.TemporaryDirectory() as name,
        ProcessPoolExecutor(max_workers=2) as processes,
        open_evidence() as one,
        open_evidence() as other,
    ):
        texts = make_texts(Path(name) / "texts", 6, PAGES)
        scans = make_heap(Path(name) / "scans", 30, 18 + 12 * PAGES)[3::5]
        for what, files in (("text", texts), ("scans", scans)):
            floor, ours = [], []
            for run in range(RUNS + 1):
                began = time.perf_counter()
                pages = sum(processes.map(drawn, files))
                below = time.perf_counter() - began
                began = time.perf_counter()
                flattened(files, (one, other))
                if run:  # the first of each fills the caches
                    floor.append(below)
                    ours.append(time.perf_counter() - began)
            least, took = statistics.median(floor), statistics.median(ours)
            print(f"{pages} pages of {what}: floor {least:.2f} s, ours {took:.2f} s")
            figures.keep(f"flattening {what}, ratio", took / least, TARGET)
    return figures.status


def drawn(file: Path) -> int:
    """Draw every page and write it as a JPEG into memory; return how many."""
    with pypdfium2.PdfDocument(file.read_bytes()) as pdf:
        for page in pdf:
            picture = page.render(scale=300 / 72, rev_byteorder=True).to_pil()
            picture.convert("RGB").save(BytesIO(), "JPEG", quality=80)
        return len(pdf)


def flattened(files: list[Path], children: tuple[Evidence, Evidence]) -> None:
    """Flatten every file, half of them in each child."""
    sheets = [Sheet(page=page + 1, boxes=(BOX,)) for page in range(PAGES)]

    def half(at: int) -> None:
        for file in files[at::2]:
            assert children[at].clean(file.read_bytes(), sheets).how == "flattened"

    with ThreadPoolExecutor(max_workers=2) as workers:
        list(workers.map(half, (0, 1)))


if __name__ == "__main__":
    sys.exit(main())
