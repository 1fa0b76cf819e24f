"""One fact for one box of a form: its text or tick, where it comes from, and why it is empty."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from pristan.case import Address, Key, Point, Remembered, Value
from pristan.case.dates import Kind, Season

SEE_SUPPLEMENT = "See Supp. B"  # the planner puts each form's own words in its place


class Why(StrEnum):
    """Why a fact has no value of its own."""

    NOT_ASKED = "not_asked"  # the interview does not ask it in this case
    UNANSWERED = "unanswered"
    LATER = "later"
    UNKNOWN = "unknown"  # prints "Unknown", as the form asks
    DECLINED = "declined"
    IN_PERSON = "in_person"
    NOT_APPLICABLE = "not_applicable"  # prints "N/A", as the form asks
    NO_PART = "no_part"  # the answer has no such part: no middle name, no apartment
    NEEDS_ENGLISH = "needs_english"
    LETTERS = "letters"  # the box cannot print them
    DOES_NOT_FIT = "does_not_fit"  # given, but not in the shape of the box: see the supplement
    INITIALS = "initials"  # only initials may stand there: "how may the papers name this person"
    CONFLICT = "conflict"  # two answers contradict each other, so neither is taken
    POINT = "point"  # the item of an article is a Cyrillic letter


PRINTED = frozenset({Why.UNKNOWN, Why.NOT_APPLICABLE})
"""The reasons that stand on the form as a word."""
SETTLED = frozenset({Why.NOT_ASKED, Why.NOT_APPLICABLE, Why.NO_PART})
"""The reasons why nothing is missing: nobody has to do anything."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a long explanation in short: what must stand, and what may stand after it.

    ``first`` says it in several ways, the fullest first; of all entries the same way is taken, so
    that none is left out for another's sake. ``more`` follows as far as there is room, the first
    of every entry before the second of any.
    """

    first: tuple[str, ...]
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a fact, or a part of one, is not there, and which answers would give it."""

    why: Why
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """An answer that goes into several boxes: on one line, and its parts as they were written."""

    line: str
    parts: tuple[str, ...]

    def differs(self, texts: Collection[str]) -> bool:
        """Whether boxes with these texts do not hold just the parts as they were written."""
        words = " ".join(texts)
        missed = [word for word in self.line.split() if word.strip(",.") not in words]
        return bool(missed) or set(texts) != set(self.parts)


@dataclass(frozen=True, slots=True)
class Fact:
    """What goes into one box.

    ``text`` is ready to print; for a check box ``ticked`` is True, False, or None where nothing was
    answered. ``keys`` are the answers it comes from, the main one first; there is always one.
    ``supplement`` must stand on Supplement B whether or not the text fits: an approximate date, a
    second number. ``short`` is what the box of a long explanation may hold instead, entry by
    entry, while the whole text stands where the form continues. ``open`` says which parts of a
    text are missing from it, and why. ``whole`` is the answer of which the box has a part.
    ``beside`` are answers that would stand here if the text did not, ``unsaid`` parts of the answer
    that have no box of their own here.
    """

    keys: tuple[Key, ...]
    text: str = ""
    ticked: bool | None = None
    why: Why | None = None
    supplement: str = ""
    short: tuple[Entry, ...] = ()
    open: tuple[Gap, ...] = ()
    whole: Whole | None = None
    beside: tuple[Key, ...] = ()
    unsaid: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[Gap, ...]:
        """Return what still has to be given, of the fact or of its parts."""
        if self.why is None or self.why in PRINTED | SETTLED:
            return self.open
        return (self.gap, *(gap for gap in self.open if gap.why is not self.why))

    @property
    def gap(self) -> Gap:
        """Return why the fact has no value: of a text of several answers, those that are open."""
        why = self.why or Why.UNANSWERED
        known = [key for gap in self.open if gap.why is why for key in gap.keys]
        if why is Why.CONFLICT:
            known = list(self.keys)
        return Gap(why, tuple(known) or self.keys[:1])

    @property
    def needs_english(self) -> bool:
        """Whether something was told that has no English yet, so that the text lacks it."""
        return self.why is Why.NEEDS_ENGLISH

    @property
    def untexted(self) -> Fact:
        """Return the fact for a check box, which prints no word."""
        return replace(self, text="")


Row = Mapping[str, Fact]


def prefixed(prefix: str, row: Row) -> dict[str, Fact]:
    """Return a row's facts by their names on the form's map: ``spouse.`` before every path."""
    return {
        ", ".join(prefix + path for path in name.split(", ")): fact for name, fact in row.items()
    }


def joined(separator: str, facts: Iterable[Fact]) -> Fact:
    """Return several facts as one text.

    A part that is not known prints that word beside the others, and one that is still open is
    kept in ``open``, so that a text with a gap never passes for the whole. Where a part lacks its
    English, nothing is printed: half an account would look like the whole.
    """
    parts = list(facts)
    keys = tuple(dict.fromkeys(key for fact in parts for key in fact.keys))
    supplement = "\n".join(filter(None, (fact.supplement for fact in parts)))
    missing = tuple(dict.fromkeys(gap for fact in parts for gap in fact.missing))
    if any(fact.needs_english for fact in parts):
        return replace(needing_english(keys), supplement=supplement, open=missing)
    printed = [fact for fact in parts if fact.text and (fact.why is None or fact.why in PRINTED)]
    if any(fact.why is None for fact in printed):
        text = separator.join(fact.text for fact in printed)
        unsaid = tuple(text for fact in parts for text in fact.unsaid)
        return Fact(keys, text, supplement=supplement, open=missing, unsaid=unsaid)
    first = next(iter(printed), None) or next((each for each in parts if each.missing), parts[0])
    return replace(first, keys=keys, supplement=supplement, open=missing)


def taken_apart(row: Row, address: Value, country: str) -> dict[str, Fact]:
    """Return the boxes of an address, each with the whole address as it was written. *country* is
    the English name of its country, where the boxes or the reader need it."""
    if not isinstance(address, Address):
        return dict(row)
    written = (
        address.street, address.apartment, address.city, address.region, address.postal_code
    )  # fmt: skip
    parts = tuple(part for part in (*map(str.strip, written), country) if part)
    whole = Whole(address.english.strip() or ", ".join(parts), parts)
    return {name: replace(fact, whole=whole) for name, fact in row.items()}


def answered(path: str, keys: tuple[Key, ...], answer: bool | None, empty: Fact) -> dict[str, Fact]:
    """Return the two ticks of a yes or no; where there is no *answer*, why it is *empty*."""
    if answer is None:
        keys = tuple(dict.fromkeys((*empty.keys, *keys)))
        nothing = replace(empty, keys=keys, text="", why=empty.why or Why.UNANSWERED)
        return {f"{path} == true": nothing, f"{path} == false": nothing}
    return {
        f"{path} == true": Fact(keys, ticked=answer),
        f"{path} == false": Fact(keys, ticked=not answer),
    }


def needing_english(keys: tuple[Key, ...]) -> Fact:
    """Return the fact of an answer that has no English yet. Nothing is transliterated for it."""
    return Fact(keys, why=Why.NEEDS_ENGLISH)


def in_latin(text: str) -> bool:
    """Whether a text has no letter beyond the Latin ones, accents included, and no Russian №."""
    return "№" not in text and all(
        not sign.isalpha() or sign < "\u0250" or "\u1e00" <= sign < "\u1f00" for sign in text
    )


def dated(
    keys: tuple[Key, ...],
    when: Remembered,
    words: str,
    label: str,
    *,
    day: bool,
    end: bool = False,
) -> Fact:
    """Return a date for a box with a day (``day``) or one for month and year.

    A box has figures only as exact as the answer: 03/24/2022 where the day is exact, else 03/2022
    or 2022. *words* say it whole: what is approximate or open is said so on Supplement B, under
    *label*. *end* takes the end of a time that lasted.
    """
    note = f"{label}: {words}."
    if not in_latin(words):
        return needing_english(keys)
    point = when.first
    if when.kind is Kind.FROM_TO and end:
        if when.last is None:
            return Fact(keys, "Present")
        point = when.last
    if point is None or when.kind in (Kind.BEFORE, Kind.AFTER, Kind.BETWEEN):
        return Fact(keys, SEE_SUPPLEMENT, supplement=note)
    if point.season:
        # A winter belongs to two years, so no single year can stand for it
        year = SEE_SUPPLEMENT if point.season is Season.WINTER else f"{point.year}"
        return Fact(keys, year, supplement=note)
    about = when.kind is Kind.ABOUT
    lasted = day and when.kind is Kind.FROM_TO  # a box for one day holds no time that lasted
    supplement = note if about or lasted else ""
    return Fact(keys, _figures(point, day and not about), supplement=supplement)


def _figures(point: Point, day: bool) -> str:
    if point.month is None:
        return f"{point.year}"
    if day and point.day is not None:
        return f"{point.month:02}/{point.day:02}/{point.year}"
    return f"{point.month:02}/{point.year}"
