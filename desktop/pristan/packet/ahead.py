"""Papers are bound while others are still cleaned, so that each is read from the case only once.

What papers draw is the beginning of a part and follows from them alone (bind.py). Which papers are
in a part follows from what they weigh and from the pages of ours that are foreseen (foreseen.py).
Where our pages, once laid out, have it otherwise, the parts concerned are bound as any other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Self

from pristan.confine.cell import Cell
from pristan.packet.bindery import LIMITS, add_paper, pause
from pristan.packet.exhibits import Piece
from pristan.packet.files import Outgoing
from pristan.packet.foreseen import foreseen
from pristan.packet.papers import Paper
from pristan.packet.parts import Splitter, Weight, is_large
from pristan.packet.plan import Plan
from pristan.packet.register_page import Made

_HELD = 8 << 20  # bytes of papers whose exhibit is not whole yet


@dataclass(slots=True)
class _Part:
    """A part as far as its papers go; it is ``left`` where one of them was there before."""

    papers: list[Paper] = field(default_factory=list)
    out: Outgoing | None = None
    left: bool = False


class Ahead:
    """The beginnings of parts, in files that have no name yet.

    :meth:`expect` a packet and :meth:`take` every piece in a ``with`` statement; then :meth:`file`
    has what was bound for a part. One thread at a time.
    """

    def __init__(
        self, begin: Callable[[], Outgoing], limit: int, pdf: Callable[[Paper], bytes]
    ) -> None:
        """*begin* begins a file, of at most *limit* bytes, 0 is no limit; *pdf* has a paper that is
        not here any more.
        """
        self._begin, self._pdf = begin, pdf
        self._splitter = Splitter(limit)
        self._foreseen: dict[str, int] = {}
        self._due: deque[tuple[int, Sequence[Piece]]] = deque()
        self._found: dict[Piece, Paper | None] = {}
        self._here: dict[Piece, Made] = {}
        self._before: set[Piece] = set()
        self._parts: list[_Part] = []
        self._place = -1
        self._cells = ExitStack()
        self._cell: Cell | None = None

    def expect(self, planned: Plan) -> None:
        """Get ready for a packet."""
        facts = planned.as_facts()
        self._foreseen = foreseen(facts)
        for document in facts["documents"]:
            if not document["last"]:
                self._splitter.add(self._foreseen[document["name"]], Weight(0, ()))
        self._due += [(at, exhibit.pieces) for at, exhibit in enumerate(planned.exhibits)]
        self._bind_what_is_due()

    def take(self, piece: Piece, paper: Paper | None, made: Made | None) -> None:
        """Take a piece that has become a paper, or cannot; none that was *made* for an earlier
        packet has pages here. Raises Problem.
        """
        self._found[piece] = paper
        if made is None:
            self._before.add(piece)
        elif self._due and piece in self._due[0][1]:
            self._here[piece] = made
        self._bind_what_is_due()
        if sum(each.size for each in self._here.values()) > _HELD:
            self._here.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """End the last part, if nothing went wrong, and the child that binds."""
        with self._cells:
            if error[0] is None:
                self._end()

    def file(self, papers: Sequence[tuple[Paper, int, int]]) -> Outgoing | None:
        """Return the file that begins with just these papers, each from and up to a page, if there
        is one.
        """
        for part in self._parts:
            if part.out and papers == [(each, 0, each.pages) for each in part.papers]:
                return part.out
        return None

    def keep_only(self, files: Collection[object]) -> None:
        """Take all files away that are not among these."""
        for part in self._parts:
            if part.out and part.out not in files:
                part.out.drop()

    def _bind_what_is_due(self) -> None:
        while self._due and all(piece in self._found for piece in self._due[0][1]):
            at, pieces = self._due.popleft()
            papers = [paper for piece in pieces if (paper := self._found[piece])]
            size, pages = sum(each.size for each in papers), sum(each.pages for each in papers)
            if is_large(size, self._splitter.limit):  # where it is cut, only its pages can tell
                self._leave()
                self._due.clear()
                return
            self._splitter.add(self._foreseen[f"exhibit-{at}"], Weight.plain(size, pages))
            if self._place != (place := len(self._splitter.parts) - 1):
                self._end()
                self._place = place
                self._parts.append(_Part())
            for paper in papers:
                self._add(paper)
            for piece in pieces:
                self._here.pop(piece, None)

    def _add(self, paper: Paper) -> None:
        part = self._parts[-1]
        part.papers.append(paper)
        if paper.piece in self._before:  # what was bound of it before may be had without it
            self._leave()
        if part.left:
            return
        if self._cell is None:
            self._cell = self._cells.enter_context(Cell("packet", LIMITS))
        if part.out is None:
            part.out = self._begin()
            self._cell.ask({"do": "open"})
        made = self._here.pop(paper.piece, None)
        pdf = made.pdf if made else self._pdf(paper)
        add_paper(self._cell, part.out, pdf, 0, paper.pages)

    def _leave(self) -> None:
        """Bind no more of this part."""
        for part in self._parts[-1:]:
            part.left = True
            if part.out:
                part.out.drop()
                part.out = None

    def _end(self) -> None:
        if self._cell and self._parts and (out := self._parts[-1].out):
            pause(self._cell, out)
