"""The pages of a finished PDF as they read: text, stamps, and where links land."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from pristan.packet.stamp import BAND_AT, NUMBER_AT

Matrix = tuple[float, float, float, float, float, float]

_GAP = 1.5  # points between two words, at least; within a word letters stand closer
_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(slots=True)
class ReadPage:
    """One page as it reads: what programs call it, its text, what stands at foot and head, and what
    stands between these; of an exhibit's page no text, but where the exhibit is drawn on it.
    """

    label: str
    text: str
    foot: str
    head: str
    body: str
    links: list[ReadLink]
    drawn: Matrix | None


@dataclass(slots=True)
class ReadLink:
    """A link: the text it covers, the text before it on its line, the page it lands on.

    Where words are written from right to left, the text before it is as its letters stand.
    """

    text: str
    before: str
    lands: int


def read_pages(document: pypdfium2.PdfDocument, own: Container[int]) -> list[ReadPage]:
    """Return every page of a PDF as it reads; *own* are the places of those that are no exhibit's.

    Of the others only what stands round the exhibit is read: nothing is asked of its own words, and
    they would take most of the time. Raises PdfiumError.
    """
    return [_read_page(document, at, page, at in own) for at, page in enumerate(document)]


def _read_page(
    document: pypdfium2.PdfDocument, at: int, page: pypdfium2.PdfPage, own: bool
) -> ReadPage:
    width, height = page.get_size()
    drawn = None if own else _left_out(page)
    text = page.get_textpage()

    def within(left: float, bottom: float, right: float, top: float) -> str:
        return line(text.get_text_bounded(left, bottom, right, top))

    def before(left: float, bottom: float, top: float) -> str:
        found = within(0, bottom + 1, left - 1, top - 1)
        return _as_it_stands(text, left, bottom, top) if reads_back(found) else found

    return ReadPage(
        label=document.get_page_label(at),
        text=line(text.get_text_range()) if own else "",
        foot=within(0, NUMBER_AT - 4, width, NUMBER_AT + 9),
        head=within(0, height - BAND_AT - 4, width, height - BAND_AT + 9),
        body=within(0, NUMBER_AT + 9, width, height - BAND_AT - 4) if own else "",
        links=[
            ReadLink(
                within(left - 0.5, bottom, right + 0.5, top),
                before(left, bottom, top),
                lands,
            )
            for left, bottom, right, top, lands in _links(document, page)
        ],
        drawn=drawn,
    )


def _as_it_stands(
    text: pypdfium2.PdfTextPage, before: float, bottom: float, top: float
) -> str:
    """Return the letters of a line up to a place, from left to right, whatever they say."""
    letters = []
    for at in range(text.count_chars()):
        left, low, right, high = text.get_charbox(at, loose=True)
        letter = chr(pdfium.FPDFText_GetUnicode(text, at))
        if right < before and bottom < (low + high) / 2 < top and not letter.isspace():
            letters.append((left, right, letter))
    letters.sort()
    shown, end = "", 0.0
    for left, right, letter in letters:
        shown += " " + letter if shown and left - end > _GAP else letter
        end = right
    return line(shown)


def _left_out(page: pypdfium2.PdfPage) -> Matrix | None:
    """Leave the only form that a page draws out of what is read; return where it is drawn.

    A page that draws none or several is read whole.
    """
    things = (
        pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page))
    )
    forms = [
        each for each in things if pdfium.FPDFPageObj_GetType(each) == pdfium.FPDF_PAGEOBJ_FORM
    ]
    found = pdfium.FS_MATRIX()
    if len(forms) != 1 or not (
        pdfium.FPDFPageObj_GetMatrix(forms[0], ctypes.byref(found))
        and pdfium.FPDFPageObj_SetIsActive(forms[0], False)
    ):
        return None
    return found.a, found.b, found.c, found.d, found.e, found.f


def _links(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage
) -> Iterator[tuple[float, float, float, float, int]]:
    at, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page, ctypes.byref(at), ctypes.byref(link)):
        pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(box))
        target = pdfium.FPDFLink_GetDest(document, link)
        lands = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
        yield box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top), lands


def line(text: str) -> str:
    """Return a text on one line, its accents put together."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def squashed(text: str) -> str:
    """Letters and digits only: lines may break and hyphens may be lost when a page is read."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFC", text).casefold())


def says(text: str, title: str) -> bool:
    """Whether a page says a title; of a title written from right to left, all its letters."""
    if reads_back(title):
        return Counter(squashed(title)) <= Counter(squashed(text))
    return squashed(title) in squashed(text)


def reads_back(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)
