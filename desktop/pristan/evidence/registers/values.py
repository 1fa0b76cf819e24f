"""What is asked of a saved register page, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Self

from pristan.case import Name, Point
from pristan.case.name_forms import NameForms

MOST_HITS: Final = 30
MOST_PRINTED: Final = 1500  # lines
_LONGEST: Final = 20_100  # characters of a text that a child may tell


class Register(StrEnum):
    """The registers that are recognized."""

    ROSFINMONITORING = "rosfinmonitoring"
    WANTED = "wanted"
    COURT = "court"
    FOREIGN_AGENTS = "foreign_agents"
    UNDESIRABLE = "undesirable"
    EXTREMIST_ORG = "extremist_org"
    TERRORIST_ORG = "terrorist_org"
    MATERIALS = "materials"
    RESTRICTIVE = "restrictive"
    INTERPOL = "interpol"
    OTHER = "other"


class Doubt(StrEnum):
    """Why a name that is not on a page may be listed all the same."""

    ERROR = "error"  # an error page, a captcha, a refusal
    EMPTY = "empty"  # no entry at all
    NO_RESULT = "no_result"  # the search form, without an answer
    BREAKS_OFF = "breaks_off"  # the file has no end
    FEW = "few"  # far fewer people than the list has
    NO_BIRTHS = "no_births"
    PART = "part"  # one page of several, or only who was added or taken off
    ONE_CASE = "one_case"  # a page of a court names the parties of one case, and hides many names
    UNKNOWN = "unknown"  # not a known register


NOT_AVAILABLE: Final = frozenset({Doubt.ERROR, Doubt.EMPTY, Doubt.NO_RESULT})


class Level(StrEnum):
    """How closely an entry fits, from the closest; see :class:`Rule` for why.

    An organization has no birth date: its words in a row are A or B, all of them in another order
    or as an abbreviation C, and most of them D.
    """

    A = "A"  # the whole name and the whole birth date
    B = "B"  # the same with day and month swapped, the year only, in brackets or spelled otherwise
    C = "C"  # the name, without a birth date on one side, or only with initials
    D = "D"  # name and birth date, without the patronymic or half of the family name on one side
    E = "E"  # the name, but something contradicts: likely another person


class Rule(StrEnum):
    """What is not simply the same in an entry and in what the person told."""

    SWAPPED = "swapped"
    YEAR = "year"
    ALIAS = "alias"
    NO_DATE = "no_date"
    INITIALS = "initials"
    NO_PATRONYMIC = "no_patronymic"
    OTHER_DATE = "other_date"
    OTHER_PATRONYMIC = "other_patronymic"
    SPELLING = "spelling"
    HALF = "half"
    ENDINGS = "endings"  # these and the next are of an organization
    WITHIN = "within"
    SCATTERED = "scattered"
    ABBREVIATION = "abbreviation"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Sought:
    """Who is looked for: every name the person has had, and the birth date as far as known.

    Or the name of an ``organization``; then nobody else is.
    """

    names: tuple[Name, ...]
    born: Point | None
    organization: str = ""

    def as_facts(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        born = self.born
        return {
            "organization": self.organization,
            "names": [[name.family, name.given, name.patronymic] for name in self.names],
            "born": [born.year, born.month, born.day] if born else None,
        }

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> Self:
        """Read what :meth:`as_facts` made."""
        born = Point(*facts["born"]) if facts["born"] else None
        return cls(tuple(Name(*each) for each in facts["names"]), born, facts["organization"])

    def forms(self) -> list[NameForms]:
        """Return the forms of every name that can be looked for."""
        return [NameForms(name) for name in self.names if name.family and name.given]


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that may be about the person.

    ``text`` is the entry letter for letter; ``name`` the name of the person that stands in it, by
    its place in what was asked; ``entry`` its place among the entries, from 0.
    """

    entry: int
    number: int | None
    section: str
    text: str
    level: Level
    rules: tuple[Rule, ...]
    name: int
    asterisk: bool | None  # None: the file marks nothing by one


@dataclass(frozen=True, slots=True)
class Looked:
    """A saved page, looked through for a person or an organization.

    ``captured`` is ISO 8601 in UTC, or "" where the file does not tell; ``entries`` counts them.
    ``more`` counts the entries that fit and are not among the ``hits``, which are the best.
    ``organization`` is the name that was looked for in place of the applicant's.
    """

    register: Register
    title: str
    url: str
    captured: str
    entries: int
    doubt: Doubt | None
    hits: tuple[Hit, ...]
    more: int = 0
    organization: str = ""

    @classmethod
    def from_facts(cls, facts: dict[str, Any], organization: str = "") -> Self:
        """Judge and read what a child told. Raises ValueError, KeyError or TypeError."""
        hits = tuple(_hit(each) for each in facts["hits"])
        if len(hits) > MOST_HITS:
            raise ValueError
        return cls(
            Register(facts["register"]), _text(facts["title"]), _text(facts["url"]),
            _text(facts["captured"]), _count(facts["entries"]),
            Doubt(facts["doubt"]) if facts["doubt"] else None, hits, _count(facts["more"]),
            organization,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page to be printed.

    ``kind``: heading, item, row, text, or omitted, which stands for ``count`` lines that are not
    printed. ``marked`` lines are the entry.
    """

    kind: str
    text: str
    cells: tuple[str, ...]
    number: int | None
    marked: bool
    count: int = 0

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> Self:
        """Judge and read what a child told. Raises ValueError, KeyError or TypeError."""
        if facts["kind"] not in ("heading", "item", "row", "text", "omitted"):
            raise ValueError
        cells = tuple(_text(each) for each in facts["cells"])
        number = facts["number"]
        return cls(
            facts["kind"], _text(facts["text"]), cells, None if number is None else _count(number),
            facts["marked"] is True, _count(facts["count"]),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extract:
    """What is printed of a saved page, or of a file of data (``is_data``).

    ``marked`` counts the entries that carry the mark. ``photo`` is the JPEG that the marked card
    shows, or nothing.
    """

    register: Register
    title: str
    url: str
    captured: str
    entries: int
    marked: int
    lines: tuple[PrintedLine, ...]
    is_data: bool = False
    photo: bytes = b""

    @classmethod
    def from_facts(cls, facts: dict[str, Any], photo: bytes = b"") -> Self:
        """Judge and read what a child told. Raises ValueError, KeyError or TypeError."""
        if len(facts["lines"]) > MOST_PRINTED:
            raise ValueError
        return cls(
            Register(facts["register"]), _text(facts["title"]), _text(facts["url"]),
            _text(facts["captured"]), _count(facts["entries"]), _count(facts["marked"]),
            tuple(PrintedLine.from_facts(each) for each in facts["lines"]),
            facts["is_data"] is True, photo,
        )  # fmt: skip


def _hit(facts: dict[str, Any]) -> Hit:
    number = facts["number"]
    return Hit(
        _count(facts["entry"]), None if number is None else _count(number), _text(facts["section"]),
        _text(facts["text"]), Level(facts["level"]), tuple(Rule(each) for each in facts["rules"]),
        _count(facts["name"]), None if facts["asterisk"] is None else facts["asterisk"] is True,
    )  # fmt: skip


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError
    return value


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value < 10_000_000:
        raise ValueError
    return value
