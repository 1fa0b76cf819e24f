"""Say a remembered date in the words of a language."""

from __future__ import annotations

from collections.abc import Mapping

from pristan.case import Kind, Point, Remembered, Saying, Season, say
from pristan.words import Words

# Three forms of each month, because Russian declines them: "24 февраля", "в феврале", "февраль".
# The English of all three is the name; the context tells the translator which form is wanted.
_MONTH_OF = (
    say("month.of.1", "January"),
    say("month.of.2", "February"),
    say("month.of.3", "March"),
    say("month.of.4", "April"),
    say("month.of.5", "May"),
    say("month.of.6", "June"),
    say("month.of.7", "July"),
    say("month.of.8", "August"),
    say("month.of.9", "September"),
    say("month.of.10", "October"),
    say("month.of.11", "November"),
    say("month.of.12", "December"),
)
_MONTH_IN = (
    say("month.in.1", "in January"),
    say("month.in.2", "in February"),
    say("month.in.3", "in March"),
    say("month.in.4", "in April"),
    say("month.in.5", "in May"),
    say("month.in.6", "in June"),
    say("month.in.7", "in July"),
    say("month.in.8", "in August"),
    say("month.in.9", "in September"),
    say("month.in.10", "in October"),
    say("month.in.11", "in November"),
    say("month.in.12", "in December"),
)
_SEASON_OF: Mapping[Season, Saying] = {
    Season.WINTER: say("season.of.winter", "the winter of {year}"),
    Season.SPRING: say("season.of.spring", "the spring of {year}"),
    Season.SUMMER: say("season.of.summer", "the summer of {year}"),
    Season.AUTUMN: say("season.of.autumn", "the fall of {year}"),
}
_SEASON_IN: Mapping[Season, Saying] = {
    Season.WINTER: say("season.in.winter", "in the winter of {year}"),
    Season.SPRING: say("season.in.spring", "in the spring of {year}"),
    Season.SUMMER: say("season.in.summer", "in the summer of {year}"),
    Season.AUTUMN: say("season.in.autumn", "in the fall of {year}"),
}


def say_date(words: Words, date: Remembered | None) -> str:
    """Return the date as a phrase: "in or about March 2022", «примерно в марте 2022 года».

    The order of day and month is the language's own and the month is always a word, so that no
    reader can swap them. A date in words is given back in those words.
    """
    if date is None:
        return ""
    if date.first is None:
        return date.words
    first, last = date.first, date.last
    match date.kind:
        case Kind.ON:
            return _in(words, first)
        case Kind.ABOUT:
            if first.day:
                return words("date.about_day", "on or about {day}", day=_of(words, first))
            return words("date.about", "in or about {time}", time=_of(words, first))
        case Kind.BEFORE:
            return words("date.before", "before {time}", time=_of(words, first))
        case Kind.AFTER:
            return words("date.after", "after {time}", time=_of(words, first))
        case Kind.FROM_TO if last is None:
            return words("date.since", "from {first} until now", first=_of(words, first))
        case Kind.FROM_TO if last is not None:
            return words(
                "date.from_to",
                "from {first} to {last}",
                first=_of(words, first),
                last=_of(words, last),
            )
        case _:
            assert last is not None  # Remembered sees to it
            return words(
                "date.between",
                "between {first} and {last}",
                first=_of(words, first),
                last=_of(words, last),
            )


def say_point(words: Words, point: Point) -> str:
    """Return a day, month, season or year by itself: "March 24, 2022", «24 марта 2022 года»."""
    return _of(words, point)


def short_date(words: Words, date: Remembered | None) -> str:
    """Return the date for the narrow column of a table: ``03/24/2022`` is never used, ever."""
    if date is None:
        return ""
    if date.kind is Kind.ON and date.first is not None:
        return _of(words, date.first)
    return say_date(words, date)


def _of(words: Words, point: Point) -> str:
    """The name of a time: what follows "before", "after", "from"."""
    if point.season:
        season = _SEASON_OF[point.season]
        return words(season.context, season.english, year=_winter(point))
    if point.month is None:
        return words("date.year", "{year}", year=point.year)
    month = words.say(_MONTH_OF[point.month - 1])
    if point.day is None:
        return words("date.month_of_year", "{month} {year}", month=month, year=point.year)
    return words("date.day", "{month} {day}, {year}", month=month, day=point.day, year=point.year)


def _in(words: Words, point: Point) -> str:
    """When something happened: "on March 24, 2022", "in March 2022"."""
    if point.season:
        season = _SEASON_IN[point.season]
        return words(season.context, season.english, year=_winter(point))
    if point.month is None:
        return words("date.in_year", "in {year}", year=point.year)
    if point.day is None:
        month = words.say(_MONTH_IN[point.month - 1])
        return words("date.in_month", "{month} {year}", month=month, year=point.year)
    return words("date.on_day", "on {day}", day=_of(words, point))


def _winter(point: Point) -> str:
    return f"{point.year - 1}–{point.year}" if point.season is Season.WINTER else str(point.year)
