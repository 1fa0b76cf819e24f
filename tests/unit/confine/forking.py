"""A room that shares its work with a twin, which tries what a taken-over one would."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parent))

from probes import attempt

from pristan.confine.inside import serve
from pristan.confine.twin import Answer, Twins

OWN = os.getpid()


def work(task: dict[str, Any], _: list[bytes]) -> Answer:
    what, here = task["do"], {"twin": os.getpid() != OWN}
    if what == "work":
        until = time.process_time() + 1.3
        while time.process_time() < until:
            pass
        return here, []
    if what == "nap":
        time.sleep(1)
        return here, []
    try:
        return here | {"got": attempt(what)}, [what.encode() * 100_000]
    except OSError as error:
        return here | {"refused_by_system": type(error).__name__}, []


class Room:
    twins: Twins | None = None

    def __call__(self, request: dict[str, Any], _: list[bytes]) -> Answer:
        self.twins = self.twins or Twins(work)
        answers = self.twins.share([({"do": task}, [b"blob"]) for task in request["tasks"]])
        return (
            {"facts": [facts for facts, _ in answers]},
            [b"".join(blob for _, blobs in answers for blob in blobs)],
        )


if __name__ == "__main__":
    sys.exit(serve(Room(), may_fork=True))
