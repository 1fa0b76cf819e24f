"""Give lines and polygons of which a PDF only says where they are the look that readers give them.

pdfium does that for other remarks itself. Child side only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from pristan.evidence.remarks import has_look

_PLACES: Final[Mapping[str, str]] = {
    "/Line": "/L", "/Polygon": "/Vertices", "/PolyLine": "/Vertices",
}  # fmt: skip
_MOST: Final = 20_000  # numbers; more than any hand draws
_COLORS: Final[Mapping[int, tuple[str, str]]] = {
    1: ("g", "G"), 3: ("rg", "RG"), 4: ("k", "K"),
}  # fmt: skip


def give_look(pdf: Pdf, remark: Dictionary) -> bool:
    """Give a remark its look where it has none; return whether it is one of these, and was given.

    Raises ValueError or TypeError for one that is nonsense.
    """
    kind = str(remark.get("/Subtype"))
    if kind not in _PLACES or has_look(remark):
        return False
    places = _numbers(remark.get(_PLACES[kind]))
    width, dashes = _pen(remark)
    points = list(zip(places[::2], places[1::2], strict=True))
    filled = _color(remark, "/IC", 0) if kind == "/Polygon" else ""
    drawn = _color(remark, "/C", 1, "0 G") if width > 0 else ""
    if len(points) < 2 or not filled + drawn:
        return False
    x1, y1 = (min(each) - width for each in zip(*points, strict=True))
    x2, y2 = (max(each) + width for each in zip(*points, strict=True))
    way = " l ".join(f"{x:.3f} {y:.3f}" for x, y in points).replace(" l ", " m ", 1) + " l"
    paint = ("B" if drawn else "f") if filled else "S"
    look = Stream(pdf, (
        f"/G gs {filled} {drawn} {width:.3f} w 1 j [{dashes}] 0 d {way} "
        f"{'h ' if kind == '/Polygon' else ''}{paint}"
    ).encode())  # fmt: skip
    look.Type, look.Subtype = Name.XObject, Name.Form
    look.BBox = remark.Rect = Array([round(side, 3) for side in (x1, y1, x2, y2)])
    seen = min(max(float(remark.get("/CA", 1)), 0), 1)
    look.Resources = Dictionary(
        ExtGState=Dictionary(G=Dictionary(CA=round(seen, 3), ca=round(seen, 3)))
    )
    remark.AP = Dictionary(N=pdf.make_indirect(look))
    return True


def _pen(remark: Dictionary) -> tuple[float, str]:
    """Return how wide a line is, and its dashes."""
    border, style = remark.get("/Border"), remark.get("/BS")
    width, dashes = 1.0, ""
    if isinstance(style, Dictionary):
        width = float(style.get("/W", 1))
        if style.get("/S") == Name.D:
            dashes = " ".join(f"{each:.3f}" for each in _numbers(style.get("/D", Array([3]))))
    elif isinstance(border, Array) and len(border) > 2:
        width = float(border[2])
    if not 0 <= width <= 1000:
        raise ValueError("no width of a line")
    return width, dashes


def _color(remark: Dictionary, key: str, place: int, without: str = "") -> str:
    """Return what sets a color, to fill (0) or to draw with (1); nothing where there is none."""
    said = remark.get(key)
    if said is None:
        return without
    parts = _numbers(said)
    if len(parts) not in _COLORS:
        return ""
    return " ".join(f"{each:.3f}" for each in parts) + f" {_COLORS[len(parts)][place]}"


def _numbers(value: Any) -> Sequence[float]:
    if not isinstance(value, Array) or len(value) > _MOST:
        return ()
    numbers = [float(each) for each in value]
    if not all(map(math.isfinite, numbers)):
        raise ValueError("no number")
    return numbers
