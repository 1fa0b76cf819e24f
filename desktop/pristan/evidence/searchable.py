"""Lay the words that a machine read over pages that are pictures: to be searched, never to be seen.

They are written in a font whose letters are empty, as OCR programs do (PDF 32000-1:2008, 9.6.5 and
9.10.3), each where it stands on the picture, and marked as ``/MachineText``. Child side only.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator, Mapping, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from pristan.case import Box
from pristan.case.machine_text import Words
from pristan.evidence import laid
from pristan.evidence.wanted import Wanted, wanted_pages

NAME = Name("/MachineText")
_UTF16 = codecs.lookup("utf-16-be")  # now: a closed-off child can look up no other
_CODES = 255  # letters in one font: a code is one byte, and 0 is nobody's
_WIDE = 500  # thousandths of its height: how wide an empty letter is


def with_words(made: bytes, wanted: Sequence[Wanted], read: Mapping[int, Words]) -> bytes:
    """Return a finished PDF with the words of its pages, *read* by their number in the file.

    A page with something covered gets none, and neither does one that has text of its own.
    """
    with pikepdf.open(io.BytesIO(made)) as pdf:
        layer = _Layer(pdf)
        for page, each in zip(pdf.pages, wanted_pages(wanted, len(pdf.pages)), strict=True):
            words = read.get(each.page + 1, ())
            if words and not each.boxes and "/Font" not in page.resources:
                layer.put(page, each.turn, words)
        layer.finish()
        return laid.saved(pdf)


class _Layer:
    """The fonts of one PDF in the making, a code for each letter as it comes."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._codes: dict[str, tuple[int, int]] = {}
        self._fonts: list[Dictionary] = []

    def put(self, page: Page, turn: int, words: Words) -> None:
        """Write words on a page; *turn* is by how much it was turned since they were read."""
        drawn = [b"/MachineText BMC q BT 3 Tr"]
        for text, box in words:
            drawn += self._word(page, turn, text, box)
        drawn.append(b"ET Q EMC")
        page.contents_add(self._pdf.make_stream(b"\n".join(drawn)))
        resources = Dictionary(dict(page.resources.items()))  # several pages may share one
        resources.Font = Dictionary({
            f"/MachineText{at}": font for at, font in enumerate(self._fonts)
        })
        page.obj.Resources = resources

    def finish(self) -> None:
        """Say in every font what its codes mean."""
        for at, font in enumerate(self._fonts):
            mine = {code: letter for letter, (of, code) in self._codes.items() if of == at}
            names = [Name("/e")] * len(mine)
            font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([1, *names]))
            font.FirstChar, font.LastChar = 1, len(mine)
            font.Widths = Array([_WIDE] * len(mine))
            font.ToUnicode = self._pdf.make_stream(_to_unicode(mine))

    def _word(self, page: Page, turn: int, text: str, box: Box) -> Iterator[bytes]:
        left, top, right, bottom = box
        (x, y), (x1, y1), (x2, y2) = (
            _place(page, turn, *corner)
            for corner in ((left, bottom), (right, bottom), (left, top))
        )
        letters = [self._code(letter) for letter in f"{text} "]
        scale = 1000 / (_WIDE * len(text))
        matrix = ((x1 - x) * scale, (y1 - y) * scale, x2 - x, y2 - y, x, y)
        yield b" ".join(b"%.3f" % number for number in matrix) + b" Tm"
        at = 0
        while at < len(letters):  # a font after the other, where a word needs two
            font, end = letters[at][0], at
            while end < len(letters) and letters[end][0] == font:
                end += 1
            codes = bytes(code for _, code in letters[at:end])
            yield b"/MachineText%d 1 Tf <%s> Tj" % (font, codes.hex().encode())
            at = end

    def _code(self, letter: str) -> tuple[int, int]:
        if letter not in self._codes:
            font, code = divmod(len(self._codes), _CODES)
            if font == len(self._fonts):
                self._fonts.append(self._font())
            self._codes[letter] = (font, code + 1)
        return self._codes[letter]

    def _font(self) -> Dictionary:
        empty = self._pdf.make_stream(b"%d 0 0 0 %d 1000 d1" % (_WIDE, _WIDE))
        return self._pdf.make_indirect(Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, _WIDE, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), CharProcs=Dictionary(e=empty),
            Resources=Dictionary(),
        ))  # fmt: skip


def _place(page: Page, turn: int, across: float, down: float) -> tuple[float, float]:
    """Return where a place of the page as its file shows it is among the coordinates of *page*."""
    x1, y1, x2, y2 = (float(side) for side in page.cropbox)
    width, height = x2 - x1, y2 - y1
    match (int(page.obj.get("/Rotate", 0)) - turn) % 360:
        case 90:
            return x1 + down * width, y1 + across * height
        case 180:
            return x2 - across * width, y1 + down * height
        case 270:
            return x2 - down * width, y2 - across * height
    return x1 + across * width, y2 - down * height


def _to_unicode(letters: Mapping[int, str]) -> bytes:
    """Return a map from codes to letters (PDF 32000-1:2008, 9.10.3), 100 in a block at most."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CMapName /MachineText def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    pairs = [
        f"<{code:02X}> <{_UTF16.encode(letter)[0].hex().upper()}>"
        for code, letter in letters.items()
    ]
    for at in range(0, len(pairs), 100):
        block = pairs[at : at + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
