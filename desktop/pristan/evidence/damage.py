"""Find the pages of a damaged PDF from which something is missing. Child side only.

Many a whole PDF has a slip in its table of objects, which QPDF mends, so it does not count that a
file was mended. What counts is what cannot be had: an object that is nowhere, and data that do not
unpack to their end.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Pdf, PdfError, Stream, StreamDecodeLevel

from pristan.evidence.allowed import UNSEEN
from pristan.evidence.remarks import is_seen, lacks_look, look_of, remarks

ZEROS: Final = bytes(64)
"""What a gap in a copied file is filled with; hardly ever seen in packed data that are whole."""
_GAP = 512  # zeros in a row, in what should have none
_PICTURES = 64 << 20  # bytes of packed pictures that are unpacked only to see whether they can be
_LARGEST_UNPACKED = 64 << 20
_AT_ONCE = 1 << 20
_DEEPEST = 40
_NOT_UNPACKED: Final = frozenset({"/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/Crypt"})
_NOT_DRAWN: Final = UNSEEN | {"/Parent", "/P", "/Annots", "/B", "/Thumb"}
_FLUSHED: Final = b"\0\0\xff\xff"  # an end that some programs leave open (RFC 1951, 3.2.4)


def damaged(pdf: Pdf, pages: Iterable[int]) -> list[int]:
    """Return which of the pages, counted from 0, lack something that is drawn on them."""
    search = _Search()
    every = list(pdf.pages)
    return [page for page in pages if any(map(search.lacks, _drawn(every[page].obj)))]


def is_whole(stream: Stream, *, picture_too: bool = True) -> bool:
    """Whether the data of a stream can be had from the first to the last.

    Without *picture_too* a JPEG is only looked at, not unpacked. Of ways of packing that QPDF does
    not know, a gap is all that is noticed.
    """
    try:
        raw = stream.read_raw_bytes()
        names = _names(stream.get("/Filter"))
        is_picture = str(stream.get("/Subtype")) == "/Image"
        if not raw:
            return not is_picture
        if not names:
            return is_picture or "/Length1" in stream or bytes(_GAP) not in raw
        if not _NOT_UNPACKED.isdisjoint(names):
            return ZEROS not in raw
        if names == ["/FlateDecode"]:
            return _unpacks(raw)
        if names == ["/DCTDecode"]:
            return _is_jpeg(raw) if picture_too else b"\xff\xd9" in raw[-_GAP:]
        stream.get_stream_buffer(StreamDecodeLevel.all)
    except (PdfError, RuntimeError, ValueError, TypeError) as error:
        return "unfilterable" in str(error)  # which says nothing of the data
    return True


def is_sealed(page: Dictionary) -> bool:
    """Whether what a page draws is packed in a way in which no drawing is packed."""
    drawn = page.get("/Contents")
    for each in drawn if isinstance(drawn, Array) else [drawn]:
        try:
            if isinstance(each, Stream) and each.read_raw_bytes().strip():
                if not _NOT_UNPACKED.isdisjoint(_names(each.get("/Filter"))):
                    return True
                each.get_stream_buffer(StreamDecodeLevel.all)
        except (PdfError, RuntimeError, ValueError, TypeError):
            return True
    return False


def _is_jpeg(raw: bytes) -> bool:
    """Whether a JPEG unpacks; QPDF would not try with the parameters that may stand beside it."""
    with Pdf.new() as scratch:
        alone = Stream(scratch, b"")
        alone.write(raw, filter=Name.DCTDecode)
        try:
            alone.get_stream_buffer(StreamDecodeLevel.all)
        except (PdfError, RuntimeError):
            return False
    return True


class _Search:
    """Looks at every object once, however many pages draw it."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], bool] = {}
        self._left = _PICTURES

    def lacks(self, value: Any, depth: int = 0) -> bool:
        """Whether an object, or what it leads to, is missing or not whole."""
        if value is None:  # what QPDF has for an object that is nowhere
            return True
        if not isinstance(value, Array | Dictionary | Stream) or depth > _DEEPEST:
            return False
        if not value.is_indirect:
            return self._inside(value, depth)
        if value.objgen not in self._known:
            self._known[value.objgen] = False  # where it leads back to itself
            self._known[value.objgen] = self._inside(value, depth)
        return self._known[value.objgen]

    def _inside(self, value: Any, depth: int) -> bool:
        if isinstance(value, Array):
            return any(self.lacks(each, depth + 1) for each in value)
        if isinstance(value, Stream):
            size = value.get("/Length")
            self._left -= size if isinstance(size, int) else 0
            if not is_whole(value, picture_too=self._left > 0):
                return True
        return any(
            self.lacks(each, depth + 1) for key, each in value.items() if key not in _NOT_DRAWN
        )


def _drawn(page: Dictionary) -> list[Any]:
    """Return what a page draws and with what, which it may have from those above it."""
    said = dict(page.items())
    drawn: list[Any] = [said["/Contents"]] if "/Contents" in said else []
    for _ in range(_DEEPEST):
        if "/Resources" in said:
            drawn.append(said["/Resources"])
            break
        if not isinstance(said.get("/Parent"), Dictionary):
            break
        said = dict(said["/Parent"].items())
    for each in remarks(page):
        if lacks_look(each):
            drawn.append(None)
        elif is_seen(each) and (look := look_of(each)) is not None:
            drawn.append(look)
    return drawn


def _names(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(name) for name in (value if isinstance(value, Array) else [value])]


def _unpacks(raw: bytes) -> bool:
    """Whether packed data go on to their end and give the sum that stands there, if one does."""
    reader, rest, size, total = zlib.decompressobj(-zlib.MAX_WBITS), raw[2:], 0, 1
    try:
        while rest and not reader.eof and size <= _LARGEST_UNPACKED:
            data = reader.decompress(rest, _AT_ONCE)
            size, total = size + len(data), zlib.adler32(data, total)
            rest = reader.unconsumed_tail
    except zlib.error:
        return False
    if not reader.eof:
        return size > _LARGEST_UNPACKED or raw.rstrip(b"\r\n").endswith(_FLUSHED)
    told = reader.unused_data[:4]
    return len(told) < 4 or int.from_bytes(told) == total
