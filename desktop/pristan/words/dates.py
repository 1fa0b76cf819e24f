"""Say a remembered date in the words of a language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day

from pristan.case import Kind, Point, Remembered, Saying, Season, say
from pristan.words import Words

# Russian declines what English does not: "24 февраля", "в феврале", "по февраль"; "с весны",
# "весной", "по весну", "весна". The context tells the translator which form is wanted: `of` after
# "from", "before" and "after"; `in` for when it was; `to` for until when; `name` by itself.
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
    say("month.in.1", "January"),
    say("month.in.2", "February"),
    say("month.in.3", "March"),
    say("month.in.4", "April"),
    say("month.in.5", "May"),
    say("month.in.6", "June"),
    say("month.in.7", "July"),
    say("month.in.8", "August"),
    say("month.in.9", "September"),
    say("month.in.10", "October"),
    say("month.in.11", "November"),
    say("month.in.12", "December"),
)
_MONTH_NAME = (
    say("month.name.1", "January"),
    say("month.name.2", "February"),
    say("month.name.3", "March"),
    say("month.name.4", "April"),
    say("month.name.5", "May"),
    say("month.name.6", "June"),
    say("month.name.7", "July"),
    say("month.name.8", "August"),
    say("month.name.9", "September"),
    say("month.name.10", "October"),
    say("month.name.11", "November"),
    say("month.name.12", "December"),
)
_SEASON_OF: Mapping[Season, Saying] = {
    Season.WINTER: say("season.of.winter", "the winter of {year}"),
    Season.SPRING: say("season.of.spring", "the spring of {year}"),
    Season.SUMMER: say("season.of.summer", "the summer of {year}"),
    Season.AUTUMN: say("season.of.autumn", "the fall of {year}"),
}
_SEASON_IN: Mapping[Season, Saying] = {
    Season.WINTER: say("season.in.winter", "the winter of {year}"),
    Season.SPRING: say("season.in.spring", "the spring of {year}"),
    Season.SUMMER: say("season.in.summer", "the summer of {year}"),
    Season.AUTUMN: say("season.in.autumn", "the fall of {year}"),
}
_SEASON_TO: Mapping[Season, Saying] = {
    Season.WINTER: say("season.to.winter", "the winter of {year}"),
    Season.SPRING: say("season.to.spring", "the spring of {year}"),
    Season.SUMMER: say("season.to.summer", "the summer of {year}"),
    Season.AUTUMN: say("season.to.autumn", "the fall of {year}"),
}
_SEASON_NAME: Mapping[Season, Saying] = {
    Season.WINTER: say("season.name.winter", "winter of {year}"),
    Season.SPRING: say("season.name.spring", "spring of {year}"),
    Season.SUMMER: say("season.name.summer", "summer of {year}"),
    Season.AUTUMN: say("season.name.autumn", "fall of {year}"),
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
            return _in(words, first, about=False)
        case Kind.ABOUT:
            return _in(words, first, about=True)
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
                last=_to(words, last),
            )
        case _:
            assert last is not None  # Remembered sees to it
            return words(
                "date.between",
                "between {first} and {last}",
                first=_of(words, first),
                last=_to(words, last),
            )


def say_point(words: Words, point: Point) -> str:
    """Return a time by itself: "March 24, 2022", «24 марта 2022 года», «весна 2022 года»."""
    if point.season:
        return _season(words, _SEASON_NAME[point.season], point)
    if point.month is None:
        return words("date.year_alone", "{year}", year=point.year)
    return _to(words, point)


def short_date(words: Words, date: Remembered | None) -> str:
    """Return the date for the narrow column of a table: ``03/24/2022`` is never used, ever."""
    if date is None:
        return ""
    if date.kind is Kind.ON and date.first is not None:
        return say_point(words, date.first)
    return say_date(words, date)


def day_in_words(day: Day) -> Saying:
    """Return a calendar day as a fact of another sentence: "March 24, 2022"."""
    month = _MONTH_OF[day.month - 1]
    return say("date.day", "{month} {day}, {year}", month=month, day=day.day, year=day.year)


def _of(words: Words, point: Point) -> str:
    """What follows "before", "after" and "from": «марта 2022 года»."""
    if point.season:
        return _season(words, _SEASON_OF[point.season], point)
    if point.month is None:
        return words("date.year", "{year}", year=point.year)
    month = words.say(_MONTH_OF[point.month - 1])
    if point.day is None:
        return words("date.month_of_year", "{month} {year}", month=month, year=point.year)
    return words("date.day", "{month} {day}, {year}", month=month, day=point.day, year=point.year)


def _to(words: Words, point: Point) -> str:
    """Until when: «по март 2022 года», «по весну 2022 года»."""
    if point.season:
        return _season(words, _SEASON_TO[point.season], point)
    if point.month is None:
        return words("date.to_year", "{year}", year=point.year)
    if point.day is None:
        month = words.say(_MONTH_NAME[point.month - 1])
        return words("date.to_month", "{month} {year}", month=month, year=point.year)
    return _of(words, point)


def _in(words: Words, point: Point, *, about: bool) -> str:
    """When something happened: "on March 24, 2022", "in March 2022", "in or about March 2022"."""
    if point.season:
        season = _season(words, _SEASON_IN[point.season], point)
        exact = say("date.in_season", "in {season}", season=season)
        rough = say("date.about_season", "in or about {season}", season=season)
    elif point.month is None:
        exact = say("date.in_year", "in {year}", year=point.year)
        rough = say("date.about_year", "in or about {year}", year=point.year)
    elif point.day is None:
        month = _MONTH_IN[point.month - 1]
        exact = say("date.in_month", "in {month} {year}", month=month, year=point.year)
        rough = say("date.about_month", "in or about {month} {year}", month=month, year=point.year)
    else:
        exact = say("date.on_day", "on {day}", day=_of(words, point))
        rough = say("date.about_day", "on or about {day}", day=_of(words, point))
    return words.say(rough if about else exact)


def _season(words: Words, season: Saying, point: Point) -> str:
    """A winter is said by both its years."""
    years = f"{point.year - 1}–{point.year}" if point.season is Season.WINTER else point.year
    return words(season.context, season.english, year=years)
