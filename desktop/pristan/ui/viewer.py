"""Looks at the pages of a document inside the program: large, turned, searched, covered in part.

Pages come as pictures from the closed-off child and stay in memory; no other program is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from pristan.case import Key, Links, Sheet
from pristan.ui import reading_order
from pristan.ui.around import Around
from pristan.ui.covers import Covers
from pristan.ui.flow import Flow
from pristan.ui.jobs import Job
from pristan.ui.page_facts import PageFacts
from pristan.ui.page_search import Found, search, seen_at
from pristan.ui.pages_panel import pixmap
from pristan.ui.pane import Pane
from pristan.ui.pieces import button, column, label, row
from pristan.ui.writing import LineEdit

if TYPE_CHECKING:
    from pristan.case import Box

_ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
_WIDTH = 640  # px of a page at 100 %
_MOST = 3_600  # px: a larger picture shows nothing more


class Viewer(QWidget):
    """Covers the screen while it is open; Esc closes it.

    ``turned`` asks to turn a page for good, ``covered`` to cover parts of it: fractions of the
    page as its file shows it.
    """

    closed = Signal()
    turned = Signal(int)
    covered = Signal(int, object)

    def __init__(self, around: Around, sheets: Sequence[Sheet], at: int, beside: Key) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._around, self._sheets, self._at, self._beside = around, tuple(sheets), at, beside
        self._opened_with = self._sheets
        self._zoom = _ZOOMS.index(1.0)
        self._found: Found | None = None
        self._job: Job | None = None
        self._open = True
        words, look = around.voice.words, around.look
        outer = column(self, look.px(8), look.px(12))
        self._title = label("", "ask")
        outer.addWidget(self._title)
        above = Flow(gap=look.px(6))
        self._add(above, "close", words("ui.viewer.close", "Close (Esc)"), self.leave)
        self._add(above, "before", words("ui.viewer.before", "Page before"), lambda: self._go(-1))
        self._add(above, "next", words("ui.viewer.next", "Next page"), lambda: self._go(1))
        self._add(above, "smaller", words("ui.viewer.smaller", "Smaller"), lambda: self._size(-1))
        self._add(above, "larger", words("ui.viewer.larger", "Larger"), lambda: self._size(1))
        turn = words("ui.viewer.turn", "Turn the page")
        self._add(above, "turn", turn, lambda: self.turned.emit(self._at))
        self._undo = self._add(above, "undo", words("ui.viewer.undo", "Undo"), self._take_back)
        self._undo.setEnabled(False)
        self._cover = self._add(
            above, "cover", words("ui.viewer.cover", "Cover a part"), self._show_covers
        )
        self._cover.setCheckable(True)
        self._pair = self._add(
            above, "pair", words("ui.viewer.pair", "Translation beside"), self._show_pair
        )
        self._pair.setCheckable(True)
        self._pair.setVisible(bool(self._translation()))
        self._about = self._add(
            above, "about", words("ui.viewer.about", "About the file"), self._show_facts
        )
        self._about.setCheckable(True)
        outer.addLayout(above)
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
        outer.addWidget(self._finding)
        self._said = label("", "muted")
        self._said.setObjectName("viewer.said")
        outer.addWidget(self._said)
        self._covering = self._cover_tools()
        outer.addWidget(self._covering)
        self._panes = row(gap=look.px(8))
        self.page = Pane(words("ui.viewer.page", "The page"))
        self.page.leaf.add_covers(self.covers)
        self.other = Pane(words("ui.viewer.other", "The translation"))
        self.other.hide()
        self._panes.addWidget(self.page, 1)
        self._panes.addWidget(self.other, 1)
        self.facts = PageFacts(around)
        self.facts.hide()
        self._panes.addWidget(self.facts, 1)
        outer.addLayout(self._panes, 1)
        self._show()

    def cover_page_of(self, widget: QWidget) -> None:
        """Lie over the page that a widget stands on, and keep to its size."""
        page = widget
        while (above := page.parentWidget()) is not None and not above.isWindow():
            page = above
        self.setParent(page)
        self.setGeometry(page.rect())
        page.installEventFilter(self)
        self.show()
        self.raise_()
        self.page.setFocus()

    def show_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show the pages as they are now."""
        if not sheets:
            self.leave()
            return
        self._sheets = tuple(sheets)
        self._undo.setEnabled(self._sheets != self._opened_with)
        self._at = min(self._at, len(self._sheets) - 1)
        self._show()

    def leave(self) -> None:
        """Close, and go back to where one was."""
        self.covers.finish()
        self.facts.stop()
        self._open = False
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def focusNextPrevChild(self, next: bool) -> bool:
        # Only what is on top is reached while it covers the page
        stop = reading_order.beside(self, QApplication.focusWidget(), 1 if next else -1)
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        sizes = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in steps:
            self._go(steps[key])
        elif key in sizes:
            self._size(sizes[key])

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self._size(1 if event.angleDelta().y() > 0 else -1)
        event.accept()  # what lies below does not scroll

    # ---- what is shown -------------------------------------------------------------------------

    def _add(
        self, line: Flow, name: str, says: str, work: Callable[[], object]
    ) -> QPushButton:
        made = button(says)
        made.setObjectName(f"viewer.{name}")
        made.clicked.connect(lambda _checked=False: work())
        line.addWidget(made)
        return made

    def _go(self, by: int) -> None:
        self.covers.finish()
        self._at = min(max(self._at + by, 0), len(self._sheets) - 1)
        self._show()

    def _size(self, by: int) -> None:
        self._zoom = min(max(self._zoom + by, 0), len(_ZOOMS) - 1)
        self._show()

    def _show(self) -> None:
        words, sheet = self._around.voice.words, self._sheets[self._at]
        names = {each.id: each.name for each in self._around.desk.attachments()}
        self._title.setText(
            words(
                "ui.viewer.title",
                "Page {number} of {count} · {name}",
                number=self._at + 1,
                count=len(self._sheets),
                name=names.get(sheet.attachment, ""),
            )
        )
        found = self._found
        marks = found.boxes if found and found.at == self._at else ()
        seen = [seen_at(box, sheet.turn) for box in marks]
        if self._cover.isChecked():  # with what will be covered still to be seen
            self.covers.show_boxes([seen_at(box, sheet.turn) for box in sheet.boxes])
            sheet = replace(sheet, boxes=())
        self._draw(sheet, self.page, seen)
        if self._pair.isChecked():
            files = self._translation()
            self._draw(Sheet(files[0], sheet.page), self.other, [])
        if self._about.isChecked():
            self.facts.show_sheet(self._sheets, self._at)

    def _draw(self, sheet: Sheet, pane: Pane, marks: Sequence[Box]) -> None:
        width = min(self._around.look.px(_WIDTH * _ZOOMS[self._zoom]), _MOST)
        ratio, papers = self.devicePixelRatioF(), self._around.desk.papers
        fine = min(round(width * ratio), _MOST)
        pane.wanted = (sheet, width)

        def show(picture: QPixmap) -> None:
            if pane.wanted == (sheet, width):  # else the person has gone on meanwhile
                pane.show_page(picture, width, marks)

        job = self._around.jobs.run(
            lambda: papers.draw(sheet.attachment, [sheet], fine),
            lambda drawn: show(pixmap(drawn[0])),
            lambda _error: show(QPixmap()),
        )
        self.destroyed.connect(job.forget)

    def _translation(self) -> tuple[str, ...]:
        links = self._around.desk.answers.value(self._beside.question, self._beside.item)
        return links.ids if isinstance(links, Links) else ()

    def _show_pair(self) -> None:
        self.other.setVisible(self._pair.isChecked())
        self._show()

    def _show_facts(self) -> None:
        self.facts.setVisible(self._about.isChecked())
        self._show()

    # ---- covering ------------------------------------------------------------------------------

    def _cover_tools(self) -> QWidget:
        words, look = self._around.voice.words, self._around.look
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
        self._add(line, "add_box", words("ui.viewer.add_box", "Add a box"), self.covers.add)
        self._add(
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
        self._show()

    def _covered(self, boxes: Sequence[Box]) -> None:
        turn = self._sheets[self._at].turn
        self.covered.emit(self._at, [seen_at(box, -turn % 360) for box in boxes])

    def _take_back(self) -> None:
        """Undo what was done to the pages since they were opened, one step at a time."""
        self.covers.finish()
        self._around.desk.undo()

    # ---- searching -----------------------------------------------------------------------------

    def _search(self) -> None:
        text, words = self.line.text().strip(), self._around.voice.words
        if not text or self._job:
            return
        again = self._found is not None and self._found.text == text
        begin = self._at + 1 if again else self._at
        order = [(begin + step) % len(self._sheets) for step in range(len(self._sheets))]
        self._said.setText(words("ui.viewer.searching", "Searching…"))
        sheets, papers = self._sheets, self._around.desk.papers
        self._job = self._around.jobs.run(
            lambda: search(text, sheets, order, papers.words, lambda: self._open),
            self._searched,
            lambda _error: self._searched(Found(text)),
        )
        self.destroyed.connect(self._job.forget)

    def _searched(self, found: Found) -> None:
        words = self._around.voice.words
        self._job, self._found = None, found
        if found.at is not None:
            self._said.setText(words("ui.viewer.found", "Found on page {number}. Enter goes on.",
                                     number=found.at + 1))  # fmt: skip
            self._at = found.at
        elif found.has_text:
            self._said.setText(words("ui.viewer.not_found", "These words are not in the text."))
        else:
            self._said.setText(
                words("ui.viewer.no_text", "These pages are pictures: they hold no text to search.")
            )
        self._show()
