"""Understand a date told by another event of the case: "about two weeks after the search".

Texts come here in the plain form that ``reading`` gives them: small letters, no commas, ё as е.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pristan.case.anchors import Event
from pristan.case.dates import Anchor, Kind, Remembered, Side, Unit
from pristan.case.naming import Told, named
from pristan.case.text import by_form

ReadDate = Callable[[str], Sequence[Remembered]]


@dataclass(frozen=True, slots=True)
class _Far:
    """How far from the event: as an anchor has it, and whether only about so far."""

    count: int | None = None
    unit: Unit | None = None
    about: bool = False


def read_relative(
    text: str, events: Iterable[Event], read_date: ReadDate, simplified: Callable[[str], str]
) -> list[Remembered]:
    """Return what a text may mean: one for each event that it may lean on, none for no such event.

    *read_date* reads the date that may follow the event's name; *simplified* brings names to the
    form of *text*.
    """
    split = _split(text)
    if split is None:
        return []
    side, far, event = split
    told = Told(event, read_date, simplified)
    kind = Kind.ABOUT if far.about else Kind.ON
    return [
        Remembered(kind, anchor=Anchor(each.question, each.item, side, far.count, far.unit))
        for each in named(told, events)
    ]


_SIDES = (
    (Side.BEFORE, re.compile(r"(?:(.*?) )??(?:before|prior to|earlier than|до|перед) (.+)")),
    (Side.AFTER, re.compile(r"(?:(.*?) )??(?:after|following|later than|после) (.+)")),
)
_SAME_DAY = re.compile(
    r"(?:on )?the (?:very )?(?:same )?day (?:of|as|when) (.+)"
    r"|(?:on )?the (?:very )?same day (.+)"
    r"|в (?:самый )?день (.+)"
    r"|(?:в )?(?:тот|этот) же (?:самый )?день (?:что и |когда (?:и )?(?:был[аио]? )?|с )?(.+)"
)
_ABOUT_THEN = re.compile(
    r"(?:(?:at )?(?:about|around) |around )the (?:same )?time (?:of|as) (.+)"
    r"|(?:примерно|около|приблизительно) (?:во )?врем(?:я|ени) (.+)"
    r"|примерно (?:тогда же|в то же время) (?:что и|когда(?: был[аио]?)?) (.+)"
)
_EVE = re.compile(r"(?:on )?the eve of (.+)|накануне (.+)")

_ANY_TIME = frozenset({"", "some time", "sometime", "any time", "long", "еще", "уже", "когда-то"})
_AT_ONCE = frozenset(
    {
        "right",
        "just",
        "immediately",
        "straight",
        "directly",
        "сразу",
        "сразу же",
        "тут же",
        "немедленно",
        "непосредственно",
        "прямо",
        "тотчас",
    }
)
_SOON = frozenset(
    {
        "soon",
        "shortly",
        "not long",
        "a little",
        "a bit",
        "a short time",
        "a little while",
        "вскоре",
        "незадолго",
        "немного",
        "чуть",
        "недолго",
        "скоро",
    }
)
_ABOUT = frozenset(
    {"about", "around", "approximately", "roughly", "примерно", "приблизительно", "около"}
)
_EXACTLY = frozenset({"exactly", "ровно", "точно"})
_LEADING = frozenset({"через", "спустя", "за"})
_NEXT_DAY = frozenset(
    {
        "the day",
        "the next day",
        "next day",
        "the following day",
        "on the next day",
        "на следующий день",
        "на другой день",
    }
)
_COUPLE = frozenset({"a couple of", "a couple", "пару", "пара", "пары"})
_A_FEW = frozenset({"a few", "few", "several", "some", "несколько", "нескольких"})
_NUMBERS = by_form(
    {
        1: "a an one один одна одну одного одной",
        2: "two два две двух",
        3: "three три трех",
        4: "four четыре четырех",
        5: "five пять пяти",
        6: "six шесть шести",
        7: "seven семь семи",
        8: "eight восемь восьми",
        9: "nine девять девяти",
        10: "ten десять десяти",
        11: "eleven одиннадцать одиннадцати",
        12: "twelve двенадцать двенадцати",
    }
)
_UNITS = by_form(
    {
        Unit.DAYS: "day days день дня дней сутки суток",
        Unit.WEEKS: "week weeks неделя неделю недели недель",
        Unit.MONTHS: "month months месяц месяца месяцев",
        Unit.YEARS: "year years год года лет",
    }
)
_HALF_A_YEAR = frozenset({"half a year", "полгода", "полугода"})


def _split(text: str) -> tuple[Side, _Far, str] | None:
    """Take a text apart: the side, how far, and the words that name the event."""
    if found := _SAME_DAY.fullmatch(text):
        return Side.SAME, _Far(), _given(found)
    if found := _ABOUT_THEN.fullmatch(text):
        return Side.SAME, _Far(about=True), _given(found)
    if found := _EVE.fullmatch(text):
        return Side.BEFORE, _Far(1, Unit.DAYS, about=True), _given(found)
    sides = ((side, found) for side, form in _SIDES if (found := form.fullmatch(text)))
    # The name of an event may have "before" or "after" in it: the first of them counts
    for side, found in sorted(sides, key=lambda each: each[1].start(2)):
        far = _far(found[1] or "", side)
        if far:
            return side, far, found[2]
    return None


def _given(found: re.Match[str]) -> str:
    return next(part for part in found.groups() if part)


def _far(text: str, side: Side) -> _Far | None:
    if text in _ANY_TIME:
        return _Far()
    if text in _AT_ONCE:
        return _Far(unit=Unit.AT_ONCE)
    if text in _SOON:
        return _Far(unit=Unit.SOON)
    if text in _NEXT_DAY:
        return _Far(1, Unit.DAYS)
    if text == "через день":
        # For some people it is the next day, for others the one after it
        return _Far(1, Unit.DAYS, about=True)
    parts = text.split()
    if ("за" in parts and side is Side.AFTER) or ("через" in parts and side is Side.BEFORE):
        return None
    about, exactly = not _ABOUT.isdisjoint(parts), not _EXACTLY.isdisjoint(parts)
    far = _amount([part for part in parts if part not in _ABOUT | _EXACTLY | _LEADING])
    if far is None or (about and exactly):
        return None
    if exactly and far.unit is Unit.WEEKS and far.count and not far.about:
        return _Far(far.count * 7, Unit.DAYS)
    return _Far(far.count, far.unit, about or far.about)


def _amount(parts: list[str]) -> _Far | None:
    """Read "two weeks", «пару недель», «недели две», "a few days"."""
    text = " ".join(parts)
    if text in _HALF_A_YEAR:
        return _Far(6, Unit.MONTHS)
    if len(parts) == 2 and parts[0] in _UNITS and (count := _number(parts[1])):
        return _Far(count, _UNITS[parts[0]], about=True)  # «недели две» is about two weeks
    unit = _UNITS.get(parts[-1]) if parts else None
    if unit is None:
        return None
    how_many = " ".join(parts[:-1])
    if how_many in ("", "the"):
        return _Far(1, unit, about=how_many == "the")  # "the week after" is not a week to the day
    if how_many in _COUPLE:
        return _Far(2, unit, about=True)
    if how_many in _A_FEW:
        return _Far(None, unit, about=True)
    count = _number(how_many)
    return _Far(count, unit) if count else None


def _number(text: str) -> int | None:
    number = int(text) if re.fullmatch(r"\d{1,3}", text) else _NUMBERS.get(text)
    return number or None
