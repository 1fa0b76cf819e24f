"""What the program can and cannot protect, in plain words, one press away from the first page."""

from __future__ import annotations

from PySide6.QtCore import Signal

from pristan.ui.front import Front
from pristan.ui.pieces import button, label
from pristan.ui.style import Look
from pristan.ui.voice import Voice


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
                  "encrypted file, except the documents that you print or export."),
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
