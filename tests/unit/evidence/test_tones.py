"""What is light in a picture is light on its page, in its color, upright and as wide as it was."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pillow_heif
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

from pristan.confine.refusals import Refused
from pristan.evidence import Evidence
from pristan.evidence.pictures import METHODS
from pristan.evidence.strip import stripped
from unit.evidence.test_pictures import (
    ORIENTATION,
    TELLTALE,
    chunk,
    image_bytes,
    jpeg,
    page,
    same,
    scene,
    tags,
)  # fmt: skip

pillow_heif.register_heif_opener()

JFIF = b"\xff\xe0\x00\x10JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00"
ADOBE = b"\xff\xee\x00\x0eAdobe\0\x64\0\0\0\0"  # and how the colors are meant
SIDE = (240, 160)


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
    kept = image_bytes(made.pdf)
    assert Image.open(io.BytesIO(kept)).convert("RGB").tobytes() == source.tobytes()
    # not every reader of PDF believes the one that libjpeg believes
    assert (JFIF in kept) + (ADOBE + b"\0" in kept) == (how != "names without")


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


def deep(picture: Image.Image, *, order: str = "<", inverted: bool = False) -> bytes:
    """Return the tones of a gray picture in 16 bits each."""
    tones = picture.tobytes()
    return b"".join(
        struct.pack(f"{order}H", 65535 - tone * 257 if inverted else tone * 257) for tone in tones
    )


def test_a_deep_picture_keeps_its_tones_where_one_of_them_is_clear(evidence: Evidence) -> None:
    gray = scene("L", SIDE)
    clear = gray.getpixel((0, 0))
    assert isinstance(clear, int)
    rows = deep(gray, order=">")
    head = struct.pack(">IIBBBBB", *SIDE, 16, 0, 0, 0, 0)
    packer = zlib.compressobj()
    body = b"".join(
        packer.compress(b"\0" + rows[at : at + 2 * SIDE[0]])
        for at in range(0, len(rows), 2 * SIDE[0])
    ) + packer.flush()
    data = b"\x89PNG\r\n\x1a\n" + b"".join((
        chunk(b"IHDR", head), chunk(b"tRNS", struct.pack(">H", clear * 257)), chunk(b"IDAT", body),
        chunk(b"IEND", b""),
    ))  # fmt: skip
    expected = gray.point(lambda tone: 255 if tone == clear else tone).convert("RGB")
    assert same(page(evidence.clean(data).pdf), expected, off=4)


def tiff(picture: Image.Image, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, "TIFF", **more)
    return out.getvalue()


@pytest.mark.parametrize("from_white", [False, True])
def test_a_deep_tiff_may_count_from_white(evidence: Evidence, from_white: bool) -> None:
    wide = Image.frombytes("I;16", SIDE, deep(scene("L", SIDE), inverted=from_white))
    data = tiff(wide, tiffinfo={262: 0 if from_white else 1})
    assert same(page(evidence.clean(data).pdf), scene("L", SIDE).convert("RGB"), off=8)


@pytest.mark.parametrize("white", [1, 255, 65535])
@pytest.mark.parametrize("from_white", [False, True])
def test_a_tiff_in_fractions_has_its_tones(
    evidence: Evidence, white: int, from_white: bool
) -> None:
    gray = scene("L", SIDE)
    gray.paste(255, (200, 0, 240, 26))
    tones = ImageOps.invert(gray) if from_white else gray
    tones.paste(255, (0, 0, 8, 8))  # what is as light as can be says what white is
    fractions = tones.convert("F").point(lambda tone: tone * (white / 255))
    data = tiff(fractions, tiffinfo={262: 0 if from_white else 1})
    expected = ImageOps.invert(tones) if from_white else tones
    assert same(page(evidence.clean(data).pdf), expected.convert("RGB"), off=8)


def test_a_tiff_in_fractions_without_end_is_not_printed_black(evidence: Evidence) -> None:
    endless = scene("L", SIDE).convert("F").point(lambda tone: tone * 1e38)
    with pytest.raises(Refused):
        evidence.clean(tiff(endless))


@pytest.mark.parametrize("turn", [1, 6])
@pytest.mark.parametrize(("across", "down"), [(204, 98), (98, 204), (204, 196), (0, 98), (9999, 1)])
def test_a_fax_is_as_high_as_it_was(
    evidence: Evidence, across: int, down: int, turn: int
) -> None:
    plain = scene(size=SIDE)
    stored = plain.transpose(Image.Transpose.ROTATE_90) if turn == 6 else plain
    data = tiff(stored, tiffinfo={282: across, 283: down, 296: 2, ORIENTATION: turn})
    longer = across / down if 0 < across < 9999 else 1
    shape = SIDE[0] / SIDE[1] / longer if turn == 1 else SIDE[0] * longer / SIDE[1]
    ((width, height),) = evidence.look(data).sizes
    assert width / height == pytest.approx(shape, rel=0.001)
    made = evidence.clean(data)
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        assert pdf.get_page_size(0) == pytest.approx((width, height), abs=0.01)
    assert same(page(made.pdf), plain)
    shown = evidence.preview(data, width=300)
    assert shown.width / shown.height == pytest.approx(shape, rel=0.01)
    assert same(Image.frombytes("RGB", (shown.width, shown.height), shown.data), plain)


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_heic_stands_as_it_says(evidence: Evidence, turn: int) -> None:
    said = Image.Exif()
    said[ORIENTATION] = turn
    out = io.BytesIO()
    scene(size=SIDE).save(out, "HEIF", quality=95, exif=said.tobytes())
    data = out.getvalue()
    turns = b"irot" in data or b"imir" in data
    assert turns == (turn > 1)
    upright = scene(size=SIDE)
    upright = upright.transpose(METHODS[turn]) if turn in METHODS else upright
    assert same(page(evidence.clean(data).pdf), upright)
