"""A cell can do nothing but answer, and whatever it does the parent goes on."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pristan.confine.cell import Cell, Limits, command_for, no_children
from pristan.confine.refusals import CellFailed, Crashed, OutOfMemory, Refused, Stopped, TimedOut
from unit.confine.probes import SECRET
from unit.confine.rooms import QUICK, lying, probing, running

linux = pytest.mark.skipif(sys.platform != "linux", reason="the walls of Linux")


@pytest.fixture(scope="module")
def probe() -> Iterator[Cell]:
    with probing() as cell:
        yield cell


def test_it_answers_again_and_again(probe: Cell) -> None:
    for blobs in ([], [b""], [b"one", b"", b"three"], [bytes(20 << 20)]):
        reply = probe.ask({"do": "echo"}, blobs)
        assert reply.facts == {"got": "echo"}
        assert reply.blobs == blobs


@linux
@pytest.mark.parametrize("what", ["inet", "inet6", "unix", "pair", "program", "fork", "kill"])
def test_it_reaches_nothing(probe: Cell, what: str) -> None:
    assert "refused_by_system" in probe.ask({"do": what}).facts
    assert probe.walls["sockets"] is True and probe.walls["programs"] is True


@linux
@pytest.mark.parametrize("what", ["read", "list", "write"])
def test_it_opens_nothing(probe: Cell, what: str) -> None:
    reply = probe.ask({"do": what})
    if not probe.walls["files"] and what != "write":
        pytest.skip("this kernel has no Landlock")
    assert "refused_by_system" in reply.facts


def test_it_may_have_threads(probe: Cell) -> None:
    assert probe.ask({"do": "thread"}).facts == {"got": None}


def test_what_a_library_prints_does_not_reach_the_parent(probe: Cell) -> None:
    assert probe.ask({"do": "print"}).facts == {"got": 13}
    assert probe.ask({"do": "echo"}).facts == {"got": "echo"}


@linux
def test_it_inherits_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRISTAN_SECRET", SECRET)
    with Path("/etc/passwd").open() as kept, probing() as cell:
        os.set_inheritable(kept.fileno(), True)
        names, place, numbers = cell.ask({"do": "surroundings"}).facts["got"]
    assert set(names) <= {"LANG", "LC_CTYPE"}
    assert place == "/"
    assert len(numbers) == 5, "three to nowhere, two pipes"


def test_a_refusal_is_a_sentence_and_the_cell_lives_on(probe: Cell) -> None:
    with pytest.raises(Refused) as caught:
        probe.ask({"do": "refuse"})
    assert caught.value.saying.context == "probe.no"
    assert str(caught.value) == f"No, {SECRET}: 3."
    assert not probe.closed


@pytest.mark.parametrize(
    ("what", "failure"),
    [
        ("memory", OutOfMemory),
        ("abort", Crashed),
        ("mistake", Crashed),
    ],
)
@linux
def test_a_failure_is_a_sentence_and_the_cell_is_gone(
    what: str, failure: type[CellFailed]
) -> None:
    with probing() as cell:
        with pytest.raises(failure) as caught:
            cell.ask({"do": what})
        assert type(caught.value) is failure
        assert SECRET not in str(caught.value) + caught.value.detail
        assert cell.closed
        with pytest.raises(Crashed):
            cell.ask({"do": "echo"})


def test_a_mistake_is_named_by_kind_and_place() -> None:
    with probing() as cell, pytest.raises(Crashed) as caught:
        cell.ask({"do": "mistake"})
    assert caught.value.detail.startswith("KeyError at probes.py:")


@pytest.mark.parametrize("what", ["spin", "sleep"])
def test_it_is_stopped_in_time(what: str) -> None:
    limits = Limits(memory=1 << 30, cpu_seconds=60, wall_seconds=0.5)
    with probing(limits) as cell:
        cell.ask({"do": "echo"})
        start = time.monotonic()
        with pytest.raises(TimedOut):
            cell.ask({"do": what}, patience=2)
        assert 1.0 <= time.monotonic() - start < 2.0
        assert cell.closed


@linux
def test_processor_time_is_limited_for_each_question() -> None:
    limits = Limits(memory=1 << 30, cpu_seconds=1, wall_seconds=30)
    with probing(limits) as cell:
        with pytest.raises(TimedOut):
            cell.ask({"do": "spin"})
        assert cell.closed


@linux
def test_a_cell_ended_by_the_system_was_too_large() -> None:
    with probing() as cell:
        cell.ask({"do": "echo"})
        os.kill(cell.pid, 9)
        with pytest.raises(CellFailed):
            cell.ask({"do": "echo"})
    code = "import os; os.kill(os.getpid(), 9)"
    with running(code) as cell, pytest.raises(OutOfMemory):
        cell.ask({})


def header(facts: object = None, blobs: object = ()) -> bytes:
    text = json.dumps({"facts": facts, "blobs": blobs}).encode()
    return struct.pack(">4sI", b"cell", len(text)) + text


DONE = {"done": {}}


@pytest.mark.parametrize(
    "reply",
    [
        b"Traceback (most recent call last)",
        b"cell" + b"\xff" * 60,
        struct.pack(">4sI", b"cell", 2) + b"{}",
        struct.pack(">4sI", b"cell", 5) + b"[1,2]",
        struct.pack(">4sI", b"cell", 9) + b"not json!",
        struct.pack(">4sI", b"cell", 900_000) + b"[" * 900_000,
        header(DONE, [1 << 40]),
        header(DONE, [33 << 20, 33 << 20]),
        header(DONE, [-1]),
        header(DONE, [True]),
        header(DONE, ["1"]),
        header(DONE, {"0": 1}),
        header(DONE, [0] * 5),
        header([]),
        header({}),
        header({"done": 1}),
        header({"failed": "A" * 1000}),
        header({"refused": "no"}),
        header({"refused": {"context": "a.b", "english": "{0.__class__}", "facts": {}}}),
        header({"refused": {"context": "a.b", "english": "{a:>999999999}", "facts": {"a": "x"}}}),
    ],
    ids=range(20),
)
def test_nonsense_is_refused(reply: bytes) -> None:
    with lying(reply) as cell:
        start = time.monotonic()
        with pytest.raises(Crashed) as caught:
            cell.ask({})
        assert time.monotonic() - start < 5
        assert len(caught.value.detail) <= 200
        assert cell.closed


@pytest.mark.parametrize("code", ["", "import sys; sys.exit(3)", "print('cell')", "1 / 0"])
def test_a_child_that_ends_at_once(code: str) -> None:
    with running(code) as cell, pytest.raises(Crashed):
        cell.ask({"do": "echo"}, [bytes(1 << 20)])


def test_half_an_answer() -> None:
    code = (
        "import sys\n"
        "from pristan.confine.frames import write_frame\n"
        "write_frame(sys.stdout.buffer, {})\n"
        f"sys.stdout.buffer.write({header(DONE, [1000])!r} + b'half')\n"
    )
    with running(code) as cell, pytest.raises(Crashed):
        cell.ask({})


def test_there_is_no_such_room() -> None:
    with Cell("kitchen", QUICK) as cell, pytest.raises(Crashed):
        cell.ask({})


@pytest.mark.parametrize(("room", "status"), [("empty", 0), ("kitchen", 2)])
def test_a_room_ends_with_a_status(room: str, status: int) -> None:
    assert subprocess.run(command_for(room), timeout=60, check=False).returncode == status


@linux
def test_closing_ends_all_that_the_child_started() -> None:
    code = (
        "import subprocess, sys\n"
        "from pristan.confine.frames import write_frame\n"
        "child = subprocess.Popen(['sleep', '600'], stdout=subprocess.DEVNULL)\n"
        "write_frame(sys.stdout.buffer, {'child': child.pid})\n"
        "write_frame(sys.stdout.buffer, {'done': {}})\n"
        "sys.stdin.buffer.read()\n"
    )
    with running(code) as cell:
        cell.ask({})
        pids = [cell.pid, cell.walls["child"]]
        assert all(map(alive, pids))
    deadline = time.monotonic() + 5
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(alive, pids))


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@linux
def test_no_child_works_while_none_may() -> None:
    sleeping = "import time\ntime.sleep(60)\n"
    with running(sleeping) as before:
        with no_children():
            with pytest.raises(Stopped):
                before.ask({})
            with running(sleeping) as begun, pytest.raises(Stopped):
                begun.ask({})
        with running(sleeping) as later:
            assert not later.closed
