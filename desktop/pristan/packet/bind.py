"""Pages of ours and pages of exhibits become one packet: numbered, marked, linked, with bookmarks.

An exhibit's page is never painted over: it is scaled into a box that leaves a band for the number
below and for DRAFT and SAMPLE above, and cannot draw outside that box.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, String

from pristan.case import Problem, say
from pristan.packet.face import Face
from pristan.packet.stamp import (
    BAND_AT,
    BAND_SIZE,
    NUMBER_AT,
    NUMBER_SIZE,
    Lettering,
    band_text,
    number_text,
)

LETTER = (612.0, 792.0)  # 8 1/2 by 11 inches in points
SIDE, FOOT, HEAD = 27.0, 46.0, 44.0  # what an exhibit's page keeps free
LARGEST = 1.5  # small papers are enlarged, but no further than that


@dataclass(frozen=True, slots=True)
class Bound:
    """A run of pages: *pages* of ours, then all pages of *papers* (PDFs).

    *anchor* is what citations of the papers point at.
    """

    title: str
    pages: int
    papers: tuple[bytes, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Binding:
    """What is stamped on the packet and said about it."""

    title: str
    number_prefix: str
    cover: bool
    draft: bool
    sample: bool


def page_count(paper: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        return len(pdf.pages)


def bind(pressed: bytes, parts: list[Bound], binding: Binding, face: Face) -> bytes:
    """Return the packet. *pressed* has our own pages of all *parts*, in order.

    The same input gives the same bytes.
    """
    with pikepdf.open(io.BytesIO(pressed)) as pdf:
        starts = _insert_papers(pdf, parts)
        _stamp(pdf, binding, face)
        _retarget(pdf, parts, starts)
        _mark(pdf, parts, starts, binding)
        packet = io.BytesIO()
        pdf.save(
            packet,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return packet.getvalue()


def _insert_papers(pdf: Pdf, parts: list[Bound]) -> list[int]:
    """Put the exhibits' pages after their slip sheets; return where each part starts."""
    at, starts = 0, []
    for part in parts:
        starts.append(at)
        at += part.pages
        for paper in part.papers:
            with pikepdf.open(io.BytesIO(paper)) as source:
                for page in source.pages:
                    pdf.pages.insert(at, _placed(pdf, page))
                    at += 1
    if at != len(pdf.pages):
        raise Problem(say("packet.miscounted", "The pages of the packet do not add up."))
    return starts


def _placed(pdf: Pdf, page: Page) -> Page:
    """Return a Letter page that holds *page*, upright and whole, inside the box."""
    for box in ("/TrimBox", "/ArtBox", "/BleedBox"):  # the form would be cut to the trim box
        if box in page.obj:
            del page.obj[box]
    form = pdf.copy_foreign(page.as_form_xobject())
    left, bottom, right, top = _shown_box(form)
    width, height = right - left, top - bottom
    paper_width, paper_height = LETTER if width <= height else LETTER[::-1]
    free = paper_width - 2 * SIDE, paper_height - FOOT - HEAD
    scale = min(free[0] / width, free[1] / height, LARGEST)
    x = SIDE + (free[0] - width * scale) / 2 - left * scale
    y = FOOT + (free[1] - height * scale) / 2 - bottom * scale
    drawing = f"q {scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm /Paper Do Q".encode()
    return Page(
        pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, paper_width, paper_height]),
                Resources=Dictionary(XObject=Dictionary(Paper=form)),
                Contents=pdf.make_stream(drawing),
            )
        )
    )


def _shown_box(form: pikepdf.Object) -> tuple[float, float, float, float]:
    """Return where a form draws: its box as its matrix turns it."""
    x1, y1, x2, y2 = (float(edge) for edge in form.BBox)
    a, b, c, d, e, f = (float(part) for part in form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    corners = [(x, y) for x in (x1, x2) for y in (y1, y2)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    if max(xs) - min(xs) < 1 or max(ys) - min(ys) < 1:
        raise Problem(say("packet.no_size", "A page of an exhibit has no size."))
    return min(xs), min(ys), max(xs), max(ys)


def _stamp(pdf: Pdf, binding: Binding, face: Face) -> None:
    band = band_text(draft=binding.draft, sample=binding.sample)
    numbers = Lettering(pdf, face.regular, binding.number_prefix + " |0123456789")
    bands = Lettering(pdf, face.bold, band) if band else None
    first = 0 if binding.cover else 1
    for number, page in enumerate(pdf.pages, start=first):
        x1, _, x2, top = (float(edge) for edge in page.mediabox)
        middle, drawings = (x1 + x2) / 2, []
        page.add_resource(numbers.object, Name.Font, Name.StampNumber)
        if number:
            text = number_text(binding.number_prefix, number)
            drawings.append(numbers.centered(text, middle, NUMBER_AT, NUMBER_SIZE, "StampNumber"))
        if bands:
            page.add_resource(bands.object, Name.Font, Name.StampBand)
            drawings.append(bands.centered(band, middle, top - BAND_AT, BAND_SIZE, "StampBand"))
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\nq " + b" ".join(drawings) + b" Q")
        page.contents_coalesce()


def _retarget(pdf: Pdf, parts: list[Bound], starts: list[int]) -> None:
    """Let citations lead to the exhibit's own first page, which is after its slip sheet."""
    papers = {
        part.anchor: pdf.pages[start + part.pages]
        for part, start in zip(parts, starts, strict=True)
        if part.papers
    }
    names = pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()).get("/Names", Array())
    for name, target in _pairs(names):
        if page := papers.get(str(name)):
            target[0] = page.obj
            target[2], target[3] = 0, float(page.mediabox[3])


def _pairs(names: Any) -> Iterator[tuple[Any, Any]]:
    for at in range(0, len(names), 2):
        yield names[at], names[at + 1]


def _mark(pdf: Pdf, parts: list[Bound], starts: list[int], binding: Binding) -> None:
    first = 0 if binding.cover else 1
    with pdf.open_outline() as outline:
        outline.root.clear()
        for part, start in zip(parts, starts, strict=True):
            number = start + first
            title = f"{part.title} (page {number})" if number else part.title
            outline.root.append(OutlineItem(title, start, "XYZ", left=0, top=LETTER[1]))
    cover = [0, Dictionary(P=String("Cover"))] if binding.cover else []
    at = 1 if binding.cover else 0
    pdf.Root.PageLabels = Dictionary(Nums=Array([*cover, at, Dictionary(S=Name.D, St=1)]))
    pdf.Root.PageMode = Name.UseOutlines
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.Lang = String("en")
    for key in ("/Metadata", "/OpenAction", "/AA"):
        if key in pdf.Root:
            del pdf.Root[key]
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(binding.title)))
