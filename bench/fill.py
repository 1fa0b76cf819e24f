"""How long filling the official forms takes, against opening and saving the same file.

With ``--people N``: make N invented people of answers, fill each form for each of them, and count
what is lost, cut or wrong.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pikepdf
import yaml
from figures import Figures

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from official.answered import Filled  # noqa: E402
from official.anybody import Anybody  # noqa: E402
from official.check import lost, touched, values  # noqa: E402
from official.people import person  # noqa: E402
from pristan.content import content_dir  # noqa: E402
from pristan.desk import Desk  # noqa: E402
from pristan.official.draw import fill  # noqa: E402
from pristan.official.face import face_file  # noqa: E402
from pristan.official.facts import facts  # noqa: E402
from pristan.official.form import Form, read_form  # noqa: E402
from pristan.official.order import order  # noqa: E402
from pristan.official.plan import plan  # noqa: E402
from pristan.official.prove import prove  # noqa: E402
from pristan.questions import read_questionnaire  # noqa: E402
from pristan.vault import Vault  # noqa: E402

BLANKS = ROOT.parent / "shared" / "official-forms"
I589 = BLANKS / "i-589_ed-2025-01-20_official.pdf"
FORMS = {
    "i-589/2025-01-20": I589,
    "i-765/2025-08-21": BLANKS / "i-765_ed-2025-08-21_decrypted.pdf",
    "g-28/2018-09-17": BLANKS / "g-28_exp-2021-05-31_official.pdf",
}
RUNS = 9
TARGET, TARGET_WALL = 3.0, 4.0
PASSPHRASE = "шесть слов придуманных только для проверки"


def main() -> int:
    """Measure in turns and print seconds; or fill for many people and print counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=0)
    people = parser.parse_args().people
    forms = [
        (read_form(content_dir("forms") / "official" / folder), blank.read_bytes())
        for folder, blank in FORMS.items()
    ]
    if people:
        return many(forms, people)
    figures = Figures()
    for form, blank in forms:
        against_open_and_save(form, blank, figures)
    whole_command(figures)
    return figures.status


def against_open_and_save(form: Form, blank: bytes, figures: Figures) -> None:
    """Fill both copies for the fullest invented person, and open and save the blank form."""
    work = json.loads(order(plan(form, person(form, 0, fullest=True))))
    copied = {name for copy in work["copies"] for name in copy["fields"].values()}
    first_pages = {
        **work,
        "copies": [],
        "texts": [text for text in work["texts"] if text["field"] not in copied],
        "ticks": [tick for tick in work["ticks"] if tick["field"] not in copied],
    }
    face = face_file().read_bytes()
    floor: list[float] = []
    twelve: list[float] = []
    everything: list[float] = []
    for run in range(RUNS):
        for which in (floor, twelve, everything) if run % 2 else (everything, twelve, floor):
            start = time.perf_counter()
            if which is floor:
                open_and_save(blank)
            else:
                fill(blank, first_pages if which is twelve else work, face)
            which.append(time.perf_counter() - start)
    below, above, all_of_it = map(statistics.median, (floor, twelve, everything))
    print(
        f"{form.id} median: open and save {below:.3f} s; {form.pages} pages, both copies "
        f"{above:.3f} s; with "
        f"{len(work['copies'])} copied pages {all_of_it:.3f} s, ratio {all_of_it / below:.2f}"
    )
    figures.keep(f"{form.id}, ratio", above / below, TARGET)


def whole_command(figures: Figures) -> None:
    """Time ``pristan fill`` on the invented case: unlock, fill, prove, write."""
    plain = yaml.safe_load((content_dir("forms") / "sample" / "answers.yaml").read_text("utf-8"))
    questionnaire = read_questionnaire(content_dir("forms") / "interview")
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case"
        desk = Desk(Vault.create(case, PASSPHRASE), questionnaire)
        desk.take_plain(plain, lambda name: name)
        desk.close()
        walls = []
        before = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
        for run in range(3):
            target = Path(folder) / f"filled-{run}.pdf"
            words = ["-m", "pristan", "fill", str(case), "--form", str(I589), "--to", str(target)]
            start = time.perf_counter()
            subprocess.run([sys.executable, *words], input=PASSPHRASE.encode(), check=False,
                           capture_output=True)
            walls.append(time.perf_counter() - start)
            if not target.is_file():
                raise SystemExit("fill: nothing was written")
    spent = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - before
    print(f"whole command, processor time of one: {spent / len(walls):.2f} s")
    wall = statistics.median(walls)
    figures.keep("whole command, median", wall, TARGET_WALL, " s")


def many(forms: list[tuple[Form, bytes]], people: int) -> int:
    """Fill the forms for many invented people; return 1 when anything is lost or wrong."""
    questionnaire = read_questionnaire(content_dir("forms") / "interview")
    sections = [section.id for section in questionnaire.sections]
    face = face_file().read_bytes()
    found: dict[str, Counter[str]] = {form.id: Counter() for form, _ in forms}
    for seed in range(people):
        answers = Anybody(questionnaire, random.Random(seed)).answers(sections)
        known = facts(questionnaire, answers, date.today())
        for form, blank in forms:
            work = json.loads(order(plan(form, known)))
            editable, flat = fill(blank, work, face)
            filled = Filled(form, questionnaire, answers, known, values(editable))
            proof = prove(blank, editable, flat, work)
            wrong = {
                "answers lost": filled.vanished(),
                "texts cut": [*proof["print"], *lost(form, known, editable)],
                "barcodes changed": proof["barcodes"],
                "forbidden boxes": touched(form, editable),
                "boxes read back otherwise": proof["values"],
            }
            counted = found[form.id]
            counted["answers"] += filled.given
            counted["texts"] += len(work["texts"])
            counted["copied pages"] += len(work["copies"])
            for kind, names in wrong.items():
                counted[kind] += len(names)
                if names:
                    counted["people with something wrong"] += 1
                    print(f"{form.id}, person {seed}, {kind}: {names[:3]}")
    for id_, counted in found.items():
        kinds = ("answers", "texts", "copied pages", *wrong)
        print(f"{id_}, {people} people: " + ", ".join(f"{counted[k]} {k}" for k in kinds))
    return int(any(counted["people with something wrong"] for counted in found.values()))


def open_and_save(blank: bytes) -> None:
    """Do what filling cannot do without."""
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        pdf.save(io.BytesIO())


if __name__ == "__main__":
    sys.exit(main())
