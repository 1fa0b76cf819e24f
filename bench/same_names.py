"""A key beside 60 events of one name: in the name, in a date told by such an event, and after."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from figures import Figures
from interview import CHEAP, PASSPHRASE, case_file, spent

from pristan.case import Answer, Answers, Items, Key, Kind, Point, Remembered, Told
from pristan.content import content_dir
from pristan.interview import Place
from pristan.questions import Questionnaire, read_questionnaire
from pristan.vault import Vault

EVENTS, KEY_MS = 60, 8
NAME, DATE = "Обыск в квартире", "через две недели после обыска в марте 2022"


def main() -> int:
    """Print the slow end of each kind of key beside its target."""
    forms = read_questionnaire(content_dir("forms") / "interview")
    with tempfile.TemporaryDirectory() as name:
        times = window(case_file(Path(name) / "case", case(), CHEAP), forms)
    figures = Figures()
    for label, each in times.items():
        ordered = sorted(own for _, own in each)
        p95 = ordered[int(len(ordered) * 0.95)]
        middle = ordered[len(ordered) // 2]
        print(f"{label}: {len(ordered)} of them, p50 {middle:.1f} ms of the window's thread")
        figures.keep(f"{label}, p95", p95, KEY_MS, " ms")
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


def window(case_file: Path, forms: Questionnaire) -> dict[str, list[tuple[float, float]]]:
    """Type into an event, key by key; return the milliseconds of each kind of key."""
    from PySide6.QtCore import QCoreApplication, QEvent, Qt
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
    shell.show_unlock(None)
    shell.show()
    shell.open_desk(Desk(Vault.open(case_file, PASSPHRASE, profiles={CHEAP}), forms))
    app.processEvents()
    assert shell.case and shell.case.page
    page, desk = shell.case.page, shell.case.session.desk
    times: dict[str, list[tuple[float, float]]] = {"name": [], "date": [], "pause": []}
    for number in range(0, EVENTS, 6):
        spent(lambda number=number: page.go(Place("incident_what", f"event{number}")))
        for label, text in (("name", NAME), ("date", DATE)):
            question = {"name": "incident_name", "date": "incident_when"}[label]
            boxes = page.findChildren(QLineEdit, question)
            boxes[-1].selectAll()
            for letter in text:
                event = QKeyEvent(
                    QEvent.Type.KeyPress, Qt.Key(0), Qt.KeyboardModifier.NoModifier, letter
                )
                key = spent(lambda box=boxes[-1], key=event: QCoreApplication.sendEvent(box, key))
                times[label].append(key)
            time.sleep(0.16)  # a pause in typing: the contents on the left follow then
            times["pause"].append(spent(lambda: None))
    shell.case.session.autosave.stop()
    shell.hide()
    desk.close()
    return times


if __name__ == "__main__":
    sys.exit(main())
