"""Lists that questions choose from and that live in ``forms/lists`` as data."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

OFFERS = ("regions", "bodies", "courts")
"""The lists whose names a text may offer while a person types."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country: ISO 3166-1 alpha-2 code (SU for the former USSR), English and Russian name."""

    code: str
    en: str
    ru: str

    def called(self, language: str) -> str:
        """Return its name in a language; English where there is none."""
        return self.ru if language == "ru" else self.en


def read_countries(forms: Path) -> dict[str, Country]:
    """Return the countries by code, in the order of the file."""
    rows = _rows(forms / "lists" / "countries.tsv")
    return {row["code"]: Country(row["code"], row["en"], row["ru"]) for row in rows}


def read_offers(forms: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the agreed English by Russian name, for each of :data:`OFFERS`.

    A region that Russia claims and occupies is not among them, and neither is a row that only shows
    how a name is built (``forms/lists/README.md``).
    """
    lists = forms / "lists"
    whole = [row for row in _rows(lists / "bodies.tsv") if not row["note"].startswith("pattern")]
    return {
        "regions": {r["ru"]: r["en"] for r in _rows(lists / "regions.tsv") if not r["claimed"]},
        "bodies": {row["ru"]: row["en"] for row in whole},
        "courts": {row["ru"]: row["en"] for row in whole if row["kind"] == "court"},
    }


def read_us_states(forms: Path) -> dict[str, str]:
    """Return the states and territories of the United States, English name by postal code."""
    return {row["code"]: row["name"] for row in _rows(forms / "lists" / "us-states.tsv")}


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")
