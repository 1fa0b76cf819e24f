"""Bytes to text, in whichever encoding a page or a text says or seems to have. Child side only."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from encodings import normalize_encoding
from encodings.aliases import aliases
from typing import Final

_HEAD: Final = 8192  # bytes in which a page says what it is
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_MARKS: Final = ((b"\xef\xbb\xbf", "utf_8"), (b"\xff\xfe", "utf_16"), (b"\xfe\xff", "utf_16"))
_RUSSIAN: Final = ("cp1251", "koi8_r", "cp866")
_LETTERS: Final = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё")

# Looked up now: a closed-off child cannot read their modules later
_ENCODINGS: Mapping[str, codecs.CodecInfo] = {
    name: codecs.lookup("utf_8_sig" if name == "utf_8" else name)
    for name in (
        "utf_8", "utf_16", *_RUSSIAN, "koi8_u", "iso8859_5", "mac_cyrillic", "ascii", "latin_1",
        "cp1250", "cp1252", "cp1254", "iso8859_2", "iso8859_9", "iso8859_15",
        "cp437",  # of names in a ZIP
    )
}  # fmt: skip


def decoded(data: bytes, charset: str = "") -> str:
    """Return a text by its mark, by the *charset* told, as UTF-8, and else as Russian ones were.

    Nothing is dropped but half a letter at the end, where a file breaks off.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _ENCODINGS[name].decode(data, "replace")[0]
    named = normalize_encoding(charset).lower()
    for name in (aliases.get(named, named), "utf_8"):
        try:
            if name in _ENCODINGS:
                return _ENCODINGS[name].decode(data, "strict")[0]
        except UnicodeDecodeError:
            continue
    cut = data[:-3].decode("utf-8", "ignore")
    if len(cut.encode()) >= len(data) - 6:
        return cut
    return max((_ENCODINGS[each].decode(data, "replace")[0] for each in _RUSSIAN),
               key=_small_letters)  # fmt: skip


def decoded_html(data: bytes, charset: str = "") -> str:
    """Return HTML as text: by the *charset* it came with, else by the one it names itself."""
    found = _CHARSET.search(data[:_HEAD])
    return decoded(data, charset or (found[1].decode("ascii", "replace") if found else ""))


def _small_letters(text: str) -> int:
    """Count small Russian letters: the wrong encoding makes capitals and signs of them."""
    return sum(letter in _LETTERS for letter in text[:20_000])
