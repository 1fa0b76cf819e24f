"""When the power is cut at any moment, everything that was acknowledged is there afterwards."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from reliability.power_cuts import Step, cut, record
from unit.vault.cases import change, create, environment, folder_bytes, reopen

STATES = 200

WORK = """
import os
import sys
from pathlib import Path
from unit.vault.cases import change, reopen

path = Path(sys.argv[1]) / "case"
for session in range(2):
    with reopen(path) as vault:
        for number in range(1 + 10 * session, 11 + 10 * session):
            vault.save([change("last", number), change(f"q{number}", "текст " * (37 * number))])
            os.write(1, b"%d\\n" % number)
            if number % 4 == 0:
                stored = vault.attach(f"{number}.bin", [bytes([number]) * 1000 * number * number])
                if number % 8 == 0:
                    vault.detach(stored.id)
"""


def test_the_model_loses_what_was_not_synced() -> None:
    """The model itself: a write without a sync may be lost, one with a sync may not."""
    steps = [Step("make", "new"), Step("write", "new", 0, b"x" * 700), Step("said", content=b"1\n")]
    rng = random.Random(3)
    found = [cut({"case": b"old"}, steps, 3, rng)[0] for _ in range(200)]
    assert {"new" in disk for disk in found} == {True, False}
    assert len({disk["new"] for disk in found if "new" in disk}) > 2  # there, missing, torn
    synced = [*steps, Step("sync", "new")]
    assert all(
        cut({"case": b"old"}, synced, 4, rng)[0] == {"case": b"old", "new": b"x" * 700}
        for _ in range(200)
    )


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed on this machine")
def test_power_cuts_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with create(folder / "case") as vault:
        vault.save([change("last", 0)])
    before = folder_bytes(folder)
    steps = record(WORK, folder, tmp_path / "log", environment())
    assert sum(step.what == "sync" for step in steps) > 100
    rng = random.Random(2026)
    torn = journals = 0
    for state in range(STATES):
        found, said = cut(before, steps, rng.randrange(1, len(steps) + 1), rng)
        acknowledged = int((b"0\n" + said).split()[-1])
        place = tmp_path / f"state{state}"
        place.mkdir()
        for name, content in found.items():
            (place / name).write_bytes(content)
        journals += "case-journal" in found
        torn += len(found["case"]) % 4096 != 0
        with reopen(place / "case") as vault:
            last = vault.answers().value("last")
            assert isinstance(last, int)
            assert last >= acknowledged
            saved = [r.after.value for r in vault.history() if r.key.question == "last" and r.after]
            assert saved == list(range(last + 1))
            for stored in vault.attachments():
                assert sum(map(len, vault.read(stored.id))) == stored.size
            assert vault.check() == []
        shutil.rmtree(place)
    print(f"{STATES} states, {journals} with a journal, {torn} of odd length, 0 lost")
    assert journals > STATES // 4
