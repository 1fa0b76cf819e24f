"""The values an answer may hold: plain, frozen, and written to JSON and back without loss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import StrEnum
from typing import Any

from pristan.case.dates import Anchor, Kind, Point, Remembered, Season, Side, Unit
from pristan.case.sheets import Sheet, Sheets
from pristan.case.text import clean


@dataclass(frozen=True, slots=True)
class Told:
    """Something a person told, in the language they told it in, with the English beside it.

    ``language`` is an ISO 639-1 code. ``english`` is empty while nobody has translated it; a text
    told in English is its own English. ``translator`` and ``checker`` are names, for the
    certificate. ``edited`` is the English as a lawyer edited it for the declaration, and
    ``edited_of`` the English that was before them; the applicant's own words stay beside it.
    """

    text: str
    language: str = "ru"
    english: str = ""
    translator: str = ""
    checker: str = ""
    edited: str = ""
    edited_of: str = ""

    @property
    def in_english(self) -> str:
        """Return the English text, or an empty string while there is none."""
        return self.text if self.language == "en" else self.english

    @property
    def declared(self) -> str:
        """Return the English of the declaration: the lawyer's, while it is of these very words."""
        edited = self.edited.strip() and self.edited_of == self.in_english
        return self.edited if edited else self.in_english

    @property
    def edit_passed(self) -> bool:
        """Whether there is an edit of words that have changed since."""
        return bool(self.edited.strip()) and self.edited_of != self.in_english

    def with_edit(self, text: str) -> Told:
        """Return the answer with a lawyer's edit of its English as it is now; "" is none."""
        edited = text if text.strip() and text != self.in_english else ""
        return replace(self, edited=edited, edited_of=self.in_english if edited else "")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another spelling of a name, and the document that uses it."""

    text: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name. The Latin spelling of the passport is canonical (Form I-589, A.I 4 to 7)."""

    family: str = ""
    given: str = ""
    patronymic: str = ""
    latin_family: str = ""
    latin_given: str = ""
    latin_middle: str = ""
    others: tuple[Spelling, ...] = ()

    @property
    def native(self) -> str:
        """Return family name, given name and patronymic in the person's own alphabet."""
        return " ".join(filter(None, (self.family, self.given, self.patronymic)))

    @property
    def latin(self) -> str:
        """Return given, middle and family name in Latin letters, as printed in the passport."""
        return " ".join(filter(None, (self.latin_given, self.latin_middle, self.latin_family)))

    @property
    def caption(self) -> str:
        """Return the name as a court caption prints it: ``PRIMEROV, Ivan``."""
        given = " ".join(filter(None, (self.latin_given, self.latin_middle)))
        return ", ".join(filter(None, (self.latin_family.upper(), given)))


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address as written where it is, and one line of English where that differs.

    ``country`` is an ISO 3166-1 alpha-2 code.
    """

    street: str = ""
    apartment: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a law, each part as printed: ``20.3.3`` and ``20.33`` are different articles.

    ``code`` is UK (Criminal Code of the RF), KoAP (Code of Administrative Offences) or free text.
    """

    code: str
    article: str
    part: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a list, by id, in the person's order."""

    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """Things that are entered elsewhere: people, exhibits, attachments, by id."""

    ids: tuple[str, ...] = ()


Value = (
    None
    | str
    | int
    | bool
    | tuple[str, ...]
    | tuple[Article, ...]
    | Told
    | Name
    | Address
    | Remembered
    | Items
    | Links
    | Sheets
)

_KINDS: Mapping[str, Any] = {
    kind.__name__: kind
    for kind in (
        Told, Spelling, Name, Address, Article, Items, Links, Sheet, Sheets, Remembered, Point,
        Anchor,
    )
}


def dump(value: Value) -> str:
    """Write a value as JSON; :func:`load` gives back an equal value."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Value:
    """Read what :func:`dump` wrote. Raises ValueError or TypeError for anything else."""
    return _value(json.loads(text))  # type: ignore[no-any-return]


_SAY_NOTHING = frozenset({"language", "country", "edited", "edited_of"})


def is_empty(value: Value) -> bool:
    """Whether a value says nothing: no letters, no choice, no item. False and 0 say something.

    A lawyer's edit is no answer of the applicant.
    """
    if value is None or value == "" or value == ():
        return True
    if isinstance(value, Told | Name | Address | Items | Links | Sheets):
        parts = (v for k, v in _fields(value).items() if k not in _SAY_NOTHING)
        return not any(part.strip() if isinstance(part, str) else part for part in parts)
    return isinstance(value, str) and not value.strip()


def cleaned(value: Any) -> Any:
    """Return the value with every text in it cleaned."""
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(cleaned(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{k: cleaned(v) for k, v in _fields(value).items()})
    return value


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {"~": type(value).__name__} | {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != field.default
        }
    return value


def _value(plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(_value(part) for part in plain)
    if isinstance(plain, Mapping):
        facts = {key: _value(part) for key, part in plain.items() if key != "~"}
        kind = _KINDS[plain["~"]]
        if kind is Remembered:
            facts["kind"] = Kind(facts["kind"])
        elif kind is Point and facts.get("season"):
            facts["season"] = Season(facts["season"])
        elif kind is Anchor:
            facts["side"] = Side(facts["side"])
            if facts.get("unit"):
                facts["unit"] = Unit(facts["unit"])
        return kind(**facts)
    return plain
