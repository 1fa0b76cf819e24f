"""The closed-off child that composes our own pages and has them laid out in forks of itself.

It is asked in JSON: ``begin``, ``count`` and ``finish`` compose, ``lay`` lays out what is wanted
for that, ``edit`` then gives documents as Word documents. No file of anybody else comes in here.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from pristan.case import Problem, say
from pristan.confine.inside import serve
from pristan.confine.offspring import Answer, shared_out
from pristan.content import content_dir
from pristan.packet.child import readable

if TYPE_CHECKING:
    from pristan.packet.compose import Composer
    from pristan.packet.press import Press
    from pristan.packet.sheets import Sheet
    from pristan.words import Words


class _Languages(dict[str, "Words"]):
    """The words of our languages, each read when a page says something in it."""

    def __missing__(self, code: str) -> Words:
        from pristan.words import read_words

        self[code] = words = read_words(content_dir("i18n"), code)
        return words


class _Room:
    def __init__(self) -> None:
        self._composer: Composer | None = None
        self._press: Press | None = None

    def __call__(self, request: dict[str, Any], blobs: list[bytes]) -> Answer:
        match request.get("do"):
            case "begin":
                return self._begun(json.loads(blobs[0]), blobs[1])
            case "count" if self._composer:
                return _counted(self._composer, json.loads(blobs[0]))
            case "lay" if self._composer:
                return self._laid(self._composer, json.loads(blobs[0]))
            case "finish" if self._composer:
                return _finished(self._composer, request["limit"])
            case "edit" if self._composer:
                return {}, [self._composer.word(name) for name in request["names"]]
        raise Problem(say("packet.not_asked", "This room was asked for something unknown."))

    def _begun(self, plan: dict[str, Any], imprints: bytes) -> Answer:
        from pristan.packet.compose import Composer

        self._composer = Composer(content_dir("templates"), _Languages(), imprints)
        return self._composer.begin(plan) | _wanted(self._composer), []

    def _laid(self, composer: Composer, given: dict[str, Any]) -> Answer:
        """Lay out what is wanted and not *given*; return the galleys, and what is wanted next."""
        from pristan.packet.sheets import shares

        for sheet in composer.wanted:
            if sheet.key in given:
                composer.take(sheet.key, *given[sheet.key])
        unlaid = [sheet for sheet in composer.wanted if sheet.key not in given]
        for sheet in unlaid:
            composer.html_of(sheet)
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
    """Return whether there is a gap and which galleys each part needs; layout, imprints, letters
    with their two fonts, and the binding of each part.
    """
    made = composer.finish(limit)
    letters = [asdict(replace(each, font=b"")) | {"font": ""} for each in made.letters]
    return {"gapped": made.gapped, "russian": made.russian, "galleys": made.galleys}, [
        json.dumps(made.layout).encode(), made.imprints, json.dumps(letters).encode(),
        *(each.font for each in made.letters),
        *(json.dumps(asdict(binding)).encode() for binding in made.bindings),
    ]  # fmt: skip


def main() -> None:
    """Serve the parent until it closes the pipe."""
    serve(_Room(), may_read=readable(), may_fork=True)
