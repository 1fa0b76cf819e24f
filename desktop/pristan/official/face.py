"""Child side: the one embedded face of every filled box, Latin and Cyrillic.

``face/pristan-mono.ttf`` is a part of Liberation Mono, which has the widths of the form's Courier.
It is embedded once and used in two ways: as a plain WinAnsi font, so that a person can go on
editing an English box in any viewer, and by glyph number for a name in Cyrillic.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

_NAME = "/PRISTN+PristanMono"  # six letters and a plus mark a part of a face (ISO 32000-1, 9.6.4)
_WIDTH = 600  # of every character, in thousandths of the size
_ASCENT, _DESCENT = 833, -300
LATIN, CYRILLIC, MARK = "/PristanLatin", "/PristanCyrillic", "/PristanMark"


def face_file() -> Path:
    """Return where the face is."""
    return Path(__file__).with_name("face") / "pristan-mono.ttf"


class Face:
    """The face inside one PDF."""

    def __init__(self, pdf: Pdf, data: bytes) -> None:
        self._glyphs = glyphs(data)
        file = pdf.make_stream(data, Length1=len(data))
        descriptor = pdf.make_indirect(
            Dictionary(
                Type=Name.FontDescriptor,
                FontName=Name(_NAME),
                Flags=33,  # fixed width, ordinary Latin letters
                FontBBox=Array([-300, -300, 700, 1000]),
                ItalicAngle=0,
                Ascent=_ASCENT,
                Descent=_DESCENT,
                CapHeight=659,
                StemV=80,
                FontFile2=file,
            )
        )
        self.latin = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.TrueType,
                BaseFont=Name(_NAME),
                FirstChar=32,
                LastChar=255,
                Widths=Array([_WIDTH] * 224),
                FontDescriptor=descriptor,
                Encoding=Name.WinAnsiEncoding,
            )
        )
        by_glyph = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.CIDFontType2,
                BaseFont=Name(_NAME),
                CIDSystemInfo=Dictionary(
                    Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
                ),
                FontDescriptor=descriptor,
                DW=_WIDTH,
                CIDToGIDMap=Name.Identity,
            )
        )
        self.cyrillic = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name(_NAME),
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([by_glyph]),
                ToUnicode=pdf.make_stream(_to_unicode(self._glyphs)),
            )
        )

    def font(self, text: str) -> tuple[str, Object]:
        """Return the font that a text is set in, with its name in the form's resources."""
        return (LATIN, self.latin) if _winansi(text) else (CYRILLIC, self.cyrillic)

    def encoded(self, text: str) -> bytes:
        """Return a text as a hexadecimal string for the font that :meth:`font` names.

        Raises KeyError for a character that the face does not have.
        """
        if _winansi(text):
            return b"<" + text.encode("cp1252").hex().encode() + b">"
        return b"<" + "".join(f"{self._glyphs[c]:04x}" for c in text).encode() + b">"


def glyphs(data: bytes) -> Mapping[str, int]:
    """Return the glyph number of every character (cmap table, format 4, of a TrueType file)."""
    tables = {
        data[at : at + 4]: struct.unpack_from(">4xLL", data, at + 4)[0]
        for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    cmap = tables[b"cmap"]
    start = cmap + struct.unpack_from(">L", data, cmap + 8)[0]
    form, twice = struct.unpack_from(">H4xH", data, start)
    if form != 4:
        raise ValueError("the face has no cmap table in format 4")
    segments = twice // 2
    at = start + 14
    ends = struct.unpack_from(f">{segments}H", data, at)
    starts = struct.unpack_from(f">{segments}H", data, at + twice + 2)
    deltas = struct.unpack_from(f">{segments}H", data, at + 2 * twice + 2)
    offsets_at = at + 3 * twice + 2
    offsets = struct.unpack_from(f">{segments}H", data, offsets_at)
    found = {}
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[number]:
                place = offsets_at + 2 * number + offsets[number] + 2 * (code - first)
                glyph = struct.unpack_from(">H", data, place)[0]
                if not glyph:
                    continue
            found[chr(code)] = (glyph + deltas[number]) & 0xFFFF
    return found


def _winansi(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _to_unicode(glyph_of: Mapping[str, int]) -> bytes:
    rows = [f"<{glyph:04x}> <{ord(char):04x}>" for char, glyph in sorted(glyph_of.items())]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    lines = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{lines}\nendcmap end end"
    ).encode()
