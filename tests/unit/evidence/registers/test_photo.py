"""The photo of a wanted card: printed beside the entry, with nothing in it but its pixels."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from pristan.case import Name, Point
from pristan.evidence import Evidence
from pristan.evidence.registers.values import Extract, Sought
from unit.evidence.registers import made

IVAN = Sought((Name("Примеров", "Иван", "Сергеевич"),), Point(1985, 2, 1))
OTHER = (
    '<div class="bs-item"><img src="other.jpg"><div class="bs-item-title">ТЕСТОВ ТЕСТ</div></div>'
)


def jpeg(color: str = "red", size: tuple[int, int] = (900, 1200)) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "camera that tells"
    Image.new("RGB", size, color).save(out, "JPEG", exif=exif)
    return out.getvalue()


def zipped(page: str, **files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("страница.html", page)
        for name, data in files.items():
            archive.writestr(f"страница_files/{name}.jpg", data)
    return out.getvalue()


def extract(evidence: Evidence, data: bytes) -> Extract:
    return evidence.extract(data, evidence.find(data, IVAN).hits[0].text)


def color_of(photo: bytes) -> tuple[int, ...]:
    pixel = Image.open(io.BytesIO(photo)).getpixel((5, 5))
    assert isinstance(pixel, tuple)
    return pixel


def test_the_photo_of_the_card_is_taken_and_tells_nothing(evidence: Evidence) -> None:
    page = made.wanted_card(photo="./страница_files/mine.jpg", more=OTHER)
    found = extract(evidence, zipped(page, mine=jpeg("red"), other=jpeg("blue")))
    picture = Image.open(io.BytesIO(found.photo))
    assert picture.size == (450, 600)
    assert color_of(found.photo)[0] > 240
    assert b"camera" not in found.photo
    assert not picture.getexif()


def test_other_peoples_cards_stay_out(evidence: Evidence) -> None:
    found = extract(evidence, made.wanted_card(more=OTHER).encode())
    assert "ТЕСТОВ" not in " ".join(line.text for line in found.lines)
    assert [line.count for line in found.lines if line.kind == "omitted"] == [1]


def test_a_photo_within_the_page_is_taken(evidence: Evidence) -> None:
    inside = "data:image/jpeg;base64," + base64.b64encode(jpeg("blue")).decode()
    found = extract(evidence, made.wanted_card(photo=inside).encode())
    assert color_of(found.photo)[2] > 240


@pytest.mark.parametrize(
    "source",
    [
        "photo.jpg", "https://static.example/photo.jpg", "data:image/png;base64,!!", "data:,x",
        "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>", "//[broken",
        "data:image/jpeg;base64," + base64.b64encode(jpeg()[:300]).decode(),
        "data:image/jpeg;base64," + base64.b64encode(jpeg(size=(8, 8))).decode(),
    ],
)  # fmt: skip
def test_without_a_whole_photo_the_card_is_printed_all_the_same(
    evidence: Evidence, source: str
) -> None:
    found = extract(evidence, made.wanted_card(photo=source).encode())
    assert (found.photo, found.marked) == (b"", 1)


def test_the_photo_is_on_the_paper(evidence: Evidence) -> None:
    page: dict[str, Any] = {"title": "", "is_data": False, "omitted": False, "lines": [
        {"kind": "text", "text": "ПРИМЕРОВ", "cells": [], "number": None, "marked": True,
         "count": 0},
    ] * 2}
    for photo in (jpeg(), b""):
        facts = {"page": page | {"photo": bool(photo)}, "about": []}
        leaf = evidence.leaf("register_page.html", "t", facts, photo)
        with pypdfium2.PdfDocument(leaf.pdf) as pdf:
            kinds = [each.type for each in pdf[0].get_objects()]
        assert kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE) == bool(photo)
        assert leaf.how == "copied"
