"""What leans on the resources of its page draws in a packet what it draws in its own file."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from unit.packet.cases import COURT, plan_of, with_exhibits
from unit.packet.made import compose

SIDE = 400
DARK = 100  # of 255


def form(pdf: Pdf, drawing: bytes, **entries: object) -> Stream:
    """Return a form of the whole page."""
    return Stream(
        pdf, drawing, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, SIDE, SIDE]),
        **entries,
    )  # fmt: skip


def picture(pdf: Pdf, colors: object) -> Stream:
    """Return four pixels of no light."""
    return Stream(
        pdf, bytes(12), Type=Name.XObject, Subtype=Name.Image, Width=2, Height=2,
        BitsPerComponent=8, ColorSpace=colors,
    )  # fmt: skip


def without(pdf: Pdf) -> tuple[bytes, Dictionary]:
    drawn = form(pdf, b"q 300 0 0 300 50 50 cm /Im Do Q")
    return b"/Form Do", Dictionary(XObject=Dictionary(Form=drawn, Im=picture(pdf, Name.DeviceRGB)))


def some(pdf: Pdf) -> tuple[bytes, Dictionary]:
    own = Dictionary(ProcSet=Array([Name.PDF]))
    drawn = form(pdf, b"q 300 0 0 300 50 50 cm /Im Do Q", Resources=own)
    return b"/Form Do", Dictionary(XObject=Dictionary(Form=drawn, Im=picture(pdf, Name.DeviceRGB)))


def faint(pdf: Pdf) -> tuple[bytes, Dictionary]:
    """Without its page's state, the form draws in black."""
    drawn = form(pdf, b"/Faint gs 50 50 300 300 re f", Resources=Dictionary())
    states = Dictionary(Faint=Dictionary(Type=Name.ExtGState, ca=0.5))
    return b"/Form Do", Dictionary(XObject=Dictionary(Form=drawn), ExtGState=states)


def called_by_name(pdf: Pdf) -> tuple[bytes, Dictionary]:
    colors = Dictionary(Mine=Array([Name.CalRGB, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))]))
    pictures = Dictionary(Im=picture(pdf, Name.Mine))
    return b"q 300 0 0 300 50 50 cm /Im Do Q", Dictionary(XObject=pictures, ColorSpace=colors)


def called_as_ours(pdf: Pdf) -> tuple[bytes, Dictionary]:
    drawn = form(pdf, b"50 50 300 300 re f")
    names = Dictionary({f"/{each}": drawn for each in ("PacketPaper", "PacketNumber", "Paper")})
    return b"/PacketPaper Do", Dictionary(XObject=names)


def made(make: Callable[[Pdf], tuple[bytes, Dictionary]]) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(SIDE, SIDE))
    drawing, resources = make(pdf)
    pdf.pages[0].obj.Resources = pdf.make_indirect(resources)
    pdf.pages[0].obj.Contents = Stream(pdf, drawing)
    pdf.save(out := io.BytesIO())
    return out.getvalue()


def seen(pdf: bytes, page: int) -> tuple[int, int, int]:
    """Return the tone in the middle of a page, and how many points of it are dark and gray."""
    drawn = pypdfium2.PdfDocument(pdf)[page].render(scale=1).to_pil().convert("L")
    tones = drawn.histogram()
    middle = drawn.getpixel((drawn.width // 2, drawn.height // 2))
    assert isinstance(middle, int)
    return middle, sum(tones[:DARK]), sum(tones[DARK:200])


@pytest.mark.parametrize("make", [without, some, faint, called_by_name, called_as_ours])
def test_it_draws_what_it_drew(make: Callable[[Pdf], tuple[bytes, Dictionary]]) -> None:
    source = made(make)
    planned = plan_of(with_exhibits(1), COURT)
    packet, layout, *_ = compose(planned, [[source]])
    tone, dark, gray = seen(packet, layout["exhibits"][0]["first_page"] + 1)
    was, was_dark, was_gray = seen(source, 0)
    larger = (612 - 2 * 27) / SIDE  # as bind.py enlarges it
    assert abs(tone - was) <= 1
    assert dark == pytest.approx(was_dark * larger**2, rel=0.02, abs=900)  # and the words around it
    assert gray == pytest.approx(was_gray * larger**2, rel=0.02, abs=900)
