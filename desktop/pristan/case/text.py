"""What may be kept of a text that somebody typed or pasted, and which of the known words it has.

Control characters, lone surrogates and invisible direction marks are refused at the door: they
cannot be stored or printed faithfully, and a direction mark can make a page read differently from
what the file holds (security.md 5.3).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

_Meant = TypeVar("_Meant")

_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


_CYRILLIC = re.compile("[\u0400-\u04ff]")


def language_of(text: str) -> str:
    """Return "ru" for a text with Cyrillic letters and "en" for any other: a first guess only."""
    return "ru" if _CYRILLIC.search(text) else "en"


def clean(text: str) -> str:
    """Return the text in NFC with one kind of line end and nothing invisible that misleads."""
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    return unicodedata.normalize("NFC", _REFUSED.sub("", text))


def by_form(forms: Mapping[_Meant, str]) -> Mapping[str, _Meant]:
    """Return what each word means, from the forms of it that people write, parted by spaces."""
    return {form: meant for meant, written in forms.items() for form in written.split()}
