"""Write a PDF from its first byte to its last: what is written is let go of at once.

A library that builds a whole file keeps the whole file. Here only the place of each object is kept,
so that a packet of any size needs the memory of its largest paper. The large streams of a paper are
not even handed over: they are quoted by their place in the paper, which the parent has, too.
Objects that are not streams are packed together, a hundred at a time (ISO 32000-1, 7.5.7, 7.5.8).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Sequence
from copy import copy

import pikepdf

from pristan.packet.written import Written

_PACK = 100  # objects in one object stream
_WORTH_QUOTING = 1 << 14  # bytes of a stream
_WORTH_PACKING = 1000  # bytes of a stream that came as it is
_STREAM = re.compile(rb"(\d+) (\d+) obj\s*<<[^()%]*?>>\s*stream\r?\n")  # no text or remark in it
_ENDED = re.compile(rb"\s*endstream\b")
_END_STREAM = b"\nendstream\nendobj\n"
# A reference, as QPDF writes it, or a text, whose parentheses and backslashes QPDF escapes.
_REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|(\d+) (\d+) R", re.DOTALL)


class Scribe:
    """One PDF on its way out. Numbers of objects can be given before the objects are there."""

    def __init__(self) -> None:
        self._out: list[bytes] = []
        self._cuts: list[tuple[int, int, int]] = []
        self._plain = 0
        self._at = 0
        self._digest = hashlib.sha256()
        # per object: its place in the file, or the pack that holds it and where in the pack
        self._places: list[int | tuple[int, int] | None] = [None]
        self._waiting: list[tuple[int, bytes]] = []
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> int:
        """Return the number of an object that will be put later."""
        self._places.append(None)
        return len(self._places) - 1

    def put(self, body: bytes, number: int = 0) -> int:
        """Write an object that is no stream; return its number."""
        number = number or self.reserve()
        self._waiting.append((number, body))
        if len(self._waiting) == _PACK:
            self._pack()
        return number

    def put_stream(self, entries: bytes, data: bytes, number: int = 0) -> int:
        """Write a stream with the *entries* of its dictionary; return its number."""
        number = self._begin_stream(entries, len(data), number)
        self._write(data)
        self._write(_END_STREAM)
        return number

    def put_quoted(
        self, entries: bytes, paper: bytes, parts: Sequence[bytes | range], number: int = 0
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

    def put_packed(self, entries: bytes, data: bytes, number: int = 0) -> int:
        """Write a stream, compressed."""
        return self.put_stream(entries + b"/Filter/FlateDecode", zlib.compress(data), number)

    def put_worth(self, entries: bytes, data: bytes, number: int = 0) -> int:
        """Write a stream, compressed where that is worth it."""
        put = self.put_stream if len(data) < _WORTH_PACKING else self.put_packed
        return put(entries, data, number)

    def end(self, root: int, info: int) -> None:
        """Write the table of objects. The id of the file follows from its bytes."""
        self._pack()
        number = self.reserve()
        self._places[number] = start = self._at
        rows = [b"\x00" * 7 + b"\xff"]
        for place in self._places[1:]:
            if isinstance(place, tuple):
                rows.append(b"\x02%b%b" % (place[0].to_bytes(6, "big"), bytes([place[1]])))
            elif place is None:
                raise ValueError("an object was promised and never written")
            else:
                rows.append(b"\x01%b\x00" % place.to_bytes(6, "big"))
        same = self._digest.hexdigest()[:32].encode()
        entries = b"/Type/XRef/Size %d/W[1 6 1]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            len(self._places), root, info, same, same,
        )  # fmt: skip
        self.put_packed(entries, b"".join(rows), number)
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def taken(self) -> Written:
        """Return what has been written since this was last asked."""
        self._cuts.append((self._plain, 0, 0))
        written = Written(b"".join(self._out), self._cuts)
        self._out, self._cuts, self._plain = [], [], 0
        return written

    def _quote(self, paper: bytes, place: range) -> None:
        first, end = place.start, place.stop
        self._cuts.append((self._plain, first, len(place)))
        self._plain = 0
        self._at += len(place)
        ends = paper[first : first + 64] + paper[max(first, end - 64) : end]
        self._digest.update(b"%d" % len(place) + ends)

    def _begin_stream(self, entries: bytes, size: int, number: int) -> int:
        number = number or self.reserve()
        self._places[number] = self._at
        self._write(b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, entries, size))
        return number

    def _pack(self) -> None:
        if not self._waiting:
            return
        pack = self.reserve()
        heads, bodies, at = [], [], 0
        for place, (number, body) in enumerate(self._waiting):
            self._places[number] = (pack, place)
            heads.append(b"%d %d" % (number, at))
            bodies.append(body)
            at += len(body) + 1
        head = b" ".join(heads) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(bodies), len(head))
        self._waiting.clear()
        self.put_packed(entries, head + b"\n".join(bodies), pack)

    def _write(self, data: bytes) -> None:
        self._out.append(data)
        self._plain += len(data)
        self._at += len(data)
        self._digest.update(data)


def place_of(paper: bytes, number: tuple[int, int], offset: int, size: int) -> range | None:
    """Return where the data of a stream stand in a PDF; None where that is not plain.

    The object of this *number* and generation begins at *offset*; *size* is its length in bytes.
    """
    head = _STREAM.match(paper, offset)
    if not head or (int(head[1]), int(head[2])) != number:
        return None
    at = head.end()
    return range(at, at + size) if _ENDED.match(paper, at + size) else None


class Copy:
    """Brings the objects of one PDF over to a scribe, each once and only those referred to.

    Of a *paper*, the bytes of the PDF as the parent has them, large streams are quoted.
    """

    def __init__(self, scribe: Scribe, pdf: pikepdf.Pdf, paper: bytes = b"") -> None:
        self._scribe, self._pdf, self._paper = scribe, pdf, paper
        self._table = pdf.get_xref_table() if paper else {}
        self._known: dict[tuple[int, int], int] = {}
        self._next: list[tuple[int, int]] = []

    def stands_for(self, thing: pikepdf.Object, number: int) -> None:
        """Let references to an object lead to *number*, which somebody else writes."""
        self._known[thing.objgen] = number

    def number(self, thing: pikepdf.Object) -> int:
        """Return the number of an object, which will be written by :meth:`finish`."""
        return self._number(thing.objgen)

    def text(self, thing: pikepdf.Object) -> bytes:
        """Return a value as it is written in a PDF, by reference where it is an object."""
        return _REFERENCE.sub(self._led, thing.unparse())

    def entries(self, thing: pikepdf.Object, without: Iterable[str] = ()) -> bytes:
        """Return the entries of a dictionary, one after another."""
        kept = copy(thing)
        for key in without:
            if key in kept:
                del kept[key]
        return self.text(kept)[2:-2]

    def put_data(self, entries: bytes, stream: pikepdf.Object, number: int = 0) -> int:
        """Write a stream with other *entries* and its data as they are packed."""
        size, entry = int(stream.get("/Length", 0)), self._table.get(stream.objgen)
        if size >= _WORTH_QUOTING and entry and entry.offset is not None:
            place = place_of(self._paper, stream.objgen, entry.offset, size)
            if place is not None:
                return self._scribe.put_quoted(entries, self._paper, [place], number)
        return self._scribe.put_stream(entries, stream.read_raw_bytes(), number)

    def finish(self) -> None:
        """Write everything that was referred to and what that refers to."""
        while self._next:
            place = self._next.pop()
            number, thing = self._known[place], self._pdf.get_object(place)
            if isinstance(thing, pikepdf.Stream):
                entries = self.entries(thing.stream_dict, ("/Length",))
                if "/Filter" in thing:
                    self.put_data(entries, thing, number)
                else:
                    self._scribe.put_worth(entries, thing.read_raw_bytes(), number)
            else:
                own = thing.unparse(resolved=True)
                self._scribe.put(_REFERENCE.sub(self._led, own), number)

    def _number(self, place: tuple[int, int]) -> int:
        number = self._known.get(place)
        if number is None:
            number = self._known[place] = self._scribe.reserve()
            self._next.append(place)
        return number

    def _led(self, found: re.Match[bytes]) -> bytes:
        if found.lastindex is None:
            return found[0]  # a text, whatever it says
        return b"%d 0 R" % self._number((int(found[1]), int(found[2])))
