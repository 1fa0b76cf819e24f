"""Looks at the pages of a document inside the program: turned, searched, covered in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pristan.case import Key, Links, Sheet
from pristan.ui.around import Around
from pristan.ui.covers import Covers
from pristan.ui.flow import Flow
from pristan.ui.jobs import Job
from pristan.ui.leafing import Leafing
from pristan.ui.page_facts import PageFacts
from pristan.ui.page_search import Found, search, seen_at
from pristan.ui.pane import Pane
from pristan.ui.pieces import button, column, label, row
from pristan.ui.writing import LineEdit

if TYPE_CHECKING:
    from pristan.case import Box


class Viewer(Leafing):
    """Shows sheets of kept files, and beside them a translation or what the file tells.

    ``turned`` asks to turn a page for good, ``covered`` to cover parts of it: fractions of the
    page as its file shows it.
    """

    turned = Signal(int)
    covered = Signal(int, object)

    def __init__(self, around: Around, sheets: Sequence[Sheet], at: int, beside: Key) -> None:
        super().__init__(around, len(sheets), at)
        self._sheets, self._beside = tuple(sheets), beside
        self._opened_with = self._sheets
        self._found: Found | None = None
        self._job: Job | None = None
        self._open = True
        words, look, above = around.voice.words, around.look, self.tools
        turn = words("ui.viewer.turn", "Turn the page")
        self.add(above, "turn", turn, lambda: self.turned.emit(self.at))
        self._undo = self.add(above, "undo", words("ui.viewer.undo", "Undo"), self._take_back)
        self._undo.setEnabled(False)
        self._cover = self.add(
            above, "cover", words("ui.viewer.cover", "Cover a part"), self._show_covers
        )
        self._cover.setCheckable(True)
        self._pair = self.add(
            above, "pair", words("ui.viewer.pair", "Translation beside"), self._show_pair
        )
        self._pair.setCheckable(True)
        self._pair.setVisible(bool(self._translation()))
        self._about = self.add(
            above, "about", words("ui.viewer.about", "About the file"), self._show_facts
        )
        self._about.setCheckable(True)
        self._finding = QWidget()
        line = row(self._finding, look.px(6))
        self.line = LineEdit()
        self.line.setObjectName("viewer.search")
        self.line.setAccessibleName(words("ui.viewer.search", "Search in the text"))
        self.line.setPlaceholderText(words("ui.viewer.search", "Search in the text"))
        self.line.returnPressed.connect(self._search)
        find = button(words("ui.viewer.find", "Find"))
        find.setObjectName("viewer.find")
        find.clicked.connect(self._search)
        line.addWidget(self.line, 1)
        line.addWidget(find)
        self.outer.addWidget(self._finding)
        self._said = label("", "muted")
        self._said.setObjectName("viewer.said")
        self.outer.addWidget(self._said)
        self._covering = self._cover_tools()
        self.outer.addWidget(self._covering)
        self.page.leaf.add_covers(self.covers)
        self.other = Pane(words("ui.viewer.other", "The translation"))
        self.other.hide()
        self.panes.addWidget(self.other, 1)
        self.facts = PageFacts(around)
        self.facts.hide()
        self.panes.addWidget(self.facts, 1)
        self.finish_layout()

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show the pages as they are now."""
        if not sheets:
            self.leave()
            return
        self._sheets, self.pages = tuple(sheets), len(sheets)
        self._undo.setEnabled(self._sheets != self._opened_with)
        self.at = min(self.at, self.pages - 1)
        self.show_page()

    def leave(self) -> None:
        """Close, and go back to where one was."""
        self.covers.finish()
        self.facts.stop()
        self._open = False
        super().leave()

    def turn_by(self, by: int) -> None:
        """Go on or back by so many pages; what is being covered is covered first."""
        self.covers.finish()
        super().turn_by(by)

    # ---- what is shown -------------------------------------------------------------------------

    def show_page(self) -> None:
        """Say which page it is, and draw it; beside it what was asked for."""
        words, sheet = self.around.voice.words, self._sheets[self.at]
        names = {each.id: each.name for each in self.around.desk.attachments()}
        self.title.setText(
            words(
                "ui.viewer.title",
                "Page {number} of {count} · {name}",
                number=self.at + 1,
                count=len(self._sheets),
                name=names.get(sheet.attachment, ""),
            )
        )
        found = self._found
        marks = found.boxes if found and found.at == self.at else ()
        seen = [seen_at(box, sheet.turn) for box in marks]
        if self._cover.isChecked():  # with what will be covered still to be seen
            self.covers.show_boxes([seen_at(box, sheet.turn) for box in sheet.boxes])
            sheet = replace(sheet, boxes=())
        self._draw(sheet, self.page, seen)
        if self._pair.isChecked():
            files = self._translation()
            self._draw(Sheet(files[0], sheet.page), self.other, [])
        if self._about.isChecked():
            self.facts.show_sheet(self._sheets, self.at)

    def _draw(self, sheet: Sheet, pane: Pane, marks: Sequence[Box]) -> None:
        papers = self.around.desk.papers
        self.draw(
            pane, sheet, lambda width: papers.draw(sheet.attachment, [sheet], width)[0], marks
        )

    def _translation(self) -> tuple[str, ...]:
        links = self.around.desk.answers.value(self._beside.question, self._beside.item)
        return links.ids if isinstance(links, Links) else ()

    def _show_pair(self) -> None:
        self.other.setVisible(self._pair.isChecked())
        self.show_page()

    def _show_facts(self) -> None:
        self.facts.setVisible(self._about.isChecked())
        self.show_page()

    # ---- covering ------------------------------------------------------------------------------

    def _cover_tools(self) -> QWidget:
        words, look = self.around.voice.words, self.around.look
        self.covers = Covers(words("ui.viewer.covers", "The covered parts"))
        self.covers.hide()
        self.covers.changed.connect(self._covered)
        self.covers.reached.connect(
            lambda at: self.page.ensureVisible(round(at.x()), round(at.y()), 40, 40)
        )
        tools = QWidget()
        lines = column(tools, look.px(4))
        lines.addWidget(
            label(
                words(
                    "ui.viewer.cover_hint",
                    "Draw with the mouse over what shall not be printed. By keyboard: Insert adds "
                    "a box, arrows move it, Shift with arrows sizes it, Space goes to the next, "
                    "Delete takes it away. The file in the case stays whole.",
                ),
                "muted",
            )
        )
        line = Flow(gap=look.px(6))
        self.add(line, "add_box", words("ui.viewer.add_box", "Add a box"), self.covers.add)
        self.add(
            line, "remove_box", words("ui.viewer.remove_box", "Take the box away"),
            self.covers.remove,
        )  # fmt: skip
        lines.addLayout(line)
        tools.hide()
        return tools

    def _show_covers(self) -> None:
        on = self._cover.isChecked()
        self.covers.finish()
        for other in (self._finding, self._said):  # the page needs the room
            other.setHidden(on)
        self._covering.setVisible(on)
        self.covers.setVisible(on)
        (self.covers if on else self._cover).setFocus()
        self.show_page()

    def _covered(self, boxes: Sequence[Box]) -> None:
        turn = self._sheets[self.at].turn
        self.covered.emit(self.at, [seen_at(box, -turn % 360) for box in boxes])

    def _take_back(self) -> None:
        """Undo what was done to the pages since they were opened, one step at a time."""
        self.covers.finish()
        self.around.desk.undo()

    # ---- searching -----------------------------------------------------------------------------

    def _search(self) -> None:
        text, words = self.line.text().strip(), self.around.voice.words
        if not text or self._job:
            return
        again = self._found is not None and self._found.text == text
        begin = self.at + 1 if again else self.at
        order = [(begin + step) % len(self._sheets) for step in range(len(self._sheets))]
        self._said.setText(words("ui.viewer.searching", "Searching…"))
        sheets, papers = self._sheets, self.around.desk.papers
        self._job = self.around.jobs.run(
            lambda: search(text, sheets, order, papers.words, lambda: self._open),
            self._searched,
            lambda _error: self._searched(Found(text)),
        )
        self.destroyed.connect(self._job.forget)

    def _searched(self, found: Found) -> None:
        words = self.around.voice.words
        self._job, self._found = None, found
        if found.at is not None:
            self._said.setText(words("ui.viewer.found", "Found on page {number}. Enter goes on.",
                                     number=found.at + 1))  # fmt: skip
            self.at = found.at
        elif found.has_text:
            self._said.setText(words("ui.viewer.not_found", "These words are not in the text."))
        else:
            self._said.setText(
                words("ui.viewer.no_text", "These pages are pictures: they hold no text to search.")
            )
        self.show_page()
