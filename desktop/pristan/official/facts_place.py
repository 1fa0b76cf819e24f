"""Addresses on Form I-589: in the columns of its tables, or on one line, in English."""

from __future__ import annotations

import re

from pristan.case import Address, Key, Value
from pristan.official.facts_source import Source, part_of
from pristan.official.facts_value import Fact, in_latin, needing_english


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
    """Return an address in the four columns of A.III: street, city, province, country."""
    keys = (Key(question, item),)

    def part(name: str) -> Fact:
        def say(value: Value) -> Fact:
            assert isinstance(value, Address)
            if name == "country":
                return part_of(keys, source.country(value.country) or value.country)
            return part_of(keys, in_columns(value, source.country(value.country))[name])

        return source.fact(question, item, say)

    return {name: part(name) for name in ("street", "city", "province", "country")}


def in_columns(address: Address, country: str) -> dict[str, str]:
    """Return street, city and province of an address, in English where its English line has them.

    The English line is taken apart from its end, and only where it has a part for each part of
    the address as written there; otherwise the written parts stand, whatever their alphabet.
    """
    written = {
        "street": _with_apartment(address),
        "city": address.city.strip(),
        "province": address.region.strip(),
    }
    if not address.english.strip() or all(map(in_latin, written.values())):
        return written
    parts = [part.strip() for part in address.english.split(",")]
    beside = {address.postal_code.strip().casefold(), country.casefold()} - {""}
    parts = [part for part in parts if part and part.casefold() not in beside]
    wanted = [name for name in ("street", "city", "province") if written[name]]
    if len(parts) < len(wanted) or ("street" not in wanted and len(parts) != len(wanted)):
        return written
    columns = dict.fromkeys(written, "")
    for name in reversed(wanted):
        columns[name] = ", ".join(parts) if name == "street" else parts.pop()
    return columns


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
