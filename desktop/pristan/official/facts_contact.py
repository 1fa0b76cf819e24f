"""Addresses and telephone numbers in the boxes of the newer forms (I-765, G-28)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pristan.case import Address, Key, Value
from pristan.official.facts_source import Source, misfit, part_of
from pristan.official.facts_value import Fact, Row, Why, prefixed, taken_apart

UNITS: Mapping[str, str] = {
    "apt": r"(?:apartment|apt)\b",
    "ste": r"(?:suite|ste)\b",
    "flr": r"(?:floor|flr|fl)\b",
}
"""The three boxes beside an address, and how what they mean is written."""


def client(source: Source) -> dict[str, Fact]:
    """Return how to reach the applicant: the mailing address, telephone numbers and email."""
    key = Key("mailing_differs")
    other = source.value("mailing_differs")
    question = "mailing_address" if other is True else "us_address"
    mail = address(source, question)
    if other is None:  # not said yet, so nothing may be taken for it
        why = source.empty("mailing_differs").why
        mail = {name: Fact((key, *fact.keys), why=why) for name, fact in mail.items()}
    care_of = source.text("mailing_care_of")
    if other is False:
        care_of = Fact((key, Key("mailing_care_of")), why=Why.NO_PART)
    facts = {
        **prefixed("mail.", mail),
        "mail.in_care_of": care_of,
        "phone": phone(source, "phone", "Telephone"),
        "mobile": phone(source, "mobile_phone", "Mobile telephone"),
        "email": source.text("email"),
    }
    return prefixed("client.", facts)


def address(source: Source, question: str, item: str = "") -> Row:
    """Return the boxes of an address: street, kind and number of the unit, city; then state and
    ZIP code in the United States, province and postal code and country elsewhere."""
    keys = (Key(question, item),)

    def part(read: Callable[[Address], Fact]) -> Fact:
        def say(value: Value) -> Fact:
            assert isinstance(value, Address)
            return read(value)

        return source.fact(question, item, say)

    def text(name: str, *, here: bool | None = None) -> Fact:
        def read(value: Address) -> Fact:
            if here is not None and (value.country in ("", "US")) is not here:
                return Fact(keys, why=Why.NO_PART)
            return part_of(keys, getattr(value, name).strip())

        return part(read)

    def ticked(unit: str) -> Fact:
        return part(lambda value: Fact(keys, ticked=_unit(value)[0] == unit)).untexted

    def state(value: Address) -> Fact:
        if value.country not in ("", "US"):
            return Fact(keys, why=Why.NO_PART)
        said = value.region.strip()
        code = source.state(said)
        if said and not code:
            return misfit(keys, "State", said)
        return part_of(keys, code)

    def zip_code(value: Address) -> Fact:
        if value.country not in ("", "US"):
            return Fact(keys, why=Why.NO_PART)
        said = value.postal_code.strip()
        found = re.fullmatch(r"(\d{5})(?:-?\d{4})?", said)  # the box takes five digits
        if said and not found:
            return misfit(keys, "ZIP code", said)
        return part_of(keys, found[1] if found else "")

    row = {
        "street": text("street"),
        **{f"unit == '{unit}'": ticked(unit) for unit in UNITS},
        "apt": part(lambda value: part_of(keys, _unit(value)[1])),
        "city": text("city"),
        "state": part(state),
        "zip": part(zip_code),
        "province": text("region", here=False),
        "postal": text("postal_code", here=False),
        "country": part(lambda value: part_of(keys, source.country(value.country))),
    }
    value = source.value(question, item)
    country = source.country(value.country) if isinstance(value, Address) else ""
    return taken_apart(row, value, country)


def phone(source: Source, question: str, label: str, item: str = "") -> Fact:
    """Return the ten digits of a US number; any other stands where answers continue."""
    keys = (Key(question, item),)

    def say(value: Value) -> Fact:
        digits = re.sub(r"\D", "", str(value))
        abroad = str(value).strip().startswith("+") and not digits.startswith("1")
        ten = digits[1:] if len(digits) == 11 and digits.startswith("1") else digits
        return misfit(keys, label, str(value)) if abroad or len(ten) != 10 else Fact(keys, ten)

    return source.fact(question, item, say)


def _unit(address: Address) -> tuple[str, str]:
    """Which of the three boxes a unit belongs to, "" for none of them, and its number.

    What has no word of its own is an apartment, since that is what the question asks for.
    """
    said = address.apartment.strip()
    for unit, words in UNITS.items():
        if found := re.fullmatch(rf"(?i){words}[.\s]*(?:no\.?\s*|#\s*)?(.+)", said):
            return unit, found[1]
        if found := re.fullmatch(rf"(?i)(\d+)(?:st|nd|rd|th)\s+{words}\.?", said):
            return unit, found[1]
    if re.fullmatch(r"#?\s*\d+\s*-?\s*[A-Za-z]?|[A-Za-z]\s*-?\s*\d+", said):
        return "apt", said.lstrip("# ")
    return "", said
