"""Dates told by other events, resolved against the answers: they follow when the event moves."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pristan.case.answers import Answers, Key
from pristan.case.dates import Anchor, Kind, Point, Remembered, Season, Side, Unit
from pristan.case.saying import Saying, say

# How far from an event, in a unit: the nearest and the farthest reading of what was said
_AT_ONCE = (0, 1, Unit.DAYS)
_SOON = (0, 31, Unit.DAYS)
_A_FEW = (2, 9)


@dataclass(frozen=True, slots=True)
class Event:
    """Something in the case that has a date, by the key of that date, with all its names.

    ``when`` is its date as far as it is known, resolved.
    """

    question: str
    item: str
    names: tuple[str, ...]
    when: Remembered | None = None


def resolved(told: Remembered, answers: Answers) -> Remembered:
    """Return a date with the days that follow from the event by which it is told.

    Never more exact than what was said: counted in days it has a day, in weeks about a day, in
    months about a month, in years about a year. A date whose event is gone, has no date, or leans
    back on it has no days and is returned as it is. A date told by itself is itself.
    """
    chain = [told]
    seen: set[Key] = set()
    while (anchor := chain[-1].anchor) is not None:
        key = key_of(anchor)
        event = answers.value(key.question, key.item) if answers.alive(key.item) else None
        if key in seen or not isinstance(event, Remembered):
            return told
        seen.add(key)
        chain.append(event)
    base = chain.pop()
    for each in reversed(chain):
        base = _from(base, each)
    return base


def date_of(answers: Answers, question: str, item: str = "") -> Remembered | None:
    """Return the date that was given to a question, resolved; None where there is none."""
    value = answers.value(question, item)
    return resolved(value, answers) if isinstance(value, Remembered) else None


def key_of(anchor: Anchor) -> Key:
    """Return the key of the date on which an anchor leans."""
    return Key(anchor.question, anchor.item)


def leans_on(answers: Answers, key: Key, on: Key) -> bool:
    """Whether the date at *key* is told, directly or through others, by the date at *on*."""
    seen: set[Key] = set()
    while key not in seen:
        if key == on:
            return True
        seen.add(key)
        value = answers.value(key.question, key.item)
        if not isinstance(value, Remembered) or value.anchor is None:
            return False
        key = key_of(value.anchor)
    return False


def why_no_day(told: Remembered, answers: Answers) -> Saying | None:
    """Return why no days follow from a date that is told by another event; None where they do."""
    if told.anchor is None or resolved(told, answers).first is not None:
        return None
    on: Anchor | None = told.anchor
    seen: set[Key] = set()
    while on is not None:
        key = key_of(on)
        if not answers.alive(key.item):
            return say(
                "anchor.gone",
                "This date is told by an event that is no longer in the case. Please tell it anew, "
                "or by another event.",
            )
        if key in seen:
            return say(
                "anchor.loop",
                "This date is told by another one, which in its turn is told by this one. Please "
                "tell one of them by itself, if only by its year.",
            )
        seen.add(key)
        event = answers.value(key.question, key.item)
        on = event.anchor if isinstance(event, Remembered) else None
    return say(
        "anchor.undated",
        "This date is told by another event, and what is known of that event's own date is not "
        "enough to count from. Add it if you can; if not, leave it so.",
    )


def _from(base: Remembered, told: Remembered) -> Remembered:
    """Count a date from another one whose days are known."""
    anchor = told.anchor
    assert anchor is not None  # only such dates are in a chain
    if base.kind is Kind.FROM_TO:
        # What lasted: "before" counts from its beginning and "after" from its end
        end = base.last if anchor.side is Side.AFTER else base.first
        if end is None:
            return told
        base = Remembered(Kind.ON, end)
    try:
        if anchor.unit is None and anchor.side is not Side.SAME:
            return _open(base, told, anchor.side)
        return _counted(base, told, anchor)
    except (ValueError, OverflowError):  # out of reach of every calendar
        return told


def _open(base: Remembered, told: Remembered, side: Side) -> Remembered:
    """Anywhere before or after: the points keep both what is certain and the order."""
    if base.first is None:
        return told
    first, last = base.interval()
    if side is Side.BEFORE:
        if last is None:
            return told
        return replace(told, kind=Kind.BEFORE, first=_day(base.sort_key()[0]), last=_day(last))
    if first is None:
        return told
    return replace(told, kind=Kind.AFTER, first=_day(first), last=_day(last or base.sort_key()[0]))


def _counted(base: Remembered, told: Remembered, anchor: Anchor) -> Remembered:
    first, last = base.interval()
    if base.first is None or first is None or last is None:
        return told
    about = Kind.ABOUT in (base.kind, told.kind)
    if anchor.side is Side.SAME:
        kind = base.kind if base.last else Kind.ABOUT if about else Kind.ON
        return replace(told, kind=kind, first=base.first, last=base.last)
    near, far, unit = _reach(anchor)
    sign = -1 if anchor.side is Side.BEFORE else 1
    point = _as_coarse(_moved(first, sign * near, unit), unit)
    if near == far and base.last is None and _fine_enough(base.first, unit):
        exact = unit is Unit.DAYS and not about
        return replace(told, kind=Kind.ON if exact else Kind.ABOUT, first=point)
    near, far = sorted((sign * near, sign * far))
    return replace(
        told,
        kind=Kind.BETWEEN,
        first=_day(_moved(first, near, unit)),
        last=_day(_moved(last, far, unit)),
    )


def _reach(anchor: Anchor) -> tuple[int, int, Unit]:
    if anchor.unit is Unit.AT_ONCE:
        return _AT_ONCE
    if anchor.unit is Unit.SOON:
        return _SOON
    assert anchor.unit is not None  # a date without a unit is open, or of the same day
    near, far = (anchor.count, anchor.count) if anchor.count else _A_FEW
    return near, far, anchor.unit


def _fine_enough(point: Point, unit: Unit) -> bool:
    """Whether a point is at least as exact as what is counted in this unit."""
    if unit is Unit.YEARS:
        return point.season is not Season.WINTER  # which belongs to two years
    return (point.month if unit is Unit.MONTHS else point.day) is not None


def _as_coarse(day: date, unit: Unit) -> Point:
    if unit is Unit.YEARS:
        return Point(day.year)
    return Point(day.year, day.month) if unit is Unit.MONTHS else _day(day)


def _moved(day: date, count: int, unit: Unit) -> date:
    """Return the day *count* units later; the last of a month where it has no such day."""
    if unit in (Unit.MONTHS, Unit.YEARS):
        months = day.year * 12 + day.month - 1 + count * (12 if unit is Unit.YEARS else 1)
        year, month = divmod(months, 12)
        longest = calendar.monthrange(year, month + 1)[1]
        return day.replace(year=year, month=month + 1, day=min(day.day, longest))
    return day + timedelta(days=count * (7 if unit is Unit.WEEKS else 1))


def _day(day: date) -> Point:
    return Point(day.year, day.month, day.day)
