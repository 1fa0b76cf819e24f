"""Make of any PDF one that may go into a packet: copied where that is certain, else a picture.

Child side only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Pdf, PdfError
from PIL import Image

from pristan.case import say
from pristan.confine.refusals import Refused
from pristan.evidence import laid
from pristan.evidence.bookmarks import bookmarks, with_bookmarks
from pristan.evidence.damage import damaged, is_sealed
from pristan.evidence.doubts import Doubt, Doubts, Unsafe
from pristan.evidence.markers import markers
from pristan.evidence.problems import (
    AsksPassword,
    NeedsItsProgram,
    NoPages,
    PageTooLarge,
    TooManyPages,
    Unreadable,
    WrongPassword,
)
from pristan.evidence.raster import Drawing, alike, one_tone
from pristan.evidence.rebuild import Rebuild
from pristan.evidence.shown import draw_as_others, may_differ
from pristan.evidence.wanted import Wanted, covered, turned, wanted_pages
from pristan.scribe import Scribe, Written

MOST_PAGES = 2000
_PAGE_IGNORED = "Pages tree includes non-dictionary object"  # as QPDF says it


class Paper:
    """An open PDF: *pdf* to copy from, ``seen`` to look at, which is opened when it is needed."""

    def __init__(self, pdf: Pdf, data: bytes, password: str) -> None:
        self.pdf, self.data = pdf, data
        self._password = password
        self._seen: Drawing | None = None
        self.harmed = False
        """Whether data of a page that was copied could not be had whole."""
        self.unseen: set[int] = set()
        """Pages that draw something, of which pdfium shows nothing."""

    @property
    def seen(self) -> Drawing:
        """What pdfium sees as the same pages. Raises Unreadable."""
        if self._seen is None:
            self._seen = _seen(self.data, self._password, self.pdf)
        return self._seen

    def lacks(self, chosen: Sequence[Wanted]) -> list[int]:
        """Return the pages, counted from 1, from which something is missing; 0 for pages that are
        not there at all. To be asked when they have been copied.
        """
        warnings, pages = self.pdf.get_warnings(), {each.page for each in chosen}
        found = self.unseen & pages
        if warnings or self.harmed:
            found.update(damaged(self.pdf, sorted(pages)))
        gone = any(_PAGE_IGNORED in warning for warning in warnings)
        return [0] * gone + [page + 1 for page in sorted(found)]

    def notice(self, page: int, drawn: Image.Image) -> None:
        """Notice a page of which nothing is seen though it draws something that is not to be had:
        a picture, or, where none can be asked for, all of it.
        """
        if one_tone(drawn) and (is_sealed(self.pdf.pages[page].obj) or self.seen.hides(page)):
            self.unseen.add(page)

    def close(self) -> None:
        """Let go of it."""
        if self._seen is not None:
            self._seen.close()
        self.pdf.close()


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A PDF safe for a packet, how it was made, pages, what of the paper is missing (see
    :meth:`Paper.lacks`), and the same in pieces that quote the paper, where they are known.
    """

    pdf: bytes
    how: str
    pages: int
    lost: list[int] = field(default_factory=list)
    written: Written | None = None


@contextmanager
def paper(data: bytes, password: str = "") -> Iterator[Paper]:
    """Open a PDF both ways. Raises Refused with what keeps it from being printed."""
    with closing(Paper(_opened(data, password), data, password)) as opened:
        yield opened


def sizes(data: bytes, password: str = "") -> list[tuple[float, float]]:
    """Return width and height of every page as seen, in points. Raises Refused."""
    with paper(data, password) as opened, _found(data, password, opened.pdf) as seen:
        for page in range(len(seen)):
            _measure(seen, page)
        return [seen.size(page) for page in range(len(seen))]


def _opened(data: bytes, password: str) -> Pdf:
    try:
        pdf = pikepdf.open(io.BytesIO(data), password=password, inherit_page_attributes=False)
        pages = len(pdf.pages)
        needs_its_program = bool(pdf.Root.get("/NeedsRendering"))
    except pikepdf.PasswordError as error:
        raise (WrongPassword if password else AsksPassword) from error
    except (PdfError, RuntimeError, ValueError, AttributeError) as error:
        raise Unreadable from error
    if needs_its_program:
        raise NeedsItsProgram
    if pages == 0:
        raise NoPages
    if pages > MOST_PAGES:
        raise TooManyPages(MOST_PAGES)
    return pdf


def _seen(data: bytes, password: str, pdf: Pdf) -> Drawing:
    """Open what pdfium sees as the same pages, changed where it would draw others."""
    if may_differ(pdf):
        with (
            suppress(
                PdfError, Unreadable, RuntimeError, ValueError, TypeError, AttributeError, KeyError
            ),
            closing(_opened(data, password)) as other,
        ):
            if draw_as_others(other):
                return Drawing(_mended(other))
    return _found(data, password, pdf)


def _found(data: bytes, password: str, pdf: Pdf) -> Drawing:
    """Open the same pages, as they came or mended by qpdf."""
    try:
        drawing = Drawing(data, password)
    except Unreadable:
        return Drawing(_mended(pdf))
    try:
        if len(drawing) == len(pdf.pages):
            for page in range(len(drawing)):
                drawing.size(page)
            return drawing
    except Unreadable:
        pass
    drawing.close()
    return Drawing(_mended(pdf))


def _mended(pdf: Pdf) -> bytes:
    if "/Metadata" in pdf.Root:
        del pdf.Root.Metadata  # pikepdf would read it, to keep its version right
    out = io.BytesIO()
    try:
        pdf.save(out, encryption=False)
    except (PdfError, RuntimeError) as error:
        raise Unreadable from error
    return out.getvalue()


def clean(data: bytes, wanted: Sequence[Wanted] = (), password: str = "") -> Cleaned:
    """Make a PDF that is safe for a packet. Raises Refused."""
    with paper(data, password) as opened:
        chosen = wanted_pages(wanted, len(opened.pdf.pages))
        made = _copied(opened, chosen)
        if made is None or not _proved(made.pdf, chosen):
            made = Cleaned(_pictured(opened, chosen), "flattened", len(chosen))
            if not _proved(made.pdf, chosen):
                raise Refused(say(
                    "evidence.not_clean",
                    "This file could not be made safe to print. Print it to a new PDF, and add "
                    "that.",
                ))
        if marks := bookmarks(opened.pdf, chosen):
            made = Cleaned(with_bookmarks(made.pdf, marks), made.how, made.pages)
        return replace(made, lost=opened.lacks(chosen))


def lost(data: bytes, password: str = "") -> list[int]:
    """Return what is missing of a paper (see :meth:`Paper.lacks`). Raises Refused."""
    with paper(data, password) as opened:
        every = wanted_pages((), len(opened.pdf.pages))
        for each, found in zip(every, _rebuilt(Scribe(), opened, every), strict=True):
            if found is None and is_sealed(opened.pdf.pages[each.page].obj):
                with suppress(Unreadable):
                    opened.notice(each.page, opened.seen.glance(each.page))
        return opened.lacks(every)


def _measure(seen: Drawing, page: int) -> None:
    if not seen.printable(page):
        raise PageTooLarge(page + 1)


def _proved(made: bytes, chosen: Sequence[Wanted]) -> bool:
    """Whether nothing acts or hides in a finished PDF, and no text is left under what is covered.

    A page with something covered is a picture, so a single letter on it is one too many.
    """
    if markers(made):
        return False
    hidden = [number for number, each in enumerate(chosen) if each.boxes]
    if not hidden:
        return True
    with Drawing(made) as drawing:
        return not any(drawing.text(number).strip() for number in hidden)


def _copied(opened: Paper, chosen: Sequence[Wanted]) -> Cleaned | None:
    """Copy the pages, those in doubt as pictures; None when the copy as a whole is no PDF."""
    scribe = Scribe()
    doubts = _rebuilt(scribe, opened, chosen)
    flattened = {number for number, found in enumerate(doubts) if found is None}
    if len(flattened) == len(chosen):
        return None
    written = scribe.taken()
    copy = b"".join(written.joined(opened.data))
    try:
        with Drawing(copy) as drawing:
            if len(drawing) != len(chosen):
                return None
            flattened |= {
                number for number, (each, found) in enumerate(zip(chosen, doubts, strict=True))
                if found is None or not _shows(drawing, number, opened, each, found)
            }
    except Unreadable:
        return None
    if not flattened:
        return Cleaned(copy, "copied", len(chosen), written=written)
    if len(flattened) == len(chosen):
        return None
    pictured = _pictured(opened, [chosen[number] for number in sorted(flattened)])
    with pikepdf.open(io.BytesIO(copy)) as mixed, pikepdf.open(io.BytesIO(pictured)) as drawn:
        for number, page in zip(sorted(flattened), drawn.pages, strict=True):
            mixed.pages[number] = page
        return Cleaned(laid.saved(mixed), "flattened", len(chosen))


def _rebuilt(scribe: Scribe, opened: Paper, chosen: Sequence[Wanted]) -> list[Doubts | None]:
    """Write the pages; return what about each is to be looked at, None where it cannot be copied.

    A page that cannot is empty.
    """
    rebuild = Rebuild(scribe, opened.pdf, opened.data)
    pages, layers = list(opened.pdf.pages), "/OCProperties" in opened.pdf.Root
    root = scribe.reserve()
    kids: list[int] = []
    doubts: list[Doubts | None] = []
    for each in chosen:
        entries, found = b"/MediaBox[0 0 1 1]", None
        if not each.boxes:
            with suppress(Unsafe):
                entries, found = rebuild.page(pages[each.page].obj, each.turn)
                if layers:
                    found |= {Doubt.LOST}
        kids.append(scribe.put(b"<</Type/Page/Parent %d 0 R%b>>" % (root, entries)))
        doubts.append(found)
    scribe.put(
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (
            len(kids), b" ".join(b"%d 0 R" % kid for kid in kids),
        ),
        root,
    )
    scribe.end(scribe.put(b"<</Type/Catalog/Pages %d 0 R>>" % root))
    opened.harmed = opened.harmed or rebuild.harmed
    return doubts


def _shows(copy: Drawing, number: int, opened: Paper, each: Wanted, doubts: Doubts) -> bool:
    """Whether a copied page can be drawn and, where something was lost, looks like the original.

    Drawing takes most of the time, and taking a page apart a third of the rest, so a page of plain
    text and pictures is only found and measured: it holds nothing that could go on without end.
    What was cropped away could still be read from a copy, and cannot from a picture.
    """
    if Doubt.CROPPED in doubts:
        if copy.reaches_out(number):
            return False
        doubts -= {Doubt.CROPPED}
    if not doubts:
        return copy.printable(number)
    if doubts == {Doubt.NESTED}:
        return copy.can_be_drawn(number)
    try:
        return alike(copy.glance(number), turned(opened.seen.glance(each.page), each.turn))
    except Unreadable:
        return False


def _pictured(opened: Paper, chosen: Sequence[Wanted]) -> bytes:
    """Return a PDF of pages that are pictures of themselves."""
    album, seen = laid.Album(), opened.seen
    for each in chosen:
        _measure(seen, each.page)
        width, height = seen.size(each.page)
        drawn = seen.for_print(each.page)
        opened.notice(each.page, drawn)
        drawn = turned(covered(drawn, each.boxes), each.turn)
        if each.turn % 180:
            width, height = height, width
        album.add(laid.drawn_page(drawn), width, height)
    return album.written().plain
