"""Where the events of a chronology lie on a drawn line of time: plain numbers, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from pristan.case import Kind
from pristan.packet.chronology import Moment

_FULL: Final = 100.0  # the axis is measured in percent of its length
_LEAST: Final = 1.2  # percent; a shorter span could not be seen
_MOST_TICKS: Final = 12


def timeline(moments: Sequence[Moment]) -> dict[str, Any]:
    """Return the axis and a row for each event whose days are known at least on one side.

    ``ticks`` are years with their place ``at``, in percent of the line. A row is an event with its
    ``at`` and ``wide``, in percent; its ``shape`` is ``day`` (one known day), ``span`` (some time
    in between: it is uncertain) or ``lasted``; ``open_left`` and ``open_right`` say that nobody
    knows how far it reaches.
    """
    placed = [moment for moment in moments if moment.when and moment.when.first]
    days = [day for moment in placed for day in _days(moment)]
    if not days:
        return {"ticks": [], "rows": []}
    first, last = date(min(days).year, 1, 1), date(max(days).year, 12, 31)
    length = (last - first).days

    def place(day: date) -> float:
        return round(max(0.0, min(_FULL, (day - first).days / length * _FULL)), 2)

    years = range(first.year, last.year + 1)
    step = -(-len(years) // _MOST_TICKS)
    return {
        "ticks": [{"year": year, "at": place(date(year, 1, 1))} for year in years[::step]],
        "rows": [moment.as_facts() | _bar(moment, place) for moment in placed],
    }


def _days(moment: Moment) -> list[date]:
    """Return the days between which an event lies, as far as they are known."""
    assert moment.when is not None
    return [day for day in moment.when.interval() if day is not None]


def _bar(moment: Moment, place: Any) -> dict[str, Any]:
    when = moment.when
    assert when is not None
    start, end = when.interval()
    at = place(start) if start else 0.0
    to = place(end) if end else _FULL
    shape = "lasted" if when.kind is Kind.FROM_TO else "day" if when.exact else "span"
    return {
        "at": at,
        "wide": round(max(to - at, _LEAST), 2) if shape != "day" else 0.0,
        "shape": shape,
        "open_left": start is None,
        "open_right": end is None,
    }
