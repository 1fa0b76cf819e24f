"""The bookmarks of a packet: its documents and exhibits, and below them those of a paper itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from pristan.scribe import Scribe

_MOST, _DEEPEST = 2000, 6  # of a paper's own bookmarks
_LONGEST = 200  # characters of one


@dataclass(slots=True)
class Mark:
    """A bookmark: where it leads (the page's object), the number printed there, what is below."""

    title: str
    page: int
    number: int
    below: list[Mark] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return what is shown: title and page, without a page on a cover."""
        return f"{self.title} (page {self.number})" if self.number else self.title


def led(marks: Iterable[Mark], places: Sequence[tuple[int, int]]) -> list[Mark]:
    """Return bookmarks that lead to pages by their place in a list as such that lead to objects.

    *places* has the object and the printed number of each page.
    """
    return [Mark(each.title, *places[each.page], led(each.below, places)) for each in marks]


def read_marks(plain: Any) -> list[Mark]:
    """Return bookmarks that ``asdict`` made plain."""
    return [Mark(**each | {"below": read_marks(each["below"])}) for each in plain]


def put_outline(scribe: Scribe, marks: list[Mark]) -> int:
    """Write bookmarks; return the number of the outline. Those of a paper itself begin folded."""
    root = scribe.reserve()
    ends = _put_level(scribe, marks, root)
    scribe.put(b"<</Type/Outlines/Count %d%b>>" % (len(marks), ends), root)
    return root


def _put_level(scribe: Scribe, marks: list[Mark], parent: int) -> bytes:
    numbers = [scribe.reserve() for _ in marks]
    for at, (number, mark) in enumerate(zip(numbers, marks, strict=True)):
        ends = _put_level(scribe, mark.below, number)
        entries = [
            b"<</Title %b/Parent %d 0 R" % (pikepdf.String(mark.text).unparse(), parent),
            b"/Dest[%d 0 R/XYZ 0 792 null]" % mark.page,
            b"/Prev %d 0 R" % numbers[at - 1] if at else b"",
            b"/Next %d 0 R" % numbers[at + 1] if at + 1 < len(numbers) else b"",
            b"%b/Count -%d" % (ends, len(mark.below)) if mark.below else b"",
        ]
        scribe.put(b"".join(entries) + b">>", number)
    return b"/First %d 0 R/Last %d 0 R" % (numbers[0], numbers[-1]) if numbers else b""


def marks_of(pdf: pikepdf.Pdf, pages: Mapping[int, tuple[int, int]]) -> list[Mark]:
    """Return the bookmarks of a paper that lead to pages which are printed.

    *pages* has, by place in the paper, the object and the printed number of each.
    """
    outline = pdf.Root.get("/Outlines")
    if not isinstance(outline, pikepdf.Dictionary):
        return []
    places = {
        page.obj.objgen: pages[at] for at, page in enumerate(pdf.pages) if at in pages
    }
    seen: set[tuple[int, int]] = set()
    return list(_read_level(outline, places, seen, 0))


def _read_level(
    above: Any,
    places: Mapping[tuple[int, int], tuple[int, int]],
    seen: set[tuple[int, int]],
    depth: int,
) -> Iterator[Mark]:
    item = above.get("/First")
    while isinstance(item, pikepdf.Dictionary) and depth < _DEEPEST:
        if item.objgen in seen or len(seen) >= _MOST:
            return
        seen.add(item.objgen)
        below = list(_read_level(item, places, seen, depth + 1))
        target = item.get("/Dest")
        page = target[0] if isinstance(target, pikepdf.Array) and len(target) else None
        place = places.get(page.objgen) if isinstance(page, pikepdf.Object) else None
        title = " ".join(str(item.get("/Title", "")).split())[:_LONGEST]
        if place and title:
            yield Mark(title, *place, below)
        else:
            yield from below
        item = item.get("/Next")
