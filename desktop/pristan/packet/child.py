"""The closed-off child of this room: it lays out, binds and proves packets, and nothing else.

It is asked in JSON: ``begin``, ``count`` and ``finish`` compose our own pages, ``lay`` lays out
what is wanted for that, and ``edit`` then gives them as Word documents; ``open``, ``add`` and
``close`` bind a part, and what is done is sent at once; ``weigh`` says what the pages of a paper
weigh, ``smaller`` compresses the pictures of a page that no file can hold, ``prove`` proves a part,
``specimen`` makes the papers of the sample case. What a question needs is imported when it is
asked, so that a proof does not wait for WeasyPrint.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pristan.case import Problem, say
from pristan.confine.inside import serve
from pristan.confine.offspring import shared_out
from pristan.confine.refusals import packed
from pristan.content import content_dir

if TYPE_CHECKING:
    from pristan.packet.bind import Binder
    from pristan.packet.binding import Binding
    from pristan.packet.compose import Composer
    from pristan.packet.press import Press
    from pristan.packet.sheets import Sheet
    from pristan.packet.stamp import Letters

Answer = tuple[dict[str, Any], list[bytes]]

# Beside Python and our own content, Pango and fontconfig read the system's fonts.
FONT_PLACES = (
    "/usr/share", "/usr/local/share", "/etc/fonts", "/var/cache/fontconfig", "/usr/lib",
    "/System/Library/Fonts", "/Library/Fonts",
)  # fmt: skip


class _Room:
    def __init__(self) -> None:
        self._composer: Composer | None = None
        self._press: Press | None = None
        self._binder: Binder | None = None

    def __call__(self, request: dict[str, Any], blobs: list[bytes]) -> Answer:
        match request.get("do"):
            case "begin":
                return self._begun(json.loads(blobs[0]))
            case "count" if self._composer:
                return _counted(self._composer, json.loads(blobs[0]))
            case "lay" if self._composer:
                return self._laid(self._composer, json.loads(blobs[0]))
            case "finish" if self._composer:
                return _finished(self._composer, request["limit"])
            case "edit" if self._composer:
                return {}, [self._composer.word(name) for name in request["names"]]
            case "open":
                from pristan.packet.bind import Binder

                self._binder = Binder(*_opened(blobs))
                return {}, []
            case "add" if self._binder:
                self._binder.add(blobs[0], request["first"], request["end"])
                return {}, _written(self._binder)
            case "close" if self._binder:
                self._binder.close()
                return {}, _written(self._binder)
            case "weigh":
                from pristan.packet.weigh import weigh

                weight = weigh(blobs[0])
                return {"shared": weight.shared}, [json.dumps(weight.each).encode()]
            case "smaller":
                from pristan.packet.smaller import smaller

                paper, pages = smaller(blobs[0], request["most"], request["dots"])
                return {"pages": pages}, [paper]
            case "prove":
                from pristan.packet.prove import prove, remarks

                expected = json.loads(blobs[1])
                found = prove(blobs[0], expected)
                known = [] if found else remarks(blobs[0], expected)
                return {}, [
                    json.dumps([packed(saying) for saying in sayings]).encode()
                    for sayings in (found, known)
                ]
            case "specimen":
                from pristan.packet.quiet import load_weasyprint

                load_weasyprint()
                from pristan.packet.specimen import specimen

                return {}, [specimen(content_dir("templates"), request["page"])]
        raise Problem(say("packet.not_asked", "This room was asked for something unknown."))

    def _begun(self, plan: dict[str, Any]) -> Answer:
        from pristan.packet.compose import Composer
        from pristan.words import read_words

        words = {code: read_words(content_dir("i18n"), code) for code in ("en", "ru")}
        self._composer = Composer(content_dir("templates"), words)
        return self._composer.begin(plan) | _wanted(self._composer), []

    def _laid(self, composer: Composer, given: dict[str, Any]) -> Answer:
        """Lay out what is wanted and not *given*; return the galleys, and what is wanted next."""
        from pristan.packet.sheets import shares

        for sheet in composer.wanted:
            if sheet.key in given:
                composer.take(sheet.key, *given[sheet.key])
        unlaid = [sheet for sheet in composer.wanted if sheet.key not in given]
        answers = shared_out(partial(_lay, self._ready_press()), shares(unlaid)) if unlaid else []
        laid = [each for facts, _ in answers for each in facts["laid"]]
        for each in laid:
            composer.take(*each)
        composer.go_on()
        return {"laid": laid} | _wanted(composer), [pdf for _, pdfs in answers for pdf in pdfs]

    def _ready_press(self) -> Press:
        """Return the press, which takes half a second to be there, once something is laid out."""
        if self._press is None:
            from pristan.packet.quiet import load_weasyprint, spare_the_collector

            load_weasyprint()
            from pristan.packet.press import Press

            spare_the_collector()
            self._press = Press(content_dir("templates"))
        return self._press


def _wanted(composer: Composer) -> dict[str, Any]:
    return {"wanted": [sheet.key for sheet in composer.wanted]}


def _counted(composer: Composer, known: dict[str, Any]) -> Answer:
    """Take the weights of papers."""
    from pristan.packet.parts import Weight

    weights = [Weight(shared, tuple(each)) for shared, each in known["weights"]]
    composer.count(weights, {int(number): text for number, text in known["absent"].items()})
    return _wanted(composer), []


def _lay(press: Press, sheets: list[Sheet]) -> Answer:
    """Lay sheets out, one after another, in a fork of this room."""
    galleys = [press.lay(sheet.name, sheet.html) for sheet in sheets]
    laid = [
        (sheet.key, galley.pages, galley.anchors)
        for sheet, galley in zip(sheets, galleys, strict=True)
    ]
    return {"laid": laid}, [galley.pdf for galley in galleys]


def _finished(composer: Composer, limit: int) -> Answer:
    """Return whether there is a gap and which galleys each part needs; layout, letters with their
    two fonts, numbers of pages, and the binding of each part.
    """
    made = composer.finish(limit)
    letters = [asdict(replace(each, font=b"")) | {"font": ""} for each in made.letters]
    return {"gapped": made.gapped, "russian": made.russian, "galleys": made.galleys}, [
        json.dumps(made.layout).encode(), json.dumps(letters).encode(),
        *(each.font for each in made.letters), json.dumps(made.folios).encode(),
        *(json.dumps(asdict(binding)).encode() for binding in made.bindings),
    ]  # fmt: skip


def _written(binder: Binder) -> list[bytes]:
    plain, cuts = binder.taken()
    return [plain, json.dumps(cuts).encode()]


def _opened(
    blobs: list[bytes],
) -> tuple[list[bytes], dict[str, int], Binding, Letters, Letters | None]:
    from pristan.packet.binding import Binding
    from pristan.packet.stamp import Letters

    plain, regular, bold, folios, about, *galleys = blobs
    numbers, bands = (
        Letters(**each | {"font": font})
        for each, font in zip(json.loads(plain), (regular, bold), strict=True)
    )
    binding = Binding.of(json.loads(about))
    return galleys, json.loads(folios), binding, numbers, bands if binding.band else None


def main() -> None:
    """Serve the parent until it closes the pipe."""
    places = {sys.prefix, sys.base_prefix, *sys.path, *FONT_PLACES}
    ours = [content_dir("templates"), content_dir("i18n")]
    readable = [*ours, *(Path(place) for place in sorted(places) if place)]
    serve(_Room(), may_read=readable, may_fork=True)
