"""Papers are bound while others are still cleaned, so that each is read from the case only once.

What papers draw is the beginning of a part and follows from them alone (bind.py). Which papers are
in a part follows from what they weigh and from the pages of ours that are foreseen (foreseen.py).
Where our pages, once laid out, have it otherwise, the parts concerned are bound as any other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Self

from pristan.confine.cell import Cell
from pristan.confine.hands import Hands
from pristan.packet.bindery import add_paper, pages_in, pause
from pristan.packet.exhibits import Piece
from pristan.packet.foreseen import foreseen
from pristan.packet.not_bound import blaming
from pristan.packet.outgoing import Outgoing
from pristan.packet.papers import Paper, Papers
from pristan.packet.parts import Splitter, Weight
from pristan.packet.plan import Plan
from pristan.packet.profiles import Profile
from pristan.packet.register_page import Made

_HELD = 8 << 20  # bytes of papers whose exhibit is not whole yet


@dataclass(slots=True)
class _Part:
    """A part as far as its papers go; it is ``left`` where one of them was there before."""

    papers: list[tuple[Paper, int, int]] = field(default_factory=list)
    out: Outgoing | None = None
    left: bool = False


class Ahead:
    """The beginnings of parts, in files that have no name yet.

    :meth:`expect` a packet and :meth:`take` every piece in a ``with`` statement; then :meth:`file`
    has what was bound for a part. One thread at a time.
    """

    def __init__(
        self, begin: Callable[[], Outgoing], profile: Profile, papers: Papers, hands: Hands
    ) -> None:
        """*begin* begins a file; *papers* weighs exhibits and has what is not here any more; one of
        the *hands* binds.
        """
        self._begin, self._papers, self._dots = begin, papers, profile.dots
        self._splitter = Splitter(profile.limit)
        self._foreseen: dict[str, int] = {}
        self._due: deque[tuple[int, Sequence[Piece]]] = deque()
        self._found: dict[Piece, Paper | None] = {}
        self._here: dict[Piece, Made] = {}
        self._before: set[Piece] = set()
        self._parts: list[_Part] = []
        self._place = -1
        self._hands = hands
        self._cell: Cell | None = None

    def expect(self, planned: Plan) -> None:
        """Get ready for a packet."""
        facts = planned.facts
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
        """End the last part, if nothing went wrong; the child that binds has time for others."""
        if error[0] is None:
            self._end()
            if self._cell:
                self._hands.take_back(self._cell)

    @property
    def begun(self) -> int:
        """Return how many parts have been begun."""
        return sum(part.out is not None for part in self._parts)

    def file(self, papers: Sequence[tuple[Paper, int, int]]) -> Outgoing | None:
        """Return the file that begins with just these papers, each from and up to a page, if there
        is one.
        """
        for part in self._parts:
            if part.out and papers == part.papers:
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
            weighed = self._papers.weigh(at, papers, self._splitter.limit, self._dots)
            own = self._foreseen[f"exhibit-{at}"]
            for place, run in self._splitter.add(own, weighed.weight):
                if self._place != place:
                    self._end()
                    self._place = place
                    self._parts.append(_Part())
                for paper, first, end in pages_in(run.first, run.end, weighed.papers):
                    self._add(paper, first, end)
            for piece in pieces:
                self._here.pop(piece, None)

    def _add(self, paper: Paper, first: int, end: int) -> None:
        part = self._parts[-1]
        part.papers.append((paper, first, end))
        if paper.piece in self._before:  # what was bound of it before may be had without it
            self._leave()
        if part.left:
            return
        if self._cell is None:
            self._cell = self._hands.lend()
        if part.out is None:
            part.out = self._begin()
            self._cell.ask({"do": "open"})
        as_cleaned = paper is self._found[paper.piece]  # and not made smaller to fit
        made = self._here.pop(paper.piece, None) if as_cleaned else None
        pdf = made.pdf if made else self._papers.pdf(paper)
        with blaming(paper.piece):
            add_paper(self._cell, part.out, pdf, first, end)

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
