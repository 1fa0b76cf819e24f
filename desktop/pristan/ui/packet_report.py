"""What came of writing a packet: its files, where everything is, what is to settle, its pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from pristan.ui.around import Around
from pristan.ui.fields.files import size_said
from pristan.ui.flow import Flow
from pristan.ui.packet_pages import PacketPages, to_settle
from pristan.ui.packet_said import PROFILES
from pristan.ui.packet_work import PacketWork
from pristan.ui.pieces import button, column, emptied, label, with_icon

if TYPE_CHECKING:
    from pristan.evidence import Picture
    from pristan.packet.report import Part, Report


class ReportView(QWidget):
    """Shows the report that the work has; a line of it opens the page that it speaks of."""

    def __init__(self, work: PacketWork, around: Around) -> None:
        super().__init__()
        assert work.report
        self._work, self._around = work, around
        self._voice, look = around.voice, around.look
        self.made: Report = work.report
        words = self._voice.words
        lines = column(self, look.px(8))
        kind = PROFILES.get(self.made.profile)
        self.heading = label(words("ui.packet.title", "The packet"), "title")
        lines.addWidget(self.heading)
        lines.addWidget(label(words.say(kind) if kind else self.made.profile, "muted"))
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
        if self.made.problems:
            lines.addWidget(to_settle(self.made.problems, around))
        lines.addWidget(label(words("ui.packet.written_files", "Files"), "ask"))
        where = QDir.toNativeSeparators(str(self.made.directory))
        lines.addWidget(label(words("ui.packet.where", "In the folder {folder}", folder=where)))
        for part in self.made.parts:
            lines.addWidget(label(self._file(part)))
        gone = words(
            "ui.packet.not_drawn",
            "This page cannot be shown: the file may have been moved or changed. Check the packet "
            "again.",
        )
        lines.addWidget(PacketPages(self.made, self._draw, around, gone))
        lines.addStretch(1)

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
        if not self.made.proved:
            return words(
                "ui.packet.not_proved",
                "The documents were written, but the check found something. Do not file them; "
                "show this list to whoever helps you.",
            )
        pages = sum(part.pages for part in self.made.parts)
        if not self.made.complete:
            return words.count(
                "ui.packet.lacking",
                "Not done yet: a file that is named below could not be printed, or not all of it. "
                "What was written, {number} page, is checked: every number and every link is "
                "right.",
                "Not done yet: a file that is named below could not be printed, or not all of it. "
                "What was written, {number} pages, is checked: every number and every link is "
                "right.",
                pages,
            )
        return words.count(
            "ui.packet.proved",
            "Done and checked: {number} page, every number and every link is right.",
            "Done and checked: {number} pages, every number and every link is right.",
            pages,
        )

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

    def _draw(self, part: int, page: int, width: int) -> Picture:
        file = self.made.directory / self.made.parts[part].file
        return self._around.desk.drawn(file.read_bytes(), page, width)

    # ---- within --------------------------------------------------------------------------------

    def _add(
        self, line: Flow, name: str, says: str, work: Callable[[], object], icon: str = ""
    ) -> QPushButton:
        made = button(says)
        if icon:
            with_icon(made, icon, self._around.look)
        made.setObjectName(f"packet.{name}")
        made.clicked.connect(lambda _checked=False: work())
        line.addWidget(made)
        return made

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made.directory)))
