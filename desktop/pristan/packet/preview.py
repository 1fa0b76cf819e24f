"""A packet as it would be written now, to be looked at page by page before any of it is written.

It is made as a packet is written, up to binding. Then only the page that is looked at is bound: a
part of that page alone, by the same binder, with the numbers, bands and letters of the whole. So a
large packet takes no more memory than a small one, and nothing of it touches the disk.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from pristan.case import Answers, Saying
from pristan.confine.hands import Hands
from pristan.confine.refusals import Crashed
from pristan.packet.before import Before, Parts
from pristan.packet.bindery import Bindery
from pristan.packet.binding import Binding
from pristan.packet.crew import Crew
from pristan.packet.exhibits import Piece
from pristan.packet.layout import LaidPart
from pristan.packet.lent import Cleaners
from pristan.packet.made import Made, make
from pristan.packet.not_bound import without_those
from pristan.packet.papers import Paper, Papers
from pristan.packet.profiles import chosen_profile
from pristan.packet.progress import Step, Tell, tell_nobody
from pristan.packet.report import Report
from pristan.packet.source import read_source
from pristan.packet.write import Vault
from pristan.questions import Questionnaire


class Preview:
    """A packet that is not written. It stays what it was when the case goes on.

    Pages are asked for in one thread.
    """

    def __init__(self, made: Made, binders: Hands) -> None:
        self._made = made
        self._last: tuple[Paper, bytes] | None = None  # one leafs through a paper page by page
        self._bindery = Bindery(made.pressed.letters, made.papers.exhibits, self._pdf, binders)

    @property
    def report(self) -> Report:
        """Return what will be where, and what is to settle; files have neither hash nor size."""
        return self._made.report(Path())

    def page(self, part: int, page: int) -> bytes:
        """Return a page of a part, the part counted from 0 and the page from 1, as a PDF.

        It is as it will be printed; links and bookmarks are left out. Raises Problem.
        """
        pressed, out = self._made.pressed, _InMemory()
        alone, bound = only(pressed.parts[part], pressed.bound[part], page - 1)
        self._bindery.bind_one(alone, bound, out)
        return out.getvalue()

    def rest(self) -> None:
        """End the children and let go of the last paper; the next page starts new ones."""
        self._last = None
        self._bindery.rest()
        self._made.papers.rest()

    def _pdf(self, paper: Paper) -> bytes:
        if self._last is None or self._last[0] != paper:
            self._last = None  # not two of them at once
            self._last = paper, self._made.papers.pdf(paper)
        return self._last[1]


class _InMemory(io.BytesIO):
    """Takes a page; there is no older file of which it may have the beginning."""

    known: Sequence[bytes] = ()

    def begin(self) -> bool:
        """Begin with nothing."""
        return False

    def pause(self, _known: Sequence[bytes], /) -> None:
        """Note nothing."""


def preview_packet(
    questionnaire: Questionnaire,
    answers: Answers,
    vault: Vault,
    profile: str = "lawyer",
    documents: Sequence[str] = (),
    *,
    cleaners: Cleaners,
    parts: Parts | None = None,
    tell: Tell = tell_nobody,
    crew: Crew | None = None,
) -> Preview:
    """Return the packet that :func:`write_packet` would write now. Raises Problem."""
    chosen = chosen_profile(vault, profile, documents)
    source = read_source(questionnaire, answers, vault)
    before, crew = Before(parts), crew or Crew()

    def laid(left_out: Mapping[Piece, Saying]) -> Made:
        with Papers(vault, cleaners, tell, before, left_out) as papers:
            return make(chosen, source, papers, crew.press)

    made = without_those(laid)
    tell(Step.LAYING, 1, 1)
    before.settle()
    return Preview(made, Hands(crew.binder))


def only(part: LaidPart, bound: Sequence[bytes], page: int) -> tuple[LaidPart, list[bytes]]:
    """Return a part that has one page of *part*, counted from 0, and how it is bound.

    Raises Crashed where the press has said nonsense.
    """
    number = part.first_page + page
    place = max(at for at, piece in enumerate(part.pieces) if piece.page <= number)
    piece = part.pieces[place]
    at = number - piece.page  # in the piece
    paper = at - piece.own
    try:
        binding = Binding.of(json.loads(bound[0]))
        whole = binding.slices[place]
        if paper < 0:
            alone = replace(piece, page=number, own=1, first=0, end=0)
            galley, start = binding.stands(whole.start + at)
            told = replace(whole, own=1, start=start, papers=0)
            galleys, lengths = [bound[1 + galley]], [binding.lengths[galley]]
        else:
            first = piece.first + paper
            alone = replace(piece, page=number, own=0, first=first, end=first + 1)
            told = replace(whole, own=0, papers=1, skipped=whole.skipped + paper)
            galleys, lengths = [], []
    except (IndexError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise Crashed("bound") from error
    facts = asdict(replace(binding, first=number, lengths=tuple(lengths), slices=(told,)))
    return LaidPart(number, 1, (alone,)), [json.dumps(facts).encode(), *galleys]
