"""What came of writing a packet: its files, where everything is, what is to settle, its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QPushButton, QWidget

from pristan.ui.fields.files import size_said
from pristan.ui.flow import Flow
from pristan.ui.packet_order import Lines
from pristan.ui.packet_said import DOCUMENTS, PROFILES, title_of
from pristan.ui.packet_work import PacketWork
from pristan.ui.page_picture import PagePicture
from pristan.ui.pieces import (
    bring_into_view,
    button,
    column,
    emptied,
    frame,
    label,
    with_icon,
)
from pristan.ui.session import Session
from pristan.ui.style import COLUMN, Look
from pristan.ui.voice import Voice
from pristan.ui.writing import LineEdit

if TYPE_CHECKING:
    from pristan.evidence import Picture
    from pristan.packet.report import Part, Report


class ReportView(QWidget):
    """Shows the report that the work has; a line of it opens the page that it speaks of."""

    def __init__(self, work: PacketWork, session: Session, voice: Voice, look: Look) -> None:
        super().__init__()
        assert work.report
        self._work, self._session = work, session
        self._voice, self._look = voice, look
        self._report: Report = work.report
        self._at = (0, 1)  # the part and the page that are shown
        words = voice.words
        lines = column(self, look.px(8))
        kind = PROFILES.get(self._report.profile)
        self.heading = label(words("ui.packet.title", "The packet"), "title")
        lines.addWidget(self.heading)
        lines.addWidget(label(words.say(kind) if kind else self._report.profile, "muted"))
        lines.addWidget(label(self._outcome(), "note"))
        above = Flow(gap=look.px(10))
        folder = words("ui.packet.open_folder", "Open the folder")
        self._first = self._add(above, "open_folder", folder, self._open_folder, icon="folder-open")
        self._check = self._add(
            above, "check", words("ui.packet.check", "Check it again"), work.check
        )
        again = words("ui.packet.again", "Back to choosing")
        self._add(above, "again", again, work.put_away)
        lines.addLayout(above)
        self._checked = column(gap=look.px(4))
        lines.addLayout(self._checked)
        self._problems(lines)
        self._heading(lines, words("ui.packet.written_files", "Files"))
        for part in self._report.parts:
            lines.addWidget(label(self._file(part)))
        self._heading(lines, words("ui.packet.where", "What is where"))
        hint = words("ui.packet.where_hint", "Press a line to look at its page.")
        lines.addWidget(label(hint, "muted"))
        lines.addWidget(self._contents())
        lines.addLayout(self._to_number())
        self._shown = column(gap=look.px(8))
        lines.addLayout(self._shown)
        lines.addStretch(1)

    def shows(self, report: Report) -> bool:
        """Whether this is the report that is shown."""
        return report is self._report

    def focus_first(self) -> None:
        """Put the keyboard on the first button."""
        self._first.setFocus()

    def refresh(self) -> None:
        """Show what a check has found."""
        words, found = self._voice.words, self._work.faults
        self._check.setEnabled(not self._work.busy)
        emptied(self._checked)
        if self._work.busy == "checking":
            said = [words("ui.packet.checking", "Opening the files again and checking…")]
        elif self._work.said:
            said = [words.say(self._work.said)]
        elif found:
            said = [f"•  {words.say(fault)}" for fault in found]
        elif found is not None:
            said = [
                words("ui.packet.checked", "Checked again: the files are the ones that were "
                      "written, and every number in them is right.")
            ]  # fmt: skip
        else:
            said = []
        for each in said:
            self._checked.addWidget(label(each, "note"))

    # ---- what is shown -------------------------------------------------------------------------

    def _outcome(self) -> str:
        words = self._voice.words
        if not self._report.proved:
            return words(
                "ui.packet.not_proved",
                "The documents were written, but the check found something. Do not file them; "
                "show this list to whoever helps you.",
            )
        return words.count(
            "ui.packet.proved",
            "Done and checked: {number} page, every number and every link is right.",
            "Done and checked: {number} pages, every number and every link is right.",
            sum(part.pages for part in self._report.parts),
        )

    def _problems(self, lines: QBoxLayout) -> None:
        words, found = self._voice.words, self._report.problems
        if not found:
            return
        box = frame("notice")
        inside = column(box, self._look.px(4), self._look.px(12))
        heading = words("ui.packet.settle", "To settle before anything is filed")
        inside.addWidget(label(f"{heading} ({len(found)})", "ask"))
        for problem in found:
            inside.addWidget(label(f"•  {words.say(problem)}"))
        lines.addWidget(box)

    def _file(self, part: Part) -> str:
        words = self._voice.words
        many = words.count("ui.packet.pages", "{number} page", "{number} pages", part.pages)
        return words(
            "ui.packet.file",
            "{file}: {pages}, numbered {first} to {last}, {size}",
            file=part.file,
            pages=many,
            first=part.first_page,
            last=part.last_page,
            size=size_said(part.bytes, words),
        )

    def _contents(self) -> Lines:
        """Return the list of what is where; a line of it opens its first page."""
        words, found = self._voice.words, Lines(self._look)
        found.setObjectName("packet.contents")
        found.setAccessibleName(words("ui.packet.where", "What is where"))
        self._places: dict[str, tuple[int, int]] = {}  # by the line, where it leads
        said: dict[str, tuple[str, str]] = {}
        for document in self._report.documents:
            called = DOCUMENTS.get(document.name)
            title = words.say(called) if called else document.title
            last = document.first_page + document.pages - 1
            id_ = self._placed(document.name, document.part, document.first_page)
            said[id_] = (title, self._where(document.part, document.first_page, last))
        begun: set[str] = set()
        for exhibit in self._report.exhibits:
            known = title_of(exhibit.id, self._session.desk, self._voice.own) or exhibit.title
            title = words("ui.packet.exhibit", "Exhibit {label}: {title}", label=exhibit.label,
                          title=known)  # fmt: skip
            sheet = exhibit.id not in begun  # where it goes on in another file it has none
            begun.add(exhibit.id)
            last = exhibit.first_page + sheet + exhibit.pages - 1
            id_ = self._placed(exhibit.id, exhibit.part, exhibit.first_page)
            said[id_] = (title, self._where(exhibit.part, exhibit.first_page, last))
        for id_ in sorted(said, key=self._places.__getitem__):
            found.add(id_)
        found.say(said)
        found.opened.connect(lambda: self._show(*self._places[found.current]))
        found.itemClicked.connect(lambda _item: self._show(*self._places[found.current]))
        return found

    def _placed(self, name: str, file: str, first: int) -> str:
        """Note where a line leads: the part, and the page in it, counted from 1."""
        at = next(at for at, part in enumerate(self._report.parts) if part.file == file)
        part = self._report.parts[at]
        id_ = f"{name}.{at}"
        self._places[id_] = (at, first - (part.last_page - part.pages))
        return id_

    def _where(self, file: str, first: int, last: int) -> str:
        words = self._voice.words
        if last > max(first, 1):
            where = words("ui.packet.from_to", "pages {first} to {last}",
                          first=max(first, 1), last=last)  # fmt: skip
        elif first == 0:
            where = words("ui.packet.unnumbered", "the first page, without a number")
        else:
            where = words("ui.packet.one_page", "page {page}", page=first)
        return f"{where} · {file}" if len(self._report.parts) > 1 else where

    # ---- a page --------------------------------------------------------------------------------

    def _to_number(self) -> Flow:
        """Return a line in which one types the number of a page, as it is printed."""
        words, line = self._voice.words, Flow(gap=self._look.px(8))
        says = words("ui.packet.number", "Page number")
        beside = label(says)
        beside.setWordWrap(False)
        self._number = LineEdit()
        self._number.setObjectName("packet.number")
        self._number.setAccessibleName(says)
        self._number.setFixedWidth(self._look.px(90))
        self._number.returnPressed.connect(self._go_to_number)
        beside.setBuddy(self._number)
        for each in (beside, self._number):
            line.addWidget(each)
        self._add(line, "show", words("ui.packet.show", "Show the page"), self._go_to_number)
        self._no_number = label("", "small")
        line.addWidget(self._no_number)
        return line

    def _go_to_number(self) -> None:
        typed = self._number.text().strip()
        number = int(typed) if typed.isdecimal() else 0
        parts = self._report.parts
        for at, part in enumerate(parts):
            if part.first_page <= number <= part.last_page:
                self._no_number.setText("")
                self._show(at, number - (part.last_page - part.pages))
                return
        self._no_number.setText(self._voice.words(
            "ui.packet.no_number", "The pages are numbered {first} to {last}.",
            first=parts[0].first_page, last=parts[-1].last_page,
        ))  # fmt: skip

    def _beside(self, by: int) -> tuple[int, int] | None:
        """Return the page before or after the one that is shown, in whichever file it is."""
        (part, page), parts = self._at, self._report.parts
        if 1 <= page + by <= parts[part].pages:
            return part, page + by
        if 0 <= part + by < len(parts):
            return part + by, 1 if by > 0 else parts[part + by].pages
        return None

    def _turn(self, by: int) -> None:
        if to := self._beside(by):
            self._show(*to)

    def _show(self, part: int, page: int) -> None:
        """Draw a page of a file, counted from 1, and show it below."""
        desk, at = self._session.desk, (part, page)
        self._at = at
        file = self._report.directory / self._report.parts[part].file
        width = round((COLUMN - 24) * self.devicePixelRatioF())
        job = self._session.jobs.run(
            lambda: desk.drawn(file.read_bytes(), page, width),
            lambda picture: self._drawn(at, picture),
            lambda _error: self._drawn(at, None),
        )
        self.destroyed.connect(job.forget)

    def _drawn(self, at: tuple[int, int], picture: Picture | None) -> None:
        if at != self._at:
            return
        words, (part, page) = self._voice.words, at
        pages = self._report.parts[part].pages
        had = self.focusWidget()
        focused = had.objectName() if had and self._shown.count() else ""
        emptied(self._shown)
        says = words("ui.packet.page", "{file}, page {page} of {pages}",
                     file=self._report.parts[part].file, page=page, pages=pages)  # fmt: skip
        self._shown.addWidget(label(says, "ask"))
        line = Flow(gap=self._look.px(8))
        before = words("ui.packet.before", "Page before")
        after = words("ui.packet.next", "Next page")
        buttons = [
            self._add(line, "before", before, lambda: self._turn(-1)),
            self._add(line, "next", after, lambda: self._turn(1)),
        ]
        buttons[0].setEnabled(self._beside(-1) is not None)
        buttons[1].setEnabled(self._beside(1) is not None)
        self._shown.addLayout(line)
        if picture:
            self._shown.addWidget(PagePicture(picture, says))
        else:
            gone = words(
                "ui.packet.not_drawn",
                "This page cannot be shown: the file may have been moved or changed. Check the "
                "packet again.",
            )
            self._shown.addWidget(label(gone, "note"))
        for each in buttons:
            if each.objectName() == focused and each.isEnabled():
                each.setFocus()
        bring_into_view(buttons[0])

    # ---- within --------------------------------------------------------------------------------

    def _heading(self, lines: QBoxLayout, text: str) -> None:
        lines.addWidget(label(text, "ask"))

    def _add(
        self, line: Flow, name: str, says: str, work: Callable[[], object], icon: str = ""
    ) -> QPushButton:
        made = button(says)
        if icon:
            with_icon(made, icon, self._look)
        made.setObjectName(f"packet.{name}")
        made.clicked.connect(lambda _checked=False: work())
        line.addWidget(made)
        return made

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._report.directory)))
