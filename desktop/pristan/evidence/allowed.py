"""What of a page may go into a packet: for each kind of dictionary its keys, and how it is packed.

Sections of PDF 32000-1:2008: 7.7.3, 8.4 to 8.11, 9.6 to 9.10, 11.6. Child side only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SAFE_FOR_TEXT: Final = frozenset({
    "/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/ASCIIHexDecode", "/RunLengthDecode",
})  # and for all else that is no picture
SAFE_FILTERS: Final = SAFE_FOR_TEXT | {"/CCITTFaxDecode", "/DCTDecode"}
# decoders of JBIG2 and JPEG 2000 have been the way in of attacks: such pages become pictures


def _table(plain: str, **others: str) -> Mapping[str, str]:
    table = dict.fromkeys((f"/{key}" for key in plain.split()), "plain")
    return table | {f"/{key}": kind for key, kind in others.items()}


# What a kind of dictionary may hold, and of which kind that is. "plain": numbers, names, strings
# and lists of them. "{kind": any names, all of that kind. "[kind": a list of that kind.
KINDS: Final[Mapping[str, Mapping[str, str]]] = {
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
    "content": _table(""),
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
SUBTYPES: Final[Mapping[str, frozenset[str]]] = {"xobject": frozenset({"/Image", "/Form"})}
SPACES: Final[Mapping[str, str]] = {
    "/ICCBased": "profile", "/CalRGB": "calibrated", "/CalGray": "calibrated", "/Lab": "calibrated",
}
UNSEEN: Final = frozenset({  # left out, and nobody will see a difference
    "/Length", "/Filter", "/DecodeParms", "/DL",  # written anew with the bytes
    "/Metadata", "/PieceInfo", "/LastModified", "/StructParent", "/StructParents", "/Properties",
    "/OC", "/AF", "/ID", "/Measure", "/PtData", "/Lang", "/Alternates", "/OPI", "/Name",
})
