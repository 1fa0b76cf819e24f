"""How long a whole packet takes from a cold start, against the pipeline that others use.

200 exhibits, 1,000 pages, 300 MB. The floor re-encodes every photo with Pillow, appends with pypdf
and merges a reportlab overlay into every page. Ours begins with a locked case: it cleans each file
in closed-off children, lays out and prints index and slip sheets, binds, has everything on the disk
and proves it. Then the title of one exhibit is changed, which stands in the index, on a sheet and
in bookmarks, and the packet is written again into the same folder; and then the story becomes
longer, so that every page after it has another number. Somebody types that, and the window uses
the time: children get ready and wait, and know nothing of the case. So it is here, in
a second; the cold packet has to start its own. pypdf and reportlab belong to this
measurement only; install them beside the program. Both are run in turns, and once more to look at
their memory.

Processor time is of the ended children that the system counts: those that clean, behind walls of
their own, are missing from it.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from figures import Figures
from heap import make_sources
from processes import measured, timed

TESTS = str(Path(__file__).parents[1] / "tests")
sys.path.append(TESTS)

TARGET, AGAIN_TARGET = 0.2, 0.15
ROUNDS = 3

OTHERS = """
import io, sys
from pathlib import Path
from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen import canvas
writer, number = PdfWriter(), 0
for file in sorted(Path(sys.argv[1]).iterdir()):
    source = file
    if file.suffix == ".jpg":
        source = io.BytesIO()
        ImageOps.exif_transpose(Image.open(file)).save(source, "PDF", resolution=300)
    for page in PdfReader(source).pages:
        number += 1
        over = io.BytesIO()
        drawing = canvas.Canvas(over, (float(page.mediabox.width), float(page.mediabox.height)))
        drawing.drawRightString(float(page.mediabox.width) - 20, 18, str(number))
        drawing.save()
        over.seek(0)
        page = writer.add_page(page)
        page.merge_page(PdfReader(over).pages[0])
    writer.add_outline_item(title=file.stem, page_number=number - 1)
writer.write(sys.argv[2])
"""
OURS = """
import sys, time
from dataclasses import replace
from pathlib import Path
sys.path.append(sys.argv[3])
from pristan.case import Answer, Change, Key, Told
from pristan.evidence import open_evidence
from pristan.packet.crew import Crew
from pristan.packet.write import write_packet
from pristan.vault import Vault
from unit.packet.cases import questionnaire
from unit.packet.written import CHEAP
case, target = map(Path, sys.argv[1:3])
crew = Crew()
def meanwhile():
    crew.expect()
    time.sleep(1)
def write(vault):
    documents = ("cover", "index", "declaration", "exhibits")
    report = write_packet(
        questionnaire(), vault.answers(), vault, target, "court", documents,
        cleaners=open_evidence, parts=vault.rendered(), crew=crew,
    )
    assert report.proved, [str(each) for each in report.problems][:3]
    return report
began = time.perf_counter()
with Vault.open(case, "six words that nobody else knows", profiles=[CHEAP]) as vault:
    size = case.stat().st_size
    report = write(vault)
    cold = time.perf_counter() - began
    key = Key("exhibit_title", vault.answers().items("evidence")[len(report.exhibits) // 2])
    changed = Answer(key, Told("Снимок", "ru", "Another title"))
    vault.save([Change(key, vault.answers().get(key), changed)])
    meanwhile()
    began = time.perf_counter()
    write(vault)
    again = time.perf_counter() - began
    grown = case.stat().st_size - size
    key = Key("incident_story", vault.answers().items("incidents")[0])
    was = vault.answers().get(key)
    longer = replace(was.value, english=was.value.english + "\\n\\nThen they left. " * 150)
    vault.save([Change(key, was, Answer(key, longer))])
    meanwhile()
    began = time.perf_counter()
    moved = write(vault)
    assert moved.parts[-1].last_page > report.parts[-1].last_page
    moved = time.perf_counter() - began
pages = sum(part.pages for part in report.parts)
print(cold, again, moved, grown / 1e6, pages, len(report.parts))
"""


def main() -> int:
    """Measure both and print seconds and MiB; 1 when over the target."""
    lacking = [name for name in ("pypdf", "reportlab") if not importlib.util.find_spec(name)]
    if lacking:
        print(f"{' and '.join(lacking)} not installed, so there is no floor: failed")
        return 1
    from unit.packet.cases import with_exhibits
    from unit.packet.written import vault_with

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = make_sources(folder / "heap", 200, 1000)
        case = with_exhibits(len(files), exhibit_language="none")
        for each, file in zip(case["evidence"], files, strict=True):
            del each["exhibit_translation"]
            each["exhibit_files"] = [file.name]
        vault_with(folder, case, {file.name: file.read_bytes() for file in files}).close()
        size = sum(file.stat().st_size for file in files) / 1e6
        case, others = folder / "case.pristan", [OTHERS, str(folder / "heap"), str(folder / "pdf")]
        rounds = [_round(folder, case, others) for _ in range(ROUNDS)]
        floor_memory = measured(others)[2]
        memory = measured(_ours(folder, case))[2]
    floor, floor_processor, processor, *said = map(median, zip(*rounds, strict=True))
    cold, again, moved, grown, pages, parts = said
    print(f"packet of {pages:.0f} pages, {size:.0f} MB, {parts:.0f} parts, medians of {ROUNDS}")
    print(f"  wall: others {floor:.1f} s, ours {cold:.1f} s")
    print(f"  again, with one answer changed: {again:.1f} s; the case has grown {grown:.1f} MB")
    print(f"  again, with all numbers moved: {moved:.1f} s, {moved / cold:.2f} of the cold time")
    print(f"  processor time: others {floor_processor:.1f} s, ours three times {processor:.1f} s")
    print(f"  memory of all processes: others {floor_memory:.0f} MiB, ours {memory:.0f} MiB")
    figures = Figures()
    figures.keep("whole packet, cold, wall ratio", cold / floor, TARGET)
    figures.keep("one answer changed, by cold", again / cold, AGAIN_TARGET)
    return figures.status


def _round(folder: Path, case: Path, others: list[str]) -> list[float]:
    """Return seconds of the others, processor time of both, and what ours says."""
    floor, floor_processor, _ = timed(others)
    _, processor, said = timed(_ours(folder, case))
    return [floor, floor_processor, processor, *map(float, said.split())]


def _ours(folder: Path, case: Path) -> list[str]:
    """Return what to run; it begins with a case that was never printed, and an empty folder."""
    shutil.rmtree(folder / "packet", ignore_errors=True)
    shutil.copy(case, folder / "fresh.pristan")
    os.sync()
    return [OURS, str(folder / "fresh.pristan"), str(folder / "packet"), TESTS]


if __name__ == "__main__":
    sys.exit(main())
