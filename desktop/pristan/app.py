"""Put the pieces together: a verb goes to the shell, no verb opens the window.

The unlock page is painted first; what a case needs is read while the person types.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from pristan.confine.own_folder import OwnFolder
    from pristan.ui.doors import Doors
    from pristan.ui.shell import Shell
    from pristan.vault import Profile

LOCKED = "PRISTAN_LOCKED"  # what a process that locks leaves to the one that takes its place


def main(argv: Sequence[str], profiles: Collection[Profile] | None = None) -> int:
    """Run with the arguments of the command line; return the exit status."""
    from pristan.confine.process import harden, no_network

    harden()
    no_network()
    if argv:
        from pristan import cli

        return cli.main(argv, profiles) if profiles else cli.main(argv)
    app, shell = window(profiles)
    return run(app, shell)


def window(profiles: Collection[Profile] | None = None) -> tuple[QApplication, Shell]:
    """Make the window and show its first page."""
    gc.disable()  # until the first page is there: nothing is thrown away before
    from pristan.confine.own_folder import OwnFolder

    left = _left_behind()
    own = OwnFolder()
    _read_what_needs_no_qt()
    from PySide6.QtCore import QLocale, QSettings, QTimer
    from PySide6.QtWidgets import QApplication

    from pristan.content import content_dir

    # Qt's file dialog remembers folders in clear; what it writes ends with the session.
    for format_ in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(format_, scope, str(own.path))
    from pristan.ui.doors import Doors
    from pristan.ui.shell import Shell
    from pristan.ui.style import PERCENTS, THEMES, Look, Theme
    from pristan.ui.voice import Language, Voice

    # The one style that looks and works alike everywhere; asked for in Python, it comes later.
    app = QApplication([sys.argv[0], "-style", "fusion"])
    app.setQuitOnLastWindowClosed(False)
    app.aboutToQuit.connect(own.remove)
    spoken = left.get("language") or QLocale.system().name()[:2]
    code: Language = "ru" if spoken == "ru" else "en"
    theme: Theme = next((each for each in THEMES if each == left.get("theme")), "system")
    percent = next((each for each in PERCENTS if str(each) == left.get("percent")), 100)
    doors = Doors(profiles)

    def restart(state: Mapping[str, str]) -> None:
        own.remove()
        start_locked(state)

    # What the palette is before ours; asking for the scheme would be the first `Qt` (ui/pieces.py).
    dark = app.palette().window().color().lightness() < 128
    shell = Shell(doors, Voice(content_dir("i18n"), code), Look(theme, percent, dark), restart)
    case = left.get("case")

    def settle_in() -> None:
        _settle_in(doors, shell, own)

    shell.ready.connect(lambda: QTimer.singleShot(0, settle_in))
    shell.show_unlock(Path(case) if case else None)
    if app.platformName() != "offscreen":  # which draws a window of any size
        shell.resize(shell.size().boundedTo(app.primaryScreen().availableSize()))
    shell.show()
    return app, shell


def _read_what_needs_no_qt() -> None:
    """Read it before Qt: the binding looks into the source of every module that comes after."""

    import pristan.case
    import pristan.content
    import pristan.ui.doors
    import pristan.ui.voice  # noqa: F401


def run(app: QApplication, shell: Shell) -> int:
    """Let the window live; return the exit status."""
    signals = _watch_signals(shell)
    status = app.exec()
    del signals
    return status


def start_locked(state: Mapping[str, str]) -> None:
    """End this process, and with it all it remembers; a locked one takes its place."""
    import json

    from pristan.confine.process import own_command

    command = own_command()
    environment = dict(os.environ) | {LOCKED: json.dumps(dict(state))}
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform != "win32":
        os.execve(command[0], command, environment)
    import ctypes
    import subprocess

    subprocess.Popen(command, env=environment, close_fds=True)
    kernel = ctypes.windll.kernel32
    kernel.TerminateProcess(kernel.GetCurrentProcess(), 0)


def _left_behind() -> dict[str, str]:
    """Read what the process before left, and leave it to nobody else."""
    text = os.environ.pop(LOCKED, "")
    if not text:
        return {}
    import json

    try:
        left = json.loads(text)
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in left.items()} if isinstance(left, dict) else {}


def _settle_in(doors: Doors, shell: Shell, own: OwnFolder) -> None:
    """After the first page is there: read what a case needs, and Qt's own words in Russian."""
    import threading

    gc.enable()
    from pristan.ui.qt_words import speak_qt

    for read in (doors.warm, shell.voice.read_all, own.sweep):
        threading.Thread(target=read, daemon=True).start()
    speak_qt(shell.voice.code)


def _watch_signals(shell: Shell) -> object:
    """Lock on hang-up, save and end on termination; Python alone would notice too late."""
    import signal

    if sys.platform == "win32":
        return None
    from PySide6.QtCore import QSocketNotifier

    reading, writing = os.pipe()
    for end in (reading, writing):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: None)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read)

    def came() -> None:
        numbers = os.read(reading, 64)
        if signal.SIGTERM in numbers or signal.SIGINT in numbers:
            shell.quit()
        elif signal.SIGHUP in numbers:
            shell.lock()

    notifier.activated.connect(came)
    return notifier
