"""How long binding takes and how much memory, against qpdf joining the same files and no more.

200 exhibits, 1,000 pages, 300 MB: photos, scans and text. The floor is ``qpdf --empty --pages``
of all papers. Ours starts its children, binds the parts of the court's packet on both cores with
numbers, bands, links, bookmarks, labels and tags, and has every part on the disk. Pages of ours and
cleaned papers are given. Proving is measured apart. Memory is the sum of the proportional sizes of
all processes, that of the program too, in runs of their own, since watching takes time; it should
not grow from 1,000 pages to 5,000. A peak lasts a few milliseconds, which a look now and then can
miss: for 1,000 pages it is the largest of five runs, through which as many pages go.
"""

from __future__ import annotations

import compileall
import json
import shutil
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from figures import Figures
from heap import make_heap
from processes import measured, timed

from pristan.confine.cell import Cell, Limits
from pristan.packet.parts import Weight
from pristan.packet.typeset import Typesetter

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))

DOCUMENTS = ("cover", "index", "exhibits")
RUNS = 5
TARGET, MOST_MEMORY, FLAT = 1.0, 150.0, 1.15
LIMIT = 24_000_000

JOINED = """
import subprocess, sys
from pathlib import Path
files = sorted(map(str, Path(sys.argv[1]).glob("*.pdf")))
subprocess.run(["qpdf", "--empty", "--pages", *files, "--", sys.argv[2]], check=True)
"""
OURS = """
import json, os, sys, time
from pathlib import Path
from types import SimpleNamespace
from pristan.packet.bindery import Bindery
from pristan.packet.files import Delivery
from pristan.packet.layout import read_layout
from pristan.packet.report import BoundDocument, BoundExhibit, Part, Written
from pristan.packet.verify import each_proof, expected_of
def now():  # seconds, and processor time of this process and of its children that ended
    return time.perf_counter(), sum(os.times()[:4])
given, heap, target = map(Path, sys.argv[1:4])
counts = json.loads((given / "counts.json").read_text())
parts = read_layout((given / "layout.json").read_bytes(), 2, counts)
letters = [(given / f"letters.{n}").read_bytes() for n in range(3)]
galleys = {}  # one that stands in several parts is there once, as the program has it
bound = [
    [galleys.setdefault(pdf := file.read_bytes(), pdf)
     for file in sorted(given.glob(f"part.{n}.*"))]
    for n in range(len(parts))
]
files = sorted(heap.glob("*.pdf"))
papers = [
    [SimpleNamespace(file=file, pages=pages, piece=None)] for file, pages in zip(files, counts)
]
began = now()
with Delivery(target) as delivery:
    outs = [delivery.open(f"part{n}.pdf") for n in range(len(parts))]
    bindery = Bindery(letters, papers, lambda paper: paper.file.read_bytes())
    bindery.bind(list(zip(parts, bound, outs)))
    delivery.settle()
bound = now()
names = json.loads((given / "names.json").read_text())
written = Written("court", *([] for _ in range(3)))
for number, (part, out) in enumerate(zip(parts, outs)):
    file = f"part{number}.pdf"
    written.parts.append(Part(file, "", out.size, part.pages, part.first_page, part.last_page))
    for piece in part.pieces:
        if piece.document is not None:
            name, title = names["documents"][piece.document]
            written.documents.append(BoundDocument(name, title, file, piece.page, piece.own))
        else:
            label, title = names["exhibits"][piece.exhibit]
            written.exhibits.append(
                BoundExhibit(label, label, title, file, piece.page, piece.papers, "", "copied")
            )
if sys.argv[4:]:
    sys.exit()
proving = now()
files_to_prove = [(target / part.file, expected_of(written, part)) for part in written.parts]
proofs = each_proof(files_to_prove, len(files_to_prove))
assert not any(proof.faults for proof in proofs), proofs[:3]
proved = now()
print(json.dumps({
    "parts": len(parts), "binding": [b - a for a, b in zip(began, bound)],
    "proving": [b - a for a, b in zip(proving, proved)],
}))
"""


def main() -> int:
    """Measure both in turns and print seconds, MiB and ratios; 1 when over a target."""
    if not shutil.which("qpdf"):
        print("qpdf is not installed, so there is no floor: failed")
        return 1
    # As pip leaves it, also where writing bytecode is turned off.
    compileall.compile_dir(ROOT / "desktop", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small = _given(folder / "small", 200, 1000)
        floor, ours, memory = [], [], 0.0
        for run in range(RUNS + 1):
            joined = timed([JOINED, str(small / "heap"), str(folder / "joined.pdf")])
            bound = _bound(small, folder / "bound")
            if run:  # the first of each fills the caches
                floor.append(joined[:2])
                ours.append(bound)
                memory = max(memory, _memory(small, folder / "bound"))
            (folder / "joined.pdf").unlink()
        size = sum(file.stat().st_size for file in (small / "heap").glob("*.pdf")) / 1e6
        shutil.rmtree(small)
        large = _memory(_given(folder / "large", 1000, 5000), folder / "bound")
    print(f"binding of 1,000 pages, {size:.0f} MB, {ours[0]['parts']} parts, medians of {RUNS}")
    rows = [("qpdf --empty --pages", floor)]
    rows += [(what, [each[what] for each in ours]) for what in ("binding", "proving")]
    least, took, proved = (
        [statistics.median(times) for times in zip(*runs, strict=True)] for _, runs in rows
    )
    for (what, _), (wall, processor) in zip(rows, (least, took, proved), strict=True):
        print(f"  {what}: wall {wall:.2f} s, processor {processor:.2f} s")
    print(f"  memory of all processes: {memory:.0f} MiB; 5,000 pages: {large:.0f} MiB")
    figures = Figures()
    figures.keep("  wall, ratio", took[0] / least[0], TARGET)
    figures.keep("  wall of proving, ratio to binding", proved[0] / took[0], TARGET)
    figures.keep("  memory", max(memory, large), MOST_MEMORY, " MiB")
    figures.keep("  growth of memory", large / memory, FLAT)
    return figures.status


def _bound(given: Path, target: Path) -> dict[str, Any]:
    """Return how many parts there are, and the seconds of binding and of proving them."""
    printed = timed([OURS, str(given), str(given / "heap"), str(target)])[2]
    shutil.rmtree(target)
    return dict(json.loads(printed))


def _memory(given: Path, target: Path) -> float:
    """Return MiB of all processes that bind."""
    memory = measured([OURS, str(given), str(given / "heap"), str(target), "binding alone"])[2]
    shutil.rmtree(target)
    return memory


def _given(folder: Path, exhibits: int, pages: int) -> Path:
    """Make the papers, and press what goes before them; return where all of it is."""
    from unit.packet.cases import COURT, plan_of, with_exhibits
    from unit.packet.made import page_count

    files = make_heap(folder / "heap", exhibits, pages)
    counts = [page_count(file.read_bytes()) for file in files]
    weights = [
        Weight.plain(file.stat().st_size, count) for file, count in zip(files, counts, strict=True)
    ]
    planned = plan_of(with_exhibits(exhibits), replace(COURT, documents=DOCUMENTS))
    with Cell("press", Limits(3 << 30, 900, 900)) as press:
        typesetter = Typesetter(press, planned)
        typesetter.begin()
        typesetter.count(weights, {}, LIMIT)
        made = press.ask({"do": "finish"})
        letters = typesetter.letters()
    layout, _, *bindings = made.blobs
    names = {
        "documents": [(each.name, each.title) for each in planned.documents],
        "exhibits": [(each.label, each.title) for each in planned.exhibits],
    }
    (folder / "names.json").write_text(json.dumps(names))
    (folder / "counts.json").write_text(json.dumps(counts))
    (folder / "layout.json").write_bytes(layout)
    for at, blob in enumerate(letters):
        (folder / f"letters.{at}").write_bytes(blob)
    for part, (binding, keys) in enumerate(zip(bindings, made.facts["galleys"], strict=True)):
        for at, blob in enumerate([binding, *(typesetter.galleys[key].pdf for key in keys)]):
            (folder / f"part.{part}.{at:03}").write_bytes(blob)
    return folder


if __name__ == "__main__":
    sys.exit(main())
