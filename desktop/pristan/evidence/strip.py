"""Take out of a JPEG whatever is not the picture, without touching a pixel. Child side only."""

from __future__ import annotations

import re
import struct

from pristan.evidence.problems import Unreadable

_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # in a scan, what ends it
_ADOBE, _COMMENT, _START_OF_SCAN, _END = 0xEE, 0xFE, 0xDA, 0xD9


def stripped(data: bytes) -> bytes:
    """Return a JPEG without any segment that is not needed to draw it, the pixels untouched.

    Raises Unreadable.
    """
    parts = needed(data, range(len(data)))
    return b"".join(part if isinstance(part, bytes) else data[part.start : part.stop]
                    for part in parts)  # fmt: skip


def needed(data: bytes, place: range) -> list[bytes | range]:
    """Return what of a JPEG is needed to draw it, as places in *data*, where it has a *place*.

    What goes: EXIF with place and serial number, previews, XMP, IPTC, comments, profiles, and
    whatever follows the picture. What stays beside the picture itself: the Adobe segment, in its
    plain form, since it says how the colors are meant. Raises Unreadable.
    """
    kept: list[bytes | range] = [b"\xff\xd8"]
    at, end = place.start + 2, place.stop
    try:
        while True:
            if data[at] != 0xFF:
                raise Unreadable
            while data[at] == 0xFF:
                at += 1
            marker = data[at]
            at += 1
            if marker == _END:
                if at > end:
                    raise Unreadable
                kept.append(b"\xff\xd9")
                return kept
            if marker == 0x01 or 0xD0 <= marker <= 0xD7:
                continue
            (length,) = struct.unpack_from(">H", data, at)
            body, at = range(at, at + length), at + length
            if length < 2 or at > end:
                raise Unreadable
            if marker == _ADOBE and data[body.start + 2 : body.start + 7] == b"Adobe" and (
                length >= 14
            ):
                kept.append(b"\xff\xee\x00\x0e" + data[body.start + 2 : body.start + 14])
            elif not (0xE0 <= marker <= 0xEF or marker == _COMMENT):
                kept += bytes((0xFF, marker)), body
            if marker == _START_OF_SCAN:
                found = _MARKER.search(data, at, end)
                if found is None:
                    raise Unreadable
                kept.append(range(at, found.start()))
                at = found.start()
    except (IndexError, struct.error) as error:
        raise Unreadable from error
