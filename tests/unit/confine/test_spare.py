"""A child that waits: it is ready, it is given away once, and a dead one is never given."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from pristan.confine.cell import Cell, Limits, no_children
from pristan.confine.refusals import Stopped
from pristan.confine.spare import Spare

LIMITS = Limits(memory=3 << 29, cpu_seconds=30, wall_seconds=60)
BIND: dict[str, Any] = {"do": "ready", "to": "bind"}


def waiting(spare: Spare) -> Cell:
    assert spare._waiting  # noqa: SLF001
    return spare._waiting[0][0]  # noqa: SLF001


@pytest.fixture
def spare() -> Iterator[Spare]:
    spare = Spare("packet", LIMITS, BIND)
    yield spare
    spare.dismiss()


def test_who_waits_is_given_once(spare: Spare) -> None:
    spare.expect()
    there = waiting(spare)
    spare.expect()  # one is enough
    assert waiting(spare) is there
    with spare.take() as first, spare.take() as second:
        assert first is there
        assert first.walls, "it had not answered"
        assert second.pid != first.pid
        assert first.ask({"do": "open"}).facts == second.ask({"do": "open"}).facts == {}


def test_who_is_not_needed_ends(spare: Spare) -> None:
    spare.dismiss()  # nobody is there
    spare.expect()
    there = waiting(spare)
    spare.dismiss()
    assert there.closed
    with spare.take() as other:
        assert other is not there


def test_two_wait_where_two_are_wanted() -> None:
    spare = Spare("packet", LIMITS, BIND, most=2)
    assert spare.waiting == 0
    spare.expect()
    assert spare.waiting == 2
    there = {cell.pid for cell, _ in spare._waiting}  # noqa: SLF001
    with spare.take() as first:
        assert spare.waiting == 1
        spare.expect()  # one more, beside who waits
        assert spare.waiting == 2
        waiting(spare).stop()
        ended = waiting(spare)
        while not ended.closed:
            time.sleep(0.01)
        assert spare.waiting == 1
        spare.expect()
        assert spare.waiting == 2
        with spare.take() as second, spare.take() as third, spare.take() as fourth:
            assert len({each.pid for each in (first, second, third, fourth)}) == 4
            assert first.pid in there
            assert second.ask({"do": "open"}).facts == third.ask({"do": "open"}).facts == {}
    spare.expect()
    last = [cell for cell, _ in spare._waiting]  # noqa: SLF001
    spare.dismiss()
    assert all(cell.closed for cell in last)
    assert spare.waiting == 0


def test_who_has_ended_is_not_given(spare: Spare) -> None:
    spare.expect()
    with no_children():  # a case is locked, or work is stopped
        ended = waiting(spare)
    while not ended.closed:
        time.sleep(0.01)
    with spare.take() as other:
        assert other is not ended
        assert other.ask({"do": "open"}).facts == {}
    spare.expect()
    waiting(spare).stop()
    ended = waiting(spare)
    while not ended.closed:
        time.sleep(0.01)
    spare.expect()
    assert waiting(spare) is not ended


def test_who_is_stopped_while_somebody_waits_for_it_says_so() -> None:
    """Another one in its place would go on with work that was stopped."""
    spare = Spare("packet", LIMITS, BIND)
    cell = Cell("packet", LIMITS)
    asked = threading.Event()

    def gets_ready() -> None:
        asked.wait()
        cell.stop()

    preparing = threading.Thread(target=gets_ready)
    preparing.start()
    spare._waiting = [(cell, preparing)]  # noqa: SLF001
    threading.Timer(0.1, asked.set).start()
    with spare.take() as taken:
        assert taken is cell
        with pytest.raises(Stopped):
            taken.ask({"do": "open"})


def test_what_fails_while_it_gets_ready_harms_nobody() -> None:
    spare = Spare("packet", LIMITS, {"do": "something that it does not know"})
    spare.expect()
    with spare.take() as refused:
        assert refused.ask({"do": "open"}).facts == {}, "a refusal ends nothing"
    slow = Spare("packet", Limits(3 << 29, 30, 0.0001), BIND)
    slow.expect()
    late = waiting(slow)
    with slow.take() as other:
        assert other is not late
        assert late.closed
