"""Which pages of a file are wanted, how they are turned, and what on them is covered. Child side.

Covering works on pixels only: a page with something covered is a picture from then on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PIL import Image, ImageDraw

from pristan.evidence.problems import NoSuchPage

Box = tuple[float, float, float, float]
_TURNS: Final[Mapping[int, Image.Transpose]] = {  # degrees clockwise
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page, counted from 0; degrees clockwise; boxes as left, top, right, bottom.

    Boxes are fractions of the page as its file shows it, before it is turned.
    """

    page: int
    turn: int = 0
    boxes: tuple[Box, ...] = ()


def read_wanted(plain: Sequence[Any]) -> tuple[Wanted, ...]:
    """Read what the parent sends: lists of a page from 1, degrees, and boxes."""
    return tuple(
        Wanted(page - 1, turn % 360, tuple((a, b, c, d) for a, b, c, d in boxes))
        for page, turn, boxes in plain
    )


def wanted_pages(wanted: Sequence[Wanted], count: int) -> Sequence[Wanted]:
    """Return the pages to make of a file that has *count*; all where none is named.

    Raises NoSuchPage.
    """
    for each in wanted:
        if not 0 <= each.page < count:
            raise NoSuchPage(each.page + 1)
    return wanted or [Wanted(page) for page in range(count)]


def turned(picture: Image.Image, turn: int) -> Image.Image:
    """Turn a picture clockwise by 0, 90, 180 or 270 degrees."""
    return picture.transpose(_TURNS[turn]) if turn else picture


def covered(picture: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """Burn black boxes into a picture, rounded outward to whole pixels; return it."""
    draw = ImageDraw.Draw(picture)
    width, height = picture.size
    for left, top, right, bottom in boxes:
        first = (math.floor(left * width), math.floor(top * height))
        last = (math.ceil(right * width) - 1, math.ceil(bottom * height) - 1)
        if last[0] >= first[0] and last[1] >= first[1]:
            draw.rectangle((*first, *last), fill=0)
    return picture
