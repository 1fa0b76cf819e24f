"""How a value is set into a box: measured, shrunk or broken into lines, and never cut.

The form's own boxes are set in Courier at 9 points; our face (``face.py``) has the same widths, so
a value that a person corrects later in any viewer looks the same. All lengths are in points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pristan.official.form import Box, Rect

SIZE, SMALLEST, STEP = 9.0, 7.0, 0.25
PADDING = 2.0  # between the border of a box and its text, as viewers keep it
_PITCH = 0.6001  # the width of every character of the face, 1229/2048 of its size

_CYRILLIC = (  # what face/pristan-mono.ttf holds beside WinAnsi
    frozenset(map(chr, range(0x400, 0x483))),
    frozenset(map(chr, range(0x48A, 0x514))),
)

_PLAIN = str.maketrans({
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "AE",
    "œ": "oe", "Œ": "OE", "ı": "i", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ŋ": "ng",
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-",
    "—": "-", "‑": "-", "−": "-", "…": "...", "\u00a0": " ", "\u202f": " ", "\t": " ",
    "№": "No. ", "•": "-", "⁄": "/",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line as drawn, and what joins it to the next where the text flows again."""

    text: str
    joint: str = "\n"


@dataclass(frozen=True, slots=True)
class Set:
    """A text as it is set into one box."""

    lines: tuple[Line, ...]
    size: float = SIZE

    @property
    def value(self) -> str:
        """Return the text that the field keeps, which flows again when somebody edits it."""
        return flowing(self.lines)


def flowing(lines: Sequence[Line]) -> str:
    """Return the text of lines with the breaks that only the width made taken out again."""
    joints = [*(line.joint for line in lines[:-1]), ""]
    return "".join(line.text + joint for line, joint in zip(lines, joints, strict=True))


def plain_latin(text: str) -> str:
    """Write typographic marks and accented Latin letters as the form's own font can print them.

    Letters of other alphabets stay, so that :func:`printable` finds them; nothing is
    transliterated.
    """
    folded = "".join(map(_folded, text.translate(_PLAIN)))
    kept = (c for i, c in enumerate(folded) if not _accent_on_latin(folded, i))
    return unicodedata.normalize("NFC", "".join(kept))


def _folded(sign: str) -> str:
    """Return a letter apart from its accents; a sign that can be printed stays, as 1½ does."""
    kept = not sign.isalpha() and printable(sign)
    return sign if kept else unicodedata.normalize("NFKD", sign)


def _accent_on_latin(text: str, at: int) -> bool:
    if not unicodedata.combining(text[at]):
        return False
    while at and unicodedata.combining(text[at]):
        at -= 1
    return text[at].isascii()


def printable(text: str) -> bool:
    """Whether the English boxes can print a text as it is (WinAnsi, as the form's own font)."""
    try:
        codes = text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return all((code >= 32 and code != 127) or code == 10 for code in codes)


def cyrillic_printable(text: str) -> bool:
    """Whether the face has every letter of a name in its own alphabet."""
    return all(printable(c) or any(c in letters for letters in _CYRILLIC) for c in text)


def fits(text: str, width: float) -> float | None:
    """Return the largest size, 9 to 7 points, at which one line fits a box; None if none does."""
    size = SIZE
    while size >= SMALLEST:
        if _width(text, size) <= width - 2 * PADDING:
            return size
        size -= STEP
    return None


def size_in(box: Box, text: str) -> float | None:
    """Return the size at which one line fits a box and the form's own limit; None if none does."""
    if box.longest is not None and len(text) > box.longest:
        return None
    return fits(text, box.rect.width)


def lines_of(rect: Rect, leading: float) -> int:
    """Return how many lines, *leading* points apart, a box of several lines holds."""
    return int((rect.height - 2 * PADDING + leading - SIZE) // leading)


def wrapped(text: str, width: float, size: float = SIZE) -> list[Line]:
    """Break a text into lines that fit a box, at spaces where there are any."""
    most = int((width - 2 * PADDING) / (_PITCH * size))
    return [line for paragraph in text.split("\n") for line in _broken(paragraph, most)]


def _broken(paragraph: str, most: int) -> Iterator[Line]:
    while len(paragraph) > most:
        at = paragraph.rfind(" ", 0, most + 1)
        if at > 0 and paragraph[:at].strip():
            yield Line(paragraph[:at], " ")
            paragraph = paragraph[at + 1 :]
        else:
            yield Line(paragraph[:most], "")
            paragraph = paragraph[most:]
    yield Line(paragraph)


def _width(text: str, size: float) -> float:
    return len(text) * _PITCH * size
