"""What the pages before the case have in common: one column, the languages, what is promised."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from pristan.ui.pieces import button, column, label, row
from pristan.ui.style import Look
from pristan.ui.voice import LANGUAGES, Language, Voice

_OWN_NAMES: Mapping[str, str] = {"ru": "Русский", "en": "English"}


class Front(QWidget):
    """A calm column in the middle, with the switch of languages at the top."""

    spoken = Signal(str)
    promises = Signal()

    def __init__(self, voice: Voice, look: Look) -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.voice, self.look = voice, look
        outer = column(self, 0, look.px(16))
        above = row(gap=look.px(4))
        above.addStretch(1)
        for code in LANGUAGES:
            above.addWidget(self._language(code))
        outer.addLayout(above)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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


class PromisesPage(Front):
    """What the program can and cannot protect, in plain words (security.md 1.4 and 2.2)."""

    back = Signal()

    def __init__(self, voice: Voice, look: Look) -> None:
        super().__init__(voice, look)
        words = voice.words
        can = (
            words("ui.promises.saved", "What you type is saved within a second. Once you see "
                  "“saved”, a power cut or a pulled stick does not lose it."),
            words("ui.promises.inside", "Nothing you enter is written anywhere but into your "
                  "encrypted file, except the papers that you print or export."),
            words("ui.promises.lock", "When it is locked, your words are gone from the memory of "
                  "this program."),
            words("ui.promises.network", "The program never uses the network."),
            words("ui.promises.nobody", "Nobody can open the file without the passphrase or the "
                  "recovery code. The people who made this program cannot either."),
        )  # fmt: skip
        cannot = (
            words("ui.promises.watched", "It cannot help against a program that spies on this "
                  "computer, or a camera that sees the screen, while the file is open."),
            words("ui.promises.compelled", "It cannot help when somebody makes you tell the "
                  "passphrase. There is no second, false passphrase. You can travel without the "
                  "file and leave it with your lawyer."),
            words("ui.promises.memory", "While the file is open, the system may put parts of its "
                  "memory on the disk. Turn on the encryption of the whole disk if you can."),
            words("ui.promises.copies", "It cannot take back older copies that a cloud or a backup "
                  "program keeps, nor traces of deleted files on the disk."),
            words("ui.promises.forgotten", "Without the passphrase, the recovery code or a copy "
                  "at your lawyer's, the file stays closed for ever."),
        )  # fmt: skip
        lines = self.lines
        lines.addWidget(label(words("ui.promises.can", "What it can protect"), "title"))
        for text in can:
            lines.addWidget(label(f"•  {text}"))
        lines.addSpacing(look.px(16))
        lines.addWidget(label(words("ui.promises.cannot", "What it cannot protect"), "title"))
        for text in cannot:
            lines.addWidget(label(f"•  {text}"))
        back = button(words("ui.promises.back", "Back"), "main")
        back.setObjectName("back")
        back.clicked.connect(self.back)
        lines.addSpacing(look.px(12))
        lines.addWidget(back)
        lines.addStretch(2)
        self.first = back

    def focus_first(self) -> None:
        """Put the keyboard on the way back."""
        self.first.setFocus()
