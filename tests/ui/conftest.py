"""What the tests of the window stand on: a real case file with a cheap key, and a real window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pristan.confine.cell import no_children
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.sample import make_sample
from pristan.ui.shell import Shell
from pristan.vault import Vault
from ui.windows import ALLOWED, PASSPHRASE, create_case, interview, let_go, make_shell


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    return tmp_path / "documents.pristan"


@pytest.fixture
def desk(case_file: Path) -> Iterator[Desk]:
    made = create_case(case_file)
    yield made
    with suppress(RuntimeError):  # a window has closed it already
        made.close()


@pytest.fixture
def open_shell(qtbot: QtBot) -> Iterator[Callable[..., Shell]]:
    """Return what opens a window on a desk, in a language; windows are closed at the end."""
    made: list[Shell] = []

    def open_(desk: Desk | None, language: str = "en", percent: int = 100) -> Shell:
        shell = make_shell(language, percent)
        made.append(shell)
        shell.show()
        shell.activateWindow()
        qtbot.waitUntil(shell.isActiveWindow)
        if desk is not None:
            shell.open_desk(desk)
        qtbot.wait(1)
        stray = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not shell]
        assert not stray, "a part of a page became a window of its own"
        return shell

    yield open_
    for shell in made:
        if shell.case:
            shell.case.session.autosave.stop()
            # Work under way tells the window of its end: it must still be there.
            shell.case.session.jobs.finish(30)
            with no_children():
                shell.case.session.jobs.finish(10)
        shell.hide()
        shell.deleteLater()
    let_go()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the invented case, made once; every test has a copy."""
    file = tmp_path_factory.mktemp("sample") / "sample.pristan"
    make_sample(file, PASSPHRASE, ALLOWED).close()
    return file


@pytest.fixture
def person(sample_file: Path, tmp_path: Path) -> Desk:
    """Return the invented case, open."""
    file = tmp_path / "documents.pristan"
    shutil.copyfile(sample_file, file)
    vault = Vault.open(file, PASSPHRASE, profiles=ALLOWED)
    return Desk(vault, interview(content_dir("forms")))
