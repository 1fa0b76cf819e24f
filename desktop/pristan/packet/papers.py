"""The exhibits' files as pages for a packet: each is cleaned, counted, and had again when bound."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from typing import Protocol, Self

from pristan.case import Problem, Saying, say
from pristan.confine.cell import Cell, Limits
from pristan.confine.refusals import Crashed
from pristan.packet.exhibits import Exhibit, Piece
from pristan.packet.parts import Weight
from pristan.packet.progress import Step, Tell, tell_nobody
from pristan.packet.register_page import Made, Printer, print_register_page
from pristan.packet.source import Source

_LIMITS = Limits(memory=3 << 29, cpu_seconds=60, wall_seconds=90, reply_blobs=1)
_KEPT = 24 << 20  # bytes of cleaned papers that stay in memory until they are bound
_MANY = 12  # files that are worth a second child
_NOT_CONVERTED = "The file could not be converted; the original is supplied separately."
_NOT_SHOWN = "Its pages are not printed here; the original is supplied separately."
_NOT_ADDED = "No file has been added."
_CHANGES = ("copied", "image", "flattened")  # how, from the least to the most changed


class Reader(Protocol):
    """What keeps the files."""

    def read(self, attachment_id: str) -> Iterator[bytes]: ...


Cleaners = Callable[[], AbstractContextManager[Printer]]


@dataclass(frozen=True, slots=True)
class Paper:
    """Pages that can be printed: of which file, how many, bytes once cleaned, how made."""

    piece: Piece
    pages: int
    size: int
    how: str


def printed(piece: Piece, data: bytes, printer: Printer) -> Made:
    """Return the pages of a file as they are printed; of a register page its extract."""
    if piece.register:
        return print_register_page(piece.register, data, printer, piece.sheets)
    return printer.clean(data, piece.sheets)


@dataclass(slots=True)
class Papers:
    """The papers of all exhibits in order. ``absent`` says, by exhibit, what its slip sheet says.

    Use it in a ``with`` statement; children that clean are started when they are needed.
    """

    reader: Reader
    cleaners: Cleaners
    tell: Tell = tell_nobody
    exhibits: list[list[Paper]] = field(default_factory=list)
    absent: dict[int, str] = field(default_factory=dict)
    problems: list[Saying] = field(default_factory=list)
    _kept: dict[Piece, bytes] = field(default_factory=dict)
    _kept_bytes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _here: threading.local = field(default_factory=threading.local)
    _children: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.rest()

    def rest(self) -> None:
        """End the children; the next file starts new ones."""
        self._children.close()
        self._here = threading.local()

    def prepare(self, exhibits: Sequence[Exhibit], source: Source) -> None:
        """Clean every piece once and count its pages; name each that cannot be printed."""
        pieces = dict.fromkeys(piece for exhibit in exhibits for piece in exhibit.pieces)
        ready: dict[Piece, Paper | Saying] = {}
        with ThreadPoolExecutor(max_workers=1 + (len(pieces) > _MANY)) as workers:
            for piece, made in zip(pieces, workers.map(self._try, pieces), strict=True):
                ready[piece] = made
                self.tell(Step.CLEANING, len(ready), len(pieces))
        for number, exhibit in enumerate(exhibits):
            self.exhibits.append([])
            if not exhibit.files:
                self.absent[number] = _NOT_ADDED
            elif not exhibit.pieces:
                self.absent[number] = _NOT_SHOWN
            for piece in exhibit.pieces:
                found = ready[piece]
                if isinstance(found, Paper):
                    self.exhibits[-1].append(found)
                    continue
                self.absent[number] = _NOT_CONVERTED
                self.problems.append(
                    say(
                        "packet.not_converted",
                        "Exhibit {label}: the file “{file}” could not be converted, so its sheet "
                        "says that the original is supplied separately. {problem}",
                        label=exhibit.label,
                        file=source.attachments[piece.file].name,
                        problem=found,
                    )
                )
        self.rest()

    def counts(self) -> list[int]:
        """Return how many pages each exhibit has."""
        return [sum(paper.pages for paper in papers) for papers in self.exhibits]

    def how(self, exhibit: int) -> str | None:
        """Return how the papers of an exhibit were made: the greatest change of any."""
        ways = [paper.how for paper in self.exhibits[exhibit]]
        return max(ways, key=_CHANGES.index, default=None)

    def weights(self, limit: int) -> list[Weight]:
        """Return what each exhibit weighs, page by page where a part may not hold it."""
        return [self._weight(papers, limit) for papers in self.exhibits]

    def pdf(self, paper: Paper) -> bytes:
        """Return the pages of a paper; the same bytes that were counted. From any thread."""
        with self._lock:
            if (pdf := self._kept.get(paper.piece)) is not None:
                return pdf
        cleaned = self._clean(paper.piece)
        if (cleaned.pages, len(cleaned.pdf)) != (paper.pages, paper.size):
            raise Crashed("another paper")
        return cleaned.pdf

    def _try(self, piece: Piece) -> Paper | Saying:
        try:
            cleaned = self._clean(piece)
        except Problem as problem:
            return problem.saying
        with self._lock:
            if self._kept_bytes + len(cleaned.pdf) <= _KEPT:
                self._kept[piece] = cleaned.pdf
                self._kept_bytes += len(cleaned.pdf)
        return Paper(piece, cleaned.pages, len(cleaned.pdf), str(cleaned.how))

    def _clean(self, piece: Piece) -> Made:
        cleaner: Printer | None = getattr(self._here, "cleaner", None)
        if cleaner is None:
            with self._lock:
                cleaner = self._here.cleaner = self._children.enter_context(self.cleaners())
        return printed(piece, b"".join(self.reader.read(piece.file)), cleaner)

    def _weight(self, papers: list[Paper], limit: int) -> Weight:
        size, pages = sum(paper.size for paper in papers), sum(paper.pages for paper in papers)
        if not limit or size < limit / 2:  # it fits, whatever comes with it
            return Weight.plain(size, pages)
        shared, each = 0, []
        with Cell("packet", _LIMITS) as cell:
            for paper in papers:
                reply = cell.ask({"do": "weigh"}, [self.pdf(paper)])
                weights = [int(weight) for weight in json.loads(reply.blobs[0])]
                if len(weights) != paper.pages or min(weights) < 0:
                    raise Crashed("weights")
                shared += int(reply.facts["shared"])
                each += weights
        return Weight(shared, tuple(each))
