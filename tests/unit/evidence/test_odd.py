"""What stands where something else belongs is passed over, as readers do, or becomes a picture."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from pristan.evidence import Evidence, How
from unit.evidence.hostile import CONTENT, paper, stream, written
from unit.evidence.test_papers import drawn

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
RESOURCES = "/Resources << /Font << /F 9 0 R >> >>"
TEXT = CONTENT + b" BT /F 40 Tf 72 400 Td (text) Tj ET"


def page(
    contents: str = "4 0 R", resources: str = RESOURCES, more: str = "", above: str = "",
    **others: bytes,
) -> bytes:
    return written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] {above} >>".encode(),
        3: f"<< /Type /Page /Parent 2 0 R /Contents {contents} {resources} {more} >>".encode(),
        4: stream(TEXT),
        9: FONT,
    } | {int(name[1:]): body for name, body in others.items()})  # fmt: skip


def image(data: bytes, packing: str) -> bytes:
    return stream(
        data, f"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray "
              f"/BitsPerComponent 8 {packing}",
    )  # fmt: skip


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8), 80).save(out, "JPEG")
    return out.getvalue()


NO_STREAM = {
    "null in a list": "[4 0 R null]",
    "nowhere in a list": "[4 0 R 77 0 R]",
    "dictionary in a list": "[4 0 R 9 0 R]",
    "direct dictionary in a list": "[<< /A 1 >> 4 0 R]",
    "list in a list": "[[4 0 R] 4 0 R]",
    "number": "7",
    "truth": "true",
    "name": "/A",
    "dictionary": "9 0 R",
    "nowhere": "77 0 R",
    "only others in a list": "[7 null (a) 9 0 R]",
}


@pytest.mark.parametrize("name", NO_STREAM)
def test_what_draws_is_a_stream_or_left_out(evidence: Evidence, name: str) -> None:
    data = page(NO_STREAM[name])
    made = evidence.clean(data)
    assert made.how is How.COPIED
    assert drawn(made.pdf).tobytes() == drawn(data).tobytes()
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        contents = pdf.pages[0].obj.get("/Contents", pikepdf.Array())
        every = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        assert all(isinstance(each, pikepdf.Stream) for each in every)


@pytest.mark.parametrize("contents", ["5 0 R", "[4 0 R 5 0 R]"])
def test_a_photo_that_is_to_be_read_as_drawing_becomes_a_picture(
    evidence: Evidence, contents: str
) -> None:
    made = evidence.clean(page(contents, o5=image(jpeg(), "/Filter /DCTDecode")))
    assert made.how is How.FLATTENED


@pytest.mark.parametrize("value", ["[9 0 R]", "[[9 0 R]]", "7", "/A", "(a)", "true", "77 0 R"])
@pytest.mark.parametrize("category", ["Font", "XObject", "ExtGState", "ColorSpace", "Pattern"])
def test_resources_that_are_no_dictionary_are_left_out(
    evidence: Evidence, category: str, value: str
) -> None:
    font = "" if category == "Font" else "/Font << /F 9 0 R >>"
    data = page(resources=f"/Resources << {font} /{category} {value} >>")
    made = evidence.clean(data)
    assert made.how is How.COPIED
    assert drawn(made.pdf).tobytes() == drawn(data).tobytes()
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert f"/{category}" not in pdf.pages[0].obj.Resources


@pytest.mark.parametrize("value", ["true", "7", "/A", "[1]", "77 0 R"])
def test_a_group_that_is_no_dictionary_is_left_out(evidence: Evidence, value: str) -> None:
    data = page(more=f"/Group {value}")
    made = evidence.clean(data)
    assert made.how is How.COPIED
    assert drawn(made.pdf).tobytes() == drawn(data).tobytes()
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert "/Group" not in pdf.pages[0].obj


@pytest.mark.parametrize("where", ["<< /Font 4 0 R >>", "4 0 R"])
def test_a_stream_for_resources_becomes_a_picture(evidence: Evidence, where: str) -> None:
    made = evidence.clean(page(resources=f"/Resources {where}", above=RESOURCES))
    assert made.how is How.FLATTENED


@pytest.mark.parametrize(
    ("above", "here"),
    [("/Rotate 90", "/Rotate"), ("/CropBox [50 60 500 700]", "/CropBox"),
     ("/CropBox [50 60 500 700] /Rotate 270", "/MediaBox")],
)  # fmt: skip
def test_a_reference_to_nothing_hides_nothing_from_above(
    evidence: Evidence, above: str, here: str
) -> None:
    data = page(more=f"{here} 77 0 R", above=above)
    assert drawn(data).size != (612, 792)
    made = evidence.clean(data)
    assert drawn(made.pdf).tobytes() == drawn(data).tobytes()


@pytest.mark.parametrize("resources", ["77 0 R", "7", "/A", "[1]"])
def test_resources_from_above_stand_where_a_page_has_none(
    evidence: Evidence, resources: str
) -> None:
    whole = drawn(page())
    made = evidence.clean(page(resources=f"/Resources {resources}", above=RESOURCES))
    assert drawn(made.pdf).tobytes() == whole.tobytes() != drawn(paper()).tobytes()


def test_of_those_above_one_that_refers_to_nothing_hides_nothing_either(
    evidence: Evidence,
) -> None:
    data = written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [5 0 R] /Count 1 /MediaBox [0 0 400 300] /Rotate 90 >>",
        5: b"<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 /Rotate 77 0 R >>",
        3: b"<< /Type /Page /Parent 5 0 R /Contents 4 0 R >>",
        4: stream(b"1 0 0 rg 60 60 20 20 re f"),
    })
    assert drawn(evidence.clean(data).pdf).tobytes() == drawn(data).tobytes()


@pytest.mark.parametrize("length", ["/A", "[1]", "(a)", "77 0 R"])
def test_a_length_that_is_no_number_keeps_nobody_from_looking_for_damage(
    evidence: Evidence, length: str
) -> None:
    data = page(more="/Annots [<< /Subtype /Stamp /AP << /N 77 0 R >> >>]").replace(
        b"/Length %d" % len(TEXT), f"/Length {length}".encode()
    )
    assert evidence.clean(data).lost == (1,) == evidence.lost(data)
