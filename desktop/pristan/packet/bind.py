"""Pages of ours and of exhibits become one part of a packet: numbered, linked, with bookmarks.

An exhibit's page is never painted over: it is scaled into a box that leaves a band for the number
below and for what the band says above, and cannot draw outside that box. The part goes out while it
is made (scribe.py): a paper is let go of as soon as its pages are written. What papers draw comes
first and follows from them alone: it can stay when numbers, titles and our own pages change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final, NamedTuple

import pikepdf
from pikepdf import Page

from pristan.case import Problem, say
from pristan.packet.binding import Binding, Slice
from pristan.packet.copied import Copy
from pristan.packet.hollow import Sheet
from pristan.packet.lettering import put_letters
from pristan.packet.outline import Mark, led, marks_of, put_outline, read_marks
from pristan.packet.own_pages import Frame, OwnPages
from pristan.packet.stamp import (
    BAND_AT,
    BAND_SIZE,
    NUMBER_AT,
    NUMBER_SIZE,
    Letters,
    number_text,
)
from pristan.packet.tags import LANGUAGE, Tags
from pristan.scribe import Scribe, Written

LETTER = (612.0, 792.0)  # 8 1/2 by 11 inches in points
SIDE, FOOT, HEAD = 27.0, 46.0, 44.0  # what an exhibit's page keeps free
LARGEST = 1.5  # small papers are enlarged, but no further than that
_OURS: Final = ("/PacketPaper", "/PacketNumber", "/PacketBand")
_PLAIN_COLORS: Final = frozenset({"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/Pattern"})
_KINDS: Final = (
    "/Font", "/XObject", "/ColorSpace", "/Pattern", "/Shading", "/ExtGState", "/Properties",
)  # fmt: skip


@dataclass(slots=True)
class _Place:
    """A page of the part: its object, the number printed on it, and what it says of itself."""

    object: int
    number: int
    spoken: str = ""


class _Shown(NamedTuple):
    """What a page of a paper draws: its object, the edges of the page, how far it is turned to the
    right, whether there are letters on it, whether a program has read them, and the resources that
    the page that holds it is to have, too, by kind.
    """

    form: int
    edges: tuple[float, float, float, float]
    turned: int
    letters: bool
    read: bool
    beside: Mapping[str, str]


@dataclass(slots=True)
class _Run:
    """The pages of a slice, what is tagged on our own, the bookmarks that its papers bring."""

    slice: Slice
    own: list[_Place]
    papers: list[_Place]
    tagged: list[bytes] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


class Binder:
    """One part in the making: papers are added in order, then it is closed.

    The same input gives the same bytes.
    """

    def __init__(self) -> None:
        self._scribe = Scribe()
        self._shown: list[_Shown] = []
        self._bookmarks: list[list[Mark]] = []  # of every paper; they lead to places in _shown
        self._banded: dict[tuple[float, float], bytes] = {}

    def add(self, paper: Sheet, first: int, end: int) -> bool:
        """Add the pages of a paper from *first* up to *end*, counted from 0.

        Nothing is done, and False returned, where something must be read that it does not have.
        """
        with pikepdf.open(paper.file) as pdf:
            pages = pdf.pages[first:end]
            copy = Copy(self._scribe, pdf, paper)
            if not copy.quotes(paper.absent) or any(map(paper.absent.__contains__, _joined(pages))):
                return False
            places = {at: (len(self._shown) + at - first, 0) for at in range(first, end)}
            self._shown += [self._show(copy, page) for page in pages]
            copy.finish()
            self._bookmarks.append(marks_of(pdf, places))
        return True

    def pause(self) -> tuple[bytes, list[bytes]]:
        """Return what another binder needs to :meth:`go_on` when it has the same papers and the
        bytes that are written by now; and the bookmarks of every paper, which it needs, too.
        """
        known = {"scribe": self._scribe.pause(), "shown": self._shown}
        marks = [json.dumps([asdict(each) for each in marks]).encode() for marks in self._bookmarks]
        return json.dumps(known).encode(), marks

    def go_on(self, known: bytes, marks: Sequence[bytes]) -> None:
        """Go on where another binder paused that had all papers of this part; write none again."""
        paused = json.loads(known)
        self._scribe.go_on(paused["scribe"])
        self._shown = [_Shown(*each) for each in paused["shown"]]
        self._bookmarks = [read_marks(json.loads(each)) for each in marks]

    def taken(self) -> Written:
        """Return what is done of the part since this was last asked; it may quote the last paper.

        To be asked after every paper.
        """
        return self._scribe.taken()

    def close(
        self,
        galleys: Sequence[bytes],
        binding: Binding,
        numbers: Letters,
        bands: Letters | None,
    ) -> None:
        """Write the pages and everything that leads to them. Before, it is to be paused.

        *galleys* are the PDFs that have our own pages of the slices.
        """
        self._galleys, self._binding, self._numbers, self._bands = galleys, binding, numbers, bands
        self._fonts = {b"PacketNumber": self._put_letters(self._numbers)}
        if self._bands:
            self._fonts[b"PacketBand"] = self._put_letters(self._bands)
        self._root = self._scribe.reserve()
        self._tags = Tags(self._scribe)
        self._runs = list(self._planned())
        self._put_papers()
        names = self._put_own()
        every = [place for run in self._runs for place in (*run.own, *run.papers)]
        kids = b" ".join(b"%d 0 R" % place.object for place in every)
        self._scribe.put(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(every), kids), self._root)
        catalog = self._catalog(names)
        title = pikepdf.String(self._binding.title).unparse()
        info = self._scribe.put(b"<</Title %b>>" % title)
        self._scribe.end(self._scribe.put(catalog), info)

    def _put_letters(self, letters: Letters) -> int:
        with pikepdf.new() as pdf:
            copy = Copy(self._scribe, pdf)
            number = copy.number(put_letters(pdf, letters))
            copy.finish()
        return number

    # ---- pages --------------------------------------------------------------------------------

    def _planned(self) -> Iterator[_Run]:
        number = self._binding.first
        for each in self._binding.slices:
            places = [
                _Place(self._scribe.reserve(), number + at) for at in range(each.own + each.papers)
            ]
            for at, place in enumerate(places[each.own :], start=each.skipped + 1):
                place.spoken = f"{each.spoken}, page {at} of {each.whole}"
            number += len(places)
            yield _Run(each, places[: each.own], places[each.own :])

    def _put_papers(self) -> None:
        """Write the pages of all papers, which have been shown in the order of their places."""
        every = [place for run in self._runs for place in run.papers]
        if len(every) != len(self._shown):
            raise Problem(say("packet.miscounted", "The pages of the packet do not add up."))
        for shown, place in zip(self._shown, every, strict=True):
            self._put_paper(shown, place)
        places = [(place.object, place.number) for place in every]
        marks = [mark for marks in self._bookmarks for mark in marks]
        at = 0
        for run in self._runs:
            end = at + len(run.papers)
            run.marks = led([mark for mark in marks if at <= mark.page < end], places)
            at = end

    def _put_paper(self, shown: _Shown, place: _Place) -> None:
        """Write a Letter page that holds what a page shows, upright and whole, inside the box."""
        (x1, y1, x2, y2), turned = shown.edges, shown.turned
        width, height = (x2 - x1, y2 - y1) if turned in (0, 180) else (y2 - y1, x2 - x1)
        paper = LETTER if width <= height else LETTER[::-1]
        free = paper[0] - 2 * SIDE, paper[1] - FOOT - HEAD
        s = min(free[0] / width, free[1] / height, LARGEST)
        left, foot = SIDE + (free[0] - width * s) / 2, FOOT + (free[1] - height * s) / 2
        matrix = {
            0: (s, 0, 0, s, left - s * x1, foot - s * y1),
            90: (0, -s, s, 0, left - s * y1, foot + s * x2),
            180: (-s, 0, 0, -s, left + s * x2, foot + s * y2),
            270: (0, s, -s, 0, left + s * y2, foot - s * x1),
        }[turned]
        spoken = f"{place.spoken}, its words read by a program" if shown.read else place.spoken
        # where a program has read the words, the page is a picture all the same
        kind, key = self._tags.page(place.object, spoken, shown.letters and not shown.read)
        drawing = b"/%b<</MCID 0>>BDC q %b cm /PacketPaper Do Q EMC\n%b" % (
            kind, b" ".join(b"%.5f" % each for each in matrix),
            self._stamps((0, 0, *paper), place.number),
        )  # fmt: skip
        fonts = b"".join(b"/%b %d 0 R" % each for each in self._fonts.items())
        resources = {"/Font": fonts, "/XObject": b"/PacketPaper %d 0 R" % shown.form}
        for each, entries in shown.beside.items():
            resources[each] = entries.encode("latin-1") + resources.get(each, b"")
        self._scribe.put(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %d %d]/StructParents %d/Contents %d 0 R"
            b"/Resources<<%b>>>>"
            % (
                self._root, *paper, key, self._scribe.put_stream(b"", drawing),
                b"".join(b"%b<<%b>>" % (name.encode(), text) for name, text in resources.items()),
            ),
            place.object,
        )  # fmt: skip

    def _show(self, copy: Copy, page: Page) -> _Shown:
        """Write what a page draws."""
        x1, y1, x2, y2 = (float(edge) for edge in page.cropbox)
        if min(x2 - x1, y2 - y1) < 1:
            raise Problem(say("packet.no_size", "A page of an exhibit has no size."))
        resources = page.resources
        letters = resources.get("/Font", pikepdf.Dictionary())
        turned = int(page.obj.get("/Rotate", 0)) % 360
        read = "/MachineText0" in letters
        form = self._put_form(copy, page)
        beside = dict(_beside(copy, resources)) if _leans(resources) else {}
        return _Shown(form, (x1, y1, x2, y2), turned, bool(len(letters)), read, beside)

    def _put_form(self, copy: Copy, page: Page) -> int:
        """Write what a page draws as a form that cannot draw outside the page's box."""
        entries = b"/Type/XObject/Subtype/Form/BBox %b/Resources %b" % (
            copy.text(page.cropbox), copy.text(page.resources),
        )  # fmt: skip
        if "/Group" in page.obj:
            entries += b"/Group " + copy.text(page.obj.Group)
        contents = page.obj.get("/Contents")
        if not isinstance(contents, pikepdf.Stream):
            drawn = b"\n".join(each.read_bytes() for each in contents or ())
            return self._scribe.put_packed(entries, drawn)
        for key in ("/Filter", "/DecodeParms"):
            if key in contents:
                entries += key.encode() + b" " + copy.text(contents[key])
        return copy.put_data(entries, contents)

    def _stamps(self, box: Any, number: int) -> bytes:
        x1, _, x2, top = (float(edge) for edge in box)
        middle, drawings = (x1 + x2) / 2, []
        if number:
            text = number_text(self._binding.number_prefix, number)
            drawings.append(
                self._numbers.centered(text, middle, NUMBER_AT, NUMBER_SIZE, "PacketNumber")
            )
        if self._bands:
            drawings.append(self._band(self._bands, middle, top))
        return b"/Artifact<</Type/Pagination>>BDC q %b Q EMC" % b" ".join(drawings)

    def _band(self, letters: Letters, middle: float, top: float) -> bytes:
        """Return the drawing of the band, which is the same on all pages of a size."""
        place = middle, top
        if place not in self._banded:
            self._banded[place] = letters.centered(
                self._binding.band, middle, top - BAND_AT, BAND_SIZE, "PacketBand"
            )
        return self._banded[place]

    # ---- what leads to pages ------------------------------------------------------------------

    def _put_own(self) -> dict[bytes, bytes]:
        """Write our own pages; return the names of places.

        A galley is taken apart twice, since a page may lead to one of a later galley: an index of
        2,000 rows has eighty, and all of them at once take as many megabytes.
        """
        frame = Frame(self._scribe, self._tags, self._root, self._fonts, self._binding.folios)
        standing: list[list[tuple[_Run, _Place, int]]] = [[] for _ in self._galleys]
        for run in self._runs:
            for at, place in enumerate(run.own, start=run.slice.start):
                galley, page = self._binding.stands(at)
                standing[galley].append((run, place, page))
        names = dict(self._places())
        for pdf, pages in zip(self._galleys, standing, strict=True):
            names |= OwnPages(pdf, frame, {at: each.object for _, each, at in pages}).names()
        for pdf, pages in zip(self._galleys, standing, strict=True):
            own = OwnPages(pdf, frame, {at: each.object for _, each, at in pages})
            for run, place, at in pages:
                run.tagged += own.put(at, self._stamps(own.box(at), place.number), names)
            own.finish()
        return names

    def _catalog(self, names: Mapping[bytes, bytes]) -> bytes:
        first = self._binding.first
        cover = b"0<</P(Cover)>>1" if first == 0 else b"0"
        tree = self._tags.finish(
            (run.tagged, [place.object for place in run.papers], run.slice.title)
            for run in self._runs
        )
        named = b" ".join(
            b"%b %b" % (pikepdf.String(name.decode()).unparse(), names[name])
            for name in sorted(names)
        )
        return b"".join((
            b"<</Type/Catalog/Pages %d 0 R" % self._root,
            b"/Outlines %d 0 R/PageMode/UseOutlines" % put_outline(self._scribe, self._marks()),
            b"/PageLabels<</Nums[%b<</S/D/St %d>>]>>" % (cover, max(first, 1)),
            b"/ViewerPreferences<</DisplayDocTitle true>>/MarkInfo<</Marked true>>",
            b"/Lang%b/StructTreeRoot %d 0 R" % (LANGUAGE, tree),
            b"/Names<</Dests<</Names[%b]>>>>>>" % named,
        ))

    def _marks(self) -> list[Mark]:
        return [
            Mark(run.slice.title, place.object, place.number, run.marks)
            for run in self._runs
            for place in (*run.own, *run.papers)[:1]
        ]

    def _places(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield where citations of exhibits lead: to the papers, which stand after the slip sheet,
        or to the sheet where there are none.
        """
        for run in self._runs:
            for place in (*run.papers, *run.own)[:1] if run.slice.anchor else ():
                yield run.slice.anchor.encode(), b"[%d 0 R/XYZ 0 792 null]" % place.object


def _leans(resources: Any) -> bool:
    """Whether something on a page may use resources of the page without having them: a form, a
    pattern or a drawn letter that lacks them, or a picture that calls its colors by a name.

    Some readers look for such in the page, which is one of ours. Of a plain photo this is no.
    """
    if "/Pattern" in resources:
        return True
    nothing = pikepdf.Dictionary()
    fonts, drawn = (resources.get(kind, nothing).values() for kind in ("/Font", "/XObject"))
    return any(each.get("/Subtype") == "/Type3" for each in fonts) or any(
        each.get("/Subtype") == "/Form" or (isinstance(each.get("/ColorSpace"), pikepdf.Name)
        and str(each.ColorSpace) not in _PLAIN_COLORS)
        for each in drawn
    )  # fmt: skip


def _beside(copy: Copy, resources: Any) -> Iterator[tuple[str, str]]:
    """Yield the resources of a paper's page as they are written, by kind."""
    for kind in _KINDS:
        entries = resources.get(kind)
        if isinstance(entries, pikepdf.Dictionary):
            yield kind, copy.entries(entries, _OURS).decode("latin-1")


def _joined(pages: Iterable[Page]) -> Iterator[tuple[int, int]]:
    """Yield the objects that pages draw one after another, which are read to be joined."""
    for page in pages:
        contents = page.obj.get("/Contents")
        if isinstance(contents, pikepdf.Array):
            yield from (each.objgen for each in contents)
