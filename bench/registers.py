"""How long one person is looked for in a saved page of 24,000 entries, after it is parsed.

The floor of parsing is the parser of the standard library on the same page, doing nothing; the
floor of searching is a plain search for one spelling of the name in the text of every entry. The
whole question through the closed-off child is told beside them. Target: the search under 0.5 s.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "desktop"), str(ROOT / "tests")]

from figures import keep  # noqa: E402

from pristan.case import Name, Point  # noqa: E402
from pristan.evidence import open_evidence  # noqa: E402
from pristan.evidence.registers.lists import listed  # noqa: E402
from pristan.evidence.registers.page import read_page  # noqa: E402
from pristan.evidence.registers.search import search  # noqa: E402
from pristan.evidence.registers.values import Sought  # noqa: E402
from pristan.saved.page import read_saved  # noqa: E402
from unit.evidence.registers import made  # noqa: E402

ENTRIES, RUNS, TARGET = 24_000, 5, 0.5  # target in seconds
IVAN = Sought((Name("Примеров", "Иван", "Сергеевич"),), Point(1985, 2, 1))


def main() -> int:
    """Measure, print, and return 1 when the search takes too long."""
    rows = made.people(ENTRIES)
    rows[ENTRIES * 2 // 3] = made.ENTRY
    page = made.layout_a(rows).encode()
    seconds: dict[str, list[float]] = {
        "bare parser": [], "parse": [], "bare search": [], "search": [], "through the child": [],
    }  # fmt: skip
    with open_evidence() as evidence:
        evidence.find(page, IVAN)
        for _ in range(RUNS):
            begun = time.perf_counter()
            HTMLParser().feed(page.decode())
            seconds["bare parser"].append(time.perf_counter() - begun)
            begun = time.perf_counter()
            saved = read_saved(page)
            register = listed(saved, read_page(saved.html))
            seconds["parse"].append(time.perf_counter() - begun)
            begun = time.perf_counter()
            assert sum("ПРИМЕРОВ ИВАН" in entry.text for entry in register.entries) == 1
            seconds["bare search"].append(time.perf_counter() - begun)
            begun = time.perf_counter()
            hits = search(register.entries, IVAN)
            seconds["search"].append(time.perf_counter() - begun)
            assert [hit.text for hit in hits] == [made.ENTRY]
            begun = time.perf_counter()
            assert len(evidence.find(page, IVAN).hits) == 1
            seconds["through the child"].append(time.perf_counter() - begun)
    megabytes, load = len(page) / 1e6, os.getloadavg()[0]
    print(f"{ENTRIES} entries, {megabytes:.1f} MB, {RUNS} runs, load {load:.1f}")
    for name, each in seconds.items():
        print(f"{name:>18}: median {statistics.median(each):.3f} s, worst {max(each):.3f} s")
    ratio = statistics.median(seconds["parse"]) / statistics.median(seconds["bare parser"])
    print(f"parse ÷ bare parser: {ratio:.2f}")
    return keep("search, median", statistics.median(seconds["search"]), TARGET, " s")


if __name__ == "__main__":
    sys.exit(main())
