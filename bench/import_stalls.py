"""How long the window stands still while 40 photos come in, against the 50 ms that a hand notices.

The photos of ``import_photos.py`` are dropped on a document of the shipped program as a folder; its
window runs until all are kept, looked at and shown. Counted is each turn of the event loop: the
processor time of the window's own thread, and the clock, in which the rest of the machine is, too.
The floor is the same window for as long, with nothing to do.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT / "tests")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from figures import Figures  # noqa: E402
from import_photos import PHOTOS, make_photos  # noqa: E402
from PySide6.QtCore import QEventLoop  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from pristan.case import Key, Links  # noqa: E402
from pristan.ui.pages_panel import PagesPanel  # noqa: E402
from ui.windows import create_case, go, make_shell  # noqa: E402

STALL_MS, LONGEST_S, WAIT_MS = 50.0, 300.0, 5


def turns(until: Callable[[], bool], seconds: float = LONGEST_S) -> tuple[list[float], list[float]]:
    """Run the event loop; return what each turn took, in ms of the processor and by the clock."""
    processor, clock = [], []
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:
        spent, began = time.thread_time(), time.perf_counter()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, WAIT_MS)
        processor.append((time.thread_time() - spent) * 1000)
        clock.append((time.perf_counter() - began) * 1000)
        time.sleep(0.002)  # the loop would wait for the next event here
    return processor, clock


def main() -> None:
    """Measure and print."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = make_photos(folder / "photos")
        desk = create_case(folder / "case.pristan")
        item = desk.add_item(Key("evidence"))
        shell = make_shell()
        shell.show()
        shell.open_desk(desk)
        view = go(shell, "exhibit_what", item)
        (panel,) = view.findChildren(PagesPanel)
        imports, key = shell.case.session.imports, Key("exhibit_files", item)

        def kept() -> bool:
            links = desk.answers.value("exhibit_files", item)
            return isinstance(links, Links) and len(links.ids) == PHOTOS

        def shown() -> bool:
            return kept() and panel.strip.count() == PHOTOS and not panel.strip.missing(1)

        idle = turns(lambda: False, 5)
        began, spent = time.perf_counter(), time.thread_time()
        imports.add(key, [folder / "photos"])  # what dropping the folder does
        dropped = (time.thread_time() - spent) * 1000
        coming = turns(kept)
        took = time.perf_counter() - began
        looking = turns(shown)
        assert shown(), "all of it came"
        print(
            f"{PHOTOS} photos, {size / 1e6:.0f} MB: kept after {took:.1f} s, shown after "
            f"{time.perf_counter() - began:.1f} s, load {os.getloadavg()[0]:.1f}"
        )
        figures = Figures()
        figures.keep("the drop itself", dropped, STALL_MS, " ms")
        for what, (processor, clock) in (("idle", idle), ("coming in", coming),
                                         ("being looked at", looking)):  # fmt: skip
            late = sum(each > STALL_MS for each in clock)
            print(f"{what}: {len(clock)} turns, longest by the clock {max(clock, default=0):.1f} ms"
                  f", over {STALL_MS:.0f} ms: {late}")  # fmt: skip
            figures.keep(f"{what}, longest turn", max(processor, default=0.0), STALL_MS, " ms")
        shell.case.session.close()
        application.processEvents()
    sys.stdout.flush()
    os._exit(figures.status)


if __name__ == "__main__":
    main()
