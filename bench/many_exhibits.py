"""Five hundred exhibits with an index of fifty pages: proved, read by a clerk, and no slower each.

The tests hold that five hundred are right (tests/unit/packet/test_many_papers.py); this measures.
Everything happens in this process, as the closed-off child does it. Target: an exhibit of five
hundred takes at most one and a half times as long as an exhibit of a hundred.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from figures import keep

sys.path.append(str(Path(__file__).parents[1] / "tests"))

FEW, MANY = 100, 500
TARGET = 1.5


def seconds_of(count: int) -> float:
    """Return the processor time for each exhibit of a packet that was found good."""
    from pristan.packet.prove import prove
    from unit.packet import clerk
    from unit.packet.cases import LAWYER, paper, plan_of, with_exhibits
    from unit.packet.made import compose, expected_of

    began = time.process_time()
    planned = plan_of(
        with_exhibits(count), replace(LAWYER, documents=("cover", "index", "exhibits"))
    )
    packet, layout, _, _ = compose(planned, [[paper((300, 400))]] * count)
    faults, _ = prove(packet, expected_of(planned, layout))
    took = time.process_time() - began
    assert faults == [], [str(fault) for fault in faults][:3]
    seen = clerk.look(packet)
    labels = [chr(ord("A") + n % 26) * (n // 26 + 1) for n in range(count)]
    listed = [(label, f"Paper number {n}", 1) for n, label in enumerate(labels, start=1)]
    assert [*clerk.reading(seen), *clerk.holding(seen, listed), *clerk.drawn(packet)] == []
    print(f"{count} exhibits, {len(seen.texts)} pages: {took:.1f} s, found good by a clerk")
    return took / count


def main() -> int:
    """Make both packets and print seconds."""
    seconds_of(3)  # imports and fonts
    return keep("time per exhibit, ratio", seconds_of(MANY) / seconds_of(FEW), TARGET)


if __name__ == "__main__":
    sys.exit(main())
