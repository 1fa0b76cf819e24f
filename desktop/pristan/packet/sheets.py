"""Facts and templates become the HTML of our documents, with the numbers of pages known so far.

A template keeps a slot of as many digits as a number will probably have (galley.py). What else it
says of numbers, it says by conditions. So a document is laid out again exactly when its HTML is
another than the one it was laid out from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from pristan.packet.galley import folio
from pristan.words import Words

_SHARES, _SMALLEST = 4, 10_000  # about so many shares, of so many characters at least


@dataclass(slots=True)
class Sheet:
    """One document: what it is made of, and its HTML of the moment.

    ``key`` is a digest of its name and its HTML: with the same templates and the same program, the
    same key gives the same galley.
    """

    name: str
    template: str
    facts: Mapping[str, Any]
    language: str
    title: str
    html: str = ""
    key: str = ""


def shares(sheets: Sequence[Sheet]) -> list[list[Sheet]]:
    """Return sheets in shares to be laid out at once: large ones first, small ones together."""
    share = max(sum(len(sheet.html) for sheet in sheets) // _SHARES, _SMALLEST)
    found: list[list[Sheet]] = []
    free = 0
    for sheet in sorted(sheets, key=lambda sheet: len(sheet.html), reverse=True):
        if len(sheet.html) > free:
            found.append([])
            free = share
        found[-1].append(sheet)
        free -= len(sheet.html)
    return found


class Sheets:
    """Our templates, with the words of our languages."""

    def __init__(self, templates: Path, words: Mapping[str, Words]) -> None:
        self._words = words
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def write(self, sheet: Sheet, known: Mapping[str, int]) -> None:
        """Write the HTML of a sheet with the numbers of pages by anchor that are known now."""

        def tr(context: str, english: str, *, language: str = "", **facts: Any) -> str:
            return self._words[language or sheet.language](context, english, **facts)

        sheet.html = self._environment.get_template(sheet.template).render(
            **sheet.facts,
            document={"name": sheet.name, "title": sheet.title, "language": sheet.language},
            tr=tr,
            slot=lambda anchor: "0" * len(str(folio(known, anchor))),
            same=lambda anchor, other: folio(known, anchor) == folio(known, other),
            folio_of=lambda anchor: folio(known, anchor),
        )
        sheet.key = hashlib.sha256(f"{sheet.name}\0{sheet.html}".encode()).hexdigest()
