"""Write a PDF from its first byte to its last: what is written is let go of at once.

A library that builds a whole file keeps the whole file. Here only the place of each object is kept,
so that a packet of any size needs the memory of its largest paper. The large streams of a paper are
not even handed over: they are quoted by their place in the paper, which the parent has, too.
Objects that are not streams are packed together, a hundred at a time (ISO 32000-1, 7.5.7, 7.5.8).
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from mmap import mmap
from typing import Any, NamedTuple, Self

_PACK = 100  # objects in one object stream
_IN_FILE, _IN_PACK = 1 << 56, 2 << 56  # where an object is
_WORTH_PACKING = 1000  # bytes of a stream that came as it is
_END_STREAM = b"\nendstream\nendobj\n"
_STREAM = re.compile(  # with no text or remark in it; that of most has no dictionary in it either
    rb"(\d+) (\d+) obj\s*<<(?:[^()%<>]*>>\s*stream\r?\n|[^()%]*?>>\s*stream\r?\n)"
)
_ENDED = re.compile(rb"\s*endstream\b")
WORTH_QUOTING = 1 << 14  # bytes of a stream
PROBED = 64  # bytes from which the id of a file follows, at each end of what it quotes


class Written(NamedTuple):
    """A piece of a PDF: after so many bytes of ``plain`` come so many of the paper from a place.

    ``cuts`` has these three numbers, again and again.
    """

    plain: bytes
    cuts: list[tuple[int, int, int]]

    @classmethod
    def whole(cls, pdf: bytes) -> Self:
        """Return a PDF that quotes nothing."""
        return cls(pdf, [(len(pdf), 0, 0)])

    @classmethod
    def from_blobs(cls, blobs: Sequence[bytes]) -> Self:
        """Read what :meth:`as_blobs` gave. Raises ValueError, TypeError or RecursionError."""
        plain, cuts = blobs
        return cls(plain, [(int(each), int(at), int(size)) for each, at, size in json.loads(cuts)])

    def as_blobs(self) -> list[bytes]:
        """Return the same as blobs of a frame."""
        return [self.plain, json.dumps(self.cuts).encode()]

    def size(self, paper: bytes) -> int:
        """Return how many bytes it is. Raises ValueError where they are not all there."""
        if any(min(cut) < 0 or cut[1] + cut[2] > len(paper) for cut in self.cuts):
            raise ValueError("no such place in the paper")
        if sum(literal for literal, _, _ in self.cuts) != len(self.plain):
            raise ValueError("not all that was written")
        return len(self.plain) + sum(size for _, _, size in self.cuts)

    def joined(self, paper: bytes) -> Iterator[memoryview]:
        """Yield the bytes. Raises ValueError where they are not all there."""
        self.size(paper)
        at, plain, quoted = 0, memoryview(self.plain), memoryview(paper)
        for literal, place, size in self.cuts:
            yield plain[at : at + literal]
            yield quoted[place : place + size]
            at += literal


class Scribe:
    """One PDF on its way out. Numbers of objects can be given before the objects are there."""

    def __init__(self) -> None:
        self._out: list[bytes | memoryview] = []
        self._cuts: list[tuple[int, int, int]] = []
        self._plain = 0
        self._at = 0
        self._digest = hashlib.sha256()
        # Of each object its row in the table, 0 while it is only promised (ISO 32000-1, 7.5.8):
        # a byte for the kind, six for its place in the file, or for the number of the pack that
        # holds it, a byte for its place in the pack.
        self._rows = array("Q", [0xFF])
        self._waiting: list[tuple[int, bytes]] = []
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """Return the number of an object that will be put later."""
        self._rows.append(0)
        return len(self._rows) - 1

    def put(self, body: bytes, number: int = 0) -> int:
        """Write an object that is no stream; return its number."""
        number = number or self.reserve()
        self._waiting.append((number, body))
        if len(self._waiting) == _PACK:
            self._pack()
        return number

    def put_stream(self, entries: bytes, data: bytes | memoryview, number: int = 0) -> int:
        """Write a stream with the *entries* of its dictionary; return its number."""
        number = self._begin_stream(entries, len(data), number)
        self._write(data)
        self._write(_END_STREAM)
        return number

    def put_quoted(
        self, entries: bytes, paper: bytes | mmap, parts: Sequence[bytes | range], number: int = 0
    ) -> int:
        """Write a stream whose data stand, but for a few bytes, in the paper that was sent last.

        *parts* are bytes, and places in the paper.
        """
        number = self._begin_stream(entries, sum(map(len, parts)), number)
        for part in parts:
            if isinstance(part, range):
                self._quote(paper, part)
            else:
                self._write(part)
        self._write(_END_STREAM)
        return number

    def put_packed(self, entries: bytes, data: bytes | memoryview, number: int = 0) -> int:
        """Write a stream, compressed."""
        return self.put_stream(entries + b"/Filter/FlateDecode", zlib.compress(data), number)

    def put_worth(self, entries: bytes, data: bytes | memoryview, number: int = 0) -> int:
        """Write a stream, compressed where that is worth it."""
        put = self.put_stream if len(data) < _WORTH_PACKING else self.put_packed
        return put(entries, data, number)

    def end(self, root: int, info: int = 0) -> None:
        """Write the table of objects. The id of the file follows from its bytes."""
        self._pack()
        number = self.reserve()
        start = self._at
        self._rows[number] = _IN_FILE | start << 8
        if 0 in self._rows:
            raise ValueError("an object was promised and never written")
        rows = self._rows[:]
        if sys.byteorder == "little":
            rows.byteswap()
        same = self._digest.hexdigest()[:32].encode()
        entries = b"/Type/XRef/Size %d/W[1 6 1]/Root %d 0 R/ID[<%b><%b>]" % (
            len(rows), root, same, same,
        )  # fmt: skip
        if info:
            entries += b"/Info %d 0 R" % info
        self.put_packed(entries, rows.tobytes(), number)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def pause(self) -> dict[str, Any]:
        """Write what waits; return plainly all that another scribe needs to :meth:`go_on` after
        the bytes that are written by then.
        """
        self._pack()
        same = self._digest.hexdigest()
        self._digest = hashlib.sha256(same.encode())
        return {"at": self._at, "rows": self._rows.tolist(), "same": same}

    def go_on(self, paused: Mapping[str, Any]) -> None:
        """Go on where another scribe paused; nothing of what it wrote is written again."""
        self._out, self._cuts, self._plain = [], [], 0
        self._at = paused["at"]
        self._rows = array("Q", paused["rows"])
        self._digest = hashlib.sha256(paused["same"].encode())

    def taken(self) -> Written:
        """Return what has been written since this was last asked."""
        self._cuts.append((self._plain, 0, 0))
        written = Written(b"".join(self._out), self._cuts)
        self._out, self._cuts, self._plain = [], [], 0
        return written

    def _quote(self, paper: bytes | mmap, place: range) -> None:
        first, end = place.start, place.stop
        self._cuts.append((self._plain, first, len(place)))
        self._plain = 0
        self._at += len(place)
        ends = paper[first : first + PROBED] + paper[max(first, end - PROBED) : end]
        self._digest.update(b"%d" % len(place) + ends)

    def _begin_stream(self, entries: bytes, size: int, number: int) -> int:
        number = number or self.reserve()
        self._rows[number] = _IN_FILE | self._at << 8
        self._write(b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, entries, size))
        return number

    def _pack(self) -> None:
        if not self._waiting:
            return
        pack = self.reserve()
        heads, bodies, at = [], [], 0
        for place, (number, body) in enumerate(self._waiting):
            self._rows[number] = _IN_PACK | pack << 8 | place
            heads.append(b"%d %d" % (number, at))
            bodies.append(body)
            at += len(body) + 1
        head = b" ".join(heads) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(bodies), len(head))
        self._waiting.clear()
        self.put_packed(entries, head + b"\n".join(bodies), pack)

    def _write(self, data: bytes | memoryview) -> None:
        self._out.append(data)
        self._plain += len(data)
        self._at += len(data)
        self._digest.update(data)


def value_text(value: object) -> bytes:
    """Return a number, a truth value or nothing as it is written in a PDF. Raises TypeError."""
    match value:
        case None:
            return b"null"
        case bool():
            return b"true" if value else b"false"
        case int():
            return b"%d" % value
        case Decimal():
            return format(value, "f").encode()
    raise TypeError(type(value).__name__)


def quotable(
    data: bytes, parts: Sequence[bytes | range], least: int = WORTH_QUOTING
) -> list[bytes | range]:
    """Return bytes and places in *data* as they go to :meth:`Scribe.put_quoted`: places of less
    than so many bytes are not worth it.
    """
    return [
        data[part.start : part.stop] if isinstance(part, range) and len(part) < least else part
        for part in parts
    ]


def place_of(
    paper: bytes | mmap, number: tuple[int, int], offset: int, size: int
) -> range | None:
    """Return where the data of a stream stand in a PDF; None where that is not plain.

    The object of this *number* and generation begins at *offset*; *size* is its length in bytes.
    """
    head = _STREAM.match(paper, offset)
    if not head or (int(head[1]), int(head[2])) != number:
        return None
    at = head.end()
    return range(at, at + size) if _ENDED.match(paper, at + size) else None
