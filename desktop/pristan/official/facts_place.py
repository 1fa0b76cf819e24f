"""Addresses on Form I-589: in the columns of its tables, or on one line, in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pristan.case import Address, Key, Value
from pristan.official.facts_source import Source, part_of
from pristan.official.facts_value import (
    SEE_SUPPLEMENT,
    Fact,
    Why,
    in_latin,
    needing_english,
    taken_apart,
)

_ALSO: Mapping[str, tuple[str, ...]] = {
    "RU": ("Russian Federation", "the Russian Federation", "RF"),
    "US": ("USA", "U.S.A", "United States of America"),
}
"""Names of countries that stand in addresses beside the one in the list of countries."""
_UNIT = re.compile(r"(?i)(?:apt|apartment|unit|suite|ste|flat|room|floor|bldg|building)\b|\d+\w?$")
_REGION = re.compile(r"(?i)\b(?:oblast|krai|kray|region|republic|okrug|district|rayon|raion)\b")
_DIGIT = re.compile(r"\d")


def same_place(source: Source, item: str) -> bool:
    """Whether an address in the list of homes is the present one in the United States."""
    here, other = source.value("us_address"), source.value("residence_address", item)
    if not isinstance(here, Address) or not isinstance(other, Address) or not here.street:
        return False
    return _folded(here) == _folded(other)


def _folded(address: Address) -> tuple[str, str, str]:
    return (
        address.street.strip().casefold(),
        address.apartment.strip().casefold(),
        address.city.strip().casefold(),
    )


def columns(source: Source, question: str, item: str) -> dict[str, Fact]:
    """Return an address in the four columns of A.III: street, city, province, country.

    An English line that cannot be taken apart for certain stands whole on the supplement.
    """
    keys = (Key(question, item),)

    def part(name: str) -> Fact:
        def say(value: Value) -> Fact:
            assert isinstance(value, Address)
            country = source.country(value.country)
            if name == "country":
                return part_of(keys, country or value.country)
            found = in_columns(value, country)
            if found is not None:
                return part_of(keys, found[name])
            if not in_latin(value.english):
                return needing_english(keys)
            if name != "street":
                return Fact(keys, why=Why.DOES_NOT_FIT)
            note = f"Address: {value.english.strip().rstrip('.')}."
            return Fact(keys, SEE_SUPPLEMENT, supplement=note)

        return source.fact(question, item, say)

    row = {name: part(name) for name in ("street", "city", "province", "country")}
    value = source.value(question, item)
    country = source.country(value.country) if isinstance(value, Address) else ""
    return taken_apart(row, value, country)


def in_columns(address: Address, country: str) -> dict[str, str] | None:
    """Return street, city and province of an address, in English where its English line has them;
    None where the line does not certainly say which is which.

    Without an English line the written parts stand, whatever their alphabet. Else the line, less
    country and postal code wherever they stand, must have just the parts of the address as
    written, in the order of an English address: a house number in the street, none after it, and
    no name of a region where the city should be.
    """
    written = {
        "street": _with_apartment(address),
        "city": address.city.strip(),
        "province": address.region.strip(),
    }
    if not address.english.strip() or all(map(in_latin, written.values())):
        return written
    parts = list(_parts(address, country))
    wanted = [name for name in ("street", "city", "province") if written[name]]
    if "street" in wanted and len(parts) == len(wanted) + 1 and _UNIT.match(parts[1]):
        parts[:2] = [", ".join(parts[:2])]
    if len(parts) != len(wanted):
        return None
    found = dict.fromkeys(written, "") | dict(zip(wanted, parts, strict=True))
    sure = (
        (not found["street"] or _DIGIT.search(found["street"]))
        and not _DIGIT.search(found["city"] + found["province"])
        and not _REGION.search(found["city"])
    )
    return found if sure else None


def _parts(address: Address, country: str) -> Iterator[str]:
    """Yield what stands between the commas of an English line, but country and postal code."""
    names = {country, f"Republic of {country}", address.country, *_ALSO.get(address.country, ())}
    code = re.escape(address.postal_code.strip())
    beside = {name.casefold() for name in names}
    for part in address.english.split(","):
        bare = re.sub(rf"(?<!\w){code}(?!\w)", "", part) if code else part
        bare = " ".join(bare.split()).rstrip(".") if bare != part else bare.strip()
        if bare and bare.rstrip(".").casefold() not in beside:
            yield bare


def _with_apartment(address: Address) -> str:
    apartment = address.apartment.strip()
    if re.fullmatch(r"\d+\w?", apartment):
        apartment = f"Apt. {apartment}"
    return ", ".join(filter(None, (address.street.strip(), apartment)))


def one_line(source: Source, question: str, item: str) -> Fact:
    """Return an address on one line: its English line, else its parts."""
    key = Key(question, item)
    return source.fact(question, item, lambda value: _one_line(source, key, value))


def _one_line(source: Source, key: Key, value: Value) -> Fact:
    assert isinstance(value, Address)
    country = source.country(value.country)
    if value.english.strip():
        line = value.english.strip()
    else:
        parts = (_with_apartment(value), value.city, value.region, value.postal_code, country)
        line = ", ".join(filter(None, (part.strip() for part in parts)))
    return Fact((key,), line) if in_latin(line) else needing_english((key,))
