"""The bookmarks of a PDF, carried into its copy as plain titles that lead to pages.

Nothing of the old entries goes along but their words: what they did beside that stays behind.
Child side only.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, NameTree, OutlineItem, Pdf, PdfError, String

from pristan.evidence import laid
from pristan.evidence.wanted import Wanted

_MOST, _DEEPEST = 2000, 6
_LONGEST = 200  # characters of a title
_BROKEN: Final = (PdfError, RuntimeError, KeyError, TypeError, ValueError, AttributeError)


@dataclass(slots=True)
class Bookmark:
    """A title, the page of the copy where it leads, counted from 0, and what stands below it."""

    title: str
    page: int
    below: list[Bookmark] = field(default_factory=list)


def bookmarks(pdf: Pdf, chosen: Sequence[Wanted]) -> list[Bookmark]:
    """Return the bookmarks of a PDF that lead to pages of its copy; none where they are broken."""
    pages: dict[int, int] = {}
    for at, each in enumerate(chosen):
        pages.setdefault(each.page, at)
    with suppress(*_BROKEN):
        outline = pdf.Root.get("/Outlines")
        if isinstance(outline, Dictionary):
            places = {
                page.obj.objgen: pages[at] for at, page in enumerate(pdf.pages) if at in pages
            }
            return list(_level(pdf, outline, places, set(), 0))
    return []


def with_bookmarks(made: bytes, found: Sequence[Bookmark]) -> bytes:
    """Return a finished PDF with bookmarks."""
    with pikepdf.open(io.BytesIO(made)) as pdf:
        with pdf.open_outline() as outline:
            outline.root.extend(map(_item, found))
        return laid.saved(pdf)


def _item(found: Bookmark) -> OutlineItem:
    item = OutlineItem(found.title, found.page)
    item.children.extend(map(_item, found.below))
    return item


def _level(
    pdf: Pdf, above: Any, places: Mapping[tuple[int, int], int], seen: set[tuple[int, int]],
    depth: int,
) -> Iterator[Bookmark]:
    item = above.get("/First")
    while isinstance(item, Dictionary) and depth < _DEEPEST:
        if item.objgen in seen or len(seen) >= _MOST:
            return
        seen.add(item.objgen)
        below = list(_level(pdf, item, places, seen, depth + 1))
        place = None
        with suppress(*_BROKEN):
            place = places.get(_page(pdf, item))
        title = _title(item.get("/Title"))
        if place is not None and title:
            yield Bookmark(title, place, below)
        else:
            yield from below
        item = item.get("/Next")


def _page(pdf: Pdf, item: Any) -> tuple[int, int]:
    """Return which page an entry leads to, by its own place or by a name. Raises KeyError."""
    target = item.get("/Dest")
    action = item.get("/A")
    if target is None and isinstance(action, Dictionary) and action.get("/S") == Name.GoTo:
        target = action.get("/D")
    if isinstance(target, Name):
        target = pdf.Root.Dests[str(target)]
    elif isinstance(target, String):
        target = NameTree(pdf.Root.Names.Dests)[str(target)]
    if isinstance(target, Dictionary):
        target = target.D
    if not isinstance(target, Array):
        raise KeyError("nowhere")
    objgen: tuple[int, int] = target[0].objgen
    return objgen


def _title(found: Any) -> str:
    said = str(found) if isinstance(found, String) else ""
    plain = "".join(letter if letter.isprintable() else " " for letter in said)
    return " ".join(plain.split())[:_LONGEST]
