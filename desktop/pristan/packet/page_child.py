"""The closed-off child that prints saved web pages and text files, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pristan.confine.inside import serve
from pristan.packet.child import FONT_PLACES
from pristan.packet.quiet import load_weasyprint

Answer = tuple[dict[str, Any], list[bytes]]


def main() -> None:
    """Serve until the parent has no more pages."""
    load_weasyprint()
    from pristan.packet.page_print import print_page

    def answer(request: dict[str, Any], blobs: list[bytes]) -> Answer:
        plain = bool(request["plain"])
        return {}, [print_page(blobs[0], str(request["kind"]), plain=plain)]

    places = {sys.prefix, sys.base_prefix, *sys.path, *FONT_PLACES}
    serve(answer, may_read=[Path(place) for place in sorted(places) if place])
