"""What was done side by side is taken in its order, and nobody waits for ever."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from pristan.packet.line import Line

ROOM = 100


def test_pieces_are_taken_in_their_order_whoever_is_first() -> None:
    taken: list[int] = []
    with ThreadPoolExecutor(4) as workers, Line(ROOM) as line:

        def one(at: int) -> None:
            time.sleep(0.002 * (3 - at % 4))
            line.give(at, 30, lambda: taken.append(at))

        list(workers.map(one, range(40)))
    assert taken == [*range(40)]


def test_who_is_ahead_waits_for_room_and_who_is_due_never_does() -> None:
    given = threading.Event()
    with Line(ROOM) as line:

        def ahead() -> None:
            line.give(1, 60, bool)
            line.give(2, 60, bool)
            given.set()

        thread = threading.Thread(target=ahead)
        thread.start()
        assert not given.wait(0.2)  # the first is not there, and two of these are too many
        line.give(0, ROOM * 9, bool)  # larger than all the room
        assert given.wait(5)
        thread.join()


def test_a_piece_is_let_go_of_once_it_is_taken() -> None:
    class Heavy:
        pass

    heavy = Heavy()
    there = weakref.ref(heavy)
    with Line(ROOM) as line:
        line.give(0, 1, lambda kept=heavy: None)  # type: ignore[misc]
        line.give(1, 1, bool)
        del heavy
        deadline = time.monotonic() + 5
        while there() is not None and time.monotonic() < deadline:
            gc.collect()
            time.sleep(0.01)
        assert there() is None


def test_what_taking_raises_comes_out_and_nothing_more_is_taken() -> None:
    taken: list[int] = []

    def fails() -> None:
        raise KeyError("the second")

    with pytest.raises(KeyError, match="the second"), Line(ROOM) as line:
        line.give(0, 1, lambda: taken.append(0))
        line.give(1, 1, fails)
        for at in range(2, 500):
            line.give(at, 50, lambda: taken.append(2))
    assert taken in ([0], [])
    with pytest.raises(KeyError), Line(ROOM) as line:
        line.give(0, 1, fails)  # the last one: only the end can tell


def test_an_error_among_those_who_give_leaves_nobody_waiting() -> None:
    began = time.monotonic()
    with (
        pytest.raises(ZeroDivisionError),
        ThreadPoolExecutor(2) as workers,
        Line(ROOM) as line,
    ):

        def one(at: int) -> None:
            if at == 0:
                time.sleep(0.1)
                raise ZeroDivisionError
            line.give(at, 60, bool)

        for _ in workers.map(one, range(6)):
            pass
    assert time.monotonic() - began < 30


def test_an_interruption_at_the_end_leaves_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    threads, slow = set(threading.enumerate()), threading.Event()

    def interrupted(_until: object) -> None:
        slow.set()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Line(ROOM) as line:
        line.give(0, 1, lambda: slow.wait(30))
        line.give(1, 1, bool)
        monkeypatch.setattr(line._changed, "wait_for", interrupted)  # noqa: SLF001
    assert set(threading.enumerate()) <= threads
