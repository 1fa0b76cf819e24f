"""Gaps in a person's addresses and work over the last five years, as far as they are certain.

Form I-589, A.III 2 and 4, asks for both without gaps. A date as a person remembers it may mean many
days; a gap is told only where no reading of the dates closes it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pristan.case import Answers, Key, Kind, Remembered
from pristan.case.anchors import date_of

LONGEST = timedelta(days=31)  # up to a month needs no entry of its own
YEARS = 5
HISTORIES = frozenset({"residences", "jobs"})  # the lists that must have no gap

# What fills the time in each of the two histories: the start, the end, and "still so now".
_HOMES = (("residences", "residence_from", "residence_to", ""),)
_WORK = (
    ("jobs", "job_from", "job_to", "job_now"),
    ("service", "service_from", "service_to", ""),
)


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a time may have covered, at the most; None where an end is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Gap:
    """Days that nothing covers, both included, in the history named by its list question."""

    history: str
    first: date
    last: date

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1


def gaps(answers: Answers, today: date, asked: Container[Key]) -> list[Gap]:
    """Return the certain gaps of more than 31 days in addresses and in work, oldest first.

    *asked* are the keys of the questions that apply now. A history in which nothing has been
    entered yet has no gaps: it is unanswered, which is told elsewhere.
    """
    case = _Case(answers, asked)
    start = years_before(today, YEARS)
    homes = case.spans(_HOMES)
    if homes:
        # The present home; where its start is not told, it may go back to the day of entry
        since = case.date("us_address_since") or case.date("entry_date")
        homes.append(span_of(since, None, now=True))
    return [
        Gap(history, first, last)
        for history, spans in (("residences", homes), ("jobs", case.spans(_WORK)))
        if spans
        for first, last in uncovered(spans, start, today)
    ]


def uncovered(spans: Iterable[Span], start: date, end: date) -> list[tuple[date, date]]:
    """Return the stretches from *start* to *end* of more than 31 days that no span covers."""
    found = []
    free = start  # the first day that nothing has covered so far
    for span in sorted(spans, key=lambda span: span.first or date.min):
        first, last = span.first or date.min, span.last or date.max
        if first > free:
            found.append((free, min(first - timedelta(days=1), end)))
        if last >= end:
            free = end + timedelta(days=1)
            break
        free = max(free, last + timedelta(days=1))
    if free <= end:
        found.append((free, end))
    return [(first, last) for first, last in found if last - first + timedelta(days=1) > LONGEST]


def span_of(first: Remembered | None, last: Remembered | None, *, now: bool = False) -> Span:
    """Return the most that a time may have covered: earliest start to latest end.

    An end that was not given, or stands in words only, leaves the span open on that side.
    """
    if last is None and first is not None and first.kind is Kind.FROM_TO:
        return Span(first.interval()[0], None if now else first.interval()[1])
    start = _sure(first)[0]
    return Span(start, None if now else _sure(last)[1])


def years_before(day: date, years: int) -> date:
    """Return the same day *years* earlier; 28 February for 29 February."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def _sure(when: Remembered | None) -> tuple[date | None, date | None]:
    """The earliest and the latest day that a date may mean; None where that is not certain."""
    if when is None or when.first is None:
        return None, None
    first, last = when.interval()
    if when.kind is Kind.ABOUT or when.anchor:
        # "About 2022" may be a little before or after, and so may "a year after the search"; half a
        # year on each side is generous
        around = timedelta(days=183) if when.first.month is None else LONGEST
        return first and first - around, last and last + around
    return first, last


class _Case:
    """The dates of a case, as far as they are asked now."""

    def __init__(self, answers: Answers, asked: Container[Key]) -> None:
        self._answers = answers
        self._asked = asked

    def date(self, question: str, item: str = "") -> Remembered | None:
        asked = Key(question, item) in self._asked
        return date_of(self._answers, question, item) if asked else None

    def spans(self, lists: Sequence[tuple[str, str, str, str]]) -> list[Span]:
        return [
            span_of(
                self.date(first, item),
                self.date(last, item),
                now=bool(now) and self._answers.value(now, item) is True,
            )
            for list_id, first, last, now in lists
            if Key(list_id) in self._asked
            for item in self._answers.items(list_id)
        ]
