"""Lay photos, scans and drawn pages on the pages of a new PDF. Child side only."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageChops

from pristan.evidence import pictures
from pristan.evidence.problems import Unreadable
from pristan.evidence.strip import stripped
from pristan.evidence.wanted import Wanted, covered, wanted_pages

_QUALITY, _QUALITY_OF_PAGES = 90, 80  # of JPEG, where a photo or a page is written anew
_LINES = 0.8  # of a page in pure black and white: more is writing, less is a photo or a scan
_PAPER = (612.0, 792.0)  # points; Letter
_THINNEST = 3.0  # points; a viewer may not draw less
_SMALLEST_DPI = 150  # a small picture is not blown up over this
_QUICK = 2  # of 9, for packing
_SPECK = 4  # pixels; the hue of one of them still shows in the mean of so many by so many
_LOSSLESS: Final = frozenset({"PNG", "GIF", "BMP"})

_TURNS: Final[Mapping[int, str]] = {  # EXIF orientation to the matrix that sets it upright
    1: "{w} 0 0 {h} 0 0",
    2: "-{w} 0 0 {h} {w} 0",
    3: "-{w} 0 0 -{h} {w} {h}",
    4: "{w} 0 0 -{h} 0 {h}",
    5: "0 -{h} -{w} 0 {w} {h}",
    6: "0 -{h} {w} 0 0 {h}",
    7: "0 {h} {w} 0 0 0",
    8: "0 {h} -{w} 0 {w} 0",
}


def image_pdf(data: bytes, wanted: Sequence[Wanted] = ()) -> tuple[bytes, int]:
    """Return a PDF of the picture's pages, without a tag or preview of the original, and how many.

    *wanted* are the pages to make; without it, all. A JPEG keeps its pixels as they are, unless
    its colors need to be said in sRGB or something in it is covered. Raises Refused.
    """
    picture = pictures.opened(data)
    count = pictures.count(picture)
    chosen = wanted_pages(wanted, count)
    pdf = pikepdf.new()
    for each in chosen:
        if count > 1:
            picture.seek(each.page)
        image, turn = _page_image(pdf, picture, data, each)
        add_image_page(pdf, image, *page_size(picture), turn)
        if each.turn:
            pdf.pages[-1].obj.Rotate = each.turn
    return saved(pdf), len(chosen)


def page_size(picture: Image.Image) -> tuple[float, float]:
    """Return the size of the page that an opened picture will fill, in points."""
    width, height = picture.size
    if pictures.orientation(picture) > 4:
        width, height = height, width
    paper = _PAPER if width <= height else (_PAPER[1], _PAPER[0])
    scale = min(paper[0] / width, paper[1] / height, 72 / _SMALLEST_DPI)
    return max(round(width * scale, 4), _THINNEST), max(round(height * scale, 4), _THINNEST)


def _page_image(
    pdf: Pdf, picture: Image.Image, data: bytes, each: Wanted
) -> tuple[Stream, int]:
    """Return the image of a page, and how its pixels have to be turned (EXIF)."""
    if each.boxes:
        seen = covered(pictures.upright(picture), each.boxes)
        return jpeg_image(pdf, jpeg(seen)), 1
    turn = pictures.orientation(picture)
    if picture.format in ("JPEG", "MPO") and not pictures.other_colors(picture):
        with suppress(Unreadable):  # it may be drawn all the same, its segments not in order
            return jpeg_image(pdf, pictures.plain_jpeg(data)), turn
    two_tone = picture.mode == "1"
    plain = pictures.flat(picture)
    if two_tone or picture.format in _LOSSLESS:
        return png_image(pdf, plain), turn
    return jpeg_image(pdf, jpeg(plain)), turn


def saved(pdf: Pdf) -> bytes:
    """Return the bytes of a PDF: no dates, no names, the same bytes every time."""
    out = io.BytesIO()
    pdf.save(
        out,
        static_id=True,  # of one that is bound into a packet; counting one takes a fifth of all
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    return out.getvalue()


def add_image_page(pdf: Pdf, image: Stream, width: float, height: float, turn: int = 1) -> None:
    """Add a page of a size in points that an image fills."""
    matrix = _TURNS[turn].format(w=f"{width:.4f}", h=f"{height:.4f}")
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, width, height]),
        Resources=Dictionary(XObject=Dictionary(I=image)),
        Contents=Stream(pdf, f"q {matrix} cm /I Do Q\n".encode()),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))


def add_drawn_page(pdf: Pdf, drawn: Image.Image, width: float, height: float) -> None:
    """Add a page, in points, that is an RGBX picture of itself: text sharp, photos small."""
    picture = _in_gray_if_gray(drawn)
    sample = picture.resize(
        (-(-picture.width // _SPECK), -(-picture.height // _SPECK)), Image.Resampling.NEAREST
    )
    tones = sample.convert("L").histogram()
    if tones[0] + tones[255] > _LINES * sum(tones):
        image = _lines_image(pdf, picture)
    else:
        image = jpeg_image(pdf, jpeg(picture, _QUALITY_OF_PAGES))
    add_image_page(pdf, image, width, height)


def jpeg(picture: Image.Image, quality: int = _QUALITY) -> bytes:
    """Return a picture as a JPEG with nothing else in it."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return stripped(out.getvalue())


def plain_png(picture: Image.Image) -> bytes:
    """Return a gray or RGB picture as a PNG with nothing else in it."""
    out = io.BytesIO()
    Image.frombytes(picture.mode, picture.size, picture.tobytes()).save(out, "PNG")
    return out.getvalue()


def jpeg_image(pdf: Pdf, data: bytes) -> Stream:
    """Return an image object that holds a stripped JPEG as it is."""
    picture = pictures.opened(data)
    space = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
    image = _image(pdf, picture, space[picture.mode])
    if picture.mode == "CMYK" and "adobe" in picture.info:
        image.Decode = Array([1, 0] * 4)  # Adobe writes CMYK upside down
    image.write(data, filter=Name.DCTDecode)
    return image


def png_image(pdf: Pdf, picture: Image.Image) -> Stream:
    """Return an image object that holds a gray or RGB picture without loss."""
    gray = picture.mode == "L"
    image = _image(pdf, picture, Name.DeviceGray if gray else Name.DeviceRGB)
    parameters = Dictionary(
        Predictor=15, Colors=1 if gray else 3, BitsPerComponent=8, Columns=picture.width
    )
    packed = _packed_rows(plain_png(picture))
    image.write(packed, filter=Name.FlateDecode, decode_parms=parameters)
    return image


def _lines_image(pdf: Pdf, picture: Image.Image) -> Stream:
    """Return an image object that holds a drawn page without loss.

    Writing has nothing to gain from the filters of PNG: packed as it is, it takes a third of the
    time and a tenth more room.
    """
    image = _image(pdf, picture, Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB)
    image.write(zlib.compress(picture.tobytes(), _QUICK), filter=Name.FlateDecode)
    return image


def _in_gray_if_gray(picture: Image.Image) -> Image.Image:
    """Return an RGBX picture in gray when it has no color, which is a third of the bytes."""
    red, green, blue, _ = picture.reduce(_SPECK).split()
    for other in (green, blue):
        low, high = ImageChops.difference(red, other).getextrema()
        assert not isinstance(low, tuple) and not isinstance(high, tuple)
        if high > 8:
            return picture.convert("RGB")
    return picture.convert("L")


def _image(pdf: Pdf, picture: Image.Image, space: Name) -> Stream:
    image = Stream(pdf, b"")
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height = picture.size
    image.ColorSpace, image.BitsPerComponent = space, 8
    return image


def _packed_rows(png: bytes) -> bytes:
    """Return the packed rows of a PNG, which a PDF can hold as they are."""
    rows, at = [], 8
    while at < len(png):
        length, name = struct.unpack_from(">I4s", png, at)
        if name == b"IDAT":
            rows.append(png[at + 8 : at + 8 + length])
        at += 12 + length
    packed = b"".join(rows)
    assert zlib.decompressobj().decompress(packed, 1)
    return packed
