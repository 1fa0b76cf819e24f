"""What was copied here does not stay on the clipboard when the case is locked."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication

_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class Copied(QObject):
    """Remembers what was put on the clipboard while this window had the keyboard.

    Not every platform can say whose the clipboard is; where it can, that counts as well.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._ours: dict[QClipboard.Mode, str] = {}
        self._clipboard.changed.connect(self._remember)

    def clear(self) -> None:
        """Empty the clipboard if it still holds what was copied here."""
        for mode in _MODES:
            owned = {
                QClipboard.Mode.Clipboard: self._clipboard.ownsClipboard,
                QClipboard.Mode.Selection: self._clipboard.ownsSelection,
            }[mode]()
            if owned or ((text := self._ours.get(mode)) and self._clipboard.text(mode) == text):
                self._clipboard.clear(mode)
        self._ours.clear()

    def _remember(self, mode: QClipboard.Mode) -> None:
        if mode in _MODES and QGuiApplication.focusWindow() is not None:
            self._ours[mode] = self._clipboard.text(mode)
