"""Make of any PDF one that may go into a packet: copied where that is certain, else a picture.

Child side only.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Dictionary, Pdf

from pristan.case import say
from pristan.confine.refusals import Refused
from pristan.evidence import pictures
from pristan.evidence.markers import markers
from pristan.evidence.problems import (
    AsksPassword,
    NeedsItsProgram,
    NoPages,
    PageTooLarge,
    TooManyPages,
    Unreadable,
)
from pristan.evidence.raster import Drawing, alike
from pristan.evidence.rebuild import Rebuild, Unsafe

MOST_PAGES = 2000


def sizes(data: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page as seen, in points. Raises Refused."""
    with opened(data) as pdf, Drawing(readable(data, pdf)) as drawing:
        return _measured(drawing)


def opened(data: bytes) -> Pdf:
    """Open a PDF for copying. Raises Refused with what keeps it from being printed."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
        pages = len(pdf.pages)
        needs_its_program = bool(pdf.Root.get("/NeedsRendering"))
    except pikepdf.PasswordError as error:
        raise AsksPassword from error
    except (pikepdf.PdfError, RuntimeError, ValueError, AttributeError) as error:
        raise Unreadable from error
    if needs_its_program:
        raise NeedsItsProgram
    if pages == 0:
        raise NoPages
    if pages > MOST_PAGES:
        raise TooManyPages(MOST_PAGES)
    return pdf


def readable(data: bytes, pdf: Pdf) -> bytes:
    """Return bytes that pdfium reads as the same pages: as they came, else mended by qpdf."""
    try:
        with Drawing(data) as drawing:
            if len(drawing) == len(pdf.pages):
                for page in range(len(drawing)):
                    drawing.size(page)
                return data
    except Unreadable:
        pass
    if "/Metadata" in pdf.Root:
        del pdf.Root.Metadata  # pikepdf would read it, to keep its version right
    out = io.BytesIO()
    try:
        pdf.save(out, encryption=False)
    except (pikepdf.PdfError, RuntimeError) as error:
        raise Unreadable from error
    return out.getvalue()


def clean(data: bytes) -> tuple[bytes, str, int]:
    """Return a PDF safe for a packet, how it was made, and its pages. Raises Refused."""
    with opened(data) as pdf:
        source = readable(data, pdf)
        with Drawing(source) as seen:
            _measured(seen)
            done = _copied(pdf, seen)
            if done is not None and not markers(done[0]):
                return done[0], "flattened" if done[1] else "copied", len(seen)
            target = pikepdf.new()
            for page in range(len(seen)):
                _add_picture(target, seen, page)
            flat = pictures.saved(target)
            if markers(flat):
                raise Refused(say(
                    "evidence.not_clean",
                    "This file could not be made safe to print. Print it to a new PDF, and add "
                    "that.",
                ))
            return flat, "flattened", len(seen)


def _measured(drawing: Drawing) -> list[tuple[float, float]]:
    for page in range(len(drawing)):
        if not drawing.printable(page):
            raise PageTooLarge(page + 1)
    return [drawing.size(page) for page in range(len(drawing))]


def _copied(pdf: Pdf, seen: Drawing) -> tuple[bytes, bool] | None:
    """Copy all pages, those in doubt as pictures; None when the copy as a whole is no PDF."""
    target = pikepdf.new()
    rebuild = Rebuild(target)
    layers = "/OCProperties" in pdf.Root
    doubtful: set[int] = set()
    flattened: set[int] = set()
    for number, page in enumerate(pdf.pages):
        try:
            built, lost = rebuild.page(page)
        except Unsafe:
            flattened.add(number)
            built, lost = Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 1, 1]), False
        target.pages.append(pikepdf.Page(target.make_indirect(built)))
        if lost or layers or _has_remarks(page.obj):
            doubtful.add(number)
    try:
        copy = pictures.saved(target)
        del target, rebuild, built, page  # a second and third time the whole paper in memory
        with Drawing(copy) as drawing:
            if len(drawing) != len(seen):
                return None
            for number in range(len(seen)):
                if number not in flattened and not _shows(drawing, seen, number, doubtful):
                    flattened.add(number)
    except (pikepdf.PdfError, Unreadable):
        return None
    if not flattened:
        return copy, False
    if len(flattened) == len(seen):
        return None
    mixed = pikepdf.new()
    with pikepdf.open(io.BytesIO(copy)) as parts:
        for number, page in enumerate(parts.pages):
            if number in flattened:
                _add_picture(mixed, seen, number)
            else:
                mixed.pages.append(page)
        return pictures.saved(mixed), True


def _shows(copy: Drawing, seen: Drawing, page: int, doubtful: set[int]) -> bool:
    """Whether a copied page can be drawn and, where that is in doubt, looks like the original."""
    if page not in doubtful:
        return copy.can_be_drawn(page)
    try:
        return alike(copy.glance(page), seen.glance(page))
    except Unreadable:
        return False


def _add_picture(target: Pdf, seen: Drawing, page: int) -> None:
    width, height = seen.size(page)
    pictures.add_drawn_page(target, seen.for_print(page), round(width, 4), round(height, 4))


def _has_remarks(page: Any) -> bool:
    remarks = page.get("/Annots")
    return remarks is not None and not (isinstance(remarks, pikepdf.Array) and not len(remarks))
