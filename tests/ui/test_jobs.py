"""Work beside the window: its end is told in the window's thread, or to nobody."""

from __future__ import annotations

import subprocess
import sys
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from pristan.ui.jobs import Jobs

# A window that goes at the very moment at which work ends: in a process of its own, since what
# goes wrong there ends the process.
GOING = """
import faulthandler, time
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pristan.ui.jobs import Jobs

faulthandler.enable()
app = QCoreApplication([])
end = time.monotonic() + 4
while time.monotonic() < end:
    owner = QObject()
    jobs = [Jobs(owner) for _ in range(4)]
    for each in jobs:
        for _ in range(10):
            each.run(lambda: None, lambda _done: None, lambda _error: None)
    owner.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for each in jobs:
        each.stop()
    app.processEvents()
print("all went well")
"""


def test_what_ends_while_its_window_goes_harms_nothing() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", GOING], capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "all went well"), ended.stderr


def test_the_end_is_told_in_the_thread_of_the_window(qtbot: QtBot) -> None:
    owner, told = QObject(), list[object]()
    jobs = Jobs(owner)
    jobs.run(
        threading.get_ident, lambda there: told.append((there, threading.get_ident())), told.append
    )
    jobs.run(lambda: 1 // 0, told.append, lambda error: told.append(type(error)))
    qtbot.waitUntil(lambda: len(told) == 2)
    ((there, here), failed) = told
    assert here == threading.get_ident() != there
    assert failed is ZeroDivisionError
    jobs.stop()


def test_what_is_forgotten_is_told_to_nobody(qtbot: QtBot) -> None:
    owner, told = QObject(), list[object]()
    jobs = Jobs(owner)
    jobs.run(lambda: "one", told.append, told.append).forget()
    jobs.run(lambda: "two", told.append, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["two"]
    jobs.stop()


def test_what_ends_after_its_case_was_closed_is_told_to_nobody(qtbot: QtBot) -> None:
    owner, told, go = QObject(), list[object](), threading.Event()
    jobs = Jobs(owner)
    job = jobs.run(lambda: go.wait(20), told.append, told.append)
    jobs.stop()
    go.set()
    assert job.future.result()
    qtbot.wait(20)
    assert not told
