"""A photo in the packet is the picture, upright, and nothing else that came with it."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageCms, ImageFile, ImageOps, PngImagePlugin

from pristan.confine.refusals import OutOfMemory, Refused
from pristan.evidence import Evidence, How, Kind
from pristan.evidence.laid import image_pdf
from pristan.evidence.pictures import decoded, opened
from pristan.evidence.strip import first_rows, needed, stripped

ORIENTATION, GPS = 0x0112, 0x8825
TELLTALE = "TELLTALE"


def scene(mode: str = "RGB", size: tuple[int, int] = (120, 80)) -> Image.Image:
    """A picture that looks different whichever way it is turned: red corner, blue bar, green."""
    width, height = size
    picture = Image.new("RGB", size, (30, 160, 60))
    picture.paste((220, 20, 20), (0, 0, width // 3, height // 3))
    picture.paste((20, 20, 220), (0, height - height // 5, width, height))
    return picture.convert(mode)


def tags(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = TELLTALE
    exif[0x9003] = "2022:02:24 14:03:00"
    exif.get_ifd(GPS).update({1: "N", 2: (55.0, 45.0, 0.0), 3: "E", 4: (37.0, 37.0, 0.0)})
    return exif


def photo(orientation: int = 1, mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    scene(mode).save(
        out, "JPEG", quality=95, exif=tags(orientation), comment=TELLTALE.encode(), **more
    )
    return out.getvalue()


def jpeg(picture: Image.Image, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=95, **more)
    return out.getvalue()


def png(picture: Image.Image, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", **more)
    return out.getvalue()


def page(data: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(data) as pdf:
        assert len(pdf) == 1
        image: Image.Image = pdf[0].render(scale=1).to_pil()
        return image.convert("RGB")


def same(one: Image.Image, other: Image.Image, off: int = 24) -> bool:
    """Whether the middles of a grid of 6 by 6 fields have the same colors."""
    for column in range(6):
        for row in range(6):
            points = [
                picture.getpixel((
                    int((column + 0.5) * picture.width / 6), int((row + 0.5) * picture.height / 6)
                ))
                for picture in (one, other)
            ]
            first, second = points
            assert isinstance(first, tuple) and isinstance(second, tuple)
            if any(abs(a - b) > off for a, b in zip(first, second, strict=True)):
                return False
    return True


def image_bytes(pdf_bytes: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        return image.read_raw_bytes()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_and_says_nothing(evidence: Evidence, orientation: int) -> None:
    data = photo(orientation)
    assert TELLTALE.encode() in data
    prepared = evidence.clean(data)
    assert (prepared.how, prepared.pages) == (How.IMAGE, 1)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    assert same(page(prepared.pdf), upright)
    assert (page(prepared.pdf).width > page(prepared.pdf).height) == (orientation < 5)
    kept = image_bytes(prepared.pdf)
    assert TELLTALE.encode() not in kept and b"Exif" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


def test_a_photo_keeps_every_pixel(evidence: Evidence) -> None:
    data = photo(6)
    kept = Image.open(io.BytesIO(image_bytes(evidence.clean(data).pdf)))
    assert kept.tobytes() == Image.open(io.BytesIO(data)).tobytes()


@pytest.mark.parametrize("more", [{"progressive": True}, {"subsampling": 0}, {"optimize": True}])
def test_every_way_of_writing_a_jpeg(evidence: Evidence, more: dict[str, object]) -> None:
    data = photo(1, **more)
    kept = Image.open(io.BytesIO(image_bytes(evidence.clean(data).pdf)))
    assert kept.tobytes() == Image.open(io.BytesIO(data)).tobytes()


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_gray_and_print_colors(evidence: Evidence, mode: str) -> None:
    data = photo(1, mode)
    off = 90 if mode == "CMYK" else 10  # print colors are turned into others by each viewer
    expected = Image.open(io.BytesIO(data)).convert("RGB")
    assert same(page(evidence.clean(data).pdf), expected, off)
    picture = evidence.preview(data, width=60)
    assert same(Image.frombytes("RGB", (60, picture.height), picture.data), expected, off)


def test_other_colors_are_said_in_srgb(evidence: Evidence) -> None:
    """A profile that exchanges red and blue: a viewer that follows it shows them exchanged."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile.index(b"rXYZ"), profile.index(b"bXYZ")
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    name = profile.index("sRGB".encode("utf-16-be"))
    profile[name : name + 8] = "Swap".encode("utf-16-be")
    data = photo(1, icc_profile=bytes(profile))
    shown = page(evidence.clean(data).pdf).getpixel((5, 5))
    assert isinstance(shown, tuple) and shown[2] > 150 > shown[0]
    assert b"ICC_PROFILE" not in image_bytes(evidence.clean(data).pdf)


def test_what_hangs_behind_the_picture_is_cut(evidence: Evidence) -> None:
    data = photo() + photo() + TELLTALE.encode()
    kept = image_bytes(evidence.clean(data).pdf)
    assert kept.endswith(b"\xff\xd9") and kept.count(b"\xff\xd9") == 1


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png(evidence: Evidence, mode: str) -> None:
    source = scene("L" if mode in ("LA", "I;16", "P") else mode)
    if mode == "P":
        source = scene().quantize(8)
    if mode == "LA":
        source.putalpha(255)
    if mode == "I;16":
        wide = b"".join(struct.pack("<H", value * 257) for value in source.tobytes())
        source = Image.frombytes("I;16", source.size, wide)
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", TELLTALE, zip=False)
    data = png(source, pnginfo=info)
    prepared = evidence.clean(data)
    assert prepared.how is How.IMAGE
    assert TELLTALE.encode() not in prepared.pdf
    off = 130 if mode == "1" else 4  # single dots run into each other
    gray = mode in ("1", "L", "LA", "I;16")
    expected = scene("L" if gray else "RGB").convert("RGB")
    assert same(page(prepared.pdf), expected, off)


def test_a_transparent_png_lies_on_white(evidence: Evidence) -> None:
    picture = Image.new("RGBA", (60, 60), (0, 0, 0, 0))
    picture.paste((200, 0, 0, 255), (0, 0, 30, 60))
    shown = page(evidence.clean(png(picture)).pdf)
    assert shown.getpixel((shown.width - 5, 5)) == (255, 255, 255)
    assert shown.getpixel((5, 5)) == (200, 0, 0)


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (5000, 20), (3000, 4000)])
def test_a_picture_fits_on_paper(evidence: Evidence, size: tuple[int, int]) -> None:
    data = png(Image.new("L", size, 90))
    ((width, height),) = evidence.look(data).sizes
    assert evidence.look(data).kind is Kind.PNG
    assert max(width, height) <= 792 and min(width, height) <= 612
    shown = page(evidence.clean(data).pdf)
    assert shown.size == (pytest.approx(width, abs=1), pytest.approx(height, abs=1))


def chunk(name: bytes, data: bytes) -> bytes:
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred KB that unpacks to a picture of the size it claims."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer, row = zlib.compressobj(9), bytes(width // 8 + 1)
    rows = b"".join(packer.compress(row * 100) for _ in range(height // 100)) + packer.flush()
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_bomb_is_said_to_be_too_large(evidence: Evidence) -> None:
    with pytest.raises(Refused) as caught:
        evidence.clean(bomb(30_000, 30_000))
    assert caught.value.saying.context == "evidence.too_many_pixels"


def test_comments_that_unpack_to_much_are_a_sentence(evidence: Evidence) -> None:
    text = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(200 << 20), 9))
    data = png(scene())
    with pytest.raises((Refused, OutOfMemory)):
        evidence.clean(data[:33] + text + data[33:])
    assert evidence.clean(data).how is How.IMAGE


@pytest.mark.parametrize("length", [2, 4, 20, 200, -2000, -100])
@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_half_a_picture_is_said_to_be_damaged(evidence: Evidence, kind: str, length: int) -> None:
    noise = Image.effect_noise((120, 80), 90)
    data = jpeg(noise) if kind == "jpeg" else png(noise)
    with pytest.raises(Refused) as caught:
        evidence.clean(data[:length])
    assert caught.value.saying.context in ("evidence.unreadable", "evidence.not_printable")


@pytest.fixture
def _as_in_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint sets this; it never shares a process with this room but here."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)


@pytest.mark.usefixtures("_as_in_the_child")
@pytest.mark.parametrize(
    "how", [{}, {"progressive": True}, {"restart_marker_blocks": 7}, {"mode": "RGB"}], ids=str
)
def test_a_jpeg_is_refused_exactly_where_drawing_all_of_it_fails(
    how: dict[str, Any]
) -> None:
    noise = Image.effect_noise((600, 400), 60).convert(how.pop("mode", "L"))
    data = jpeg(noise, **how)
    verdicts = set()
    for at in [*range(2, 700, 11), *range(700, len(data), len(data) // 20)]:
        for broken in (
            data[:at],
            data[:at] + b"\xff\xd9",
            data[:at] + data[at + 900 :],
            data[:at] + data[at + 1 :],
            data[:at] + bytes((data[at] ^ 0x55,)) + data[at + 1 :],
            data[:at] + b"\xff\xc4\x00\x02" + data[at:],
        ):
            drawn = refused(lambda: decoded(opened(broken)))  # noqa: B023
            assert refused(lambda: image_pdf(broken)) == drawn  # noqa: B023
            verdicts.add(drawn)
    assert verdicts == {False, True}


@pytest.mark.usefixtures("_as_in_the_child")
@pytest.mark.parametrize("height", [0, 63, 64, 65_500, 65_501, 65_535])
def test_a_photo_of_another_height_than_it_has_is_judged_as_one_that_is_drawn(height: int) -> None:
    data = bytearray(jpeg(Image.effect_noise((64, 48), 60)))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 7] = height.to_bytes(2, "big")
    drawn = refused(lambda: decoded(opened(bytes(data))))
    assert refused(lambda: image_pdf(bytes(data))) == drawn == (height in (0, 65_501, 65_535))


def test_of_a_plain_photo_only_the_first_rows_are_drawn_to_know_that_it_can_be() -> None:
    data = jpeg(Image.effect_noise((600, 400), 60))
    few = first_rows(data, needed(data, range(len(data))))
    with Image.open(io.BytesIO(few)) as drawn, Image.open(io.BytesIO(data)) as whole:
        assert drawn.size == (600, 64)
        assert drawn.tobytes() == whole.crop((0, 0, 600, 64)).tobytes()
    in_scans = jpeg(Image.effect_noise((600, 400), 60), progressive=True)
    assert not first_rows(in_scans, needed(in_scans, range(len(in_scans))))


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_blocks": 7}], ids=str)
def test_of_a_photo_nothing_is_copied_but_what_says_how_it_is_drawn(
    mode: str, how: dict[str, Any]
) -> None:
    noise = Image.effect_noise((900, 600), 60).convert(mode)
    data = jpeg(noise, exif=tags(6), comment=TELLTALE.encode(), **how) + TELLTALE.encode()
    written, pages = image_pdf(data)
    assert pages == 1
    assert len(written.plain) < 20_000 < len(data) / 5
    assert TELLTALE.encode() not in written.plain
    with pikepdf.open(io.BytesIO(b"".join(written.joined(data)))) as pdf:
        image = pdf.pages[0].Resources.XObject.I
        assert image.read_raw_bytes() == stripped(data)
        assert (image.Width, image.Height) == (900, 600)
        assert ("/Decode" in image) == (mode == "CMYK")


HIDES = [0xDC, 0xFE, 0xE1, 0xEE, 0xDD, 0xDE, 0xDF, 0xC4, 0xDB, 0xCC, 0xC8, 0xF0, 0xFD, 0x02, 0xBF]


@pytest.mark.parametrize("marker", HIDES, ids=hex)
def test_nothing_is_said_below_the_picture(evidence: Evidence, marker: int) -> None:
    said = TELLTALE.encode() * 3
    hidden = bytes((0xFF, marker)) + (len(said) + 2).to_bytes(2, "big") + said
    for plain in (photo(), jpeg(Image.effect_noise((900, 600), 60), progressive=True)):
        assert evidence.clean(plain[:-2] + hidden + plain[-2:]).pdf == evidence.clean(plain).pdf


@pytest.mark.parametrize("marker", HIDES, ids=hex)
def test_what_is_said_above_the_picture_is_not_printed(evidence: Evidence, marker: int) -> None:
    said = TELLTALE.encode() * 3
    hidden = bytes((0xFF, marker)) + (len(said) + 2).to_bytes(2, "big") + said
    plain = photo()
    data = plain[:2] + hidden + plain[2:]
    if marker in (0xDC, 0xFE, 0xE1, 0xEE):  # which readers skip
        assert evidence.clean(data).pdf == evidence.clean(plain).pdf
    else:
        assert refused(lambda: evidence.clean(data))


def test_of_a_height_below_the_picture_nothing_is_kept(evidence: Evidence) -> None:
    plain = photo()
    height = b"\xff\xdc\x00\x04\x02\x58" * 9
    assert evidence.clean(plain[:-2] + height + plain[-2:]).pdf == evidence.clean(plain).pdf


def refused(look: Callable[[], object]) -> bool:
    try:
        look()
    except Refused:
        return True
    return False


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\x00\x01", b"\xff\xd8\xff\xe1\xff\xff",
     b"\xff\xd8\x00\x00", b"\xff\xd8\xff\xda\x00\x02\x11\xff", b"\xff\xd8" + b"\xff" * 100],
)
def test_a_broken_jpeg_is_noticed_while_it_is_stripped(data: bytes) -> None:
    with pytest.raises(Refused):
        stripped(data)


@pytest.mark.parametrize("form", ["rgb", "png", "jpeg"])
def test_a_preview_is_upright_and_of_the_width_asked(evidence: Evidence, form: str) -> None:
    data = photo(6)
    picture = evidence.preview(data, width=200, form=form)  # type: ignore[arg-type]
    assert (picture.width, picture.height) == (200, 300)
    shown = (
        Image.frombytes("RGB", (200, 300), picture.data)
        if form == "rgb"
        else Image.open(io.BytesIO(picture.data)).convert("RGB")
    )
    assert same(shown, ImageOps.exif_transpose(Image.open(io.BytesIO(data))))
    assert TELLTALE.encode() not in picture.data
