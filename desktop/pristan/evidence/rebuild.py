"""Build a page anew in another PDF, out of nothing but what is needed to draw it.

Every dictionary is copied key by key through the tables in allowed.py, so an action, a script, a
form, a file or a date has no way across. What draws and cannot be copied for certain is left out
and said to be lost; the caller then compares what is seen. Child side only.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream, String

from pristan.evidence import damage
from pristan.evidence.allowed import KINDS, SAFE_FILTERS, SAFE_FOR_TEXT, SPACES, SUBTYPES, UNSEEN
from pristan.evidence.boxes import visible
from pristan.evidence.doubts import NO_DOUBT, Doubt, Doubts, Unsafe
from pristan.evidence.packing import packed_by, unpacked, whole
from pristan.evidence.pictures import MEGAPIXELS
from pristan.evidence.problems import Unreadable
from pristan.evidence.remarks import lacks_look, remarks
from pristan.evidence.strip import needed
from pristan.scribe import WORTH_QUOTING, Scribe, place_of, quotable, value_text

_DEEPEST = 40
_IN_THE_FILE = 1  # as an object of its own (ISO 32000-1, 7.5.8.3)
_INHERITED: Final = ("/MediaBox", "/CropBox", "/Rotate", "/Resources")
_NESTS: Final = (Array, Dictionary, Stream)
# as QPDF writes them
_CONTENTS: Final = re.compile(rb" /Contents (\d+) (\d+) R(?= )")
_ONLY_PACKED: Final = re.compile(rb"<< /Filter /FlateDecode /Length (\d+) >>")


class Rebuild:
    """Writes pages of one PDF into another; what pages share is written once.

    *paper* is the PDF as it came: what is large in it is quoted, and not written again.
    """

    def __init__(self, scribe: Scribe, pdf: Pdf, paper: bytes) -> None:
        self._scribe, self._pdf, self._paper = scribe, pdf, paper
        self.harmed = False
        """Whether data of a page, as far as it was copied, could not be had whole."""
        # of an encrypted PDF no stream stands in its bytes as it is
        self._table = {} if pdf.is_encrypted else pdf.get_xref_table()
        self._copies: dict[tuple[tuple[int, int], str], tuple[bytes, Doubts]] = {}
        self._unfinished: set[tuple[tuple[int, int], str]] = set()
        self._alike: dict[bytes, tuple[bytes, Doubts]] = {}
        self._pages: dict[tuple[bytes, int], tuple[bytes, Doubts]] = {}
        self._above: dict[tuple[int, int], dict[str, Any]] = {}
        self._boxes: dict[tuple[bytes, bytes | None], tuple[bytes, bool]] = {}
        self._doubts = NO_DOUBT

    def page(self, page: Dictionary, turn: int) -> tuple[bytes, Doubts]:
        """Return the entries of a page, turned by some degrees, and what about it is to be looked
        at. Raises Unsafe.
        """
        self._doubts = NO_DOUBT
        try:
            contents, rest = _parted(page)
            alike = self._pages.get((rest, turn)) if rest else None
            if alike is None:
                said = self._inherited(page)
                drawn = said.pop("/Contents", None)
                alike = self._entries_of(said, turn), self._doubts
                if rest:
                    self._pages[rest, turn] = alike
            entries, self._doubts = alike
            if contents:
                drawn = self._pdf.get_object(contents)
            if drawn is not None:
                entries += self._contents(drawn)
        except (PdfError, Unreadable, TypeError, ValueError, AttributeError, KeyError) as error:
            self.harmed = self.harmed or isinstance(error, PdfError | Unreadable)
            raise Unsafe from error
        return entries, self._doubts

    def _contents(self, drawn: Any) -> bytes:
        """Return the entry that says what a page draws; readers pass over what is no stream."""
        every = list(drawn) if isinstance(drawn, Array) else [drawn]
        copies = [self._copy(each, "content", 0) for each in every if isinstance(each, Stream)]
        if len(copies) < len(every):
            self._doubts |= {Doubt.LOST}
        if not isinstance(drawn, Array) and copies:
            return b"/Contents " + copies[0]
        return b"/Contents[%b]" % b" ".join(copies)

    def _entries_of(self, said: Mapping[str, Any], turn: int) -> bytes:
        """Return the entries of a page but what it draws."""
        box, cropped = self._box(said["/MediaBox"], said.get("/CropBox"))
        entries = [b"/MediaBox", box]
        if cropped:
            self._doubts |= {Doubt.CROPPED}
        if turn := (_turn(said.get("/Rotate") or 0) + turn) % 360:
            entries.append(b"/Rotate %d" % turn)
        if self._fits(resources := said.get("/Resources"), "resources"):
            entries += b"/Resources ", self._resources(resources)
        if self._fits(group := said.get("/Group"), "group"):
            entries += b"/Group ", self._copy(group, "group", 0)
        if _has_remarks(said):
            self._doubts |= {Doubt.LOST}
            self.harmed = self.harmed or any(map(lacks_look, remarks(said)))
        return b"".join(entries)

    def _inherited(self, page: Dictionary) -> dict[str, Any]:
        """Return what a page says, or the nearest of its parents; siblings share the answer."""
        said = _said(page)
        parent = said.get("/Parent")
        if isinstance(parent, Dictionary):
            if parent.objgen not in self._above:
                self._above[parent.objgen] = _above(parent)
            return self._above[parent.objgen] | said
        return said

    def _box(self, media: Any, crop: Any) -> tuple[bytes, bool]:
        """Return what is seen of a page, and whether there may be more of it."""
        text = media.unparse(resolved=True), None if crop is None else crop.unparse(resolved=True)
        if text not in self._boxes:
            box, cropped = visible(media, crop)
            self._boxes[text] = b"[%b]" % b" ".join(b"%.4f" % side for side in box), cropped
        return self._boxes[text]

    def _resources(self, source: Any) -> bytes:
        """Copy the resources of a page; those that are written alike are one object."""
        if source.is_indirect:
            return self._copy(source, "resources", 0)
        text = source.unparse()
        if text not in self._alike:
            before, self._doubts = self._doubts, NO_DOUBT
            number = self._scribe.put(self._copy(source, "resources", 0))
            self._alike[text] = (b"%d 0 R" % number, self._doubts)
            self._doubts = before
        copy, doubts = self._alike[text]
        self._doubts |= doubts
        return copy

    def _copy(self, source: Any, kind: str, depth: int) -> bytes:
        """Return a value as it is written in the target, by reference where it is an object."""
        if depth > _DEEPEST:
            raise Unsafe("nested too deeply")
        if source is None and kind in ("font", "xobject"):  # each reader draws something else
            raise Unsafe("an object that is nowhere")
        if kind == "plain" or not isinstance(source, _NESTS):
            return self._plain(source)
        if not source.is_indirect:
            return self._text(source, kind, depth)
        key = (source.objgen, kind)
        if key in self._unfinished:
            raise Unsafe("drawing that leads in a circle")
        if key not in self._copies:
            before, self._doubts = self._doubts, NO_DOUBT
            self._unfinished.add(key)
            try:
                if isinstance(source, Stream):
                    number = self._put_stream(source, kind, depth)
                else:
                    number = self._scribe.put(self._text(source, kind, depth))
            finally:
                self._unfinished.discard(key)
            self._copies[key] = (b"%d 0 R" % number, self._doubts)
            self._doubts |= before
        copy, doubts = self._copies[key]
        self._doubts |= doubts
        return copy

    def _text(self, source: Any, kind: str, depth: int) -> bytes:
        if isinstance(source, Array):
            items = [self._copy(value, inner, depth + 1)
                     for value, inner in self._items(source, kind)]  # fmt: skip
            return b"[%b]" % b" ".join(items)
        return b"<<%b>>" % self._entries(dict(source.items()), kind, depth)

    def _entries(self, said: Mapping[str, Any], kind: str, depth: int) -> bytes:
        entries: list[bytes] = []
        if kind.startswith("{"):
            for key, value in said.items():
                entries += Name(key).unparse(), b" ", self._copy(value, kind[1:], depth + 1)
            return b"".join(entries)
        if kind == "mask":
            kind = "xobject"
        table = KINDS.get(kind)
        if table is None:
            raise Unsafe(kind)
        if kind in SUBTYPES and str(said.get("/Subtype")) not in SUBTYPES[kind]:
            raise Unsafe("something that is neither picture nor form")
        if kind in ("pattern", "shading", "soft") or "/CharProcs" in said or (
            kind == "xobject" and str(said["/Subtype"]) == "/Form"
        ):
            self._doubts |= {Doubt.NESTED}
        for key, value in said.items():
            if key in table:
                if self._fits(value, table[key]):
                    entries += key.encode(), b" ", self._copy(value, table[key], depth + 1)
            elif key not in UNSEEN:
                self._doubts |= {Doubt.LOST}
        return b"".join(entries)

    def _fits(self, value: Any, kind: str) -> bool:
        """Whether readers look at a value: where they want one of some dictionaries, they pass over
        what is none.
        """
        if not kind.startswith(("{", "resources", "group")):
            return True
        if isinstance(value, Stream):  # in which some of them find a dictionary
            raise Unsafe("a stream where a dictionary belongs")
        if isinstance(value, Dictionary):
            return True
        if value is not None:
            self._doubts |= {Doubt.LOST}
        return False

    def _items(self, source: Array, kind: str) -> Iterator[tuple[Any, str]]:
        if kind == "color":
            family = str(source[0]) if len(source) else ""
            inner = SPACES.get(family, "color")
            for at, value in enumerate(source):
                if isinstance(value, Array):
                    yield value, "plain" if family == "/DeviceN" and at == 1 else "color"
                elif at == 3 and isinstance(value, Dictionary | Stream):
                    yield value, "data" if family == "/Indexed" else "function"
                elif at == 4:
                    self._doubts |= {Doubt.LOST}  # the attributes of DeviceN
                else:
                    yield value, inner
        else:
            inner = kind[1:] if kind.startswith("[") else kind
            yield from ((value, "plain" if kind == "mask" else inner) for value in source)

    def _put_stream(self, source: Stream, kind: str, depth: int) -> int:
        """Write a stream, unpacked and packed anew where it is not certain to be harmless."""
        packed_only = kind in ("data", "content") and _ONLY_PACKED.fullmatch(
            source.stream_dict.unparse()
        )
        if packed_only:
            data, place = self._data(source, int(packed_only[1]))
            return self._put_packed(b"", data, place, ["/FlateDecode"], [])
        said = dict(source.items())
        data, place = self._data(source, said.get("/Length"))
        if not said.keys().isdisjoint(("/F", "/FFilter", "/FDecodeParms")):
            raise Unsafe("a stream kept in another file")
        names = [str(name) for name in _listed(said.get("/Filter"))]
        picture = kind in ("xobject", "mask") and str(said.get("/Subtype")) == "/Image"
        if not (SAFE_FILTERS if picture else SAFE_FOR_TEXT).issuperset(names):
            raise Unsafe("a way of packing that is not copied")
        given = _listed(said.get("/DecodeParms")) if names else []
        if given and len(given) != len(names):
            raise Unsafe("packed in a way that is not said")
        parameters = [self._parameters(each) for each in given]
        entries = self._entries(said, kind, depth)
        if "/DCTDecode" in names:
            if names[0] != "/DCTDecode":
                data = unpacked(data[place.start : place.stop], names[:-1], parameters[:-1])
                place = range(len(data))
            entries += packed_by(names[-1:], parameters[-1:])
            return self._put_parts(entries, data, needed(data, place))
        if picture:
            pixels = int(said["/Width"]) * int(said["/Height"])
            if len(names) > 1 or not 0 < pixels <= MEGAPIXELS * 1_000_000:
                raise Unsafe("a picture out of all measure")
            return self._put_parts(entries + packed_by(names, parameters), data, [place])
        return self._put_packed(entries, data, place, names, parameters)

    def _put_packed(
        self, entries: bytes, data: bytes, place: range, names: list[str], parameters: list[bytes]
    ) -> int:
        """Write a stream as it is packed, where that is plain, else packed anew."""
        raw = data[place.start : place.stop]
        if names == ["/FlateDecode"] and not parameters and whole(raw):
            return self._put_parts(entries + packed_by(names, []), data, [place])
        return self._scribe.put_packed(entries, unpacked(raw, names, parameters))

    def _data(self, source: Stream, size: Any) -> tuple[bytes, range]:
        """Return where the data of a stream stand, as they are packed: in the paper, where they can
        be quoted.
        """
        entry: Any = self._table.get(source.objgen)
        place = None
        if entry and entry.type == _IN_THE_FILE and isinstance(size, int):
            place = place_of(self._paper, source.objgen, entry.offset, size)
        if place:
            data = self._paper
        else:
            data = source.read_raw_bytes()
            place = range(len(data))
        if data.find(damage.ZEROS, place.start, place.stop) >= 0:
            self.harmed = self.harmed or not damage.is_whole(source)
        return data, place

    def _put_parts(self, entries: bytes, data: bytes, parts: Sequence[bytes | range]) -> int:
        large = WORTH_QUOTING if data is self._paper else sys.maxsize
        return self._scribe.put_quoted(entries, data, quotable(data, parts, large))

    def _parameters(self, source: Any) -> bytes:
        if not isinstance(source, Dictionary):
            return b"<<>>"
        return b"<<%b>>" % b"".join(
            b"%b %b" % (Name(key).unparse(), self._plain(value)) for key, value in source.items()
        )

    def _plain(self, source: Any, depth: int = 0) -> bytes:
        if isinstance(source, Array) and depth < _DEEPEST:
            return b"[%b]" % b" ".join(self._plain(each, depth + 1) for each in source)
        if isinstance(source, Name):
            return Name(str(source)).unparse()  # it may have bytes in it that are no text
        if isinstance(source, String):
            return source.unparse(resolved=True)
        if isinstance(source, Object) or depth >= _DEEPEST:
            raise Unsafe("a dictionary where a number or a name belongs")
        return value_text(source)


def _parted(page: Dictionary) -> tuple[tuple[int, int] | None, bytes]:
    """Return what a page draws, where that is one object, and everything else that it says.

    Pages that say all else alike are alike. Nothing where it is not plain which is which: texts may
    hold anything, and what stands in a dictionary or a list within is not the page's.
    """
    text = page.unparse(resolved=True)
    found = _CONTENTS.search(text)
    if not found or b"(" in text or text.count(b"/Contents") > 1:
        return None, b""
    before = text[: found.start()]
    if before.count(b"<") != 2 or b">" in before or before.count(b"[") != before.count(b"]"):
        return None, b""
    return (int(found[1]), int(found[2])), before + text[found.end() :]


def _turn(value: Any) -> int:
    if int(value) % 90:
        raise Unsafe("a page turned by a half")
    return int(value) % 360


def _has_remarks(page: Mapping[str, Any]) -> bool:
    remarks = page.get("/Annots")
    return remarks is not None and not (isinstance(remarks, Array) and not len(remarks))


def _said(node: Dictionary) -> dict[str, Any]:
    """Return what a page or a node of the tree says; a reference to nothing says nothing, and
    resources that are no dictionary are none.
    """
    return {
        key: value for key, value in node.items()
        if value is not None and (key != "/Resources" or isinstance(value, Dictionary | Stream))
    }


def _above(node: Any) -> dict[str, Any]:
    """Return what a node of the page tree and those above it say of their pages."""
    said: dict[str, Any] = {}
    for _ in range(_DEEPEST):
        here = _said(node)
        said = {key: here[key] for key in _INHERITED if key in here} | said
        if not isinstance(node.get("/Parent"), Dictionary):
            break
        node = node.Parent
    return said


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
