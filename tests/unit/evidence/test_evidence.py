"""The parent's side: it believes no answer, survives every child, and writes nothing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pristan.confine.frames import write_frame
from pristan.confine.process import no_network
from pristan.confine.refusals import CellFailed, Crashed, Stopped
from pristan.evidence import Evidence, How, open_evidence, room
from unit.evidence.hostile import paper, text_pdf, without_end


@pytest.fixture(params=["with bubblewrap if it works here", "without"])
def evidence(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Evidence]:
    if request.param == "without":
        monkeypatch.setattr(room, "behind_walls", list)
    with open_evidence() as opened:
        yield opened


def test_it_works_behind_walls_and_without(evidence: Evidence) -> None:
    assert evidence.clean(text_pdf()).how is How.COPIED
    picture = evidence.preview(text_pdf(), width=100)
    assert (picture.width, picture.height) == (100, 130)


def test_a_child_that_is_killed_is_replaced(evidence: Evidence) -> None:
    evidence.look(paper())
    assert evidence.pid is not None
    os.kill(evidence.pid, 9)
    for attempt in range(2):
        try:
            assert evidence.clean(paper()).pages == 1
            break
        except CellFailed:
            assert attempt == 0


def test_it_can_be_closed_twice_and_asked_again() -> None:
    evidence = open_evidence()
    evidence.close()
    evidence.close()
    assert evidence.clean(paper()).pages == 1
    evidence.close()


def test_it_can_be_stopped_from_another_thread() -> None:
    with open_evidence() as evidence:
        evidence.look(paper())
        waiting = threading.Timer(0.3, evidence.stop)
        waiting.start()
        with pytest.raises(Stopped):
            evidence.clean(without_end())
        waiting.join()
        assert evidence.clean(paper()).pages == 1


def test_the_child_outlives_the_thread_that_started_it(evidence: Evidence) -> None:
    evidence.close()
    starter = threading.Thread(target=evidence.look, args=[paper()])
    starter.start()
    starter.join()
    child = evidence.pid
    time.sleep(0.2)
    assert evidence.clean(paper()).pages == 1
    assert evidence.pid == child


def group(leader: int) -> list[int]:
    """Return the processes that live in a process group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, of = stat.read_text().rpartition(")")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(of) == leader and state != "Z":
            found.append(int(stat.parent.name))
    return found


def gone(leader: int, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while group(leader) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not group(leader)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_busy_child_ends_with_everything_around_it(evidence: Evidence) -> None:
    evidence.look(paper())
    leader = evidence.pid
    assert leader is not None and group(leader)
    waiting = threading.Timer(0.5, evidence.stop)
    waiting.start()
    with pytest.raises(Stopped):
        evidence.clean(without_end())
    waiting.join()
    assert gone(leader)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("walls", [True, False])
def test_a_child_ends_when_its_parent_is_killed(walls: bool) -> None:
    code = (
        "import sys, time\n"
        "from pristan.evidence import room\n"
        f"{'' if walls else 'room.behind_walls = list'}\n"
        "evidence = room.open_evidence()\n"
        f"evidence.look({paper()!r})\n"
        "print(evidence.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    parent = subprocess.Popen([sys.executable, "-I", "-c", code], stdout=subprocess.PIPE)
    with parent:
        assert parent.stdout is not None
        leader = int(parent.stdout.readline())
        assert group(leader)
        parent.kill()
    assert gone(leader)


def test_threads_take_turns() -> None:
    results: list[int] = []
    with open_evidence() as evidence:
        threads = [
            threading.Thread(target=lambda n=n: results.append(evidence.clean(text_pdf(n)).pages))
            for n in range(1, 6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(results) == [1, 2, 3, 4, 5]


def answering(facts: dict[str, Any], blobs: Sequence[bytes]) -> list[str]:
    """The command of a child that answers whatever it is asked."""
    out = io.BytesIO()
    write_frame(out, {})
    write_frame(out, {"done": facts}, blobs)
    packed = zlib.compress(out.getvalue())
    code = (
        "import sys, zlib\n"
        f"sys.stdout.buffer.write(zlib.decompress({packed!r}))\n"
        "sys.stdout.buffer.flush()\n"
        "sys.stdin.buffer.read()\n"
    )
    return [sys.executable, "-I", "-c", code]


PLAIN = [b"%PDF-1.7", b"[[8, 0, 0]]"]
LIES: list[tuple[str, dict[str, Any], list[bytes]]] = [
    ("clean", {"how": "copied", "pages": 1}, []),
    ("clean", {"how": "copied", "pages": 1}, [b"MZ345678", PLAIN[1]]),
    ("clean", {"how": "copied", "pages": 1}, [*PLAIN, b""]),
    ("clean", {"how": "copied", "pages": 1}, [PLAIN[0], b"[[8, 0, 999999]]"]),
    ("clean", {"how": "copied", "pages": 1}, [PLAIN[0], b"[[7, 0, 0]]"]),
    ("clean", {"how": "copied", "pages": 1}, [PLAIN[0], b"[" * 100_000]),
    ("clean", {"how": "copied", "pages": 0}, PLAIN),
    ("clean", {"how": "copied", "pages": 10**9}, PLAIN),
    ("clean", {"how": "copied", "pages": "1"}, PLAIN),
    ("clean", {"how": "eaten", "pages": 1}, PLAIN),
    ("clean", {}, PLAIN),
    ("clean", {"how": "copied", "pages": 1, "lost": [-1]}, PLAIN),
    ("lost", {"lost": ["1"]}, []),
    ("lost", {"lost": None}, []),
    ("look", {"kind": "exe", "sizes": [[5, 5]]}, []),
    ("look", {"kind": None, "sizes": [[5, 5]]}, []),
    ("look", {"sizes": []}, []),
    ("look", {"sizes": [[1]]}, []),
    ("look", {"sizes": [[0, 5]]}, []),
    ("look", {"sizes": [[float("nan"), 5]]}, []),
    ("look", {"sizes": [[10**400, 5]]}, []),
    ("look", {"sizes": [[5, 5]] * 20_000}, []),
    ("look", {"sizes": 7}, []),
    ("preview", {"sizes": [[10, 10]]}, [bytes(299)]),
    ("preview", {"sizes": [[10, -10]]}, [b""]),
    ("preview", {"sizes": [[10, True]]}, [bytes(30)]),
    ("preview", {"sizes": [[10**6, 10**6]]}, [b""]),
    ("preview", {"sizes": [[10, 10]]}, []),
]


@pytest.mark.parametrize(("verb", "facts", "blobs"), LIES, ids=range(len(LIES)))
def test_a_lie_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, verb: str, facts: dict[str, Any], blobs: list[bytes]
) -> None:
    told = {"kind": "pdf", "lost": [], **facts}
    monkeypatch.setattr(room, "behind_walls", lambda _: answering(told, blobs))
    with open_evidence() as evidence, pytest.raises(Crashed):
        getattr(evidence, verb)(paper())


def test_the_answer_beside_the_lies_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"kind": "pdf", "how": "copied", "pages": 1, "lost": [1]}
    monkeypatch.setattr(room, "behind_walls", lambda _: answering(told, PLAIN))
    with open_evidence() as evidence:
        assert evidence.clean(paper()).pdf == b"%PDF-1.7"


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_it_works_in_a_program_without_network() -> None:
    pid = os.fork()
    if pid == 0:
        try:
            took = no_network()
            with open_evidence() as evidence:
                good = evidence.clean(paper()).pages == 1
            os._exit(0 if took and good else 1)
        except BaseException:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_nothing_is_written_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    picture = io.BytesIO()
    Image.new("RGB", (50, 50)).save(picture, "JPEG")
    with open_evidence() as evidence:
        for data in (paper(), text_pdf(2), picture.getvalue()):
            evidence.clean(data)
            evidence.preview(data)
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_parent_never_loads_a_reader() -> None:
    code = (
        "import sys\n"
        "from pristan.evidence import open_evidence\n"
        "with open_evidence() as evidence:\n"
        f"    evidence.clean({paper()!r})\n"
        "print([name for name in sys.modules if name.split('.')[0] in\n"
        "       ('pikepdf', 'PIL', 'pypdfium2', 'pypdfium2_raw')])\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
