"""The closed-off child that composes our own pages and lays them out, together with its twin.

It is asked in JSON: ``begin``, ``count`` and ``finish`` compose, ``lay`` lays out what is wanted
for that; then ``letters`` gives those for stamps, and ``edit`` documents as Word documents. Told to
be ``ready``, it imports what lays out; told to ``rehearse``, it reads our templates, too, and lays
out an index and slips of nobody. No file of anybody else comes in here.
"""

from __future__ import annotations

import gc
import json
from dataclasses import asdict, astuple, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from pristan.case import Problem, say
from pristan.confine.inside import serve
from pristan.confine.twin import Answer, Twins
from pristan.content import content_dir
from pristan.packet.child import readable
from pristan.packet.quires import Quire

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
        self._languages = _Languages()
        self._composer: Composer | None = None
        self._press: Press | None = None
        self._twins: Twins | None = None

    def __call__(self, request: dict[str, Any], blobs: list[bytes]) -> Answer:
        match request.get("do"):
            case "ready":
                self._ready_twins()
                return {}, []
            case "rehearse":
                self._rehearse()
                return {}, []
            case "begin":
                return self._begun(json.loads(blobs[0]), blobs[1])
            case "count" if self._composer:
                return _counted(self._composer, json.loads(blobs[0]))
            case "lay" if self._composer:
                return self._laid(self._composer, json.loads(blobs[0]))
            case "finish" if self._composer:
                return _finished(self._composer)
            case "letters":
                return self._letters(request["of"])
            case "edit" if self._composer:
                return {}, [self._composer.word(name) for name in request["names"]]
        raise Problem(say("packet.not_asked", "This room was asked for something unknown."))

    def _begun(self, plan: dict[str, Any], imprints: bytes) -> Answer:
        from pristan.packet.compose import Composer

        self._composer = Composer(content_dir("templates"), self._languages, imprints)
        begun = self._composer.begin(plan)
        gc.freeze()  # the plan and its pages stay: no garbage is looked for in them
        return begun | _wanted(self._composer), []

    def _laid(self, composer: Composer, given: dict[str, Any]) -> Answer:
        """Lay out what is wanted and not *given*; return the galleys, and what is wanted next."""
        for key, galley in given.items():
            composer.laid.take(key, *galley)
        tasks = list(composer.laid.missing(composer.wanted))
        tasks.sort(key=lambda task: len(task[0].html), reverse=True)
        answers = self._shared(tasks) if tasks else []
        laid = []
        for (sheet, _), (facts, _) in zip(tasks, answers, strict=True):
            new = [(Quire(*quire), pages, anchors) for quire, pages, anchors in facts["laid"]]
            keys = composer.laid.bring(sheet, new)
            laid += [[key, *galley] for key, (_, *galley) in zip(keys, new, strict=True)]
        composer.go_on()
        return {"laid": laid} | _wanted(composer), [pdf for _, pdfs in answers for pdf in pdfs]

    def _shared(self, tasks: list[tuple[Sheet, list[Quire]]]) -> list[Answer]:
        return self._ready_twins().share([
            ({"name": sheet.name, "quires": [*map(astuple, there)]}, [sheet.html.encode()])
            for sheet, there in tasks
        ])

    def _letters(self, cut: list[str]) -> Answer:
        """Return the letters for stamps, plainly, and their two fonts."""
        numbers, bands = cut
        letters = self._ready_press().letters(numbers, bands)
        plain = [asdict(replace(each, font=b"")) | {"font": ""} for each in letters]
        return {}, [json.dumps(plain).encode(), *(each.font for each in letters)]

    def _rehearse(self) -> None:
        """Do once what takes longer the first time, in both who lay out."""
        self._ready_twins()
        from pristan.packet import compose  # noqa: F401
        from pristan.packet.rehearsal import rehearsal
        from pristan.packet.sheets import Sheets, environment

        folder = content_dir("templates")
        for sheet in rehearsal(Sheets(folder, self._languages)):
            self._shared([(sheet, [])] * 2)
        templates = environment(folder)
        for name in templates.list_templates(extensions=["html"]):
            templates.get_template(name)
        _ = self._languages["en"]

    def _ready_twins(self) -> Twins:
        """Return those who lay out."""
        if self._twins is None:
            self._twins = Twins(partial(_lay, self._ready_press()))
        return self._twins

    def _ready_press(self) -> Press:
        """Return what lays out, which takes half a second to be there, once something is."""
        if self._press is None:
            from pristan.packet.quiet import load_weasyprint, spare_the_collector

            load_weasyprint()
            from pristan.packet.press import Press

            spare_the_collector()
            self._press = Press(content_dir("templates"))
        return self._press


def _wanted(composer: Composer) -> dict[str, Any]:
    return {"wanted": list(composer.laid.keys(composer.wanted))}


def _counted(composer: Composer, known: dict[str, Any]) -> Answer:
    """Take the weights of papers."""
    from pristan.packet.parts import Weight

    weights = [Weight(shared, tuple(each)) for shared, each in known["weights"]]
    absent = {int(number): text for number, text in known["absent"].items()}
    composer.count(weights, absent, known["limit"], guessed=known["guessed"])
    gc.freeze()
    return _wanted(composer), []


def _lay(press: Press, sheet: dict[str, Any], blobs: list[bytes]) -> Answer:
    """Lay out one sheet, or of one with many rows all but the quires that are there."""
    there = [Quire(*quire) for quire in sheet["quires"]]
    laid = list(press.lay_all(sheet["name"], blobs[0].decode(), there))
    facts = [(astuple(quire), galley.pages, galley.anchors) for quire, galley in laid]
    return {"laid": facts}, [galley.pdf for _, galley in laid]


def _finished(composer: Composer) -> Answer:
    """Return whether there is a gap, and which galleys each part needs; layout, imprints, and the
    binding of each part.
    """
    made = composer.finish()
    return {"gapped": made.gapped, "russian": made.russian, "galleys": made.galleys}, [
        json.dumps(made.layout).encode(), made.imprints,
        *(json.dumps(asdict(binding)).encode() for binding in made.bindings),
    ]  # fmt: skip


def main() -> None:
    """Serve the parent until it closes the pipe."""
    serve(_Room(), may_read=readable(), may_fork=True)
