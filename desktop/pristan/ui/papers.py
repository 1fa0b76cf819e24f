"""Print the papers: what is still open, where to, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from pristan.case import Problem, say
from pristan.ui.dialogs import choose_folder
from pristan.ui.flow import Flow
from pristan.ui.jobs import Job
from pristan.ui.loose import LooseFiles
from pristan.ui.pieces import (
    Option,
    TextButton,
    bring_into_view,
    button,
    column,
    emptied,
    frame,
    label,
    row,
    with_icon,
)
from pristan.ui.session import Session
from pristan.ui.style import Look
from pristan.ui.todo import mine
from pristan.ui.voice import Voice

if TYPE_CHECKING:
    from pristan.packet.report import Report
    from pristan.review import OpenPoint

_MOST_POINTS = 6


class PapersPage(QWidget):
    """Asks the desk for a packet; the desk makes it beside the window."""

    go = Signal(object)  # to a question
    todo = Signal()  # to all that is open
    removed = Signal()  # a file, and with it all that could be undone

    def __init__(self, session: Session, voice: Voice, look: Look) -> None:
        super().__init__()
        self._session, self._voice, self._look = session, voice, look
        self._job: Job | None = None
        words = voice.words
        self._lines = column(self, look.px(10))
        self._lines.addWidget(label(words("ui.papers.title", "Documents to print"), "title"))
        self._points = column(gap=look.px(4))
        self._lines.addLayout(self._points)
        self._show_points()
        loose = LooseFiles(session.desk, voice, look)
        loose.listed.connect(self.go)
        loose.removed.connect(self.removed)
        self._lines.addWidget(loose)
        self._lines.addSpacing(look.px(16))
        self._lines.addWidget(label(words("ui.papers.which", "Which documents?"), "ask"))
        self._profiles = QButtonGroup(self)
        for at, (name, called) in enumerate(
            (
                ("lawyer", words("ui.papers.lawyer", "For your lawyer to review: everything, in "
                                 "both languages side by side")),
                ("court", words("ui.papers.court", "For the court: in English, as it is filed")),
            )
        ):  # fmt: skip
            choice = QRadioButton()
            choice.setObjectName(f"profile.{name}")
            choice.setChecked(at == 0)
            self._profiles.addButton(choice)
            self._lines.addWidget(Option(choice, (called,), look))
        warning = frame("notice")
        row(warning, 0, look.px(12)).addWidget(
            label(
                words(
                    "ui.papers.warning",
                    "The printed documents are not encrypted: anybody who has the files can read "
                    "them. Write them to a place of your own, and delete them when they are no "
                    "longer needed.",
                )
            )
        )
        self._lines.addWidget(warning)
        self._write = button(words("ui.papers.write", "Choose a folder and write…"), "main")
        self._write.setObjectName("papers.write")
        self._write.clicked.connect(self._ask)
        line = Flow(gap=look.px(10))
        line.addWidget(self._write)
        self._lines.addLayout(line)
        self._result = column(gap=look.px(6))
        self._lines.addLayout(self._result)
        self._ending = QWidget()  # below what came of it, to be scrolled to
        self._lines.addWidget(self._ending)
        self._lines.addStretch(1)

    def write(self, folder: Path) -> None:
        """Write the chosen papers into a folder, beside the window."""
        words = self._voice.words
        self._folder = folder
        chosen = self._profiles.checkedButton()
        assert chosen is not None
        profile = chosen.objectName().partition(".")[2]
        self._write.setEnabled(False)
        self._say(
            words(
                "ui.papers.busy",
                "Writing the documents. This takes a while; you can go on working meanwhile.",
            )
        )
        desk = self._session.desk
        self._job = self._session.jobs.run(
            lambda: desk.write_packet(folder, profile), self._done, self._failed
        )
        self.destroyed.connect(self._job.forget)

    def _ask(self) -> None:
        title = self._voice.words("ui.papers.folder", "Where to write the documents")
        if folder := choose_folder(self, title):
            self.write(Path(folder))

    def _show_points(self) -> None:
        words, look = self._voice.words, self._look
        points = mine(self._session.desk.open_points())
        if not points:
            self._points.addWidget(
                label(words("ui.papers.nothing_open", "Nothing that is needed is open."), "note")
            )
            return
        self._points.addWidget(
            label(
                words.count(
                    "ui.papers.open",
                    "{number} point is still open. You can print all the same; every page says "
                    "DRAFT until a lawyer has reviewed it.",
                    "{number} points are still open. You can print all the same; every page says "
                    "DRAFT until a lawyer has reviewed it.",
                    len(points),
                ),
                "note",
            )
        )
        questions = self._session.desk.questionnaire.questions
        for point in points[:_MOST_POINTS]:
            question = questions[point.key.question]
            ask = self._voice.line(f"{question.id}.ask", question.ask)
            said = words.say(point.saying)
            made = TextButton(ask, "link", look, f"{self._section(point)} · {said}")
            made.setObjectName(f"point.{point.key.question}.{point.key.item}.{point.about}")
            made.clicked.connect(lambda _checked=False, key=point.key: self.go.emit(key))
            self._points.addWidget(made)
        if len(points) > _MOST_POINTS:
            more = button(words("ui.papers.all_points", "Show all of them"), "quiet")
            more.setObjectName("papers.todo")
            more.clicked.connect(self.todo)
            line = Flow()
            line.addWidget(more)
            self._points.addLayout(line)

    def _section(self, point: OpenPoint) -> str:
        section = self._session.walk.section(self._session.walk.place_of(point.key))
        return self._voice.line(f"{section.id}.title", section.title) if section else ""

    def _done(self, report: Report) -> None:
        words = self._voice.words
        self._write.setEnabled(True)
        if report.proved:
            pages = sum(part.pages for part in report.parts)
            self._say(
                words.count(
                    "ui.papers.proved",
                    "Done and checked: {number} page, every number and every link is right.",
                    "Done and checked: {number} pages, every number and every link is right.",
                    pages,
                )
            )
        else:
            self._say(
                words(
                    "ui.papers.not_proved",
                    "The documents were written, but the check found something. Do not file them; "
                    "show this list to whoever helps you.",
                )
            )
        show = with_icon(
            button(words("ui.papers.open_folder", "Open the folder")), "folder-open", self._look
        )
        show.setObjectName("papers.open_folder")
        show.clicked.connect(self._open_folder)
        line = Flow()
        line.addWidget(show)
        self._result.addLayout(line)
        if report.problems:
            self._result.addWidget(
                label(words("ui.papers.missing", "To settle before anything is filed"), "ask")
            )
        for problem in report.problems:
            self._result.addWidget(label(f"•  {words.say(problem)}"))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _failed(self, error: Exception) -> None:
        self._write.setEnabled(True)
        unknown = say(
            "ui.papers.failed",
            "The documents could not be written: something went wrong in the program itself. Your "
            "answers are safe.",
        )
        self._say(self._voice.words.say(error.saying if isinstance(error, Problem) else unknown))

    def _say(self, text: str) -> None:
        emptied(self._result)
        said = label(text, "note")
        self._result.addWidget(said)
        bring_into_view(self._ending)
        bring_into_view(said)  # where not all of it has room, from its beginning
