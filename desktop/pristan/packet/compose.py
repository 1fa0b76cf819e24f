"""All pages of ours in the closed-off child: lay out, count, number, split into parts, print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pristan.case import Problem, say
from pristan.packet.binding import Binding, Slice
from pristan.packet.face import Face, find_face
from pristan.packet.parts import Piece, Weight, split, starts
from pristan.packet.press import Folios, Press, Sheet, set_numbers
from pristan.packet.stamp import Letters, band_text, number_text, part_text
from pristan.packet.subset import cut
from pristan.packet.word import word_document
from pristan.words import Words

_GAP = re.compile(r'class="(?:[^"]* )?gap[" ]')  # as templates mark it; what was told is escaped
_LAYOUTS = 6  # numbers settle in two; a packet that has not settled by then has a mistake of ours
_EARLY = ("declaration", "declaration_ru", "declaration_two_columns")
_LISTING = ("cover_letter", "index", "cover")  # they name the pages of all others: last
_ROWS_A_PAGE, _NOTED_ROWS = 10, 6  # of the index, and with notes, for the first guess
_CHARACTERS_A_PAGE = 1500  # of a double-spaced declaration, for the first guess


@dataclass(slots=True)
class _Run:
    """The pages of one document, or of one slip and its exhibit, in the packet's order."""

    anchor: str
    pages: int
    exhibit: int | None = None
    papers: int = 0


@dataclass(frozen=True, slots=True)
class Composed:
    """What is to be bound: where everything is, our own pages and the binding of every part.

    ``layout`` is plain JSON: ``parts`` with ``first_page``, ``pages`` and ``pieces``, each with
    ``document`` or ``exhibit`` by its place in the plan, the ``page`` where it begins, how many are
    ``own``, and which pages of the papers follow, ``first`` to ``end``. ``letters`` are those of
    numbers and of bands. ``gapped`` says that a page has a gap, and every page then says DRAFT.
    """

    layout: dict[str, Any]
    gapped: bool
    pressed: list[bytes]
    bindings: list[Binding]
    letters: tuple[Letters, Letters]


class Composer:
    """One packet in the making. :meth:`begin` needs no exhibit; :meth:`finish` needs them all."""

    def __init__(self, templates: Path, words: Mapping[str, Words]) -> None:
        self._press = Press(templates, words)
        self._face: Face = find_face()
        self._plan: dict[str, Any] = {}
        self._sheets: dict[str, Sheet] = {}
        self._known: dict[str, int] = {}

    @property
    def html(self) -> dict[str, str]:
        """Return the pages as they went into the press, by document."""
        return {name: sheet.html for name, sheet in self._sheets.items()}

    @property
    def gapped(self) -> bool:
        """Whether a template has marked a gap on any page that was laid out."""
        return any(_GAP.search(sheet.html) for sheet in self._sheets.values())

    def begin(self, plan: dict[str, Any]) -> dict[str, Any]:
        """Lay out what does not depend on the exhibits' pages.

        Returns ``foreign``: the characters that the face has no shape for.
        """
        self._plan = plan
        self._sheets.clear()
        self._known.clear()
        self._known.update(self._guess())
        for document in plan["documents"]:
            if document["name"] in _EARLY:
                self._lay(document)
        return {"foreign": self._face.lacks("".join(_texts(plan)))}

    def finish(self, weights: list[Weight], absent: dict[int, str], limit: int = 0) -> Composed:
        """Lay everything out, number it and split it into parts of at most *limit* bytes.

        *weights* has what the papers of each exhibit weigh; *absent* says, by the exhibit's place,
        what its slip sheet says where a file could not be had.
        """
        for number, exhibit in enumerate(self._plan["exhibits"]):
            exhibit |= {"number": number, "absent": absent.get(number, "")}
            if exhibit["absent"]:  # it may be the translation that could not be had: claim nothing
                exhibit["translation"] = ""
        counts = [len(weight.each) for weight in weights]
        self._number(counts)
        waiting = [d for d in self._plan["documents"] if d["name"] not in self._sheets]
        waiting.sort(key=lambda d: _LISTING.index(d["name"]) + 1 if d["name"] in _LISTING else 0)
        for document in waiting:
            self._lay(document)
            self._number(counts)
        if self._plan["exhibits"]:
            self._lay({
                "name": "slips", "title": "Exhibits", "template": "slips.html",
                "language": "en", "facts": {},
            })  # fmt: skip
        runs = self._settle(counts)
        self._point_to_papers()
        nothing = [Weight(0, ())] * (len(runs) - len(weights))
        parts = split([run.pages for run in runs], [*nothing, *weights], limit)
        bindings = self._bindings(runs, parts)
        letters = (
            cut(self._face.regular, number_text(self._plan["number_prefix"], 0) + " |0123456789"),
            cut(self._face.bold, "".join(each.band for each in bindings)),
        )
        return Composed(
            self._layout(runs, parts), self.gapped, self._pressed(parts), bindings, letters
        )

    def word(self, name: str) -> bytes:
        """Return a document that was laid out as a Word document, with the numbers of its pages."""
        return word_document(self._sheets[name].html, self._known, self._band())

    # ---- laying out ---------------------------------------------------------------------------

    def _lay(self, document: dict[str, Any]) -> None:
        printed = [d["name"] for d in self._plan["documents"]]
        facts = document["facts"] | {
            "printed": printed,
            "exhibits": self._plan["exhibits"],
            "exhibit_of": self._exhibit_of,
            "has_index": "index" in printed,
            "annotated": self._plan["annotated_index"],
            "listed_documents": [
                {name: d[name] for name in ("name", "title", "language_name", "enclosed")}
                for d in self._plan["documents"]
                if d["name"] not in ("cover", "index")
            ],
        }
        sheet = Sheet(
            name=document["name"],
            template=document["template"],
            facts=facts,
            language=document["language"],
            title=document["title"],
            folios=Folios(self._known),
        )
        self._sheets[sheet.name] = sheet
        self._press.lay(sheet)

    def _exhibit_of(self, id_: str) -> dict[str, str]:
        for number, exhibit in enumerate(self._plan["exhibits"]):
            if exhibit["id"] == id_:
                return {"label": exhibit["label"], "anchor": f"paper-{number}"}
        return {"label": self._plan["labels"][id_], "anchor": ""}

    def _settle(self, counts: list[int]) -> list[_Run]:
        for _ in range(_LAYOUTS):
            runs = self._number(counts)
            moved = [sheet for sheet in self._sheets.values() if not sheet.folios.still_true()]
            if not moved:
                return runs
            for sheet in moved:
                self._press.lay(sheet)
        raise Problem(
            say("packet.unsettled", "The page numbers of the packet did not settle; please report.")
        )

    # ---- numbering ----------------------------------------------------------------------------

    def _guess(self) -> dict[str, int]:
        """Guess the first pages of the exhibits, from the length of what comes before them."""
        pages = 3
        for document in self._plan["documents"]:
            if document["name"] in _EARLY:
                pages += 1 + sum(map(len, _texts(document["facts"]))) // 2 // _CHARACTERS_A_PAGE
        rows = {f"row-{number}": 1 for number in range(len(self._plan["exhibits"]))}
        return rows | {
            f"paper-{number}": pages + 3 * number for number in range(len(self._plan["exhibits"]))
        }

    def _number(self, counts: list[int]) -> list[_Run]:
        """Give every anchor the number printed on its page; return the runs of pages."""
        runs = [_Run(d["name"], self._pages(d["name"])) for d in self._plan["documents"]]
        slips = self._slip_pages(len(counts))
        runs += [
            _Run(f"exhibit-{number}", slips[number], number, papers)
            for number, papers in enumerate(counts)
        ]
        at = 0 if runs and runs[0].anchor == "cover" else 1
        for run in runs:
            last = at + run.pages + run.papers - 1
            if run.exhibit is None:
                self._known[f"document-{run.anchor}"] = at
                self._known[f"end-{run.anchor}"] = last
                self._known[f"count-{run.anchor}"] = run.pages
                self._number_rows(run.anchor, at)
            else:
                self._known[f"exhibit-{run.exhibit}"] = at
                self._known[f"exhibit-end-{run.exhibit}"] = last
                self._known[f"paper-{run.exhibit}"] = at + run.pages if run.papers else at
            at = last + 1
        self._known["last"] = at - 1
        return runs

    def _pages(self, name: str) -> int:
        """Return how many pages a document takes; a guess while it has not been laid out."""
        if name in self._sheets:
            return len(self._sheets[name].pages)
        if name == "index":
            rows = len(self._plan["exhibits"]) + len(self._plan["documents"]) // 2
            return 1 + rows // (_NOTED_ROWS if self._plan["annotated_index"] else _ROWS_A_PAGE)
        return 1

    def _number_rows(self, name: str, first: int) -> None:
        if name == "index" and name in self._sheets:
            for anchor, page in self._places("index", "row-").items():
                self._known[anchor] = first + page

    def _slip_pages(self, exhibits: int) -> list[int]:
        """Return how many pages each slip sheet takes; a very long title may need a second."""
        if "slips" not in self._sheets:
            return [1] * exhibits
        starts = list(self._places("slips", "exhibit-").values())
        ends = [*starts[1:], len(self._sheets["slips"].pages)]
        return [end - start for start, end in zip(starts, ends, strict=True)]

    def _places(self, sheet: str, prefix: str) -> dict[str, int]:
        """Return on which page of a sheet each anchor begins; what goes on has it there too."""
        places: dict[str, int] = {}
        for page, laid in enumerate(self._sheets[sheet].pages):
            for anchor in laid.anchors:
                if anchor.startswith(prefix):
                    places.setdefault(anchor, page)
        return places

    def _point_to_papers(self) -> None:
        """Let citations lead somewhere: binding moves these anchors to the exhibits' own pages."""
        if "slips" in self._sheets:
            pages = self._sheets["slips"].pages
            for anchor, page in self._places("slips", "exhibit-").items():
                pages[page].anchors[f"paper-{anchor.removeprefix('exhibit-')}"] = (0, 0, 0, 0)

    # ---- parts --------------------------------------------------------------------------------

    def _pressed(self, parts: list[list[Piece]]) -> list[bytes]:
        """Write our own pages of every part as a PDF; what is written is let go of."""
        order = [self._sheets[d["name"]] for d in self._plan["documents"]]
        if "slips" in self._sheets:
            order.append(self._sheets["slips"])
        for sheet in order:
            set_numbers(sheet)
        pages = [page for sheet in order for page in sheet.pages]
        pages.reverse()
        for sheet in order:
            sheet.pages = []
        pressed = []
        for part in parts:
            own = [pages.pop() for _ in range(sum(piece.own for piece in part))]
            pressed.append(self._press.write(order[0], own) if own else b"")
        return pressed

    def _bindings(self, runs: list[_Run], parts: list[list[Piece]]) -> list[Binding]:
        plan = self._plan
        first = 0 if runs and runs[0].anchor == "cover" else 1
        bindings = []
        for number, (part, start) in enumerate(zip(parts, starts(parts, first), strict=True), 1):
            said = part_text(number, len(parts))
            bindings.append(
                Binding(
                    title=f"{plan['title']} – {said}" if said else plan["title"],
                    first=start,
                    number_prefix=plan["number_prefix"],
                    band=self._band(said),
                    slices=tuple(self._slice(runs[piece.run], piece) for piece in part),
                )
            )
        return bindings

    def _band(self, part: str = "") -> str:
        draft = self._plan["draft"] or self.gapped
        return band_text(draft=draft, sample=self._plan["sample"], part=part)

    def _slice(self, run: _Run, piece: Piece) -> Slice:
        if run.exhibit is None:
            titles = {d["name"]: d["title"] for d in self._plan["documents"]}
            return Slice(titles[run.anchor], piece.own)
        exhibit = self._plan["exhibits"][run.exhibit]
        spoken = f"Exhibit {exhibit['label']}"
        return Slice(
            title=f"{spoken} – {exhibit['title']}{', continued' if piece.first else ''}",
            own=piece.own,
            papers=piece.end - piece.first,
            anchor="" if piece.first else f"paper-{run.exhibit}",
            spoken=spoken,
            skipped=piece.first,
            whole=run.papers,
        )

    def _layout(self, runs: list[_Run], parts: list[list[Piece]]) -> dict[str, Any]:
        """Return the layout as plain JSON; every piece of an exhibit stands in its part."""
        first = 0 if runs and runs[0].anchor == "cover" else 1
        found: list[dict[str, Any]] = []
        for part, start in zip(parts, starts(parts, first), strict=True):
            pieces, at = [], start
            for piece in part:
                run = runs[piece.run]
                pieces.append({
                    "document": piece.run if run.exhibit is None else None,
                    "exhibit": run.exhibit, "page": at, "own": piece.own,
                    "first": piece.first, "end": piece.end,
                })  # fmt: skip
                at += piece.own + piece.end - piece.first
            found.append({"first_page": start, "pages": at - start, "pieces": pieces})
        return {"parts": found}


def _texts(facts: Any) -> list[str]:
    """Return every text in plain facts."""
    if isinstance(facts, str):
        return [facts]
    if isinstance(facts, Mapping):
        facts = list(facts.values())
    return [text for each in facts for text in _texts(each)] if isinstance(facts, list) else []
