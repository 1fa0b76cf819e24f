"""A packet whose writing is killed leaves readable parts: the next opening takes them away."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from pristan.case import Key, Name
from pristan.content import content_dir
from pristan.desk import Desk
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
    assert {each.suffix for each in folder.iterdir()} == {".part"}, "it was killed too early"
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
