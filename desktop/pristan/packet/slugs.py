"""Lines of text, each set once: what stands on a hundred pages is shaped by Pango a single time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from weasyprint.draw.text import draw_emojis, draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import split_first_line, strut

from pristan.packet.galley import DIGITS, left_open


@dataclass(frozen=True, slots=True)
class Slug:
    """A line of text, or a piece of one, in one style; lengths are in pixels.

    ``line`` is its height with the free space around it, ``baseline`` is from the top of that.
    """

    text: str
    style: Any
    width: float
    line: float
    baseline: float
    strokes: tuple[tuple[str, Any], ...]
    pictures: tuple[Any, ...]

    def draw(self, stream: Stream, x: float, y: float, slot: str = "") -> None:
        """Draw it at *x*, its baseline at *y*; *slot* is the anchor of the number it stands for."""
        stream.set_color(self.style["color"])
        stream.begin_text()
        stream.set_text_matrix(1, 0, 0, -1, x, y)
        for name, values in self.strokes:
            getattr(stream, name)(*values)
            if slot and name == "show_text":
                stream.stream[-1] = left_open(stream.stream[-1], slot)
        stream.end_text()
        draw_emojis(stream, self.style, x, y, self.pictures)


@dataclass(slots=True)
class Slugs:
    """The slugs of one document; ``fonts`` are those that its PDF will hold."""

    fonts: dict[Any, Any] = field(default_factory=dict)
    _set: dict[tuple[Any, ...], tuple[Slug, str]] = field(default_factory=dict)

    def lines(
        self, texts: Sequence[tuple[str, Any, bool]], width: float
    ) -> list[list[tuple[int, Slug]]]:
        """Set texts one after another in lines of at most *width*.

        Each text is with its style and whether it keeps the place of a number. Returns the lines;
        each slug is with the place of its text.
        """
        lines: list[list[tuple[int, Slug]]] = [[]]
        free = width
        for at, (text, style, is_slot) in enumerate(texts):
            rest = text
            while rest:
                line = lines[-1]
                slug, left = self.first(rest, style, None if is_slot else free, begins=not line)
                breaks = style["white_space"] != "nowrap"
                if line and breaks and slug.width > free:  # not even its first word has room there
                    left = rest.removeprefix(" ")
                    line[-1:] = self._ended(*line[-1])
                else:
                    line.append((at, self._number(slug) if is_slot else slug))
                    free -= slug.width
                if rest := left:
                    lines.append([])
                    free = width
        return [line for line in lines if line]

    def first(
        self, text: str, style: Any, width: float | None, *, begins: bool = True
    ) -> tuple[Slug, str]:
        """Return the first line of a text, and what is left of the text."""
        if style["white_space"] == "nowrap":
            width = None
        key = (text, id(style), width, begins)
        if key not in self._set:
            self._set[key] = self._first(text, style, width, begins)
        return self._set[key]

    def _ended(self, at: int, slug: Slug) -> list[tuple[int, Slug]]:
        """Return the last slug of a line without the space at its end."""
        text = slug.text.rstrip(" ")
        if text == slug.text:
            return [(at, slug)]
        return [(at, self.first(text, slug.style, None)[0])] if text else []

    def _number(self, slot: Slug) -> Slug:
        """Return ten digits in the place of as many as there are."""
        return replace(self.first(DIGITS, slot.style, None)[0], width=slot.width)

    def _first(self, text: str, style: Any, width: float | None, begins: bool) -> tuple[Slug, str]:
        layout, _, rest, taken, height, baseline = split_first_line(
            text, style, None, width, 0, is_line_start=begins
        )
        line, _ = strut(style)
        baseline += (line - height) / 2
        layout.reactivate(style)
        pen = _Pen(self.fonts)
        written = SimpleNamespace(
            text=layout.text, style=style, pango_layout=layout, baseline=baseline
        )
        pictures = draw_first_line(pen, written, "clip", "none", Matrix())
        layout.deactivate()
        left = "" if rest is None else text.encode()[rest:].decode()
        slug = Slug(layout.text, style, taken, line, baseline, tuple(pen.strokes), tuple(pictures))
        return slug, left


class _Pen:
    """Takes note of what is drawn."""

    add_font = Stream.add_font

    def __init__(self, fonts: dict[Any, Any]) -> None:
        self._fonts = fonts
        self.ink_rect = ffi.new("PangoRectangle *")
        self.logical_rect = ffi.new("PangoRectangle *")
        self.strokes: list[tuple[str, tuple[Any, ...]]] = []

    def set_text_matrix(self, *_: float) -> None:
        """Forget it: every place of the slug has its own."""

    def show_text(self, text: str) -> None:
        self.strokes.append(("show_text", (text,)))

    def set_font_size(self, font: str, size: float) -> None:
        self.strokes.append(("set_font_size", (font, size)))

    def set_text_rise(self, rise: float) -> None:
        self.strokes.append(("set_text_rise", (rise,)))
