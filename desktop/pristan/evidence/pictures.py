"""Photos and scans as a person sees them: opened, decoded, upright, sRGB. Child side only."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Final, NamedTuple

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageChops,
    ImageCms,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from pristan.evidence.problems import NoHeic, TooManyPages, TooManyPixels, Unreadable
from pristan.evidence.sniff import IMAGES, Kind, sniff
from pristan.evidence.strip import Parts, first_rows, joined, needed, undisputed

Image.MAX_IMAGE_PIXELS = None  # judged in opened(), before a pixel is read
Image.preinit()  # it would import its readers at the first picture, when files are out of reach
LAZY: Final = (  # as would these
    BmpImagePlugin, GifImagePlugin, JpegImagePlugin, MpoImagePlugin, PngImagePlugin,
    TiffImagePlugin, WebPImagePlugin,
)  # fmt: skip
_FORMATS: Final[Mapping[Kind, str]] = {kind: kind.upper() for kind in IMAGES - {Kind.HEIC}} | {
    Kind.HEIC: "HEIF"
}
with suppress(ImportError):  # some systems leave it out, since HEIC is under patents
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

MEGAPIXELS: Final = 210  # a phone's largest sensor mode in common use is 200
MOST_PAGES: Final = 2000  # of one file
_ORIENTATION = 0x0112  # EXIF
_PHOTOMETRIC: Final = 262  # TIFF; 0 where a tone says how far it is from white
_RESOLUTIONS: Final = (282, 283)  # TIFF; across and down
_LONGEST_PIXEL: Final = 4.0  # of a fax it is 2; more is an error
_WHITES: Final = (1.0, 255.0)  # of a TIFF in fractions, which does not say its own

METHODS: Final[Mapping[int, Image.Transpose]] = {  # EXIF orientation to what sets it upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def opened(data: bytes) -> Image.Image:
    """Open a picture by content. Raises Unreadable, TooManyPixels or NoHeic."""
    form = _FORMATS.get(sniff(data), "")
    if form == "HEIF" and form not in Image.OPEN:
        raise NoHeic
    try:
        picture = Image.open(io.BytesIO(data), formats=[form])
    except MemoryError:
        raise
    except Exception as error:  # a reader fails in as many ways as there are broken files
        raise Unreadable from error
    _judge(picture)
    return picture


def count(picture: Image.Image) -> int:
    """Return how many pages a picture has: a TIFF may have several; the first one is then open.

    Raises Unreadable, TooManyPixels or TooManyPages.
    """
    return sum(1 for _ in frames(picture))


def frames(picture: Image.Image) -> Iterator[Image.Image]:
    """Yield the pages of a picture one after another, in the same object, and go back to the first.

    Raises Unreadable, TooManyPixels or TooManyPages.
    """
    yield picture
    if picture.format != "TIFF":
        return
    for number in range(1, MOST_PAGES + 1):
        try:
            picture.seek(number)
        except EOFError:
            picture.seek(0)
            return
        except MemoryError:
            raise
        except Exception as error:
            raise Unreadable from error
        _judge(picture)
        yield picture
    raise TooManyPages(MOST_PAGES)


def upright(picture: Image.Image) -> Image.Image:
    """Return the picture as a person sees it: turned as EXIF says, on white, RGB or gray."""
    turn = orientation(picture)
    plain = flat(picture)
    return plain.transpose(METHODS[turn]) if turn in METHODS else plain


def orientation(picture: Image.Image) -> int:
    """Return which of the eight ways of EXIF the pixels have to be turned."""
    if picture.format in ("TIFF", "HEIF"):  # their readers turn them
        return 1
    try:
        turn = picture.getexif().get(_ORIENTATION, 1)
    except Exception:  # broken tags are no reason to refuse the picture
        return 1
    return turn if turn in METHODS else 1


def shape(picture: Image.Image) -> tuple[float, float]:
    """Return width and height of a picture as a person sees it, in the shorter sides of its pixels.

    A fax has twice as many dots across as down. To be asked before the picture is decoded.
    """
    width, height = map(float, picture.size)
    if orientation(picture) > 4:
        width, height = height, width
    longer = _length_of_pixels(picture)
    return (width, height * longer) if longer >= 1 else (width / longer, height)


def _length_of_pixels(picture: Image.Image) -> float:
    """Return how many times longer than wide each pixel of a TIFF is."""
    if not isinstance(picture, TiffImagePlugin.TiffImageFile):
        return 1
    try:
        across, down = (float(picture.tag_v2[tag]) for tag in _RESOLUTIONS)
        longer = across / down
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return 1
    if picture.tag_v2.get(_ORIENTATION) in (5, 6, 7, 8):  # it is turned when it is decoded
        longer = 1 / longer if longer else 1
    return longer if 1 / _LONGEST_PIXEL <= longer <= _LONGEST_PIXEL else 1


def decoded(picture: Image.Image) -> None:
    """Read all the pixels. Raises Unreadable when not all of the picture is there."""
    try:
        picture.load()
    except MemoryError:
        raise
    except Exception as error:
        raise Unreadable from error


class PlainJpeg(NamedTuple):
    """What of a JPEG is needed to draw it, in its file; its colors and size in pixels, and whether
    it has a segment of Adobe's.
    """

    parts: Parts
    mode: str
    size: tuple[int, int]
    adobe: bool


def plain_jpeg(data: bytes) -> PlainJpeg:
    """Return a JPEG without what is not needed to draw it. Raises Unreadable when it cannot be
    drawn, when not all of it is there, or its segments are not in order.

    Of most, the first rows tell. Of others an eighth of each side is drawn: what is missing or
    broken shows while the coefficients are read, and to draw all pixels would take four times as
    long.
    """
    parts: Parts = needed(data, range(len(data)))
    rows = first_rows(data, parts)
    picture = opened(rows or joined(data, parts))
    width, height = picture.size
    if rows:
        height = opened(data).height
    mode, adobe = picture.mode, "adobe" in picture.info
    if mode == "RGB":
        parts = undisputed(parts)
    picture.draft(None, (1, 1))
    decoded(picture)
    return PlainJpeg(parts, mode, (width, height), adobe)


def flat(picture: Image.Image) -> Image.Image:
    """Return a picture in gray or RGB, sRGB, on white where it was transparent.

    Raises Unreadable.
    """
    decoded(picture)
    if other_colors(picture):
        picture = _in_srgb(picture)
    if picture.mode == "F" or picture.mode.startswith("I"):
        return _in_eight_bits(picture)
    if picture.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture).convert("RGB")
    elif picture.mode in ("1", "L"):
        picture = picture.convert("L")
    else:
        picture = picture.convert("RGB")
    return picture


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Return a gray picture of more than 256 tones, such as a medical scan, in 256.

    Raises Unreadable.
    """
    if picture.mode == "F":
        low, high = picture.getextrema()
        assert not isinstance(low, tuple) and not isinstance(high, tuple)
        if not math.isfinite(high):
            raise Unreadable  # what is white in it cannot be known
        white = next((most for most in _WHITES if high <= most), high)
        tones = picture.point(lambda value: value * (255 / white)).convert("L")
    else:
        table = [value >> 8 for value in range(1 << 16)]
        clear = picture.info.get("transparency")  # of a PNG: the tone that is not drawn
        if isinstance(clear, int) and clear < len(table):
            table[clear] = 255
        tones = picture.convert("I").point(table, "L")
    # Pillow turns what counts from white to black only where it has eight bits or fewer
    return ImageChops.invert(tones) if _counts_from_white(picture) else tones


def _counts_from_white(picture: Image.Image) -> bool:
    return isinstance(picture, TiffImagePlugin.TiffImageFile) and (
        picture.tag_v2.get(_PHOTOMETRIC) == 0
    )


def other_colors(picture: Image.Image) -> bool:
    """Whether the colors are meant in other terms than sRGB."""
    profile: bytes = picture.info.get("icc_profile") or b""
    return profile != b"" and picture.mode == "RGB" and "sRGB" not in _profile_name(profile)


def _profile_name(profile: bytes) -> str:
    try:
        return str(ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))))
    except (ImageCms.PyCMSError, OSError):
        return "sRGB"  # unreadable, so nobody's viewer would have followed it


def _in_srgb(picture: Image.Image) -> Image.Image:
    source = ImageCms.ImageCmsProfile(io.BytesIO(picture.info["icc_profile"]))
    try:
        turned = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except ImageCms.PyCMSError:
        return picture
    return turned or picture


def _judge(picture: Image.Image) -> None:
    if picture.width * picture.height > MEGAPIXELS * 1_000_000:
        raise TooManyPixels(MEGAPIXELS)
