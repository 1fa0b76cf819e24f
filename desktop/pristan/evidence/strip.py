"""Take out of a JPEG whatever is not the picture, without touching a pixel. Child side only."""

from __future__ import annotations

import re
import struct

from pristan.evidence.problems import Unreadable

_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # in a scan, what ends it
_ADOBE, _COMMENT, _START_OF_SCAN, _END = 0xEE, 0xFE, 0xDA, 0xD9


def stripped(data: bytes) -> bytes:
    """Return a JPEG without any segment that is not needed to draw it, the pixels untouched.

    What goes: EXIF with place and serial number, previews, XMP, IPTC, comments, profiles, and
    whatever follows the picture. What stays beside the picture itself: the Adobe segment, in its
    plain form, since it says how the colors are meant. Raises Unreadable.
    """
    kept, at = [b"\xff\xd8"], 2
    try:
        while True:
            if data[at] != 0xFF:
                raise Unreadable
            while data[at] == 0xFF:
                at += 1
            marker = data[at]
            at += 1
            if marker == _END:
                kept.append(b"\xff\xd9")
                return b"".join(kept)
            if marker == 0x01 or 0xD0 <= marker <= 0xD7:
                continue
            (length,) = struct.unpack_from(">H", data, at)
            body = data[at : at + length]
            if length < 2 or len(body) < length:
                raise Unreadable
            at += length
            if marker == _ADOBE and body[2:7] == b"Adobe" and length >= 14:
                kept.append(b"\xff\xee\x00\x0e" + body[2:14])
            elif not (0xE0 <= marker <= 0xEF or marker == _COMMENT):
                kept.append(bytes((0xFF, marker)) + body)
            if marker == _START_OF_SCAN:
                end = _end_of_scan(data, at)
                kept.append(data[at:end])
                at = end
    except (IndexError, struct.error) as error:
        raise Unreadable from error


def _end_of_scan(data: bytes, at: int) -> int:
    found = _MARKER.search(data, at)
    if found is None:
        raise Unreadable
    return found.start()
