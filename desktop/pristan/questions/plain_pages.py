"""Pages of files in the form that people write by hand.

A list in the order in which they are printed, one mapping a page::

    - {file: court.pdf, page: 2}
    - {file: court.pdf, page: 1, turn: 90, boxes: [[0.1, 0.2, 0.4, 0.25]]}
    - {file: photo.jpg, page: 1, hidden: yes}

``turn`` is degrees clockwise; a box is left, top, right and bottom as fractions of the page as the
file shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pristan.case import Box, Sheet, Sheets

_TURNS = (0, 90, 180, 270)


def read_pages(found: Sequence[Any], find_file: Callable[[str], str]) -> Sheets:
    """Read a list of pages; *find_file* gives the attachment id for a name.

    Raises ValueError, TypeError or KeyError for what is no page.
    """
    return Sheets(tuple(_read(each, find_file) for each in found))


def write_pages(value: Sheets, file_name: Callable[[str], str]) -> list[dict[str, Any]]:
    """Write pages so that :func:`read_pages` reads the same."""
    return [_written(sheet, file_name) for sheet in value.pages]


def _read(found: Mapping[str, Any], find_file: Callable[[str], str]) -> Sheet:
    if set(found) - {"file", "page", "turn", "hidden", "boxes"}:
        raise ValueError(found)
    page, turn, hidden = found.get("page", 1), found.get("turn", 0), found.get("hidden", False)
    if type(page) is not int or page < 1 or turn not in _TURNS or type(hidden) is not bool:
        raise ValueError(found)
    boxes = tuple(_box(each) for each in found.get("boxes", ()))
    return Sheet(find_file(str(found["file"])), page, int(turn), hidden, boxes)


def _box(found: Sequence[Any]) -> Box:
    left, top, right, bottom = (float(side) for side in found)
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise ValueError(found)
    return left, top, right, bottom


def _written(sheet: Sheet, file_name: Callable[[str], str]) -> dict[str, Any]:
    plain: dict[str, Any] = {"file": file_name(sheet.attachment), "page": sheet.page}
    if sheet.turn:
        plain["turn"] = sheet.turn
    if sheet.hidden:
        plain["hidden"] = True
    if sheet.boxes:
        plain["boxes"] = [list(box) for box in sheet.boxes]
    return plain
