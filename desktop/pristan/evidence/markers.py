"""Look through every object of a finished PDF for anything that acts, hides or tells on a person.

This stands apart from how the PDF was made, on purpose. Child side only.
"""

from __future__ import annotations

import io
import re
from enum import Enum, auto
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
_WORST = """
    AA AcroForm EmbeddedFile EmbeddedFiles FileAttachment Filespec GoToE GoToR ImportData JS
    JavaScript Launch Metadata Movie OpenAction Rendition RichMedia Sound SubmitForm URI XFA
"""
EVEN_AS_NAMES: Final = frozenset(f"/{name}" for name in _WORST.split())
"""Those of them that keep a packet from being proved even as the name of a font."""
_CATALOG: Final = frozenset({"/Type", "/Pages", "/Version", "/Extensions"})
_TRAILER: Final = frozenset({
    "/Root", "/Size", "/ID", "/Prev", "/XRefStm",
    "/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms",  # of a cross-reference stream
})
_CATEGORIES: Final = frozenset({
    "/ColorSpace", "/ExtGState", "/Font", "/Pattern", "/Shading", "/XObject",
})
_LABELS: Final = frozenset({"/BM", "/BaseFont", "/Differences", "/FontName", "/Name"})


class _Place(Enum):
    """Where a value stands, which says what its keys and names can do."""

    ANYWHERE = auto()
    RESOURCES = auto()
    """It has the names that a page, or a drawing, gives to what it draws with, by category."""
    NAMES = auto()
    """One of these categories: its keys may be any."""
    LABEL = auto()
    """A name here says how something is called, or how it blends, and not what it does."""


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
    """Return the forbidden keys and names; what stands in a text is none.

    Most are none either where keys are but what a page calls the things that it draws with, or
    where fonts, signs and ways of blending are named. What is reached in two ways is judged in
    both; what is not reached at all, as if it could be anything.
    """
    found: set[str] = set()
    judged: set[tuple[tuple[int, int], _Place]] = set()
    for root in (pdf.trailer, *pdf.objects):
        if root.is_indirect and any((root.objgen, place) in judged for place in _Place):
            continue
        waiting: list[tuple[Any, _Place]] = [(root, _Place.ANYWHERE)]
        while waiting:
            each, place = waiting.pop()
            if getattr(each, "is_indirect", False):
                if (each.objgen, place) in judged:
                    continue
                judged.add((each.objgen, place))
            if isinstance(each, Name):
                sought = EVEN_AS_NAMES if place is _Place.LABEL else FORBIDDEN
                found |= sought.intersection((str(each),))
            elif isinstance(each, Array):
                inside = place if place is _Place.LABEL else _Place.ANYWHERE
                waiting.extend((value, inside) for value in each)
            elif isinstance(each, Dictionary | Stream):
                if isinstance(each, Stream) and "/F" in each:
                    found.add("/F")
                named = place is _Place.NAMES and not isinstance(each, Stream)
                found |= (EVEN_AS_NAMES if named else FORBIDDEN).intersection(each.keys())
                waiting.extend((value, _within(place, key)) for key, value in each.items())
    return found


def _within(place: _Place, key: str) -> _Place:
    """Return where the value of a key stands."""
    if place is _Place.NAMES:
        return _Place.ANYWHERE
    if key in _LABELS:
        return _Place.LABEL
    if key == "/CharProcs" or (place is _Place.RESOURCES and key in _CATEGORIES):
        return _Place.NAMES
    return _Place.RESOURCES if key == "/Resources" else _Place.ANYWHERE
