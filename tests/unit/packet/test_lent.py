"""Children that clean are lent: none before it is needed, a second when many waited for long."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from pristan.packet.lent import Lent


class Started:
    """Counts those that are there."""

    def __init__(self) -> None:
        self.there = self.ever = 0

    @contextmanager
    def __call__(self) -> Iterator[Any]:
        self.there += 1
        self.ever += 1
        try:
            yield object()
        finally:
            self.there -= 1


def test_one_after_another_takes_the_same_child() -> None:
    started = Started()
    lent = Lent(started)
    assert started.ever == 0
    with lent.one() as first:
        pass
    with pytest.raises(ZeroDivisionError), lent.one() as second:
        raise ZeroDivisionError
    assert first is second
    assert started.ever == 1
    lent.rest()
    assert started.there == 0
    with lent.one():
        assert (started.there, started.ever) == (1, 2)
    lent.rest()


def test_who_waits_for_a_moment_waits_for_the_first() -> None:
    started = Started()
    lent = Lent(started)

    def clean(_: int) -> object:
        with lent.one() as cleaner:
            time.sleep(0.001)
            return cleaner

    with ThreadPoolExecutor(6) as workers:
        cleaners = set(workers.map(clean, range(60)))
    assert (len(cleaners), started.ever) == (1, 1)
    lent.rest()


def test_the_third_waits_for_one_of_two() -> None:
    started, together = Started(), threading.Barrier(2)
    lent, at_work, most = Lent(started), [0], [0]
    lock = threading.Lock()

    def clean(at: int) -> None:
        with lent.one():
            with lock:
                at_work[0] += 1
                most[0] = max(most[0], at_work[0])
            if at < 2:
                together.wait(10)
            with lock:
                at_work[0] -= 1

    with ThreadPoolExecutor(6) as workers:
        list(workers.map(clean, range(60)))
    assert most == [2]
    assert started.ever == 2
    lent.rest()
