"""The photo that a card on a saved page shows, as a small JPEG with nothing else in it. Child side.

A packet goes to other people's readers, so the picture is never handed on as it was saved.
"""

from __future__ import annotations

import base64
import binascii
from typing import Final
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from PIL import Image

from pristan.confine.refusals import Refused
from pristan.evidence import pictures
from pristan.evidence.laid import jpeg
from pristan.saved.page import NotAPage, SavedPage, files_with

_SIDE: Final = 600  # pixels: two inches of paper at 300 dots
_LEAST: Final = 24  # pixels: what is smaller is a spacer or an icon


def photo(data: bytes, page: SavedPage, source: str) -> bytes:
    """Return the picture at an address of a saved page; nothing where it was not saved with it."""
    try:
        picture = pictures.upright(pictures.opened(_found(data, page, source)))
    except (Refused, NotAPage, ValueError):
        return b""
    if min(picture.size) < _LEAST:
        return b""
    picture.thumbnail((_SIDE, _SIDE), Image.Resampling.BICUBIC)
    return jpeg(picture)


def _found(data: bytes, page: SavedPage, source: str) -> bytes:
    if source.startswith("data:"):
        head, _, body = source.partition(",")
        if not head.endswith(";base64"):
            return unquote_to_bytes(body)
        try:
            return base64.b64decode("".join(unquote(body).split()))
        except binascii.Error as error:
            raise ValueError("not base64") from error
    files = files_with(data)
    address = urljoin(page.base, source)
    if address in files:
        return files[address][1]
    path = unquote(urlsplit(address).path)
    by_path = {unquote(urlsplit(each).path): content for each, (_, content) in files.items()}
    if path not in by_path:
        raise ValueError("not saved with the page")
    return by_path[path]
