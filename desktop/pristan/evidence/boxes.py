"""What is seen of a page of a PDF, by its boxes. Child side only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

_HAIR = 1.0  # points
_PAPERS: Final = (  # Letter, Legal, A3, A4, A5; points
    (612, 792), (612, 1008), (842, 1191), (595, 842), (420, 595),
)
_Box = tuple[float, float, float, float]


def visible(media: Any, crop: Any) -> tuple[_Box, bool]:
    """Return what is seen of a page, and whether there may be more of it.

    That is the crop box as far as the page reaches (ISO 32000-1, 14.11.2). Who crops a page may
    have changed either box; one that begins at its corner and is as large as paper was not cropped.
    Raises ValueError or TypeError for what is no page.
    """
    whole = box = _box(media)
    if crop is not None:
        left, bottom, right, top = _box(crop)
        common = (max(left, box[0]), max(bottom, box[1]), min(right, box[2]), min(top, box[3]))
        box = _measured(common)
    sides = box[2] - box[0], box[3] - box[1]
    paper = any(_near(sides, each) or _near(sides[::-1], each) for each in _PAPERS)
    return box, not (_near(box, whole) and _near(box[:2], (0, 0)) and paper)


def _near(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(abs(a - b) <= _HAIR for a, b in zip(one, other, strict=True))


def _box(value: Any) -> _Box:
    """Return a rectangle of a size that paper can have, corners in order."""
    left, bottom, right, top = [round(float(side), 4) for side in value]
    return _measured((min(left, right), min(bottom, top), max(left, right), max(bottom, top)))


def _measured(box: _Box) -> _Box:
    if not all(1 <= side <= 14_400 for side in (box[2] - box[0], box[3] - box[1])):
        raise ValueError("a page without a size")
    return box
