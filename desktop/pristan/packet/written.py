"""What a binder has written, on its way to the file: bytes, and places in the paper last sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Written(NamedTuple):
    """A piece of a PDF: after so many bytes of ``plain`` come so many of the paper from a place.

    ``cuts`` has these three numbers, again and again.
    """

    plain: bytes
    cuts: list[tuple[int, int, int]]

    def joined(self, paper: bytes) -> Iterator[memoryview]:
        """Yield the bytes. Raises ValueError where they are not all there."""
        at, plain, quoted = 0, memoryview(self.plain), memoryview(paper)
        for literal, place, size in self.cuts:
            if min(literal, place, size) < 0 or place + size > len(paper):
                raise ValueError("no such place in the paper")
            yield plain[at : at + literal]
            yield quoted[place : place + size]
            at += literal
        if at != len(plain):
            raise ValueError("not all that was written")
