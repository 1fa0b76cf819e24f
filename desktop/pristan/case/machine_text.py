"""Words that a machine read on pages: by which setting of a case they are kept, and written how."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from pristan.case.sheets import Box

Words = tuple[tuple[str, Box], ...]  # each with its place, as fractions of the page as filed

PREFIX: Final = "machine_text."


def setting(attachment: str, page: int) -> str:
    """Return the name of the setting for a page, counted from 1."""
    return f"{PREFIX}{attachment}.{page}"


def dump(words: Words) -> str:
    """Write words as JSON; :func:`load` gives them back."""
    return json.dumps(words, ensure_ascii=False)


def load(text: str) -> Words:
    """Read what :func:`dump` wrote. Raises ValueError for anything else."""
    return tuple((word, (a, b, c, d)) for word, (a, b, c, d) in json.loads(text))


def by_page(settings: Mapping[str, str]) -> dict[str, dict[int, Words]]:
    """Return the words of each page by attachment; a page without words is left out."""
    found: dict[str, dict[int, Words]] = {}
    for name, text in settings.items():
        attachment, _, page = name.removeprefix(PREFIX).rpartition(".")
        if words := load(text):
            found.setdefault(attachment, {})[int(page)] = words
    return found
