"""Lay photos, scans and drawn pages on the pages of a new PDF. Child side only.

What a page shows of a photo that came as a JPEG are places in its file: they are never copied.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

import pikepdf
from pikepdf import Pdf
from PIL import Image, ImageChops

from pristan.evidence import pictures
from pristan.evidence.problems import Unreadable
from pristan.evidence.strip import Parts, stripped
from pristan.evidence.wanted import Wanted, covered, wanted_pages
from pristan.scribe import Scribe, Written, quotable

_QUALITY, _QUALITY_OF_PAGES = 90, 80  # of JPEG, where a photo or a page is written anew
_LINES = 0.8  # of a page in pure black and white: more is writing, less is a photo or a scan
_PAPER = (612.0, 792.0)  # points; Letter
_THINNEST = 3.0  # points; a viewer may not draw less
_SMALLEST_DPI = 150  # a small picture is not blown up over this
_QUICK = 2  # of 9, for packing
_SPECK = 4  # pixels; the hue of one of them still shows in the mean of so many by so many
_SPACES: Final[Mapping[str, bytes]] = {
    "L": b"DeviceGray", "RGB": b"DeviceRGB", "CMYK": b"DeviceCMYK",
}  # fmt: skip
_LOSSLESS: Final = frozenset({"PNG", "GIF", "BMP"})

_UPRIGHT: Final[Mapping[int, str]] = {  # EXIF orientation to the matrix that sets it upright
    1: "{w} 0 0 {h} 0 0",
    2: "-{w} 0 0 {h} {w} 0",
    3: "-{w} 0 0 -{h} {w} {h}",
    4: "{w} 0 0 -{h} 0 {h}",
    5: "0 -{h} -{w} 0 {w} {h}",
    6: "0 -{h} {w} 0 0 {h}",
    7: "0 {h} {w} 0 0 0",
    8: "0 {h} -{w} 0 {w} 0",
}


class Packed(NamedTuple):
    """A picture as a PDF holds it: the entries of its object, and its data, as bytes and as places
    in the file that it came in.
    """

    entries: bytes
    data: Parts


class Album:
    """A PDF of pages, each of which a picture fills; what it says of itself is the same each time.

    *file* is the one in which places are. :meth:`written` ends it.
    """

    def __init__(self, file: bytes = b"") -> None:
        self._file = file
        self._scribe = Scribe()
        self._pages = self._scribe.reserve()
        self._kids: list[int] = []

    def add(
        self, picture: Packed, width: float, height: float, orientation: int = 1, turn: int = 0
    ) -> None:
        """Add a page of a size in points. The pixels of the picture have to be set upright by their
        *orientation* (EXIF); the page is then turned by some degrees.
        """
        matrix = _UPRIGHT[orientation].format(w=f"{width:.4f}", h=f"{height:.4f}")
        image = self._scribe.put_quoted(
            picture.entries, self._file, quotable(self._file, picture.data)
        )
        drawn = self._scribe.put_stream(b"", f"q {matrix} cm /I Do Q\n".encode())
        self._kids.append(self._scribe.put(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.4f %.4f]/Resources<</XObject<</I %d 0 R>>>>"
            b"/Contents %d 0 R%b>>"
            % (self._pages, width, height, image, drawn, b"/Rotate %d" % turn if turn else b"")
        ))  # fmt: skip

    def written(self) -> Written:
        """Return all of it."""
        kids = b" ".join(b"%d 0 R" % kid for kid in self._kids)
        count = len(self._kids)
        self._scribe.put(b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids), self._pages)
        self._scribe.end(self._scribe.put(b"<</Type/Catalog/Pages %d 0 R>>" % self._pages))
        return self._scribe.taken()


def image_pdf(data: bytes, wanted: Sequence[Wanted] = ()) -> tuple[Written, int]:
    """Return a PDF of the picture's pages, without a tag or preview of the original, and how many.

    *wanted* are the pages to make; without it, all. A JPEG keeps its pixels as they are, unless
    its colors need to be said in sRGB or something in it is covered. Raises Refused.
    """
    picture = pictures.opened(data)
    count = pictures.count(picture)
    chosen = wanted_pages(wanted, count)
    album, sizes = Album(data), dict[int, tuple[float, float]]()
    for each in chosen:
        if count > 1:
            picture.seek(each.page)
        size = sizes.setdefault(each.page, page_size(picture))
        image, orientation = _page_image(picture, data, each)
        album.add(image, *size, orientation, each.turn)
    return album.written(), len(chosen)


def page_size(picture: Image.Image) -> tuple[float, float]:
    """Return the size of the page that an opened picture will fill, in points.

    To be asked before the picture is decoded.
    """
    width, height = pictures.shape(picture)
    paper = _PAPER if width <= height else (_PAPER[1], _PAPER[0])
    scale = min(paper[0] / width, paper[1] / height, 72 / _SMALLEST_DPI)
    return max(round(width * scale, 4), _THINNEST), max(round(height * scale, 4), _THINNEST)


def _page_image(picture: Image.Image, data: bytes, each: Wanted) -> tuple[Packed, int]:
    """Return the image of a page, and how its pixels have to be turned (EXIF)."""
    if each.boxes:
        return _jpeg_image(covered(pictures.upright(picture), each.boxes)), 1
    turn = pictures.orientation(picture)
    if picture.format in ("JPEG", "MPO") and not pictures.other_colors(picture):
        with suppress(Unreadable):  # it may be drawn all the same, its segments not in order
            return _image_of(pictures.plain_jpeg(data)), turn
    two_tone = picture.mode == "1"
    plain = pictures.flat(picture)
    if two_tone or picture.format in _LOSSLESS:
        return _png_image(plain), turn
    return _jpeg_image(plain), turn


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


def drawn_page(drawn: Image.Image) -> Packed:
    """Return a page drawn in RGBX as a picture of itself: text sharp, photos small."""
    picture = _in_gray_if_gray(drawn)
    sample = picture.resize(
        (-(-picture.width // _SPECK), -(-picture.height // _SPECK)), Image.Resampling.NEAREST
    )
    tones = sample.convert("L").histogram()
    if tones[0] + tones[255] > _LINES * sum(tones):
        return _lines_image(picture)
    return _jpeg_image(picture, _QUALITY_OF_PAGES)


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


def _image_of(jpeg: pictures.PlainJpeg) -> Packed:
    """Return an image object that holds a JPEG as it came."""
    more = b"/Filter/DCTDecode"
    if jpeg.mode == "CMYK" and jpeg.adobe:
        more += b"/Decode[1 0 1 0 1 0 1 0]"  # Adobe writes CMYK upside down
    return Packed(_entries(jpeg.size, jpeg.mode, more), jpeg.parts)


def _jpeg_image(picture: Image.Image, quality: int = _QUALITY) -> Packed:
    """Return an image object that holds a gray or RGB picture, packed as a JPEG."""
    entries = _entries(picture.size, picture.mode, b"/Filter/DCTDecode")
    return Packed(entries, [jpeg(picture, quality)])


def _png_image(picture: Image.Image) -> Packed:
    """Return an image object that holds a gray or RGB picture without loss."""
    parameters = b"<</Predictor 15/Colors %d/BitsPerComponent 8/Columns %d>>" % (
        1 if picture.mode == "L" else 3, picture.width,
    )  # fmt: skip
    more = b"/Filter/FlateDecode/DecodeParms" + parameters
    return Packed(
        _entries(picture.size, picture.mode, more), [_packed_rows(plain_png(picture))]
    )


def _lines_image(picture: Image.Image) -> Packed:
    """Return an image object that holds a drawn page without loss.

    Writing has nothing to gain from the filters of PNG: packed as it is, it takes a third of the
    time and a tenth more room.
    """
    entries = _entries(picture.size, picture.mode, b"/Filter/FlateDecode")
    return Packed(entries, [zlib.compress(picture.tobytes(), _QUICK)])


def _in_gray_if_gray(picture: Image.Image) -> Image.Image:
    """Return an RGBX picture in gray when it has no color, which is a third of the bytes."""
    red, green, blue, _ = picture.reduce(_SPECK).split()
    for other in (green, blue):
        low, high = ImageChops.difference(red, other).getextrema()
        assert not isinstance(low, tuple) and not isinstance(high, tuple)
        if high > 8:
            return picture.convert("RGB")
    return picture.convert("L")


def _entries(size: tuple[int, int], mode: str, more: bytes) -> bytes:
    return (
        b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%b/BitsPerComponent 8%b"
        % (*size, _SPACES[mode], more)
    )


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
