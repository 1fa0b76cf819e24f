"""How long an answer takes to be durable in the case file, against a bare SQLCipher commit."""

from __future__ import annotations

import secrets
import statistics
import sys
import tempfile
import time
from pathlib import Path

from figures import Figures
from sqlcipher3 import dbapi2 as sqlcipher

from pristan.case import Answer, Change, Key, dump
from pristan.vault import Profile, Vault
from pristan.vault.connection import connect

RUNS = 500
TARGET = 2.0
CHEAP = Profile(15, 64, 1, 1)  # the key costs nothing here: only commits are measured
TEXT = "Меня остановили у метро и спросили документы. "


def main() -> int:
    """Measure both in turns in one folder and print milliseconds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = bare_file(folder / "bare")
        with Vault.create(
            folder / "case", "an invented passphrase", profile=CHEAP, profiles={CHEAP}
        ) as vault:
            floor, ours = [], []
            for run in range(RUNS):
                answer = Answer(Key(f"question_{run % 40}"), f"{TEXT * 4}{run}")
                floor.append(timed(lambda answer=answer: bare_commit(bare, answer)))
                change = Change(answer.key, None, answer)
                ours.append(timed(lambda change=change: vault.save([change])))
        bare.close()
    figures = Figures()
    for label, percent in (("p50", 50), ("p99", 99)):
        below, above = percentile(floor, percent), percentile(ours, percent)
        print(f"commit {label}: floor {below:.2f} ms, ours {above:.2f} ms")
        figures.keep(f"commit {label}, ratio", above / below, TARGET)
    return figures.status


def bare_file(path: Path) -> sqlcipher.Connection:
    """Return a connection with the settings of a case file, and a table of the same row shape."""
    path.touch()
    keyspec = b"x'" + secrets.token_hex(80).encode() + b"'"
    db = connect(path, keyspec, new=True)
    db.execute(
        "CREATE TABLE answer (question TEXT NOT NULL, item TEXT NOT NULL, value TEXT NOT NULL, "
        "state TEXT NOT NULL, PRIMARY KEY (question, item)) STRICT, WITHOUT ROWID"
    )
    return db


def bare_commit(db: sqlcipher.Connection, answer: Answer) -> None:
    """Write one row in one transaction."""
    db.execute(
        "INSERT INTO answer VALUES (?, ?, ?, ?) "
        "ON CONFLICT (question, item) DO UPDATE SET value = excluded.value, state = excluded.state",
        (answer.key.question, answer.key.item, dump(answer.value), answer.state.value),
    )


def timed(work: object) -> float:
    """Return how many milliseconds a call takes."""
    assert callable(work)
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def percentile(times: list[float], percent: int) -> float:
    """Return the value below which so many percent lie."""
    return statistics.quantiles(times, n=100)[percent - 1]


if __name__ == "__main__":
    sys.exit(main())
