"""Write a PDF from its first byte to its last: what is written is let go of at once.

A library that builds a whole file keeps the whole file. Here only the place of each object is kept,
so that a packet of any size needs the memory of its largest paper. The large streams of a paper are
not even handed over: they are quoted by their place in the paper, which the parent has, too.
Objects that are not streams are packed together, a hundred at a time (ISO 32000-1, 7.5.7, 7.5.8).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pikepdf

from pristan.packet.written import Written

_PACK = 100  # objects in one object stream
_WORTH_QUOTING = 1 << 14  # bytes of a stream
_WORTH_PACKING = 1000  # bytes of a stream that came as it is
_DEEPEST = 100


class Scribe:
    """One PDF on its way out. Numbers of objects can be given before the objects are there."""

    def __init__(self) -> None:
        self.quoted = b""
        """The paper that may be quoted from now on."""
        self._out: list[bytes] = []
        self._cuts: list[tuple[int, int, int]] = []
        self._plain = 0
        self._looked = 0
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
        number = number or self.reserve()
        self._places[number] = self._at
        size = len(data)
        self._write(b"%d 0 obj\n<<%b/Length %d>>\nstream\n" % (number, entries, size))
        if size < _WORTH_QUOTING or not self._quote(data):
            self._write(data)
        self._write(b"\nendstream\nendobj\n")
        return number

    def put_packed(self, entries: bytes, data: bytes, number: int = 0) -> int:
        """Write a stream, compressed."""
        return self.put_stream(entries + b"/Filter/FlateDecode", zlib.compress(data), number)

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

    def _quote(self, data: bytes) -> bool:
        """Quote a stream from the paper, where it stands there as it is."""
        head = data[:64]  # looked for first: the whole would be slow to find
        at = self.quoted.find(head, self._looked)
        if at < 0:
            at = self.quoted.find(head)
        if at < 0 or not self.quoted.startswith(data, at):
            return False
        self._looked = at + len(data)
        self._cuts.append((self._plain, at, len(data)))
        self._plain = 0
        self._at += len(data)
        self._digest.update(b"%d" % len(data) + head + data[-64:])
        return True

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


class Copy:
    """Brings the objects of one PDF over to a scribe, each once and only those referred to."""

    def __init__(self, scribe: Scribe) -> None:
        self._scribe = scribe
        self._known: dict[tuple[int, int], int] = {}
        self._next: list[tuple[int, pikepdf.Object]] = []

    def stands_for(self, thing: pikepdf.Object, number: int) -> None:
        """Let references to an object lead to *number*, which somebody else writes."""
        self._known[thing.objgen] = number

    def number(self, thing: pikepdf.Object) -> int:
        """Return the number of an object, which will be written by :meth:`finish`."""
        number = self._known.get(thing.objgen)
        if number is None:
            number = self._known[thing.objgen] = self._scribe.reserve()
            self._next.append((number, thing))
        return number

    def reference(self, thing: pikepdf.Object) -> bytes:
        """Return a reference to an object, which will be written by :meth:`finish`."""
        return b"%d 0 R" % self.number(thing)

    def text(self, thing: Any, depth: int = 0) -> bytes:
        """Return a value as it is written in a PDF, by reference where it is an object."""
        if isinstance(thing, pikepdf.Object):
            return self.reference(thing) if thing.is_indirect else self._own_text(thing, depth)
        return _plain(thing)

    def entries(
        self, thing: pikepdf.Object, without: Iterable[str] = (), depth: int = 0
    ) -> bytes:
        """Return the entries of a dictionary, one after another."""
        left = frozenset(without)
        parts: list[bytes] = []
        for key, value in thing.items():
            if key not in left:
                parts += (_name(key), b" ", self.text(value, depth + 1))
        return b"".join(parts)

    def finish(self) -> None:
        """Write everything that was referred to and what that refers to."""
        while self._next:
            number, thing = self._next.pop()
            if isinstance(thing, pikepdf.Stream):
                entries = self.entries(thing, ("/Length",))
                data = thing.read_raw_bytes()
                if "/Filter" in thing or len(data) < _WORTH_PACKING:
                    self._scribe.put_stream(entries, data, number)
                else:
                    self._scribe.put_packed(entries, data, number)
            else:
                self._scribe.put(self._own_text(thing, 0), number)

    def _own_text(self, thing: pikepdf.Object, depth: int) -> bytes:
        if depth > _DEEPEST:
            raise ValueError("nested too deeply")
        if isinstance(thing, pikepdf.Dictionary):
            return b"<<%b>>" % self.entries(thing, (), depth)
        if isinstance(thing, pikepdf.Array):
            return b"[%b]" % b" ".join(self.text(value, depth + 1) for value in thing)
        return thing.unparse()


def _plain(thing: Any) -> bytes:
    match thing:
        case None:
            return b"null"
        case bool():
            return b"true" if thing else b"false"
        case int() | Decimal():
            return format(thing, "f" if isinstance(thing, Decimal) else "d").encode()
    raise TypeError(type(thing).__name__)


def _name(key: str) -> bytes:
    if key[1:].isalnum() and key.isascii():
        return key.encode()
    return pikepdf.Name(key).unparse()
