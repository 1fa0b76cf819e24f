"""The letters that are stamped on pages: a small part of the face's own font file."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from pristan.packet.stamp import Letters


def cut(file: Path, text: str) -> Letters:
    """Return what a font file needs to draw *text*, and nothing more."""
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
        names = font.getBestCmap() or {}  # of no letters there is no table
        head, lines = font["head"], font["hhea"]
        scale = 1000 / head.unitsPerEm
        return Letters(
            name="".join(char for char in file.stem if char.isalnum() or char == "-"),
            font=packed.getvalue(),
            glyphs={chr(code): font.getGlyphID(name) for code, name in names.items()},
            widths={chr(code): font["hmtx"][name][0] * scale for code, name in names.items()},
            box=tuple(round(e * scale) for e in (head.xMin, head.yMin, head.xMax, head.yMax)),
            ascent=round(lines.ascent * scale),
            descent=round(lines.descent * scale),
        )
