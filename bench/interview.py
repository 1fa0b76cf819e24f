"""A full interview: how fast screens and keys are, how the review grows, how long a case opens."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from figures import Figures
from window import (
    KEY_MS,
    PASSPHRASE,
    SCREEN_MS,
    Table,
    Times,
    case_file,
    changed,
    clocked,
    longest_turn,
    opened,
    turn,
    typed,
)

from pristan import interview
from pristan.case import (
    Address,
    Answer,
    Answers,
    Article,
    Items,
    Key,
    Kind,
    Links,
    Name,
    Point,
    Remembered,
    Told,
    Value,
)
from pristan.content import content_dir
from pristan.questions import Question, Questionnaire, Type, read_questionnaire
from pristan.review import open_points, read_rules
from pristan.vault import P2

if TYPE_CHECKING:
    from pristan.ui.page import CasePage

ANSWERS, ITEMS = 600, 60
SETTLED_MS, START_RATIO = 100, 1.2
SIZES = (100, 300, 1000, 3000)
STARTS = 7
PAUSE_S = 0.6
TEXT = "Меня остановили у метро и спросили документы. "
TODAY = date(2026, 11, 22)


def main() -> int:
    """Print every figure beside its target."""
    forms = read_questionnaire(content_dir("forms") / "interview")
    figures = Figures()
    growth(forms, figures)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        screens = window(folder / "window", forms)
        starts(folder, forms, figures)
    return max(screens, figures.status)


# ---- a case made by code -----------------------------------------------------------------------


def made(forms: Questionnaire, wanted: int, items: int) -> Answers:
    """Return a case of so many answers and list items, from the interview that ships."""
    answers = Answers()
    number = 0
    while number < items:
        lists = [
            (question, key)
            for _, question, key in list(interview.keys(forms, _opened(forms, answers)))
            if question.item and not key.item
        ]
        for question, key in lists[: items - number]:
            number += 1
            answers.put(Answer(key, Items((*answers.items(question.id), f"item{number}"))))
    # every question that opens others first, so that there is enough to ask
    while len(answers) < wanted:
        before = len(answers)
        for _, question, key in list(interview.keys(forms, answers)):
            if answers.get(key) is None and question.item is None and len(answers) < wanted:
                answers.put(Answer(key, value_of(question, answers)))
        if len(answers) == before:
            raise SystemExit(f"the interview has only {before} questions for {items} items")
    return answers


def _opened(forms: Questionnaire, answers: Answers) -> Answers:
    """The same case with every yes said, so that every list is asked for."""
    for question in forms.questions.values():
        opens = question.type is Type.YES_NO or question.id in ("story_modules", "marital_status")
        if opens and not forms.home[question.id] and answers.get(Key(question.id)) is None:
            answers.put(Answer(Key(question.id), value_of(question, answers)))
    return answers


def value_of(question: Question, answers: Answers) -> Value:
    """Return an invented answer of the question's type."""
    if question.type in (Type.PERSON, Type.EXHIBITS):
        return Links(answers.items(question.of)[:1])
    if question.type is Type.CHOICE:
        wanted = {"marital_status": "married", "person_relation": "spouse"}.get(question.id)
        return wanted or question.options[0].id
    if question.type is Type.CHOICES:
        return tuple(option.id for option in question.options)
    told = Told(TEXT * (8 if question.type is Type.LONG_TEXT else 1), "ru", "I was stopped.")
    plain: dict[Type, Value] = {
        Type.TEXT: told if question.told else "A sample text",
        Type.LONG_TEXT: told,
        Type.YES_NO: True,
        Type.DATE: Remembered(Kind.ON, Point(2022, 3, 24)),
        Type.NAME: Name("ПРИМЕРОВ", "Иван", "Сергеевич", "PRIMEROV", "IVAN"),
        Type.ADDRESS: Address("1 Sample St.", "", "Sampleton", "CA", "90000", "US"),
        Type.COUNTRY: "RU",
        Type.PHONE: "+1 555 010 0199",
        Type.NUMBER: "123456789",
        Type.ARTICLES: (Article("UK", "207.3", "2"),),
        Type.FILES: Links(),
    }
    return plain[question.type]


# ---- the path and the open points, from 100 to 3,000 answers ----------------------------------


def growth(forms: Questionnaire, figures: Figures) -> None:
    """Print the time for each answer; growth is no worse than linear where it does not rise."""
    rules = read_rules(content_dir("forms"))
    cases = [made(forms, size, size // 7) for size in SIZES]
    works: dict[str, Callable[[Answers], object]] = {
        "path": lambda case: interview.path(forms, case),
        "open points": lambda case: open_points(forms, case, TODAY, rules),
    }
    for label, work in works.items():
        each = [best(work, case) for case in cases]
        shown = ", ".join(
            f"{size}: {ms:.2f} ms ({ms * 1000 / size:.0f} µs each)"
            for size, ms in zip(SIZES, each, strict=True)
        )
        ratio = (each[-1] / SIZES[-1]) / (each[0] / SIZES[0])
        print(f"{label}: {shown}")
        figures.keep(f"{label}, for one answer, {SIZES[-1]} ÷ {SIZES[0]}", ratio, 1)


def best(work: Callable[[Answers], object], case: Answers, runs: int = 9) -> float:
    """Return the milliseconds of the fastest of several runs: the others waited for something."""
    return min(timed(lambda: work(case)) for _ in range(runs))


def timed(work: Callable[[], object]) -> float:
    """Return the milliseconds of a call."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


# ---- the window --------------------------------------------------------------------------------


def window(path: Path, forms: Questionnaire) -> int:
    """Measure every screen change and many keys in a window on the full case."""
    with opened(case_file(path, made(forms, ANSWERS, ITEMS)), forms) as (page, desk):
        from pristan.ui.walk import PACKET, TODO

        table = Table()
        places = [*desk.places(), TODO, PACKET]
        jumps = random.Random(3).sample(places, len(places))
        for way, to, wait in (("Next", places, True), ("a jump", jumps, False)):
            each = [changed(page, place, wait) for place in to]
            table.line(f"{way}: until it is painted", [one.first for one in each], SCREEN_MS)
            table.line(f"{way}: the longest turn after that", [one.turn for one in each], SCREEN_MS)
            table.line(f"{way}: until all of it is built", [one.whole for one in each], SETTLED_MS)
            if wait:
                ahead = [one.ahead for one in each]
                table.line("Next: the longest turn of building ahead", ahead, SCREEN_MS)
        floors = [as_many_plain_ones(page, place) for place in jumps[::7] if place.screen]
        table.line("Qt alone: as many plain widgets, at once", floors)
        keys, pauses = typing(page, desk.places())
        table.line("a key", keys, KEY_MS)
        table.line("the longest turn in a pause of typing", pauses, SCREEN_MS)
    return table.status


def as_many_plain_ones(page: CasePage, place: interview.Place) -> Times:
    """Return the time of a screen of the same widgets, with neither our style nor our layouts."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtWidgets import (
        QCheckBox,
        QComboBox,
        QLabel,
        QLineEdit,
        QPlainTextEdit,
        QPushButton,
        QRadioButton,
        QVBoxLayout,
        QWidget,
    )

    changed(page, place, wait=False)
    assert isinstance(page.view, QWidget)
    known = (QLabel, QLineEdit, QPushButton, QRadioButton, QCheckBox, QPlainTextEdit, QComboBox)
    held = page.view.findChildren(QWidget)
    own = [each for each in held if not isinstance(each.parent(), QComboBox | QPlainTextEdit)]
    kinds = [next((kind for kind in known if isinstance(each, kind)), None) for each in own]
    window = QWidget()
    window.resize(page.size())
    window.show()
    QCoreApplication.processEvents()

    def show() -> None:
        ground = QWidget(window)
        lines = QVBoxLayout(ground)
        for kind in kinds:
            lines.addWidget(kind() if kind else QWidget())
        ground.resize(window.size())
        ground.show()
        turn()

    return clocked(show)


def typing(page: CasePage, places: list[interview.Place]) -> tuple[list[Times], list[Times]]:
    """Type into the first text of screens all over the interview.

    Returns the time of each key until it is painted, and the longest turn of each pause after it.
    A key that comes while a screen is still being built waits for one turn of that, too.
    """
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

    keys: list[Times] = []
    pauses: list[Times] = []
    for place in places[:: max(len(places) // 40, 1)]:
        changed(page, place, wait=False)
        view = page.view
        assert isinstance(view, QWidget)
        boxes = [*view.findChildren(QPlainTextEdit), *view.findChildren(QLineEdit)]
        box = next((each for each in boxes if each.isVisible()), None)
        if box is not None:
            keys += [typed(box, letter) for letter in "обыск в квартире"]
            pauses.append(longest_turn(PAUSE_S))
    return keys, pauses


# ---- the start ---------------------------------------------------------------------------------

START = """
import sys, time
from pathlib import Path
from pristan import app
application, shell = app.window()
def opened():
    shell.open_desk(shell._doors.open(Path(sys.argv[1]), sys.argv[2]))
    application.processEvents()
    shell.grab()
    print(time.monotonic(), flush=True)
    application.exit()
shell.ready.connect(opened)
app.run(application, shell)
"""


def starts(folder: Path, forms: Questionnaire, figures: Figures) -> None:
    """Measure from the start of a process to the painted page of a case, full and empty."""
    full = case_file(folder / "full", made(forms, ANSWERS, ITEMS), P2)
    empty = case_file(folder / "empty", Answers(), P2)
    pairs = [(started(empty), started(full)) for _ in range(STARTS)]
    floor, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(mine / bare for bare, mine in pairs)
    print(f"start: empty case {floor:.2f} s, full case {ours:.2f} s")
    figures.keep("start, ratio", ratio, START_RATIO)


def started(case: Path) -> float:
    """Return the seconds from the start of a process to the first page of the open case."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", START, str(case), PASSPHRASE],
        capture_output=True, check=True, env=os.environ | {"PYTHONPATH": "desktop"},
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    return float(done.stdout.split()[0]) - began


if __name__ == "__main__":
    sys.exit(main())
