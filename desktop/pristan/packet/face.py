"""The face that our pages are set in: found on this machine, never replaced by another in silence.

Liberation Serif has the metrics of Times New Roman and has Cyrillic. WeasyPrint's own binding to
fontconfig is asked, so that what is found here is what the pages will be set in.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTFont

from pristan.case import Problem, say
from pristan.packet.quiet import load_fonts

FACES = ("Liberation Serif", "Times New Roman")  # as templates/paper.css names them


class NoFace(Problem):
    """Neither face is installed."""


@dataclass(frozen=True, slots=True)
class Face:
    """A family with the files of its regular and bold style."""

    family: str
    regular: Path
    bold: Path

    def lacks(self, text: str) -> str:
        """Return the characters of a text that this face has no shape for, each once."""
        with TTFont(self.regular, lazy=True) as font:
            known = font.getBestCmap()
        printed = {char for char in set(text) if not char.isspace() and char.isprintable()}
        return "".join(sorted(char for char in printed if ord(char) not in known))

    def digest(self) -> str:
        """Return a hash of the letters' files and of Pango's version: of what sets our pages."""
        digest = hashlib.sha256(str(load_fonts().pango.pango_version()).encode())
        for file in (self.regular, self.bold):
            digest.update(hashlib.sha256(file.read_bytes()).digest())
        return digest.hexdigest()


def find_face() -> Face:
    """Return the face to print in. Raises NoFace with what to install."""
    for family in FACES:
        regular, bold = _file(family, "Regular"), _file(family, "Bold")
        if regular and bold:
            return Face(family, regular, bold)
    raise NoFace(
        say(
            "packet.no_face",
            "The documents are set in Liberation Serif or Times New Roman, and neither is "
            "installed. On Debian or Ubuntu, install the package fonts-liberation; then try again.",
        )
    )


def _file(family: str, style: str) -> Path | None:
    """Return the file that fontconfig gives for exactly this family and style."""
    fonts = load_fonts()
    ffi, fontconfig = fonts.ffi, fonts.fontconfig
    config = ffi.NULL  # the settings of this machine, which are read once
    pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
    asked = [ffi.new("char[]", text.encode()) for text in ("family", family, "style", style)]
    fontconfig.FcPatternAddString(pattern, asked[0], ffi.cast("FcChar8 *", asked[1]))
    fontconfig.FcPatternAddString(pattern, asked[2], ffi.cast("FcChar8 *", asked[3]))
    fontconfig.FcConfigSubstitute(config, pattern, fontconfig.FcMatchPattern)
    fontconfig.FcDefaultSubstitute(pattern)
    result = ffi.new("FcResult *")
    found = fontconfig.FcFontMatch(config, pattern, result)
    if found == ffi.NULL:
        return None
    found = ffi.gc(found, fontconfig.FcPatternDestroy)

    def said(name: str) -> str:
        text = ffi.new("FcChar8 **")
        if fontconfig.FcPatternGetString(found, name.encode(), 0, text) != fontconfig.FcResultMatch:
            return ""
        return str(ffi.string(ffi.cast("char *", text[0])).decode())

    exact = said("family") == family and said("style").lower() == style.lower()
    return Path(said("file")) if exact else None
