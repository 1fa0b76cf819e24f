"""No poisoned paper leaves anything behind in the copy, and what a person saw is what prints."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from pristan.case import Problem
from pristan.confine.refusals import OutOfMemory, Refused, TimedOut
from pristan.evidence import LIMITS, Evidence, How, Kind, open_evidence
from unit.evidence.hostile import (
    CONTENT,
    POISONED,
    bytes_of,
    paper,
    stream,
    text_pdf,
    without_end,
    written,
)

# Written here once more, so that the test does not trust the list it tests.
ACTIVE = frozenset(f"/{name}" for name in (
    "A", "AA", "AcroForm", "AF", "Annots", "EmbeddedFile", "EmbeddedFiles", "EF", "F", "Filespec",
    "GoToE", "GoToR", "ImportData", "JBIG2Decode", "JPXDecode", "JavaScript", "JS", "Launch",
    "Metadata", "Movie", "Names", "OCProperties", "OpenAction", "Outlines", "PieceInfo", "PS",
    "Rendition", "RichMedia", "RichMediaContent", "Sound", "SubmitForm", "Threads", "Trans", "U3D",
    "URI", "UserUnit", "XFA", "3D", "Info",
))

EMPTY = {"content elsewhere", "packed twice"}  # these show nothing to begin with


def names_in(data: bytes) -> set[str]:
    """Return every key and every name in a PDF, unpacked, wherever it stands."""
    found: set[str] = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        waiting: list[object] = [pdf.trailer, *pdf.objects]
        seen: set[tuple[int, int]] = set()
        while waiting:
            each = waiting.pop()
            if isinstance(each, pikepdf.Object) and each.is_indirect:
                if each.objgen in seen:
                    continue
                seen.add(each.objgen)
            if isinstance(each, Name):
                found.add(str(each))
            elif isinstance(each, Array):
                waiting.extend(list(each))
            elif isinstance(each, Dictionary | Stream):
                found.update(each.keys())
                waiting.extend(each[key] for key in each.keys())  # noqa: SIM118
    return found


def drawn(data: bytes, page: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        image: Image.Image = pdf[page].render(scale=1).to_pil()
        return image.convert("RGB")


def text(data: bytes, page: int = 0) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return str(pdf[page].get_textpage().get_text_range())


@pytest.mark.parametrize("name", POISONED)
def test_poison_stays_out(evidence: Evidence, name: str) -> None:
    data = POISONED[name]()
    try:
        prepared = evidence.clean(data)
    except Refused as refused:
        assert refused.saying.context.startswith("evidence.")
        return
    assert not names_in(prepared.pdf) & ACTIVE
    assert prepared.pages == 1
    assert len(prepared.pdf) < 200_000
    shown = (255, 255, 255) if name in EMPTY else (51, 51, 204)
    assert drawn(prepared.pdf).getpixel((170, 140)) == pytest.approx(shown, abs=6)


@pytest.mark.parametrize(
    ("name", "context"),
    [
        ("encrypted", "evidence.asks_password"),
        ("no pages", "evidence.no_pages"),
        ("only a header", "evidence.unreadable"),
        ("header and noise", "evidence.unreadable"),
        ("a page too large in numbers", "evidence.page_too_large"),
        ("deep nesting", "evidence.unreadable"),
    ],
)
def test_what_cannot_be_printed_is_said(evidence: Evidence, name: str, context: str) -> None:
    with pytest.raises(Refused) as caught:
        evidence.clean(POISONED[name]())
    assert caught.value.saying.context == context


@pytest.mark.parametrize(
    "name", ["open action", "disguised names", "in an object stream", "encrypted for its owner",
             "embedded file", "link", "metadata", "xfa"]
)
def test_harmless_pages_are_copied(evidence: Evidence, name: str) -> None:
    assert evidence.clean(POISONED[name]()).how is How.COPIED


@pytest.mark.parametrize("name", ["jbig2", "jpeg 2000", "postscript", "form in a circle"])
def test_doubtful_pages_become_pictures(evidence: Evidence, name: str) -> None:
    assert evidence.clean(POISONED[name]()).how is How.FLATTENED


def test_text_can_still_be_searched(evidence: Evidence) -> None:
    data = text_pdf(3)
    assert evidence.look(data).pages == 3
    prepared = evidence.clean(data)
    assert (prepared.how, prepared.pages) == (How.COPIED, 3)
    assert [text(prepared.pdf, page).strip() for page in range(3)] == [
        "Постановление 1", "Постановление 2", "Постановление 3",
    ]
    assert drawn(prepared.pdf, 1).tobytes() == drawn(data, 1).tobytes()


def test_the_same_paper_gives_the_same_bytes(evidence: Evidence) -> None:
    data = text_pdf(2)
    assert evidence.clean(data).pdf == evidence.clean(data).pdf


def stamped(pages: int, on: int) -> bytes:
    """Pages of text with a red stamp, which is an annotation, on one of them."""
    pdf = pikepdf.open(io.BytesIO(text_pdf(pages)))
    look = Stream(pdf, b"1 0 0 rg 0 0 100 50 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 50])
    pdf.pages[on].obj.Annots = Array([pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([300, 300, 400, 350]), F=4,
        AP=Dictionary(N=look),
    ))])
    return bytes_of(pdf)


def test_a_stamp_stays_visible_and_other_pages_stay_text(evidence: Evidence) -> None:
    prepared = evidence.clean(stamped(3, on=1))
    assert prepared.how is How.FLATTENED
    assert drawn(prepared.pdf, 1).getpixel((350, 792 - 325)) == pytest.approx((254, 0, 0), abs=6)
    assert text(prepared.pdf, 0).strip() == "Постановление 1"
    assert text(prepared.pdf, 1) == ""
    assert text(prepared.pdf, 2).strip() == "Постановление 3"
    assert "/Annots" not in names_in(prepared.pdf)


def test_a_filled_field_stays_visible(evidence: Evidence) -> None:
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (x) /F 4 /Rect [300 300 400 350] "
        "/AP << /N 10 0 R >> >>"
    )
    look = stream(b"0 0.6 0 rg 0 0 100 50 re f", "/Type /XObject /Subtype /Form /BBox [0 0 100 50]")
    data = paper(
        "/AcroForm << /Fields [9 0 R] >>", "/Annots [9 0 R]", o9=field.encode(), o10=look
    )
    prepared = evidence.clean(data)
    assert prepared.how is How.FLATTENED
    assert drawn(prepared.pdf).getpixel((350, 792 - 325)) == pytest.approx((0, 153, 0), abs=6)


def near(color: tuple[int, ...]) -> object:
    """Return what is such a color, or what packing has made of it."""
    return pytest.approx(color, abs=6)


def with_layer_off(color: bytes) -> bytes:
    """Return a paper with something on a layer that is off."""
    return written({
        1: b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [9 0 R] "
           b"/D << /OFF [9 0 R] >> >> >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
           b"/Resources << /Properties << /L 9 0 R >> >> >>",
        4: stream(CONTENT + b" /OC /L BDC " + color + b" 300 300 100 50 re f EMC"),
        9: b"<< /Type /OCG /Name (a) >>",
    })


def test_a_hidden_layer_stays_hidden(evidence: Evidence) -> None:
    prepared = evidence.clean(with_layer_off(b"0 g"))
    assert prepared.how is How.FLATTENED
    assert drawn(prepared.pdf).getpixel((350, 792 - 325)) == (255, 255, 255)


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90])
def test_a_turned_page_stays_turned(evidence: Evidence, turn: int) -> None:
    data = paper(page=f"/Rotate {turn}")
    prepared = evidence.clean(data)
    assert prepared.how is How.COPIED
    assert drawn(prepared.pdf).tobytes() == drawn(data).tobytes()
    assert evidence.look(data).sizes[0] == ((792, 612) if turn % 180 else (612, 792))


def test_what_pages_inherit_comes_along(evidence: Evidence) -> None:
    data = written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [5 0 R] /Count 1 /MediaBox [0 0 400 300] /Rotate 90 >>",
        5: b"<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 /CropBox [50 50 350 250] >>",
        3: b"<< /Type /Page /Parent 5 0 R /Contents 4 0 R >>",
        4: stream(b"1 0 0 rg 60 60 20 20 re f"),
    })
    prepared = evidence.clean(data)
    assert drawn(prepared.pdf).size == (200, 300)
    assert drawn(prepared.pdf).tobytes() == drawn(data).tobytes()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/Contents 5 0 R", "/Contents 6 0 R"),
        ("/Contents 5 0 R /Rotate 90", "/Contents 5 0 R"),
        ("/Contents [5 0 R 6 0 R]", "/Contents 10 0 R"),
        ("/Contents null", "/Contents 6 0 R"),
        ("/Cont#65nts 6 0 R", "/A /Contents#206#200#20R /Contents 5 0 R"),
        ("/A [/Contents 6 0 R 1]", "/A [/Contents 6 0 R 1] /Contents 5 0 R"),
        ("/A [/Contents 6 0 R 1]", "/A [/Contents 5 0 R 1]"),
        ("/A << /Contents 6 0 R >>", "/A << /Contents 6 0 R >> /Contents 5 0 R"),
        ("/A (/Contents 6 0 R )", "/A (\\)/Contents 6 0 R ) /Contents 5 0 R"),
        ("/A <2f436f6e74656e74732036203020522000ff>", "/Contents 5 0 R"),
        ("/Group << /S /Transparency /Contents 6 0 R >>", "/Contents 6 0 R"),
    ],
)
def test_pages_that_are_nearly_alike_draw_what_each_drew(
    evidence: Evidence, first: str, second: str
) -> None:
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] "
        "/Resources << /Font << /F 9 0 R >> >>"
    )
    data = written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /Rotate 180 >>",
        3: f"{page} {first} >>".encode(),
        4: f"{page} {second} >>".encode(),
        5: stream(b"BT /F 40 Tf 50 100 Td (FIVE) Tj ET"),
        6: stream(b"BT /F 40 Tf 50 50 Td (SIX) Tj ET"),
        9: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        10: b"[6 0 R 5 0 R]",
    })
    made = evidence.clean(data)
    assert made.how is How.COPIED
    for at in range(2):
        assert text(made.pdf, at) == text(data, at)
        assert drawn(made.pdf, at).tobytes() == drawn(data, at).tobytes()


@pytest.mark.parametrize("encryption", [False, pikepdf.Encryption(owner="another")])
@pytest.mark.parametrize("noise", [0, 100])  # a large picture is quoted from the file
def test_a_photo_inside_a_pdf_loses_its_place(
    evidence: Evidence, noise: int, encryption: pikepdf.Encryption | bool
) -> None:
    picture, out = Image.effect_noise((400, 300), noise).convert("RGB"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "TELLTALE CAMERA"
    picture.save(out, "JPEG", exif=exif)
    pdf = pikepdf.new()
    image = Stream(pdf, b"")
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 400, 300
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    image.write(out.getvalue(), filter=Name.DCTDecode)
    pdf.add_blank_page(page_size=(612, 792))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=image))
    pdf.pages[0].obj.Contents = Stream(pdf, b"q 612 0 0 792 0 0 cm /I Do Q")
    assert b"TELLTALE" in out.getvalue()
    assert (len(out.getvalue()) > 1 << 15) == bool(noise)
    data = bytes_of(pdf, encryption)
    prepared = evidence.clean(data)
    assert prepared.how is How.COPIED
    assert b"TELLTALE" not in prepared.pdf
    assert drawn(prepared.pdf).tobytes() == drawn(data).tobytes()


def test_a_name_that_is_no_text_stays_out(evidence: Evidence) -> None:
    prepared = evidence.clean(paper(page="/Group << /S /Transparency#80 >>"))
    assert prepared.how is How.FLATTENED
    assert "/Group" not in names_in(prepared.pdf)


def test_a_very_large_page_is_still_a_picture_of_bounded_size(evidence: Evidence) -> None:
    data = paper(page="/Rotate 45").replace(b"612 792", b"8000 8000")
    prepared = evidence.clean(data)
    assert prepared.how is How.FLATTENED
    with pikepdf.open(io.BytesIO(prepared.pdf)) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert int(image.Width) * int(image.Height) <= 25_100_000


def test_a_form_of_one_vendors_viewer_is_said(evidence: Evidence) -> None:
    with pytest.raises(Refused) as caught:
        evidence.clean(paper("/NeedsRendering true /AcroForm << /XFA 9 0 R >>", o9=stream(b"<x/>")))
    assert caught.value.saying.context == "evidence.needs_its_program"


def test_too_many_pages_are_said(evidence: Evidence) -> None:
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 2011))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [" + kids + b"] /Count 2001 >>",
        4: stream(CONTENT),
    }
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>"
    with pytest.raises(Refused) as caught:
        evidence.clean(written(objects | dict.fromkeys(range(10, 2011), page)))
    assert caught.value.saying.context == "evidence.too_many_pages"


def test_drawing_without_end_is_stopped_and_the_next_paper_is_read() -> None:
    with open_evidence(replace(LIMITS, wall_seconds=2)) as hurried:
        with pytest.raises((TimedOut, OutOfMemory)):
            hurried.clean(without_end())
        assert hurried.clean(paper()).how is How.COPIED


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_paper_never_harms_the_reader(evidence: Evidence, data: st.DataObject) -> None:
    paper_ = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 8))):
        paper_[data.draw(st.integers(9, len(paper_) - 1))] = data.draw(st.integers(0, 255))
    del paper_[data.draw(st.integers(200, len(paper_))) :]
    with_one(evidence, bytes(paper_))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]), st.binary())
def test_noise_never_harms_the_reader(evidence: Evidence, start: bytes, noise: bytes) -> None:
    with_one(evidence, start + noise)


WHOLE = text_pdf(1)


def with_one(evidence: Evidence, data: bytes) -> None:
    try:
        prepared = evidence.clean(data)
    except Problem as problem:
        assert str(problem)
    else:
        assert not names_in(prepared.pdf) & ACTIVE


def test_kinds_are_told_by_content(evidence: Evidence) -> None:
    assert evidence.look(b"\n\n" + paper()).kind is Kind.PDF
    with pytest.raises(Refused) as caught:
        evidence.look(b"PK\x03\x04 a document")
    assert caught.value.saying.context == "evidence.not_printable"
