"""A paper on its way to be bound, without the data of its pictures, which the part only quotes.

Pictures are nearly all of what a packet weighs. A child that binds looks at none of them: it says
where each stands in the paper, and the parent has that (scribe.py).
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final, NamedTuple, Self, cast

from pristan.scribe import PROBED, WORTH_QUOTING, place_of

_LONGEST: Final = 1000  # bytes of a picture's dictionary
_BEFORE: Final = 16  # bytes of the numbers before the word "obj"
_HEAD: Final = re.compile(rb"(\d{1,10}) (\d{1,5}) obj\s*<<([^()%]*)>>\s*stream\r?\n")
_PICTURE: Final = re.compile(rb"/Subtype\s*/Image\b")
_SIZE: Final = re.compile(rb"/Length\s+(\d{1,10})\b(?!\s+\d+\s+R\b)")

Absent = dict[tuple[int, int], range]


class Hollow(NamedTuple):
    """What is left of a paper of so many bytes, and the places of the pictures' data by object.

    The first and the last bytes of the data are left: the name of the part follows from them, too.
    """

    plain: bytes
    size: int
    absent: Absent

    @classmethod
    def of(cls, paper: bytes) -> Self:
        """Return a paper without the data of its pictures."""
        absent = dict(_pictures(paper))
        done, plain = 0, []
        for gap in gaps(absent):
            plain.append(paper[done : gap.start])
            done = gap.stop
        return cls(b"".join([*plain, paper[done:]]), len(paper), absent)

    @classmethod
    def whole(cls, paper: bytes) -> Self:
        """Return a paper of which nothing is left out."""
        return cls(paper, len(paper), {})

    @classmethod
    def from_blobs(cls, blobs: Sequence[bytes]) -> Self:
        """Read what :meth:`as_blobs` gave."""
        plain, about = blobs
        size, absent = json.loads(about)
        return cls(plain, size, {(one, two): range(*place) for one, two, *place in absent})

    def as_blobs(self) -> list[bytes]:
        """Return the same as blobs of a frame."""
        absent = [(*number, place.start, place.stop) for number, place in self.absent.items()]
        return [self.plain, json.dumps([self.size, absent]).encode()]


class Sheet(mmap.mmap):
    """A paper as the child has it: every byte in its place, and nothing where a picture is.

    What is not there takes no memory. It can be read like a file, and looked at like bytes.
    """

    absent: Absent

    def __new__(cls, hollow: Hollow) -> Self:
        """Lay out what is left of a paper. Raises ValueError for a paper of no bytes."""
        if not hollow.size:
            raise ValueError("an empty paper")
        sheet = super().__new__(cls, -1, hollow.size)
        sheet.absent = hollow.absent
        at, done, plain = 0, 0, memoryview(hollow.plain)
        for gap in [*gaps(hollow.absent), range(hollow.size, hollow.size)]:
            size = gap.start - done
            sheet[done : gap.start] = plain[at : at + size]
            at, done = at + size, gap.stop
        return sheet

    @property
    def file(self) -> BinaryIO:
        """Return the same for those who read files."""
        return cast("BinaryIO", self)

    def readable(self) -> bool:
        """Return that it can be read; QPDF asks."""
        return True

    def seekable(self) -> bool:
        """Return that it can be read from any place; QPDF asks."""
        return True

    def readinto(self, buffer: memoryview) -> int:
        """Read on into a buffer; return how many bytes."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def gaps(absent: Absent) -> list[range]:
    """Return what is left out of pictures' data, in the order of the paper."""
    return [range(each.start + PROBED, each.stop - PROBED) for each in absent.values()]


def _pictures(paper: bytes) -> Iterator[tuple[tuple[int, int], range]]:
    """Yield the large pictures of a paper by object: where the data of each stand."""
    at = 0
    while (word := paper.find(b"stream", at)) >= 0:
        begin = paper.rfind(b" obj", max(at, word - _LONGEST), word) - _BEFORE
        head = _HEAD.search(paper, max(at, begin), word + 8) if begin >= -_BEFORE else None
        at = word + 6
        size = head and _SIZE.search(head[3])
        if not head or not size:
            continue
        number = int(head[1]), int(head[2])
        place = place_of(paper, number, head.start(), int(size[1]))
        if place is None:
            continue
        at = place.stop
        if len(place) >= WORTH_QUOTING and _PICTURE.search(head[3]) and b"/Filter" in head[3]:
            yield number, place
