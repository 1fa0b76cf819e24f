"""What is where in a packet, written or not; each page can be looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QWidget

from pristan.case import Saying
from pristan.ui.around import Around
from pristan.ui.flow import Flow
from pristan.ui.leafing import Leafing
from pristan.ui.packet_order import Lines
from pristan.ui.packet_said import DOCUMENTS, title_of
from pristan.ui.pieces import button, column, frame, label
from pristan.ui.writing import LineEdit

if TYPE_CHECKING:
    from pristan.evidence import Picture
    from pristan.packet.report import Report

# Draws a page of a part, the part counted from 0 and the page from 1, so many pixels wide.
Draw = Callable[[int, int, int], "Picture"]


class PacketPages(QWidget):
    """Lists documents and exhibits with their pages; a line of it, or a number, opens a page."""

    def __init__(self, report: Report, draw: Draw, around: Around, gone: str = "") -> None:
        """*gone* is said of a page that cannot be shown."""
        super().__init__()
        self._report, self.drawn, self.around, self.gone = report, draw, around, gone
        self._ends = [*accumulate(part.pages for part in report.parts)]
        self._viewer: PageViewer | None = None
        words = around.voice.words
        lines = column(self, around.look.px(8))
        lines.addWidget(label(words("ui.packet.where", "What is where"), "ask"))
        hint = words("ui.packet.where_hint", "Press a line to look at its page.")
        lines.addWidget(label(hint, "muted"))
        self._places: dict[str, tuple[int, int]] = {}  # by the line: the first of all pages, number
        self.list = self._contents()
        lines.addWidget(self.list)
        lines.addLayout(self._to_number())

    def focus_first(self) -> None:
        """Put the keyboard on the first line."""
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def pages(self) -> int:
        """Return how many pages there are in all parts."""
        return self._ends[-1]

    def place(self, at: int) -> tuple[int, int]:
        """Return the part of a page, and which of its pages it is, counted from 1."""
        part = bisect_right(self._ends, at)
        return part, at - self._ends[part] + self._report.parts[part].pages + 1

    def says(self, at: int) -> str:
        """Return what a page belongs to and where it is."""
        (part, page), parts = self.place(at), self._report.parts
        number = page + parts[part].last_page - parts[part].pages
        line = max((each for each in self._places if self._places[each][0] <= at),
                   key=lambda each: self._places[each][0])  # fmt: skip
        return f"{self._titles[line]} · {self._where(parts[part].file, number, number)}"

    def show_page(self, at: int) -> None:
        """Open a page, counted from 0 in all parts; Esc comes back."""
        if self._viewer:  # one press can tell of itself twice, as a click and as a choice
            return
        self._viewer = PageViewer(self, at)
        had = self.focusWidget() or self.list
        self._viewer.closed.connect(had.setFocus)
        self._viewer.closed.connect(self._closed)
        self._viewer.cover_page_of(self)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._viewer and not event.spontaneous():
            self._viewer.leave()

    def _closed(self) -> None:
        self._viewer = None

    # ---- what is where -------------------------------------------------------------------------

    def _contents(self) -> Lines:
        """Return the list of what is where, in the order of the pages."""
        words, found = self.around.voice.words, Lines(self.around.look)
        found.setObjectName("packet.contents")
        found.setAccessibleName(words("ui.packet.where", "What is where"))
        self._titles: dict[str, str] = {}
        said: dict[str, tuple[str, str]] = {}

        def note(name: str, title: str, file: str, first: int, last: int) -> None:
            part = next(at for at, each in enumerate(self._report.parts) if each.file == file)
            id_, begun = f"{name}.{part}", self._report.parts[part]
            at = self._ends[part] - 1 - (begun.last_page - first)
            self._places[id_], self._titles[id_] = (at, first), title
            said[id_] = (title, self._where(file, first, last))

        for document in self._report.documents:
            called = DOCUMENTS.get(document.name)
            title = words.say(called) if called else document.title
            last = document.first_page + document.pages - 1
            note(document.name, title, document.part, document.first_page, last)
        begun: set[str] = set()
        for exhibit in self._report.exhibits:
            known = title_of(exhibit.id, self.around.desk, self.around.voice.own) or exhibit.title
            title = words("ui.packet.exhibit", "Exhibit {label}: {title}", label=exhibit.label,
                          title=known)  # fmt: skip
            sheet = exhibit.id not in begun  # where it goes on in another file it has none
            begun.add(exhibit.id)
            last = exhibit.first_page + sheet + exhibit.pages - 1
            note(exhibit.id, title, exhibit.part, exhibit.first_page, last)
        lines = sorted(said, key=self._places.__getitem__)
        found.put(lines)
        found.say(said)
        found.opened.connect(self._open)
        found.itemClicked.connect(lambda _item: self._open())
        return found

    def _open(self) -> None:
        if place := self._places.get(self.list.current):
            self.show_page(place[0])

    def _where(self, file: str, first: int, last: int) -> str:
        words = self.around.voice.words
        if last > max(first, 1):
            where = words("ui.packet.from_to", "pages {first} to {last}",
                          first=max(first, 1), last=last)  # fmt: skip
        elif first == 0:
            where = words("ui.packet.unnumbered", "the first page, without a number")
        else:
            where = words("ui.packet.one_page", "page {page}", page=first)
        return f"{where} · {file}" if len(self._report.parts) > 1 else where

    # ---- a number ------------------------------------------------------------------------------

    def _to_number(self) -> Flow:
        """Return a line in which one types the number of a page, as it is printed."""
        words, look = self.around.voice.words, self.around.look
        line = Flow(gap=look.px(8))
        says = words("ui.packet.number", "Page number")
        beside = label(says)
        beside.setWordWrap(False)
        self._number = LineEdit()
        self._number.setObjectName("packet.number")
        self._number.setAccessibleName(says)
        self._number.setFixedWidth(look.px(90))
        self._number.returnPressed.connect(self._go_to_number)
        beside.setBuddy(self._number)
        show = button(words("ui.packet.show", "Show the page"))
        show.setObjectName("packet.show")
        show.clicked.connect(self._go_to_number)
        self._no_number = label("", "small")
        for each in (beside, self._number, show, self._no_number):
            line.addWidget(each)
        return line

    def _go_to_number(self) -> None:
        typed = self._number.text().strip()
        number = int(typed) if typed.isdecimal() else 0
        parts = self._report.parts
        for part, end in zip(parts, self._ends, strict=True):
            if part.first_page <= number <= part.last_page:
                self._no_number.setText("")
                self.show_page(end - 1 - (part.last_page - number))
                return
        self._no_number.setText(self.around.voice.words(
            "ui.packet.no_number", "The pages are numbered {first} to {last}.",
            first=parts[0].first_page, last=parts[-1].last_page,
        ))  # fmt: skip


class PageViewer(Leafing):
    """Shows the pages of a packet, all files one after the other."""

    def __init__(self, pages: PacketPages, at: int) -> None:
        super().__init__(pages.around, pages.pages(), at)
        self._of = pages
        self.gone = pages.gone or self.gone
        self.finish_layout()

    def show_page(self) -> None:
        """Say which page it is, and draw it."""
        part, page = self._of.place(self.at)
        self.title.setText(self._of.says(self.at))
        self.draw(self.page, self.at, lambda width: self._of.drawn(part, page, width))


def to_settle(problems: Sequence[Saying], around: Around) -> QFrame:
    """Return the list of what is to settle before a packet is filed."""
    words, look = around.voice.words, around.look
    box = frame("notice")
    inside = column(box, look.px(4), look.px(12))
    heading = words("ui.packet.settle", "To settle before anything is filed")
    inside.addWidget(label(f"{heading} ({len(problems)})", "ask"))
    for problem in problems:
        inside.addWidget(label(f"•  {words.say(problem)}"))
    return box
