"""How well-known numbers usually look: a remark where one does not, and how each is printed.

A remark is never a refusal, since a paper may say otherwise, and what was typed is kept as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pristan.case.saying import Saying, say


@dataclass(frozen=True, slots=True)
class _Number:
    """One kind: its remark on a number without ornament, and how such a number is printed.

    Without ``show`` it is printed as it was typed.
    """

    check: Callable[[str], Saying | None]
    show: Callable[[str], str] | None = None
    many: bool = False  # several may stand side by side, with a comma between them


# Letters that look alike; all these numbers are written with Latin ones.
_LATIN: Mapping[int, int] = str.maketrans("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS")


def check(kind: str, text: str) -> Saying | None:
    """Return a remark on a number that does not look as its kind usually does, or None.

    Nothing is said of an empty text. Raises KeyError for a kind that is not in :data:`KINDS`.
    """
    number = KINDS[kind]
    remarks = (number.check(_bare(part)) for part in _parts(number, text) if _bare(part))
    return next(filter(None, remarks), None)


def shown(kind: str, text: str) -> str:
    """Return a number as it is usually printed: ``A 123-456-789``.

    One that gives rise to a remark is returned as it was typed. Raises KeyError for an unknown
    kind.
    """
    number = KINDS[kind]
    return ", ".join(_shown(number, part.strip()) for part in _parts(number, text))


def _shown(number: _Number, text: str) -> str:
    bare = _bare(text)
    return number.show(bare) if number.show and bare and not number.check(bare) else text


def _parts(number: _Number, text: str) -> list[str]:
    return re.split(r"[,;\n]", text) if number.many else [text]


def _bare(text: str) -> str:
    """Return a number without spaces, hyphens and the sign №, in capital letters."""
    return re.sub(r"[\s.№#‐-―−-]", "", text.upper()).translate(_LATIN)


def _grouped(text: str, *lengths: int, sign: str = "-") -> str:
    groups, at = [], 0
    for length in lengths:
        groups.append(text[at : at + length])
        at += length
    return sign.join(groups)


# ---- of the United States ---------------------------------------------------------------------


def _a_number(text: str) -> Saying | None:
    """Seven to nine digits after the letter A (USCIS Glossary). Checked 2026-11-22."""
    if re.fullmatch(r"A?[0-9]{7,9}", text):
        return None
    return say(
        "number.a_number",
        "An A-Number usually has 8 or 9 digits. If your document says exactly this, leave it.",
    )


def _show_a_number(text: str) -> str:
    return f"A {_grouped(text.removeprefix('A').zfill(9), 3, 3, 3)}"


def _i94(text: str) -> Saying | None:
    """Eleven digits; since 2019 nine digits, a letter and a digit (CBP). Checked 2026-11-22."""
    if re.fullmatch(r"[0-9]{9}[0-9A-Z][0-9]", text):
        return None
    return say(
        "number.i94",
        "An I-94 number usually has 11 signs: nine digits, a letter or a digit, a digit. If your "
        "document says exactly this, leave it.",
    )


def _ssn(text: str) -> Saying | None:
    """Nine digits; SSA gives out none with 000, 666 or 9 at the beginning, 00 or 0000 after it."""
    if not re.fullmatch(r"[0-9]{9}", text):
        return say(
            "number.ssn",
            "A Social Security number has 9 digits. If your card says exactly this, leave it.",
        )
    if re.match("000|666|9|...00|.....0000", text):
        return say(
            "number.ssn_never",
            "Social Security numbers do not look like this: none begins with 000, 666 or 9, none "
            "has 00 in the middle or 0000 at the end. One that begins with 9 may be a taxpayer "
            "number (ITIN). Please compare it with the card.",
        )
    return None


def _uscis_account(text: str) -> Saying | None:
    """Twelve digits (Form I-589, Part A.I). Checked 2026-11-22."""
    if re.fullmatch(r"[0-9]{12}", text):
        return None
    return say(
        "number.uscis_account",
        "A USCIS online account number has 12 digits. If your account says exactly this, leave it.",
    )


# ---- of Russia --------------------------------------------------------------------------------


def _passport(text: str) -> Saying | None:
    """Nine digits in a Russian passport for travel; other countries have letters too."""
    if re.fullmatch(r"[0-9]{10}", text):
        return say(
            "number.passport_internal",
            "Ten digits look like the internal passport. The passport for travel abroad has nine.",
        )
    if re.fullmatch(r"[0-9A-Z]{6,9}", text):
        return None
    return say(
        "number.passport",
        "A passport number usually has 9 digits. If your passport says exactly this, leave it.",
    )


def _show_passport(text: str) -> str:
    return f"{text[:2]} {text[2:]}" if re.fullmatch(r"[0-9]{9}", text) else text


def _internal_passport(text: str) -> Saying | None:
    """Series of four digits and number of six."""
    if re.fullmatch(r"[0-9]{10}", text):
        return None
    return say(
        "number.internal_passport",
        "An internal passport has ten digits: four of the series and six of the number. If yours "
        "says exactly this, leave it.",
    )


def _travel_document(text: str) -> Saying | None:
    """Letters and digits, as many as the machine-readable lines may have (ICAO Doc 9303)."""
    if re.fullmatch(r"[0-9A-Z]{5,15}", text):
        return None
    return say(
        "number.travel_document",
        "The number of a travel document usually has 7 to 9 letters and digits. If yours says "
        "exactly this, leave it.",
    )


def _criminal_case(text: str) -> Saying | None:
    """Seventeen digits since 1 February 2017, of which the second and third are the year.

    Rules of numbering of the Prosecutor General, 28.12.2016. There is no check digit. Older cases
    had five to eight digits, or a fraction.
    """
    seventeen = re.fullmatch(r"[1-9]([0-9]{2})[0-9]{14}", text)
    older = re.fullmatch(r"[0-9]{5,8}", text) or "/" in text
    if older or (seventeen and int(seventeen[1]) >= 17):
        return None
    return say(
        "number.criminal_case",
        "The number of a criminal case usually has 17 digits, in old cases fewer. "
        "If your document says exactly this, leave it.",
    )


def _court_uid(text: str) -> Saying | None:
    """The identifier of a court case: region, court, year, number, two check digits.

    The check is ISO/IEC 7064 MOD 97-10 with letters counted as A=10 to Z=35. No published rule says
    so: it was found by computation and holds for 8 of 8 real identifiers. Checked 2026-11-22.
    """
    if not re.fullmatch(r"[0-9]{2}[A-Z]{2}[0-9]{18}", text):
        return say(
            "number.court_uid",
            "The identifier of a court case looks like 77RS0001-02-2023-001234-10. If the court's "
            "page says exactly this, leave it.",
        )
    number = int("".join(str(int(sign, 36)) for sign in text[:-2]))
    if text[-2:] == f"{98 - number * 100 % 97:02}":
        return None
    return say(
        "number.court_uid_check",
        "A sign in this identifier may be mistyped: its last two digits do not agree with the "
        "rest. Please read it again on the court's page.",
    )


def _show_court_uid(text: str) -> str:
    return _grouped(text, 8, 2, 4, 6, 2)


def _snils(text: str) -> Saying | None:
    """Eleven digits; the last two check the rest (weights 9 to 1) above 001-001-998."""
    if not re.fullmatch(r"[0-9]{11}", text):
        return say(
            "number.snils",
            "A SNILS has 11 digits. If your document says exactly this, leave it.",
        )
    total = sum(int(sign) * weight for sign, weight in zip(text, range(9, 0, -1), strict=False))
    if int(text[:9]) <= 1001998 or total % 101 % 100 == int(text[9:]):
        return None
    return _mistyped()


def _show_snils(text: str) -> str:
    return f"{_grouped(text, 3, 3, 3)} {text[9:]}"


_INN_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def _inn(text: str) -> Saying | None:
    """Twelve digits of a person, ten of an organization; the last ones check the rest."""
    if not re.fullmatch(r"[0-9]{12}|[0-9]{10}", text):
        return say(
            "number.inn",
            "The INN of a person has 12 digits, that of an organization 10. If your "
            "document says exactly this, leave it.",
        )
    digits = [int(sign) for sign in text]
    for at in (10, 11) if len(digits) == 12 else (9,):
        weights = _INN_WEIGHTS[11 - at :]
        if sum(a * b for a, b in zip(digits[:at], weights, strict=True)) % 11 % 10 != digits[at]:
            return _mistyped()
    return None


def _enforcement(text: str) -> Saying | None:
    """Enforcement proceedings of the bailiffs: ``12345/23/77001-ИП``; no check digit."""
    if re.fullmatch(r"[0-9]+/[0-9]{2}/[0-9]{5}(ИП|CД|CB)?", text):
        return None
    return say(
        "number.enforcement",
        "The number of enforcement proceedings usually looks like 12345/23/77001-ИП. If your "
        "document says exactly this, leave it.",
    )


def _list_entry(text: str) -> Saying | None:
    """A line number of the published list: it has some 24,000 entries."""
    if re.fullmatch(r"[0-9]{1,6}", text):
        return None
    return say(
        "number.list_entry",
        "The number in the list is a plain number, such as 1234. If the page shows exactly this, "
        "leave it.",
    )


def _mistyped() -> Saying:
    return say(
        "number.mistyped",
        "A digit may be mistyped: the last ones do not agree with the rest. Please compare it with "
        "the document.",
    )


KINDS: Mapping[str, _Number] = {
    "a_number": _Number(_a_number, _show_a_number, many=True),
    "i94": _Number(_i94, str),
    "ssn": _Number(_ssn, lambda text: _grouped(text, 3, 2, 4)),
    "uscis_account": _Number(_uscis_account, str),
    "passport": _Number(_passport, _show_passport),
    "internal_passport": _Number(
        _internal_passport, lambda text: _grouped(text, 2, 2, 6, sign=" ")
    ),
    "travel_document": _Number(_travel_document, str),
    "criminal_case": _Number(_criminal_case),
    "court_uid": _Number(_court_uid, _show_court_uid),
    "snils": _Number(_snils, _show_snils),
    "inn": _Number(_inn, str),
    "enforcement": _Number(_enforcement),
    "list_entry": _Number(_list_entry),
}
