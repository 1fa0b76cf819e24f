"""Beside an open page: what its file tells about itself, and the words a machine reads on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from pristan.case import Problem, Saying, Sheet, say
from pristan.confine.refusals import Stopped
from pristan.ui.around import Around
from pristan.ui.flow import Flow
from pristan.ui.jobs import Job
from pristan.ui.pieces import button, column, emptied, label

if TYPE_CHECKING:
    from pristan.evidence import PageText

Result = TypeVar("Result")


class PageFacts(QScrollArea):
    """Facts for a lawyer to weigh; nothing of them is printed."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        words, look = around.voice.words, around.look
        self._around = around
        self._sheets: tuple[Sheet, ...] = ()
        self._at, self._file = 0, ""
        self._left: list[Sheet] = []
        self._job: Job | None = None
        self.setObjectName("viewer.facts")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        lines = column(inside, look.px(6), look.px(8))
        title = words("ui.page_facts.title", "What the file tells about itself")
        self.setAccessibleName(title)
        lines.addWidget(label(title, "ask"))
        lines.addWidget(
            label(
                words(
                    "ui.page_facts.note",
                    "For the lawyer to weigh: a clock can be wrong, and a file can be changed. "
                    "None of it is printed.",
                ),
                "muted",
            )
        )
        self._told = column(gap=look.px(4))
        lines.addLayout(self._told)
        lines.addWidget(label(words("ui.page_facts.words", "The words of this page"), "ask"))
        below = Flow(gap=look.px(6))
        self._read = button(words("ui.page_facts.read", "Read the words by machine"))
        self._read.setObjectName("viewer.read")
        self._read.clicked.connect(self._begin)
        self._stop = button(words("ui.page_facts.stop", "Stop"), "quiet")
        self._stop.setObjectName("viewer.read.stop")
        self._stop.clicked.connect(self.stop)
        below.addWidget(self._read)
        below.addWidget(self._stop)
        lines.addLayout(below)
        self._said = label("", "muted")
        self._said.setObjectName("viewer.read.said")
        lines.addWidget(self._said)
        self._text = label()
        self._text.setObjectName("viewer.words")
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        lines.addWidget(self._text)
        lines.addStretch(1)
        self.setWidget(inside)
        self._stop.hide()
        self._read.setVisible(_can_read())

    def show_sheet(self, sheets: Sequence[Sheet], at: int) -> None:
        """Tell of one of these pages, and of its file."""
        self._sheets, self._at = tuple(sheets), at
        sheet, papers = self._sheets[at], self._around.desk.papers
        if sheet.attachment != self._file:
            self._file = sheet.attachment
            self._ask(lambda: papers.told(sheet.attachment), self._show_told)
        self._show_words()

    def stop(self) -> None:
        """Read no further; what was read stays."""
        if self._job:
            self._left = []
            self._around.desk.papers.stop()

    # ---- what the file tells -------------------------------------------------------------------

    def _show_told(self, told: Sequence[Saying]) -> None:
        words = self._around.voice.words
        emptied(self._told)
        nothing = words("ui.page_facts.nothing", "It tells nothing: no date, no camera, no author.")
        found = [words.say(each) for each in told]
        for line in found or [nothing]:
            self._told.addWidget(label(f"•  {line}" if found else line))

    # ---- reading by machine --------------------------------------------------------------------

    def _show_words(self) -> None:
        sheet, papers = self._sheets[self._at], self._around.desk.papers
        self._ask(
            lambda: papers.words(sheet.attachment, sheet.page),
            lambda found: self._show_text(sheet, found),
        )

    def _show_text(self, sheet: Sheet, found: PageText) -> None:
        if sheet is not self._sheets[self._at]:
            return  # the person has gone on meanwhile
        from pristan.evidence.problems import NoRecognition

        words = self._around.voice.words
        if not self._job:
            if found.machine:
                said = words(
                    "ui.page_facts.machine",
                    "Machine text: read by a program, there may be mistakes.",
                )
            else:
                picture = words("ui.page_facts.picture", "This page is a picture.")
                if not _can_read():
                    picture += " " + words.say(NoRecognition().saying)
                said = "" if found.words else picture
            self._said.setText(said)
        self._text.setText(" ".join(text for text, _ in found.words))

    def _begin(self) -> None:
        """Read this page first, then the others of the document that hold no text."""
        self._left = [*self._sheets[self._at :], *self._sheets[: self._at]]
        self._count = len(self._left)
        self._read.setEnabled(False)
        self._stop.show()
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._end()
            return
        sheet, papers = self._left.pop(0), self._around.desk.papers
        self._said.setText(self._around.voice.words(
            "ui.page_facts.reading", "Reading page {number} of {count}…",
            number=self._count - len(self._left), count=self._count,
        ))  # fmt: skip

        def read() -> None:
            if not papers.words(sheet.attachment, sheet.page).words:
                papers.recognize(sheet.attachment, sheet.page)

        self._job = self._around.jobs.run(read, lambda _read: self._was_read(), self._failed)
        self.destroyed.connect(self._job.forget)

    def _was_read(self) -> None:
        self._show_words()
        self._next()

    def _end(self) -> None:
        self._job = None
        self._stop.hide()
        self._read.setEnabled(True)
        self._show_words()

    def _failed(self, error: Exception) -> None:
        self._left = []
        self._end()
        if not isinstance(error, Stopped | CancelledError):
            self._said.setText(self._around.voice.words.say(_why(error)))

    def _ask(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        """Ask beside the window; a file that cannot be read tells nothing here."""
        job = self._around.jobs.run(work, done, lambda _error: None)
        self.destroyed.connect(job.forget)


def _why(error: Exception) -> Saying:
    unknown = say("ui.page_facts.failed", "The words could not be read. The file is as it was.")
    return error.saying if isinstance(error, Problem) else unknown


def _can_read() -> bool:
    from pristan.evidence.recognize import data_folder

    return data_folder() is not None
