"""What the pages before the case have in common: one column, the languages, what is promised."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from pristan.ui.pieces import button, column, row
from pristan.ui.style import Look
from pristan.ui.voice import LANGUAGES, Language, Voice

_OWN_NAMES: Mapping[str, str] = {"ru": "Русский", "en": "English"}


class Front(QFrame):
    """A calm column in the middle, with the switch of languages at the top."""

    spoken = Signal(str)
    promises = Signal()

    def __init__(self, voice: Voice, look: Look) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.voice, self.look = voice, look
        outer = column(self, 0, look.px(16))
        above = row(gap=look.px(4))
        above.addStretch(1)
        for code in LANGUAGES:
            above.addWidget(self._language(code))
        outer.addLayout(above)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setProperty("focusPolicy", "NoFocus")
        ground = QWidget()
        ground.setObjectName("ground")
        across = row(ground, 0)
        inner = QWidget()
        inner.setMaximumWidth(look.px(560))
        self.lines = column(inner, look.px(12))
        self.lines.addStretch(1)
        across.addStretch(1)
        across.addWidget(inner, 1000)
        across.addStretch(1)
        scroll.setWidget(ground)
        outer.addWidget(scroll, 1)

    def focus_first(self) -> None:
        """Put the keyboard where one begins."""

    def add_promises(self) -> None:
        """Add the way to what the program can and cannot protect."""
        link = button(
            self.voice.words("ui.promises.link", "What this program can and cannot protect"),
            "link",
        )
        link.setObjectName("promises")
        link.clicked.connect(self.promises)
        line = row()
        line.addWidget(link)
        line.addStretch(1)
        self.lines.addLayout(line)

    def _language(self, code: Language) -> QWidget:
        made = button(_OWN_NAMES[code], "quiet")
        made.setObjectName(f"language.{code}")
        made.setCheckable(True)
        made.setChecked(code == self.voice.code)
        made.clicked.connect(lambda: self.spoken.emit(code))
        return made


class Opening(Front):
    """A page that waits for a file to be opened or made."""

    def failed(self, why: str) -> None:
        """Say calmly why there is no open file."""
        raise NotImplementedError
