"""A room that shares its work out to forks, each of which tries what a taken-over one would."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent))

from probes import attempt

from pristan.confine.inside import serve
from pristan.confine.offspring import shared_out


def work(what: str) -> tuple[dict[str, Any], list[bytes]]:
    try:
        return {"got": attempt(what), "in": os.getpid()}, [what.encode() * 100_000]
    except OSError as error:
        return {"refused_by_system": type(error).__name__}, []


def answer(request: dict[str, Any], _: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    answers = shared_out(work, request["tasks"])
    return (
        {"own": os.getpid(), "facts": [facts for facts, _ in answers]},
        [b"".join(blob for _, blobs in answers for blob in blobs)],
    )


if __name__ == "__main__":
    sys.exit(serve(answer, may_fork=True))
