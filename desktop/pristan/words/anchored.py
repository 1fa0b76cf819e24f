"""Say a date that is told by another event: "about two weeks after the search"."""

from __future__ import annotations

from collections.abc import Mapping

from pristan.case import Anchor, Kind, Remembered, Saying, Side, Unit, say
from pristan.words import Words
from pristan.words.dates import short_date

# Russian counts in the accusative: «через одну неделю», «за два дня». One and two have genders.
_NUMBERS = (
    say("number.1", "one"),
    say("number.2", "two"),
    say("number.3", "three"),
    say("number.4", "four"),
    say("number.5", "five"),
    say("number.6", "six"),
    say("number.7", "seven"),
    say("number.8", "eight"),
    say("number.9", "nine"),
    say("number.10", "ten"),
    say("number.11", "eleven"),
    say("number.12", "twelve"),
)
_OF_WEEKS = (say("number.weeks.1", "one"), say("number.weeks.2", "two"))
_A_FEW: Mapping[Unit, Saying] = {
    Unit.DAYS: say("span.few.days", "a few days"),
    Unit.WEEKS: say("span.few.weeks", "a few weeks"),
    Unit.MONTHS: say("span.few.months", "a few months"),
    Unit.YEARS: say("span.few.years", "a few years"),
}


def say_anchored(words: Words, date: Remembered, event: str) -> str:
    """Return how far a date is from an event, which is named by *event* (Russian: genitive)."""
    anchor = date.anchor
    assert anchor is not None, "the date is told by itself"
    about = date.kind is Kind.ABOUT
    if anchor.side is Side.SAME:
        if about:
            return words("anchor.about_then", "about the time of {event}", event=event)
        return words("anchor.same_day", "on the same day as {event}", event=event)
    if anchor.count is None:
        return _uncounted(words, anchor, event)
    span = _span(words, anchor.count, anchor.unit or Unit.DAYS)
    if anchor.side is Side.BEFORE:
        if about:
            return words(
                "anchor.about_before", "about {span} before {event}", span=span, event=event
            )
        return words("anchor.span_before", "{span} before {event}", span=span, event=event)
    if about:
        return words("anchor.about_after", "about {span} after {event}", span=span, event=event)
    return words("anchor.span_after", "{span} after {event}", span=span, event=event)


def say_event(words: Words, name: str) -> str:
    """Return an event by the name that a person gave it; a nameless one is "another event"."""
    if not name:
        return words("anchor.nameless", "another event")
    article, _, rest = name.partition(" ")
    if words.code == "en" and rest and article in _ARTICLES:
        return f"{_ARTICLES[article]} {rest}"
    return words("anchor.event", "the event “{name}”", name=name)


def say_dated(words: Words, event: str, when: Remembered | None) -> str:
    """Return an event with its date, as far as that is known."""
    if when is None or when.first is None:
        return event
    day = short_date(words, when)
    return words("anchor.dated", "{event} ({date})", event=event, date=day)


# An English name that begins so is a noun and needs no quotes: "the search at my home"
_ARTICLES: Mapping[str, str] = {
    "The": "the", "A": "the", "An": "the", "My": "my", "Our": "our", "His": "his", "Her": "her",
    "Their": "their",
}  # fmt: skip


def _uncounted(words: Words, anchor: Anchor, event: str) -> str:
    before = anchor.side is Side.BEFORE
    match anchor.unit:
        case None if before:
            return words("anchor.before", "before {event}", event=event)
        case None:
            return words("anchor.after", "after {event}", event=event)
        case Unit.AT_ONCE if before:
            return words("anchor.right_before", "right before {event}", event=event)
        case Unit.AT_ONCE:
            return words("anchor.right_after", "right after {event}", event=event)
        case Unit.SOON if before:
            return words("anchor.soon_before", "shortly before {event}", event=event)
        case Unit.SOON:
            return words("anchor.soon_after", "shortly after {event}", event=event)
    span = words.say(_A_FEW[anchor.unit])
    if before:
        return words("anchor.span_before", "{span} before {event}", span=span, event=event)
    return words("anchor.span_after", "{span} after {event}", span=span, event=event)


def _span(words: Words, number: int, unit: Unit) -> str:
    names = _OF_WEEKS if unit is Unit.WEEKS and number <= len(_OF_WEEKS) else _NUMBERS
    count = words.say(names[number - 1]) if number <= len(names) else number
    match unit:
        case Unit.DAYS:
            return words.count("span.days", "{count} day", "{count} days", number, count=count)
        case Unit.WEEKS:
            return words.count("span.weeks", "{count} week", "{count} weeks", number, count=count)
        case Unit.MONTHS:
            return words.count(
                "span.months", "{count} month", "{count} months", number, count=count
            )
        case _:
            return words.count("span.years", "{count} year", "{count} years", number, count=count)
