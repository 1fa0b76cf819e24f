"""A window on a case for tests: a cheap key, the small interview, and hands that type."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from pristan.content import content_dir
from pristan.desk import Desk
from pristan.interview import Place
from pristan.questions import Questionnaire, read_questionnaire
from pristan.ui.doors import Doors
from pristan.ui.page import CasePage
from pristan.ui.screen import ScreenView
from pristan.ui.shell import Shell
from pristan.ui.style import Look
from pristan.ui.voice import Voice
from pristan.vault import Profile, Vault

CHEAP = Profile(15, 64, 1, 1)  # the shipped program refuses it
ALLOWED = frozenset({CHEAP})
PASSPHRASE = "шесть придуманных слов только для проверки"
SMALL = Path(__file__).parent / "forms"  # one section with every type of question

W = TypeVar("W", bound=QWidget)


@cache
def interview(forms: Path) -> Questionnaire:
    """Return an interview, read once: nobody edits it at run time."""
    return read_questionnaire(forms / "interview")


def create_case(path: Path, forms: Path | None = None) -> Desk:
    """Make a case with the shipped interview, or with that of another folder."""
    vault = Vault.create(path, PASSPHRASE, profile=CHEAP, profiles=ALLOWED)
    return Desk(vault, interview(forms or content_dir("forms")))


def value_in(file: Path, question: str, item: str = "") -> object:
    """Return what a copy of the case file holds: the file itself is open and locked."""
    copy = file.with_suffix(".copy")
    shutil.copyfile(file, copy)
    with Vault.open(copy, PASSPHRASE, profiles=ALLOWED) as vault:
        return vault.answers().value(question, item)


def make_shell(language: str = "en", percent: int = 100) -> Shell:
    """Make a window that restarts nothing: what it would have left is in ``shell.left``."""
    left: list[Mapping[str, str]] = []
    code = "ru" if language == "ru" else "en"
    voice = Voice(content_dir("i18n"), code, language == "both")
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    shell = Shell(Doors(ALLOWED), voice, Look("light", percent), left.append)
    shell.left = left  # type: ignore[attr-defined]
    shell.resize(1120, 780)  # the screen of the tests is smaller
    shell.show_unlock(None)
    return shell


def page(shell: Shell) -> CasePage:
    """Return the page of the open case."""
    assert shell.case and shell.case.page
    return shell.case.page


def let_go() -> None:
    """Delete the pages that were left, as the event loop of the program does by itself."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def go(shell: Shell, screen: str, item: str = "") -> ScreenView:
    """Go to a screen and let it be painted."""
    page(shell).go(Place(screen, item))
    page(shell).settle()
    QApplication.processEvents()
    view = page(shell).view
    assert isinstance(view, ScreenView)
    return view


def go_to(shell: Shell, place: Place, kind: type[W]) -> W:
    """Go to a place that is no screen of the interview."""
    page(shell).go(place)
    QApplication.processEvents()
    view = page(shell).view
    assert isinstance(view, kind)
    return view


def find(parent: QWidget, kind: type[W], name: str) -> W:
    """Return the widget of a name; the newest, since old pages live until they are let go.

    What stands ready for later is not meant: it is hidden beside the screen that is shown.
    """
    if isinstance(parent, Shell) and parent.case and parent.case.page:
        parent.case.page.settle()
        ready = [each for each in parent.findChildren(ScreenView) if each.isHidden()]
    else:
        ready = []
    found = [
        each
        for each in parent.findChildren(kind, name)
        if each.window() is parent.window() and not any(it.isAncestorOf(each) for it in ready)
    ]
    assert found, f"there is no {name}"
    return found[-1]


def seen(widget: QWidget) -> str:
    """Return what the labels say that can be seen."""
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def type_in(widget: QWidget, text: str) -> None:
    """Type letter by letter, also Cyrillic, which the key clicks of QTest cannot."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key(0)
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(widget, event)


def press(
    widget: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key as the keyboard does, so that shortcuts see it too."""
    from PySide6.QtTest import QTest

    QTest.keyClick(widget, key, modifiers)
