"""The twin of a closed-off child does its share, and can do no more than it could."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pristan.confine.cell import Cell, Limits
from pristan.confine.refusals import Crashed, OutOfMemory, Refused, Stopped, TimedOut
from pristan.confine.twin import Twins
from unit.confine.probes import SECRET
from unit.confine.rooms import QUICK

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks are of Linux")
ROOM = Path(__file__).with_name("forking.py")


def forking(limits: Limits = QUICK) -> Cell:
    return Cell("forking", limits, command=[sys.executable, "-I", "-B", str(ROOM)])


@pytest.fixture(scope="module")
def room() -> Iterator[Cell]:
    with forking() as cell:
        yield cell


@pytest.mark.parametrize("tasks", [0, 1, 2, 7])
def test_every_task_is_answered_in_its_place(tasks: int) -> None:
    names = ["echo", "thread", "print", "echo", "thread", "echo", "print"][:tasks]
    with forking() as room:
        reply = room.ask({"tasks": names})
        got = {"echo": "echo", "thread": None, "print": 13}
        assert [each["got"] for each in reply.facts["facts"]] == [got[name] for name in names]
        assert reply.blobs == [b"".join(name.encode() * 100_000 for name in names)]
        assert len(_children(room.pid)) == 1


def test_a_child_that_cannot_be_forked_works_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    twins = Twins(lambda task, blobs: ({"did": task["do"], "here": os.getpid()}, blobs))
    monkeypatch.undo()
    answers = twins.share([({"do": at}, [b"%d" % at]) for at in range(3)])
    assert answers == [({"did": at, "here": os.getpid()}, [b"%d" % at]) for at in range(3)]


def _shared(room: Cell, tasks: list[str]) -> Sequence[dict[str, Any]]:
    """Return the facts of tasks of which the twin did the first; it may come too late for it."""
    for _ in range(5):
        facts: Sequence[dict[str, Any]] = room.ask({"tasks": tasks}).facts["facts"]
        if facts[0]["twin"]:
            break
    return facts


def test_both_work_and_each_from_its_own_end(room: Cell) -> None:
    assert [each["twin"] for each in _shared(room, ["nap", "nap"])] == [True, False]


@pytest.mark.parametrize("what", ["inet", "unix", "pair", "program", "fork", "kill", "write"])
@pytest.mark.parametrize("twin", [True, False])
def test_neither_reaches_anything(room: Cell, what: str, twin: bool) -> None:
    tasks = [what, "nap"] if twin else ["nap", what]  # each takes from its own end
    facts = _shared(room, tasks)[not twin]
    assert facts["twin"] is twin
    assert "refused_by_system" in facts
    assert room.walls["programs"] is True


def test_a_no_of_either_is_told_and_the_child_goes_on(room: Cell) -> None:
    for tasks in (["refuse", "nap", "echo"], ["echo", "nap", "refuse"]):
        with pytest.raises(Refused, match=f"No, {SECRET}: 3"):
            room.ask({"tasks": tasks})
    assert room.ask({"tasks": ["echo"]}).facts["facts"][0]["got"] == "echo"


@pytest.mark.parametrize("tasks", [["mistake", "nap"], ["nap", "mistake"]])
def test_a_mistake_is_named_by_kind_and_place(tasks: list[str]) -> None:
    with forking() as cell, pytest.raises(Crashed) as caught:
        cell.ask({"tasks": tasks})
    assert caught.value.detail.startswith("KeyError at probes.py:")


@pytest.mark.parametrize("twin", [True, False])
def test_what_takes_too_much_ends_as_the_child_would(twin: bool) -> None:
    def asked(cell: Cell, what: str) -> None:
        cell.ask({"tasks": [what, "nap"] if twin else ["nap", what]})

    with forking() as cell, pytest.raises(OutOfMemory):
        asked(cell, "memory")
    quick = Limits(memory=1 << 30, cpu_seconds=1, wall_seconds=60)
    with forking(quick) as cell, pytest.raises(TimedOut):
        asked(cell, "spin")
    with forking() as cell, pytest.raises(Crashed):
        asked(cell, "abort")


def test_each_question_has_its_own_time_of_the_processors() -> None:
    with forking(Limits(memory=1 << 30, cpu_seconds=2, wall_seconds=60)) as cell:
        for _ in range(3):
            cell.ask({"tasks": ["work", "work"]})


def test_the_twin_ends_with_the_child() -> None:
    """Stopped from outside, as locking does; no twin is left, however it was started."""
    import threading

    with forking() as cell:
        started = threading.Timer(1.0, cell.stop)
        started.start()
        children: set[int] = set()

        def watch() -> None:
            while not started.finished.is_set():
                children.update(_children(cell.pid))
                time.sleep(0.02)

        watcher = threading.Thread(target=watch)
        watcher.start()
        with pytest.raises(Stopped):
            cell.ask({"tasks": ["sleep", "sleep"]})
        watcher.join()
    assert len(children) == 1
    deadline = time.monotonic() + 5
    while any(map(_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(_alive, children))


def _children(process: int) -> list[int]:
    try:
        return [int(each) for each in
                Path(f"/proc/{process}/task/{process}/children").read_text().split()]  # fmt: skip
    except OSError:
        return []


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_twin_whose_child_is_killed_dies_too() -> None:
    import threading

    with forking() as cell:
        cell.ask({"tasks": ["echo"]})
        asked = threading.Thread(target=_ask_in_vain, args=(cell,))
        asked.start()
        deadline = time.monotonic() + 5
        while not (forks := _children(cell.pid)) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(forks) == 1
        os.kill(cell.pid, 9)  # the child alone, not its group
        asked.join()
        deadline = time.monotonic() + 5
        while any(map(_alive, forks)) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not any(map(_alive, forks))


def _ask_in_vain(cell: Cell, *tasks: str) -> None:
    with pytest.raises(OutOfMemory):
        cell.ask({"tasks": tasks or ["sleep", "sleep"]})


def test_a_twin_that_is_killed_ends_the_child() -> None:
    import threading

    with forking() as cell:
        cell.ask({"tasks": ["echo"]})
        asked = threading.Thread(target=_ask_in_vain, args=(cell, "sleep", "nap"))
        (twin,) = _children(cell.pid)
        asked.start()
        time.sleep(0.5)
        os.kill(twin, 9)
        asked.join(20)
        assert not asked.is_alive()
