"""How the small pictures of 1,000 pages scroll, against the time of a frame at 60 a second.

One document of 1,000 pages of text in a window of the shipped program; it is opened, scrolled to
its end and back while its pages are drawn in the closed-off child, and one page is moved. Counted
is the processor time of the window's own thread: for each frame, and for the longest that it did
not come to rest. Wall time is told beside it, since other work on the machine is in it.
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
from heap import make_texts  # noqa: E402
from PySide6.QtWidgets import QApplication, QPushButton  # noqa: E402

from pristan.case import Key, Links  # noqa: E402
from pristan.ui.pages_panel import PagesPanel  # noqa: E402
from pristan.ui.pieces import bring_into_view  # noqa: E402
from ui.windows import create_case, find, go, make_shell  # noqa: E402

PAGES, STEP = 1000, 14  # px for each frame: a brisk turn of the wheel
FRAME_MS, STALL_MS = 16.6, 50.0


class Spent:
    """Milliseconds that pieces of the window's work took: of the processor, and by the clock."""

    def __init__(self) -> None:
        self.processor: list[float] = []
        self.clock: list[float] = []

    def take(self, work: Callable[[], object]) -> None:
        """Do something, and let the window come to rest."""
        clock, processor = time.perf_counter(), time.thread_time()
        work()
        QApplication.processEvents()
        self.processor.append((time.thread_time() - processor) * 1000)
        self.clock.append((time.perf_counter() - clock) * 1000)


def main() -> None:
    """Measure and print."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (file,) = make_texts(folder / "texts", 1, PAGES)
        desk = create_case(folder / "case.pristan")
        item = desk.add_item(Key("evidence"))
        shell = make_shell()
        shell.show()
        shell.open_desk(desk)
        (panel,) = go(shell, "exhibit_what", item).findChildren(PagesPanel)
        strip, bar = panel.strip, panel.strip.verticalScrollBar()
        kept = desk.attach(file)
        opening, frames, waiting = Spent(), Spent(), Spent()
        opening.take(lambda: desk.answer(Key("exhibit_files", item), Links((kept.id,))))
        while strip.count() < PAGES:
            opening.take(lambda: time.sleep(0.001))
        find(shell, QPushButton, "exhibit_pages.turn").setFocus()
        bring_into_view(strip)
        until = time.monotonic() + 10
        while strip.visibleRegion().isEmpty() and time.monotonic() < until:
            application.processEvents()
        assert not strip.visibleRegion().isEmpty(), "what is not seen costs nothing"
        ends = [*range(0, bar.maximum(), STEP), *range(bar.maximum(), 0, -STEP * 8)]
        for at in ends:
            frames.take(lambda at=at: (bar.setValue(at), strip.viewport().repaint()))
            time.sleep(0.002)  # for the child, as between two frames
        until = time.monotonic() + 60
        while strip.missing(1) and time.monotonic() < until:
            waiting.take(lambda: time.sleep(0.001))
        assert strip.has_picture(0), "the pages in view are drawn"
        moving = Spent()
        strip.set_current_row(PAGES // 2)
        moving.take(find(shell, QPushButton, "exhibit_pages.later").click)
        figures = Figures()
        worst = sorted(frames.processor)[int(len(frames.processor) * 0.99)]
        middle, clock = statistics.median(frames.processor), statistics.median(frames.clock)
        print(
            f"{PAGES} pages, {len(frames.clock)} frames: median {middle:.1f} ms "
            f"({clock:.1f} ms by the clock), load {os.getloadavg()[0]:.1f}"
        )
        figures.keep("a frame, p99", worst, FRAME_MS, " ms")
        for what, spent in (
            ("opening", opening), ("scrolling", frames), ("pictures coming", waiting),
            ("moving a page", moving),
        ):
            longest = max(spent.processor, default=0.0)
            print(f"{what}: longest by the clock {max(spent.clock, default=0.0):.1f} ms")
            figures.keep(f"{what}, longest", longest, STALL_MS, " ms")
        shell.case.session.close()
        application.processEvents()
    sys.stdout.flush()
    os._exit(figures.status)


if __name__ == "__main__":
    main()
