"""Look through every object of a finished PDF for anything that acts, hides or tells on a person.

This stands apart from how the PDF was made, on purpose. Child side only.
"""

from __future__ import annotations

import io
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

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


def markers(data: bytes) -> set[str]:
    """Return the forbidden keys and names in a PDF, unpacked and wherever they stand."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = set(pdf.trailer.keys()) - _TRAILER
        found |= set(pdf.Root.keys()) - _CATALOG
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
