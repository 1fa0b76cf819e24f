"""A heap of papers to bind: photos, scans and pages of text, as they are once they are cleaned."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from pristan.packet.face import find_face
from pristan.packet.quiet import load_weasyprint

LETTER = (612, 792)
PHOTOS, SCANS, TEXTS = 0.6, 0.2, 0.2  # of the exhibits


def make_heap(folder: Path, exhibits: int, pages: int) -> list[Path]:
    """Write so many papers, with about so many pages together, and return them in order.

    Three of five are one photo of 12 megapixels and 1.5 MB; the others have the remaining pages,
    one half scans of 260 KB a page, one half text with a whole font file.
    """
    return _make(folder, exhibits, pages, photos_as_files=False)


def make_sources(folder: Path, exhibits: int, pages: int) -> list[Path]:
    """Write the same papers as a person brings them: photos as JPEG files."""
    return _make(folder, exhibits, pages, photos_as_files=True)


def _make(folder: Path, exhibits: int, pages: int, *, photos_as_files: bool) -> list[Path]:
    load_weasyprint()  # knows where the face is
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(3)
    photos = [_noise(chance, (4032, 3024), 10) for _ in range(6)]
    scans = [_noise(chance, (1240, 1754), 10, "L") for _ in range(10)]
    many = exhibits - round(exhibits * PHOTOS)
    each = max(1, (pages - round(exhibits * PHOTOS)) // many)
    files = []
    for number in range(exhibits):
        kind = number % 5
        if kind < 3 and photos_as_files:
            files.append(folder / f"{number:04d}.jpg")
            files[-1].write_bytes(_remarked(photos[number % 6], f"exhibit {number}"))
            continue
        if kind < 3:
            pdf = _pictures([photos[number % 6]], number)
        elif kind == 3:
            pdf = _pictures([scans[page % 10] for page in range(each)], number)
        else:
            pdf = _texts(each, number)
        files.append(folder / f"{number:04d}.pdf")
        pdf.save(files[-1], deterministic_id=True)
    return files


def make_texts(folder: Path, exhibits: int, pages: int) -> list[Path]:
    """Write so many papers of so many pages of text each, and return them in order."""
    load_weasyprint()
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:04d}.pdf" for number in range(exhibits)]
    for number, file in enumerate(files):
        _texts(pages, number).save(file, deterministic_id=True)
    return files


def _noise(chance: random.Random, size: tuple[int, int], quality: int, mode: str = "RGB") -> bytes:
    small = (size[0] // 2, size[1] // 2)
    picture = Image.frombytes("L", small, chance.randbytes(small[0] * small[1])).resize(size)
    out = io.BytesIO()
    picture.convert(mode).save(out, "JPEG", quality=quality)
    return out.getvalue()


def _remarked(picture: bytes, remark: str) -> bytes:
    """Return a JPEG with a remark in it, so that no two are the same."""
    said = b"\xff\xfe" + (len(remark) + 2).to_bytes(2, "big") + remark.encode()
    return picture[:2] + said + picture[2:]


def _pictures(pictures: list[bytes], number: int) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for at, data in enumerate(pictures):
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            color = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
        own = _remarked(data, f"exhibit {number} page {at}")
        image = pdf.make_stream(
            own, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height,
            ColorSpace=color, BitsPerComponent=8, Filter=Name.DCTDecode,
        )  # fmt: skip
        page = pdf.add_blank_page(page_size=LETTER)
        page.Resources = Dictionary(XObject=Dictionary(Im=image))
        page.Contents = pdf.make_stream(b"q 612 0 0 792 0 0 cm /Im Do Q")
    return pdf


def _texts(pages: int, number: int) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.LiberationSerif, FirstChar=32,
            LastChar=126, Widths=Array([500] * 95), Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(
                Dictionary(
                    Type=Name.FontDescriptor, FontName=Name.LiberationSerif, Flags=32,
                    FontBBox=Array([-200, -300, 1100, 900]), ItalicAngle=0, Ascent=900,
                    Descent=-300, CapHeight=660, StemV=80,
                    FontFile2=pdf.make_stream(find_face().regular.read_bytes()),
                )
            ),
        )
    )  # fmt: skip
    line = "The witness said that at the stated time nobody was at home and nothing was seen. "
    for at in range(pages):
        page = pdf.add_blank_page(page_size=LETTER)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        lines = [f"0 -14 Td ({number} {at} {row} {line}) Tj" for row in range(46)]
        page.Contents = pdf.make_stream(
            b"BT /F 11 Tf 60 730 Td " + "\n".join(lines).encode() + b" ET"
        )
    return pdf
