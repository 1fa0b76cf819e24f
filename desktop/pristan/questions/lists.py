"""Lists that questions choose from and that live in ``forms/lists`` as data."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pristan.questions.named import Named, Pattern

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


def read_offers(forms: Path) -> Mapping[str, Named]:
    """Return the names with their agreed English, for each of :data:`OFFERS`.

    A region that Russia claims and occupies is not among them. How a name is built of a region, a
    town, a district or a number is in ``forms/lists/README.md``.
    """
    lists = forms / "lists"
    regions = [row for row in _rows(lists / "regions.tsv") if not row["claimed"]]
    bodies = list(_rows(lists / "bodies.tsv"))
    places = {"region": regions, "town": list(_rows(lists / "towns.tsv"))}
    return {
        "regions": Named({row["ru"]: row["en"] for row in regions}),
        "bodies": _named(bodies, places),
        "courts": _named([row for row in bodies if row["kind"] == "court"], places),
    }


def _named(rows: list[dict[str, str]], places: Mapping[str, list[dict[str, str]]]) -> Named:
    names = [name for row in rows for name in _placed(row["ru"], row["en"], places)]
    return Named(
        {ru: en for ru, en in names if "{" not in ru},
        tuple(Pattern(ru, en) for ru, en in names if "{" in ru),
    )


def _placed(
    ru: str, en: str, places: Mapping[str, list[dict[str, str]]]
) -> Iterator[tuple[str, str]]:
    """Yield a name once, or for each region or town that it has a place for."""
    for kind, known in places.items():
        for case in ("genitive", "dative"):
            if (slot := f"{{{kind}_{case}}}") in ru:
                for row in known:
                    called = row["en"].split(" (")[0]
                    if "Republic" in called or "Autonomous" in called:
                        called = f"the {called}"
                    yield ru.replace(slot, row[case]), en.replace(f"{{{kind}}}", called)
                return
    yield ru, en


def read_us_states(forms: Path) -> dict[str, str]:
    """Return the states and territories of the United States, English name by postal code."""
    return {row["code"]: row["name"] for row in _rows(forms / "lists" / "us-states.tsv")}


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")
