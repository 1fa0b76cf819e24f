"""The system's own file dialogs, asked for in one place.

What Qt itself would remember of them goes to a settings folder that ends with the session
(``app.py``; security.md, finding 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

ENDING = ".pristan"


def choose_files(parent: QWidget, title: str, kinds: str, any_file: str) -> list[str]:
    """Ask for files to read; an empty list means that the person changed their mind."""
    from pristan.evidence.sniff import ENDINGS

    endings = " ".join(ENDINGS.values()).split()
    papers = " ".join(f"*.{ending} *.{ending.upper()}" for ending in endings)
    kinds = f"{_on_one_line(kinds)} ({papers});;{_on_one_line(any_file)} (*)"
    dialog = _dialog(parent, title, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)  # they are longer than any window
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    line = dialog.findChild(QLineEdit)  # where the system has a dialog of its own there is none
    typed = line.text() if line else ""
    files = [*dialog.selectedFiles(), *_left_out(typed, dialog.directory())] if chosen else []
    dialog.deleteLater()
    return files


def _left_out(typed: str, folder: QDir) -> Iterator[str]:
    """Yield the names that Qt's dialog drops without a word: those outside of the quotes.

    Of ``"one.pdf" two.pdf "three.pdf"`` it takes the first and the last.
    """
    for name in re.sub(r'"[^"]*"?', "\0", typed).split("\0") if '"' in typed else ():
        whole = name.strip()
        there = Path(folder.filePath(whole)).exists()
        yield from map(folder.filePath, [whole] if whole and there else whole.split())


def choose_case(parent: QWidget, title: str, kinds: str, any_file: str) -> str:
    """Ask for a case file to open. Any name will do: a case may be called anything.

    Offered first are names with our ending, without what the vault keeps beside the file.
    """
    dialog = _dialog(parent, title, f"{kinds} (*{ENDING});;{any_file} (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def choose_new_case(parent: QWidget, title: str, suggested: str) -> str:
    """Ask where a new case file shall be. It never writes over a file, so nothing is asked."""
    return _chosen(_new(_dialog(parent, title, "* (*)"), suggested))


def choose_form(parent: QWidget, title: str) -> str:
    """Ask for a blank form to fill."""
    dialog = _dialog(parent, title, "PDF (*.pdf *.PDF);;* (*)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def choose_new_pdf(parent: QWidget, title: str, suggested: str) -> str:
    """Ask where a new PDF shall be. It never writes over a file, so nothing is asked."""
    file = _chosen(_new(_dialog(parent, title, "PDF (*.pdf)"), suggested))
    return file if not file or file.lower().endswith(".pdf") else f"{file}.pdf"


def choose_folder(parent: QWidget, title: str) -> str:
    """Ask for a folder to write papers into."""
    dialog = _dialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _chosen(dialog)


def _dialog(parent: QWidget, title: str, kinds: str = "") -> QFileDialog:
    dialog = QFileDialog(parent, _on_one_line(title), _home(), kinds)
    # Where Qt draws the dialog itself: its Russian has these two under what they were called before
    for part, before in (
        (QFileDialog.DialogLabel.LookIn, "Look in:"),
        (QFileDialog.DialogLabel.FileType, "Files of type:"),
    ):
        dialog.setLabelText(part, QCoreApplication.translate("QFileDialog", before))
    return dialog


def _new(dialog: QFileDialog, suggested: str) -> QFileDialog:
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.selectFile(suggested)
    return dialog


def _chosen(dialog: QFileDialog) -> str:
    chosen = dialog.exec() == QDialog.DialogCode.Accepted
    files = dialog.selectedFiles() if chosen else []
    dialog.deleteLater()
    return files[0] if files else ""


def _on_one_line(text: str) -> str:
    """Return a text of two languages on the one line that a title or a kind of file has."""
    return " / ".join(text.split("\n"))


def _home() -> str:
    """Where every dialog begins: not where the program lies, and not where the last one ended."""
    return QDir.homePath()
