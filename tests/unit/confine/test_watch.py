"""A deadline ends what is late, in its own time, and nothing that was done before it."""

from __future__ import annotations

import threading
import time

from pristan.confine.watch import Watch


def test_what_is_late_is_ended_once() -> None:
    ended = threading.Semaphore(0)
    watch = Watch(ended.release)
    with watch.deadline(0.05):
        assert ended.acquire(timeout=10)
    assert not ended.acquire(timeout=0.2)
    watch.close()


def test_what_is_done_in_time_is_not_ended() -> None:
    ended = list[float]()
    watch = Watch(lambda: ended.append(time.monotonic()))
    for _ in range(200):
        with watch.deadline(0.05):
            pass
    time.sleep(0.2)
    assert not ended
    watch.close()


def test_each_question_has_its_own_time() -> None:
    ended = threading.Semaphore(0)
    watch = Watch(ended.release)
    with watch.deadline(60):
        pass
    with watch.deadline(0.05):  # sooner than the thread was to wake
        assert ended.acquire(timeout=10)
    with watch.deadline(0.05):
        assert ended.acquire(timeout=10)
    with watch.deadline(60):  # later: it sleeps on
        assert not ended.acquire(timeout=0.2)
    watch.close()


def test_its_thread_ends_with_it() -> None:
    watch, before = Watch(lambda: None), threading.enumerate()
    with watch.deadline(60):
        (thread,) = (each for each in threading.enumerate() if each not in before)
    watch.close()
    thread.join(10)
    assert not thread.is_alive()
    Watch(lambda: None).close()  # that never had one
