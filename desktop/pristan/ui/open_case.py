"""An open case in the window: its page in the chosen language and look, and its keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pristan.case import Change, say
from pristan.desk import Desk
from pristan.ui.around import Lists
from pristan.ui.carry import Carried, given_back, taken
from pristan.ui.jump import Jump
from pristan.ui.page import CasePage
from pristan.ui.session import Session
from pristan.ui.style import Look, Theme
from pristan.ui.voice import Voice
from pristan.ui.walk import TODO, Title


class OpenCase(QObject):
    """Builds the page anew for another language or look, and loses nothing on the way."""

    shown = Signal(object, object, object)  # page, voice, look

    def __init__(self, shell: QWidget, desk: Desk, forms: Path) -> None:
        super().__init__(shell)
        self._shell = shell
        self.session = Session(desk, self)
        self._lists = Lists(forms)
        self.voice: Voice = self.session.voice(shell.voice)  # type: ignore[attr-defined]
        self.look: Look = self.session.look(shell.look)  # type: ignore[attr-defined]
        self.page: CasePage | None = None
        self._jump: Jump | None = None
        desk.listen(self._on_change)
        self._keys = [
            QShortcut(QKeySequence(keys), shell, work)
            for keys, work in (
                ("Ctrl+Z", lambda: self.page and self.page.undo()),
                ("Ctrl+Shift+Z", lambda: self.page and self.page.redo()),
                ("Ctrl+Y", lambda: self.page and self.page.redo()),
                ("Alt+Right", lambda: self.page and self.page.next()),
                ("Ctrl+PgDown", lambda: self.page and self.page.next()),
                ("Alt+Left", lambda: self.page and self.page.back()),
                ("Ctrl+PgUp", lambda: self.page and self.page.back()),
                ("Ctrl+G", self.jump),
                ("Ctrl+T", lambda: self.page and self.page.go(TODO)),
            )
        ]

    def show_page(self) -> None:
        """Show the case for the first time."""
        self._build(None)
        assert self.page is not None
        self.page.focus_first()
        if names := self.session.imports.not_added:
            self.page.tell(
                say(
                    "ui.files.not_added",
                    "These files had not been added when the case was locked: {names}. Add them "
                    "again.",
                    names=", ".join(names),
                )
            )
        elif self.session.desk.opened_with_swapped_layout:
            self.page.tell(
                say(
                    "ui.unlock.swapped",
                    "The passphrase was typed in the other keyboard layout; it was understood all "
                    "the same.",
                )
            )

    def speak(self, code: str, both: bool) -> None:
        """Show everything in another language, or in both."""
        self.voice = self.voice.turned("ru" if code == "ru" else "en", both)
        self._anew()

    def theme(self, theme: Theme) -> None:
        """Show everything light, dark or as the system is."""
        self.look = replace(self.look, theme=theme)
        self._anew()

    def system(self, dark: bool) -> None:
        """Follow the system when it turns dark or light."""
        self.look = replace(self.look, dark=dark)
        if self.look.theme == "system":
            self._anew()

    def size(self, percent: int) -> None:
        """Show everything in another text size."""
        self.look = replace(self.look, percent=percent)
        self._anew()

    def jump(self) -> None:
        """Let the person find a question by a word of it."""
        assert self.page is not None
        title = Title(self.session.desk, self.voice, self.page.shower.title)
        self._jump = jump = Jump(self.session.desk, self.voice, self.look, title)
        jump.setParent(self.page)
        jump.setGeometry(self.page.rect())
        jump.closed.connect(self._close_jump)
        jump.chosen.connect(self._jumped)
        jump.show()
        jump.line.setFocus()

    def focus(self) -> None:
        """Put the keyboard back into the case."""
        if self.page:
            self.page.focus_first()

    def close(self) -> None:
        """Save and close. Raises Problem, and everything stays, when that fails."""
        self.session.close()
        for key in self._keys:
            key.setEnabled(False)

    def _close_jump(self) -> None:
        if self._jump:
            self._jump.hide()
            self._jump.deleteLater()
            self._jump = None
        self.focus()

    def _jumped(self, place: object) -> None:
        self._close_jump()
        if self.page:
            self.page.go(place)  # type: ignore[arg-type]

    def _on_change(self, change: Change) -> None:
        if self.page:
            self.page.on_change(change)

    def _anew(self) -> None:
        self.session.keep(self.voice, self.look)
        self._build(taken(self.page) if self.page else None)

    def _build(self, carried: Carried | None) -> None:
        self._jump = None
        self.page = page = CasePage(self.session, self.voice, self.look, self._lists)
        page.pause.connect(self._shell.rest)  # type: ignore[attr-defined]
        page.bar.pause.connect(self._shell.rest)  # type: ignore[attr-defined]
        page.bar.lock.connect(self._shell.lock)  # type: ignore[attr-defined]
        page.bar.spoken.connect(self.speak)
        page.bar.themed.connect(self.theme)
        page.bar.sized.connect(self.size)
        self.shown.emit(page, self.voice, self.look)
        if carried:
            page.settle()
            given_back(page, carried)
