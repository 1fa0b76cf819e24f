"""The whole road on one page: every part of the interview and about how long it still takes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pristan.interview import section_path
from pristan.interview.road import minutes_left
from pristan.ui.around import Around
from pristan.ui.pieces import TextButton, column, label
from pristan.words import Words


class Road(QWidget):
    """A line for each part that applies now; each leads to it."""

    go = Signal(str)  # a part

    def __init__(self, around: Around) -> None:
        super().__init__()
        desk, words, look = around.desk, around.voice.words, around.look
        lines = column(self, look.px(4))
        lines.setContentsMargins(0, look.px(16), 0, 0)
        lines.addWidget(label(words("ui.road.title", "The whole road"), "ask"))
        total = label("", "muted")
        lines.addWidget(total)
        whole = 0
        for section in desk.questionnaire.sections:
            if not section_path(desk.questionnaire, section.id, desk.answers):
                continue
            minutes = minutes_left(desk.questionnaire, section.id, desk.answers)
            whole += minutes
            title = words(f"{section.id}.title", section.title)
            made = TextButton(title, "link", look, said_time(words, minutes))
            made.setObjectName(f"road.{section.id}")
            made.clicked.connect(lambda _=False, part=section.id: self.go.emit(part))
            lines.addWidget(made)
        total.setText(
            words(
                "ui.road.total",
                "All of it: {time}. Nobody does it in one day. Every part can be left and taken up "
                "again, in any order; the times are only a rough guess.",
                time=said_time(words, whole),
            )
        )


def said_time(words: Words, minutes: int) -> str:
    """Say a rough time in words; never to the minute, since it is a guess."""
    if minutes <= 0:
        return words("ui.road.done", "nothing is left here")
    if minutes <= 5:
        return words("ui.road.few", "a few minutes")
    if minutes < 25:
        return words("ui.road.minutes", "about {minutes} minutes", minutes=-(-minutes // 5) * 5)
    if minutes < 45:
        return words("ui.road.half", "about half an hour")
    if minutes < 80:
        return words("ui.road.hour", "about an hour")
    hours = -(-minutes // 60)
    return words.count("ui.road.hours", "about {number} hour", "about {number} hours", hours)
