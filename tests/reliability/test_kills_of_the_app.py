"""The real window is killed at any moment, 200 times: no edit it called saved is ever lost."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pristan.case import Told
from pristan.vault import Vault
from reliability.driver_of_the_app import WHOLE
from ui.windows import ALLOWED, PASSPHRASE, create_case

KILLS = 200
AT_ONCE = 2
LONGEST_LIFE = 0.8  # seconds after the case is open
DRIVER = Path(__file__).with_name("driver_of_the_app.py")


@dataclass
class Tally:
    """What many killed windows amounted to."""

    kills: int = 0
    said_saved: int = 0
    lost: list[str] = field(default_factory=list)
    silent: int = 0


def test_200_kills_lose_nothing_that_was_called_saved(tmp_path: Path) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        tallies = list(pool.map(lambda n: kill_often(tmp_path / f"{n}.pristan", n), range(AT_ONCE)))
    kills = sum(each.kills for each in tallies)
    said = sum(each.said_saved for each in tallies)
    print(f"{kills} kills, {said} times “saved”, {sum(t.silent for t in tallies)} before any")
    assert kills == KILLS
    assert [lost for each in tallies for lost in each.lost] == []
    assert said > KILLS // 4, "the windows hardly lived: this would prove nothing"


def kill_often(case: Path, number: int) -> Tally:
    """Open one case again and again, and kill the window each time."""
    create_case(case).close()
    tally, chance = Tally(), random.Random(number)
    known: dict[str, int] = {}
    with driver("lives") as lives:
        for life in range(KILLS // AT_ONCE):
            saved = live_and_die(lives, case, number * 1000 + life, chance.uniform(0, LONGEST_LIFE))
            tally.kills += 1
            tally.said_saved += len(saved)
            tally.silent += not saved
            for each in saved:
                known |= each
            there = numbers(case)
            tally.lost += [
                f"life {life}: {key} was {value}, is {there.get(key)}"
                for key, value in known.items()
                if there.get(key, -1) < value
            ]
            known = dict(there)
    return tally


@contextmanager
def driver(*words: str) -> Iterator[subprocess.Popen[str]]:
    """Start the program that has hands; end it and what it started."""
    tests = Path(__file__).parents[1]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join((str(tests), str(tests.parent / "desktop"))),
        "QT_QPA_PLATFORM": "offscreen",
    }
    process = subprocess.Popen(
        [sys.executable, str(DRIVER), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def live_and_die(
    lives: subprocess.Popen[str], case: Path, seed: int, seconds: float
) -> list[dict[str, int]]:
    """Let a window live for some time after the case is open; return what it called saved."""
    assert lives.stdin and lives.stdout
    lives.stdin.write(
        json.dumps({"case": str(case), "passphrase": PASSPHRASE, "seed": seed}) + "\n"
    )
    lives.stdin.flush()
    heard: dict[str, object] = {}
    saved: list[dict[str, int]] = []
    while "died" not in heard:
        line = lives.stdout.readline()
        assert line, "the driver is gone"
        heard = json.loads(line)
        if "pid" in heard:
            window = int(str(heard["pid"]))
        elif "ready" in heard:
            timer = threading.Timer(seconds, os.kill, (window, signal.SIGKILL))
            timer.start()
        elif "saved" in heard:
            saved.append(heard["saved"])  # type: ignore[arg-type]
    timer.join()
    return saved


def numbers(case: Path) -> dict[str, int]:
    """Open the case as the next session would; return the numbers it holds."""
    found = {}
    with Vault.open(case, PASSPHRASE, profiles=ALLOWED) as vault:
        for answer in vault.answers():
            text = answer.value.text if isinstance(answer.value, Told) else ""
            if whole := WHOLE.findall(text):
                found[f"{answer.key.question}/{answer.key.item}"] = int(whole[-1])
    return found
