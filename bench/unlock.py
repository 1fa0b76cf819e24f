"""How long a case takes to open with its passphrase, against Argon2id alone."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw

from pristan.vault import P2, Vault

RUNS = 7
TARGET = 1.15
PASSPHRASE = "шесть слов придуманных только для проверки"


def main() -> int:
    """Measure both in turns with the shipped profile and print seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case"
        Vault.create(path, PASSPHRASE, profile=P2).close()
        floor, ours = [], []
        for run in range(RUNS):
            for which in ("floor", "ours") if run % 2 else ("ours", "floor"):
                start = time.perf_counter()
                if which == "floor":
                    argon2id_alone(path.read_bytes()[:16])
                else:
                    with Vault.open(path, PASSPHRASE) as vault:
                        vault.answers()
                (floor if which == "floor" else ours).append(time.perf_counter() - start)
    below, above = statistics.median(floor), statistics.median(ours)
    print(
        f"unlock median: floor {below:.3f} s, ours {above:.3f} s, "
        f"ratio {above / below:.3f} (target {TARGET})"
    )
    print("unlock:", "within target" if above / below <= TARGET else "OVER TARGET")
    return 0


def argon2id_alone(salt: bytes) -> None:
    """Do what opening cannot do without: 256 MiB, 3 passes, 4 lanes."""
    secret = PASSPHRASE.encode()
    hash_secret_raw(secret, salt, P2.time, P2.memory, P2.lanes, 32, Type.ID)


if __name__ == "__main__":
    sys.exit(main())
