"""A packet before it is written: what would be where, what is to settle, every page of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pristan.ui.around import Around
from pristan.ui.flow import Flow
from pristan.ui.packet_pages import PacketPages, to_settle
from pristan.ui.packet_said import PROFILES
from pristan.ui.packet_work import PacketWork
from pristan.ui.pieces import LongButton, column, label

if TYPE_CHECKING:
    from pristan.evidence import Picture
    from pristan.packet.preview import Preview


class PreviewView(QWidget):
    """Shows the packet that the work has made to be looked at; *write* asks where to write it."""

    def __init__(self, work: PacketWork, around: Around, write: Callable[[], object]) -> None:
        super().__init__()
        assert work.preview
        self.made: Preview = work.preview
        self._around = around
        report, words, look = self.made.report, around.voice.words, around.look
        lines = column(self, look.px(8))
        kind = PROFILES.get(report.profile)
        self.heading = label(words("ui.packet.title", "The packet"), "title")
        lines.addWidget(self.heading)
        lines.addWidget(label(words.say(kind) if kind else report.profile, "muted"))
        said = words.count(
            "ui.packet.ahead",
            "So it would be written now: {number} page. Nothing has been written yet, and what you "
            "look at here stays in memory.",
            "So it would be written now: {number} pages. Nothing has been written yet, and what "
            "you look at here stays in memory.",
            sum(part.pages for part in report.parts),
        )
        lines.addWidget(label(said, "note"))
        if report.problems:
            lines.addWidget(to_settle(report.problems, around))
        self._pages = PacketPages(report, self._draw, around)
        lines.addWidget(self._pages)
        below = Flow(gap=look.px(10))
        for name, says, do in (
            ("write", words("ui.packet.write", "Choose a folder and write…"), write),
            ("again", words("ui.packet.again", "Back to choosing"), work.put_away),
        ):
            made = LongButton(says, "main" if name == "write" else "")
            made.setObjectName(f"packet.ahead.{name}")
            made.clicked.connect(lambda _checked=False, do=do: do())
            below.addWidget(made)
        lines.addLayout(below)
        lines.addStretch(1)

    def focus_first(self) -> None:
        """Put the keyboard on the list of what is where."""
        self._pages.focus_first()

    def refresh(self) -> None:
        """Do nothing: a packet that was made stays as it is, or is put away."""

    def _draw(self, part: int, page: int, width: int) -> Picture:
        return self._around.desk.drawn(self.made.page(part, page), 1, width)
