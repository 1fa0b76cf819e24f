"""Lists that questions choose from and that live in ``forms/lists`` as data."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


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
    with (forms / "lists" / "countries.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["code"]: Country(row["code"], row["en"], row["ru"]) for row in rows}
