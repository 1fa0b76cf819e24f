"""Have the parts of a packet bound: on both cores, in closed-off children, straight into files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from pristan.confine.cell import Cell, Limits
from pristan.confine.hands import Hands
from pristan.confine.refusals import Crashed
from pristan.confine.spare import Spare
from pristan.packet.exhibits import Piece
from pristan.packet.hollow import Hollow
from pristan.packet.layout import LaidPart
from pristan.packet.not_bound import blaming
from pristan.scribe import Written

LIMITS = Limits(memory=3 << 29, cpu_seconds=60, wall_seconds=90)


class Paper(Protocol):
    """A PDF of so many pages, which a piece of an exhibit has become."""

    @property
    def piece(self) -> Piece: ...
    @property
    def pages(self) -> int: ...


class Out(Protocol):
    """Where a part goes, piece by piece; what its papers draw may be there from an older file: then
    ``known`` goes on after it, once :meth:`begin` has found it whole.
    """

    @property
    def known(self) -> Sequence[bytes]: ...
    def begin(self) -> bool: ...
    def write(self, data: memoryview, /) -> object: ...
    def pause(self, known: Sequence[bytes], /) -> object: ...


class File(Out, Protocol):
    """A file on its way to the disk."""

    def done(self) -> object: ...


def spare_binder() -> Spare:
    """Return where two children wait that bind; none is started yet."""
    return Spare("packet", LIMITS, {"do": "ready", "to": "bind"}, most=2)


_Paper = TypeVar("_Paper", bound=Paper)
_File = TypeVar("_File", bound=File)


@dataclass(slots=True)
class Bindery(Generic[_Paper]):
    """Has parts bound. *papers* are those of every exhibit, *pdf* has the pages of one.

    Memory is that of the papers under way, however many there are.
    """

    letters: Sequence[bytes]
    papers: Sequence[Sequence[_Paper]]
    pdf: Callable[[_Paper], bytes]
    hands: Hands = field(default_factory=lambda: Hands(spare_binder()))

    def bind(
        self,
        parts: Sequence[tuple[LaidPart, Sequence[bytes], _File]],
        written: Callable[[_File], object] = bool,
    ) -> None:
        """Write every part: how it is laid out, how it is bound with its galleys, where it goes.

        Each is *written* in the thread that wrote it. Raises Problem; what has been written is
        then worth nothing.
        """

        def write(each: tuple[LaidPart, Sequence[bytes], _File]) -> None:
            self.bind_one(*each)
            each[2].done()
            written(each[2])

        try:
            self.hands.each(write, parts, len(parts))
        finally:
            self.rest()

    def rest(self) -> None:
        """End the children; the next part starts new ones."""
        self.hands.rest()

    def bind_one(self, part: LaidPart, bound: Sequence[bytes], out: Out) -> None:
        """Write one part in this thread, whose child stays for the next. Raises Problem."""
        cell, rest = self.hands.cell, [*self.letters, *bound]
        if known := out.known:
            with ThreadPoolExecutor(1) as beside:  # the child works while the bytes are copied
                whole = beside.submit(out.begin)
                cell.ask({"do": "open"})
                cell.ask({"do": "go_on"}, known)
                end = cell.ask({"do": "close"}, rest).blobs
            if whole.result():
                _write(out, end, b"")
                return
        cell.ask({"do": "open"})
        for paper, first, end_at in papers_in(part, self.papers):
            pdf = self.pdf(paper)
            with blaming(paper.piece):
                add_paper(cell, out, pdf, first, end_at)
        pause(cell, out)
        _write(out, cell.ask({"do": "close"}, rest).blobs, b"")


def add_paper(cell: Cell, out: Out, pdf: bytes, first: int, end: int) -> None:
    """Write what the pages of a paper draw, from *first* up to *end*, counted from 0.

    The paper is let go of before the next one is taken.
    """
    add = {"do": "add", "first": first, "end": end}
    added = cell.ask(add, Hollow.of(pdf).as_blobs())
    if "whole" in added.facts:
        added = cell.ask(add, Hollow.whole(pdf).as_blobs())
    _write(out, added.blobs, pdf)


def pause(cell: Cell, out: Out) -> None:
    """Write what is left of the papers of a part, and note what is known then."""
    plain, cuts, *known = cell.ask({"do": "pause"}).blobs
    _write(out, [plain, cuts], b"")
    out.pause(known)


def papers_in(
    part: LaidPart, papers: Sequence[Sequence[_Paper]]
) -> Iterator[tuple[_Paper, int, int]]:
    """Yield the papers of a part, each with its own pages, from and up to, counted from 0."""
    for piece in part.pieces:
        if piece.exhibit is not None:
            yield from pages_in(piece.first, piece.end, papers[piece.exhibit])


def pages_in(first: int, end: int, papers: Sequence[_Paper]) -> Iterator[tuple[_Paper, int, int]]:
    """Yield what papers have of the pages of all of them, from *first* up to *end*: each paper with
    its own pages.
    """
    at = 0
    for paper in papers:
        begin, stop = max(first - at, 0), min(end - at, paper.pages)
        if begin < stop:
            yield paper, begin, stop
        at += paper.pages


def _write(out: Out, bound: Sequence[bytes], paper: bytes) -> None:
    """Write what a child has bound; the places it quotes are judged. Raises Crashed."""
    try:
        for block in Written.from_blobs(bound).joined(paper):
            out.write(block)
    except (TypeError, ValueError, RecursionError) as error:
        raise Crashed("bound") from error
