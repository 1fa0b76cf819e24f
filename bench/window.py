"""A window open on a made case, and what is measured in it: for the benches that turn its pages."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from figures import Figures

from pristan.case import Answers, Change
from pristan.content import content_dir
from pristan.questions import Questionnaire
from pristan.vault import Profile, Vault

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pristan.desk import Desk
    from pristan.interview import Place
    from pristan.ui.page import CasePage

SCREEN_MS, KEY_MS = 16, 8
CHEAP = Profile(15, 64, 1, 1)  # the key costs nothing where it is not what is measured
PASSPHRASE = "шесть придуманных слов только для замера"

Times = tuple[float, float]  # milliseconds: the processor's for the window's own thread, and wall


def case_file(path: Path, answers: Answers, profile: Profile = CHEAP) -> Path:
    """Write a case file with these answers."""
    with Vault.create(path, PASSPHRASE, profile=profile, profiles={profile}) as vault:
        vault.save([Change(answer.key, None, answer) for answer in answers])
    return path


@contextmanager
def opened(case: Path, forms: Questionnaire) -> Iterator[tuple[CasePage, Desk]]:
    """Open a case in a window, in Russian and painted; yield its page and its desk."""
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from pristan.desk import Desk
    from pristan.ui.doors import Doors
    from pristan.ui.shell import Shell
    from pristan.ui.style import Look
    from pristan.ui.voice import Voice

    def told(_kind: QtMsgType, _where: object, text: str) -> None:
        if "propagateSizeHints" not in text:  # a window that nobody sees has no frame to tell
            print(text)

    qInstallMessageHandler(told)
    app = QApplication([])
    app.setStyle("Fusion")
    shell = Shell(Doors(frozenset({CHEAP})), Voice(content_dir("i18n"), "ru"), Look("light"), print)
    shell.show_unlock(None)
    shell.show()
    shell.open_desk(Desk(Vault.open(case, PASSPHRASE, profiles={CHEAP}), forms))
    shell.activateWindow()
    app.processEvents()
    assert shell.case and shell.case.page and shell.idle
    shell.idle.stop()  # on a busy machine it would lock the case before all is measured
    desk = shell.case.session.desk
    yield shell.case.page, desk
    shell.case.session.autosave.stop()
    shell.hide()
    desk.close()


# ---- what is measured --------------------------------------------------------------------------


def clocked(work: Callable[[], object]) -> Times:
    """Return the milliseconds of a call; the processor's say more on a busy machine."""
    own, wall = time.thread_time(), time.perf_counter()
    work()
    return (time.thread_time() - own) * 1000, (time.perf_counter() - wall) * 1000


def turn() -> None:
    """Take one turn of the event loop, with what it lets go of."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def typed(box: QWidget, letter: str, turns: int = 1) -> Times:
    """Press a key; return its time until it is painted.

    A new size goes up one layout at a time, each in a turn of the event loop of its own.
    """
    from PySide6.QtCore import QCoreApplication, Qt
    from PySide6.QtGui import QKeyEvent

    none = Qt.KeyboardModifier.NoModifier
    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key(0), none, letter)

    def press() -> None:
        QCoreApplication.sendEvent(box, event)
        for _ in range(turns):
            turn()

    return clocked(press)


def longest_turn(seconds: float) -> Times:
    """Return the longest turn of the event loop within so many seconds in which nobody types."""
    until = time.perf_counter() + seconds
    turns = [clocked(turn)]
    while time.perf_counter() < until:
        turns.append(clocked(turn))
    return longest(turns)


def longest(times: Sequence[Times]) -> Times:
    """Return the most by each clock."""
    return max(own for own, _ in times), max(wall for _, wall in times)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change of the screen took."""

    first: Times  # until it is painted
    turn: Times  # the longest turn after that
    whole: Times  # until all of it is built
    ahead: Times  # the longest turn in which the places beside it are got ready


def changed(page: CasePage, place: Place, wait: bool) -> Changed:
    """Go to a place; who does not ``wait`` has gone on before anything was got ready.

    A screen is painted when its beginning is; what stands below it is built in later turns.
    """
    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    from pristan.ui.screen import ScreenView

    class Painted(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            self.seen = self.seen or event.type() is QEvent.Type.Paint
            return False

    eye = Painted()

    def show() -> None:
        page.go(place)
        assert page.view
        page.view.installEventFilter(eye)
        while not eye.seen:
            QCoreApplication.sendPostedEvents()

    first = clocked(show)
    assert page.view
    page.view.removeEventFilter(eye)
    turns: list[Times] = []
    while len(turns) < 8 or (isinstance(page.view, ScreenView) and not page.view.is_settled):
        turns.append(clocked(turn))
    own, wall = zip(first, *turns, strict=True)
    ahead: list[Times] = [(0.0, 0.0)]
    while wait and not page.is_ready:
        ahead.append(clocked(turn))
    return Changed(first, longest(turns), (sum(own), sum(wall)), longest(ahead))


class Table(Figures):
    """A line for each kind of wait: the middle, the slow end and the slowest, in milliseconds.

    It is judged by the processor's time of the window's thread; the wall says how busy the machine
    was.
    """

    def __init__(self) -> None:
        super().__init__()
        print(f"{'milliseconds':52}{'p50':>7}{'p95':>7}{'slowest':>9}{'target':>8}{'p95 wall':>10}")

    def line(self, label: str, times: Sequence[Times], target: float | None = None) -> None:
        """Print a line; without a target it is there to compare with."""
        own = sorted(each for each, _ in times)
        wall = sorted(each for _, each in times)
        p95 = own[int(len(own) * 0.95)]
        over = target is not None and p95 > target
        self._over += over
        print(
            f"{f'{label} ({len(own)})':52}{statistics.median(own):7.1f}{p95:7.1f}{own[-1]:9.1f}"
            f"{'' if target is None else target:>8}{wall[int(len(wall) * 0.95)]:10.1f}"
            f"{'  OVER TARGET' if over else ''}"
        )
