"""Understand a date as a person writes it, in Russian or English, without ever guessing.

What can be meant in two ways is offered in two ways (03/04/2022; the winter of 2022). Between dots
the day stands first, in Russian and in English alike. What is not
understood stays what the person wrote. A two-digit year is never completed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pristan.case.anchors import Event
from pristan.case.dates import Kind, Point, Remembered, Season
from pristan.case.relative import read_relative
from pristan.case.text import by_form


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text may mean: one option where it is clear, two where a person must choose."""

    options: tuple[Remembered, ...]


def read_date(text: str, today: date, events: Iterable[Event] = ()) -> Reading:
    """Return the dates that *text* may mean; none where it is not understood.

    *today* is used only for words like "yesterday" and "last year". *events* are those of the case,
    by which a date may be told ("two weeks after the search"); they are looked at only where the
    text is no date by itself. The text itself is kept in ``words`` of every option.
    """
    if len(text) > _LONGEST:
        return Reading(())

    def by_itself(plain: str) -> list[Remembered]:
        found = (
            _Reader(today, day_first, winter_ends).remembered(plain)
            for day_first in (True, False)
            for winter_ends in (True, False)
        )
        return [each for each in dict.fromkeys(found) if each]

    plain = simplified(text)
    options = by_itself(plain) or read_relative(plain, events, by_itself, simplified)
    return Reading(tuple(replace(each, words=text) for each in options))


def in_no_calendar(text: str, today: date) -> bool:
    """Whether *text* is a date but for the number of its day, as in 31 February 2022."""
    plain = simplified(text[:_LONGEST])
    nearest = _LATE_DAY.sub("28", plain)
    return (
        nearest != plain
        and not read_date(plain, today).options
        and bool(read_date(nearest, today).options)
    )


_LATE_DAY = re.compile(r"\b(?:29|[3-9]\d)\b")  # not every month has it
_LONGEST = 300  # characters; longer than any date, and a pasted page is soon refused

_MONTHS = by_form(
    {
        1: "январь января январе январем янв january jan",
        2: "февраль февраля феврале февралем фев february feb",
        3: "март марта марте мартом мар march mar",
        4: "апрель апреля апреле апрелем апр april apr",
        5: "май мая мае маем may",
        6: "июнь июня июне июнем june jun",
        7: "июль июля июле июлем july jul",
        8: "август августа августе августом авг august aug",
        9: "сентябрь сентября сентябре сентябрем сент сен september sept sep",
        10: "октябрь октября октябре октябрем окт october oct",
        11: "ноябрь ноября ноябре ноябрем ноя november nov",
        12: "декабрь декабря декабре декабрем дек december dec",
    }
)
_SEASONS = by_form(
    {
        Season.WINTER: "зима зимы зиму зиме зимой winter",
        Season.SPRING: "весна весны весну весне весной spring",
        Season.SUMMER: "лето лета лету лете летом summer",
        Season.AUTUMN: "осень осени осенью autumn fall",
    }
)

_LETTERS = re.compile(r"[^\W\d]*(?:\s+[^\W\d]*)*")
_NOW = (
    "(?:now|today|the present|present|this day|настоящее время|настоящего времени|сих пор|"
    "сегодня|сегодняшнего дня|сей день|сейчас)"
)
_SINCE = re.compile(rf"(?:с|со|from|since) (.+?)(?: (?:(?:и )?(?:по|до)|until|till|to) {_NOW})?")
_FROM_TO = re.compile(r"(?:с|со) (.+?) (?:по|до) (.+)|from (.+?) (?:to|until|till|through) (.+)")
_BETWEEN = re.compile(
    r"(?:some ?time )?between (.+?) and (.+)|(?:когда-то )?между (.+?) и (.+)"
    r"|в (?:промежутке|период) (?:с|со|между) (.+?) (?:по|до|и) (.+)"
)
_DASH = re.compile(r"(.+) - (.+)")
_BEFORE = re.compile(r"(?:до|раньше|before|earlier than) (.+)")
_AFTER = re.compile(r"(?:после|позже|after|later than) (.+)")
_ABOUT = re.compile(
    r"(?:около|примерно|приблизительно|(?:in|on) or about|about|around|approximately|circa) (.+)"
)
# The beginning, the middle or the end of a month, a season or a year is about then
_PART = re.compile(
    r"(?:в |the |in |at |in the |at the )?"
    r"(?:начал[оае]|середин[ауые]|кон(?:ец|ца|це)|early|mid|late|beginning of|start of|middle of|"
    r"end of) (.+)"
)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One way of reading: where days stand, and whether a winter's only year is its last."""

    today: date
    day_first: bool
    winter_ends: bool

    def remembered(self, text: str) -> Remembered | None:
        return (
            self._lasted(_DASH.fullmatch(text), Kind.FROM_TO)
            or self._lasted(_BETWEEN.fullmatch(text), Kind.BETWEEN)
            or self._once(_SINCE.fullmatch(text), Kind.FROM_TO)
            or self._lasted(_FROM_TO.fullmatch(text), Kind.FROM_TO)
            or self._once(_BEFORE.fullmatch(text), Kind.BEFORE)
            or self._once(_AFTER.fullmatch(text), Kind.AFTER)
            or self._about(text)
            or self._on(text)
        )

    def _lasted(self, found: re.Match[str] | None, kind: Kind) -> Remembered | None:
        if found is None:
            return None
        start, end = (part for part in found.groups() if part is not None)
        last = self._point(end)
        first = last and self._beginning(start, last)
        if not first or not last or first.first_day() > last.last_day():
            return None
        return Remembered(kind, first, last)

    def _once(self, found: re.Match[str] | None, kind: Kind) -> Remembered | None:
        point = self._point(found[1]) if found else None
        return Remembered(kind, point) if point else None

    def _about(self, text: str) -> Remembered | None:
        about = _ABOUT.fullmatch(text)
        time = about[1] if about else text
        part = _PART.fullmatch(time)
        point = self._point(part[1] if part else time) if about or part else None
        if point is None or (part and point.day):
            return None
        return Remembered(Kind.ABOUT, point)

    def _on(self, text: str) -> Remembered | None:
        point = self._point(text)
        return Remembered(Kind.ON, point) if point else None

    def _beginning(self, text: str, last: Point) -> Point | None:
        """The first of two points: its year, and its month, may be told only with the second."""
        if point := self._point(text):
            return point
        if text.isdecimal() and last.day and last.month:
            return _point(last.year, last.month, int(text))
        return self._point(f"{text} {last.year}")

    def _point(self, text: str) -> Point | None:
        text = re.sub(r"^(?:(?:в|во|in|on) )?(?:the )?", "", text).replace(" of ", " ")
        return self._relative(text) or self._written(text)

    def _written(self, text: str) -> Point | None:
        if re.fullmatch(r"\d{4}", text):
            return _point(int(text))
        if found := re.fullmatch(r"(\d{4})-(winter|spring|summer|autumn)", text):
            return _point(int(found[1]), season=Season(found[2]))
        if found := re.fullmatch(r"(\d{4})-(\d{2})", text):
            return _point(int(found[1]), int(found[2]))
        if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
            return _point(int(found[1]), int(found[2]), int(found[3]))
        if found := re.fullmatch(r"(\d{1,2})[./](\d{4})", text):
            return _point(int(found[2]), int(found[1]))
        if found := re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", text):
            one, two, year = int(found[1]), int(found[3]), int(found[4])
            day_first = _point(year, two, one)
            if self.day_first or (found[2] == "." and day_first):
                return day_first
            return _point(year, one, two)
        if found := re.fullmatch(r"(\d{1,2}) (\w+) (\d{4})", text):
            return self._named(found[2], int(found[3]), int(found[1]))
        if found := re.fullmatch(r"(\w+) (\d{1,2}) (\d{4})", text):
            return self._named(found[1], int(found[3]), int(found[2]))
        if found := re.fullmatch(r"([^\W\d]+) (\d{4})|(\d{4}) ([^\W\d]+)", text):
            return self._named(found[1] or found[4], int(found[2] or found[3]))
        if found := re.fullmatch(r"([^\W\d]+) (\d{4})[/-](\d{4}|\d{2})", text):
            return _winter(found[1], int(found[2]), found[3])
        return None

    def _relative(self, text: str) -> Point | None:
        if text in ("сегодня", "today"):
            return Point(self.today.year, self.today.month, self.today.day)
        if text in ("вчера", "yesterday"):
            day = self.today - timedelta(days=1)
            return Point(day.year, day.month, day.day)
        if text in ("этом году", "this year"):
            return Point(self.today.year)
        if text in ("прошлом году", "last year"):
            return Point(self.today.year - 1)
        return None

    def _named(self, name: str, year: int, day: int | None = None) -> Point | None:
        if month := _MONTHS.get(name):
            return _point(year, month, day)
        season = _SEASONS.get(name)
        if season is None or day is not None:
            return None
        if season is Season.WINTER and not self.winter_ends:
            year += 1
        return _point(year, season=season)


def _winter(name: str, first: int, last: str) -> Point | None:
    """The winter of 2021-2022 or 2021/22, which is clear."""
    is_one = _SEASONS.get(name) is Season.WINTER and str(first + 1).endswith(last)
    return _point(first + 1, season=Season.WINTER) if is_one else None


def _point(
    year: int, month: int | None = None, day: int | None = None, season: Season | None = None
) -> Point | None:
    try:
        return Point(year, month, day, season)
    except ValueError:  # no calendar has it
        return None


def simplified(text: str) -> str:
    """Bring a text to one form: small letters, plain dashes, no words that add nothing."""
    text = text.lower().replace("ё", "е")
    if _LETTERS.fullmatch(text):  # as most names of events are
        return " ".join(text.split())
    text = re.sub(r"[–—−]", "-", text)
    text = re.sub(r"(?<=\d{4})(?:-?го)?\s*(?:гг?|год(?:а|у|е|ом|ов|ами|ах)?)\b\.?", "", text)
    text = text.replace("где-то", "примерно").replace("mid-", "mid ")
    text = re.sub(r"(\d{1,2})(?:-?(?:st|nd|rd|th|го|е|ого|ое))(?=[ ,])", r"\1", text)
    text = re.sub(r"(?<=[^\W\d])\.|,", " ", text)
    text = re.sub(r"(?<=[а-яa-z])-(?=[а-яa-z]{3})|(?<=\d{4})-(?=\d{4}$)", " - ", text)
    text = " ".join(text.split()).strip(" .;")
    # A winter's two years are one winter, not a stretch of time
    return re.sub(r"(зим\w+|winter(?: of)?) (\d{4}) - (\d{4})", r"\1 \2-\3", text)
