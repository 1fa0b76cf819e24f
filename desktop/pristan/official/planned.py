"""A plan of one form: what is to be written into which box, and what has to be said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pristan.case import Key, Listed
from pristan.official.form import Box, Form
from pristan.official.layout import Set
from pristan.official.supplement import Where


@dataclass(frozen=True, slots=True)
class Text:
    """A text set into a box. ``copy`` names the copied page it is on; empty on the form's own."""

    box: Box
    where: Where
    set: Set
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A ticked check box, on the form's own page or on a copied one."""

    box: Box
    where: Where
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A page that is there once more, after the original and its earlier copies."""

    name: str
    page: int


@dataclass(frozen=True, slots=True)
class Point:
    """A place of the form to look at, and why: for the list that goes with the filled form.

    ``at`` is its place in the form's order.
    """

    where: Where
    question: str
    why: str
    at: int
    partly: bool = False  # the box holds something, and a part of the answer is missing
    keys: tuple[Key, ...] = ()  # the answers that would give it


@dataclass(frozen=True, slots=True)
class Apart:
    """An answer that stands in several boxes, or otherwise than it was written.

    ``parts`` are the names of the boxes and what they hold.
    """

    where: Where
    whole: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is to be written into one form, and what has to be said about it.

    ``beside`` are answers that were given and that this form has no room for, ``unsaid`` such parts
    of answers, as other spellings of a name, with their answers. ``places`` says
    where in the interview answers are given; None for those that no interview asks.
    """

    form: Form
    texts: tuple[Text, ...]
    ticks: tuple[Tick, ...]
    copies: tuple[Copy, ...]
    empty: tuple[Point, ...]
    moved: tuple[Point, ...]
    shrunk: tuple[Point, ...]
    apart: tuple[Apart, ...]
    beside: tuple[Key, ...]
    unsaid: Mapping[str, Key]
    places: Callable[[Iterable[Key]], Listed | None]
