"""Find the event of a case that a person means by a few words, in Russian or English.

Words are compared without their endings, and a short list of words that say the same in both
languages helps where an event has a name in one of them only. What fits several events gives all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pristan.case.anchors import Event
from pristan.case.dates import Remembered


@dataclass(frozen=True, slots=True)
class Told:
    """How a person named an event, and what reads the date that may stand after the name."""

    text: str
    read_date: Callable[[str], Sequence[Remembered]]
    simplified: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Known:
    """An event, its names word by word, and all their words."""

    event: Event
    names: Sequence[Sequence[str]]
    words: frozenset[str]


def named(told: Told, events: Iterable[Event]) -> list[Event]:
    """Return the events that a name may mean; of those, the ones of the date told with it."""
    known = _all_known(events, told.simplified)
    for name, dates in _with_date(told):
        found = _called(name, known)
        if dates:
            found = _on(found, dates)
        if found:
            return found
    return []


_QUOTED = re.compile(r"(?:the event |событи[яеюй] )?[“«\"](.+)[”»\"]")
_IN_BRACKETS = re.compile(r"(.+?) ?\(([^()]+)\)")
_ARTICLES = frozenset({"the", "a", "an"})
_FILLING = frozenset(
    word
    for words in (
        "the a an my our his her their of at in on to from by was were been being had have has i",
        "we they he she me us them it that when event",
        "мой моего моей моих моем наш нашего нашей наших его ее их меня нас мне нам я мы они он",
        "она был была было были того тот то той как что и в во на у к ко из с со от когда событие",
        "события случай случая",
    )
    for word in words.split()
)
# Words that mean the same; with a dash, by their beginnings
_SAME = tuple(
    re.compile("|".join(word.replace("-", r"\w*") for word in words.split()))
    for words in (
        "обыск- обыщ- search-",
        "арест- arrest-",
        "задерж- detain- detention-",
        "допрос- допраш- interrogat- question-",
        "изби- beat-",
        "суд суда суду судом court trial",
        "приговор- verdict sentenc- judgment",
        "отъезд- выезд- уеха- уезж- выеха- departure depart- left leav-",
        "въезд- приезд- приеха- въеха- прибыт- arriv- entry enter-",
        "повестк- summons-",
        "увол- dismiss- fired",
        "митинг- rally rallies",
        "протест- protest-",
        "угроз- угрож- threat-",
        "свадьб- wedding-",
        "освобо- releas-",
        "мобилиз- mobiliz- mobilis-",
        "штраф- fine fined",
        "пытк- пытал- tortur-",
        "похищ- kidnap- abduct-",
        "похорон- funeral-",
        "росси- russia",
        "сша америк- usa america states",
    )
)
_ENDING = re.compile(
    r"(?:иями|ями|ами|иях|ого|его|ому|ему|ыми|ими|ией|ием|иям|ию|ия|ии|ие|ий|ей|ой|ый|ая|яя|ое|ее|"
    r"ые|ую|юю|ых|их|ов|ев|ам|ям|ах|ях|ом|ем|ью|али|яли|или|ала|ила|ал|ил|а|я|о|е|у|ю|ы|и|ь|й|"
    r"ing|ies|es|ed|s|e|y)"
)
_SHORTEST, _APART = 4, 3  # letters: of a stem that may begin another one, and how much longer


def _with_date(told: Told) -> Iterable[tuple[str, Sequence[Remembered]]]:
    """Yield the ways to take a name: whole, then with a date after it."""
    bracketed = _IN_BRACKETS.fullmatch(told.text)
    if bracketed and (dates := told.read_date(bracketed[2])):
        yield bracketed[1], dates
    yield told.text, ()
    parts = told.text.split()
    for at in range(1, len(parts)):
        if dates := told.read_date(re.sub(r"^(?:of|from|от) ", "", " ".join(parts[at:]))):
            yield " ".join(parts[:at]), dates
            return


def _all_known(events: Iterable[Event], simplified: Callable[[str], str]) -> list[_Known]:
    """Take the names apart, each once: many events may have the same."""
    known: list[_Known] = []
    alike: dict[tuple[str, ...], _Known] = {}
    for event in events:
        if event.names not in alike:
            names = [_words(simplified(name)) for name in event.names]
            words = frozenset(word for name in names for word in name)
            alike[event.names] = _Known(event, [_bare(name) for name in names if name], words)
        known.append(replace(alike[event.names], event=event))
    return known


def _called(name: str, events: Sequence[_Known]) -> list[Event]:
    """Events of that very name; where the name is not in quotes, also those with all its words."""
    quoted = _QUOTED.fullmatch(name)
    wanted = _words(quoted[1] if quoted else name)
    said = [] if quoted else [word for word in wanted if word not in _FILLING]
    every = frozenset(word for known in events for word in known.words)
    alike = [_alike(word, every) for word in said]
    return [
        known.event
        for known in events
        if _bare(wanted) in known.names
        or (said and not any(known.words.isdisjoint(meant) for meant in alike))
    ]


def _on(events: list[Event], dates: Sequence[Remembered]) -> list[Event]:
    """The events of a date: of just this one, else of one that may be the same."""
    told = {(each.kind, each.first, each.last) for each in dates}
    dated = [(event, event.when) for event in events if event.when and event.when.first]
    just = [event for event, when in dated if (when.kind, when.first, when.last) in told]
    return just or [event for event, when in dated if any(_overlap(when, each) for each in dates)]


def _overlap(one: Remembered, other: Remembered) -> bool:
    (first, last), (from_, to) = one.interval(), other.interval()
    return (first or date.min) <= (to or date.max) and (from_ or date.min) <= (last or date.max)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _bare(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _alike(word: str, every: Iterable[str]) -> set[str]:
    """The words that are this one with another ending, or say the same."""
    stem = _stem(word)
    same = [row for row in _SAME if row.fullmatch(word)]
    return {
        other
        for other in every
        if (other.startswith(stem[:_SHORTEST]) and _one_stem(stem, _stem(other)))
        or any(row.fullmatch(other) for row in same)
    }


def _one_stem(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    begins = len(shorter) >= _SHORTEST and longer.startswith(shorter)
    return one == other or (begins and len(longer) - len(shorter) <= _APART)


def _stem(word: str) -> str:
    return next(
        (
            word[:at]
            for at in range(max(3, len(word) - 4), len(word))
            if _ENDING.fullmatch(word, at)
        ),
        word,
    )
