"""A packet whose writing is killed leaves readable parts: the next opening takes them away."""

from __future__ import annotations

import hashlib
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from pristan.case import Key, Name
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.packet.cannot_write import CannotWrite
from pristan.packet.files import Delivery, sweep
from pristan.packet.report import REPORT, Part, Report
from pristan.questions import read_questionnaire
from unit.vault.cases import create, reopen, run_python

# The program as it is, killed in the moment before its files get their names.
WRITE = """
import os, signal, sys
from pathlib import Path
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.questions import read_questionnaire
from unit.vault.cases import reopen

Path.replace = lambda part, target: os.kill(os.getpid(), signal.SIGKILL)
questionnaire = read_questionnaire(content_dir("forms") / "interview")
Desk(reopen(Path(sys.argv[1])), questionnaire).write_packet(Path(sys.argv[2]))
"""


@pytest.mark.parametrize("again", ["opened", "written"])
def test_what_a_killed_writing_left_is_taken_away(again: str, tmp_path: Path) -> None:
    questionnaire = read_questionnaire(content_dir("forms") / "interview")
    case, folder = tmp_path / "case", tmp_path / "packet"
    desk = Desk(create(case), questionnaire)
    desk.answer(Key("full_name"), Name("Примеров", "Иван", "", "PRIMEROV", "IVAN"))
    desk.close()
    done = run_python(WRITE, str(case), str(folder))
    assert done.returncode == -signal.SIGKILL, done.stderr
    left = {each.suffix for each in folder.iterdir()}
    assert left == {".part", ".names"}, "it was killed too early"
    (folder / "letter.part").write_text("of another program")
    desk = Desk(reopen(case), questionnaire)
    if again == "opened":
        desk.sweep()
        assert [each.name for each in folder.iterdir()] == ["letter.part"]
    else:
        assert desk.write_packet(folder).proved
        assert sorted(each.name for each in folder.iterdir()) == [
            "assembly-report.json", "letter.part", "packet.pdf",
        ]  # fmt: skip
    desk.close()
    with reopen(case) as vault:
        assert vault.setting("writing") == ""


# A packet of several files, killed when some of them have got their names.
DELIVER = """
import os, signal, sys
from itertools import count
from pathlib import Path
from pristan.packet.files import Delivery

target, given, names = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
turn, replace = count(), Path.replace

def giving(part, name):
    if next(turn) == given:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(part, name)

Path.replace = giving
with Delivery(target) as delivery:
    for name in names:
        delivery.open(name).write(b"of the packet that was killed: " + name.encode())
    delivery.settle()
"""
FOUR = ("packet_part1.pdf", "packet_part2.pdf", "packet_part3.pdf", REPORT)


def deliver(folder: Path, names: Sequence[str], text: bytes) -> None:
    """Write a packet of the program's own into a folder."""
    parts = []
    with Delivery(folder) as delivery:
        for name in names:
            out = delivery.open(name)
            out.write(text + name.encode())
            parts.append(Part(name, out.sha256, out.size, 1, 1, 1))
        report = Report(folder, "court", tuple(parts), (), (), (), True)
        delivery.open(REPORT).write(report.as_json().encode())
        delivery.settle()


def found_in(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.mark.parametrize("before", [(), FOUR[:2]])
@pytest.mark.parametrize("given", range(len(FOUR)))
def test_the_next_writing_knows_what_a_killed_one_has_named(
    given: int, before: tuple[str, ...], tmp_path: Path
) -> None:
    folder = tmp_path / "packet"
    if before:
        deliver(folder, before, b"older ")
    done = run_python(DELIVER, str(folder), str(given), *FOUR)
    assert done.returncode == -signal.SIGKILL, done.stderr
    (folder / "letter.pdf").write_bytes(b"of another program")
    sweep(folder)
    deliver(folder, ["packet.pdf"], b"newer ")
    found = found_in(folder)
    assert found.pop("letter.pdf") == b"of another program"
    assert found.pop("packet.pdf") == b"newer packet.pdf"
    assert list(found) == [REPORT]


def test_what_was_changed_after_the_kill_is_nobodys_to_replace(tmp_path: Path) -> None:
    folder = tmp_path / "packet"
    run_python(DELIVER, str(folder), "2", *FOUR)
    (folder / FOUR[0]).write_bytes(b"somebody's own")
    with pytest.raises(CannotWrite, match="packet_part1"):
        deliver(folder, FOUR[:2], b"newer ")
    assert (folder / FOUR[0]).read_bytes() == b"somebody's own"
    assert not (folder / FOUR[2]).exists()


OF_LETTER = hashlib.sha256(b"of another program").hexdigest()


@pytest.mark.parametrize(
    "said", ["", "{", "[]", f'{{"../letter.pdf": "{OF_LETTER}"}}', '{"letter.pdf": 1}', "[" * 9999]
)
def test_a_note_that_is_none_of_ours_names_nothing(said: str, tmp_path: Path) -> None:
    folder = tmp_path / "packet"
    folder.mkdir()
    for letter in (tmp_path / "letter.pdf", folder / "letter.pdf"):
        letter.write_bytes(b"of another program")
    (folder / f".{'0' * 16}.names").write_text(said)
    with pytest.raises(CannotWrite), Delivery(folder) as delivery:
        delivery.open("letter.pdf")
    deliver(folder, ["packet.pdf"], b"newer ")
    assert sorted(found_in(folder)) == [REPORT, "letter.pdf", "packet.pdf"]
    assert (tmp_path / "letter.pdf").exists()
