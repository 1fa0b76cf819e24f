"""How long a case takes to open with its passphrase, against Argon2id alone."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from figures import Figures

from pristan.vault import P2, Vault

RUNS = 15
TARGET = 1.15
PASSPHRASE = "шесть слов придуманных только для проверки"


def main() -> int:
    """Measure both in turns with the shipped profile and print seconds.

    Processor time is printed too: on a busy machine it says more than the clock.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case"
        Vault.create(path, PASSPHRASE, profile=P2).close()
        floor, ours = [], []
        for run in range(RUNS):
            for which in ("floor", "ours") if run % 2 else ("ours", "floor"):
                clock, processor = time.perf_counter(), time.process_time()
                if which == "floor":
                    argon2id_alone(path.read_bytes()[:16])
                else:
                    with Vault.open(path, PASSPHRASE) as vault:
                        vault.answers()
                took = time.perf_counter() - clock, time.process_time() - processor
                (floor if which == "floor" else ours).append(took)
    figures = Figures()
    for index, label in enumerate(("wall", "processor")):
        below, above = (statistics.median(took[index] for took in each) for each in (floor, ours))
        print(f"unlock {label}, median of {RUNS}: floor {below:.3f} s, ours {above:.3f} s")
        figures.keep(f"unlock {label}, ratio", above / below, TARGET)
    return figures.status


def argon2id_alone(salt: bytes) -> None:
    """Do what opening cannot do without: 256 MiB, 3 passes, 4 lanes."""
    secret = PASSPHRASE.encode()
    hash_secret_raw(secret, salt, P2.time, P2.memory, P2.lanes, 32, Type.ID)


if __name__ == "__main__":
    sys.exit(main())
