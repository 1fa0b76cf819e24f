"""A country is found by typing a part of its name, and Enter or leaving takes the only one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from pristan.desk import Desk
from pristan.ui.shell import Shell
from ui.windows import find, go, press, type_in


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("росс", "RU"), ("Ukraine", "UA"), ("гвине", None), ("гвинея", "GN"), ("Атлантида", None)],
)
def test_enter_takes_the_only_country_that_is_meant(
    open_shell: Callable[..., Shell], desk: Desk, typed: str, taken: str | None
) -> None:
    shell = open_shell(desk)
    go(shell, "identity_birth")
    box = find(shell, QComboBox, "birth_country")
    line = box.lineEdit()
    assert line is not None
    line.setFocus()
    type_in(line, typed)
    press(line, Qt.Key.Key_Return)
    assert desk.answers.value("birth_country") == taken
