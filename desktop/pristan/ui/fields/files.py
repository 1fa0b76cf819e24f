"""Files: dropped here or chosen, kept unchanged in the case, shown with what is known of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QProgressBar, QWidget

from pristan.case import Links, Saying, Value, say
from pristan.questions import Type
from pristan.ui.dialogs import choose_files
from pristan.ui.fields.base import Field
from pristan.ui.fields.many_files import ManyFiles
from pristan.ui.hand_on import hand_on_keyboard, has_keyboard
from pristan.ui.imports import Coming
from pristan.ui.pages_panel import PagesPanel
from pristan.ui.pieces import button, column, frame, icon_button, label, row, with_icon
from pristan.words import Words

if TYPE_CHECKING:
    from pristan.evidence import Picture
    from pristan.ui.paper_password import PaperPassword

_ENDLESS = re.compile(r"\S{16}(?=\S)")
_LARGE = 125  # percent: beside larger text there is no room for buttons
_REST_MS = 80
_WAITING = 6  # files on their way that have a row of their own; how many more, one line tells
_AT_ONCE = 3  # rows that are built in one turn of the event loop
_TURN_MS = 1  # with 0 they would be built before anything is painted: Qt then asks no clock


class FilesField(Field):
    """The files of one answer, in the order in which they will be printed."""

    def build(self) -> None:
        words, look = self.words, self.around.look
        self._links = Links()
        self._shown: tuple[object, ...] = ()
        self._remarks: Mapping[str, Sequence[Saying]] = {}
        self.setAcceptDrops(True)
        drop = frame("soft")
        inside = column(drop, look.px(6), look.px(12))  # beside it a large text has no room
        self._choose = with_icon(
            button(words("ui.files.choose", "Choose files…")), "folder-open", look
        )
        self.named(self._choose, "choose", self._choose.text())
        self._choose.clicked.connect(self._ask)
        inside.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        says = words("ui.files.drop", "or drop files or a whole folder here, or paste a picture")
        hint = label(says, "muted")
        inside.addWidget(hint)
        self.lines.addWidget(drop)
        self._many = ManyFiles(self.around)  # above the rows: they may be hundreds
        self.lines.addWidget(self._many)
        self._made: dict[object, tuple[object, QWidget]] = {}  # rows, each with what it shows
        self._bars: dict[object, QProgressBar] = {}
        self._rows = column(gap=look.px(6))  # below: what is pressed again must not move away
        self.lines.addLayout(self._rows)
        self._asked = column(gap=look.px(6))  # apart from the rows: what is typed there stays
        self.lines.addLayout(self._asked)
        self._passwords: dict[str, PaperPassword] = {}
        self._pages: PagesPanel | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._rested)
        self._due = False
        self.around.imports.changed.connect(self.refresh)

    def finish(self) -> None:
        if pages := self._arranged_by():
            self._pages = PagesPanel(self.around, self.question.id, pages)
            self.lines.addWidget(self._pages)

    def _arranged_by(self) -> str:
        """Return the question that keeps the pages of these files in order; "" where none does."""
        forms = self.around.desk.questionnaire
        screen = forms.screens[forms.screen_of[self.question.id]]
        asked = [question.id for question in screen.questions]
        after = screen.questions[asked.index(self.question.id) + 1 :][:1]
        return after[0].id if after and after[0].type is Type.PAGES else ""

    def show_value(self, value: Value) -> None:
        self._links = value if isinstance(value, Links) else Links()
        self.refresh()

    def refresh(self) -> None:
        """Show what is known at once; while many files come in, after a rest: something changes
        every few milliseconds then, and the rows need time to be laid out between.
        """
        if self._rest.isActive():
            self._due = True
        elif self._show() > _WAITING:
            self._rest.start()

    def _rested(self) -> None:
        if self._due:
            self._due = False
            self.refresh()

    def _show(self) -> int:
        """Show what is known, and return of how many files more will be."""
        imports = self.around.imports
        coming = imports.coming(self.around.key(self.question.id))
        seen = [imports.seen(id_) for id_ in self._links.ids]
        if all(seen):  # then their pictures are there, and the child has time
            found = imports.remarks(self._links.ids) if seen else {}
            self._remarks = self._remarks if found is None else found
        shown = (
            self._links,
            self._remarks,
            tuple((each.file, each.problem) for each in coming),
            tuple(each and (each.problem, each.locked) for each in seen),
        )
        if shown != self._shown:
            self._shown = shown
            self._many.show_coming(coming)
            self._build_rows()
            self._ask_passwords()
        if self._pages:
            self._pages.refresh()
        for one in coming:
            if one.done and one.size and (bar := self._bars.get(one)):
                bar.setValue(round(100 * one.done / one.size))
        return sum(one.problem is None for one in coming) + seen.count(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._bring([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def _ask(self) -> None:
        self._bring(
            choose_files(
                self, self.words("ui.files.title", "Choose files"),
                self.words("ui.files.kinds", "Documents and pictures"),
                self.words("ui.files.any", "All files"),
            )
        )  # fmt: skip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            copied = QGuiApplication.clipboard().mimeData()
            files = [url.toLocalFile() for url in copied.urls() if url.isLocalFile()]
            if files or not copied.hasImage():
                self._bring(files)
            else:
                self._paste(QGuiApplication.clipboard().image())
        else:
            super().keyPressEvent(event)

    def _bring(self, files: list[str]) -> None:
        self.around.imports.add(self.around.key(self.question.id), [Path(f) for f in files])

    def _paste(self, picture: QImage) -> None:
        """Keep a picture that was copied in another program, as it is."""
        name = self.words(
            "ui.files.pasted", "Pasted picture {when}.png",
            when=f"{datetime.now():%Y-%m-%d %H.%M.%S}",
        )  # fmt: skip
        self.around.imports.paste(self.around.key(self.question.id), name, lambda: _png(picture))

    def _build_rows(self) -> None:
        """Build the rows that show something else than before, a few in each turn of the loop.

        While a folder comes in, its files change one by one, and the window must not stand still.
        """
        rows = list(self._wanted_rows())
        wanted = {key for key, _, _ in rows}
        for key in self._made.keys() - wanted:
            self._let_go(key)
        at, left = 0, _AT_ONCE
        for key, shows, make in rows:
            made = self._made.get(key)
            if (made is None or made[0] != shows) and left:
                before, made = self._made.pop(key, None), (shows, make())
                self._made[key] = made
                self._rows.insertWidget(at, made[1])
                if before:
                    hand_on_keyboard(before[1], made[1])
                    self._take_away(before[1])
                left -= 1
                if not left:
                    QTimer.singleShot(_TURN_MS, self, self._build_rows)
            if made is None:
                continue
            if self._rows.indexOf(made[1]) != at:
                self._rows.insertWidget(at, made[1])
            at += 1

    def _wanted_rows(self) -> Iterator[tuple[object, object, Callable[[], QWidget]]]:
        """Yield for each row what it is of, what it shows, and what builds it."""
        imports, ids = self.around.imports, self._links.ids
        kept = {each.id: each for each in self.around.desk.attachments()}
        for at, id_ in enumerate(ids):
            if file := kept.get(id_):
                ends = (at == 0, at == len(ids) - 1)
                seen = imports.seen(id_)
                looked = seen and (seen.pages, seen.problem, seen.locked, seen.picture is not None)
                shows = (ends, looked, tuple(self._remarks.get(id_, ())))
                yield id_, shows, partial(self._kept_row, ends, id_, file.name, file.size)
        coming = imports.coming(self.around.key(self.question.id))
        waiting = [one for one in coming if one.problem is None]
        for one in (*(one for one in coming if one.problem), *waiting[:_WAITING]):
            yield one, one.problem, partial(self._coming_row, one)

    def _let_go(self, key: object) -> None:
        self._bars.pop(key, None)
        if made := self._made.pop(key, None):
            if has_keyboard(made[1]):
                self._choose.setFocus()
            self._take_away(made[1])

    def _take_away(self, row: QWidget) -> None:
        row.hide()
        self._rows.removeWidget(row)
        row.deleteLater()

    def _ask_passwords(self) -> None:
        """Ask for the password of each file that has one, for as long as it is wanted."""
        from pristan.ui.paper_password import PaperPassword

        imports = self.around.imports
        names = {each.id: each.name for each in self.around.desk.attachments()}
        seen = {id_: imports.seen(id_) for id_ in self._links.ids if id_ in names}
        locked = {id_ for id_, each in seen.items() if each and each.locked}
        for id_ in locked - self._passwords.keys():
            made = self._passwords[id_] = PaperPassword(self.around, id_, names[id_])
            made.given.connect(
                lambda password, keep, id_=id_: imports.unlock(id_, password, keep=keep)
            )
            self._asked.addWidget(made)
        for id_ in locked:
            if (now := seen[id_]) and now.problem:
                self._passwords[id_].say(now.problem)
        for id_ in self._passwords.keys() - locked:
            if seen.get(id_) or id_ not in self._links.ids:  # it is open, or gone
                done = self._passwords.pop(id_)
                done.hide()
                done.deleteLater()

    def _kept_row(self, ends: tuple[bool, bool], id_: str, name: str, size: int) -> QWidget:
        words, look = self.words, self.around.look
        box, line = self._row()
        seen = self.around.imports.seen(id_)
        if seen and seen.picture:
            line.addWidget(_thumbnail(seen.picture, look.px(72), look.colors.line))
        about = column(gap=0)
        about.addWidget(label(_breakable(name)))
        facts = [size_said(size, words)]
        if seen is None:
            facts.append(words("ui.files.looking", "looking at it…"))
        elif seen.pages:
            facts.append(
                words.count("ui.files.pages", "{number} page", "{number} pages", seen.pages)
            )
        about.addWidget(label(" · ".join(facts), "small"))
        if seen and seen.problem and not seen.locked:  # else it stands where the password does
            about.addWidget(self._warning(seen.problem))
        for remark in self._remarks.get(id_, ()):
            about.addWidget(label(words.say(remark), "muted"))
        line.addLayout(about, 1)
        buttons = row(gap=look.px(8))
        (about if look.percent > _LARGE else line).addLayout(buttons)
        first, last = ends
        for icon, says, by, off in (
            ("arrow-up", words("ui.files.up", "Earlier: {name}", name=name), -1, first),
            ("arrow-down", words("ui.files.down", "Later: {name}", name=name), 1, last),
        ):
            if not (first and last):
                mover = icon_button(icon, says, look)
                mover.setObjectName(icon)
                mover.setEnabled(not off)
                mover.clicked.connect(lambda _checked=False, by=by: self._move(id_, by))
                buttons.addWidget(mover)
        away = icon_button("x", words("ui.files.remove", "Remove: {name}", name=name), look)
        away.setObjectName("x")
        away.clicked.connect(lambda: self._remove(id_))
        buttons.addWidget(away)
        if look.percent > _LARGE:
            buttons.addStretch(1)
        return box

    def _coming_row(self, one: Coming) -> QWidget:
        words, look = self.words, self.around.look
        box, line = self._row()
        about = column(gap=look.px(4))
        about.addWidget(label(_breakable(one.file.name)))
        if one.problem:
            about.addWidget(self._warning(one.problem))
            stop = button(words("ui.files.dismiss", "All right"), "quiet")
        else:
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setFixedHeight(look.px(10))
            bar.setAccessibleName(
                words("ui.files.coming", "Bringing in: {name}", name=one.file.name)
            )
            self._bars[one] = bar
            about.addWidget(bar)
            stop = button(words("ui.files.stop", "Stop"), "quiet")
        stop.clicked.connect(lambda: self.around.imports.stop(one))
        line.addLayout(about, 1)
        line.addWidget(stop)
        return box

    def _warning(self, problem: Saying) -> QFrame:
        box = frame("notice")
        row(box, 0, self.around.look.px(8)).addWidget(label(self.words.say(problem)))
        return box

    def _row(self) -> tuple[QFrame, QBoxLayout]:
        box = frame("paper")
        return box, row(box, self.around.look.px(10), self.around.look.px(8))

    def _move(self, id_: str, by: int) -> None:
        ids = list(self._links.ids)
        at = ids.index(id_)
        ids.insert(at + by, ids.pop(at))
        self.tell(Links(tuple(ids)))

    def _remove(self, id_: str) -> None:
        self.tell(Links(tuple(each for each in self._links.ids if each != id_)))
        self.around.notice(say("ui.files.removed", "Removed from this answer."), True)
        self._choose.setFocus()


def _breakable(name: str) -> str:
    """Return a name that wraps: an endless word would make the whole page wider than the window."""
    return _ENDLESS.sub("\\g<0>\u200b", name)


def _png(picture: QImage) -> bytes:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(held, "PNG")  # type: ignore[call-overload]
    return bytes(held.data().data())


def _thumbnail(picture: Picture, side: int, edge: str) -> QLabel:
    shown = QLabel()
    drawn = QImage(
        picture.data, picture.width, picture.height, 3 * picture.width, QImage.Format.Format_RGB888
    )
    small = QPixmap.fromImage(drawn).scaled(
        side, side, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    painter = QPainter(small)  # a white page on white paper has no edge of its own
    painter.setPen(QColor(edge))
    painter.drawRect(small.rect().adjusted(0, 0, -1, -1))
    painter.end()
    shown.setPixmap(small)
    shown.setFixedWidth(side)
    shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return shown


def size_said(size: int, words: Words) -> str:
    """Return a number of bytes as a person reads it."""
    if size < 1_000_000:
        return words("ui.files.kb", "{size} KB", size=max(1, round(size / 1000)))
    return words("ui.files.mb", "{size} MB", size=round(size / 1_000_000, 1))
