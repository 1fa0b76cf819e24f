"""What is laid out of a packet: galleys by their keys, and the documents that consist of them.

A document consists of one galley, which has its key; one of many rows of several (quires.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pristan.packet.quires import Quire, Quires, Rows
from pristan.packet.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Laid:
    """A galley, or a document with the keys of its *galleys*: how many pages, and on which of them
    (from 0) each anchor is. The PDF is elsewhere.
    """

    pages: int
    anchors: Mapping[str, int]
    galleys: tuple[str, ...]


@dataclass(slots=True)
class LaidOut:
    """What is laid out. *html* gives that of a sheet; *quires* are known from before."""

    html: Callable[[Sheet], str]
    quires: Quires
    _galleys: dict[str, Laid] = field(default_factory=dict)
    _documents: dict[str, Laid] = field(default_factory=dict)  # by the key of the sheet

    def of(self, sheet: Sheet) -> Laid | None:
        """Return the document that a sheet is, if it is laid out."""
        return self._documents.get(sheet.key)

    def keys(self, sheets: Iterable[Sheet]) -> Iterator[str]:
        """Yield the keys of galleys of which documents could consist, and which may be there."""
        for sheet in sheets:
            known = sheet.imprint.quires if sheet.imprint else ()
            if not known and (rows := Rows.of(sheet.html)):
                yield from (key for _, key in self.quires.recalled(sheet.name, rows))
            yield from known or (sheet.key,)

    def take(self, key: str, pages: int, anchors: Mapping[str, int]) -> None:
        """Take note of a galley: how many pages, and where on them the anchors are."""
        self._galleys[key] = Laid(pages, anchors, (key,))

    def missing(self, sheets: Iterable[Sheet]) -> Iterator[tuple[Sheet, list[Quire]]]:
        """Yield the sheets of which galleys are missing, each with the quires that are there."""
        for sheet in sheets:
            known = sheet.imprint.quires if sheet.imprint else ()
            if not self._put_together(sheet, known or (sheet.key,)):
                there = self._there(sheet, Rows.of(self.html(sheet)))
                yield sheet, [quire for quire, _ in there]

    def bring(
        self, sheet: Sheet, new: Sequence[tuple[Quire, int, Mapping[str, int]]]
    ) -> list[str]:
        """Take note of a sheet that was laid out: of each new galley which rows stand in it, its
        pages and its anchors. Returns the keys of these.
        """
        rows = Rows.of(self.html(sheet))
        if rows is None:
            keys = document = [sheet.key]
        else:
            begin = {quire.first: (quire, key) for quire, key in self._there(sheet, rows)}
            keys = [self.quires.remember(sheet.name, rows, quire) for quire, *_ in new]
            begin |= {quire.first: (quire, key) for (quire, *_), key in zip(new, keys, strict=True)}
            document, first = [], 0
            while first < len(rows.each):
                quire, key = begin[first]
                document.append(key)
                first += quire.stand
        for key, (_, pages, anchors) in zip(keys, new, strict=True):
            self.take(key, pages, anchors)
        self._put_together(sheet, document)
        return keys

    def _there(self, sheet: Sheet, rows: Rows | None) -> Iterator[tuple[Quire, str]]:
        """Yield the quires of a sheet that are there, each with its key."""
        for quire, key in self.quires.recalled(sheet.name, rows) if rows else ():
            if key in self._galleys:
                yield quire, key

    def lengths(self, document: Laid) -> list[int]:
        """Return how many pages each galley of a document has."""
        return [self._galleys[key].pages for key in document.galleys]

    def known_quires(self) -> dict[str, Any]:
        """Return as plain JSON what is to be known the next time of the quires of documents, also
        of those that were laid out only while numbers settled: they will be asked for again.
        """
        used = {key for document in self._documents.values() for key in document.galleys}
        return self.quires.written_down(used)

    def _put_together(self, sheet: Sheet, keys: Sequence[str]) -> bool:
        """Put a document together of galleys, if all of them are there."""
        if any(key not in self._galleys for key in keys):
            return False
        pages, anchors = 0, dict[str, int]()
        for galley in map(self._galleys.__getitem__, keys):
            anchors = {name: pages + at for name, at in galley.anchors.items()} | anchors
            pages += galley.pages
        self._documents[sheet.key] = Laid(pages, anchors, tuple(keys))
        if sheet.imprint and list(keys) != [sheet.key]:
            sheet.imprint.quires = tuple(keys)
        return True
