"""How a picture looks, in a few numbers: to notice the same one twice, and blurred or dark ones.

Child side only.
"""

from __future__ import annotations

from typing import Final

from PIL import Image, ImageFilter, ImageStat

_SIDE: Final = 24  # of the thumbnail that is compared
_TILES: Final = 4  # across and down: one sharp tile makes a photo sharp
_WORKING: Final = 1200  # pixels of the longer side, so that one measure fits all cameras
_EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def thumbnail(picture: Image.Image) -> bytes:
    """Return 24 by 24 tones of gray, which recompressing or resizing hardly changes."""
    small = picture.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    return small.tobytes()


def sharpness(picture: Image.Image) -> float:
    """Return how much the edges stand out in the sharpest sixteenth (variance of the Laplacian)."""
    gray = picture.convert("L")
    gray.thumbnail((_WORKING, _WORKING), Image.Resampling.BILINEAR)
    edges = gray.filter(_EDGES)
    width, height = edges.size
    if min(width, height) < 8 * _TILES:
        return float(ImageStat.Stat(edges).var[0])
    best = 0.0
    for row in range(_TILES):
        for column in range(_TILES):
            tile = edges.crop((
                column * width // _TILES + 1, row * height // _TILES + 1,
                (column + 1) * width // _TILES - 1, (row + 1) * height // _TILES - 1,
            ))  # fmt: skip
            best = max(best, ImageStat.Stat(tile).var[0])
    return best


def brightness(picture: Image.Image) -> float:
    """Return the tone that nine tenths of the picture are darker than, from 0 to 255."""
    tones = picture.convert("L").resize((160, 160)).histogram()
    below = 0
    for tone, count in enumerate(tones):
        below += count
        if below >= 0.9 * sum(tones):
            return float(tone)
    return 255.0
