"""Qt's own texts (file dialogs, the menu of a line) in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

_NAME = "pristan.qt_words"


def speak_qt(code: str) -> None:
    """Turn what Qt says by itself to a language; English is what it says without being told."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    now = app.findChild(QTranslator, _NAME)
    if (code == "ru") == (now is not None):
        return
    if now is not None:
        app.removeTranslator(now)
        now.setObjectName("")
        now.deleteLater()
        return
    made = QTranslator(app)
    made.setObjectName(_NAME)
    if made.load("qtbase_ru", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(made)
