"""A key beside 60 events of one name: in the name, in a date told by such an event, in a pause."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from figures import Figures
from interview import CHEAP, KEY_MS, PASSPHRASE, SCREEN_MS, Times, case_file, changed

from pristan.case import Answer, Answers, Items, Key, Kind, Point, Remembered, Told
from pristan.content import content_dir
from pristan.interview import Place
from pristan.questions import Questionnaire, read_questionnaire
from pristan.vault import Vault

EVENTS = 60
PAUSE_S = 0.4  # after typing: the contents on the left follow, and screens are got ready
NAME, DATE = "Обыск в квартире", "через две недели после обыска в марте 2022"


def main() -> int:
    """Print the slow end of each kind of key beside its target; return 1 where one is over it."""
    forms = read_questionnaire(content_dir("forms") / "interview")
    with tempfile.TemporaryDirectory() as name:
        times = window(case_file(Path(name) / "case", case(), CHEAP), forms)
    figures = Figures()
    for label, each in times.items():
        ordered = sorted(own for _, own in each)
        p95 = ordered[int(len(ordered) * 0.95)]
        middle = ordered[len(ordered) // 2]
        print(f"{label}: {len(ordered)} of them, p50 {middle:.1f} ms of the window's thread")
        target = SCREEN_MS if label == "pause" else KEY_MS
        figures.keep(f"{label}, p95", p95, target, " ms")
    return figures.status


def case() -> Answers:
    """Return a case with events of one name, told in full."""
    answers = Answers()
    ids = tuple(f"event{number}" for number in range(EVENTS))
    answers.put(Answer(Key("incidents"), Items(ids)))
    for id_ in ids:
        answers.put(Answer(Key("incident_name", id_), Told("Обыск", "ru", "Search")))
        when = Remembered(Kind.ON, Point(2022, 3, 24))
        answers.put(Answer(Key("incident_when", id_), when))
        for story in ("incident_where", "incident_story", "incident_who"):
            answers.put(Answer(Key(story, id_), Told("Меня остановили у метро. " * 8, "ru")))
    return answers


def spent(work: Callable[[], object], turns: int = 8) -> Times:
    """Return the milliseconds until work is done, shown and tidied up.

    A new size goes up one layout at a time, each in a turn of the event loop of its own.
    """
    from PySide6.QtCore import QCoreApplication, QEvent

    wall, own = time.perf_counter(), time.thread_time()
    work()
    for _ in range(turns):
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return (time.perf_counter() - wall) * 1000, (time.thread_time() - own) * 1000


def window(case_file: Path, forms: Questionnaire) -> dict[str, list[Times]]:
    """Type into an event, key by key; return the milliseconds of each kind of key."""
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    from pristan.desk import Desk
    from pristan.ui.doors import Doors
    from pristan.ui.shell import Shell
    from pristan.ui.style import Look
    from pristan.ui.voice import Voice

    app = QApplication([])
    app.setStyle("Fusion")
    shell = Shell(Doors(frozenset({CHEAP})), Voice(content_dir("i18n"), "ru"), Look("light"), print)
    shell.resize(1120, 780)
    shell.show_unlock(None)
    shell.show()
    shell.open_desk(Desk(Vault.open(case_file, PASSPHRASE, profiles={CHEAP}), forms))
    app.processEvents()
    assert shell.case and shell.case.page
    page, desk = shell.case.page, shell.case.session.desk
    times: dict[str, list[Times]] = {"name": [], "date": [], "pause": []}
    for number in range(0, EVENTS, 6):
        changed(page, Place("incident_what", f"event{number}"), wait=True)
        for label, text in (("name", NAME), ("date", DATE)):
            question = {"name": "incident_name", "date": "incident_when"}[label]
            boxes = page.findChildren(QLineEdit, question)
            boxes[-1].selectAll()
            for letter in text:
                event = QKeyEvent(
                    QKeyEvent.Type.KeyPress, Qt.Key(0), Qt.KeyboardModifier.NoModifier, letter
                )
                key = spent(lambda box=boxes[-1], key=event: QCoreApplication.sendEvent(box, key))
                times[label].append(key)
            until = time.perf_counter() + PAUSE_S
            waits = [spent(lambda: None, turns=1)]  # the longest turn, as in bench/interview.py
            while time.perf_counter() < until:
                waits.append(spent(lambda: None, turns=1))
            times["pause"].append(max(waits, key=lambda wait: wait[1]))
    shell.case.session.autosave.stop()
    shell.hide()
    desk.close()
    return times


if __name__ == "__main__":
    sys.exit(main())
