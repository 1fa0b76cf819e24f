"""The pages of a document as small pictures: put in order, turned, left out, opened."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPixmap, QShowEvent
from PySide6.QtWidgets import QWidget

from pristan.case import Key, Links, Problem, Sheet, Sheets, say
from pristan.interview.arranged import arranged, covered, hidden, moved, turned
from pristan.interview.parted import in_no_document
from pristan.ui.around import Around
from pristan.ui.extracts import Extracts
from pristan.ui.flow import Flow
from pristan.ui.jobs import Job
from pristan.ui.joining import Joining, Loose
from pristan.ui.page_picture import pixmap
from pristan.ui.pieces import column, label, named_buttons
from pristan.ui.strip import Strip

_SIDE = 120  # px at 100 %
_AT_ONCE = 12  # pages for one question: the window shows them together, and scrolling goes on


class PagesPanel(QWidget):
    """Shows what the desk knows of the pages, and tells it what was done with one."""

    rearranged = Signal(object)  # all pages as they stand now

    def __init__(self, around: Around, files: str, pages: str) -> None:
        super().__init__()
        self._around = around
        self._files, self._pages = around.key(files), around.key(pages)
        self._sheets: tuple[Sheet, ...] = ()
        self._job: Job | None = None
        words, look = around.voice.words, around.look
        lines = column(self, look.px(6))
        lines.setContentsMargins(0, look.px(14), 0, 0)
        lines.addWidget(label(words("ui.pages.title", "The pages, as they will be printed"), "ask"))
        lines.addWidget(
            label(
                words(
                    "ui.pages.hint",
                    "Drag a page to its place, or move it with Alt and the up and down arrows. "
                    "Enter opens it, Delete leaves it out or takes it in again, Shift+Enter begins "
                    "a new document with it. The files themselves stay as they are.",
                ),
                "muted",
            )
        )
        self._extracts = Extracts(around, look.px(_SIDE), self)
        self._extracts.changed.connect(self._show_extracts)
        self._extract = label("", "note")
        self._extract.setObjectName(f"{pages}.extract")
        self._extract.hide()
        lines.addWidget(self._extract)
        self.strip = Strip(look.px(_SIDE), self._says)
        self.strip.setObjectName(f"{pages}.strip")
        self.strip.setAccessibleName(words("ui.pages.list", "Pages"))
        self.strip.moved.connect(lambda at, to: self._keep(moved(self._sheets, at, to), to))
        self.strip.asked.connect(self._do)
        self.strip.seen.connect(self._draw)
        lines.addWidget(self.strip)
        below = Flow(gap=look.px(8))
        says = {
            "open": words("ui.pages.open", "Open"),
            "earlier": words("ui.pages.earlier", "Earlier"),
            "later": words("ui.pages.later", "Later"),
            "turn": words("ui.pages.turn", "Turn"),
            "hide": words("ui.pages.hide", "Leave out or take in"),
            "split": words("ui.pages.split", "A new document from this page on"),
            "join": words("ui.pages.join", "Put together with another document…"),
        }
        buttons = named_buttons(below, pages, says, self._do)
        lines.addLayout(below)
        self._loose = Loose(around)
        self._loose.taken.connect(lambda: self._keep((*self._sheets, *self._in_none()), 0))
        lines.addWidget(self._loose)
        self._joining = Joining(around)
        self._joining.chosen.connect(self._join)
        lines.addWidget(self._joining)
        self.strip.reached.connect(lambda at: buttons["split"].setEnabled(at > 0))
        self.hide()

    def refresh(self) -> None:
        """Show the pages as they stand now."""
        sheets = self._now()
        self._extracts.refresh()
        if sheets != self._sheets:
            self._sheets = sheets
            self._show_sheets()
            self.rearranged.emit(sheets)
        self._loose.show_count(len(self._in_none()))
        self.setVisible(bool(sheets) or not self._loose.isHidden())

    def _show_sheets(self) -> None:
        self.strip.show_sheets(self._as_printed(), max(self.strip.current_row(), 0))
        QTimer.singleShot(0, self, self._draw)

    def _as_printed(self) -> tuple[Sheet, ...]:
        """Return the pages as they print: of a register's page the extract stands for all."""
        first = set[str]()
        found = []
        for sheet in self._sheets:
            if sheet.attachment in self._extracts.drawn and not sheet.hidden:
                again = sheet.attachment in first
                first.add(sheet.attachment)
                found.append(replace(sheet, turn=0, boxes=(), hidden=again))
            else:
                found.append(sheet)
        return tuple(found)

    def _show_extracts(self) -> None:
        """Show the extracts in place of the pages, and say so."""
        words, drawn = self._around.voice.words, self._extracts.drawn
        says = words(
            "ui.pages.extract",
            "Of a saved page of a register, an extract is printed and not the page itself. The "
            "first of its pictures shows the extract; the pages after it are not printed.",
        )
        problems = [each.saying for each in drawn.values() if isinstance(each, Problem)]
        self._extract.setText("\n".join((says, *map(words.say, problems))))
        self._extract.setVisible(bool(drawn))
        self.strip.forget_pictures()
        self._show_sheets()

    def showEvent(self, event: QShowEvent) -> None:
        QTimer.singleShot(0, self, self._draw)

    def _now(self) -> tuple[Sheet, ...]:
        answers = self._around.desk.answers
        files, counts = self._counted()
        return arranged(files, counts, answers.value(self._pages.question, self._pages.item))

    def _in_none(self) -> tuple[Sheet, ...]:
        """Return the pages of these files that no document has."""
        return in_no_document(self._around.desk.answers, *self._counted())

    def _counted(self) -> tuple[tuple[str, ...], dict[str, int]]:
        """Return the files, and how many pages each has, as far as that is known."""
        links = self._around.desk.answers.value(self._files.question, self._files.item)
        files = links.ids if isinstance(links, Links) else ()
        seen = {file: self._around.imports.seen(file) for file in files}
        return files, {file: each.pages for file, each in seen.items() if each}

    def _says(self, number: int, sheet: Sheet) -> str:
        words = self._around.voice.words
        names = {each.id: each.name for each in self._around.desk.attachments()}
        said = words(
            "ui.pages.page",
            "{number}: page {page} of {name}",
            number=number,
            page=sheet.page,
            name=names.get(sheet.attachment, ""),
        )
        if sheet.turn:
            said += ", " + words("ui.pages.turned", "turned by {degrees}°", degrees=sheet.turn)
        if sheet.boxes:
            said += ", " + words.count(
                "ui.pages.covered", "{number} part covered", "{number} parts covered",
                len(sheet.boxes),
            )  # fmt: skip
        if sheet.attachment in self._extracts.drawn and not sheet.hidden:
            said += ", " + words("ui.pages.as_extract", "printed as an extract")
        if sheet.hidden:
            said += ", " + words("ui.pages.hidden", "not printed")
        return said

    def _draw(self) -> None:
        """Have the pages drawn that are seen and have no picture yet, all those of a file at once.

        What has been scrolled away before its turn came is not drawn.
        """
        if self._job or not self.isVisible():
            return
        missing = self.strip.missing(_AT_ONCE)
        if not missing:
            return
        wanted = [each for each in missing if each.attachment == missing[0].attachment]
        extract = self._extracts.drawn.get(wanted[0].attachment)
        if extract is not None and (first := self._first_of(wanted[0])) in wanted:
            picture = QPixmap() if isinstance(extract, Problem) else pixmap(extract)
            self.strip.show_pictures([(first, picture)])
            self._draw()
            return
        papers, width = self._around.desk.papers, self._around.look.px(_SIDE)
        self._job = self._around.jobs.run(
            lambda: papers.draw(wanted[0].attachment, wanted, width),
            lambda drawn: self._show(wanted, [pixmap(each) for each in drawn]),
            lambda _error: self._show(wanted, [QPixmap()] * len(wanted)),
        )
        self.destroyed.connect(self._job.forget)

    def _first_of(self, sheet: Sheet) -> Sheet:
        """Return the page of the same file that stands for its extract; else the page itself."""
        shown = (each for each in self._as_printed() if each.attachment == sheet.attachment)
        return next((each for each in shown if not each.hidden), sheet)

    def _show(self, plain: list[Sheet], pictures: list[QPixmap]) -> None:
        self._job = None
        extracts = {self._first_of(each) for each in plain
                    if each.attachment in self._extracts.drawn}  # fmt: skip
        self.strip.show_pictures([
            (each, picture)
            for each, picture in zip(plain, pictures, strict=True)
            if each not in extracts  # one may have come meanwhile
        ])
        self._draw()

    # ---- what is done with a page --------------------------------------------------------------

    def _do(self, name: str) -> None:
        at = self.strip.current_row()
        if name == "join":
            self._joining.ask()
        elif not 0 <= at < len(self._sheets):
            return
        elif name == "open":
            self._open(at)
        elif name == "split":
            self._split(at)
        elif name == "turn":
            self._keep(turned(self._sheets, at), at)
        elif name == "hide":
            self._keep(hidden(self._sheets, at), at)
        else:
            to = min(max(at + (1 if name == "later" else -1), 0), len(self._sheets) - 1)
            self._keep(moved(self._sheets, at, to), to)

    def _keep(self, sheets: tuple[Sheet, ...], at: int) -> None:
        self.strip.set_current_row(at)
        self._around.desk.answer(self._pages, Sheets(sheets))
        self._around.desk.save_soon()  # each is a step of its own for undo
        self.refresh()
        self.strip.set_current_row(at)

    def _split(self, at: int) -> None:
        if at == 0:
            self._around.notice(say(
                "ui.pages.not_first",
                "This is the first page. Choose the page with which the new document begins.",
            ), False)  # fmt: skip
            return
        item = self._around.desk.split_document(self._files.item, self._sheets, at)
        self._around.desk.save_soon()
        self._around.open_item(item, True)
        self._around.notice(say(
            "ui.pages.split_off",
            "These pages are a document of their own now. Say what it is called, and look at what "
            "it belongs to: it has the same ties as the one it came from.",
        ), True)  # fmt: skip

    def _join(self, other: str) -> None:
        counts = self._joining.counts()
        self._joining.hide()
        self._around.desk.join_documents(self._files.item, other, counts)
        self._around.desk.save_soon()
        self.refresh()
        self._around.notice(say("ui.pages.joined", "The two are one document now."), True)
        self.strip.setFocus()

    def _open(self, at: int) -> None:
        from pristan.ui.viewer import Viewer

        beside = Key("exhibit_translation_files", self._files.item)
        viewer = Viewer(self._around, self._sheets, at, beside)
        viewer.turned.connect(lambda place: self._keep(turned(self._sheets, place), place))
        viewer.covered.connect(
            lambda place, boxes: self._keep(covered(self._sheets, place, boxes), place)
        )
        self.rearranged.connect(viewer.show_sheets)
        viewer.closed.connect(self.strip.setFocus)
        viewer.cover_page_of(self)
