"""From the start of the process to the first painted page, against an empty PySide6 window.

Both are measured from outside to the end of the first paintEvent, in turns, so that a busy machine
is busy for both. The window speaks Russian, which has a catalogue to read. Target: at most 1.5.
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from figures import keep

RUNS = 25
TARGET = 1.5
ROOT = Path(__file__).parents[1]

FLOOR = """
import sys, time
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.monotonic(), flush=True)
        sys.stdout.close()
app = QApplication([])
window = Window()
window.resize(1120, 780)
window.show()
app.exec()
"""
OURS = """
import sys, time
from pristan import app
from pristan.confine.process import harden, no_network
harden()
no_network()
app, shell = app.window()
def painted():
    print(time.monotonic(), flush=True)
    sys.stdout.close()
shell.ready.connect(painted)
app.exec()
"""


def once(program: str) -> float:
    """Return the seconds from the start of a process to its first painted window."""
    environment = os.environ | {
        "LC_ALL": "ru_RU.UTF-8",  # Qt needs no such locale to be installed
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        "PYTHONPATH": str(ROOT / "desktop"),
    }
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    assert process.stdout
    painted = float(process.stdout.readline())
    process.kill()
    process.wait()
    return painted - began


def pair(turn: int) -> tuple[float, float]:
    """Measure both, in turns first, so that a machine that slows down does it to both."""
    if turn % 2:
        ours = once(OURS)
        return once(FLOOR), ours
    return once(FLOOR), once(OURS)


def main() -> int:
    """Measure in turns and print milliseconds."""
    # As pip and the first run of a person leave it, also where writing bytecode is turned off.
    compileall.compile_dir(ROOT / "desktop", quiet=1)
    for program in (FLOOR, OURS):  # once for the disk cache
        once(program)
    pairs = [pair(turn) for turn in range(RUNS)]
    floor, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(mine / bare for bare, mine in pairs)
    print("start to first painted unlock window")
    print(f"floor  empty PySide6 window   {floor * 1000:6.0f} ms")
    print(f"ours   unlock window          {ours * 1000:6.0f} ms")
    return keep("start, ratio", ratio, TARGET)


if __name__ == "__main__":
    sys.exit(main())
