"""Pages of files as an exhibit prints them: all that a child for papers knows of a case."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]  # left, top, right, bottom, as fractions of a page


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of an attachment as an exhibit prints it.

    ``page`` counts from 1, ``turn`` is 0, 90, 180 or 270 degrees clockwise. ``boxes`` are covered
    for good; they are fractions of the page as its file shows it, before it is turned.
    """

    attachment: str = ""
    page: int = 1
    turn: int = 0
    hidden: bool = False
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of an exhibit in the person's order."""

    pages: tuple[Sheet, ...] = ()
