"""A mark in a pale color is seen like any other, and so is a dark one on black."""

from __future__ import annotations

import pytest
from PIL import Image

from pristan.evidence import Evidence, How
from pristan.evidence.raster import alike
from unit.evidence.hostile import CONTENT, paper, stream
from unit.evidence.test_papers import drawn, near, with_layer_off

FORM = "/Type /XObject /Subtype /Form /BBox [0 0 100 50]"
SEEN = (350, 792 - 325)


@pytest.mark.parametrize("color", ["1 1 .6", "1 1 .8", ".9 1 1", "1 .96 1", ".95 .95 .95"])
def test_a_pale_stamp_stays_visible(evidence: Evidence, color: str) -> None:
    data = paper(
        page="/Annots [<< /Type /Annot /Subtype /Stamp /Rect [300 300 400 350] /F 4 "
             "/AP << /N 10 0 R >> >>]",
        o10=stream(f"{color} rg 0 0 100 50 re f".encode(), FORM),
    )  # fmt: skip
    made = evidence.clean(data)
    assert made.how is How.FLATTENED
    assert drawn(made.pdf).getpixel(SEEN) == near([round(255 * float(x)) for x in color.split()])


@pytest.mark.parametrize(
    "blending", ["", "/Resources << /ExtGState << /G << /BM /Multiply >> >> >>"]
)
def test_so_does_the_yellow_of_an_ordinary_marker(evidence: Evidence, blending: str) -> None:
    blend = b"/G gs " if blending else b""
    data = paper(
        page="/Annots [<< /Type /Annot /Subtype /Highlight /Rect [300 300 400 350] /C [1 1 .6] "
             "/QuadPoints [300 350 400 350 300 300 400 300] /F 4 /AP << /N 10 0 R >> >>]",
        o10=stream(blend + b"1 1 .6 rg 0 0 100 50 re f", f"{FORM} {blending}"),
    )  # fmt: skip
    assert drawn(evidence.clean(data).pdf).getpixel(SEEN) == near((255, 255, 153))


def test_dark_blue_stays_visible_on_black(evidence: Evidence) -> None:
    data = paper(
        page="/Annots [<< /Type /Annot /Subtype /Stamp /Rect [300 300 400 350] /F 4 "
             "/AP << /N 10 0 R >> >>]",
        o4=stream(CONTENT + b" 0 g 250 250 200 200 re f"),
        o10=stream(b"0 0 .4 rg 0 0 100 50 re f", FORM),
    )  # fmt: skip
    assert drawn(evidence.clean(data).pdf).getpixel(SEEN) == near((0, 0, 102))


def test_a_pale_layer_that_is_off_stays_off(evidence: Evidence) -> None:
    made = evidence.clean(with_layer_off(b"1 1 .6 rg"))
    assert made.how is How.FLATTENED
    assert drawn(made.pdf).getpixel(SEEN) == (255, 255, 255)


def test_rounding_is_no_difference() -> None:
    one = Image.new("RGB", (10, 10), (100, 100, 100))
    for at in range(3):
        color = [100, 100, 100]
        color[at] = 104
        assert alike(one, Image.new("RGB", (10, 10), tuple(color)))
        color[at] = 94
        assert not alike(one, Image.new("RGB", (10, 10), tuple(color)))
    assert not alike(one, Image.new("RGB", (10, 11)))
