"""The chronology of a case: every event with its date as it is remembered, and its exhibits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pristan.case import Called, Key, Kind, Links, Remembered, Saying, say
from pristan.case.anchors import date_of
from pristan.interview.shown import in_russian_words
from pristan.packet.declaration import capital, tells
from pristan.packet.source import Source
from pristan.questions import Question, Type
from pristan.words import Words

# Single dates that belong in a chronology. Lists belong in it when an item is named by a date and
# they are told in the declaration, or are these.
_SINGLE: Final[Mapping[str, Saying]] = {
    "left_russia_date": say("chronology.left", "Departure from Russia"),
    "entry_date": say("chronology.entry", "Arrival in the United States"),
    "nta_date": say("chronology.nta", "Notice to Appear"),
    "cfi_date": say("chronology.cfi", "Interview about fear of return"),
    "release_date": say("chronology.release", "Release in the United States"),
    "rfm_included": say("chronology.rfm", "Entry in the Rosfinmonitoring list"),
}
_LISTS: Final = frozenset({"custody_places"})
# What an item is, where its name alone does not tell: the name was chosen from a list.
WHAT: Final[Mapping[str, Saying]] = {
    "transit": say("chronology.transit", "Stay in another country"),
    "custody_places": say("chronology.custody", "In immigration custody"),
    "summonses": say("chronology.summons", "Draft summons"),
    "wanted": say("chronology.wanted", "Wanted notice"),
    "registers": say("chronology.register", "List or ban"),
}
_LAST: Final = date.max


@dataclass(frozen=True, slots=True)
class Moment:
    """One event. Dates and names are in English and in Russian; ``when`` is resolved.

    ``said`` is the date in the person's own words; ``of`` is what the event is a part of, such as a
    case; ``exhibits`` are ids in the order in which they were tied to the event; ``gap`` says that
    the date has no English yet.
    """

    key: Key
    when: Remembered | None
    date: str
    own_date: str
    said: str
    gap: bool
    title: str
    own_title: str
    of: str
    own_of: str
    exhibits: tuple[str, ...]

    def as_facts(self) -> dict[str, Any]:
        """Return what a template prints, as plain JSON."""
        return {
            "date": self.date, "own_date": self.own_date, "said": self.said, "gap": self.gap,
            "title": self.title, "own_title": self.own_title, "of": self.of, "own_of": self.own_of,
            "exhibits": list(self.exhibits),
        }  # fmt: skip


def chronology(source: Source) -> list[Moment]:
    """Return the events of a case by date, as exactly as each is known; undated ones come last."""
    tied = _exhibits(source)
    moments = [_moment(source, question, key, tied) for question, key in _dates(source)]
    return sorted(moments, key=lambda moment: _order(moment.when))


def undated(moments: list[Moment]) -> Iterator[Saying]:
    """Yield what has no day that follows from its date, and stands last, or no date in English."""
    for moment in moments:
        if moment.gap:
            yield say(
                "packet.date_no_english",
                "“{title}”: its date is told in Russian words; the chronology shows a gap until "
                "the date is given in English or by a month or a year.",
                title=Called(moment.own_title or moment.title, moment.title),
            )
        if moment.when is None or moment.when.first is None:
            yield say(
                "packet.undated",
                "“{title}” has no date by which it could be put in order; it stands at the end of "
                "the chronology.",
                title=Called(moment.own_title or moment.title, moment.title),
            )


def _order(when: Remembered | None) -> tuple[date, date]:
    return when.sort_key() if when and when.first else (_LAST, _LAST)


def _dates(source: Source) -> Iterator[tuple[Question, Key]]:
    dated = dict(_dated_lists(source))
    for _, question, key in source.asked:
        if question.id in _SINGLE:
            if isinstance(source.answers.value(key.question, key.item), Remembered):
                yield question, key
        elif question.id in dated.values() and key.item:
            yield question, key


def _dated_lists(source: Source) -> Iterator[tuple[str, str]]:
    for question in source.questionnaire.questions.values():
        if question.item and (question.id in _LISTS or tells(question.item)):
            for name in question.item.title:
                if source.questionnaire.questions[name].type is Type.DATE:
                    yield question.id, name


def _exhibits(source: Source) -> dict[str, list[str]]:
    """Return, by item, the exhibits that were tied to it and are still in the case."""
    tied: dict[str, list[str]] = {}
    there = set(source.answers.items("evidence"))
    for _, question, key in source.asked:
        links = source.answers.value(key.question, key.item)
        if question.type is Type.EXHIBITS and isinstance(links, Links):
            tied.setdefault(key.item or question.id, []).extend(i for i in links.ids if i in there)
    return tied


def _moment(
    source: Source, question: Question, key: Key, tied: Mapping[str, list[str]]
) -> Moment:
    value = source.answers.value(key.question, key.item)
    when = date_of(source.answers, key.question, key.item)
    home = source.answers.home(key.item)
    outer = home.item if home else ""
    of, own_of = source.title(outer), source.shown_own.title(outer)
    if home and home.question in WHAT:
        of, own_of = (words.say(WHAT[home.question]) for words in _both(source))
    if key.question in _SINGLE:
        title, own = (words.say(_SINGLE[key.question]) for words in _both(source))
    else:
        title, own = source.shown.event(key), source.shown_own.event(key)
    one = source.questionnaire.questions[home.question].item if home else None
    exhibits = tied.get(key.item, []) if key.item else []
    return Moment(
        key=key,
        when=when,
        date=_date(source, value, own=False),
        own_date=_date(source, value, own=True),
        said=value.words if isinstance(value, Remembered) else "",
        gap=in_russian_words(value),
        title=capital(title or (one.one if one else question.ask)),
        own_title=capital(
            own or (source.russian(f"{home.question}.one", one.one) if home and one else "")
        ),
        of=of,
        own_of=own_of,
        exhibits=tuple(dict.fromkeys(exhibits)),
    )


def _both(source: Source) -> tuple[Words, Words]:
    return source.english, source.russian


def _date(source: Source, value: object, *, own: bool) -> str:
    words, shown = _both(source)[own], (source.shown, source.shown_own)[own]
    if not isinstance(value, Remembered):
        return words("chronology.no_date", "Date not given")
    if not own and in_russian_words(value):
        return words("chronology.in_words", "[date in words, English to be added]")
    said = shown.date(value, short=value.kind is not Kind.IN_WORDS)
    return said[:1].upper() + said[1:]
