"""What is stamped on every page: its number, and a band that says part, DRAFT and SAMPLE.

The letters are an embedded part of our face, so that they look the same everywhere and can be
searched, Cyrillic too.
"""

from __future__ import annotations

from dataclasses import dataclass

DRAFT = "DRAFT – NOT FOR FILING"
SAMPLE = "SAMPLE – INVENTED PERSON / ОБРАЗЕЦ"
NUMBER_AT = 28.0  # points from the lower edge to the number's baseline
BAND_AT = 30.0  # points from the upper edge to the band's baseline
NUMBER_SIZE = 11.0
BAND_SIZE = 10.0
BETWEEN = "  ·  "


def number_text(prefix: str, number: int) -> str:
    """Return what is printed at the foot of a page: ``A123-456-789 | 57``."""
    return f"{prefix} | {number}" if prefix else str(number)


def part_text(part: int, parts: int) -> str:
    """Return what each page of a packet in several parts says of its part; "" where it is whole."""
    return f"PART {part} OF {parts}" if parts > 1 else ""


def band_text(*, draft: bool, sample: bool, part: str = "") -> str:
    """Return what is printed at the head of every page; "" where there is nothing to say."""
    said = (part, SAMPLE if sample else "", DRAFT if draft else "")
    return BETWEEN.join(filter(None, said))


def letters_of(prefix: str, *, sample: bool) -> tuple[str, str]:
    """Return the letters that numbers and bands can have, whatever the pages turn out to be.

    So they can be cut before any page is laid out.
    """
    digits = "0123456789"
    band = band_text(draft=True, sample=sample, part=part_text(1, 2))
    numbers, bands = number_text(prefix, 0) + " |" + digits, band + digits
    return "".join(sorted({*numbers})), "".join(sorted({*bands}))


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters for stamps: a font file, the number of each letter's shape in it, its width.

    Widths, box and lines are in thousandths of the size.
    """

    name: str
    font: bytes
    glyphs: dict[str, int]
    widths: dict[str, float]
    box: tuple[int, ...]
    ascent: int
    descent: int

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is, in points."""
        return sum(self.widths[char] for char in text) * size / 1000

    def centered(self, text: str, middle: float, baseline: float, size: float, font: str) -> bytes:
        """Return the drawing of a text around *middle*; *font* is its name on the page."""
        codes = "".join(f"{self.glyphs[char]:04x}" for char in text)
        left = middle - self.width(text, size) / 2
        return (
            f"BT 0 g 0 Tr /{font} {size:g} Tf 1 0 0 1 {left:.2f} {baseline:.2f} Tm <{codes}> Tj ET"
        ).encode()
