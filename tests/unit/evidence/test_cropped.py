"""What was cropped away from a page cannot be read from its copy; what is seen stays as it was."""

from __future__ import annotations

import io

import pikepdf
import pytest

from pristan.evidence import Evidence, How
from unit.evidence.hostile import bytes_of, paper, stream, text_pdf, written
from unit.evidence.test_papers import drawn, text

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(drawing: bytes, boxes: str) -> bytes:
    return written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R {boxes} /Contents 4 0 R /Resources << /Font "
           f"<< /F 5 0 R >> >> >>".encode(),
        4: stream(drawing),
        5: FONT,
    })


def said(what: str, x: int, y: int) -> bytes:
    return f" BT /F 12 Tf {x} {y} Td ({what}) Tj ET".encode()


SEEN = said("seen", 120, 400)
CROPPED = "/MediaBox [0 0 612 792] /CropBox [100 100 500 700]"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "hidden",
    [said("hidden", 200, 740), said("hidden", 470, 600), b" 3 Tr" + said("hidden", 20, 400),
     b" 1 g" + said("hidden", 20, 400)],
)  # fmt: skip
def test_text_that_was_cropped_away_is_gone(evidence: Evidence, hidden: bytes, turn: int) -> None:
    data = page(SEEN + hidden, f"{CROPPED} /Rotate {turn}")
    assert "hidden" in text(data)
    made = evidence.clean(data)
    assert made.how is How.FLATTENED
    assert text(made.pdf).strip() == ""
    assert drawn(made.pdf).size == drawn(data).size


@pytest.mark.parametrize(
    "boxes", ["/MediaBox [100 100 500 700]", "/MediaBox [0 0 500 700]", "/MediaBox [0 0 500 700] "
              "/CropBox [0 0 500 700]", "/MediaBox [0 100 612 892]"]
)  # fmt: skip
def test_so_is_text_outside_a_page_that_was_cut(evidence: Evidence, boxes: str) -> None:
    made = evidence.clean(page(SEEN + said("hidden", 300, 20) + said("hidden", 560, 400), boxes))
    assert made.how is How.FLATTENED and text(made.pdf).strip() == ""


@pytest.mark.parametrize(
    "ground", [b"", b"0.9 g 0 0 612 792 re f 0 g", b"50 120 m 300 120 l S", b"100 99.5 400 9 re f"]
)
def test_a_page_with_nothing_outside_stays_text(evidence: Evidence, ground: bytes) -> None:
    data = page(ground + SEEN, CROPPED)
    made = evidence.clean(data)
    assert made.how is How.COPIED
    assert text(made.pdf).strip() == "seen"
    assert drawn(made.pdf).tobytes() == drawn(data).tobytes()


@pytest.mark.parametrize("drawing", [b" 20 20 m 60 60 l S", b" 0 0 m" + b" 300 300 l" * 20 + b" S"])
def test_drawing_outside_is_gone_too(evidence: Evidence, drawing: bytes) -> None:
    assert evidence.clean(page(SEEN + drawing, CROPPED)).how is How.FLATTENED


def test_pages_beside_a_cropped_one_stay_text(evidence: Evidence) -> None:
    pdf = pikepdf.open(io.BytesIO(text_pdf(3)))
    pdf.pages[1].CropBox = [0, 0, 612, 20]
    made = evidence.clean(bytes_of(pdf))
    assert made.how is How.FLATTENED
    assert [text(made.pdf, number).strip() for number in range(3)] == [
        "Постановление 1", "", "Постановление 3",
    ]


def test_a_crop_box_larger_than_its_page_changes_nothing(evidence: Evidence) -> None:
    data = page(SEEN, "/MediaBox [0 0 612 792] /CropBox [-500 -500 2000 2000]")
    made = evidence.clean(data)
    assert made.how is How.COPIED
    assert drawn(made.pdf).tobytes() == drawn(data).tobytes()
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert [float(side) for side in pdf.pages[0].cropbox] == [0, 0, 612, 792]


def test_of_a_crop_box_half_beside_its_page_only_what_is_on_it_is_seen(evidence: Evidence) -> None:
    data = paper(page="/CropBox [-100 500 300 2000]")
    made = evidence.clean(data)
    assert drawn(made.pdf).size == drawn(data).size == (300, 292)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert [float(side) for side in pdf.pages[0].cropbox] == [0, 500, 300, 792]
