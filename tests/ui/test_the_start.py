"""What the first page costs and keeps: it is there before what only later pages need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QScrollArea, QWidget

from pristan.app import LOCKED
from pristan.desk import Desk
from pristan.ui.shell import Shell
from pristan.ui.style import DARK, LIGHT, Look
from ui.windows import SMALL, create_case, page

Open = Callable[..., Shell]
W = TypeVar("W", bound=QWidget)
FIRST_PAGE = """
import json, os, sys
from PySide6 import QtCore
from pristan.app import window
app, shell = window()
def painted():
    print(json.dumps(["Qt" in vars(QtCore), sorted(sys.modules)]), flush=True)
    os._exit(0)
shell.ready.connect(painted)
app.exec()
"""
LATER = {
    "jinja2", "weasyprint", "yaml", "sqlcipher3", "pikepdf", "pristan.desk", "pristan.questions",
    "pristan.vault", "pristan.ui.open_case", "pristan.ui.jobs",
}  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("case", ["", "documents.pristan"])
def test_the_first_page_is_painted_before_anything_dear_is_made(language: str, case: str) -> None:
    left = {"language": language, "case": case, "theme": "system", "percent": "100"}
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", LOCKED: json.dumps(left)}
    run = subprocess.run(
        [sys.executable, "-c", FIRST_PAGE],
        env=environment,
        capture_output=True,
        check=True,
        timeout=60,
    )
    every_enum, modules = json.loads(run.stdout)
    assert not every_enum, "something before the first page says `Qt`: see pristan/ui/pieces.py"
    assert LATER.isdisjoint(modules)


def test_what_is_set_by_its_name_is_set(open_shell: Open) -> None:
    shell = open_shell(None)
    shell.show_unlock(Path("documents.pristan"))
    first = shell.page
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in kinds(first, QLabel))
    buttons = kinds(first, QPushButton)
    assert all(each.focusPolicy() is Qt.FocusPolicy.StrongFocus for each in buttons)
    assert kinds(first, QScrollArea)[0].focusPolicy() is Qt.FocusPolicy.NoFocus
    hints = kinds(first, QLineEdit)[0].inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhHiddenText


def test_no_input_method_learns_from_any_line_or_box(case_file: Path, open_shell: Open) -> None:
    shell = open_shell(create_case(case_file, SMALL))
    page(shell).settle()
    lines = [*kinds(shell, QLineEdit), *kinds(shell, QPlainTextEdit)]
    assert len(lines) > 10
    nothing = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
    taught = [each for each in lines if each.inputMethodHints() & nothing != nothing]
    assert [each.objectName() or each for each in taught] == []


def test_the_window_turns_dark_and_light_with_the_system(open_shell: Open, desk: Desk) -> None:
    assert Look("system", dark=True).colors is DARK
    assert Look("light", dark=True).colors is LIGHT
    shell = open_shell(desk)
    assert shell.case
    shell.case.system(True)
    assert shell.look.colors is LIGHT  # as the person chose
    shell.case.theme("system")
    assert shell.look.colors is DARK
    shell.case.size(125)
    assert shell.look == replace(Look("system", 125), dark=True)
    shell.case.system(False)
    assert shell.look.colors is LIGHT
    assert shell.palette().window().color().name() == LIGHT.ground


def kinds(parent: QWidget, kind: type[W]) -> list[W]:
    return list(parent.findChildren(kind))
