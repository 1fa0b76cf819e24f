"""Letters for stamps, as a font inside a PDF."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from pristan.packet.stamp import Letters


def put_letters(pdf: pikepdf.Pdf, letters: Letters) -> pikepdf.Object:
    """Put letters into a PDF as a composite font; return it."""
    name = Name("/STAMPS+" + letters.name)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([_descendant(pdf, letters, name)]),
            ToUnicode=pdf.make_stream(_to_unicode(letters)),
        )
    )


def _descendant(pdf: pikepdf.Pdf, letters: Letters, name: Name) -> pikepdf.Object:
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=Array(letters.box),
            ItalicAngle=0,
            Ascent=letters.ascent,
            Descent=letters.descent,
            CapHeight=660,
            StemV=80,
            FontFile2=pdf.make_stream(letters.font, Length1=len(letters.font)),
        )
    )
    widths = Array()
    known = sorted((glyph, letters.widths[char]) for char, glyph in letters.glyphs.items())
    for glyph, width in known:
        widths.append(glyph)
        widths.append(Array([round(width)]))
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(
                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
            ),
            FontDescriptor=descriptor,
            W=widths,
            DW=500,
            CIDToGIDMap=Name.Identity,
        )
    )


def _to_unicode(letters: Letters) -> bytes:
    pairs = sorted((glyph, char) for char, glyph in letters.glyphs.items())
    lines = [f"<{glyph:04x}> <{char.encode('utf-16-be').hex()}>" for glyph, char in pairs]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar\n"
        "endcmap end end"
    ).encode()
