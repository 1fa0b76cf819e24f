"""Dates as a person remembers them: their wording, how exact it is, and the days it may mean."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """How a remembered date is meant."""

    ON = "on"
    ABOUT = "about"
    BEFORE = "before"
    AFTER = "after"
    FROM_TO = "from_to"  # it lasted from the first to the last
    BETWEEN = "between"  # it happened once, some time between the two
    IN_WORDS = "in_words"  # nothing but the person's own words


class Season(StrEnum):
    """A season by its calendar months. A winter is named by the year in which it ends."""

    WINTER = "winter"
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"


class Side(StrEnum):
    """On which side of another event a date lies."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"  # on the same day


class Unit(StrEnum):
    """In what the time between two events is counted, or how soon one followed the other."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    SOON = "soon"  # "shortly after": no count
    AT_ONCE = "at_once"  # "right after": no count


_SEASON_STARTS: Mapping[Season, int] = {
    Season.WINTER: 12,
    Season.SPRING: 3,
    Season.SUMMER: 6,
    Season.AUTUMN: 9,
}


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A day, a month, a season or a year: as exact as it is known and never more.

    ``Point(2022)`` is the year 2022 and not its first day. Raises ValueError for what no calendar
    has (31 April) and for a day without a month.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: Season | None = None

    def __post_init__(self) -> None:
        if not 1880 <= self.year <= 2200:
            raise ValueError(f"the year {self.year} is out of reach")
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        if self.season is not None and self.month is not None:
            raise ValueError("a season or a month, not both")
        if self.month is not None:
            date(self.year, self.month, self.day or 1)

    def first_day(self) -> date:
        """Return the earliest day that this may mean."""
        if self.season is Season.WINTER:
            return date(self.year - 1, 12, 1)
        month = _SEASON_STARTS[self.season] if self.season else self.month or 1
        return date(self.year, month, self.day or 1)

    def last_day(self) -> date:
        """Return the latest day that this may mean."""
        if self.day is not None and self.month is not None:
            return date(self.year, self.month, self.day)
        if self.season is Season.WINTER:
            month = 2
        elif self.season:
            month = _SEASON_STARTS[self.season] + 2
        else:
            month = self.month or 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])

    def iso(self) -> str:
        """Return ``2022``, ``2022-03``, ``2022-03-24`` or ``2022-winter``."""
        if self.season:
            return f"{self.year:04}-{self.season}"
        return "-".join(
            part
            for part in (
                f"{self.year:04}",
                f"{self.month:02}" if self.month else "",
                f"{self.day:02}" if self.day else "",
            )
            if part
        )

    @classmethod
    def from_iso(cls, text: str) -> Point:
        """Read what :meth:`iso` writes; raise ValueError for anything else."""
        head, *rest = text.strip().split("-")
        if rest and rest[0] in set(Season):
            return cls(int(head), season=Season(rest[0]))
        month, day = (*map(int, rest), None, None)[:2]
        if len(head) != 4 or len(rest) > 2:
            raise ValueError(f"not a date: {text!r}")
        return cls(int(head), month, day)


_MOST = 999  # units between two events; more are a slip of the hand


@dataclass(frozen=True, slots=True)
class Anchor:
    """The other event by which a date is told: "two weeks after the search".

    ``question`` and ``item`` are the key of that event's own date. Without a ``unit`` the date is
    anywhere on that side of it; with a unit but no ``count`` it is "a few" of them away.
    """

    question: str
    item: str
    side: Side
    count: int | None = None
    unit: Unit | None = None

    def __post_init__(self) -> None:
        if self.side is Side.SAME and self.unit is not None:
            raise ValueError("the same day is no time away")
        if self.count is not None:
            if self.unit in (None, Unit.SOON, Unit.AT_ONCE):
                raise ValueError(f"{self.count} of what?")
            if not 1 <= self.count <= _MOST:
                raise ValueError(f"{self.count} is out of reach")


@dataclass(frozen=True, slots=True)
class Remembered:
    """A date as a person remembers it.

    ``words`` is what the person said or typed, kept whatever was understood from it. ``first`` is
    None only for ``Kind.IN_WORDS`` and for a date told by another event; ``last`` is set only for
    ``FROM_TO`` (where None means "until now") and ``BETWEEN``.

    A date with an ``anchor`` is of the kind ON (as said) or ABOUT. It has no days of its own:
    :func:`pristan.case.anchors.resolved` fills them in from the answers, and is never stored.
    """

    kind: Kind
    first: Point | None = None
    last: Point | None = None
    words: str = ""
    anchor: Anchor | None = None

    def __post_init__(self) -> None:
        if self.anchor is not None:
            if self.kind in (Kind.IN_WORDS, Kind.FROM_TO):
                raise ValueError(f"a date told by another event is not of the kind {self.kind!r}")
            return
        if (self.first is None) != (self.kind is Kind.IN_WORDS):
            raise ValueError("a date has a point in time, or is in words only")
        if self.last is not None and self.kind not in (Kind.FROM_TO, Kind.BETWEEN):
            raise ValueError(f"a date of the kind {self.kind!r} has one point in time")
        if self.kind is Kind.BETWEEN and self.last is None:
            raise ValueError("between what and what?")

    def interval(self) -> tuple[date | None, date | None]:
        """Return the days it may mean, both included; None where it is open."""
        if self.first is None:
            return None, None
        # What came before an event of March may have come in March too
        if self.anchor and self.kind is Kind.BEFORE:
            return None, (self.last or self.first).last_day()
        if self.anchor and self.kind is Kind.AFTER:
            return self.first.first_day(), None
        if self.kind is Kind.BEFORE:
            return None, self.first.first_day() - timedelta(days=1)
        if self.kind is Kind.AFTER:
            return self.first.last_day() + timedelta(days=1), None
        if self.kind is Kind.FROM_TO:
            return self.first.first_day(), self.last.last_day() if self.last else None
        return self.first.first_day(), (self.last or self.first).last_day()

    def sort_key(self) -> tuple[date, date]:
        """Return what puts dates in the order of a chronology; dates in words come last."""
        if self.anchor and self.first and self.kind is Kind.BEFORE:
            day = self.first.first_day() - timedelta(days=1)
            return day, day
        if self.anchor and self.first and self.kind is Kind.AFTER:
            return (self.last or self.first).last_day() + timedelta(days=1), date.max
        first, last = self.interval()
        return (first or last or date.max, last or date.max)

    @property
    def exact(self) -> bool:
        """Whether it names one calendar day."""
        return self.kind is Kind.ON and self.first is not None and self.first.day is not None
