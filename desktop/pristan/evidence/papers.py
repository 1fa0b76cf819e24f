"""Make of any PDF one that may go into a packet: copied where that is certain, else a picture.

Child side only.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary, Pdf

from pristan.case import say
from pristan.confine.refusals import Refused
from pristan.evidence import laid
from pristan.evidence.bookmarks import bookmarks, with_bookmarks
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
from pristan.evidence.raster import Drawing, alike
from pristan.evidence.rebuild import Doubts, Rebuild, Unsafe
from pristan.evidence.wanted import Wanted, covered, turned, wanted_pages

MOST_PAGES = 2000


@dataclass(slots=True)
class Paper:
    """An open PDF: *pdf* to copy from, *seen* to look at."""

    pdf: Pdf
    seen: Drawing


@contextmanager
def paper(data: bytes, password: str = "") -> Iterator[Paper]:
    """Open a PDF both ways. Raises Refused with what keeps it from being printed."""
    with _opened(data, password) as pdf, _seen(data, password, pdf) as seen:
        yield Paper(pdf, seen)


def sizes(data: bytes, password: str = "") -> list[tuple[float, float]]:
    """Return width and height of every page as seen, in points. Raises Refused."""
    with paper(data, password) as opened:
        seen = opened.seen
        _measure(seen, range(len(seen)))
        return [seen.size(page) for page in range(len(seen))]


def _opened(data: bytes, password: str) -> Pdf:
    try:
        pdf = pikepdf.open(io.BytesIO(data), password=password)
        pages = len(pdf.pages)
        needs_its_program = bool(pdf.Root.get("/NeedsRendering"))
    except pikepdf.PasswordError as error:
        raise (WrongPassword if password else AsksPassword) from error
    except (pikepdf.PdfError, RuntimeError, ValueError, AttributeError) as error:
        raise Unreadable from error
    if needs_its_program:
        raise NeedsItsProgram
    if pages == 0:
        raise NoPages
    if pages > MOST_PAGES:
        raise TooManyPages(MOST_PAGES)
    return pdf


def _seen(data: bytes, password: str, pdf: Pdf) -> Drawing:
    """Open what pdfium sees as the same pages, as it came or mended by qpdf."""
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
    except (pikepdf.PdfError, RuntimeError) as error:
        raise Unreadable from error
    return out.getvalue()


def clean(
    data: bytes, wanted: Sequence[Wanted] = (), password: str = ""
) -> tuple[bytes, str, int]:
    """Return a PDF safe for a packet, how it was made, and its pages. Raises Refused."""
    with paper(data, password) as opened:
        seen = opened.seen
        chosen = wanted_pages(wanted, len(seen))
        _measure(seen, [each.page for each in chosen])
        made = _copied(opened, chosen)
        if made is None or not _proved(made[0], chosen):
            made = _pictured(seen, chosen), True
            if not _proved(made[0], chosen):
                raise Refused(say(
                    "evidence.not_clean",
                    "This file could not be made safe to print. Print it to a new PDF, and add "
                    "that.",
                ))
        marks = bookmarks(opened.pdf, chosen)
        pdf = with_bookmarks(made[0], marks) if marks else made[0]
        return pdf, "flattened" if made[1] else "copied", len(chosen)


def _measure(seen: Drawing, pages: Iterable[int]) -> None:
    for page in pages:
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


def _copied(opened: Paper, chosen: Sequence[Wanted]) -> tuple[bytes, bool] | None:
    """Copy the pages, those in doubt as pictures; None when the copy as a whole is no PDF."""
    pdf, seen = opened.pdf, opened.seen
    target = pikepdf.new()
    rebuild = Rebuild(target)
    layers = "/OCProperties" in pdf.Root
    doubts: dict[int, Doubts] = {}
    flattened = {number for number, each in enumerate(chosen) if each.boxes}
    for number, each in enumerate(chosen):
        page = pdf.pages[each.page]
        try:
            if number in flattened:
                raise Unsafe("something on it is covered")
            built, found = rebuild.page(page)
        except Unsafe:
            flattened.add(number)
            built, found = Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 1, 1]), Doubts(0)
        if each.turn:
            built.Rotate = (int(built.get("/Rotate", 0)) + each.turn) % 360
        target.pages.append(pikepdf.Page(target.make_indirect(built)))
        if layers or _has_remarks(page.obj):
            found |= Doubts.LOST
        doubts[number] = found
    if len(flattened) == len(chosen):
        return None
    try:
        copy = laid.saved(target)
        del target, rebuild, built, page  # a second and third time the whole paper in memory
        with Drawing(copy) as drawing:
            if len(drawing) != len(chosen):
                return None
            for number, each in enumerate(chosen):
                if number not in flattened and not _shows(
                    drawing, number, seen, each, doubts[number]
                ):
                    flattened.add(number)
    except (pikepdf.PdfError, Unreadable):
        return None
    if not flattened:
        return copy, False
    if len(flattened) == len(chosen):
        return None
    mixed = pikepdf.new()
    with pikepdf.open(io.BytesIO(copy)) as parts:
        for number, (page, each) in enumerate(zip(parts.pages, chosen, strict=True)):
            if number in flattened:
                _add_picture(mixed, seen, each)
            else:
                mixed.pages.append(page)
        return laid.saved(mixed), True


def _shows(copy: Drawing, number: int, seen: Drawing, each: Wanted, doubts: Doubts) -> bool:
    """Whether a copied page can be drawn and, where something was lost, looks like the original.

    Drawing takes most of the time, and taking a page apart a third of the rest, so a page of plain
    text and pictures is only found and measured: it holds nothing that could go on without end.
    """
    if not doubts:
        return copy.printable(number)
    if doubts is Doubts.NESTED:
        return copy.can_be_drawn(number)
    try:
        return alike(copy.glance(number), turned(seen.glance(each.page), each.turn))
    except Unreadable:
        return False


def _pictured(seen: Drawing, chosen: Sequence[Wanted]) -> bytes:
    target = pikepdf.new()
    for each in chosen:
        _add_picture(target, seen, each)
    return laid.saved(target)


def _add_picture(target: Pdf, seen: Drawing, each: Wanted) -> None:
    width, height = seen.size(each.page)
    drawn = turned(covered(seen.for_print(each.page), each.boxes), each.turn)
    if each.turn % 180:
        width, height = height, width
    laid.add_drawn_page(target, drawn, round(width, 4), round(height, 4))


def _has_remarks(page: Any) -> bool:
    remarks = page.get("/Annots")
    return remarks is not None and not (isinstance(remarks, pikepdf.Array) and not len(remarks))
