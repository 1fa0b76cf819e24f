"""How a picture looks, in a few numbers: to notice the same one twice, and blurred or dark ones.

Child side only.
"""

from __future__ import annotations

from typing import Final

from PIL import Image, ImageFilter

_SIDE: Final = 64  # of the thumbnail that is compared
_WORKING: Final = 1200  # pixels of the longer side, so that one measure fits all cameras
_EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


def thumbnail(picture: Image.Image) -> bytes:
    """Return 64 by 64 tones of gray, which recompressing or resizing hardly changes.

    A tone is then of a word or less: pages with other words on the same form differ somewhere.
    """
    small = picture.convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    return small.tobytes()


def sharpness(picture: Image.Image) -> float:
    """Return how far the sharpest thousandth of a picture stands out, from 0 to 128 (Laplacian).

    A few sharp lines on a wide empty page are enough, as on a photo of a short letter.
    """
    gray = picture.convert("L")
    gray.thumbnail((_WORKING, _WORKING), Image.Resampling.BILINEAR)
    edges = gray.filter(_EDGES).crop((1, 1, max(2, gray.width - 1), max(2, gray.height - 1)))
    tones = edges.histogram()
    found, few = 0, edges.width * edges.height / 1000
    for distance in range(128, 0, -1):
        found += tones[128 - distance] + (tones[128 + distance] if distance < 128 else 0)
        if found >= few:
            return float(distance)
    return 0.0


def brightness(picture: Image.Image) -> float:
    """Return the tone that nine tenths of the picture are darker than, from 0 to 255."""
    tones = picture.convert("L").resize((160, 160)).histogram()
    below = 0
    for tone, count in enumerate(tones):
        below += count
        if below >= 0.9 * sum(tones):
            return float(tone)
    return 255.0
