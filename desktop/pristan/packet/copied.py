"""Bring the objects of a PDF over to a scribe, each once and only those referred to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from mmap import mmap

import pikepdf

from pristan.scribe import WORTH_QUOTING, Scribe, place_of

# A reference, as QPDF writes it, or a text, whose parentheses and backslashes QPDF escapes.
REFERENCE = re.compile(rb"\((?:[^\\()]|\\.)*\)|(\d+) (\d+) R", re.DOTALL)


class Copy:
    """Brings the objects of one PDF over to a scribe, each once and only those referred to.

    Of a *paper*, the bytes of the PDF as the parent has them, large streams are quoted.
    """

    def __init__(self, scribe: Scribe, pdf: pikepdf.Pdf, paper: bytes | mmap = b"") -> None:
        self._scribe, self._pdf, self._paper = scribe, pdf, paper
        self._table = pdf.get_xref_table() if paper else {}
        self._known: dict[tuple[int, int], int] = {}
        self._next: list[tuple[int, int]] = []

    def quotes(self, places: Mapping[tuple[int, int], range]) -> bool:
        """Whether the data of all these objects, which stand in these places, are quoted."""
        for number, place in places.items():
            entry = self._table.get(number)
            if entry is None or entry.offset is None:  # nor can any number be asked for
                return False
            thing = self._pdf.get_object(number)
            if (
                not isinstance(thing, pikepdf.Stream) or "/Filter" not in thing
                or place_of(self._paper, number, entry.offset, int(thing.Length)) != place
            ):  # fmt: skip
                return False
        return True

    def stands_for(self, thing: pikepdf.Object, number: int) -> None:
        """Let references to an object lead to *number*, which somebody else writes."""
        self._known[thing.objgen] = number

    def number(self, thing: pikepdf.Object) -> int:
        """Return the number of an object, which will be written by :meth:`finish`."""
        return self._number(thing.objgen)

    def text(self, thing: pikepdf.Object) -> bytes:
        """Return a value as it is written in a PDF, by reference where it is an object."""
        return REFERENCE.sub(self._led, thing.unparse())

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
        if size >= WORTH_QUOTING and entry and entry.offset is not None:
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
                self._scribe.put(REFERENCE.sub(self._led, own), number)

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
