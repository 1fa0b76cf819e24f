"""Where the events of a chronology lie on a drawn line of time: plain numbers, no drawing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

from pristan.case import Kind, Remembered
from pristan.packet.chronology import Moment

_FULL: Final = 100.0  # the axis is measured in percent of its length
_LEAST: Final = 1.2  # percent; a shorter span could not be seen
_MOST_TICKS: Final = 12


def timeline(moments: Sequence[Moment]) -> dict[str, Any]:
    """Return the axis and a row for each event; nothing where no event can be drawn.

    ``ticks`` are years with their place ``at``, in percent of the line. A row is an event with its
    ``at``, ``wide`` and ``to``, in percent; its ``shape`` is ``day`` (one known day), ``span``
    (some time in between: it is uncertain), ``lasted``, or ``none`` where no day is known of it.
    What lasted did so surely from ``sure_at`` on, ``sure_wide`` long; before and after, that is
    uncertain. ``open_left`` and ``open_right`` say that nobody knows how far it reaches.
    """
    days = [day for moment in moments for day in _days(moment)]
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
        "rows": [moment.as_facts() | _bar(moment.when, place, max(days)) for moment in moments],
    }


def _days(moment: Moment) -> list[date]:
    """Return the days between which an event lies, as far as they are known."""
    return [day for day in moment.when.interval() if day] if moment.when else []


def _bar(when: Remembered | None, place: Callable[[date], float], latest: date) -> dict[str, Any]:
    """Return how an event is drawn; *latest* is the last day that is known of any."""
    start, end = when.interval() if when else (None, None)
    if when is None or (start is None and end is None):
        return {"shape": "none"}
    at = place(start) if start else 0.0
    wide = max((place(end) if end else _FULL) - at, _LEAST)
    shape = "day" if when.exact else "span"
    sure_at = sure_to = at
    if when.kind is Kind.FROM_TO and when.first:
        sure_at = place(when.first.last_day())
        sure_to = place(when.last.first_day() if when.last else latest)
        shape = "lasted" if sure_at <= sure_to else "span"  # it may have been one day of a month
    return {
        "at": at,
        "wide": round(wide, 2),
        "to": round(at + wide, 2),
        "sure_at": sure_at,
        "sure_wide": round(max(sure_to - sure_at, _LEAST), 2),
        "shape": shape,
        "open_left": start is None,
        "open_right": end is None,
    }
