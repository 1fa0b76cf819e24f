"""The closed-off child of this room: it lays out, binds and proves packets, and nothing else.

It is asked in JSON: ``begin`` and ``finish`` make a packet, ``prove`` proves one, ``specimen``
makes the papers of the sample case. What a question needs is imported when it is asked, so that a
proof does not wait for WeasyPrint.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pristan.case import Problem, say
from pristan.confine.inside import serve
from pristan.confine.refusals import packed
from pristan.content import content_dir

if TYPE_CHECKING:
    from pristan.packet.compose import Composer

Answer = tuple[dict[str, Any], list[bytes]]

# Beside Python and our own content, Pango and fontconfig read the system's fonts.
FONT_PLACES = (
    "/usr/share", "/usr/local/share", "/etc/fonts", "/var/cache/fontconfig", "/usr/lib",
    "/System/Library/Fonts", "/Library/Fonts",
)  # fmt: skip


class _Room:
    def __init__(self) -> None:
        self._composer: Composer | None = None

    def __call__(self, request: dict[str, Any], blobs: list[bytes]) -> Answer:
        match request.get("do"):
            case "begin":
                from pristan.packet.quiet import load_weasyprint

                load_weasyprint()
                from pristan.packet.compose import Composer
                from pristan.words import read_words

                words = {code: read_words(content_dir("i18n"), code) for code in ("en", "ru")}
                self._composer = Composer(content_dir("templates"), words)
                return self._composer.begin(json.loads(blobs[0])), []
            case "finish" if self._composer:
                papers = [[blobs[at] for at in each] for each in request["papers"]]
                absent = {int(number): text for number, text in request["absent"].items()}
                layout, packet = self._composer.finish(papers, absent)
                return {"layout": layout}, [packet]
            case "prove":
                from pristan.packet.prove import prove, remarks

                expected = request["expected"]
                found = prove(blobs[0], expected)
                known = [] if found else remarks(blobs[0], expected)
                return {
                    "problems": [packed(saying) for saying in found],
                    "remarks": [packed(saying) for saying in known],
                }, []
            case "specimen":
                from pristan.packet.quiet import load_weasyprint

                load_weasyprint()
                from pristan.packet.specimen import specimen

                return {}, [specimen(content_dir("templates"), request["page"])]
        raise Problem(say("packet.not_asked", "This room was asked for something unknown."))


def main() -> None:
    """Serve the parent until it closes the pipe."""
    places = {sys.prefix, sys.base_prefix, *sys.path, *FONT_PLACES}
    ours = [content_dir("templates"), content_dir("i18n")]
    serve(_Room(), may_read=[*ours, *(Path(place) for place in sorted(places) if place)])
