"""A paper that is clean and yet cannot be bound: it is named, and a packet made without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from pristan.case import Problem, Saying
from pristan.confine.refusals import CellFailed, Refused, Stopped
from pristan.packet.exhibits import Piece

_Made = TypeVar("_Made")


class NotBound(Problem):
    """A child could not take the pages of a *piece*, and says why."""

    def __init__(self, piece: Piece, saying: Saying) -> None:
        super().__init__(saying)
        self.piece = piece


@contextmanager
def blaming(piece: Piece) -> Iterator[None]:
    """Raise NotBound for what a child cannot do with a piece; a stop is no fault of the file."""
    try:
        yield
    except Stopped:
        raise
    except (CellFailed, Refused) as problem:
        raise NotBound(piece, problem.saying) from problem


def without_those(make: Callable[[Mapping[Piece, Saying]], _Made]) -> _Made:
    """Make something, once more for each piece that turns out to be one that cannot be bound: it is
    told which these are, and why.
    """
    left_out: dict[Piece, Saying] = {}
    while True:
        try:
            return make(left_out)
        except NotBound as found:
            if found.piece in left_out:
                raise
            left_out[found.piece] = found.saying
