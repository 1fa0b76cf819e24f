"""Children of several threads: each its own, some started before, none left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from pristan.confine.cell import Cell, Limits
from pristan.confine.hands import Hands
from pristan.confine.refusals import Refused, Stopped, TimedOut
from pristan.confine.spare import Spare

LIMITS = Limits(memory=3 << 29, cpu_seconds=30, wall_seconds=60)
BIND: dict[str, Any] = {"do": "ready", "to": "bind"}


def test_who_was_started_before_is_asked_first_and_only_once() -> None:
    with Hands(Spare("packet", LIMITS, BIND)) as hands:
        hands.begin(0)
        hands.begin(1)  # somebody waits already
        (early,) = [cell for cell, _ in hands._early]  # noqa: SLF001
        assert hands.cell is early
        assert hands.cell is hands.cell
        assert hands.cell.ask({"do": "open"}).facts == {}
        other: list[Cell] = []
        thread = threading.Thread(target=lambda: other.append(hands.cell))
        thread.start()
        thread.join()
        assert other[0] is not early
    assert early.closed
    assert other[0].closed


def test_many_tasks_are_done_side_by_side_and_come_back_in_their_order() -> None:
    with Hands(Spare("packet", LIMITS, BIND)) as hands:
        hands.begin(20)
        waiting = {cell.pid for cell, _ in hands._early}  # noqa: SLF001
        assert len(waiting) == 2

        def one(task: int) -> tuple[int, int]:
            hands.cell.ask({"do": "open"})
            time.sleep(0.01)
            return task, hands.cell.pid

        done = hands.each(one, range(20), 20)
        assert [task for task, _ in done] == [*range(20)]
        assert {pid for _, pid in done} == waiting
        few = hands.each(one, range(3), 3)
        assert len({pid for _, pid in few}) == 1


def test_few_tasks_are_done_side_by_side_where_two_are_ready() -> None:
    spare = Spare("packet", LIMITS, BIND, most=2)
    spare.expect()
    both = threading.Barrier(2, timeout=20)
    with Hands(spare) as hands:

        def one(_: int) -> int:
            both.wait()
            hands.cell.ask({"do": "open"})
            return hands.cell.pid

        assert len({*hands.each(one, range(2), 2)}) == 2
        assert spare.waiting == 0


def test_tasks_may_come_one_after_another_and_their_failure_ends_all() -> None:
    first = threading.Event()
    done: list[int] = []

    def come() -> Iterator[int]:
        yield 0
        assert first.wait(20), "a task waits for the next one"
        yield from (1, 2, 3, 4)
        raise KeyError

    def one(task: int) -> None:
        done.append(task)
        first.set()
        time.sleep(0.2)

    with Hands(Spare("packet", LIMITS, BIND)) as hands:
        with pytest.raises(KeyError):
            hands.each(one, come(), 1)
        assert done in ([0], [0, 1]), "what waited is not begun"


def test_who_was_lent_works_for_the_next() -> None:
    with Hands(Spare("packet", LIMITS, BIND)) as hands:
        lent = hands.lend()
        assert lent.ask({"do": "open"}).facts == {}
        hands.take_back(lent)
        hands.begin(9)
        waiting = [cell for cell, _ in hands._early]  # noqa: SLF001
        assert waiting[0] is lent
        assert len(waiting) == 2, "one beside who waits"
        others = {hands.lend(), hands.lend()}
        assert others == set(waiting)
        assert all(each.ask({"do": "open"}).facts == {} for each in others)
    assert all(each.closed for each in waiting)


def test_what_went_wrong_before_anybody_asked_is_told_to_who_asks_first() -> None:
    late = Limits(memory=3 << 29, cpu_seconds=30, wall_seconds=0.001)
    with Hands(Spare("packet", late, BIND)) as hands:
        hands.begin(1)
        with pytest.raises(TimedOut):
            _ = hands.cell
    with Hands(Spare("packet", LIMITS, BIND)) as hands:
        hands.begin(1)
        hands._early[0][0].stop()  # noqa: SLF001
        with pytest.raises(Stopped):
            _ = hands.cell
        assert hands.cell.ask({"do": "open"}).facts == {}  # a new one in its place


def test_who_was_stopped_starts_no_other_until_a_rest() -> None:
    hands = Hands(Spare("packet", LIMITS, BIND))
    before = hands.cell
    hands.stop()
    with pytest.raises(Stopped):
        before.ask({"do": "open"})
    with pytest.raises(Stopped):
        _ = hands.cell
    hands.rest()
    assert hands.cell.ask({"do": "open"}).facts == {}
    hands.rest()


def test_after_a_rest_new_ones_are_started() -> None:
    hands = Hands(Spare("packet", LIMITS, BIND))
    before = hands.cell
    hands.begin(1)
    waiting = hands._early[0][0]  # noqa: SLF001
    hands.rest()
    assert before.closed
    assert waiting.closed
    assert hands.cell is not before
    with pytest.raises(Refused):
        hands.cell.ask({"do": "something else"})
    hands.rest()
