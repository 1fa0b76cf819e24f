"""The system's own file dialogs, asked for in one place.

What Qt itself would remember of them goes to a settings folder that ends with the session
(``app.py``; security.md, finding 7).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget

ENDING = ".pristan"
_KINDS = (
    "pdf jpg jpeg png heic heif tif tiff webp gif bmp docx odt rtf doc txt html htm mhtml mht"
)
_PAPERS = " ".join(f"*.{kind} *.{kind.upper()}" for kind in _KINDS.split())


def choose_files(parent: QWidget, title: str, kinds: str, any_file: str) -> list[str]:
    """Ask for files to read; an empty list means that the person changed their mind."""
    offered = f"{kinds} ({_PAPERS});;{any_file} (*)"
    files, _ = QFileDialog.getOpenFileNames(parent, title, _home(), offered)
    return files


def choose_case(parent: QWidget, title: str) -> str:
    """Ask for a case file to open. Any name will do: a case may be called anything."""
    file, _ = QFileDialog.getOpenFileName(parent, title, _home(), "* (*)")
    return file


def choose_new_case(parent: QWidget, title: str, suggested: str) -> str:
    """Ask where a new case file shall be. It never writes over a file, so nothing is asked."""
    place = str(Path(_home(), suggested))
    file, _ = QFileDialog.getSaveFileName(
        parent, title, place, "* (*)", options=QFileDialog.Option.DontConfirmOverwrite
    )
    return file


def choose_form(parent: QWidget, title: str) -> str:
    """Ask for a blank form to fill."""
    file, _ = QFileDialog.getOpenFileName(parent, title, _home(), "PDF (*.pdf *.PDF);;* (*)")
    return file


def choose_new_pdf(parent: QWidget, title: str, suggested: str) -> str:
    """Ask where a new PDF shall be. It never writes over a file, so nothing is asked."""
    file, _ = QFileDialog.getSaveFileName(
        parent, title, str(Path(_home(), suggested)), "PDF (*.pdf)",
        options=QFileDialog.Option.DontConfirmOverwrite,
    )  # fmt: skip
    return file if not file or file.lower().endswith(".pdf") else f"{file}.pdf"


def choose_folder(parent: QWidget, title: str) -> str:
    """Ask for a folder to write papers into."""
    return QFileDialog.getExistingDirectory(parent, title, _home())


def _home() -> str:
    """Where every dialog begins: not where the program lies, and not where the last one ended."""
    return QDir.homePath()
