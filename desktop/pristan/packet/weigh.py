"""What each page of a paper weighs, so that a paper larger than a part can be cut between pages."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from pristan.packet.parts import Weight

_SMALL, _ENTRY = 60, 30  # bytes of an object without its stream, about


def weigh(paper: bytes) -> Weight:
    """Return what belongs to each page alone, in bytes, and what several pages share."""
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        sizes: dict[tuple[int, int], int] = {}
        pages = [_reached(page.obj, sizes) for page in pdf.pages]
        uses = Counter(thing for page in pages for thing in page)
        each = tuple(
            sum(sizes[thing] for thing in page if uses[thing] == 1) for page in pages
        )
        return Weight(sum(size for thing, size in sizes.items() if uses[thing] > 1), each)


def _reached(page: Any, sizes: dict[tuple[int, int], int]) -> set[tuple[int, int]]:
    """Return the objects that a page needs, and note what each weighs."""
    reached: set[tuple[int, int]] = set()
    waiting = [page]
    while waiting:
        thing = waiting.pop()
        held = list(_held(thing))
        if thing.is_indirect:
            if thing.objgen in reached:
                continue
            reached.add(thing.objgen)
            if thing.objgen not in sizes:
                stream = isinstance(thing, pikepdf.Stream)
                data = len(memoryview(thing.get_raw_stream_buffer())) if stream else 0
                sizes[thing.objgen] = data + _SMALL + _ENTRY * len(held)
        waiting += [each for each in held if isinstance(each, pikepdf.Object)]
    return reached


def _held(thing: pikepdf.Object) -> Iterator[Any]:
    """Yield what an object holds; a page not what it hangs on."""
    if isinstance(thing, pikepdf.Array):
        yield from thing
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield from (each for key, each in thing.items() if key != "/Parent")
