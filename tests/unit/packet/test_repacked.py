"""A page whose picture was compressed shows what it showed: light is light, clear is clear."""

from __future__ import annotations

import io
import random
import zlib
from collections.abc import Mapping
from functools import cache
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageChops, ImageCms

from pristan.packet.drawn import unlike
from pristan.packet.smaller import smaller
from pristan.packet.weigh import weigh

WIDE, HIGH = 800, 600
PALETTE = bytes(tone for at in range(256) for tone in (255 - at, at, at // 2))
FADE = Dictionary(FunctionType=2, N=1, Domain=[0, 1], C0=[1, 1, 1], C1=[1, 0, 0])
DARKER = Dictionary(FunctionType=2, N=1, Domain=[0, 1], C0=[1], C1=[0])

_ALIKE = 16  # of 255


@cache
def tones() -> Image.Image:
    """Return a grainy picture, light above and dark below, with a dark corner at the top."""
    grain = random.Random(1).randbytes(WIDE * HIGH)
    picture = Image.frombytes("L", (WIDE, HIGH), grain).point(lambda tone: tone % 56)
    light = picture.point(lambda tone: tone + 200)
    picture.paste(light.crop((0, 0, WIDE, HIGH // 2)), (0, 0))
    picture.paste(light.point(lambda tone: tone - 190).crop((0, 0, 200, 200)), (0, 0))
    return picture


def flate(data: bytes, **more: object) -> dict[str, Any]:
    return {
        "data": zlib.compress(data, 1), "Width": WIDE, "Height": HIGH, "BitsPerComponent": 8,
        "Filter": Name.FlateDecode, **more,
    }  # fmt: skip


def dct(picture: Image.Image, **more: object) -> dict[str, Any]:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=100)
    return flate(b"") | {"data": out.getvalue(), "Filter": Name.DCTDecode, **more}


def profile() -> bytes:
    """Return a profile whose red and blue are exchanged."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = made.index(b"rXYZ"), made.index(b"bXYZ")
    made[red : red + 4], made[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(made)


GRAY, RGB, CMYK = Name.DeviceGray, Name.DeviceRGB, Name.DeviceCMYK


def indexed() -> Array:
    return Array([Name.Indexed, RGB, 255, String(PALETTE)])


def pictures() -> Mapping[str, dict[str, Any]]:
    gray, turned = tones(), tones().transpose(Image.Transpose.ROTATE_180)
    color = Image.merge("RGB", (gray, turned, gray))
    inks = Image.merge("CMYK", (gray, turned, gray.point(lambda tone: tone // 4), gray))
    one_bit = gray.point(lambda tone: tone * 37 % 256).convert("1", dither=Image.Dither.NONE)
    deep = b"".join(bytes((tone, 0)) for tone in gray.tobytes())
    spot = Array([Name.Separation, Name("/Spot"), RGB, FADE])
    black = Array([Name.Separation, Name.Black, GRAY, DARKER])
    lab = Array([Name.Lab, Dictionary(WhitePoint=[0.95, 1, 1.09], Range=[-90, 90, -90, 90])])
    return {
        "gray": flate(gray.tobytes(), ColorSpace=GRAY),
        "gray said as it is": flate(gray.tobytes(), ColorSpace=GRAY, Decode=[0, 1]),
        "gray turned": flate(gray.tobytes(), ColorSpace=GRAY, Decode=[1, 0]),
        "gray halved": flate(gray.tobytes(), ColorSpace=GRAY, Decode=[0.5, 1]),
        "gray deep": flate(deep, ColorSpace=GRAY, BitsPerComponent=16),
        "gray short": flate(gray.tobytes()[: WIDE * 500], ColorSpace=GRAY),
        "gray clear": flate(gray.tobytes(), ColorSpace=GRAY, Mask=[0, 55]),
        "one bit": flate(one_bit.tobytes(), ColorSpace=GRAY, BitsPerComponent=1),
        "rgb": flate(color.tobytes(), ColorSpace=RGB),
        "rgb turned": flate(color.tobytes(), ColorSpace=RGB, Decode=[1, 0] * 3),
        "rgb clear": flate(color.tobytes(), ColorSpace=RGB, Mask=[200, 255, 0, 255, 0, 255]),
        "indexed": flate(gray.tobytes(), ColorSpace=indexed()),
        "indexed turned": flate(gray.tobytes(), ColorSpace=indexed(), Decode=[255, 0]),
        "indexed clear": flate(gray.tobytes(), ColorSpace=indexed(), Mask=[0, 55]),
        "spot": flate(gray.tobytes(), ColorSpace=spot),
        "lab": flate(color.tobytes(), ColorSpace=lab),
        "nowhere": flate(gray.tobytes(), ColorSpace=Name("/CS0")),
        "cmyk": flate(inks.tobytes(), ColorSpace=CMYK),
        "jpeg": dct(color, ColorSpace=RGB),
        "jpeg turned": dct(gray, ColorSpace=GRAY, Decode=[1, 0]),
        "jpeg of ink": dct(gray, ColorSpace=black),
        "jpeg gray said to be rgb": dct(gray, ColorSpace=RGB),
        "jpeg said to be lower": dct(color, ColorSpace=RGB, Height=400),
        "jpeg cmyk": dct(inks, ColorSpace=CMYK),
        "jpeg cmyk turned": dct(inks, ColorSpace=CMYK, Decode=[1, 0] * 4),
        "jpeg profile": dct(color, ColorSpace=(profile(), 3)),
        "jpeg gray profile": dct(gray, ColorSpace=(b"no profile", 1)),
    }


LEFT = (  # as they are
    "gray clear", "rgb clear", "indexed clear", "nowhere", "jpeg gray said to be rgb",
)  # fmt: skip


def paper(picture: Mapping[str, Any], mask: Mapping[str, Any] | None = None) -> bytes:
    """Return a PDF with a picture on green, and words."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(612, 792))
    said = {key: value for key, value in picture.items() if key != "data"}
    if isinstance(said["ColorSpace"], tuple):
        data, components = said["ColorSpace"]
        said["ColorSpace"] = Array([Name.ICCBased, pdf.make_stream(data, N=components)])
    if mask:
        said["SMask"] = pdf.make_stream(
            mask["data"], Type=Name.XObject, Subtype=Name.Image,
            **{key: value for key, value in mask.items() if key != "data"},
        )  # fmt: skip
    image = pdf.make_stream(picture["data"], Type=Name.XObject, Subtype=Name.Image, **said)
    letters = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(XObject=Dictionary(Im=image), Font=Dictionary(F=letters))
    page.Contents = pdf.make_stream(
        b"0 1 0 rg 0 0 612 792 re f q 500 0 0 400 50 200 cm /Im Do Q "
        b"0 g BT /F 30 Tf 100 700 Td (Letter) Tj ET"
    )
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def seen(pdf_bytes: bytes) -> Image.Image:
    """Return a page in fields of a tenth of an inch, in which grain is evened out."""
    with pypdfium2.PdfDocument(pdf_bytes) as pdf:
        drawn: Image.Image = pdf[0].render(scale=2).to_pil()
        return drawn.convert("RGB").reduce(14)


def off(one: bytes, other: bytes) -> int:
    extrema: Any = ImageChops.difference(seen(one), seen(other)).getextrema()
    return max(most for _, most in extrema)


@pytest.mark.parametrize("kind", pictures())
def test_a_compressed_picture_looks_as_it_did(kind: str) -> None:
    source = paper(pictures()[kind])
    weight = weigh(source)
    made, pages = smaller(source, (weight.shared + weight.each[0]) // 3, 100)
    assert off(source, made) <= _ALIKE
    if kind in LEFT:
        assert (made, pages) == (source, [])
    else:
        assert len(pages) == 1 and len(made) < len(source) * 3 / 4


@pytest.mark.parametrize("decode", [[0, 1], [1, 0]])
def test_a_picture_that_is_clear_in_places_stays_so(decode: list[int]) -> None:
    color = Image.merge("RGB", [tones()] * 3)
    smooth = Image.radial_gradient("L").resize((200, 200)).tobytes()
    mask = flate(smooth, ColorSpace=GRAY, Decode=decode, Width=200, Height=200)
    source = paper(flate(color.tobytes(), ColorSpace=RGB), mask)
    made, pages = smaller(source, len(source) // 3, 100)
    assert off(source, made) <= _ALIKE
    assert len(pages) == 1 and len(made) < len(source) * 3 / 4
    source = paper(flate(color.tobytes(), ColorSpace=RGB), mask | {"Matte": [1, 1, 1]})
    assert smaller(source, len(source) // 3, 100) == (source, [])


def test_a_page_that_would_look_different_stays_as_it_is() -> None:
    """One that says what RGB means on it: of ink that does not count, of what is packed it does."""
    with pikepdf.open(io.BytesIO(paper(pictures()["cmyk"]))) as pdf:
        other = Array([Name.ICCBased, pdf.make_stream(profile(), N=3)])
        pdf.pages[0].Resources.ColorSpace = Dictionary(DefaultRGB=other)
        out = io.BytesIO()
        pdf.save(out)
    source = out.getvalue()
    assert smaller(source, len(source) // 3, 100) == (source, [])


def test_pages_are_compared_by_what_is_drawn() -> None:
    kinds = pictures()
    assert unlike(paper(kinds["gray"]), paper(kinds["gray said as it is"]), [0]) == []
    assert unlike(paper(kinds["gray"]), paper(kinds["gray turned"]), [0]) == [0]
    assert unlike(paper(kinds["gray"]), paper(kinds["gray"])[:-900], [0]) == [0]
