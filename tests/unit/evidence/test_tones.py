"""What is light in a picture is light on its page, and in its color."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import pikepdf
import pytest
from PIL import Image, ImageChops

from pristan.evidence import Evidence, open_evidence
from pristan.evidence.strip import stripped
from unit.evidence.test_pictures import (
    TELLTALE,
    image_bytes,
    jpeg,
    page,
    same,
    scene,
    tags,
)  # fmt: skip

JFIF = b"\xff\xe0\x00\x10JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00"
ADOBE = b"\xff\xee\x00\x0eAdobe\0\x64\0\0\0\0"  # and how the colors are meant
SIDE = (240, 160)


@pytest.fixture(scope="module")
def evidence() -> Iterator[Evidence]:
    with open_evidence() as opened:
        yield opened


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def of_components(data: bytes, names: bytes) -> bytes:
    """Return a JPEG whose three colors have other names."""
    made = bytearray(data)
    frame, scan = made.index(b"\xff\xc0"), made.index(b"\xff\xda")
    for at, name in enumerate(names):
        made[frame + 10 + 3 * at] = made[scan + 5 + 2 * at] = name
    return bytes(made)


def disputed() -> dict[str, bytes]:
    """Return JPEGs of which JFIF says that they are YCbCr, and something else that they are RGB."""
    plain = jpeg(scene(size=SIDE), subsampling=0)
    assert plain[2:4] == b"\xff\xe0" and plain[6:11] == b"JFIF\0"
    as_rgb = ADOBE + b"\0"
    return {
        "adobe below": plain[:20] + as_rgb + plain[20:],
        "adobe above": plain[:2] + as_rgb + plain[2:],
        "names": of_components(plain, b"RGB"),
        "names without": plain[:2] + of_components(plain, b"RGB")[20:],
        "adobe without": plain[:2] + as_rgb + plain[20:],
    }


@pytest.mark.parametrize("how", disputed())
def test_of_two_things_said_of_the_colors_the_same_is_believed(
    evidence: Evidence, how: str
) -> None:
    data = disputed()[how]
    source = Image.open(io.BytesIO(data)).convert("RGB")
    assert same(source, scene(size=SIDE)) == ("without" not in how)
    made = evidence.clean(data)
    assert same(page(made.pdf), source)
    assert Image.open(io.BytesIO(image_bytes(made.pdf))).tobytes() == source.tobytes()


def paper(data: bytes) -> bytes:
    """Return a PDF of a page that a JPEG fills."""
    pdf = pikepdf.new()
    made = pdf.add_blank_page(page_size=SIDE)
    made.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=pdf.make_stream(
        data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=SIDE[0], Height=SIDE[1],
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )))  # fmt: skip
    made.Contents = pdf.make_stream(b"q %d 0 0 %d 0 0 cm /Im Do Q" % SIDE)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("how", disputed())
def test_a_photo_in_a_pdf_keeps_what_is_said_of_its_colors(evidence: Evidence, how: str) -> None:
    source = paper(disputed()[how])
    made = evidence.clean(source)
    assert ImageChops.difference(page(made.pdf), page(source)).getbbox() is None


@pytest.mark.parametrize("preview", [b"\0\0", b"\1\2" + bytes(range(6))], ids=["none", "tiny"])
def test_of_jfif_nothing_stays_but_that_it_is_one(preview: bytes) -> None:
    plain = jpeg(scene(), exif=tags(1))
    rest = stripped(plain)[2 + len(JFIF) :]
    assert stripped(plain) == plain[:2] + JFIF + rest
    said = segment(0xE0, b"JFIF\0\x01\x02\x01\x01\x2c\x01\x2d" + preview)
    more = segment(0xE0, b"JFXX\0\x10" + TELLTALE.encode())
    for first in (said, said + more, more + said, said + said + said):
        assert stripped(plain[:2] + first + rest) == plain[:2] + JFIF + rest
    for nothing in (more, segment(0xE0, b"JFIF\0\x01\x01"), segment(0xE0, b"")):
        assert stripped(plain[:2] + nothing + rest) == plain[:2] + rest

