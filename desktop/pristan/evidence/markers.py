"""Look through every object of a finished PDF for anything that acts, hides or tells on a person.

This stands apart from how the PDF was made, on purpose. Child side only.
"""

from __future__ import annotations

import io
import re
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

_NAMES = """
    AA AF AcroForm Action Annots Collection Dests EmbeddedFile EmbeddedFiles FDecodeParms FFilter
    FileAttachment Filespec GoTo3DView GoToE GoToR Hide ImportData JBIG2Decode JPXDecode JS
    JavaScript Launch Metadata Movie Named NeedsRendering Names OCGs OCProperties OpenAction
    Outlines PS PieceInfo Rendition ResetForm RichMedia RichMediaContent RichMediaExecute Screen
    SetOCGState Sound SubmitForm Thread Threads Trans U3D URI URL WebCapture Widget XFA 3D
"""
FORBIDDEN: Final = frozenset(f"/{name}" for name in _NAMES.split())
_CATALOG: Final = frozenset({"/Type", "/Pages", "/Version", "/Extensions"})
_TRAILER: Final = frozenset({
    "/Root", "/Size", "/ID", "/Prev", "/XRefStm",
    "/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms",  # of a cross-reference stream
})


_NAME = re.compile(rb"/[^\0\t\n\f\r ()<>\[\]{}/%]+")
_WRITTEN: Final = frozenset(name.encode() for name in FORBIDDEN)


def markers(data: bytes) -> set[str]:
    """Return the forbidden keys and names in a PDF, unpacked and wherever they stand."""
    with pikepdf.open(io.BytesIO(data), inherit_page_attributes=False) as pdf:
        found = set(pdf.trailer.keys()) - _TRAILER
        found |= set(pdf.Root.keys()) - _CATALOG
        if _may_act(pdf):
            found |= _acting(pdf)
        return found


def _may_act(pdf: pikepdf.Pdf) -> bool:
    """Whether any object, as QPDF writes it, has a forbidden name in it, if only in a text.

    QPDF escapes nothing in names of letters and digits, and reads every object for this.
    """
    plain, streams = [], []
    for each in pdf.objects:
        if isinstance(each, Stream):
            streams.append(each.stream_dict.unparse())
        elif isinstance(each, Object):
            plain.append(each.unparse(resolved=True))
    in_streams = set(_NAME.findall(b"\n".join(streams)))
    names = in_streams.union(_NAME.findall(b"\n".join(plain)))
    return b"/F" in in_streams or not _WRITTEN.isdisjoint(names)


def _acting(pdf: pikepdf.Pdf) -> set[str]:
    """Return the forbidden keys and names; what stands in a text is none."""
    found: set[str] = set()
    waiting: list[Any] = list(pdf.objects)
    while waiting:
        each = waiting.pop()
        if isinstance(each, Name) and str(each) in FORBIDDEN:
            found.add(str(each))
        elif isinstance(each, Array):
            waiting.extend(value for value in each if not _elsewhere(value))
        elif isinstance(each, Dictionary | Stream):
            found |= FORBIDDEN.intersection(each.keys())
            if isinstance(each, Stream) and "/F" in each:
                found.add("/F")
            waiting.extend(value for value in each.values() if not _elsewhere(value))
    return found


def _elsewhere(value: Any) -> bool:
    return bool(getattr(value, "is_indirect", False))  # it is among the objects itself
