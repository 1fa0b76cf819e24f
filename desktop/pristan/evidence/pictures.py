"""Photos and scans: everything but the picture taken out, then laid on a page. Child side only."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Mapping
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import (
    Image,
    ImageChops,
    ImageCms,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
)

from pristan.evidence.problems import TooManyPixels, Unreadable

Image.MAX_IMAGE_PIXELS = None  # judged in opened(), before a pixel is read
Image.preinit()  # it would import its readers at the first picture, when files are out of reach
LAZY: Final = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin)  # as would these

MEGAPIXELS: Final = 120  # a phone's largest sensor mode in common use is 108
_QUALITY, _QUALITY_OF_PAGES = 90, 80  # of JPEG, where a photo or a page is written anew
_LINES = 0.8  # of a page in pure black and white: more is writing, less is a photo or a scan
_PAPER = (612.0, 792.0)  # points; Letter
_THINNEST = 3.0  # points; a viewer may not draw less
_SMALLEST_DPI = 150  # a small picture is not blown up over this
_ORIENTATION = 0x0112  # EXIF
_ADOBE, _COMMENT, _START_OF_SCAN, _END = 0xEE, 0xFE, 0xDA, 0xD9

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
_METHODS: Final[Mapping[int, Image.Transpose]] = {  # the same, for pixels
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def opened(data: bytes) -> Image.Image:
    """Open a JPEG or PNG by content. Raises Unreadable or TooManyPixels."""
    try:
        picture = Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "MPO"])
    except MemoryError:
        raise
    except Exception as error:  # a reader fails in as many ways as there are broken files
        raise Unreadable from error
    if picture.width * picture.height > MEGAPIXELS * 1_000_000:
        raise TooManyPixels(MEGAPIXELS)
    return picture


def upright(data: bytes) -> Image.Image:
    """Return the picture as a person sees it: turned as EXIF says, on white, RGB or gray."""
    picture = opened(data)
    turn = _turn(picture)
    flat = _flat(picture)
    return flat.transpose(_METHODS[turn]) if turn in _METHODS else flat


def page_size(data: bytes) -> tuple[float, float]:
    """Return the size of the page that a picture will fill, in points. Raises as opened()."""
    return _page_size(opened(data))


def image_pdf(data: bytes) -> bytes:
    """Return a PDF of one page with the picture, without a tag, text or preview of the original.

    A JPEG keeps its pixels as they are, unless its colors need to be said in sRGB. Raises
    Unreadable when not all of the picture is there.
    """
    picture = opened(data)
    pdf = pikepdf.new()
    if picture.format == "PNG" or _other_colors(picture):
        flat = _flat(picture)
        png = picture.format == "PNG"
        image = png_image(pdf, flat) if png else jpeg_image(pdf, jpeg(flat))
    else:
        _decoded(picture)
        image = jpeg_image(pdf, stripped(data))
    add_image_page(pdf, image, *_page_size(picture), _turn(picture))
    return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    """Return the bytes of a PDF: no dates, no names, the same bytes every time."""
    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
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
    """Add a page, in points, that is an RGB picture of itself: text sharp, photos small."""
    picture = _in_gray_if_gray(drawn)
    tones = picture.convert("L").histogram()
    if tones[0] + tones[255] > _LINES * sum(tones):
        image = png_image(pdf, picture)
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
    picture = opened(data)
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


def stripped(data: bytes) -> bytes:
    """Return a JPEG without any segment that is not needed to draw it, the pixels untouched.

    What goes: EXIF with place and serial number, previews, XMP, IPTC, comments, profiles, and
    whatever follows the picture. What stays beside the picture itself: the Adobe segment, in its
    plain form, since it says how the colors are meant. Raises Unreadable.
    """
    kept, at = [b"\xff\xd8"], 2
    try:
        while True:
            if data[at] != 0xFF:
                raise Unreadable
            while data[at] == 0xFF:
                at += 1
            marker = data[at]
            at += 1
            if marker == _END:
                kept.append(b"\xff\xd9")
                return b"".join(kept)
            if marker == 0x01 or 0xD0 <= marker <= 0xD7:
                continue
            (length,) = struct.unpack_from(">H", data, at)
            body = data[at : at + length]
            if length < 2 or len(body) < length:
                raise Unreadable
            at += length
            if marker == _ADOBE and body[2:7] == b"Adobe" and length >= 14:
                kept.append(b"\xff\xee\x00\x0e" + body[2:14])
            elif not (0xE0 <= marker <= 0xEF or marker == _COMMENT):
                kept.append(bytes((0xFF, marker)) + body)
            if marker == _START_OF_SCAN:
                end = _end_of_scan(data, at)
                kept.append(data[at:end])
                at = end
    except (IndexError, struct.error) as error:
        raise Unreadable from error


def _end_of_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise Unreadable
        following = data[at + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        elif following == 0xFF:
            at += 1
        else:
            return at


def _in_gray_if_gray(picture: Image.Image) -> Image.Image:
    """Return an RGB picture in gray when it has no color, which is a third of the bytes."""
    red, green, blue = picture.split()
    for other in (green, blue):
        low, high = ImageChops.difference(red, other).getextrema()
        assert not isinstance(low, tuple) and not isinstance(high, tuple)
        if high > 8:
            return picture
    return picture.convert("L")


def _turn(picture: Image.Image) -> int:
    try:
        turn = picture.getexif().get(_ORIENTATION, 1)
    except Exception:  # broken tags are no reason to refuse the picture
        return 1
    return turn if turn in _TURNS else 1


def _decoded(picture: Image.Image) -> None:
    try:
        picture.load()
    except MemoryError:
        raise
    except Exception as error:
        raise Unreadable from error


def _flat(picture: Image.Image) -> Image.Image:
    """Return a picture in gray or RGB, sRGB, on white where it was transparent."""
    _decoded(picture)
    if _other_colors(picture):
        picture = _in_srgb(picture)
    if picture.mode in ("LA", "PA", "RGBA", "La", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(paper, picture).convert("RGB")
    elif picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    elif picture.mode in ("1", "L"):
        picture = picture.convert("L")
    else:
        picture = picture.convert("RGB")
    return picture


def _other_colors(picture: Image.Image) -> bool:
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


def _page_size(picture: Image.Image) -> tuple[float, float]:
    width, height = picture.size
    if _turn(picture) > 4:
        width, height = height, width
    paper = _PAPER if width <= height else (_PAPER[1], _PAPER[0])
    scale = min(paper[0] / width, paper[1] / height, 72 / _SMALLEST_DPI)
    return max(round(width * scale, 4), _THINNEST), max(round(height * scale, 4), _THINNEST)


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
