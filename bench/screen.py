"""What a key and a page cost the window, against the time a hand would notice (30 ms and 100 ms).

Processor time of the window's own thread, on the shipped interview with one item in every list.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from figures import Figures  # noqa: E402
from PySide6.QtCore import QCoreApplication, QEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QPlainTextEdit  # noqa: E402

from pristan.interview import Place  # noqa: E402
from ui.test_every_screen import fill_lists  # noqa: E402
from ui.windows import create_case, find, make_shell, page, type_in  # noqa: E402

KEY_MS, PAGE_MS = 30.0, 100.0


def spent(work: Callable[[], object]) -> float:
    """Return the milliseconds of processor time that a piece of work takes."""
    began = time.thread_time()
    work()
    QApplication.processEvents()
    took = (time.thread_time() - began) * 1000
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return took


def main() -> None:
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        desk = create_case(Path(folder) / "case.pristan")
        fill_lists(desk)
        shell = make_shell()
        shell.voice.read_all()  # the program does so while the passphrase is typed
        shell.show()
        shell.open_desk(desk)
        places = desk.places()

        def whole(place: Place) -> None:
            page(shell).go(place)
            page(shell).settle()

        pages = [spent(lambda place=place: whole(place)) for place in places]
        incident = desk.answers.items("incidents")[0]
        page(shell).go(Place("incident_telling", incident))
        application.processEvents()
        box = find(shell, QPlainTextEdit, "incident_story")
        keys = [spent(lambda letter=letter: type_in(box, letter)) for letter in "слово " * 100]
        speak = [
            spent(lambda code=code: shell.case.speak(code, False)) for code in ("ru", "en") * 3
        ]
        figures = Figures()
        for name, times, limit in (
            ("a key", keys, KEY_MS),
            ("a page", pages, PAGE_MS),
            ("another language", speak, PAGE_MS),
        ):
            worst = sorted(times)[int(len(times) * 0.99)]
            middle = statistics.median(times)
            print(
                f"{name:18} median {middle:6.1f} ms  p99 {worst:6.1f} ms"
            )
            figures.keep(f"{name}, p99", worst, limit, " ms")
        print(f"{len(places)} places, {len(desk.questionnaire.questions)} questions")
        shell.case.session.close()
    sys.stdout.flush()
    os._exit(figures.status)


if __name__ == "__main__":
    main()
