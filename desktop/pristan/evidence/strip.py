"""Take out of a JPEG whatever is not the picture, without touching a pixel. Child side only."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from typing import Final

from pristan.evidence.problems import Unreadable

Parts = Sequence[bytes | range]

_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # in a scan, what ends it
_SEQUENTIAL: Final = (0xC0, 0xC1)  # frames whose coefficients come in one run, packed by Huffman
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_INTERVAL: Final = 0xDD  # between restarts
_NEEDED: Final = _FRAMES | {0xC4, 0xCC, 0xDA, 0xDB, _INTERVAL}  # tables, and the heads of scans
_FEW_ROWS, _FEW_BYTES = 64, 1 << 18
_TALLEST: Final = 65_500  # rows that libjpeg draws (JPEG_MAX_DIMENSION)
_JFIF, _ADOBE, _COMMENT, _START_OF_SCAN, _END = 0xE0, 0xEE, 0xFE, 0xDA, 0xD9
_OF_ADOBE: Final = bytes((0xFF, _ADOBE))
_YCBCR = 1  # as Adobe's segment says it, in its last byte; JFIF has nothing else
# Square pixels, no resolution, no preview; what stood there is only that it is a JFIF
_PLAIN_JFIF: Final = b"\xff\xe0\x00\x10JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_HEIGHT = 0xDC  # of a picture whose frame does not say it: libjpeg draws none, and skips this


def stripped(data: bytes) -> bytes:
    """Return a JPEG without any segment that is not needed to draw it, the pixels untouched.

    Raises Unreadable.
    """
    return joined(data, needed(data, range(len(data))))


def joined(data: bytes, parts: Parts) -> bytes:
    """Return what :func:`needed` found."""
    return b"".join(part if isinstance(part, bytes) else data[part.start : part.stop]
                    for part in parts)  # fmt: skip


def undisputed(parts: Parts) -> Parts:
    """Return the parts of a photo without what Adobe's segment says of three colors where JFIF says
    another thing: libjpeg, and so who showed the photo, does not heed it; some readers of PDF do.
    """
    if _PLAIN_JFIF not in parts:
        return parts
    return [part for part in parts if not (isinstance(part, bytes) and part[:2] == _OF_ADOBE
                                           and part[-1] != _YCBCR)]  # fmt: skip


def first_rows(data: bytes, parts: Parts) -> bytes:
    """Return a JPEG of the first rows of one that is whole by its segments, as :func:`needed` found
    them: it can be drawn exactly when these can. Nothing where more must be read to know.

    In a single sequential scan a reader takes any bits, and guesses where they make no sense; it
    gives up over a table or a number before them. Between scans there may be more of these.
    """
    frames = [at for at, part in enumerate(parts) if _marker(part) in _FRAMES]
    scans = [at for at, part in enumerate(parts) if _marker(part) == _START_OF_SCAN]
    if len(frames) != 1 or len(scans) != 1 or _marker(parts[frames[0]]) not in _SEQUENTIAL:
        return b""
    frame, scan, drawn = parts[frames[0] + 1], parts[scans[0] + 1], parts[scans[0] + 2]
    assert isinstance(frame, range) and isinstance(scan, range) and isinstance(drawn, range)
    if data[frame.start + 7] != data[scan.start + 2]:  # a scan without some of the colors
        return b""
    height = int.from_bytes(data[frame.start + 3 : frame.start + 5], "big")
    if height > _TALLEST:
        return b""
    rows, few = min(height, _FEW_ROWS), [*parts]
    few[frames[0] + 1] = b"".join(
        (data[frame.start : frame.start + 3], rows.to_bytes(2, "big"),
         data[frame.start + 5 : frame.stop])
    )  # fmt: skip
    few[scans[0] + 2] = drawn[:_FEW_BYTES]
    return joined(data, few)


def _marker(part: bytes | range) -> int:
    return part[1] if isinstance(part, bytes) and len(part) == len(b"\xff\xc0") else 0


def needed(data: bytes, place: range) -> list[bytes | range]:
    """Return what of a JPEG is needed to draw it, as places in *data*, where it has a *place*.

    What goes: EXIF with place and serial number, previews, XMP, IPTC, comments, profiles, and
    whatever follows the picture. What stays beside the picture itself: the segments of JFIF and of
    Adobe, in their plain form, since they say how the colors are meant, and where both do, most
    readers believe JFIF. Raises Unreadable, also where something of another kind stands before the
    picture, which libjpeg does not take either.
    """
    kept: list[bytes | range] = [b"\xff\xd8"]
    at, end, drawn, odd = place.start + 2, place.stop, 0, place.stop
    try:
        while True:
            if data[at] != 0xFF:
                raise Unreadable
            while data[at] == 0xFF:
                at += 1
            marker = data[at]
            at += 1
            if marker == _END:
                if at > end or not drawn or odd < drawn:
                    raise Unreadable
                return [*kept[:drawn], b"\xff\xd9"]  # nothing needs what follows the last scan
            if marker == 0x01 or 0xD0 <= marker <= 0xD7:
                continue
            (length,) = struct.unpack_from(">H", data, at)
            body, at = range(at, at + length), at + length
            if length < 2 or at > end:
                raise Unreadable
            if marker == _ADOBE and data[body.start + 2 : body.start + 7] == b"Adobe" and (
                length >= 14
            ):
                kept.append(_OF_ADOBE + b"\x00\x0e" + data[body.start + 2 : body.start + 14])
            elif marker == _JFIF and data[body.start + 2 : body.start + 7] == b"JFIF\0" and (
                length >= 16 and _PLAIN_JFIF not in kept
            ):
                kept.append(_PLAIN_JFIF)
            elif marker in _NEEDED and not (marker == _INTERVAL and length != 4):
                kept += bytes((0xFF, marker)), body
            elif not (0xE0 <= marker <= 0xEF or marker in (_COMMENT, _HEIGHT)):
                odd = min(odd, len(kept))
            if marker == _START_OF_SCAN:
                found = _MARKER.search(data, at, end)
                if found is None:
                    raise Unreadable
                kept.append(range(at, found.start()))
                drawn, at = len(kept), found.start()
    except (IndexError, struct.error) as error:
        raise Unreadable from error
