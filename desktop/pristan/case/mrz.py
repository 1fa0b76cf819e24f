"""Read the machine-readable lines of a passport or card: what they say, and what to look at again.

ICAO Doc 9303, parts 3 to 6 (TD3 passports, TD1 and TD2 cards) and the lines of the Russian
internal passport (MVD Order 773 of 16.11.2020, which keeps the layout of 2011). Checked
2026-11-22. Nothing is refused because a check digit is wrong: that only raises a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pristan.case.dates import Point
from pristan.case.iso3166 import alpha2
from pristan.case.mrz_lines import TD3, Layout, read_lines
from pristan.case.saying import Saying, say
from pristan.case.values import Name


class Paper(StrEnum):
    """What the lines were printed on."""

    PASSPORT = "passport"  # for travel, TD3
    INTERNAL = "internal"  # the internal passport of Russia
    CARD = "card"  # TD1 or TD2


class Part(StrEnum):
    """A part of the lines that has a check digit."""

    NUMBER = "number"
    BIRTH = "birth"
    EXPIRES = "expires"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Mrz:
    """What the lines say.

    ``name`` has Latin letters, but of an internal passport Cyrillic ones and no Latin: its letters
    are a code and no spelling. ``country`` (who issued it) and ``citizenship`` are ISO 3166-1
    alpha-2, "" where they are not a country. ``sex`` is "male", "female" or "". ``expires`` is None
    for an internal passport, which has none. ``unsure`` names the parts whose check digit does not
    agree; ``doubts`` says the same, and the rest, in sentences.
    """

    paper: Paper
    name: Name
    number: str
    country: str
    citizenship: str
    born: Point | None
    sex: str
    expires: Point | None
    unsure: frozenset[Part]
    doubts: tuple[Saying, ...]


_WEIGHTS = (7, 3, 1)

_AS_DIGITS: Mapping[int, int] = str.maketrans("OQDILZSB", "00011258")
_AS_LETTERS: Mapping[int, int] = str.maketrans("015", "OIS")

# The alphabet of the internal passport: every Russian letter has one sign, so it can be read back.
_CYRILLIC: Mapping[int, int] = str.maketrans(
    "ABVGDE2JZIQKLMNOPRSTUFHC34WXY9678", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
)

_FIELDS: Mapping[Part, Saying] = {
    Part.NUMBER: say("mrz.number", "the number of the document"),
    Part.BIRTH: say("mrz.birth", "the date of birth"),
    Part.EXPIRES: say("mrz.expires", "until when it is valid"),
    Part.OPTIONAL: say("mrz.optional", "the additional digits in the second line"),
}


def check_digit(text: str) -> int:
    """Return the check digit of a field (ICAO Doc 9303, part 3, 4.9): weights 7, 3, 1."""
    return sum(_value(sign) * _WEIGHTS[at % 3] for at, sign in enumerate(text)) % 10


def read_mrz(text: str, today: date) -> Mrz:
    """Read the lines as they were typed or pasted; raise MrzProblem where they are no such lines.

    Spaces do not matter, nor letters that look alike in two alphabets, nor missing ``<`` signs at
    the end of a line of names. A letter O is taken for a zero only where a digit must stand.

    Years have two digits. A birth is taken to be the latest one that is not after *today*, an end
    of validity to be the one nearest to *today*.
    """
    layout, lines = read_lines(text)
    if layout is TD3 and lines[0].startswith("PNRUS"):
        return _Reading(layout, lines, today, Paper.INTERNAL).result()
    paper = Paper.PASSPORT if lines[0].startswith("P") else Paper.CARD
    return _Reading(layout, lines, today, paper).result()


class _Reading:
    """One set of lines being read; doubts are gathered on the way."""

    def __init__(self, layout: Layout, lines: Sequence[str], today: date, paper: Paper) -> None:
        self._layout, self._today, self._paper = layout, today, paper
        self._doubts: list[Saying] = []
        self._unsure: set[Part] = set()
        self._lines = list(lines)
        for place in (layout.birth, layout.expires):
            self._mend(place, _AS_DIGITS, and_check=True)
        for place in (layout.issuer, layout.citizenship):
            self._mend(place, _AS_LETTERS)
        if self._russian:
            self._mend(layout.number, _AS_DIGITS, and_check=True)
        if paper is Paper.INTERNAL:
            self._mend(layout.optional, _AS_DIGITS)
        line, last = layout.last
        self._mend((line, last - layout.optional_checked, last + 1), _AS_DIGITS)

    def result(self) -> Mrz:
        """Return what was read."""
        layout = self._layout
        number = self._number()
        name = self._name()
        born, expires = self._born(), self._expires()
        self._optional()
        self._overall()
        return Mrz(
            paper=self._paper,
            name=name,
            number=number,
            country=alpha2(self._slice(layout.issuer)),
            citizenship=alpha2(self._slice(layout.citizenship)),
            born=born,
            sex={"M": "male", "F": "female"}.get(self._at(*layout.sex), ""),
            expires=expires,
            unsure=frozenset(self._unsure),
            doubts=tuple(self._doubts),
        )

    # ---- parts --------------------------------------------------------------------------------

    def _name(self) -> Name:
        line = self._slice(self._layout.names)
        if self._paper is Paper.INTERNAL:
            family, given, patronymic = _russian_names(line.translate(_AS_LETTERS))
            name = Name(family, given, patronymic)
        else:
            line = line.translate(_AS_LETTERS)
            family, _, given = line.strip("<").partition("<<")
            name = Name(latin_family=_words(family), latin_given=_words(given))
        if not line.endswith("<"):
            self._doubts.append(
                say("mrz.cut", "The name fills the whole line and may be cut short there.")
            )
        if " " in name.latin_family or " " in name.family:
            self._doubts.append(
                say("mrz.hyphen", "The lines have no hyphens; add one if the passport has it.")
            )
        if re.search(r"\d", name.latin + name.native):
            self._doubts.append(say("mrz.digit_in_name", "There is a digit in the name."))
        return name

    def _number(self) -> str:
        line, first, last = self._layout.number
        number, check = self._slice((line, first, last)), self._at(line, last)
        if self._paper is Paper.CARD and check == "<":
            # A number longer than nine signs goes on in the optional part, with its check digit.
            rest = self._slice(self._layout.optional).split("<")[0]
            number, check = number + rest[:-1], rest[-1:]
        self._compare(Part.NUMBER, number, check)
        if not self._russian:
            return number.rstrip("<")
        if not re.fullmatch(r"\d{9}", number):
            self._unreadable(Part.NUMBER)
        if self._paper is Paper.PASSPORT:
            return f"{number[:2]} {number[2:]}".rstrip("<")
        series = number[:3] + self._slice(self._layout.optional)[:1]
        return f"{series[:2]} {series[2:]} {number[3:]}"

    def _born(self) -> Point | None:
        line, first, last = self._layout.birth
        text = self._slice((line, first, last))
        self._compare(Part.BIRTH, text, self._at(line, last))
        years = [century + int(text[:2]) for century in (2000, 1900) if text[:2].isdigit()]
        points = [point for year in years if (point := _point(year, text[2:]))]
        found = next((point for point in points if point.first_day() <= self._today), None)
        if found is None:
            self._unreadable(Part.BIRTH)
        return found

    def _expires(self) -> Point | None:
        line, first, last = self._layout.expires
        text = self._slice((line, first, last))
        if self._paper is Paper.INTERNAL and not text.strip("<"):
            return None
        self._compare(Part.EXPIRES, text, self._at(line, last))
        if not text[:2].isdigit():
            self._unreadable(Part.EXPIRES)
            return None
        near = self._today.year
        year = min((c + int(text[:2]) for c in (1900, 2000, 2100)), key=lambda y: abs(y - near))
        found = _point(year, text[2:])
        if found is None:
            self._unreadable(Part.EXPIRES)
        return found

    def _optional(self) -> None:
        if not self._layout.optional_checked:
            return
        line, first, last = self._layout.optional
        text, check = self._slice((line, first, last)), self._at(line, last)
        if text.strip("<") or check != "<":  # an empty part may have "<" or 0
            self._compare(Part.OPTIONAL, text, check)
        if self._paper is Paper.INTERNAL and not re.fullmatch(r"\d{13}<", text):
            self._unreadable(Part.OPTIONAL)  # 0 and "<" count the same

    def _overall(self) -> None:
        counted = "".join(self._slice(place) for place in self._layout.overall)
        if str(check_digit(counted)) != self._at(*self._layout.last) and not self._unsure:
            self._doubts.append(
                say(
                    "mrz.overall",
                    "The last digit does not agree with the rest. Please compare the digits, sign "
                    "by sign.",
                )
            )

    # ---- doubts -------------------------------------------------------------------------------

    def _compare(self, part: Part, text: str, check: str) -> None:
        if check != str(check_digit(text)):
            self._unreadable(part)

    def _unreadable(self, part: Part) -> None:
        if part not in self._unsure:
            self._unsure.add(part)
            self._doubts.append(
                say(
                    "mrz.doubt",
                    "Something does not agree here: {field}. Please compare it with the passport.",
                    field=_FIELDS[part],
                )
            )

    # ---- places -------------------------------------------------------------------------------

    def _slice(self, place: tuple[int, int, int]) -> str:
        line, first, last = place
        return self._lines[line][first:last]

    def _at(self, line: int, place: int) -> str:
        return self._lines[line][place]

    @property
    def _russian(self) -> bool:
        """Whether Russia issued it: its passports are numbered with digits only."""
        return self._slice(self._layout.issuer) == "RUS" and self._paper is not Paper.CARD

    def _mend(
        self, place: tuple[int, int, int], table: Mapping[int, int], *, and_check: bool = False
    ) -> None:
        line, first, last = place
        last += and_check
        text = self._lines[line]
        self._lines[line] = text[:first] + text[first:last].translate(table) + text[last:]


def _russian_names(line: str) -> tuple[str, str, str]:
    """Return family name, given name and patronymic; «оглы» and «кызы» belong to the last."""
    family, _, rest = line.strip("<").translate(_CYRILLIC).partition("<<")
    given, _, patronymic = rest.partition("<")
    return _words(family), _words(given), _words(patronymic)


def _words(text: str) -> str:
    return " ".join(text.replace("<", " ").split())


def _point(year: int, month_day: str) -> Point | None:
    """Return a date; a month or a day that the passport leaves open (``<<``) stays open."""
    month, day = month_day[:2], month_day[2:]
    try:
        if not month.strip("<"):
            return Point(year) if not day.strip("<") else None
        return Point(year, int(month), int(day) if day.strip("<") else None)
    except ValueError:
        return None


def _value(sign: str) -> int:
    if sign == "<":
        return 0
    return int(sign) if sign.isdigit() else ord(sign) - ord("A") + 10
