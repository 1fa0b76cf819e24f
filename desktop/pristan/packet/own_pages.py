"""Pages of ours on their way into a part: a galley with its letters, links, names and tags."""

from __future__ import annotations

import io
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import pikepdf
from pikepdf import Array, Dictionary, Name

from pristan.packet.copied import Copy
from pristan.packet.galley import with_numbers
from pristan.packet.tags import Tags
from pristan.scribe import Scribe

_LEFT_OUT = ("/Parent", "/Contents", "/Resources", "/StructParents", "/TrimBox", "/BleedBox")


@dataclass(frozen=True, slots=True)
class Frame:
    """What pages of a part have in common: the object above them, the letters of stamps by their
    names, the numbers of pages by anchor.
    """

    scribe: Scribe
    tags: Tags
    root: int
    fonts: Mapping[bytes, int]
    folios: Mapping[str, int]


class OwnPages:
    """The pages of one galley that stand in a part. Use it in a ``with`` statement.

    All of them are reserved before one is put.
    """

    def __init__(self, galley: bytes, frame: Frame) -> None:
        self._frame = frame
        self._pdf = pikepdf.open(io.BytesIO(galley))
        self._copy = Copy(frame.scribe, self._pdf)
        self._objects: dict[int, int] = {}
        self._tagged = frame.tags.take_over(self._copy, self._pdf)
        listed = self._pdf.Root.StructTreeRoot.ParentTree.Nums
        self._parents = {int(listed[at]): listed[at + 1] for at in range(0, len(listed), 2)}
        self._resources = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pdf.close()

    def reserve(self, at: int, number: int) -> None:
        """Let the page at a place, from 0, become the object *number*."""
        self._objects[at] = number
        self._copy.stands_for(self._pdf.pages[at].obj, number)

    def names(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield the names of places on the pages that are reserved, and where each leads."""
        here = {self._pdf.pages[at].obj.objgen for at in self._objects}
        listed = self._pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary())
        listed = listed.get("/Names", Array())
        for at in range(0, len(listed), 2):
            if listed[at + 1][0].objgen in here:
                yield bytes(listed[at]), self._copy.text(listed[at + 1])

    def box(self, at: int) -> Any:
        """Return the edges of a page."""
        return self._pdf.pages[at].mediabox

    def put(self, at: int, stamps: bytes, names: Container[bytes]) -> list[bytes]:
        """Write a page with its numbers and with *stamps*; return what is tagged on it.

        A link to none of *names* leads into another part and becomes plain text.
        """
        page, frame = self._pdf.pages[at], self._frame
        self._lead(page.obj, names)
        drawing = with_numbers(page.obj.Contents.read_bytes(), frame.folios)
        contents = frame.scribe.put_packed(b"", b"q\n%b\nQ %b" % (drawing, stamps))
        key = frame.tags.under(self._copy.text(self._parents[int(page.obj.StructParents)]))
        frame.scribe.put(
            b"<<%b/Parent %d 0 R/Contents %d 0 R/Resources %d 0 R/StructParents %d>>"
            % (
                self._copy.entries(page.obj, _LEFT_OUT), frame.root, contents,
                self._resources or self._put_resources(page), key,
            ),
            self._objects[at],
        )  # fmt: skip
        return [self._copy.text(tag) for tag in self._tagged.get(page.obj.objgen, ())]

    def finish(self) -> None:
        """Write everything that the pages refer to."""
        self._copy.finish()

    def _put_resources(self, page: pikepdf.Page) -> int:
        """Write what the pages of a galley share, with the letters of stamps."""
        resources = page.obj.Resources
        fonts = self._copy.entries(resources.get("/Font", Dictionary()))
        fonts += b"".join(b"/%b %d 0 R" % each for each in self._frame.fonts.items())
        self._resources = self._frame.scribe.put(
            b"<<%b/Font<<%b>>>>" % (self._copy.entries(resources, ("/Font",)), fonts)
        )
        return self._resources

    def _lead(self, page: pikepdf.Object, names: Container[bytes]) -> None:
        kept = []
        for link in page.get("/Annots", ()):
            key = int(link.StructParent)
            tag = self._parents[key]
            if "/Dest" not in link or bytes(link.Dest) in names:
                link.StructParent = self._frame.tags.under(self._copy.text(tag))
                kept.append(link)
            else:
                tag.S = Name.Span
                tag.K = Array([kid for kid in tag.K if not _leads(kid)])
        if kept:
            page.Annots = Array(kept)
        elif "/Annots" in page:
            del page.Annots


def _leads(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR
