"""Draw the pages of a PDF with pdfium, as a person sees them. Child side only."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, Self

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from pristan.case import Box
from pristan.evidence.problems import Unreadable

_DOTS = 300 / 72  # pixels per point of a page that is printed as a picture
_MOST_PIXELS = 25_000_000
_BYTES_OF_RGBX = 4
_SMALL = 0.2  # pixels per point when only looking whether a page can be drawn
_GLANCE = 1.0  # pixels per point when looking whether two pages are alike
_MOST_AT_A_GLANCE = 1_500_000
_SPECK = 8  # pixels; of so many by so many one is looked at first
_ALIKE = 4  # of 255, in any color; the same page drawn twice differs by nothing
_FINE = 100_000  # parts of a page, for places on it
_MOST_LETTERS = 200_000  # of one page
_HAIR = 1.0  # points; letters and scans often end that far outside
_FEW = 8  # lines in one drawing, with which nothing can be written
_SMALLEST, _LARGEST = 1.0, 14_400.0  # points; PDF 32000-1:2008, annex C.2, in default units


class Drawing:
    """One PDF to draw, with its form fields and remarks as they show."""

    def __init__(self, data: bytes, password: str = "") -> None:
        """Open it. Raises Unreadable."""
        try:
            self._pdf = pypdfium2.PdfDocument(data, password=password or None)
            self._pdf.init_forms()
            self._pixels = (ctypes.c_ubyte * 0)()
            self._size = raw.FS_SIZEF()
        except pypdfium2.PdfiumError as error:
            raise Unreadable from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        self._pdf.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def size(self, page: int) -> tuple[float, float]:
        """Return width and height of a page as seen, in points. Raises Unreadable."""
        if not raw.FPDF_GetPageSizeByIndexF(self._pdf, page, self._size):
            raise Unreadable
        return self._size.width, self._size.height

    def printable(self, page: int) -> bool:
        """Whether the page has measures that paper can have."""
        width, height = self.size(page)
        return _SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST

    def can_be_drawn(self, page: int) -> bool:
        """Whether pdfium can draw a page at all."""
        try:
            self._bitmap(page, _SMALL).close()
        except Unreadable:
            return False
        return True

    def reaches_out(self, page: int) -> bool:
        """Whether something of a page lies outside what is seen of it.

        Of a few lines, such as a frame or a colored ground, it takes all to be outside; of
        everything else a part. Also where pdfium cannot tell.
        """
        try:
            loaded = self._pdf[page]
            try:
                seen = loaded.get_bbox()
                return any(_outside(each, seen) for each in loaded.get_objects(max_depth=1))
            finally:
                loaded.close()
        except pypdfium2.PdfiumError:
            return True

    def hides(self, page: int) -> bool:
        """Whether there is a picture on a page that pdfium cannot have, and so does not draw."""
        try:
            loaded = self._pdf[page]
            try:
                for picture in loaded.get_objects([raw.FPDF_PAGEOBJ_IMAGE]):
                    picture.get_bitmap().close()
            finally:
                loaded.close()
        except pypdfium2.PdfiumError:
            return True
        return False

    def glance(self, page: int) -> Image.Image:
        """Draw a page small. Raises Unreadable."""
        return self._drawn(page, _GLANCE, _MOST_AT_A_GLANCE)

    def for_print(self, page: int) -> Image.Image:
        """Draw a page at 300 dots to the inch, fewer where it is very large, as RGBX.

        The picture holds good until the next is drawn: all have their pixels in one place, since
        fetching 30 MB from the system for each takes a third of the time of drawing it.
        """
        drawn: Image.Image = self._bitmap(
            page, self._scale(page, _DOTS, _MOST_PIXELS), prefer_bgrx=True, bitmap_maker=self._paper
        ).to_pil()
        return drawn

    def of_width(self, page: int, width: int, *, sideways: bool = False) -> Image.Image:
        """Draw a page some pixels wide; *sideways*, so that it is that wide once it is turned."""
        side = self.size(page)[1 if sideways else 0]
        # pdfium rounds up, and a product of fractions may lie a hair over the whole number
        return self._drawn(page, (width - 0.01) / side, _MOST_PIXELS)

    def text(self, page: int) -> str:
        """Return the text of a page that a machine can read, in the order it was written."""
        try:
            loaded = self._pdf[page]
            try:
                written = loaded.get_textpage()
                try:
                    return str(written.get_text_bounded())
                finally:
                    written.close()
            finally:
                loaded.close()
        except pypdfium2.PdfiumError as error:
            raise Unreadable from error

    def words(self, page: int) -> list[tuple[str, Box]]:
        """Return the words of a page that a machine can read, each with its place as fractions.

        Raises Unreadable.
        """
        try:
            loaded = self._pdf[page]
            try:
                return list(_words(loaded))
            finally:
                loaded.close()
        except pypdfium2.PdfiumError as error:
            raise Unreadable from error

    def _drawn(self, page: int, scale: float, most: int) -> Image.Image:
        bitmap = self._bitmap(page, self._scale(page, scale, most))
        try:
            drawn: Image.Image = bitmap.to_pil()
            return drawn if drawn.mode == "RGB" else drawn.convert("RGB")
        finally:
            bitmap.close()

    def _scale(self, page: int, scale: float, most: int) -> float:
        width, height = self.size(page)
        fits = width * height * scale * scale <= most
        return scale if fits else float((most / (width * height)) ** 0.5)

    def _paper(self, width: int, height: int, **how: Any) -> pypdfium2.PdfBitmap:
        """Return room for a page, the same for all of them."""
        size = width * height * _BYTES_OF_RGBX
        if len(self._pixels) < size:
            self._pixels = (ctypes.c_ubyte * size)()
        return pypdfium2.PdfBitmap.new_native(width, height, **how, buffer=self._pixels)

    def _bitmap(self, page: int, scale: float, **how: Any) -> pypdfium2.PdfBitmap:
        try:
            loaded = self._pdf[page]
            try:
                return loaded.render(scale=scale, rev_byteorder=True, **how)
            finally:
                loaded.close()
        except pypdfium2.PdfiumError as error:
            raise Unreadable from error


def _outside(
    drawn: pypdfium2.PdfObject, seen: tuple[float, float, float, float]
) -> bool:
    left, bottom, right, top = map(float, drawn.get_bounds())
    if drawn.type == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPath_CountSegments(drawn) <= _FEW:
        left, right = max(left, seen[0]), min(right, seen[2])
        bottom, top = max(bottom, seen[1]), min(top, seen[3])
        return right < left or top < bottom
    return (
        left < seen[0] - _HAIR or bottom < seen[1] - _HAIR
        or right > seen[2] + _HAIR or top > seen[3] + _HAIR
    )


def _words(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Box]]:
    letters: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    written = page.get_textpage()
    try:
        for index in range(min(written.count_chars(), _MOST_LETTERS)):
            letter = chr(raw.FPDFText_GetUnicode(written, index) or 0x20)
            if not letter.isspace() and letter.isprintable():
                letters.append(letter)
                boxes.append(written.get_charbox(index))
            elif letters:
                yield "".join(letters), _place(page, boxes)
                letters, boxes = [], []
        if letters:
            yield "".join(letters), _place(page, boxes)
    finally:
        written.close()


def _place(page: pypdfium2.PdfPage, boxes: list[tuple[float, float, float, float]]) -> Box:
    """Return where letters stand on the page as seen, as fractions of it."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    corners = [(min(lefts), min(bottoms)), (max(rights), max(tops))]
    across, down = ctypes.c_int(), ctypes.c_int()
    seen = []
    for x, y in corners:
        raw.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, across, down)
        seen.append((across.value / _FINE, down.value / _FINE))
    (x1, y1), (x2, y2) = seen
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether a person would see the same on both."""
    if one.size != other.size:
        return False
    difference = ImageChops.difference(one, other)
    if difference.getbbox() is None:  # as it mostly is, and told far quicker
        return True
    colors: Any = difference.getextrema()
    return all(largest <= _ALIKE for _, largest in colors)


def one_tone(picture: Image.Image) -> bool:
    """Whether nothing is seen on a picture in RGB or RGBX."""
    few = -(-picture.width // _SPECK), -(-picture.height // _SPECK)
    for each in (picture.resize(few, Image.Resampling.NEAREST), picture):  # most are told quickly
        extrema: Any = each.getextrema()
        if any(low != high for low, high in extrema[:3]):
            return False
    return True
