"""A process that is killed at any moment loses nothing that it said was saved."""

from __future__ import annotations

import random
import time
from pathlib import Path

from unit.vault.cases import create, reopen, start_python

KILLS = 60

WRITER = """
import sys
from pathlib import Path
from unit.vault.cases import change, reopen
vault = reopen(Path(sys.argv[1]))
number = int(sys.argv[2])
while True:
    number += 1
    batch = [change("last", number), change(f"answer_{number % 30}", "текст " * (number % 900))]
    if number % 7 == 0:
        stored = vault.attach(f"{number}.bin", [bytes([number % 256]) * 3_000 * (number % 50)])
        if number % 2:
            vault.detach(stored.id)
    vault.save(batch)
    print(number, flush=True)
"""


def test_sixty_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "case"
    create(path).close()
    rng = random.Random(589)
    last = lost = half = left_journal = 0
    for _ in range(KILLS):
        writer = start_python(WRITER, str(path), str(last))
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(rng.random() * 0.05)
        writer.kill()
        rest, err = writer.communicate()
        assert err == ""
        acknowledged = [int(line) for line in (first + rest).split("\n")[:-1]]
        assert acknowledged
        left_journal += path.with_name("case-journal").exists()
        with reopen(path) as vault:
            found = vault.answers().value("last")
            assert isinstance(found, int)
            lost += found < acknowledged[-1]
            revisions = [r for r in vault.history() if r.key.question == "last"]
            half += [r.after.value for r in revisions if r.after] != list(range(1, found + 1))
            for stored in vault.attachments():
                assert sum(map(len, vault.read(stored.id))) == stored.size
            last = found
    with reopen(path) as vault:
        assert vault.check() == []
    print(f"{KILLS} kills, {last} savings, {left_journal} journals left, {lost} lost, {half} half")
    assert (lost, half) == (0, 0)
    assert left_journal > KILLS // 4  # the kills did fall into the writing
