"""Change a PDF so that pdfium draws of fields, remarks and layers what other readers draw of them.

pdfium leaves out a field that the form of the PDF does not name, such as on a page that was taken
out of its file, and remarks on layers that are off it draws. Child side only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String

from pristan.evidence.layers import Layers

_DEEPEST: Final = 40
_WRITTEN_ANEW: Final = (Name.Tx, Name.Ch)
_LATIN: Final = 0x100  # pdfium can write no other letters in a field


def may_differ(pdf: Pdf) -> bool:
    """Whether a PDF has anything for which it may have to be changed."""
    return "/OCProperties" in pdf.Root or any(
        _is_field(each) or "/OC" in each for page in pdf.pages for each in remarks(page)
    )


def draw_as_others(pdf: Pdf) -> bool:
    """Change what pdfium would draw otherwise than other readers; return whether there was any.

    A field that has a look is made a stamp with the same look, which every reader draws as it is.
    """
    layers = Layers(pdf)
    hidden = [
        page for page in pdf.pages if any(layers.hide(each.get("/OC")) for each in remarks(page))
    ]
    for page in hidden:
        page.obj.Annots = Array([
            each for each in page.obj.Annots
            if not (isinstance(each, Dictionary) and layers.hide(each.get("/OC")))
        ])
    changed = layers.set_plainly() or bool(hidden)
    form: Any = pdf.Root.get("/AcroForm")
    anew = isinstance(form, Dictionary) and bool(form.get("/NeedAppearances") == True)  # noqa: E712
    for page in pdf.pages:
        for each in remarks(page):
            if _is_field(each) and has_look(each) and not (anew and _is_written_anew(each)):
                each.Subtype = Name.Stamp
                changed = True
    return changed


def remarks(page: Page) -> Iterator[Dictionary]:
    """Yield the fields and remarks of a page."""
    every = page.obj.get("/Annots")
    if isinstance(every, Array):
        yield from (each for each in every if isinstance(each, Dictionary))


def _is_field(remark: Dictionary) -> bool:
    return remark.get("/Subtype") == Name.Widget


def has_look(remark: Dictionary) -> bool:
    """Whether the PDF says how a field or a remark looks."""
    looks = remark.get("/AP")
    look = looks.get("/N") if isinstance(looks, Dictionary) else None
    return isinstance(look, Stream | Dictionary)


def of_field(field: Dictionary, key: str) -> Any:
    """Return what a field says, or the nearest of those that it belongs to."""
    for _ in range(_DEEPEST):
        value, parent = field.get(key), field.get("/Parent")
        if value is not None:
            return value
        if not isinstance(parent, Dictionary):
            break
        field = parent
    return None


def _is_written_anew(field: Dictionary) -> bool:
    """Whether pdfium writes the value of a field anew, and can."""
    value = of_field(field, "/V")
    return (
        of_field(field, "/FT") in _WRITTEN_ANEW
        and bool(str(of_field(field, "/T") or ""))
        and isinstance(value, String)
        and all(ord(letter) < _LATIN for letter in str(value))
    )
