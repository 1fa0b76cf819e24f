"""References to exhibits inside a told text: ``{exhibit Record of search, page 2}``.

A reference names an exhibit by its title, in English or as written, so that it can be typed in any
box and follows the exhibit when the order changes. In Russian it is ``{приложение …, стр. 2}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_REFERENCE: Final = re.compile(
    r"\{(?:exhibit|приложение)\s+([^{}]+?)(?:\s*,\s*(?:page|p\.|страница|стр\.)\s*(\d{1,4}))?\s*\}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cited:
    """An exhibit that a text names by its title, and a page of it, counted from 1."""

    title: str
    page: int = 1


def cited(text: str) -> Iterator[str | Cited]:
    """Yield a text piece by piece: what is plain, and what refers to an exhibit."""
    at = 0
    for found in _REFERENCE.finditer(text):
        if found.start() > at:
            yield text[at : found.start()]
        yield Cited(found[1], int(found[2] or 1))
        at = found.end()
    if at < len(text):
        yield text[at:]


def reference(title: str, page: int = 1, language: str = "en") -> str:
    """Return a reference as it is typed in a text; braces in a title are left out of it."""
    name = " ".join(_without_braces(title).split())
    if language == "ru":
        return f"{{приложение {name}, стр. {page}}}"
    return f"{{exhibit {name}, page {page}}}"


def plain_title(title: str) -> str:
    """Return a title as references compare it: without braces, large letters and wide spaces."""
    return " ".join(_without_braces(title).split()).casefold()


def spelled_out(text: str) -> str:
    """Return a text with the titles it refers to in quotation marks, for where no exhibit is."""
    return "".join(
        part if isinstance(part, str) else f"“{part.title}”" for part in cited(text)
    )


def _without_braces(title: str) -> str:
    return title.replace("{", " ").replace("}", " ")
