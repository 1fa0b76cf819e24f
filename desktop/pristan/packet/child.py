"""The closed-off child of this room: it binds and proves packets, and nothing else.

It is asked in JSON: ``open``, ``add``, ``pause`` and ``close`` bind a part, and what is done is
sent at once; our own pages come with the last; ``go_on`` stands for papers that are there already.
A paper to ``add`` comes without the data of its pictures, unless the child answers that it wants
the ``whole``. ``weigh`` says what the pages of a paper weigh, ``smaller`` compresses the pictures
of a page that no file can hold, ``prove`` proves a part, ``specimen`` makes the papers of the
sample case. What a question needs is imported when it is asked, so that a proof does not wait for
WeasyPrint, or when the child is told to be ``ready``.
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
from pristan.packet.quiet import spare_the_collector

if TYPE_CHECKING:
    from pristan.packet.bind import Binder
    from pristan.packet.binding import Binding
    from pristan.packet.stamp import Letters

Answer = tuple[dict[str, Any], list[bytes]]

# Beside Python and our own content, Pango and fontconfig read the system's fonts.
FONT_PLACES = (
    "/usr/share", "/usr/local/share", "/etc/fonts", "/var/cache/fontconfig", "/usr/lib",
    "/System/Library/Fonts", "/Library/Fonts",
)  # fmt: skip


class _Room:
    def __init__(self) -> None:
        self._binder: Binder | None = None

    def __call__(self, request: dict[str, Any], blobs: list[bytes]) -> Answer:
        match request.get("do"):
            case "ready":
                _get_ready(request["to"])
                return {}, []
            case "open":
                from pristan.packet.bind import Binder

                self._binder = Binder()
                return {}, []
            case "add" if self._binder:
                from pristan.packet.hollow import Hollow, Sheet

                sheet = Sheet(Hollow.from_blobs(blobs))
                if not self._binder.add(sheet, request["first"], request["end"]):
                    return {"whole": True}, []
                return {}, self._binder.taken().as_blobs()
            case "pause" if self._binder:
                paused, marks = self._binder.pause()
                return {}, [*self._binder.taken().as_blobs(), paused, *marks]
            case "go_on" if self._binder:
                self._binder.go_on(blobs[0], blobs[1:])
                return {}, []
            case "close" if self._binder:
                self._binder.close(*_closed(blobs))
                return {}, self._binder.taken().as_blobs()
            case "weigh":
                from pristan.packet.weigh import weigh

                weight = weigh(blobs[0])
                return {"shared": weight.shared}, [json.dumps(weight.each).encode()]
            case "smaller":
                from pristan.packet.smaller import smaller

                paper, pages = smaller(blobs[0], request["most"], request["dots"])
                return {"pages": pages}, [paper]
            case "prove":
                from pristan.packet.prove import prove

                return {}, [
                    json.dumps([packed(saying) for saying in sayings]).encode()
                    for sayings in prove(blobs[0], json.loads(blobs[1]))
                ]
            case "specimen":
                from pristan.packet.quiet import load_weasyprint

                load_weasyprint()
                from pristan.packet.specimen import specimen

                return {}, [specimen(content_dir("templates"), request["page"])]
        raise Problem(say("packet.not_asked", "This room was asked for something unknown."))


def _get_ready(to: str) -> None:
    """Import what a question will need."""
    if to == "bind":
        import pristan.packet.bind
    else:
        import pristan.packet.prove  # noqa: F401


def _closed(
    blobs: list[bytes],
) -> tuple[list[bytes], Binding, Letters, Letters | None]:
    from pristan.packet.binding import Binding
    from pristan.packet.stamp import Letters

    plain, regular, bold, about, *galleys = blobs
    numbers, bands = (
        Letters(**each | {"font": font})
        for each, font in zip(json.loads(plain), (regular, bold), strict=True)
    )
    binding = Binding.of(json.loads(about))
    return galleys, binding, numbers, bands if binding.band else None


def readable() -> list[Path]:
    """Return the places that pages are made from: our own content, Python, fonts."""
    places = {sys.prefix, sys.base_prefix, *sys.path, *FONT_PLACES}
    ours = [content_dir("templates"), content_dir("i18n")]
    return [*ours, *(Path(place) for place in sorted(places) if place)]


def main() -> None:
    """Serve the parent until it closes the pipe."""
    spare_the_collector()
    serve(_Room(), may_read=readable())
