"""Who or what is looked for in a case, and which answers keep what came of it (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from pristan.case import (
    Answer,
    Answers,
    Key,
    Kind,
    Links,
    Name,
    Point,
    Problem,
    Remembered,
    Told,
    Value,
    say,
)
from pristan.case.text import language_of
from pristan.evidence.registers.values import NOT_AVAILABLE, Hit, Looked, Register, Sought

_LETTER = re.compile(r"[^\W_]")


class NoName(Problem):
    """Nobody can be looked for without a name in Russian letters."""

    def __init__(self) -> None:
        super().__init__(say(
            "registers.no_name",
            "Your family name and given name in Russian letters are needed for this. Write them "
            "under “Your name” at the beginning, and come back.",
        ))


class NoOrganization(Problem):
    """No organization can be looked for without its name."""

    def __init__(self) -> None:
        super().__init__(say(
            "registers.no_organization", "Write the name of the organization first."
        ))


def sought_organization(name: str) -> Sought:
    """Return an organization to be looked for. Raises NoOrganization."""
    if not _LETTER.search(name):
        raise NoOrganization
    return Sought((), None, name)


def sought_in(answers: Answers) -> Sought:
    """Return the applicant's names in Russian and Latin letters and birth date. Raises NoName."""
    said = [answers.value("full_name")]
    if answers.value("other_names") is not False:
        said += [answers.value("other_name", item) for item in answers.items("other_names_list")]
    names = [name for name in said if isinstance(name, Name)]
    whole = [_filled(name, names[0]) for name in names if _russian(name)]
    if not whole:
        raise NoName
    born = answers.value("birth_date")
    point = born.first if isinstance(born, Remembered) and born.kind is Kind.ON else None
    latin = [
        Name(name.latin_family, name.latin_given, name.latin_middle)
        for name in names
        if name.latin_family and name.latin_given
    ]
    return Sought(tuple(dict.fromkeys([*whole, *latin])), point)


def _russian(name: Name) -> bool:
    return language_of(name.family or name.given) == "ru"


def _filled(name: Name, first: Name) -> Name:
    """Return a name with the parts of the first one that it leaves out: a maiden name has one."""
    return Name(
        name.family or first.family, name.given or first.given, name.patronymic or first.patronymic
    )


def kept(exhibit: str, looked: Looked, hit: Hit | None, answers: Answers) -> Iterator[Answer]:
    """Yield the answers that keep a finding with its exhibit; *hit* is the entry confirmed.

    Address, day and what was asked of the list itself are only filled in where nothing stands.
    """
    yield Answer(Key("exhibit_register_which", exhibit), looked.register.value)
    name = looked.organization
    about = Told(name, language_of(name)) if name else None
    before = answers.value("exhibit_register_org", exhibit)
    if not (about and isinstance(before, Told) and before.text == about.text):  # or its English
        yield Answer(Key("exhibit_register_org", exhibit), about)
    yield Answer(Key("exhibit_register_outcome", exhibit), outcome(looked, hit))
    if hit is not None:
        yield Answer(Key("exhibit_register_entry", exhibit), Told(hit.text, "ru"))
        yield Answer(Key("exhibit_register_number", exhibit), _number(hit))
        fit = tuple(rule.value for rule in hit.rules) or (("same_name",) if about else ("same",))
        yield Answer(Key("exhibit_register_fit", exhibit), fit)
        if looked.register is Register.ROSFINMONITORING and not about:
            yield from _where_empty(answers, _of_the_list(exhibit, hit, answers))
    yield from _where_empty(answers, _of_the_page(exhibit, looked))


def outcome(looked: Looked, hit: Hit | None) -> str:
    """Return what came of a search: found, absent, unavailable or incomplete."""
    if hit is not None:
        return "found"
    if looked.doubt is None:
        return "absent"
    return "unavailable" if looked.doubt in NOT_AVAILABLE else "incomplete"


def saved_on(captured: str) -> date | None:
    """Return the day, in UTC, of a moment in ISO 8601; None where there is none."""
    try:
        return datetime.fromisoformat(captured).date() if captured else None
    except ValueError:
        return None


def _number(hit: Hit) -> str | None:
    return None if hit.number is None else str(hit.number)


def _of_the_page(exhibit: str, looked: Looked) -> Iterator[tuple[Key, Value]]:
    if looked.url:
        yield Key("exhibit_url", exhibit), looked.url
    if day := saved_on(looked.captured):
        yield Key("exhibit_captured", exhibit), Remembered(Kind.ON, _point(day))


def _of_the_list(exhibit: str, hit: Hit, answers: Answers) -> Iterator[tuple[Key, Value]]:
    yield Key("rfm_listed"), True
    yield Key("rfm_text"), Told(hit.text, "ru")
    yield Key("rfm_number"), _number(hit)
    yield Key("rfm_asterisk"), hit.asterisk
    linked = answers.value("rfm_exhibits")
    if not (isinstance(linked, Links) and linked.ids):
        yield Key("rfm_exhibits"), Links((exhibit,))


def _where_empty(answers: Answers, said: Iterator[tuple[Key, Value]]) -> Iterator[Answer]:
    for key, value in said:
        if answers.get(key) is None and value is not None:
            yield Answer(key, value)


def _point(day: date) -> Point:
    return Point(day.year, day.month, day.day)
