"""Child side: what a PDF says about itself as an official form, before anything is believed."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2

from pristan.case import Problem, say
from pristan.official.form import BARCODE

_MOST_PAGES = 60
_MOST_BOXES = 4000
_MOST_OPTIONS = 400  # of a list of choices
_PAGES_READ = 3  # the footer and the header are on each of them
_FOOTER = re.compile(r"Form ([A-Z]+-\d+[A-Z]?)\b[^\n]{0,20}?(\d\d/\d\d/\d\d)(?!\d)")
_DATE = re.compile(r"\d\d/\d\d/\d{2,4}")
_EXPIRES = re.compile(r"Expires (\d\d/\d\d/\d{4})")
_BARCODE_VALUE = re.compile(r"([A-Z0-9-]+)\|(\d\d/\d\d/\d\d)\|\d+")
_XFA_TEXT = r'<text name="{}"[^>]*>([^<]{{1,40}})<'


@dataclass(frozen=True, slots=True)
class Widget:
    """A box on a page of the PDF; ``page`` counts from 0."""

    page: int
    name: str
    object: pikepdf.Object

    def get(self, key: str) -> Any:
        """Return a value of the field, which may be inherited, or None."""
        return inherited(self.object, key)


def opened(data: bytes) -> pikepdf.Pdf:
    """Open a form; one that only restricts what may be done with it opens without a password."""
    try:
        pdf = pikepdf.open(io.BytesIO(data))
        pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise Problem(
            say(
                "official.password",
                "This PDF asks for a password. Take a blank copy of the form from the agency's own "
                "site; that one opens without.",
            )
        ) from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise Problem(
            say(
                "official.damaged",
                "This file is not a whole PDF. Download the form once more from the agency's own "
                "site.",
            )
        ) from None
    if not 0 < pages <= _MOST_PAGES:
        raise Problem(
            say(
                "official.pages",
                "This PDF has {pages} pages; an official form has at most {most}.",
                pages=pages,
                most=_MOST_PAGES,
            )
        )
    return pdf


def look(data: bytes) -> dict[str, Any]:
    """Return what identifies a form.

    ``said`` is every (form id, edition) that the PDF names, by barcode, XFA and footer; ``expires``
    the dates in its header; ``boxes`` rows of page, name, type, four rounded corners, longest text
    and on-values, or what a list offers; ``answered`` how many boxes already hold something;
    ``words`` of every page a digest of what is printed on it, but for dates.
    """
    with opened(data) as pdf:
        boxes = list(widgets(pdf))
        said = {"barcode": _barcodes(boxes), "xfa": _xfa(pdf)}
        rows = [_row(widget) for widget in boxes]
        answered = sum(map(_answered, boxes))
        pages = len(pdf.pages)
    said["footer"], expires, words = _printed(data)
    return {
        "said": {source: sorted(found) for source, found in said.items()},
        "expires": sorted(expires),
        "pages": pages,
        "boxes": rows,
        "answered": answered,
        "words": words,
    }


def widgets(pdf: pikepdf.Pdf) -> Iterator[Widget]:
    """Yield the boxes of a form, page by page."""
    seen = 0
    for number, page in enumerate(pdf.pages):
        annotations = page.obj.get("/Annots")
        if not isinstance(annotations, pikepdf.Array):
            continue
        for each in annotations:
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Widget":
                seen += 1
                if seen > _MOST_BOXES:
                    raise Problem(say("official.boxes", "This PDF has too many boxes for a form."))
                yield Widget(number, full_name(each), each)


def inherited(field: pikepdf.Object, key: str) -> Any:
    """Return what a field or one of its parents holds under a key, or None."""
    for each in parents(field):
        if key in each:
            return each[key]
    return None


def full_name(field: pikepdf.Object) -> str:
    """Return the field's name with its parents', as ``form1[0].#subform[0].Name[0]``."""
    names = [str(each["/T"]) for each in parents(field) if "/T" in each]
    return ".".join(reversed(names))[:300]


def on_values(field: pikepdf.Object) -> list[str]:
    """Return the values that tick a check box."""
    drawn = field.get("/AP", pikepdf.Dictionary()).get("/N")
    if not isinstance(drawn, pikepdf.Dictionary):
        return []
    return [str(key) for key in drawn if str(key) != "/Off"]


def options(widget: Widget) -> list[str]:
    """Return what a list of choices offers, as the form keeps it."""
    offered = widget.get("/Opt")
    rows = list(offered)[:_MOST_OPTIONS] if isinstance(offered, pikepdf.Array) else []
    return [str(row[0] if isinstance(row, pikepdf.Array) else row) for row in rows]


def parents(field: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield a field and its parents; a loop of parents ends."""
    each: pikepdf.Object | None = field
    for _ in range(20):
        if not isinstance(each, pikepdf.Dictionary):
            return
        yield each
        each = each.get("/Parent")


def _row(widget: Widget) -> list[Any]:
    corners = [round(float(number)) for number in widget.object.get("/Rect", ())][:4]
    longest = widget.get("/MaxLen")
    return [
        widget.page,
        widget.name,
        str(widget.get("/FT")),
        corners,
        None if longest is None else int(longest),
        options(widget) if widget.get("/FT") == "/Ch" else on_values(widget.object),
    ]


def _answered(widget: Widget) -> bool:
    if BARCODE in widget.name:
        return False
    if widget.get("/FT") == "/Btn":
        state = widget.object.get("/AS")
        return state is not None and str(state) in on_values(widget.object)
    value = widget.get("/V")
    return isinstance(value, pikepdf.String) and bool(str(value).strip())


def _barcodes(boxes: list[Widget]) -> set[tuple[str, str]]:
    values = (str(box.get("/V")) for box in boxes if BARCODE in box.name)
    return {(found[1], found[2]) for value in values if (found := _BARCODE_VALUE.fullmatch(value))}


def _xfa(pdf: pikepdf.Pdf) -> set[tuple[str, str]]:
    parts = pdf.Root.get("/AcroForm", pikepdf.Dictionary()).get("/XFA")
    if not isinstance(parts, pikepdf.Array):
        return set()
    for name, part in zip(list(parts)[::2], list(parts)[1::2], strict=False):
        if str(name) == "template" and isinstance(part, pikepdf.Stream):
            text = part.read_bytes().decode("utf-8", "replace")
            form = re.search(_XFA_TEXT.format("FormID"), text)
            edition = re.search(_XFA_TEXT.format("RevDate"), text)
            if form and edition:
                return {(form[1], edition[1])}
    return set()


def _printed(data: bytes) -> tuple[set[tuple[str, str]], set[str], list[str]]:
    """Read the footers, the header and the words of pages as printed, with a second library."""
    words: list[str] = []
    editions: set[tuple[str, str]] = set()
    expires: set[str] = set()
    document = pypdfium2.PdfDocument(data)
    try:
        for number in range(len(document)):
            text = document[number].get_textpage().get_text_range().replace("\r", "")
            if number < _PAGES_READ:
                editions |= {(found[1], found[2]) for found in _FOOTER.finditer(text)}
                expires |= set(_EXPIRES.findall(text))
            letters = re.sub(r"\W|_", "", _DATE.sub("", text)).casefold()
            words.append(hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()[:12])
    finally:
        document.close()
    return editions, expires, words
