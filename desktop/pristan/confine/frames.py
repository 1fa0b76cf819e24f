"""What goes through the pipe between a parent and its cell: frames of JSON facts and plain bytes.

A frame is four letters, the length of a JSON header (4 bytes, big-endian), the header, and the
blobs one after another. The header is ``{"facts": {...}, "blobs": [length, ...]}``. Never pickle.
"""

from __future__ import annotations

import errno
import json
import os
import struct
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

_MARK = b"cell"
_HEAD = struct.Struct(">4sI")
_LONGEST_HEADER = 1 << 20  # bytes
_BLOCK = 1 << 20  # bytes
_CANNOT_SEND: Final = (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP)  # say file systems that do not


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A blob that is the first *size* bytes of an open file; they need not be in memory."""

    file: BinaryIO
    size: int

    def __len__(self) -> int:
        return self.size

    def send(self, stream: BinaryIO) -> None:
        """Write it. Linux hands over what it has of the file, and copies nothing.

        Raises OSError, also where the file has become shorter.
        """
        stream.flush()
        at = 0
        try:
            while sys.platform == "linux" and at < self.size:
                sent = os.sendfile(stream.fileno(), self.file.fileno(), at, self.size - at)
                at += _some(sent)
        except OSError as error:
            if error.errno not in _CANNOT_SEND:
                raise
        self.file.seek(at)
        while at < self.size:
            block = self.file.read(min(_BLOCK, self.size - at))
            stream.write(block)
            at += _some(len(block))


def _some(size: int) -> int:
    if not size:
        raise OSError("a file became shorter while it was sent")
    return size


Blob = bytes | memoryview | OnDisk


class BadFrame(Exception):
    """What came is not a frame, or claims more than is allowed."""


def write_frame(
    stream: BinaryIO, facts: Mapping[str, Any], blobs: Sequence[Blob] = ()
) -> None:
    """Write one frame. Raises ValueError when the facts are too long for a header."""
    header = json.dumps({"facts": facts, "blobs": [len(blob) for blob in blobs]}).encode()
    if len(header) > _LONGEST_HEADER:
        raise ValueError("the facts are too long; send them as a blob")
    stream.write(_HEAD.pack(_MARK, len(header)) + header)
    for blob in blobs:
        if isinstance(blob, OnDisk):
            blob.send(stream)
        else:
            stream.write(blob)
    stream.flush()


def read_frame(
    stream: BinaryIO, most_bytes: int, most_blobs: int
) -> tuple[dict[str, Any], list[bytes]]:
    """Read one frame. Every claimed length is judged before a byte of it is read.

    Raises EOFError when the stream ends, BadFrame when the frame is not one or is too large.
    """
    mark, length = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if mark != _MARK or length > _LONGEST_HEADER:
        raise BadFrame("not a frame")
    try:
        header = json.loads(_exactly(stream, length))
        facts, lengths = header["facts"], header["blobs"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadFrame("not a header") from error
    if not isinstance(facts, dict) or not isinstance(lengths, list) or len(lengths) > most_blobs:
        raise BadFrame("not facts, or too many blobs")
    if any(type(each) is not int or each < 0 for each in lengths) or sum(lengths) > most_bytes:
        raise BadFrame("not lengths, or too many bytes")
    return facts, [_exactly(stream, each) for each in lengths]


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
