"""Child side: open the filled copies again with a second library and compare them with the order.

PDFium reads the boxes of the copy to edit and the letters that stand on the flat copy. Whatever
was not ordered must be as it was in the blank form, and every barcode as it was, byte for byte.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from pristan.official.form import BARCODE
from pristan.official.look import opened, widgets

_ON = "\0on"  # a value that no text can be: the box is ticked
_HYPHEN = "\x02"  # what PDFium makes of a hyphen at the end of a line
_SCALE = 1.5  # pixels a point, for looking at the barcodes


@dataclass(frozen=True, slots=True)
class Read:
    """One box as PDFium reads it: its corners in points and its value."""

    page: int
    name: str
    rect: tuple[float, float, float, float]
    value: str


def prove(
    blank: bytes, editable: bytes, flat: bytes, work: Mapping[str, Any]
) -> dict[str, list[str]]:
    """Return what is wrong, as names of boxes; all lists are empty when the copies are right.

    ``values``: a box to edit does not hold what was ordered, or holds what was not. ``print``: the
    flat copy does not show the whole value inside the box. ``barcodes``: a page's barcode changed.
    ``mark``: a page does not say that the person is invented.
    The blank form holds no answers (``edition.judged``), so what was not ordered must be empty.
    """
    expected = {text["field"]: text["value"] for text in work["texts"]}
    expected |= {tick["field"]: _ON for tick in work["ticks"]}
    boxes = list(_boxes(editable))
    wrong = [
        box.name
        for box in boxes
        if box.value != expected.get(box.name, "") and BARCODE not in box.name
    ]
    wrong += sorted(set(expected) - {box.name for box in boxes})
    return {
        "values": wrong,
        "print": _misprinted(flat, boxes, expected),
        "barcodes": _barcodes(blank, editable, flat, work),
        "mark": _unmarked(flat, work["mark"]),
    }


def _boxes(data: bytes) -> Iterator[Read]:
    document = pypdfium2.PdfDocument(data)
    try:
        document.init_forms()
        form = document.formenv
        for number in range(len(document)):
            page = document[number]
            for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
                box = pdfium.FPDFPage_GetAnnot(page, index)
                try:
                    if pdfium.FPDFAnnot_GetSubtype(box) == pdfium.FPDF_ANNOT_WIDGET:
                        yield _read(number, form, box)
                finally:
                    pdfium.FPDFPage_CloseAnnot(box)
    finally:
        document.close()


def _read(page: int, form: Any, box: Any) -> Read:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(box, rect)
    value = _string(pdfium.FPDFAnnot_GetFormFieldValue, form, box).replace("\r", "\n")
    if pdfium.FPDFAnnot_GetFormFieldType(form, box) == pdfium.FPDF_FORMFIELD_CHECKBOX:
        value = _ON if pdfium.FPDFAnnot_IsChecked(form, box) else ""
    name = _string(pdfium.FPDFAnnot_GetFormFieldName, form, box)
    return Read(page, name, (rect.left, rect.bottom, rect.right, rect.top), value)


def _string(call: Any, form: Any, box: Any) -> str:
    length = call(form, box, None, 0)
    buffer = ctypes.create_string_buffer(length)
    call(form, box, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _misprinted(flat: bytes, boxes: list[Read], expected: Mapping[str, str]) -> list[str]:
    ordered = [box for box in boxes if expected.get(box.name, _ON) != _ON]
    wrong = []
    document = pypdfium2.PdfDocument(flat)
    try:
        for number in range(len(document)):
            letters = list(_letters(document[number].get_textpage()))
            for box in (each for each in ordered if each.page == number):
                shown = [each for each in letters if _centered(each, box.rect)]
                text = "".join(each.char for each in shown)
                whole = all(_inside(each, box.rect) for each in shown)
                if not whole or text != "".join(expected[box.name].split()):
                    wrong.append(box.name)
    finally:
        document.close()
    return wrong


@dataclass(frozen=True, slots=True)
class _Letter:
    char: str
    left: float
    right: float
    bottom: float
    top: float


def _letters(text: Any) -> Iterator[_Letter]:
    """Yield every letter of a page that has ink, with its corners in points."""
    corners = [ctypes.c_double() for _ in range(4)]
    for index in range(pdfium.FPDFText_CountChars(text)):
        char = chr(pdfium.FPDFText_GetUnicode(text, index)).replace(_HYPHEN, "-")
        if not char.isspace():
            pdfium.FPDFText_GetCharBox(text, index, *corners)
            yield _Letter(char, *(each.value for each in corners))


def _centered(letter: _Letter, rect: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = rect
    return (
        left < (letter.left + letter.right) / 2 < right
        and bottom < (letter.bottom + letter.top) / 2 < top
    )


def _inside(letter: _Letter, rect: tuple[float, float, float, float]) -> bool:
    """Whether a whole letter is inside the part of a box that is drawn (one point less)."""
    left, bottom, right, top = rect
    return (
        left + 1 <= letter.left
        and letter.right <= right - 1
        and bottom + 1 <= letter.bottom
        and letter.top <= top - 1
    )


def _unmarked(flat: bytes, mark: str) -> list[str]:
    """Return the pages that lack the words of the upper margin."""
    document = pypdfium2.PdfDocument(flat)
    try:
        texts = [page.get_textpage().get_text_range() for page in document] if mark else []
    finally:
        document.close()
    return [f"{number}" for number, text in enumerate(texts, start=1) if mark not in text]


def _barcodes(blank: bytes, editable: bytes, flat: bytes, work: Mapping[str, Any]) -> list[str]:
    """Compare values and pictures of barcodes as stored, and how the flat copy shows them."""
    with opened(blank) as old, opened(editable) as new:
        was = {box.page: _barcode(box.object) for box in widgets(old) if BARCODE in box.name}
        barcodes = [box for box in widgets(new) if BARCODE in box.name]
        now = {box.page: _barcode(box.object) for box in barcodes}
        places = {box.page: [float(each) for each in box.object.Rect] for box in barcodes}
        origins = _origins(len(old.pages), work)
        whole = len(new.pages) == len(origins)
    wrong = [] if whole else ["pages"]
    changed = (page for page, origin in enumerate(origins) if now.get(page) != was.get(origin))
    wrong += [f"{page + 1}" for page in changed]
    drawn, printed = pypdfium2.PdfDocument(editable), pypdfium2.PdfDocument(flat)
    try:
        drawn.init_forms()
        if len(printed) != len(drawn):
            return [*wrong, "pages"]
        for page, place in places.items():
            if _strip(drawn[page], place) != _strip(printed[page], place):
                wrong.append(f"{page + 1}")
    finally:
        drawn.close()
        printed.close()
    return wrong


def _barcode(box: Any) -> tuple[str, bytes]:
    return str(box.get("/V")), box.AP.N.read_bytes()


def _origins(pages: int, work: Mapping[str, Any]) -> list[int]:
    """Return, for every page of the filled form, the page of the blank form it comes from."""
    copied = [copy["page"] for copy in work["copies"]]
    return [page for page in range(pages) for _ in range(1 + copied.count(page))]


def _strip(page: Any, place: Sequence[float]) -> bytes:
    """Return the pixels of a part of a page."""
    left, bottom, right, top = place
    width, height = page.get_size()
    picture = page.render(
        scale=_SCALE,
        grayscale=True,
        crop=(left, bottom, width - right, height - top),
    )
    return bytes(picture.buffer)
