"""The one window: unlock, the case, the cover; what locks it, and what survives a new language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from pristan.case import Problem, Saying, say
from pristan.ui.doors import Doors
from pristan.ui.front import Front, Opening
from pristan.ui.style import Look, palette, sheet
from pristan.ui.unlock import UnlockPage
from pristan.ui.voice import Voice
from pristan.ui.writing import UndoElsewhere

if TYPE_CHECKING:
    from pristan.desk import Desk
    from pristan.ui.clipboard import Copied
    from pristan.ui.cover import Cover
    from pristan.ui.idle import IdleWatch
    from pristan.ui.jobs import Jobs
    from pristan.ui.open_case import OpenCase

Restart = Callable[[Mapping[str, str]], None]
_SIZE = (1120, 780)  # px at 100 %
_FRAME = (16, 48)  # px that a window manager may put around a window


class Shell(QWidget):
    """Decides which page is shown; ``restart`` ends this process and begins a locked one."""

    ready = Signal()  # the first page was painted

    def __init__(self, doors: Doors, voice: Voice, look: Look, restart: Restart) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._doors, self.voice, self.look = doors, voice, look
        self._restart = restart
        self._file: Path | None = None
        self._worker: Jobs | None = None
        self.case: OpenCase | None = None
        self._close: Callable[[], None] | None = None
        self._pages = QStackedLayout(self)
        self._cover: Cover | None = None
        self._copied: Copied | None = None
        self._then: Callable[[], object] | None = None
        self.idle: IdleWatch | None = None
        UndoElsewhere(self)
        self._dress()
        room = self.screen().availableSize() - QSize(*_FRAME)
        self.resize(QSize(*map(look.px, _SIZE)).boundedTo(room))

    @property
    def page(self) -> QWidget:
        """Return the page that is shown."""
        shown = self._pages.currentWidget()
        assert shown is not None
        return shown

    @property
    def _jobs(self) -> Jobs:
        from pristan.ui.jobs import Jobs

        if self._worker is None:
            self._worker = Jobs(self)
        return self._worker

    # ---- pages before the case ----------------------------------------------------------------

    def show_unlock(self, case: Path | None) -> UnlockPage:
        """Show the first page, for a file or for none."""
        self._file = case
        page = UnlockPage(self.voice, self.look, case)
        page.unlock.connect(self._unlock)
        page.choose.connect(self._choose)
        page.begin.connect(self._begin)
        page.painted.connect(self.ready)
        self._show_front(page, lambda: self.show_unlock(self._file))
        return page

    def _begin(self, kept: str = "") -> None:
        from pristan.ui.create import CreatePage

        page = CreatePage(self.voice, self.look, self._doors, kept)
        page.back.connect(lambda: self.show_unlock(self._file))
        page.made.connect(self._create)
        self._show_front(page, lambda: self._begin(page.phrase))

    def _promise(self) -> None:
        self._show_promises(self._again)

    def _show_promises(self, back: Callable[[], object]) -> None:
        from pristan.ui.promises import PromisesPage

        page = PromisesPage(self.voice, self.look)
        page.back.connect(back)
        self._show_front(page, lambda: self._show_promises(back))

    def _show_front(self, page: Front, again: Callable[[], object]) -> None:
        self._again = again
        page.spoken.connect(self._speak_in_front)
        page.promises.connect(self._promise)
        self._replace(page)
        page.focus_first()

    def _speak_in_front(self, code: str) -> None:
        from pristan.ui.carry import given_back, taken

        before = taken(self.page, typed=True)
        self.voice = self.voice.turned("ru" if code == "ru" else "en", False)
        self._dress()
        self._again()
        given_back(self.page, before)

    # ---- opening ------------------------------------------------------------------------------

    def _choose(self) -> None:
        from pristan.ui.dialogs import choose_case

        words = self.voice.words
        title = words("ui.unlock.choose_title", "Open a file")
        kinds = words("ui.unlock.kinds", "Files of this program")
        if file := choose_case(self, title, kinds, words("ui.files.any", "All files")):
            self.show_unlock(Path(file))

    def _unlock(self, file: str, passphrase: str) -> None:
        self._jobs.run(
            lambda: self._doors.open(Path(file), passphrase), self.open_desk, self._not_opened
        )

    def _create(self, passphrase: str) -> None:
        from pristan.ui.create import CreatePage
        from pristan.ui.dialogs import ENDING, choose_new_case

        words = self.voice.words
        page = self.page
        assert isinstance(page, CreatePage)
        suggested = words("ui.create.name", "documents") + ENDING
        title = words("ui.create.where", "Where to keep the new file")
        file = choose_new_case(self, title, suggested)
        if not file:
            return
        path = Path(file) if Path(file).suffix else Path(file + ENDING)
        page.busy(True)
        self._jobs.run(
            lambda: self._doors.create(path, passphrase), self._created, self._not_opened
        )

    def _created(self, desk: Desk) -> None:
        from pristan.ui.create import RecoveryPage

        self._hold(desk.path, desk.close)
        page = RecoveryPage(self.voice, self.look, desk.recovery_code())
        page.go_on.connect(lambda: self.open_desk(desk))
        self._show_front(page, lambda: self._created(desk))

    def _not_opened(self, error: Exception) -> None:
        unknown = say(
            "ui.unlock.failed",
            "The file could not be opened: something went wrong in the program itself. The file "
            "was not changed.",
        )
        why = error.saying if isinstance(error, Problem) else unknown
        if isinstance(self.page, Opening):
            self.page.failed(self.voice.words.say(why))

    def open_desk(self, desk: Desk) -> None:
        """Show an open case."""
        from pristan.ui.clipboard import Copied
        from pristan.ui.open_case import OpenCase

        page = self.page
        if isinstance(page, UnlockPage):
            page.forget()
        self.case = OpenCase(self, desk, self._doors.forms)
        self._copied = Copied(self)
        self.case.shown.connect(self._show_case)
        self.case.show_page()
        self._hold(desk.path, self.case.close)

    def _hold(self, file: Path, close: Callable[[], None]) -> None:
        """From now on there is something to lock: *close* saves it and closes the file."""
        from pristan.ui.idle import IdleWatch

        self._file, self._close = file, close
        if self.idle is None:
            self.idle = IdleWatch(self)
            self.idle.idle.connect(self.lock)
            for keys in ("F12", "Ctrl+L"):
                QShortcut(QKeySequence(keys), self, self.lock)
        self.idle.start()

    def _show_case(self, page: QWidget, voice: Voice, look: Look) -> None:
        self.voice, self.look = voice, look
        self._dress()
        self._replace(page)

    # ---- cover, break, lock -------------------------------------------------------------------

    def rest(self) -> None:
        """Hide everything for a while."""
        if self.case is None:
            return
        self.case.session.autosave.save()
        self._cover_up().resting(self.voice.words)
        if self.idle:
            self.idle.pausing = True

    def lock(self) -> None:
        """Cover the screen, save, close the file, and end this process for a locked one."""
        if self._close is not None:
            self._leave(self._start_locked)

    def quit(self) -> None:
        """Save, close the file and end."""
        self._leave(QApplication.quit)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.quit()

    def _leave(self, then: Callable[[], object]) -> None:
        if self._close is None:
            then()
            return
        while (popup := QApplication.activePopupWidget() or QApplication.activeModalWidget()) and (
            popup is not self
        ):
            popup.close()
        QGuiApplication.inputMethod().commit()
        cover = self._cover_up()
        cover.locking(self.voice.words)
        self.repaint()
        cover.repaint()
        try:
            self._close()
        except Exception as error:  # whatever it was, the cover must not stay for ever
            unknown = say(
                "ui.lock.unforeseen",
                "Something went wrong in the program itself. What you typed is still in this "
                "window.",
            )
            self._cannot_leave(error.saying if isinstance(error, Problem) else unknown, then)
            return
        self.case = self._close = None
        if self._copied:
            self._copied.clear()
        then()

    def _cannot_leave(self, why: Saying, then: Callable[[], object]) -> None:
        words = self.voice.words
        self._cover_up(then).failed(words, words.say(why))

    def _cover_up(self, then: Callable[[], object] | None = None) -> Cover:
        from pristan.ui.cover import Cover

        self._then = then
        if self._cover is None:
            self._cover = Cover(self.look)
            self._cover.setParent(self)
            self._cover.pressed.connect(self._cover_pressed)
        self._cover.setGeometry(self.rect())
        self._cover.show()
        self._cover.raise_()
        self.page.setEnabled(False)
        return self._cover

    def _cover_pressed(self, name: str) -> None:
        then = self._then or self._start_locked
        if name == "continue":
            self._uncover()
        elif name == "again":
            self._leave(then)
        elif name == "drop":
            then()
        elif name == "lock":
            self.lock()
        elif name == "stop":
            self.quit()

    def _uncover(self) -> None:
        self.page.setEnabled(True)
        if self._cover:
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None
        if self.idle:
            self.idle.start()
        if self.case:
            self.case.focus()

    def _start_locked(self) -> None:
        self._restart(
            {
                "case": str(self._file or ""), "language": self.voice.code,
                "theme": self.look.theme, "percent": str(self.look.percent),
            }
        )  # fmt: skip

    # ---- within -------------------------------------------------------------------------------

    def focusNextPrevChild(self, next: bool) -> bool:
        from pristan.ui import reading_order

        if self.case and self.case.page:
            self.case.page.settle()
        root = self._cover or self.page
        stop = reading_order.beside(root, QApplication.focusWidget(), 1 if next else -1)
        if stop is None:
            return False
        reasons = QtCore.Qt.FocusReason
        stop.setFocus(reasons.TabFocusReason if next else reasons.BacktabFocusReason)
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ThemeChange:
            QTimer.singleShot(0, self._system_turned)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._cover:
            self._cover.setGeometry(self.rect())

    def _system_turned(self) -> None:
        dark = QGuiApplication.styleHints().colorScheme() is QtCore.Qt.ColorScheme.Dark
        self.look = replace(self.look, dark=dark)
        if self.case:
            self.case.system(dark)
        self._dress()

    def _replace(self, page: QWidget) -> None:
        before = self._pages.currentWidget()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:
            self._pages.removeWidget(before)
            before.hide()
            before.deleteLater()

    def _dress(self) -> None:
        self.setWindowTitle(self.voice.words("ui.title", "Documents"))
        if self.case is not None:
            from pristan.ui.qt_words import speak_qt

            speak_qt(self.voice.code)
        clothes = sheet(self.look, case=self.case is not None)
        if clothes != self.styleSheet():  # it is dear: every widget is measured anew
            app = QApplication.instance()
            if isinstance(app, QApplication):
                app.setPalette(palette(self.look.colors))
            self.setStyleSheet(clothes)
