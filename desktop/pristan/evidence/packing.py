"""How the streams of a PDF are packed, unpacked and said to be packed. Child side only."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from pikepdf import Array, Name, Object, Pdf, Stream

from pristan.evidence.doubts import Unsafe

_LARGEST_UNPACKED = 64 << 20  # bytes


def unpacked(raw: bytes, names: Sequence[str], parameters: Sequence[bytes]) -> bytes:
    """Unpack data by filters with their parameters. Raises Unsafe, PdfError."""
    if not names:
        return raw
    with Pdf.new() as scratch:
        packed = Stream(scratch, b"")
        packed.write(
            raw,
            filter=Array(map(Name, names)),
            decode_parms=Array(map(Object.parse, parameters)) if parameters else None,
        )
        data = packed.read_bytes()
    if len(data) > _LARGEST_UNPACKED:
        raise Unsafe("a stream that is mostly air")
    return data


def packed_by(names: Sequence[str], parameters: Sequence[bytes]) -> bytes:
    """Return the entries that say how a stream is packed."""
    if not names:
        return b""
    entries = b"/Filter" + _one_or_list([name.encode() for name in names])
    return entries + b"/DecodeParms" + _one_or_list(parameters) if parameters else entries


def _one_or_list(texts: Sequence[bytes]) -> bytes:
    return texts[0] if len(texts) == 1 else b"[%b]" % b"".join(texts)


def whole(packed: bytes) -> bool:
    """Whether this is packed bytes from the first to the last, with nothing behind them."""
    reader = zlib.decompressobj()
    try:
        size = len(reader.decompress(packed, _LARGEST_UNPACKED + 1))
    except zlib.error:
        return False
    if size > _LARGEST_UNPACKED:
        raise Unsafe("a stream that is mostly air")
    return reader.eof and not reader.unused_data
