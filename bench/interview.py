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

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from figures import Figures

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
from pristan.vault import P2, Profile, Vault

if TYPE_CHECKING:
    from pristan.ui.page import CasePage

ANSWERS, ITEMS = 600, 60
SCREEN_MS, SETTLED_MS, KEY_MS, START_RATIO = 16, 100, 8, 1.2
SIZES = (100, 300, 1000, 3000)
STARTS = 7
PAUSE_S = 0.6
CHEAP = Profile(15, 64, 1, 1)  # the key costs nothing where it is not what is measured
PASSPHRASE = "шесть придуманных слов только для замера"
TEXT = "Меня остановили у метро и спросили документы. "
TODAY = date(2026, 11, 22)


def main() -> int:
    """Print every figure beside its target."""
    forms = read_questionnaire(content_dir("forms") / "interview")
    figures = Figures()
    growth(forms, figures)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        window(folder / "window", forms, figures)
        starts(folder, forms, figures)
    return figures.status


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


def case_file(path: Path, answers: Answers, profile: Profile) -> Path:
    """Write a case file with these answers."""
    from pristan.case import Change

    with Vault.create(path, PASSPHRASE, profile=profile, profiles={profile}) as vault:
        vault.save([Change(answer.key, None, answer) for answer in answers])
    return path


def window(path: Path, forms: Questionnaire, figures: Figures) -> None:
    """Measure every screen change and many keys in a window on the full case."""
    from PySide6.QtWidgets import QApplication

    from pristan.desk import Desk
    from pristan.ui.doors import Doors
    from pristan.ui.shell import Shell
    from pristan.ui.style import Look
    from pristan.ui.voice import Voice
    from pristan.ui.walk import PACKET, TODO

    case_file(path, made(forms, ANSWERS, ITEMS), CHEAP)
    app = QApplication([])
    app.setStyle("Fusion")
    shell = Shell(Doors(frozenset({CHEAP})), Voice(content_dir("i18n"), "ru"), Look("light"), print)
    shell.resize(1120, 780)
    shell.show_unlock(None)
    shell.show()
    shell.open_desk(Desk(Vault.open(path, PASSPHRASE, profiles={CHEAP}), forms))
    shell.activateWindow()
    app.processEvents()
    assert shell.case and shell.case.page
    page, desk = shell.case.page, shell.case.session.desk
    places = [*desk.places(), TODO, PACKET]
    jumps = random.Random(3).sample(places, len(places))
    for way, to, wait in (("Next, after a pause", places, True), ("a jump", jumps, False)):
        painted, turns, whole, ahead = zip(
            *(changed(page, place, wait) for place in to), strict=True
        )
        told(f"{way}: until it is painted", list(painted), SCREEN_MS, figures)
        told(f"{way}: the longest turn after that", list(turns), SCREEN_MS, figures)
        told(f"{way}: until all of it is built", list(whole), SETTLED_MS, figures)
        if wait:
            told(f"{way}: the longest turn of building ahead", list(ahead), SCREEN_MS, figures)
    keys, pauses = _typed(page, desk.places())
    told("keystroke", keys, KEY_MS, figures)
    told("the longest turn in a pause of typing", pauses, SCREEN_MS, figures)
    shell.case.session.autosave.stop()
    shell.hide()
    desk.close()


Times = tuple[float, float]  # milliseconds: wall, and the processor's for the window's own thread


def changed(
    page: CasePage, place: interview.Place, wait: bool
) -> tuple[Times, Times, Times, Times]:
    """Go to a place; return the times of its first paint, of the longest turn after it, of the
    whole, and of the longest turn in which the places beside it are got ready.

    A screen is painted when its beginning is; what stands below it is built in later turns. Who
    does not ``wait`` has gone on before anything was got ready.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    from pristan.ui.screen import ScreenView

    class Painted(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.seen = self.seen or event.type() is QEvent.Type.Paint
            return False

    eye = Painted()

    def show() -> None:
        page.go(place)
        assert page.view
        page.view.installEventFilter(eye)
        while not eye.seen:
            QCoreApplication.sendPostedEvents()

    first = _clocked(show)
    turns: list[Times] = []
    while len(turns) < 8 or (isinstance(page.view, ScreenView) and not page.view.is_settled):
        turns.append(_clocked(_turn))
    every = [first, *turns]
    whole = sum(wall for wall, _ in every), sum(own for _, own in every)
    ahead: list[Times] = [(0.0, 0.0)]
    while wait and not page.is_ready:
        ahead.append(_clocked(_turn))
    return first, max(turns), whole, max(ahead)


def _turn() -> None:
    """Take one turn of the event loop, with what it lets go of."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _clocked(work: Callable[[], object]) -> Times:
    """Return the milliseconds of a call; the processor's say more on a busy machine."""
    wall, own = time.perf_counter(), time.thread_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.thread_time() - own) * 1000


def _typed(page: CasePage, places: list[interview.Place]) -> tuple[list[Times], list[Times]]:
    """Type into the first text of screens all over the interview.

    Returns the time of each key until it is painted, and the longest turn of each pause after it.
    A key that comes while a screen is still being built waits for one turn of that, too.
    """
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

    keys: list[Times] = []
    pauses: list[Times] = []
    for place in places[:: max(len(places) // 40, 1)]:
        changed(page, place, wait=False)
        view = page.view
        assert isinstance(view, QWidget)
        boxes = [*view.findChildren(QPlainTextEdit), *view.findChildren(QLineEdit)]
        box = next((each for each in boxes if each.isVisible()), None)
        if box is None:
            continue
        for letter in "обыск в квартире":
            event = QKeyEvent(
                QKeyEvent.Type.KeyPress, Qt.Key(0), Qt.KeyboardModifier.NoModifier, letter
            )

            def press(box: QWidget = box, event: QKeyEvent = event) -> None:
                QCoreApplication.sendEvent(box, event)
                _turn()

            keys.append(_clocked(press))
        until = time.perf_counter() + PAUSE_S
        turns = [_clocked(_turn)]
        while time.perf_counter() < until:
            turns.append(_clocked(_turn))
        pauses.append(max(turns))
    return keys, pauses


def told(label: str, times: list[Times], target: float, figures: Figures) -> None:
    """Print the middle and the slow end of many times, beside the target."""
    for clock, each in zip(("wall", "processor"), zip(*times, strict=True), strict=True):
        ordered = sorted(each)
        p95 = ordered[int(len(ordered) * 0.95)]
        print(
            f"{label}, {clock}: {len(each)} of them, p50 {statistics.median(each):.1f} ms, "
            f"slowest {ordered[-1]:.1f} ms"
        )
        figures.keep(f"{label}, {clock}, p95", p95, target, " ms")


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
        stdout=subprocess.PIPE, check=True, env=os.environ | {"PYTHONPATH": "desktop"},
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    return float(done.stdout.split()[0]) - began


if __name__ == "__main__":
    sys.exit(main())
