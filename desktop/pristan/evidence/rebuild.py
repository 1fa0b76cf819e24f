"""Build a page anew in another PDF, out of nothing but what is needed to draw it.

Every dictionary is copied key by key through the tables below (PDF 32000-1:2008, 7.7.3, 8.4 to
8.11, 9.6 to 9.10, 11.6), so an action, a script, a form, a file or a date has no way across. What
draws and cannot be copied for certain is left out and said to be lost; the caller then compares
what is seen. Child side only.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from enum import Flag, auto
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, PdfError, Stream, String

from pristan.evidence.pictures import MEGAPIXELS
from pristan.evidence.problems import Unreadable
from pristan.evidence.strip import stripped

_DEEPEST = 40
_LARGEST_UNPACKED = 64 << 20  # bytes
_SAFE_FILTERS: Final = frozenset({
    "/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode",
    "/CCITTFaxDecode", "/DCTDecode",
})  # decoders of JBIG2 and JPEG 2000 have been the way in of attacks: such pages become pictures


def _table(plain: str, **others: str) -> Mapping[str, str]:
    table = dict.fromkeys((f"/{key}" for key in plain.split()), "plain")
    return table | {f"/{key}": kind for key, kind in others.items()}


# What a kind of dictionary may hold, and of which kind that is. "plain": numbers, names, strings
# and lists of them. "{kind": any names, all of that kind. "[kind": a list of that kind.
_KINDS: Final[Mapping[str, Mapping[str, str]]] = {
    "resources": _table(
        "ProcSet", Font="{font", XObject="{xobject", ExtGState="{state", ColorSpace="{color",
        Pattern="{pattern", Shading="{shading",
    ),
    "group": _table("Type S I K", CS="color"),
    "font": _table(
        "Type Subtype BaseFont Name FirstChar LastChar Widths DW W DW2 W2 FontBBox FontMatrix",
        Encoding="encoding", ToUnicode="encoding", FontDescriptor="descriptor",
        DescendantFonts="[font", CIDSystemInfo="system", CIDToGIDMap="data", CharProcs="{data",
        Resources="resources",
    ),
    "descriptor": _table(
        "Type FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent "
        "Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth CharSet",
        FontFile="data", FontFile2="data", FontFile3="data", CIDSet="data",
    ),
    "system": _table("Registry Ordering Supplement"),
    "encoding": _table(
        "Type BaseEncoding Differences CMapName WMode", CIDSystemInfo="system", UseCMap="encoding"
    ),
    "data": _table("Subtype Length1 Length2 Length3"),
    "xobject": _table(
        "Type Subtype Width Height BitsPerComponent ImageMask Decode Interpolate Intent "
        "SMaskInData Matte BBox Matrix FormType",
        ColorSpace="color", SMask="xobject", Mask="mask", Resources="resources", Group="group",
    ),
    "state": _table(
        "Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK", SMask="soft", Font="[font"
    ),
    "soft": _table("Type S BC", G="xobject", TR="function"),
    "pattern": _table(
        "Type PatternType PaintType TilingType BBox XStep YStep Matrix",
        Resources="resources", Shading="shading", ExtGState="state",
    ),
    "shading": _table(
        "ShadingType Background BBox AntiAlias Coords Domain Extend Matrix BitsPerCoordinate "
        "BitsPerComponent BitsPerFlag Decode VerticesPerRow",
        ColorSpace="color", Function="function",
    ),
    "function": _table(
        "FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds",
        Functions="[function",
    ),
    "profile": _table("N Range", Alternate="color"),
    "calibrated": _table("WhitePoint BlackPoint Gamma Matrix Range"),
}
_SUBTYPES: Final[Mapping[str, frozenset[str]]] = {"xobject": frozenset({"/Image", "/Form"})}
_SPACES: Final[Mapping[str, str]] = {
    "/ICCBased": "profile", "/CalRGB": "calibrated", "/CalGray": "calibrated", "/Lab": "calibrated",
}
_UNSEEN: Final = frozenset({  # left out, and nobody will see a difference
    "/Length", "/Filter", "/DecodeParms", "/DL",  # written anew with the bytes
    "/Metadata", "/PieceInfo", "/LastModified", "/StructParent", "/StructParents", "/Properties",
    "/OC", "/AF", "/ID", "/Measure", "/PtData", "/Lang", "/Alternates", "/OPI", "/Name",
})


class Doubts(Flag):
    """What is to be looked at on a page that was copied."""

    LOST = auto()
    """Something that may be seen was left out."""
    NESTED = auto()
    """Drawing that draws other drawing, which may go on without end."""


class Unsafe(Exception):
    """The page holds something that cannot be copied; a picture of it can be taken."""


class Rebuild:
    """Copies pages of one PDF into another; what pages share is copied once."""

    def __init__(self, target: Pdf) -> None:
        self._target = target
        self._copies: dict[tuple[tuple[int, int], str], tuple[Object, Doubts]] = {}
        self._unfinished: set[tuple[tuple[int, int], str]] = set()
        self._alike: dict[bytes, tuple[Object, Doubts]] = {}
        self._above: dict[tuple[tuple[int, int], str], Any] = {}
        self._doubts = Doubts(0)

    def page(self, page: Page) -> tuple[Dictionary, Doubts]:
        """Return the page for the target, and what about it is to be looked at. Raises Unsafe."""
        self._doubts = Doubts(0)
        built = Dictionary(Type=Name.Page)
        try:
            built.MediaBox = _box(self._inherited(page, "/MediaBox"))
            if (box := self._inherited(page, "/CropBox")) is not None:
                built.CropBox = _box(box)
            if (turn := self._inherited(page, "/Rotate")) is not None:
                built.Rotate = _turn(turn)
            if (resources := self._inherited(page, "/Resources")) is not None:
                built.Resources = self._resources(resources)
            if "/Contents" in page.obj:
                contents = page.obj.Contents
                kind = "[data" if isinstance(contents, Array) else "data"
                built.Contents = self._copy(contents, kind, 0)
            if "/Group" in page.obj:
                built.Group = self._copy(page.obj.Group, "group", 0)
        except (PdfError, Unreadable, TypeError, ValueError, AttributeError, KeyError) as error:
            raise Unsafe from error
        return built, self._doubts

    def _inherited(self, page: Page, key: str) -> Any:
        """Return what a page says, or the nearest of its parents; siblings share the answer."""
        node = page.obj
        if (said := node.get(key)) is not None:
            return said
        parent = node.get("/Parent")
        if not isinstance(parent, Dictionary):
            return None
        known = (parent.objgen, key)
        if known not in self._above:
            self._above[known] = _nearest(parent, key)
        return self._above[known]

    def _resources(self, source: Any) -> Any:
        """Copy the resources of a page; those that are written alike are one object."""
        if not isinstance(source, Dictionary) or source.is_indirect:
            return self._copy(source, "resources", 0)
        written = source.unparse()
        if written not in self._alike:
            before, self._doubts = self._doubts, Doubts(0)
            copy = self._target.make_indirect(self._copy(source, "resources", 0))
            self._alike[written] = (copy, self._doubts)
            self._doubts = before
        copy, doubts = self._alike[written]
        self._doubts |= doubts
        return copy

    def _copy(self, source: Any, kind: str, depth: int) -> Any:
        if depth > _DEEPEST:
            raise Unsafe("nested too deeply")
        if not isinstance(source, Array | Dictionary | Stream):
            return self._plain(source)
        if kind == "plain":
            return self._plain(source)
        if not source.is_indirect:
            return self._built(source, kind, depth)
        key = (source.objgen, kind)
        if key in self._unfinished:
            raise Unsafe("drawing that leads in a circle")
        if key not in self._copies:
            before, self._doubts = self._doubts, Doubts(0)
            self._unfinished.add(key)
            try:
                copy = self._begun(source)
                self._fill(copy, source, kind, depth)
            finally:
                self._unfinished.discard(key)
            self._copies[key] = (copy, self._doubts)
            self._doubts |= before
        copy, doubts = self._copies[key]
        self._doubts |= doubts
        return copy

    def _built(self, source: Any, kind: str, depth: int) -> Any:
        copy = Array() if isinstance(source, Array) else Dictionary()
        self._fill(copy, source, kind, depth)
        return copy

    def _begun(self, source: Any) -> Any:
        if isinstance(source, Stream):
            return Stream(self._target, b"")
        return self._target.make_indirect(Array() if isinstance(source, Array) else Dictionary())

    def _fill(self, copy: Any, source: Any, kind: str, depth: int) -> None:
        if isinstance(source, Array):
            for value, inner in self._items(source, kind):
                copy.append(self._copy(value, inner, depth + 1))
            return
        if kind.startswith("{"):
            if isinstance(source, Stream):
                raise Unsafe("a stream for a list of names")
            for key, value in source.items():
                copy[key] = self._copy(value, kind[1:], depth + 1)
            return
        if kind == "mask":
            kind = "xobject"
        table = _KINDS.get(kind)
        if table is None:
            raise Unsafe(kind)
        if kind in _SUBTYPES and str(source.get("/Subtype")) not in _SUBTYPES[kind]:
            raise Unsafe("something that is neither picture nor form")
        if kind in ("pattern", "shading", "soft") or "/CharProcs" in source or (
            kind == "xobject" and source.get("/Subtype") == Name.Form
        ):
            self._doubts |= Doubts.NESTED
        if isinstance(source, Stream):
            self._fill_stream(copy, source)
        for key, value in source.items():
            if key in table:
                copy[key] = self._copy(value, table[key], depth + 1)
            elif key not in _UNSEEN:
                self._doubts |= Doubts.LOST

    def _items(self, source: Array, kind: str) -> Iterator[tuple[Any, str]]:
        if kind == "color":
            family = str(source[0]) if len(source) else ""
            inner = _SPACES.get(family, "color")
            for at, value in enumerate(source):
                if isinstance(value, Array):
                    yield value, "plain" if family == "/DeviceN" and at == 1 else "color"
                elif at == 3 and isinstance(value, Dictionary | Stream):
                    yield value, "data" if family == "/Indexed" else "function"
                elif at == 4:
                    self._doubts |= Doubts.LOST  # the attributes of DeviceN
                else:
                    yield value, inner
        else:
            inner = kind[1:] if kind.startswith("[") else kind
            yield from ((value, "plain" if kind == "mask" else inner) for value in source)

    def _fill_stream(self, copy: Stream, source: Stream) -> None:
        said = source.keys()
        if not said.isdisjoint(("/F", "/FFilter", "/FDecodeParms")):
            raise Unsafe("a stream kept in another file")
        named = [str(name) for name in _listed(source.get("/Filter"))]
        if not _SAFE_FILTERS.issuperset(named):
            raise Unsafe("a way of packing that is not copied")
        names = [Name(name) for name in named]
        parameters = (
            [self._parameters(each) for each in _listed(source.DecodeParms)]
            if "/DecodeParms" in said else []
        )  # fmt: skip
        raw = source.read_raw_bytes()
        if Name.DCTDecode in names:
            photo = self._unpacked(raw, names[:-1], parameters)
            _write(copy, stripped(photo), names[-1:], parameters[len(names) - 1 :])
        elif "/Subtype" in said and source.Subtype == Name.Image:
            pixels = int(source.Width) * int(source.Height)
            if len(names) > 1 or not 0 < pixels <= MEGAPIXELS * 1_000_000:
                raise Unsafe("a picture out of all measure")
            _write(copy, raw, names, parameters)
        elif names == [Name.FlateDecode] and not parameters and _whole(raw):
            _write(copy, raw, names, [])
        else:
            copy.write(self._unpacked(raw, names, parameters))  # packed anew, once, when saved

    def _unpacked(self, raw: bytes, names: list[Any], parameters: list[Any]) -> bytes:
        if not names:
            return raw
        packed = Stream(self._target, b"")
        _write(packed, raw, names, parameters[: len(names)])
        data = packed.read_bytes()
        if len(data) > _LARGEST_UNPACKED:
            raise Unsafe("a stream that is mostly air")
        return data

    def _parameters(self, source: Any) -> Any:
        if not isinstance(source, Dictionary):
            return Dictionary()
        return Dictionary({key: self._plain(value) for key, value in source.items()})

    def _plain(self, source: Any, depth: int = 0) -> Any:
        if isinstance(source, Array) and depth < _DEEPEST:
            return Array([self._plain(each, depth + 1) for each in source])
        if isinstance(source, Name):
            return Name(str(source))
        if isinstance(source, String):
            return String(bytes(source))
        if isinstance(source, Object) or depth >= _DEEPEST:
            raise Unsafe("a dictionary where a number or a name belongs")
        return source  # a number, a truth value or nothing


def _whole(packed: bytes) -> bool:
    """Whether this is packed bytes from the first to the last, with nothing behind them."""
    reader = zlib.decompressobj()
    try:
        size = len(reader.decompress(packed, _LARGEST_UNPACKED + 1))
    except zlib.error:
        return False
    if size > _LARGEST_UNPACKED:
        raise Unsafe("a stream that is mostly air")
    return reader.eof and not reader.unused_data


def _box(value: Any) -> Array:
    """Return a rectangle of a size that paper can have, corners in order."""
    left, bottom, right, top = [round(float(side), 4) for side in value]
    width, height = abs(right - left), abs(top - bottom)
    if not all(1 <= side <= 14_400 for side in (width, height)):
        raise Unsafe("a page without a size")
    left, bottom = min(left, right), min(bottom, top)
    return Array([left, bottom, left + width, bottom + height])


def _turn(value: Any) -> int:
    if int(value) % 90:
        raise Unsafe("a page turned by a half")
    return int(value) % 360


def _nearest(node: Any, key: str) -> Any:
    """Return what a node of the page tree says, or the nearest above it; None when none does."""
    for _ in range(_DEEPEST):
        if key in node:
            return node[key]
        if not isinstance(node.get("/Parent"), Dictionary):
            return None
        node = node.Parent
    return None


def _write(stream: Stream, raw: bytes, names: list[Any], parameters: list[Any]) -> None:
    if not names:
        stream.write(raw)
    elif parameters:
        stream.write(raw, filter=Array(names), decode_parms=Array(parameters))
    else:
        stream.write(raw, filter=names[0] if len(names) == 1 else Array(names))


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
