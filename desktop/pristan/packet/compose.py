"""All pages of ours in the closed-off child: what is to be laid out; counted, numbered, in parts.

Laying out is done elsewhere: a document is wanted while there is no galley of its HTML, and its
HTML depends on numbers of pages only as far as its layout does (sheets.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from pristan.case import Problem, say
from pristan.packet.binding import Binding, Slice
from pristan.packet.cyrillic import MOST
from pristan.packet.face import Face, find_face
from pristan.packet.foreseen import foreseen, texts
from pristan.packet.galley import Widths, folio
from pristan.packet.imprint import Marks, Question, read_imprints, written_down
from pristan.packet.laid_out import Laid, LaidOut
from pristan.packet.layout import plain_layout
from pristan.packet.parts import Piece, Weight, split, starts
from pristan.packet.sheets import LISTING, Sheet, Sheets, sheets_of, slips_of
from pristan.packet.stamp import band_text, part_text
from pristan.packet.word import word_document
from pristan.words import Words

_ROUNDS = 24  # numbers settle in four; a packet that has not settled by then has a mistake of ours
_FREE = 6  # rounds in which numbers may take fewer digits than before
_GUESSES = 3  # at how many pages there will be, from how long the HTML is that says it
_PAPERS = 2  # pages of an exhibit, for the first guess
_CHARACTERS: Mapping[str, int] = {  # of HTML on a page, for the first guess; the sample's, rounded
    "index.html": 5500, "declaration.html": 2300, "declaration_two_columns.html": 3200,
    "cover_letter.html": 3000,
}  # fmt: skip
_MANY_CHARACTERS = 5000  # on a page of any other


@dataclass(slots=True)
class _Run:
    """The pages of one document, or of one slip and its exhibit, in the packet's order."""

    anchor: str
    pages: int
    document: int | None = None
    exhibit: int | None = None
    papers: int = 0


@dataclass(frozen=True, slots=True)
class Composed:
    """What is to be bound: where everything is, the binding of every part, which galleys it needs.

    ``layout`` is plain JSON: ``parts`` with ``first_page``, ``pages`` and ``pieces``, each with
    ``document`` or ``exhibit`` by its place in the plan, the ``page`` where it begins, how many are
    ``own``, and which pages of the papers follow, ``first`` to ``end``. ``galleys`` has the keys of
    each part in the order in which its binding counts them. ``gapped`` says that a page has a gap,
    and every page then says DRAFT; ``russian`` has what of English documents is in Russian letters,
    which is a gap too. ``imprints`` are for the next packet.
    """

    layout: dict[str, Any]
    gapped: bool
    russian: list[str]
    bindings: list[Binding]
    galleys: list[list[str]]
    imprints: bytes


class Composer:
    """One packet in the making.

    After :meth:`begin`, and once more after :meth:`count`, all sheets that are ``wanted`` are to be
    ``laid`` out; then :meth:`go_on`, until none is wanted. Then :meth:`finish`. ``sheets`` has all
    of them by name.
    """

    def __init__(self, templates: Path, words: Mapping[str, Words], imprints: bytes = b"") -> None:
        known, quires = read_imprints(imprints)
        self._writer = Sheets(templates, words, known)
        self.laid = LaidOut(self._writer.html, quires)
        self._face: Face = find_face()
        self._plan: dict[str, Any] = {}
        self._foreseen: dict[str, int] = {}
        self._weights: list[Weight] = []
        self._slip: list[str] = []  # the name of the sheet with the slip of every exhibit
        self._counted, self._guessed, self._limit = False, False, 0
        self._rounds = 0
        self.wanted: list[Sheet] = []
        self.sheets: dict[str, Sheet] = {}
        self._last: dict[str, Laid] = {}  # by the name of a sheet
        self._uncounted: tuple[list[Sheet], dict[str, Laid]] = [], {}
        self._known: dict[str, int] = {}
        self._widths = Widths()

    def html_of(self, sheet: Sheet) -> str:
        """Return a page that is wanted, or was laid out, as it goes into the press."""
        return self._writer.html(sheet)

    @property
    def gapped(self) -> bool:
        """Whether a template has marked a gap on any page that was laid out."""
        return bool(self._russian) or any(marks.gap for marks in self._marks)

    @property
    def _russian(self) -> list[str]:
        found = (text for marks in self._marks for text in marks.russian)
        return list(dict.fromkeys(found))[:MOST]

    @property
    def _marks(self) -> Iterator[Marks]:
        """Yield what the pages show."""
        return map(self._writer.marks, self.sheets.values())

    def begin(self, plan: dict[str, Any]) -> dict[str, Any]:
        """Take the plan of a packet.

        Returns ``foreign``, the characters that the face lacks, and a digest of the ``face``.
        """
        self._plan, self._foreseen = plan, foreseen(plan)
        for number, exhibit in enumerate(plan["exhibits"]):
            exhibit |= {"number": number, "absent": ""}
        self.sheets = sheets_of(plan)
        self._weights = [Weight.plain(0, _PAPERS) for _ in plan["exhibits"]]
        self.go_on()
        return {"foreign": self._face.lacks("".join(texts(plan))), "face": self._face.digest()}

    def count(
        self, weights: list[Weight], absent: dict[int, str], limit: int = 0, guessed: bool = False
    ) -> None:
        """Take what the papers of each exhibit weigh. A part has at most *limit* bytes; 0 is any.

        *absent* says, by its place, what the slip sheet of an exhibit without its file says. What
        is *guessed* is counted once more later: it leaves nothing behind but what is laid out.
        """
        for number, exhibit in enumerate(self._plan["exhibits"]):
            exhibit["absent"] = absent.get(number, "")
            if exhibit["absent"]:  # it may be the translation that could not be had: claim nothing
                exhibit["translation"] = ""
        if not self._counted:
            self._uncounted = [replace(each) for each in self.sheets.values()], dict(self._last)
        sheets, last = self._uncounted  # as if nobody had guessed; made of these exhibits
        self.sheets = {sheet.name: replace(sheet, made_of="") for sheet in sheets}
        self._last = dict(last)
        self._weights, self._limit = weights, limit
        runs = self._number()
        slips = slips_of(self._plan, [*_first_slips(runs, self._parts(runs))])
        self._slip = [slip.name for slip in slips.values() for _ in slip.facts["exhibits"]]
        self.sheets |= slips
        self._counted, self._guessed = True, guessed
        self._rounds, self._widths = 0, Widths()
        if index := self.sheets.get("index"):  # how long it is tells where the slips stand
            self._writer.settle(index, self._answer)
        self.go_on()

    def go_on(self) -> None:
        """Find the sheets that are wanted next, with the numbers known now.

        Before the papers are counted, these are what hardly depends on them. Raises Problem.
        """
        while self._rounds < _ROUNDS:
            self._rounds += 1
            if self._wrote() or self.wanted:
                return
        raise Problem(
            say("packet.unsettled", "The page numbers of the packet did not settle; please report.")
        )

    def _wrote(self) -> bool:
        """Write what is wanted next; return whether that has left the numbers as they were."""
        for _ in range(_GUESSES):
            self._number()
            known = dict(self._known)
            self.wanted = self._unlaid()
            self._number()
            if self._known == known:
                return True
        return False

    def finish(self) -> Composed:
        """Split what is laid out into parts."""
        runs = self._number()
        parts = self._parts(runs)
        ours = [self._ours(runs, part) for part in parts]
        bindings = self._bindings(runs, parts, ours)
        galleys = [[key for sheet in here for key in self._done(sheet).galleys] for here in ours]
        stands = [(run.document, run.exhibit) for run in runs]
        layout = plain_layout(stands, parts, _first(runs))
        imprints = written_down(self._writer.imprints, self.laid.known_quires())
        return Composed(layout, self.gapped, self._russian, bindings, galleys, imprints)

    def word(self, name: str) -> bytes:
        """Return a document that was laid out as a Word document, with the numbers of its pages."""
        band, prefix = self._band(), self._plan["number_prefix"]
        return word_document(self.html_of(self.sheets[name]), self._known, band, prefix)

    # ---- laying out ---------------------------------------------------------------------------

    def _answer(self, question: Question) -> Any:
        """Answer what a template asks, with the numbers known now. Raises LookupError."""
        match question:
            case "slot", anchor:
                grow = self._rounds > _FREE
                return self._widths.of(self._known, anchor, only_grow=grow)
            case "same", anchor, other:
                return folio(self._known, anchor) == folio(self._known, other)
            case "folio", anchor:
                return folio(self._known, anchor)
            case "exhibit", id_:
                return self._exhibit_of(id_)
        raise LookupError(*question)

    def _exhibit_of(self, id_: str) -> dict[str, Any]:
        """Return label and anchor of an exhibit, and its last page, 0 while that is not known."""
        for number, exhibit in enumerate(self._plan["exhibits"]):
            if exhibit["id"] == id_:
                counted = self._counted and not self._guessed
                last = max(len(self._weights[number].each), 1) if counted else 0
                return {"label": exhibit["label"], "anchor": f"paper-{number}", "last": last}
        return {"label": self._plan["labels"][id_], "anchor": "", "last": 0}

    def _stages(self) -> Iterator[list[Sheet]]:
        """Yield what can be laid out side by side, before what names its pages."""
        yield [
            self.sheets[document["name"]]
            for document in self._plan["documents"]
            if document["name"] not in LISTING
        ]
        if self._counted:
            listing = [self.sheets[name] for name in LISTING if name in self.sheets]
            yield [*self._slips(), *listing]

    def _unlaid(self) -> list[Sheet]:
        """Write sheets anew, up to the first stage that has some with no galley; return those."""
        for stage in self._stages():
            for sheet in stage:
                self._writer.settle(sheet, self._answer)
            if unlaid := [sheet for sheet in stage if not self.laid.of(sheet)]:
                return unlaid
        return []

    def _slips(self) -> list[Sheet]:
        return [sheet for sheet in self.sheets.values() if sheet.template == "slips.html"]

    # ---- numbering ----------------------------------------------------------------------------

    def _number(self) -> list[_Run]:
        """Give every anchor the number printed on its page; return the runs of pages.

        What was not laid out or counted yet is guessed.
        """
        listed = self._plan["documents"]
        ours = [_Run(d["name"], self._pages(d["name"]), at) for at, d in enumerate(listed)]
        before = sum(not document["last"] for document in listed)
        slips = [pages for sheet in self._slips() for pages in self._slip_pages(sheet)]
        slips = slips or [1] * len(self._weights)
        exhibits = [
            _Run(f"exhibit-{number}", slips[number], None, number, len(weight.each))
            for number, weight in enumerate(self._weights)
        ]
        runs = [*ours[:before], *exhibits, *ours[before:]]
        at = _first(runs)
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
        sheet = self.sheets[name]
        if laid := self._laid_last(sheet):
            return laid.pages
        characters = sheet.imprint.characters if sheet.imprint else 0
        return 1 + characters // _CHARACTERS.get(sheet.template, _MANY_CHARACTERS)

    def _laid_last(self, sheet: Sheet) -> Laid | None:
        """Return the galley of a sheet, else its last: a new guess would move the numbers back."""
        if laid := self.laid.of(sheet):
            self._last[sheet.name] = laid
        return self._last.get(sheet.name)

    def _number_rows(self, name: str, first: int) -> None:
        if name != "index":
            return
        if laid := self._laid_last(self.sheets[name]):
            anchors = laid.anchors
        else:
            rows, pages = len(self._plan["exhibits"]), self._pages(name)
            anchors = {f"row-{at}": at * pages // rows for at in range(rows)}
        for anchor, page in anchors.items():
            if anchor.startswith("row-"):
                self._known[anchor] = first + page

    def _slip_pages(self, sheet: Sheet) -> list[int]:
        """Return how many pages each slip of a sheet takes; a very long title may need a second."""
        laid = self._laid_last(sheet)
        if laid is None:
            return [1] * len(sheet.facts["exhibits"])
        starts = [laid.anchors[f"exhibit-{each['number']}"] for each in sheet.facts["exhibits"]]
        return [end - start for start, end in pairwise([*starts, laid.pages])]

    # ---- parts --------------------------------------------------------------------------------

    def _parts(self, runs: list[_Run]) -> list[list[Piece]]:
        none = Weight(0, ())
        weights = [none if run.exhibit is None else self._weights[run.exhibit] for run in runs]
        foreseen = [self._foreseen[run.anchor] for run in runs]
        return split([run.pages for run in runs], weights, self._limit, foreseen)

    def _ours(self, runs: list[_Run], part: list[Piece]) -> list[Sheet]:
        """Return the sheets with our own pages of a part, each once."""
        names = (self._name(runs[piece.run]) for piece in part if piece.own)
        return [self.sheets[name] for name in dict.fromkeys(names)]

    def _name(self, run: _Run) -> str:
        return run.anchor if run.exhibit is None else self._slip[run.exhibit]

    def _done(self, sheet: Sheet) -> Laid:
        laid = self.laid.of(sheet)
        assert laid  # or more would be wanted
        return laid

    def _bindings(
        self, runs: list[_Run], parts: list[list[Piece]], ours: list[list[Sheet]]
    ) -> list[Binding]:
        """Return the binding of every part; *ours* has the sheets with our own pages of each."""
        plan = self._plan
        first = _first(runs)
        bindings = []
        for at, (part, start) in enumerate(zip(parts, starts(parts, first), strict=True)):
            said = part_text(at + 1, len(parts))
            laid = [self._done(sheet) for sheet in ours[at]]
            begin = accumulate((each.pages for each in laid), initial=0)
            stand = dict(zip((sheet.name for sheet in ours[at]), begin, strict=False))
            bindings.append(
                Binding(
                    title=f"{plan['title']} – {said}" if said else plan["title"],
                    first=start,
                    number_prefix=plan["number_prefix"],
                    band=self._band(said),
                    folios=self._printed(ours[at]),
                    lengths=tuple(n for each in laid for n in self.laid.lengths(each)),
                    slices=tuple(self._slice(runs[piece.run], piece, stand) for piece in part),
                )
            )
        return bindings

    def _band(self, part: str = "") -> str:
        draft = self._plan["draft"] or self.gapped
        return band_text(draft=draft, sample=self._plan["sample"], part=part)

    def _slice(self, run: _Run, piece: Piece, stand: Mapping[str, int]) -> Slice:
        """Return a slice of a part; *stand* says with which page of ours each sheet begins."""
        start = stand[self._name(run)] if piece.own else 0
        if run.exhibit is None:
            titles = {d["name"]: d["title"] for d in self._plan["documents"]}
            return Slice(titles[run.anchor], piece.own, start)
        exhibit = self._plan["exhibits"][run.exhibit]
        spoken = f"Exhibit {exhibit['label']}"
        if piece.own:
            start += self._done(self.sheets[self._name(run)]).anchors[run.anchor]
        return Slice(
            title=f"{spoken} – {exhibit['title']}{', continued' if piece.first else ''}",
            own=piece.own,
            start=start,
            papers=piece.end - piece.first,
            anchor="" if piece.first else f"paper-{run.exhibit}",
            spoken=spoken,
            skipped=piece.first,
            whole=run.papers,
        )

    def _printed(self, sheets: list[Sheet]) -> dict[str, int]:
        """Return the numbers of pages that are printed on sheets, by anchor."""
        anchors = {anchor for each in sheets for anchor in self._writer.marks(each).folios}
        return {anchor: self._known[anchor] for anchor in sorted(anchors & self._known.keys())}


def _first_slips(runs: list[_Run], parts: list[list[Piece]]) -> Iterator[int]:
    """Yield of every part the first exhibit whose slip stands in it."""
    for part in parts:
        there = [runs[piece.run].exhibit for piece in part if piece.own]
        yield from [exhibit for exhibit in there if exhibit is not None][:1]


def _first(runs: list[_Run]) -> int:
    """Return the number of the first page; 0 is a cover, which has none."""
    return 0 if runs and runs[0].anchor == "cover" else 1
