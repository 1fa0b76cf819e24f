"""How long pages of ours take: an index of many rows, a long declaration in two columns.

The floor is bare WeasyPrint with the very same HTML, a fixed table layout, in a process of its own.
Ours is the press in another: templates, layout (an index is cast in place of it), numbers of pages,
layouts that were wrong once more, printing; the index is without its slip sheets. Both start cold.
Seconds are of the processor, since both use one core only. What a row takes is counted without the
start of the program and without what an index of one row takes.

A declaration that has not changed is asked for as a packet asks for it: an imprint says that its
HTML is the same, and its pages come from an encrypted case file. What the child and the case take
to start is known from a packet of a cover alone, kept as well, and is left out; so it is in both.
"""

from __future__ import annotations

import json
import pickle
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from figures import Figures
from processes import measured

TESTS = str(Path(__file__).parents[1] / "tests")
sys.path.append(TESTS)

from pristan.packet.plan import Plan  # noqa: E402
from pristan.packet.tabs import Tabs  # noqa: E402
from unit.packet.cases import COURT, plain_case, plan_of, with_exhibits  # noqa: E402

ROWS = (50, 500, 2000)
EVEN, INDEX_TARGET, DECLARATION_TARGET, UNCHANGED_TARGET = 1.5, 0.6, 1.1, 0.02
FEW = 5
RUNS = 9  # of what takes a few hundredths of a second
PARAGRAPHS = 160  # about twenty pages
RUSSIAN = "В шесть утра постучали, и дверь сломали; это был вторник, и мы ещё спали. " * 2
ENGLISH = "At six in the morning they knocked, and the door was broken; we were still asleep. " * 2

FLOOR = """
import sys
from pathlib import Path
import fontTools.subset, fontTools.varLib.instancer  # which ours puts off
from pristan.packet.quiet import load_weasyprint
load_weasyprint()
from weasyprint import HTML
document = HTML(string=Path(sys.argv[1]).read_text()).render()
Path(sys.argv[2]).write_bytes(document.write_pdf())
"""
OURS = """
import json, sys, time
from pathlib import Path
from pristan.content import content_dir
from pristan.packet.quiet import load_weasyprint, spare_the_collector
load_weasyprint()
spare_the_collector()
from pristan.packet.compose import Composer
from pristan.packet.parts import Weight
from pristan.packet.press import Press
from pristan.words import read_words
words = {code: read_words(content_dir("i18n"), code) for code in ("en", "ru")}
class Alone(Composer):
    def _stages(self):
        for stage in super()._stages():
            if alone := [sheet for sheet in stage if sheet.template != "slips.html"]:
                yield alone
templates = content_dir("templates")
press = Press(templates)
composer = Alone(templates, words)
plan, html = json.loads(Path(sys.argv[1]).read_text()), {}
began = time.process_time()
def lay():
    while composer.wanted:
        for sheet in composer.wanted:
            html[sheet.name] = composer.html_of(sheet)
            laid = press.lay_all(sheet.name, html[sheet.name])
            composer.laid.bring(sheet, [(each, g.pages, g.anchors) for each, g in laid])
        composer.go_on()
composer.begin(plan)
lay()
composer.count([Weight.plain(0, 3)] * len(plan["exhibits"]), {})
lay()
took = time.process_time() - began
style = "<style>" + (templates / "paper.css").read_text() + "</style></head>"
Path(sys.argv[3]).write_text(html[sys.argv[2]].replace("</head>", style))
print(composer._pages(sys.argv[2]), took)
"""
KEPT = """
import pickle, sys
from pathlib import Path
from pristan.confine.cell import Cell
from pristan.packet.before import Before
from pristan.packet.typeset import PRESS, Typesetter
from pristan.vault import Profile, Vault
case, phrase, cheap = Path(sys.argv[2]), "six words that nobody else knows", Profile(15, 8, 1, 1)
if not case.exists():
    Vault.create(case, phrase, profile=cheap, profiles=[cheap]).close()
with Vault.open(case, phrase, profiles=[cheap]) as vault:
    before = Before(vault.rendered())
    with Cell(*PRESS) as press:
        typesetter = Typesetter(press, pickle.loads(Path(sys.argv[1]).read_bytes()), before)
        typesetter.begin()
        typesetter.count([], {})
        typesetter.finish()
    before.settle()
"""


def main() -> int:
    """Measure each once and print seconds of the processor; 1 when a figure is over its target."""
    figures = Figures()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        each_row, ratio = [], 0.0
        one = min(took(folder, index_of(1), "index")[2] for _ in range(FEW))
        for rows in ROWS:
            runs = FEW if rows == min(ROWS) else 1  # a quarter of a second is soon disturbed
            each = [took(folder, index_of(rows), "index") for _ in range(runs)]
            ours, floor, all_rows = map(min, zip(*each, strict=True))
            each_row.append((all_rows - one) / (rows - 1))
            ratio = ours / floor
            print(f"  {each_row[-1] * 1000:.1f} ms for each of {rows} rows")
        figures.keep("  slowest row, by quickest", max(each_row) / min(each_row), EVEN)
        figures.keep(f"  {ROWS[-1]} rows, by one table of WeasyPrint", ratio, INDEX_TARGET)
        ours, floor, _ = took(folder, long_declaration(), "declaration_two_columns")
        figures.keep("  declaration, ratio", ours / floor, DECLARATION_TARGET)
        again, start = unchanged(folder, long_declaration(), cover())
        print(f"  unchanged: {again:.3f} s, of which {start:.3f} s for any packet")
        figures.keep("  declaration unchanged, ratio", (again - start) / floor, UNCHANGED_TARGET)
    return figures.status


def index_of(rows: int) -> Plan:
    """Return a packet of an index of so many exhibits.

    They have letters and numbers: of letters alone the 1,679th has sixty-five, and its row is as
    high as two.
    """
    profile = replace(COURT, documents=("index", "exhibits"), tabs=Tabs.GROUPS)
    return plan_of(with_exhibits(rows), profile)


def long_declaration() -> Plan:
    """Return a packet of one declaration of about twenty pages."""
    case = plain_case()
    case["incidents"][0]["incident_story"] = {
        "text": "\n\n".join([RUSSIAN] * PARAGRAPHS),
        "english": "\n\n".join([ENGLISH] * PARAGRAPHS),
    }
    return plan_of(case, replace(COURT, documents=("declaration_two_columns",)))


def cover() -> Plan:
    """Return a packet of a cover alone."""
    return plan_of(plain_case(), replace(COURT, documents=("cover",)))


def unchanged(folder: Path, *packets: Plan) -> list[float]:
    """Return the seconds that each takes whose pages are kept in a case; the least of several runs,
    in turn.
    """
    scripts = []
    for at, planned in enumerate(packets):
        (folder / f"plan-{at}").write_bytes(pickle.dumps(planned))
        scripts.append([KEPT, str(folder / f"plan-{at}"), str(folder / "case")])
        measured(scripts[-1])  # keeps them
    turns = [[measured(script)[3] for script in scripts] for _ in range(RUNS)]
    return [min(seconds) for seconds in zip(*turns, strict=True)]


def took(folder: Path, planned: Plan, document: str) -> tuple[float, float, float]:
    """Return the seconds of ours and of the floor, and those of ours without the start."""
    facts, html = folder / "plan.json", folder / "page.html"
    facts.write_text(json.dumps(planned.facts), encoding="utf-8")
    *_, ours, said = measured([OURS, str(facts), document, str(html)])
    floor = measured([FLOOR, str(html), str(folder / "floor.pdf")])[3]
    pages, alone = said.split()
    print(f"{document} of {pages} pages: floor {floor:.2f} s, ours {ours:.2f} s")
    return ours, floor, float(alone)


if __name__ == "__main__":
    sys.exit(main())
