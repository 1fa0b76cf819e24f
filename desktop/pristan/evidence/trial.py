"""Throw a folder of files at the closed-off child: ``python -m pristan.evidence.trial DIR``.

Prints for each file what became of it, the seconds, the largest memory of the children and the
reason of a refusal, then a summary. Ends with 1 when a child crashed, a file took over 30 seconds,
or this program itself grew. For those who work on it; it keeps and writes nothing.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pristan.confine.refusals import CellFailed, Crashed, Refused
from pristan.evidence import Evidence, open_evidence
from pristan.evidence.files import CannotRead, pieces

_SLOW: Final = 30.0  # seconds
_GROWTH: Final = 64.0  # MiB that this program may be larger at the end
_OFTEN: Final = 0.02  # seconds between looks at the children's memory


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: copied, flattened, image, refused, unread, failed or crashed."""

    name: str
    what: str
    seconds: float
    memory: float
    reason: str = ""


def main(arguments: list[str]) -> int:
    """Try every file below the folders named; return the exit status."""
    files = [file for name in arguments for file in sorted(Path(name).rglob("*")) if file.is_file()]
    if not files:
        print("usage: python -m pristan.evidence.trial DIR", file=sys.stderr)
        return 2
    outcomes: list[Outcome] = []
    with open_evidence() as evidence:
        before = 0.0
        for number, file in enumerate(files):
            outcomes.append(tried(evidence, file))
            print(_line(outcomes[-1]), flush=True)
            if number == min(20, len(files) - 1):
                before = resident(Path("/proc/self"))
        grown = resident(Path("/proc/self")) - before
    counts = Counter(outcome.what for outcome in outcomes)
    slow = [outcome for outcome in outcomes if outcome.seconds > _SLOW]
    print("\n" + ", ".join(f"{what} {count}" for what, count in sorted(counts.items())))
    for reason, count in Counter(each.reason for each in outcomes if each.reason).most_common():
        print(f"{count:6}  {reason}")
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    largest = max(outcomes, key=lambda outcome: outcome.memory)
    print(f"slowest {slowest.seconds:.1f} s ({slowest.name}), over {_SLOW:.0f} s: {len(slow)}")
    print(f"largest {largest.memory:.0f} MiB ({largest.name})")
    print(f"this program grew by {grown:.0f} MiB")
    return 1 if slow or counts["crashed"] or grown > _GROWTH else 0


def tried(evidence: Evidence, file: Path) -> Outcome:
    """Make pages of one file for a packet, and draw the first."""
    began = time.monotonic()
    with Watch() as watch:
        what, reason = _tried(evidence, file)
    return Outcome(file.name, what, time.monotonic() - began, watch.peak, reason)


def _tried(evidence: Evidence, file: Path) -> tuple[str, str]:
    try:
        made = evidence.clean(b"".join(pieces(file)))
        evidence.preview(made.pdf, width=160)
    except Refused as refused:
        return "refused", refused.saying.context
    except CannotRead as unread:
        return "unread", unread.saying.context
    except Crashed as crashed:
        return "crashed", crashed.detail
    except CellFailed as failed:
        return "failed", failed.saying.context
    return str(made.how), ""


class Watch:
    """Looks again and again how large the children are; ``peak`` is in MiB. Linux only."""

    def __init__(self) -> None:
        self.peak = 0.0
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watch:
        self._watcher.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        while True:
            self.peak = max(self.peak, *(resident(each) for each in _below(Path("/proc/self"))), 0)
            if self._done.wait(_OFTEN):
                return


def resident(process: Path) -> float:
    """Return the memory of a process in MiB; 0 where there is no such process, or no Linux."""
    with suppress(OSError):
        for line in (process / "status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _below(process: Path) -> Iterator[Path]:
    with suppress(OSError):
        for task in (process / "task").iterdir():
            for child in (task / "children").read_text().split():
                yield Path("/proc") / child
                yield from _below(Path("/proc") / child)


def _line(outcome: Outcome) -> str:
    reason = f"  {outcome.reason}" if outcome.reason else ""
    return (
        f"{outcome.what:9} {outcome.seconds:6.2f} s {outcome.memory:6.0f} MiB  "
        f"{outcome.name}{reason}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
