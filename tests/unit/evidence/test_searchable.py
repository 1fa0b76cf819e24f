"""Words that a machine read: found in the finished page where they stand, and never seen."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from pristan.case import Sheet
from pristan.evidence import Evidence, open_evidence

ROOM = (0.1, 0.2, 0.3, 0.25)  # of the first word, on the page as its file shows it
WORDS = {1: (("Повестка", ROOM), ("«№ 7»", (0.5, 0.6, 0.6, 0.64)))}


def photo(orientation: int = 1) -> bytes:
    out = io.BytesIO()
    tags = Image.Exif()
    tags[0x0112] = orientation
    Image.linear_gradient("L").resize((600, 800)).convert("RGB").save(out, "JPEG", exif=tags)
    return out.getvalue()


def scan(rotate: int) -> bytes:
    """Return a PDF of one picture, turned as scanners do, with a page box that begins anywhere."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(400, 500))
        page = pdf.pages[0]
        page.MediaBox = pikepdf.Array([20, 30, 420, 530])
        page.Rotate = rotate
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def words_of(pdf: bytes) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Return what pdfium, which made none of this, finds on the page, and where it is seen."""
    with open_evidence() as reader:
        return list(reader.words(pdf).words)


def seen(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=1).to_pil().convert("RGB")


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "data", [photo(), photo(6), scan(0), scan(90), scan(180), scan(270)],
    ids=["photo", "photo turned by its tag", "scan", "scan 90", "scan 180", "scan 270"],
)  # fmt: skip
def test_words_stand_where_they_were_read_however_the_page_is_turned(
    evidence: Evidence, data: bytes, turn: int
) -> None:
    sheets = [Sheet(page=1, turn=turn)]
    made = evidence.clean(data, sheets, WORDS).pdf
    found = dict(words_of(made))
    assert list(found) == ["Повестка", "«№", "7»"]
    left, top, right, bottom = ROOM
    for _ in range(turn // 90):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    assert found["Повестка"] == pytest.approx((left, top, right, bottom), abs=0.02)
    plain = evidence.clean(data, sheets).pdf
    assert ImageChops.difference(seen(made), seen(plain)).getbbox() is None, "it is not seen"
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert b"/MachineText BMC" in pdf.pages[0].Contents[-1].read_bytes()


def test_a_page_with_something_covered_gets_no_words(evidence: Evidence) -> None:
    made = evidence.clean(photo(), [Sheet(page=1, boxes=((0.4, 0.4, 0.5, 0.5),))], WORDS)
    assert words_of(made.pdf) == []


def test_a_page_of_many_letters_needs_several_fonts(evidence: Evidence) -> None:
    text = "".join(chr(0x4E00 + at) for at in range(300))
    made = evidence.clean(photo(), (), {1: ((text, (0.1, 0.1, 0.9, 0.2)),)})
    assert "".join(word for word, _ in words_of(made.pdf)) == text


def test_the_same_words_give_the_same_bytes(evidence: Evidence) -> None:
    assert evidence.clean(photo(), (), WORDS).pdf == evidence.clean(photo(), (), WORDS).pdf
