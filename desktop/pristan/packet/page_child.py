"""The closed-off child that prints what an exhibit is made of, and nothing else.

Those are saved web pages, text files, and leaves: pages of our own, such as a certificate.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pristan.confine.inside import serve
from pristan.content import content_dir
from pristan.packet.child import FONT_PLACES
from pristan.packet.quiet import load_weasyprint

Answer = tuple[dict[str, Any], list[bytes]]


def main() -> None:
    """Serve until the parent has no more pages."""
    load_weasyprint(pictures=True)
    from pristan.packet.leaf import print_leaf
    from pristan.packet.page_print import print_page

    templates = content_dir("templates")

    def answer(request: dict[str, Any], blobs: list[bytes]) -> Answer:
        if "template" in request:
            template, title = str(request["template"]), str(request["title"])
            data, photo = blobs
            return {}, [print_leaf(templates, template, title, json.loads(data), photo)]
        plain = bool(request["plain"])
        return {}, [print_page(blobs[0], str(request["kind"]), plain=plain)]

    places = {str(templates), sys.prefix, sys.base_prefix, *sys.path, *FONT_PLACES}
    serve(answer, may_read=[Path(place) for place in sorted(places) if place])
