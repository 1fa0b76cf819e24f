"""Qt's own dialog for choosing files: whatever is typed there arrives or is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pristan.evidence.sniff import ENDINGS, Kind
from pristan.ui.dialogs import choose_files, choose_new_case, choose_new_pdf
from pristan.ui.qt_words import speak_qt


def chosen(qtbot: QtBot, folder: Path, typed: str) -> list[str]:
    parent = QWidget()
    qtbot.addWidget(parent)

    def type_names() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.setDirectory(str(folder))
        line = dialog.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        line.setText(typed)
        QTest.keyClick(line, Qt.Key.Key_Return)

    QTimer.singleShot(300, parent, type_names)
    return [Path(each).name for each in choose_files(parent, "Choose", "Papers", "All")]


@pytest.mark.parametrize(
    "typed",
    [
        '"a.jpg" "b.pdf" "c d.pdf" "e.html"',
        '"a.jpg" b.pdf "c d.pdf" e.html',
        '"a.jpg"b.pdf"e.html"c d.pdf',
    ],
)
def test_every_name_that_is_typed_arrives(qtbot: QtBot, tmp_path: Path, typed: str) -> None:
    for name in ("a.jpg", "b.pdf", "c d.pdf", "e.html"):
        (tmp_path / name).write_bytes(b"a file")
    assert sorted(chosen(qtbot, tmp_path, typed)) == ["a.jpg", "b.pdf", "c d.pdf", "e.html"]


def test_a_name_that_is_not_there_is_handed_on_to_be_named(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"a file")
    assert chosen(qtbot, tmp_path, '"a.jpg" b.pdf') == ["a.jpg", "b.pdf"]


def test_the_dialog_speaks_the_language_of_the_window(qtbot: QtBot) -> None:
    parent, seen = QWidget(), list[str]()
    qtbot.addWidget(parent)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        seen.extend(each.text() for each in dialog.findChildren(QLabel) if each.text())
        dialog.reject()

    speak_qt("ru")
    try:
        QTimer.singleShot(300, parent, look)
        assert choose_new_pdf(parent, "Куда сохранить", "форма.pdf") == ""
    finally:
        speak_qt("en")
    assert seen and not re.search("[A-Za-z]", " ".join(seen))


def test_a_new_file_has_the_suggested_name(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        line = dialog.findChild(QLineEdit)
        assert isinstance(line, QLineEdit) and line.text() == "documents.pristan"
        dialog.setDirectory(str(tmp_path))
        line.setText("documents.pristan")
        QTest.keyClick(line, Qt.Key.Key_Return)

    QTimer.singleShot(300, parent, accept)
    assert choose_new_case(parent, "Where", "documents.pristan") == str(
        tmp_path / "documents.pristan"
    )


def test_the_dialog_offers_every_kind_that_is_taken() -> None:
    assert set(ENDINGS) == set(Kind) - {Kind.OTHER}
