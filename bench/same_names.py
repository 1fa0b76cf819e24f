"""A key beside 60 events of one name: in the name, in a date told by such an event, in a pause."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from window import (
    KEY_MS,
    SCREEN_MS,
    Table,
    Times,
    case_file,
    changed,
    longest_turn,
    opened,
    typed,
)

from pristan.case import Answer, Answers, Items, Key, Kind, Point, Remembered, Told
from pristan.content import content_dir
from pristan.interview import Place
from pristan.questions import Questionnaire, read_questionnaire

EVENTS = 60
PAUSE_S = 0.4  # after typing: the contents on the left follow, and screens are got ready
NAME, DATE = "Обыск в квартире", "через две недели после обыска в марте 2022"


def main() -> int:
    """Print the slow end of each kind of key beside its target; return 1 where one is over it."""
    forms = read_questionnaire(content_dir("forms") / "interview")
    with tempfile.TemporaryDirectory() as name:
        times = measure(case_file(Path(name) / "case", case()), forms)
    table = Table()
    for label, each in times.items():
        table.line(label, each, SCREEN_MS if label == "pause" else KEY_MS)
    return table.status


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


def measure(case_file: Path, forms: Questionnaire) -> dict[str, list[Times]]:
    """Type into an event, key by key; return the milliseconds of each kind of key."""
    from PySide6.QtWidgets import QLineEdit

    times: dict[str, list[Times]] = {"name": [], "date": [], "pause": []}
    with opened(case_file, forms) as (page, _):
        for number in range(0, EVENTS, 6):
            changed(page, Place("incident_what", f"event{number}"), wait=True)
            for label, text in (("name", NAME), ("date", DATE)):
                question = {"name": "incident_name", "date": "incident_when"}[label]
                box = page.findChildren(QLineEdit, question)[-1]
                box.selectAll()
                times[label] += [typed(box, letter, turns=8) for letter in text]
                times["pause"].append(longest_turn(PAUSE_S))
    return times


if __name__ == "__main__":
    sys.exit(main())
