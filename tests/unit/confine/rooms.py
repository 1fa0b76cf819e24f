"""Start the probing room, or a child that tells the parent lies, as a cell."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

from pristan.confine.cell import Cell, Limits

PROBES = Path(__file__).with_name("probes.py")
QUICK = Limits(memory=1 << 30, cpu_seconds=5, wall_seconds=10, reply_bytes=64 << 20, reply_blobs=4)


def probing(limits: Limits = QUICK) -> Cell:
    return Cell("probes", limits, command=[sys.executable, "-I", "-B", str(PROBES)])


def running(code: str, limits: Limits = QUICK) -> Cell:
    return Cell("lies", limits, command=[sys.executable, "-I", "-B", "-c", code])


def lying(reply: bytes, limits: Limits = QUICK) -> Cell:
    """A child that greets as it should and then answers the first question with given bytes."""
    return running(
        "import sys, zlib\n"
        "from pristan.confine.frames import write_frame\n"
        "write_frame(sys.stdout.buffer, {})\n"
        f"sys.stdout.buffer.write(zlib.decompress({zlib.compress(reply)!r}))\n"
        "sys.stdout.buffer.flush()\n"
        "sys.stdin.buffer.read()\n",
        limits,
    )
