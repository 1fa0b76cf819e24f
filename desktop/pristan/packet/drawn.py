"""What readers draw of a picture and of a page, so that packing it again changes nothing seen.

Only in the closed-off child.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

Image.MAX_IMAGE_PIXELS = None  # judged when the paper was cleaned

_MODES: Final[Mapping[str | int, str]] = {"/DeviceGray": "L", "/DeviceRGB": "RGB", 1: "L", 3: "RGB"}
_AS_IT_IS: Final = ((0, 1), (0, 1, 0, 1, 0, 1))
_MOST_PIXELS: Final = 60_000_000  # that pdfium is asked for, up to six times in a minute
_GLANCE: Final = 1.0  # pixels per point when two pages are compared
_MOST_AT_A_GLANCE: Final = 1_500_000
_CELL: Final = 6  # pixels: what packing changes is evened out in the mean of so many by so many
_ALIKE: Final = 24  # of 255


class Samples(NamedTuple):
    """A picture in gray or RGB of eight bits, and the colors in which these are meant."""

    image: Image.Image
    space: Any


def samples(picture: pikepdf.Stream) -> Samples | None:
    """Return what readers draw of a picture; None where packing it anew would change that.

    A mask of colors goes by samples that are all a little other ones afterwards, and a matte by
    the size of the picture.
    """
    soft = picture.get("/SMask")
    if isinstance(picture.get("/Mask"), Array) or (
        isinstance(soft, pikepdf.Stream) and "/Matte" in soft
    ):
        return None
    try:
        return _plain(picture) or _drawn(picture)
    except (AttributeError, TypeError, ValueError, pikepdf.PikepdfError, pypdfium2.PdfiumError):
        return None


def unlike(before: bytes, after: bytes, pages: Iterable[int]) -> list[int]:
    """Return which of the pages, by their places, do not look the same in both papers."""
    pages = [*pages]
    try:
        with pypdfium2.PdfDocument(before) as one, pypdfium2.PdfDocument(after) as other:
            return [page for page in pages if not _alike(one, other, page)]
    except pypdfium2.PdfiumError:
        return pages


def _plain(picture: pikepdf.Stream) -> Samples | None:
    """Return the samples of a picture that mean just what they are."""
    space = picture.get("/ColorSpace")
    mode = _MODES.get(_family(space))
    decode = picture.get("/Decode")
    if (
        mode is None or int(picture.get("/BitsPerComponent", 0)) != 8
        or (decode is not None and tuple(map(float, decode)) not in _AS_IT_IS)
    ):
        return None
    image: Image.Image
    size = int(picture.Width), int(picture.Height)
    try:
        if picture.get("/Filter") != Name.DCTDecode:
            return Samples(Image.frombytes(mode, size, picture.read_bytes()), space)
        image = Image.open(io.BytesIO(picture.read_raw_bytes()), formats=["JPEG"])
        image.load()
    except (ValueError, OSError, pikepdf.PdfError):
        return None
    as_told = image.mode == mode and image.size == size and "/DecodeParms" not in picture
    return Samples(image, space) if as_told else None


def _family(space: Any) -> str | int:
    """Return the name of a color space, or the number of components of a profile."""
    if isinstance(space, Name):
        return str(space)
    if isinstance(space, Array) and len(space) == 2 and space[0] == Name.ICCBased:
        return int(space[1].get("/N", 0))
    return ""


def _drawn(picture: pikepdf.Stream) -> Samples | None:
    """Return what pdfium makes of a picture without its mask, whatever its samples mean."""
    if int(picture.Width) * int(picture.Height) > _MOST_PIXELS:
        return None
    with pikepdf.new() as alone:
        page = alone.add_blank_page()
        page.Resources = Dictionary(XObject=Dictionary(I=alone.copy_foreign(picture)))
        page.Contents = alone.make_stream(b"/I Do")
        out = io.BytesIO()
        alone.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as pdf:
        (found,) = pdf[0].get_objects()
        image: Image.Image = found.get_bitmap().to_pil().convert("RGB")
    red, green, blue = image.split()
    if all(ImageChops.difference(red, each).getbbox() is None for each in (green, blue)):
        return Samples(red, Name.DeviceGray)
    return Samples(image, Name.DeviceRGB)


def _alike(one: pypdfium2.PdfDocument, other: pypdfium2.PdfDocument, page: int) -> bool:
    try:
        off: Any = ImageChops.difference(_glance(one[page]), _glance(other[page])).getextrema()
    except (pypdfium2.PdfiumError, ValueError):
        return False
    return all(most <= _ALIKE for _, most in off)


def _glance(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(_GLANCE, (_MOST_AT_A_GLANCE / (width * height)) ** 0.5)
    try:
        drawn: Image.Image = page.render(scale=scale).to_pil()
        return drawn.convert("RGB").reduce(_CELL)
    finally:
        page.close()
