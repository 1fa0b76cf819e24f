"""Every kind of picture that a person brings becomes pages; every other kind is named."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pillow_heif
import pytest
from PIL import Image

from pristan.confine.refusals import Refused
from pristan.evidence import Evidence, How, Kind
from pristan.evidence.sniff import sniff
from unit.evidence.test_pictures import ORIENTATION, page, same, scene

pillow_heif.register_heif_opener()


def written(form: str, picture: Image.Image, **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


@pytest.mark.parametrize("form", ["HEIF", "TIFF", "WEBP", "GIF", "BMP", "PNG"])
def test_pictures_become_pages_of_the_same_look(evidence: Evidence, form: str) -> None:
    picture = scene(size=(240, 160))
    data = written(form, picture)
    seen = evidence.look(data)
    assert seen.pages == 1 and seen.kind is sniff(data) and seen.kind is not Kind.OTHER
    made = evidence.clean(data)
    assert (made.how, made.pages) == (How.IMAGE, 1)
    assert same(page(made.pdf), picture)


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "CMYK", "I;16", "P"])
def test_a_tiff_of_any_depth(evidence: Evidence, mode: str) -> None:
    picture = scene("L").convert("I").point(lambda v: v * 256).convert("I;16") \
        if mode == "I;16" else scene(mode)
    made = evidence.clean(written("TIFF", picture))
    if mode in ("RGB", "RGBA", "CMYK"):
        assert same(page(made.pdf), scene(), off=40)


def test_a_tiff_turned_by_its_tag_is_upright(evidence: Evidence) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    sideways = scene().transpose(Image.Transpose.ROTATE_90)
    data = written("TIFF", sideways, exif=exif)
    assert evidence.look(data).sizes[0][0] > evidence.look(data).sizes[0][1]
    assert same(page(evidence.clean(data).pdf), scene())


def test_every_page_of_a_tiff_comes(evidence: Evidence) -> None:
    pages = [Image.new("RGB", (60, 40 + 20 * n), (80 * n, 0, 0)) for n in range(3)]
    data = written("TIFF", pages[0], save_all=True, append_images=pages[1:])
    assert evidence.look(data).pages == 3
    made = evidence.clean(data)
    assert made.pages == 3
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        heights = [float(each.mediabox[3]) for each in pdf.pages]
    assert heights == sorted(heights) and len(set(heights)) == 3
    shown = evidence.preview(data, 3, 30)
    assert shown.data[:1] > b"\x90"


def test_a_scan_in_black_and_white_stays_sharp(evidence: Evidence) -> None:
    made = evidence.clean(written("TIFF", scene("1"), compression="group4"))
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        (image,) = pdf.pages[0].get_images().values()
        assert image.Filter == pikepdf.Name.FlateDecode


def test_a_broken_picture_is_refused(evidence: Evidence) -> None:
    for form in ("HEIF", "TIFF", "WEBP", "GIF", "BMP"):
        data = written(form, scene(size=(400, 300)))
        with pytest.raises(Refused):
            evidence.clean(data[: len(data) // 3])


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return out.getvalue()


KINDS = {
    "word": (packed("[Content_Types].xml", "word/document.xml"), Kind.DOCUMENT),
    "rtf": (rb"{\rtf1\ansi hello}", Kind.DOCUMENT),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Kind.DOCUMENT),
    "page in a zip": (packed("page.html", "page_files/a.png"), Kind.PAGE),
    "another zip": (packed("a.bin"), Kind.OTHER),
    "utf-8": ("Привет.\nКак дела?\n".encode(), Kind.TEXT),
    "windows": ("Привет.\r\nКак дела?".encode("cp1251"), Kind.TEXT),
    "utf-16": ("Привет".encode("utf-16"), Kind.TEXT),
    "html": (b"\xef\xbb\xbf<!DOCTYPE html><title>x</title>", Kind.PAGE),
    "mhtml": (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        b'\ttype="text/html"; boundary="x"\r\n\r\n--x\r\n', Kind.ARCHIVE,
    ),
    "video": (b"\0\0\0\x20ftypisom" + bytes(20), Kind.VIDEO),
    "voice": (b"\0\0\0\x20ftypM4A " + bytes(20), Kind.SOUND),
    "mp3": (b"ID3\x03" + bytes(20), Kind.SOUND),
    "voice message": (b"OggS" + bytes(20), Kind.SOUND),
    "program": (b"\x7fELF" + bytes(20), Kind.OTHER),
    "nothing": (b"", Kind.OTHER),
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_kinds_are_told_by_content(name: str) -> None:
    data, kind = KINDS[name]
    assert sniff(data) is kind


def test_a_recording_is_kept_and_says_so(evidence: Evidence) -> None:
    with pytest.raises(Refused) as refused:
        evidence.look(KINDS["video"][0])
    assert refused.value.saying.context == "evidence.played_only"
