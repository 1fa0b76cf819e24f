"""Pages of ours on their way into a part: a galley with its letters, links, names and tags."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pristan.packet.galley import with_numbers
from pristan.packet.plates import Plates, entries_of, string_of, written
from pristan.packet.tags import Tags
from pristan.scribe import Scribe

_LEFT_OUT = (
    b"/Parent", b"/Contents", b"/Resources", b"/StructParents", b"/TrimBox", b"/BleedBox",
)  # fmt: skip


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
    """The pages of one galley that stand in a part: of each its place, from 0, and the object that
    it becomes.
    """

    def __init__(self, galley: bytes, frame: Frame, pages: Mapping[int, int]) -> None:
        self._frame = frame
        self._plates = plates = Plates(galley, frame.scribe)
        self._pages: list[bytes] = plates.value(plates.root[b"/Pages"])[b"/Kids"]
        self._objects = pages
        for at, number in self._objects.items():
            plates.stands_for(self._pages[at], number)
        self._tagged = frame.tags.take_over(plates)
        tree = plates.value(plates.root[b"/StructTreeRoot"])[b"/ParentTree"]
        self._parents = plates.under_numbers(tree)
        self._resources = 0

    def names(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield the names of places on these pages, and where each leads."""
        here = {self._pages[at] for at in self._objects}
        places = self._plates.value(self._plates.root.get(b"/Names", {})).get(b"/Dests", {})
        listed = self._plates.value(places).get(b"/Names", [])
        for at in range(0, len(listed), 2):
            if listed[at + 1][0] in here:
                yield string_of(listed[at]), self._plates.led(written(listed[at + 1]))

    def box(self, at: int) -> Sequence[float]:
        """Return the edges of a page."""
        return [float(edge) for edge in self._page(at)[b"/MediaBox"]]

    def put(self, at: int, stamps: bytes, names: Container[bytes]) -> list[bytes]:
        """Write a page with its numbers and with *stamps*; return what is tagged on it.

        A link to none of *names* leads into another part and becomes plain text.
        """
        page, frame, plates = self._page(at), self._frame, self._plates
        self._lead(page, names)
        drawing = with_numbers(plates.drawing(page[b"/Contents"]), frame.folios)
        contents = frame.scribe.put_packed(b"", b"q\n%b\nQ %b" % (drawing, stamps))
        key = frame.tags.under(plates.led(self._parents[int(page[b"/StructParents"])]))
        resources = self._resources or self._put_resources(page)
        kept = {name: each for name, each in page.items() if name not in _LEFT_OUT}
        frame.scribe.put(
            b"<<%b/Parent %d 0 R/Contents %d 0 R/Resources %d 0 R/StructParents %d>>"
            % (plates.led(entries_of(kept)), frame.root, contents, resources, key),
            self._objects[at],
        )
        return [plates.led(tag) for tag in self._tagged.get(self._pages[at], ())]

    def finish(self) -> None:
        """Write everything that the pages refer to."""
        self._plates.finish()

    def _page(self, at: int) -> dict[bytes, Any]:
        page: dict[bytes, Any] = self._plates.value(self._pages[at])
        return page

    def _put_resources(self, page: dict[bytes, Any]) -> int:
        """Write what the pages of a galley share, with the letters of stamps."""
        resources = dict(self._plates.value(page[b"/Resources"]))
        fonts = entries_of(self._plates.value(resources.pop(b"/Font", {})))
        own = b"".join(b"/%b %d 0 R" % each for each in self._frame.fonts.items())
        self._resources = self._frame.scribe.put(
            b"<<%b/Font<<%b%b>>>>"
            % (self._plates.led(entries_of(resources)), self._plates.led(fonts), own)
        )
        return self._resources

    def _lead(self, page: dict[bytes, Any], names: Container[bytes]) -> None:
        kept = []
        for reference in self._plates.value(page.pop(b"/Annots", [])):
            link = self._plates.value(reference)
            tag = self._parents[int(link[b"/StructParent"])]
            if b"/Dest" not in link or string_of(link[b"/Dest"]) in names:
                key = self._frame.tags.under(self._plates.led(tag))
                self._plates.change(reference, link | {b"/StructParent": b"%d" % key})
                kept.append(reference)
            else:
                plain = self._plates.value(tag)
                kids = [kid for kid in plain[b"/K"] if not self._leads(kid)]
                self._plates.change(tag, plain | {b"/S": b"/Span", b"/K": kids})
        if kept:
            page[b"/Annots"] = kept

    def _leads(self, kid: Any) -> bool:
        thing = self._plates.value(kid)
        return isinstance(thing, dict) and thing.get(b"/Type") == b"/OBJR"
