"""A galley taken apart: its objects as they were written, with no library to make a thing of each.

Each line of an index is some thirty objects, most of them tags. QPDF takes 2 KB and some 5 µs for
one; nearly all of them are copied as they are, and only their references led anew.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from pristan.packet.copied import REFERENCE
from pristan.scribe import Scribe

_STREAM: Final = re.compile(  # as pydyf writes it
    rb"(\d+) 0 obj\n<<((?:[^()]|\((?:[^\\()]|\\.)*\))*?)/Length (\d+)>>\nstream\n", re.DOTALL
)
_ENDED: Final = b"\nendstream\nendobj\n"
_FIRST: Final = re.compile(rb"/First (\d+)")
_PLAIN: Final = re.compile(rb"(\d+) 0 R")
_UNDER_NUMBERS: Final = re.compile(rb"(\d+) (\[[^\]]*\]|\d+ 0 R)")
_ROOT: Final = re.compile(rb"/Root (\d+ 0 R)")
_TOKEN: Final = re.compile(
    rb"<<|>>|\[|\]|\d+ 0 R|\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>|/?[^\s<>\[\]()/]+", re.DOTALL
)


class Plates:
    """The objects of one galley on their way to a scribe, each once and only those referred to.

    A value is a dict, a list, or bytes as they are written; a reference is such bytes, ``12 0 R``.
    """

    def __init__(self, galley: bytes, scribe: Scribe) -> None:
        """Raises ValueError for what the press has not written."""
        self._scribe = scribe
        self._streams: dict[int, tuple[bytes, memoryview]] = {}
        self._changed: dict[int, bytes] = {}
        self._next: list[int] = []
        self._read(galley)

    def stands_for(self, reference: bytes, number: int) -> None:
        """Let a reference lead to *number*, which somebody else writes."""
        self._numbers[_number(reference)] = number

    def led(self, text: bytes) -> bytes:
        """Return what is written with its references led anew; :meth:`finish` follows them."""
        if b"(" in text:  # a text may look like a reference
            return REFERENCE.sub(self._led, text)
        pieces = _PLAIN.split(text)
        for at in range(1, len(pieces), 2):
            pieces[at] = b"%d 0 R" % self._led_to(int(pieces[at]))
        return b"".join(pieces)

    def value(self, thing: Any) -> Any:
        """Return a value, or that which it refers to."""
        refers = isinstance(thing, bytes) and thing.endswith(b" 0 R")
        return value_of(self._text(_number(thing))) if refers else thing

    def under_numbers(self, reference: bytes) -> dict[int, bytes]:
        """Return what stands under each number of a tree of numbers, as it is written."""
        found = _UNDER_NUMBERS.findall(self._text(_number(reference)))
        return {int(number): thing for number, thing in found}

    def change(self, reference: bytes, value: Any) -> None:
        """Let an object be another one."""
        self._changed[_number(reference)] = written(value)

    def drawing(self, reference: bytes) -> bytes:
        """Return the data of a stream."""
        entries, data = self._streams[_number(reference)]
        return zlib.decompress(data) if b"/Filter" in entries else bytes(data)

    def finish(self) -> None:
        """Write everything that was referred to and what that refers to."""
        while self._next:
            at = self._next.pop()
            if at not in self._streams:
                self._scribe.put(self.led(self._text(at)), self._numbers[at])
                continue
            entries, data = self._streams.pop(at)
            put = self._scribe.put_stream if b"/Filter" in entries else self._scribe.put_worth
            put(self.led(entries), data, self._numbers[at])

    def _read(self, galley: bytes) -> None:
        at, whole = galley.index(b"\n", galley.index(b"\n") + 1) + 1, memoryview(galley)
        while found := _STREAM.match(galley, at):
            at = found.end() + int(found[3])
            self._streams[int(found[1])] = (found[2], whole[found.end() : at])
            if not galley.startswith(_ENDED, at):
                raise ValueError("not the end of a stream")
            at += len(_ENDED)
        if not galley.startswith(b"startxref\n", at):
            raise ValueError("not a galley")
        table, packed = self._streams.popitem(), self._streams.popitem()  # these are the last
        root, first = _ROOT.search(table[1][0]), _FIRST.search(packed[1][0])
        if not root or not first:
            raise ValueError("not the table of a galley")
        self._texts = zlib.decompress(packed[1][1])
        self._begin, self._end = self._places(int(first[1]), packed[0])
        self._numbers = array("I", [0]) * len(self._begin)
        self.root: dict[bytes, Any] = self.value(root[1])

    def _places(self, first: int, size: int) -> tuple[array[int], array[int]]:
        """Return where the text of each object begins and ends."""
        heads = array("I", map(int, self._texts[:first].split()))
        begin = array("I", [0]) * size
        end = begin[:]
        for number, at in zip(heads[::2], heads[1::2], strict=True):
            begin[number] = first + at
        for number, at in zip(heads[:-2:2], heads[3::2], strict=True):
            end[number] = first + at
        end[heads[-2]] = len(self._texts)
        return begin, end

    def _text(self, number: int) -> bytes:
        if text := self._changed.get(number):
            return text
        return self._texts[self._begin[number] : self._end[number]].strip()

    def _led(self, found: re.Match[bytes]) -> bytes:
        if found.lastindex is None:
            return found[0]  # a text, whatever it says
        return b"%d 0 R" % self._led_to(int(found[1]))

    def _led_to(self, at: int) -> int:
        if not self._numbers[at]:
            self._numbers[at] = self._scribe.reserve()
            self._next.append(at)
        return self._numbers[at]


def string_of(text: bytes) -> bytes:
    """Return what a string says that is written so."""
    return bytes(pikepdf.Object.parse(text))


def value_of(text: bytes) -> Any:
    """Return the value that is written. Raises ValueError where it breaks off."""
    tokens = iter(_TOKEN.findall(text))
    try:
        return _value(next(tokens), tokens)
    except StopIteration:
        raise ValueError("half a value") from None


def written(value: Any) -> bytes:
    """Return a value as it is written."""
    if isinstance(value, dict):
        return b"<<%b>>" % entries_of(value)
    if isinstance(value, list):
        return b"[%b]" % b" ".join(map(written, value))
    assert isinstance(value, bytes)
    return value


def entries_of(value: dict[bytes, Any]) -> bytes:
    """Return the entries of a dictionary as they are written."""
    return b"".join(b"%b %b" % (key, written(each)) for key, each in value.items())


def _value(token: bytes, tokens: Iterator[bytes]) -> Any:
    if token == b"[":
        listed = []
        while (token := next(tokens)) != b"]":
            listed.append(_value(token, tokens))
        return listed
    if token == b"<<":
        entries = {}
        while (token := next(tokens)) != b">>":
            entries[token] = _value(next(tokens), tokens)
        return entries
    return token


def _number(reference: bytes) -> int:
    return int(reference.partition(b" ")[0])
