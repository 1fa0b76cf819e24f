"""Forks of a closed-off child do its work, and can do no more than it could."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pristan.confine.cell import Cell, Limits
from pristan.confine.refusals import Crashed, OutOfMemory, Refused, Stopped, TimedOut
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
def test_every_task_is_answered_in_its_place(room: Cell, tasks: int) -> None:
    names = ["echo", "thread", "print", "echo", "thread", "echo", "print"][:tasks]
    reply = room.ask({"tasks": names})
    got = {"echo": "echo", "thread": None, "print": 13}
    assert [each["got"] for each in reply.facts["facts"]] == [got[name] for name in names]
    assert reply.blobs == [b"".join(name.encode() * 100_000 for name in names)]
    forks = {each["in"] for each in reply.facts["facts"]}
    assert len(forks) == tasks and reply.facts["own"] not in forks


@pytest.mark.parametrize("what", ["inet", "unix", "pair", "program", "fork", "kill", "write"])
def test_a_fork_reaches_nothing(room: Cell, what: str) -> None:
    (facts,) = room.ask({"tasks": [what]}).facts["facts"]
    assert "refused_by_system" in facts
    assert room.walls["programs"] is True


def test_a_no_of_a_fork_is_told_and_the_child_goes_on(room: Cell) -> None:
    with pytest.raises(Refused, match=f"No, {SECRET}: 3"):
        room.ask({"tasks": ["echo", "refuse", "echo"]})
    assert room.ask({"tasks": ["echo"]}).facts["facts"][0]["got"] == "echo"


def test_a_mistake_in_a_fork_is_named_by_kind_and_place() -> None:
    with forking() as cell, pytest.raises(Crashed) as caught:
        cell.ask({"tasks": ["echo", "mistake"]})
    assert caught.value.detail.startswith("KeyError at probes.py:")


def test_a_fork_that_takes_too_much_ends_as_the_child_would() -> None:
    with forking() as cell, pytest.raises(OutOfMemory):
        cell.ask({"tasks": ["memory"]})
    quick = Limits(memory=1 << 30, cpu_seconds=1, wall_seconds=60)
    with forking(quick) as cell, pytest.raises(TimedOut):
        cell.ask({"tasks": ["spin"]})
    with forking() as cell, pytest.raises(Crashed):
        cell.ask({"tasks": ["abort"]})


def test_forks_end_with_the_child() -> None:
    """Stopped from outside, as locking does; no fork is left, however it was started."""
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
    assert len(children) == 2
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


def test_a_fork_whose_child_is_killed_dies_too() -> None:
    import threading

    with forking() as cell:
        cell.ask({"tasks": ["echo"]})
        asked = threading.Thread(target=_ask_in_vain, args=(cell,))
        asked.start()
        deadline = time.monotonic() + 5
        while len(forks := _children(cell.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(forks) == 2
        os.kill(cell.pid, 9)  # the child alone, not its group
        asked.join()
        deadline = time.monotonic() + 5
        while any(map(_alive, forks)) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not any(map(_alive, forks))


def _ask_in_vain(cell: Cell) -> None:
    with pytest.raises(OutOfMemory):
        cell.ask({"tasks": ["sleep", "sleep"]})
