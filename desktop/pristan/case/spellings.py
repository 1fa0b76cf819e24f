"""Every spelling of a name in a case, with the paper that uses it and why it differs (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pristan.case.answers import Answers, Key
from pristan.case.latin import scheme_of, words_of
from pristan.case.saying import Saying, say
from pristan.case.text import language_of
from pristan.case.values import Name, Told

# How the papers may name a person; these are not to be named in full.
_NOT_IN_FULL = frozenset({"initials", "unnamed", "ask_me"})

_KINDS: Mapping[str, Saying] = {
    "maiden": say("spelling.maiden", "The name before marriage."),
    "changed": say("spelling.changed", "A name that was changed."),
    "pen_name": say("spelling.pen_name", "A pen name, a nickname or an online name."),
}
_PASSPORT = say("spelling.passport", "The passport's spelling, which this filing follows.")
_NOT_LATIN = say(
    "spelling.not_latin",
    "Written with Cyrillic letters; the passport's Latin spelling is still to be added.",
)
_HERE = say("spelling.here", "This filing spells the name so.")
_FAMILY = say(
    "spelling.family",
    "The same family name as the applicant's: in Russian it ends differently for men and women.",
)
_CYRILLIC = say("spelling.cyrillic", "The same name in Cyrillic letters.")
_CYRILLIC_FULL = say(
    "spelling.cyrillic_full", "The same name in Cyrillic letters, with the patronymic."
)
_ANOTHER = say("spelling.another", "Another spelling.")
_FORMER = say("spelling.former", "Another name.")


@dataclass(frozen=True, slots=True)
class Row:
    """One spelling. ``person`` is the item of the list of people, "" for the applicant.

    ``document`` is the paper that uses it, as it was called; ``papers`` are the exhibits of that
    title, by id. ``canonical`` marks the Latin spelling of the passport, which all papers follow.
    """

    person: str
    text: str
    why: Saying
    document: Told | None = None
    papers: tuple[str, ...] = ()
    canonical: bool = False


def concordance(answers: Answers, asked: Callable[[Key], bool]) -> list[Row]:
    """Return every spelling of the applicant's name, then of each person who may be named.

    The passport's Latin spelling comes first, the Cyrillic one second. *asked* tells whether a
    question applies now; what was answered before it ceased to apply is left out.
    """
    applicant = answers.value("full_name")
    me = applicant if isinstance(applicant, Name) else Name()
    rows = list(_of_name("", me, _PASSPORT))
    if asked(Key("other_names_list")):
        for item in answers.items("other_names_list"):
            rows += _other_name(answers, item, me)
    for item in answers.items("people"):
        if answers.value("person_safe", item) not in _NOT_IN_FULL:
            rows += _person(answers, item, me, asked)
    return [
        Row(row.person, row.text, row.why, row.document, _papers(answers, row), row.canonical)
        for row in _each_once(rows)
    ]


def _of_name(person: str, name: Name, why: Saying) -> Iterator[Row]:
    if name.latin and language_of(name.latin) != "en":
        yield Row(person, name.latin, _NOT_LATIN)
    elif name.latin:
        yield Row(person, name.latin, why, canonical=True)
    if name.native:
        yield Row(person, name.native, _in_cyrillic(person, name))
    for other in name.others:
        document = other.document.strip()
        told = Told(document, language_of(document)) if document else None
        yield Row(person, other.text.strip(), _why(name, other.text), told)


def _other_name(answers: Answers, item: str, me: Name) -> Iterator[Row]:
    value = answers.value("other_name", item)
    if not isinstance(value, Name):
        return
    paper = answers.value("other_name_paper", item)
    told = paper if isinstance(paper, Told) and paper.text.strip() else None
    kind = answers.value("other_name_kind", item)
    for text in (value.latin, value.native):
        differs = _why(me, text) if kind in (None, "spelling") else _FORMER
        yield Row("", text, _KINDS.get(str(kind), differs), told)
    for row in _of_name("", value, _FORMER):
        if row.document:
            yield row


def _person(answers: Answers, item: str, me: Name, asked: Callable[[Key], bool]) -> Iterator[Row]:
    value = answers.value("person_name", item)
    if not isinstance(value, Name):
        return
    hers, mine = value.family.casefold(), me.family.casefold()
    same = hers in _feminine(mine) or mine in _feminine(hers)
    yield from _of_name(item, value, _FAMILY if same else _HERE)
    others = answers.value("person_other_names", item)
    if isinstance(others, Told) and asked(Key("person_other_names", item)):
        yield Row(item, others.in_english.strip() or others.text.strip(), _FORMER)


def _in_cyrillic(person: str, name: Name) -> Saying:
    if not name.patronymic or language_of(name.native) != "ru":
        return _CYRILLIC
    if person:
        return _CYRILLIC_FULL
    return say(
        "spelling.patronymic",
        "The same name in Cyrillic letters. {patronymic} is a patronymic, made from the father's "
        "name; Russian passports do not print it in Latin letters.",
        patronymic=name.patronymic,
    )


def _why(name: Name, text: str) -> Saying:
    """Say how another spelling of a name differs from that of the passport, as far as known."""
    words, passport = words_of(text), words_of(name.latin)
    if words and words <= words_of(name.native):
        return _CYRILLIC
    patronymic = {word for word in words - passport if scheme_of(name.patronymic, word)}
    if words and words - patronymic <= passport:
        if patronymic:
            return say(
                "spelling.with_patronymic", "The passport's spelling and, with it, the patronymic."
            )
        return say("spelling.same", "The passport's letters, in another order or not all of them.")
    if scheme := scheme_of(name.native, text):
        return say(
            "spelling.scheme",
            "The same name by another rule for Latin letters: {rule}.",
            rule=scheme.called,
        )
    return _ANOTHER


def _feminine(family: str) -> tuple[str, ...]:
    """Return how a woman's family name may end beside a man's (both in lower case)."""
    if family.endswith(("ий", "ый", "ой")):
        return (f"{family[:-2]}ая",)
    if family.endswith(("ов", "ев", "ёв", "ин", "ын")):
        return (f"{family}а",)
    return ()


def _each_once(rows: list[Row]) -> list[Row]:
    """Return rows without empty ones and repetitions; a row that names its paper stays."""
    kept: list[Row] = []
    for row in rows:
        said = [(each.person, each.text) for each in kept]
        if row.text and (row.document or (row.person, row.text) not in said) and row not in kept:
            kept.append(row)
    return kept


def _papers(answers: Answers, row: Row) -> tuple[str, ...]:
    """Return the exhibits whose title has all words of what the paper is called: two at least."""
    if row.document is None:
        return ()
    called = [_title_words(text) for text in (row.document.text, row.document.english)]
    found = []
    for item in answers.items("evidence"):
        title = answers.value("exhibit_title", item)
        if isinstance(title, Told):
            titles = [_title_words(text) for text in (title.text, title.english)]
            if any(len(words) > 1 and words <= each for words in called for each in titles):
                found.append(item)
    return tuple(found)


def _title_words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().replace(",", " ").split())
