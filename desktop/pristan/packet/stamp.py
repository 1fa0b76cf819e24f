"""What is stamped on every page: its number, and bands that say DRAFT and SAMPLE.

The letters are an embedded subset of our face, so that they look the same everywhere and can be
searched, Cyrillic too.
"""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, String

DRAFT = "DRAFT – NOT FOR FILING"
SAMPLE = "SAMPLE – INVENTED PERSON / ОБРАЗЕЦ"
NUMBER_AT = 28.0  # points from the lower edge to the number's baseline
BAND_AT = 30.0  # points from the upper edge to the band's baseline
NUMBER_SIZE = 11.0
BAND_SIZE = 10.0


def number_text(prefix: str, number: int) -> str:
    """Return what is printed at the foot of a page: ``A123-456-789 | 57``."""
    return f"{prefix} | {number}" if prefix else str(number)


def band_text(*, draft: bool, sample: bool) -> str:
    """Return what is printed at the head of every page; "" where there is nothing to say."""
    return "  ·  ".join(filter(None, (SAMPLE if sample else "", DRAFT if draft else "")))


class Lettering:
    """A subset of a font file in a PDF: a composite font with the letters of *text*."""

    def __init__(self, pdf: pikepdf.Pdf, file: Path, text: str) -> None:
        options = subset.Options()
        options.hinting = False
        options.layout_features = []
        options.name_IDs = []
        options.drop_tables = [*options.drop_tables, "FFTM", "GDEF", "GPOS", "GSUB"]
        options.notdef_outline = True
        with TTFont(file, recalcTimestamp=False) as font:
            maker = subset.Subsetter(options)
            maker.populate(text=text)
            maker.subset(font)
            packed = io.BytesIO()
            font.save(packed, reorderTables=True)
            self._glyphs = {chr(c): font.getGlyphID(g) for c, g in font.getBestCmap().items()}
            scale = 1000 / font["head"].unitsPerEm
            advance = {c: font["hmtx"][font.getBestCmap()[ord(c)]][0] for c in self._glyphs}
            self._widths = {char: width * scale for char, width in advance.items()}
            name = Name("/STAMPS+" + _plain_name(file))
            self.object = pdf.make_indirect(
                Dictionary(
                    Type=Name.Font,
                    Subtype=Name.Type0,
                    BaseFont=name,
                    Encoding=Name("/Identity-H"),
                    DescendantFonts=Array([_descendant(pdf, font, packed.getvalue(), name, self)]),
                    ToUnicode=pdf.make_stream(self._to_unicode()),
                )
            )

    @property
    def widths(self) -> list[tuple[int, float]]:
        """Return glyph numbers with their widths in thousandths of the size."""
        return sorted((self._glyphs[char], width) for char, width in self._widths.items())

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is, in points."""
        return float(sum(self._widths[char] for char in text)) * size / 1000

    def centered(self, text: str, middle: float, baseline: float, size: float, font: str) -> bytes:
        """Return the drawing of a text around *middle*."""
        codes = "".join(f"{self._glyphs[char]:04x}" for char in text)
        left = middle - self.width(text, size) / 2
        return (
            f"BT 0 g 0 Tr /{font} {size:g} Tf 1 0 0 1 {left:.2f} {baseline:.2f} Tm <{codes}> Tj ET"
        ).encode()

    def _to_unicode(self) -> bytes:
        pairs = sorted((glyph, char) for char, glyph in self._glyphs.items())
        lines = [f"<{glyph:04x}> <{char.encode('utf-16-be').hex()}>" for glyph, char in pairs]
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
            "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar\n"
            "endcmap end end"
        ).encode()


def _plain_name(file: Path) -> str:
    return "".join(char for char in file.stem if char.isalnum() or char == "-")


def _descendant(
    pdf: pikepdf.Pdf, font: TTFont, packed: bytes, name: Name, lettering: Lettering
) -> Dictionary:
    head, lines = font["head"], font["hhea"]
    scale = 1000 / head.unitsPerEm
    box = (head.xMin, head.yMin, head.xMax, head.yMax)
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=4,
            FontBBox=Array([round(edge * scale) for edge in box]),
            ItalicAngle=0,
            Ascent=round(lines.ascent * scale),
            Descent=round(lines.descent * scale),
            CapHeight=660,
            StemV=80,
            FontFile2=pdf.make_stream(packed, Length1=len(packed)),
        )
    )
    widths = Array()
    for glyph, width in lettering.widths:
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
