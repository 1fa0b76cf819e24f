"""Qt's own dialog for choosing files: whatever is typed there arrives or is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pristan.evidence.sniff import ENDINGS, Kind
from pristan.ui.dialogs import choose_files


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


def test_the_dialog_offers_every_kind_that_is_taken() -> None:
    assert set(ENDINGS) == set(Kind) - {Kind.OTHER}
