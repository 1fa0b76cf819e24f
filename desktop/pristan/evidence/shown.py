"""Change a PDF so that pdfium draws of fields, remarks and layers what other readers draw of them.

pdfium leaves out a field that the form of the PDF does not name, such as on a page that was taken
out of its file, and remarks on layers that are off it draws. Child side only.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Pdf, String

from pristan.evidence.layers import Layers
from pristan.evidence.remarks import has_look, of_field, remarks
from pristan.evidence.strokes import give_look

_WRITTEN_ANEW: Final = (Name.Tx, Name.Ch)
_CHANGED: Final = frozenset({"/Widget", "/Line", "/Polygon", "/PolyLine"})
_LATIN: Final = 0x100  # pdfium can write no other letters in a field


def may_differ(pdf: Pdf) -> bool:
    """Whether a PDF has anything for which it may have to be changed."""
    return "/OCProperties" in pdf.Root or any(
        str(each.get("/Subtype")) in _CHANGED or "/OC" in each
        for page in pdf.pages for each in remarks(page.obj)
    )


def draw_as_others(pdf: Pdf) -> bool:
    """Change what pdfium would draw otherwise than other readers; return whether there was any.

    A field that has a look is made a stamp with the same look, which every reader draws as it is.
    """
    layers = Layers(pdf)
    changed = _without_hidden(pdf, layers)
    changed = layers.set_plainly() or changed
    form: Any = pdf.Root.get("/AcroForm")
    anew = isinstance(form, Dictionary) and bool(form.get("/NeedAppearances") == True)  # noqa: E712
    for page in pdf.pages:
        for each in remarks(page.obj):
            if _is_field(each) and has_look(each) and not (anew and _is_written_anew(each)):
                each.Subtype = Name.Stamp
                changed = True
            with suppress(ValueError, TypeError):
                changed = give_look(pdf, each) or changed
    return changed


def _without_hidden(pdf: Pdf, layers: Layers) -> bool:
    """Take out remarks on layers that are off; return whether there were any."""
    changed = False
    for page in pdf.pages:
        every = [*remarks(page.obj)]
        kept = [each for each in every if not layers.hide(each.get("/OC"))]
        if len(kept) < len(every):
            page.obj.Annots = Array(kept)
            changed = True
    return changed


def _is_field(remark: Dictionary) -> bool:
    return remark.get("/Subtype") == Name.Widget


def _is_written_anew(field: Dictionary) -> bool:
    """Whether pdfium writes the value of a field anew, and can."""
    value = of_field(field, "/V")
    return (
        of_field(field, "/FT") in _WRITTEN_ANEW
        and bool(str(of_field(field, "/T") or ""))
        and isinstance(value, String)
        and all(ord(letter) < _LATIN for letter in str(value))
    )
