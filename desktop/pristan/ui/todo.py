"""What is still to do, by groups: each line leads to its question. Also as a lawyer reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from pristan.interview.shown import Shower
from pristan.review import HEADINGS, Group, OpenPoint
from pristan.review.form_items import form_order
from pristan.ui.flow import Flow
from pristan.ui.pieces import TextButton, button, column, emptied, label
from pristan.ui.reading_order import laid_out
from pristan.ui.session import Session
from pristan.ui.style import Look
from pristan.ui.voice import Voice, paired

_FIRST = 5  # lines of a group that are shown before somebody asks for all of them
_HEADED = frozenset({Group.LATER, Group.ALOUD})


class TodoPage(QWidget):
    """Computed anew whenever it is shown; nothing on it can be done wrong."""

    go = Signal(object)  # to a question
    edit = Signal(object)  # to an answer where the declaration is edited

    def __init__(self, session: Session, voice: Voice, look: Look, shower: Shower) -> None:
        super().__init__()
        self._desk, self._voice, self._look = session.desk, voice, look
        self._shower = shower
        self._for_lawyer = False
        self._points = self._desk.open_points()
        words = voice.words
        lines = column(self, look.px(10))
        lines.addWidget(label(words("ui.todo.title", "Still to do"), "title"))
        self._note = label("", "note")
        lines.addWidget(self._note)
        self._turn = button("", "quiet")
        self._turn.setObjectName("todo.turn")
        self._turn.clicked.connect(self._turned)
        line = Flow(gap=look.px(10))
        line.addWidget(self._turn)
        lines.addLayout(line)
        self._groups = column(gap=look.px(6))
        lines.addLayout(self._groups)
        lines.addStretch(1)
        self._show()

    def minimumSizeHint(self) -> QSize:
        # Lines that wrap would ask for the height they have when they are narrow
        layout = self.layout()
        height = layout.totalHeightForWidth(self.width()) if layout else 0
        return QSize(0, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _turned(self) -> None:
        self._for_lawyer = not self._for_lawyer
        self._show()

    def _show(self) -> None:
        words = self._voice.words
        if self._for_lawyer:
            points: Sequence[OpenPoint] = self._points
            self._turn.setText(words("ui.todo.mine", "Show only what is mine to do"))
            note = words(
                "ui.todo.lawyer_note",
                "By the items of Form I-589, with what only a lawyer settles and looks at.",
            )
        else:
            points = [point for point in self._points if not point.lawyers]
            self._turn.setText(words("ui.todo.lawyer", "Show it as a lawyer reads it"))
            note = self._said(len(mine(points)))
        self._note.setText(note)
        emptied(self._groups)
        for group, found in groupby(points, key=lambda point: point.group):
            heading = label(paired(self._voice.said(HEADINGS[group])), "ask")
            heading.setContentsMargins(0, self._look.px(14), 0, 0)
            self._groups.addWidget(heading)
            inside = column(gap=self._look.px(4))
            self._groups.addLayout(inside)
            self._fill(inside, list(found), _FIRST)

    def _said(self, number: int) -> str:
        words = self._voice.words
        if not number:
            return words("ui.todo.nothing", "Everything that was asked has an answer.")
        return words.count(
            "ui.todo.open",
            "{number} point is open. What helps most comes first. You can stop at any time, and "
            "print your documents all the same.",
            "{number} points are open. What helps most comes first. You can stop at any time, and "
            "print your documents all the same.",
            number,
        )

    def _fill(self, inside: QBoxLayout, points: Sequence[OpenPoint], most: int) -> None:
        emptied(inside)
        ordered = sorted(points, key=_by_item) if self._for_lawyer else points
        section = ""
        for point in ordered[:most]:
            here = self._section(point)
            if here != section and not self._for_lawyer:
                inside.addWidget(label(here, "muted"))
                section = here
            inside.addWidget(self._line(point))
        if len(points) > most:
            words = self._voice.words
            more = button(
                words("ui.todo.all", "Show all of them ({number})", number=len(points)), "quiet"
            )
            more.setObjectName(f"todo.all.{points[0].group}")
            more.clicked.connect(lambda: self._all(inside, points))
            line = Flow()
            line.addWidget(more)
            inside.addLayout(line)

    def _all(self, inside: QBoxLayout, points: Sequence[OpenPoint]) -> None:
        self._fill(inside, points, len(points))
        buttons = [each for each in laid_out(inside) if isinstance(each, TextButton)]
        buttons[_FIRST].setFocus()  # the first that was not there before

    def _line(self, point: OpenPoint) -> TextButton:
        question = self._desk.questionnaire.questions[point.key.question]
        ask = self._voice.line(f"{question.id}.ask", question.ask)
        title = self._shower.title(point.key.item)
        text = f"{title} › {ask}" if title else ask
        if self._for_lawyer and point.items:
            text = f"{', '.join(point.items)} · {text}"
        # Where the heading says it already, a line need not say it again
        says = "" if point.group in _HEADED else self._voice.words.say(point.saying)
        made = TextButton(text, "link", self._look, says)
        made.setObjectName(f"todo.{point.key.question}.{point.key.item}.{point.about}")
        leads = self.edit if point.group is Group.EDITS else self.go
        made.clicked.connect(lambda _checked=False, key=point.key: leads.emit(key))
        return made

    def _section(self, point: OpenPoint) -> str:
        forms = self._desk.questionnaire
        found = forms.section_of[point.place.screen]
        section = next(each for each in forms.sections if each.id == found)
        return self._voice.line(f"{section.id}.title", section.title)


def mine(points: Iterable[OpenPoint]) -> list[OpenPoint]:
    """Return what the applicant has to settle: not the lawyer's points, nor what is only told."""
    return [point for point in points if not point.lawyers and not point.told]


def _by_item(point: OpenPoint) -> tuple[bool, tuple[object, ...]]:
    return (not point.items, form_order(point.items[0]) if point.items else ())
