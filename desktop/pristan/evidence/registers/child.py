"""The closed-off child that reads saved pages of registers, apart from the one for papers.

What it imports takes a third as long again as that one does, and few papers are such pages.
"""

from __future__ import annotations

from typing import Any

from pristan.confine.inside import serve
from pristan.evidence.registers.answer import extract, found


def answer(request: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Find somebody in a page, or say what of it is printed."""
    match request["ask"]:
        case "find":
            return found(blobs[0], request["sought"]), []
        case "extract":
            return extract(blobs[0], request["entry"])
        case other:
            raise ValueError(other)


def main() -> None:
    """Serve until the parent has no more pages."""
    serve(answer)
