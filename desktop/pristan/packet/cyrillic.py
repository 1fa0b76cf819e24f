"""What of an English document is still in Russian letters: read from the page as it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Final

from pristan.case import short

MOST: Final = 20  # texts that are named
_RUSSIAN: Final = re.compile("[Ѐ-ӿ]")
_PERHAPS: Final = re.compile("[Ѐ-ӿ]|&#")  # "&#39;" is no Russian letter, and others are
_LATIN: Final = re.compile("[A-Za-z]")
_WORD: Final = re.compile("[Ѐ-ӿ]{2}")  # an article may have one letter: item “д”
_MEANT: Final = re.compile(  # an element that is marked as Russian and has nothing but text
    r'<(\w+)(?: [\w-]+="[^"<>]*")*? lang="ru"(?: [\w-]+="[^"<>]*")*>[^<]*</\1>'
)
_VOID: Final = frozenset({"br", "meta", "link", "img", "line", "circle", "rect"})


def left_in_russian(pages: Iterable[str]) -> list[str]:
    """Return texts that are mostly in Cyrillic letters where the page's language is English.

    What a page marks as another language is meant to be so: ``lang="ru"``, and ``lang="mul"`` where
    any may stand. A story (``told``) is printed as it was translated, with the words that it
    quotes.
    """
    found: dict[str, None] = {}
    for page in pages:
        if not _PERHAPS.search(_MEANT.sub("", page)):
            continue  # to read it would take twenty times as long
        reader = _Reader()
        reader.feed(page)
        reader.close()
        found |= dict.fromkeys(reader.found)
    return list(found)[:MOST]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._held: list[tuple[str, bool]] = []  # open elements, and whether English stands there

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        english = self._held[-1][1] if self._held else True
        known = dict(attrs)
        if "lang" in known:
            english = known["lang"] == "en"
        if "told" in (known.get("class") or "").split():
            english = False
        self._held.append((tag, english))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without a content has no text."""

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self._held]
        if tag in names:
            del self._held[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        english = self._held[-1][1] if self._held else True
        text = " ".join(data.split())
        mostly = len(_RUSSIAN.findall(text)) > len(_LATIN.findall(text))
        if english and mostly and _WORD.search(text):
            self.found.append(short(text))
