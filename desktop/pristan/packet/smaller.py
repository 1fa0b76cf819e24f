"""Pictures of a page that alone is larger than a file may be, compressed again until it fits.

Only in the closed-off child. First at the resolution that is wanted, with less and less care for
detail; then at a lower one, which the caller is told.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pikepdf
from pikepdf import Name
from PIL import Image

from pristan.packet.drawn import samples, unlike
from pristan.packet.weigh import weigh

_LETTER: Final = (612.0, 792.0)  # points; a page is printed on it, enlarged by a half at most
_ENLARGED: Final = 1.5
# How a picture is packed, one after the other: the share of the dots wanted, the quality of JPEG
_STEPS: Final = ((1.0, 85), (1.0, 70), (1.0, 55), (2 / 3, 70), (1 / 2, 65), (1 / 3, 60))
_DEEPEST: Final = 8
_STREAMS: Final = pikepdf.ObjectStreamMode.generate


def smaller(paper: bytes, most: int, dots: int) -> tuple[bytes, list[tuple[int, int]]]:
    """Return a paper whose every page takes *most* bytes at most, as far as its pictures allow.

    *dots* per inch, on the printed page, are kept where that fits. A page that would look different
    stays as it is. With the paper come the pages that were made smaller, counted from 1, and the
    fewest dots per inch that a picture on each was left with.
    """
    steps: dict[int, int] = {}  # by the place of a page: how far its pictures are packed
    made, left = paper, dict[int, int]()
    while large := [at for at in _larger(made, most) if steps.get(at, -1) + 1 < len(_STEPS)]:
        steps |= {at: steps.get(at, -1) + 1 for at in large}
        made, left = _packed_anew(paper, steps, dots)  # from the whole picture, not from the last
    if wrong := unlike(paper, made, steps):
        steps = {at: step for at, step in steps.items() if at not in wrong}
        made, left = _packed_anew(paper, steps, dots)
    if not left:
        return paper, []
    return made, [(at + 1, fewest) for at, fewest in sorted(left.items())]


def _larger(paper: bytes, most: int) -> list[int]:
    weight = weigh(paper)
    return [at for at, each in enumerate(weight.each) if weight.shared + each > most]


def _packed_anew(
    paper: bytes, steps: Mapping[int, int], dots: int
) -> tuple[bytes, dict[int, int]]:
    """Return a paper with the pictures of some pages packed, and the dots per inch they have."""
    left: dict[int, int] = {}
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        for at, step in steps.items():
            share, quality = _STEPS[step]
            if found := _pack(pdf.pages[at], round(dots * share), quality):
                left[at] = found
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=_STREAMS)
    return out.getvalue(), left


def _pack(page: pikepdf.Page, dots: int, quality: int) -> int:
    """Compress the pictures of a page; return the fewest dots per inch left, 0 where none was."""
    inches = _printed(page)
    left = [
        found
        for picture in _pictures(page.obj.get("/Resources"), 0)
        if (found := _packed(picture, inches, dots, quality))
    ]
    return min(left, default=0)


def _printed(page: pikepdf.Page) -> tuple[float, float]:
    """Return the shorter and the longer side that a page has on paper at most, in inches."""
    box = [float(edge) for edge in page.mediabox]
    sides = sorted((abs(box[2] - box[0]), abs(box[3] - box[1])))
    short, long = (
        min(side * _ENLARGED, most) / 72 for side, most in zip(sides, _LETTER, strict=True)
    )
    return short, long


def _packed(
    picture: pikepdf.Stream, inches: tuple[float, float], dots: int, quality: int
) -> int:
    """Compress one picture where that makes it smaller; return its dots per inch, or 0."""
    try:
        found = samples(picture)
    except MemoryError:
        found = None
    if found is None:
        return 0  # of a kind that cannot be packed anew here: it stays as it is
    image = found.image
    fine = min(
        side / inch for side, inch in zip(sorted(image.size), inches, strict=True)
    )
    if fine > dots:
        size = tuple(max(round(side * dots / fine), 1) for side in image.size)
        image = image.resize((size[0], size[1]), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    if len(out.getvalue()) >= len(picture.read_raw_bytes()):
        return 0
    for key in ("/DecodeParms", "/Decode"):
        if key in picture:
            del picture[key]
    picture.write(out.getvalue(), filter=Name.DCTDecode)
    picture.Width, picture.Height = image.size
    picture.ColorSpace = found.space
    picture.BitsPerComponent = 8
    return round(min(fine, dots))


def _pictures(resources: Any, depth: int) -> Iterator[pikepdf.Stream]:
    """Yield the pictures that resources hold, also within forms; a stencil has no picture."""
    if resources is None or depth > _DEEPEST:
        return
    for thing in resources.get("/XObject", pikepdf.Dictionary()).values():
        if thing.get("/Subtype") == Name.Image and not bool(thing.get("/ImageMask", False)):
            yield thing
        elif thing.get("/Subtype") == Name.Form:
            yield from _pictures(thing.get("/Resources"), depth + 1)
