"""The line above every page: undo, language, theme, text size, a break, and the lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QWidget

from pristan.ui.flow import Flow
from pristan.ui.pieces import button, icon_button, row, with_icon
from pristan.ui.style import PERCENTS, Look, Theme
from pristan.ui.voice import Voice
from pristan.words import Words


class TopBar(QFrame):
    """Only says what was pressed."""

    undo = Signal()
    redo = Signal()
    spoken = Signal(str, bool)  # language, both
    themed = Signal(str)
    sized = Signal(int)
    pause = Signal()
    lock = Signal()

    def __init__(self, voice: Voice, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        words = voice.words
        outer = row(self, look.px(8), look.px(8))
        holder = QWidget()
        line = Flow(holder, look.px(4))
        self._undo = self._add(line, icon_button("undo-2", words("ui.undo", "Undo (Ctrl+Z)"), look))
        self._undo.setObjectName("undo")
        self._undo.clicked.connect(self.undo)
        self._redo = self._add(
            line, icon_button("redo-2", words("ui.redo", "Redo (Ctrl+Shift+Z)"), look)
        )
        self._redo.setObjectName("redo")
        self._redo.clicked.connect(self.redo)
        language = self._add(line, with_icon(button(_shown(voice), "quiet"), "languages", look))
        language.setObjectName("language")
        language.setAccessibleName(words("ui.language", "Language of the window"))
        self._menu(language, _languages(voice), lambda value: self.spoken.emit(*value))
        size = self._add(line, icon_button("a-large-small", words("ui.size", "Text size"), look))
        size.setObjectName("size")
        percents = [(f"{each} %", each, each == look.percent) for each in PERCENTS]
        self._menu(size, percents, self.sized.emit)
        theme = self._add(line, icon_button("sun-moon", words("ui.theme", "Light or dark"), look))
        theme.setObjectName("theme")
        self._menu(theme, _themes(words, look), self.themed.emit)
        pause = self._add(
            line, with_icon(button(words("ui.pause", "Break"), "quiet"), "coffee", look)
        )
        pause.setObjectName("pause")
        pause.clicked.connect(self.pause)
        outer.addWidget(holder, 1, Qt.AlignmentFlag.AlignVCenter)
        lock = with_icon(button(words("ui.lock", "Lock · F12"), "lock"), "lock", look, 20)
        lock.setObjectName("lock")
        lock.setToolTip(words("ui.lock.tip", "Save, close the file and hide everything (F12)"))
        lock.clicked.connect(self.lock)
        outer.addWidget(lock)

    def show_steps(self, can_undo: bool, can_redo: bool) -> None:
        """Show whether there is something to undo or to redo."""
        self._undo.setEnabled(can_undo)
        self._redo.setEnabled(can_redo)

    def _add(self, line: Flow, made: QPushButton) -> QPushButton:
        line.addWidget(made)
        return made

    def _menu(
        self,
        made: QPushButton,
        entries: Sequence[tuple[str, Any, bool]],
        chosen: Callable[[Any], object],
    ) -> None:
        menu = QMenu(made)
        group = QActionGroup(menu)
        for text, value, now in entries:
            action = QAction(text, menu)
            action.setCheckable(True)
            action.setChecked(now)
            action.triggered.connect(lambda _checked=False, value=value: chosen(value))
            group.addAction(action)
            menu.addAction(action)
        made.setMenu(menu)


def _shown(voice: Voice) -> str:
    if voice.both:
        return "Русский + English"
    return "Русский" if voice.code == "ru" else "English"


def _languages(voice: Voice) -> list[tuple[str, tuple[str, bool], bool]]:
    return [
        ("Русский", ("ru", False), voice.code == "ru" and not voice.both),
        ("English", ("en", False), voice.code == "en" and not voice.both),
        ("Русский + English", ("ru", True), voice.both),
    ]


def _themes(words: Words, look: Look) -> list[tuple[str, Theme, bool]]:
    return [
        (words("ui.theme.system", "As the system"), "system", look.theme == "system"),
        (words("ui.theme.light", "Light"), "light", look.theme == "light"),
        (words("ui.theme.dark", "Dark"), "dark", look.theme == "dark"),
    ]
