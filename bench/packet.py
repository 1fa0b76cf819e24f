"""How long the sample's packet takes and how much memory, against bare WeasyPrint on its pages.

The floor is one process that imports WeasyPrint and lays out and writes the very same HTML, with
one font configuration, as one PDF; it cleans, binds and proves nothing. Ours is everything from a
saved case to files on the disk: closed-off children beside the program itself. Memory is
sampled from /proc: the largest process alone, and the whole tree as the sum of proportional sizes.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from figures import Figures
from processes import measured

from pristan.content import content_dir
from pristan.evidence import open_evidence
from pristan.packet.parts import Weight
from pristan.packet.plan import plan
from pristan.packet.profiles import read_profile
from pristan.packet.quiet import load_weasyprint
from pristan.packet.source import Source
from pristan.questions.lists import read_countries
from pristan.sample import make_sample
from pristan.vault import Profile
from pristan.words import read_words

RUNS = 5
TARGET = 1.3
CHEAP_PROFILE = (15, 8, 1, 1)  # the key costs nothing here: only the packet is measured
PASSPHRASE = "six invented words for a measurement"

FLOOR = """
import sys
from pathlib import Path
import fontTools.subset, fontTools.varLib.instancer  # which ours puts off
from pristan.packet.quiet import load_weasyprint
load_weasyprint()
import json
import resource
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
fonts = FontConfiguration()
pages, first = [], None
for html in json.loads(Path(sys.argv[1]).read_text()).values():
    document = HTML(string=html).render(font_config=fonts)
    first = first or document
    pages += document.pages
Path(sys.argv[2]).write_bytes(first.copy(pages).write_pdf())
"""
OURS = """
import sys, time
from pathlib import Path
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.questions import read_questionnaire
from pristan.vault import Profile, Vault
profile = Profile(*map(int, sys.argv[3].split(",")))
vault = Vault.open(Path(sys.argv[1]), sys.argv[4], profiles={profile})
desk = Desk(vault, read_questionnaire(content_dir("forms") / "interview"))
began = time.perf_counter()
report = desk.write_packet(Path(sys.argv[2]))
print(time.perf_counter() - began, report.proved, report.parts[0].pages)
desk.close()
"""


def main() -> int:
    """Measure both in turns and print seconds and MiB."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_case(folder)
        floor, ours = [], []
        for run in range(RUNS + 1):
            bare = measured([FLOOR, str(folder / "pages.json"), str(folder / "floor.pdf")])
            shutil.copy(folder / "case", folder / "cold")  # a case keeps what was made for a packet
            made = measured([
                OURS, str(folder / "cold"), str(folder / "packet"),
                ",".join(map(str, CHEAP_PROFILE)), PASSPHRASE,
            ])  # fmt: skip
            seconds, proved, pages = made[4].split()
            assert proved == "True"
            if run:  # the first of each fills the caches
                floor.append(bare[:4])
                ours.append((float(seconds), *made[1:4]))
    print(f"packet of {pages} pages, medians of {RUNS}")
    figures = Figures()
    for what, unit, at in (
        ("wall", "s", 0), ("largest process", "MiB", 1), ("whole tree", "MiB", 2),
        ("processor time, start included", "s", 3),
    ):  # fmt: skip
        least = statistics.median(each[at] for each in floor)
        took = statistics.median(each[at] for each in ours)
        print(f"  {what}: floor {least:.2f} {unit}, ours {took:.2f} {unit}")
        figures.keep(f"  {what}, ratio", took / least, TARGET)
    print("  the whole tree has the program itself in it, which the floor does not have")
    return figures.status


def make_case(folder: Path) -> None:
    """Make the sample case, and keep the HTML of its packet for the floor."""
    profile = Profile(*CHEAP_PROFILE)
    desk = make_sample(folder / "case", PASSPHRASE, {profile})
    forms, words = content_dir("forms"), content_dir("i18n")
    source = Source(
        desk.questionnaire,
        desk.answers,
        {each.id: each for each in desk.attachments()},
        read_countries(forms),
        read_words(words, "en"),
        read_words(words, "ru"),
        sample=True,
    )
    planned = plan(source, read_profile(forms / "packets", "lawyer"))
    with open_evidence() as evidence:
        weights = [
            Weight.plain(0, sum(evidence.clean(b"".join(desk.read(f))).pages for f in each.files))
            for each in planned.exhibits
        ]
    desk.close()
    load_weasyprint()
    from pristan.packet.compose import Composer
    from pristan.packet.press import Press

    templates = content_dir("templates")
    press = Press(templates)
    composer = Composer(templates, {"en": source.english, "ru": source.russian})
    composer.begin(json.loads(json.dumps(planned.facts)))
    composer.count(weights, {})
    while composer.wanted:
        for sheet in composer.wanted:
            laid = press.lay_all(sheet.name, composer.html_of(sheet))
            composer.laid.bring(sheet, [(each, g.pages, g.anchors) for each, g in laid])
        composer.go_on()
    style = (templates / "paper.css").read_text(encoding="utf-8")
    styled = f"<style>{style}</style></head>"
    pages = {
        name: composer.html_of(sheet).replace("</head>", styled)
        for name, sheet in composer.sheets.items()
    }
    (folder / "pages.json").write_text(json.dumps(pages), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
