"""Find a person among the entries of a register, and say how well an entry fits (pure)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from pristan.case import Point
from pristan.case.name_forms import Found, NameForms, Patronymic, folded, folded_lines
from pristan.evidence.registers.lists import Entry
from pristan.evidence.registers.values import Hit, Level, Rule, Sought

_MONTHS: Mapping[str, int] = {
    "ЯНВАРЯ": 1, "ФЕВРАЛЯ": 2, "МАРТА": 3, "АПРЕЛЯ": 4, "МАЯ": 5, "ИЮНЯ": 6, "ИЮЛЯ": 7,
    "АВГУСТА": 8, "СЕНТЯБРЯ": 9, "ОКТЯБРЯ": 10, "НОЯБРЯ": 11, "ДЕКАБРЯ": 12,
}  # fmt: skip
_DATE = re.compile(
    r"(?<![\d./])(?:(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})"
    r"|(?P<iso_year>\d{4})[-/](?P<iso_month>\d\d)[-/](?P<iso_day>\d\d)"
    rf"|(?P<said_day>\d{{1,2}}) (?P<said_month>{'|'.join(_MONTHS)}) (?P<said_year>\d{{4}})"
    r"|(?P<only>\d{4}))(?![\d])(?P<born> ?(?:Г\. ?Р\.|ГОДА РОЖД|Г\. РОЖД|РОЖД))?"
)
_IN_ENGLISH = folded("DATE_OF_BIRTH|DATE OF BIRTH")
_SAYS_BORN = re.compile(
    rf"(?:ДАТА РОЖДЕНИЯ|РОДИЛ(?:СЯ|АСЬ)|РОЖДЕНИЯ|Д\. ?Р\.|{_IN_ENGLISH})[ :]*$"
)
_ASTERISK = re.compile(r" ?\*")


def search(entries: Sequence[Entry], sought: Sought) -> list[Hit]:
    """Return the entries that may be about a person, those that fit best first."""
    forms = sought.forms()
    lines = folded_lines([entry.read_as or entry.text for entry in entries])
    hits = []
    for at in _candidates(lines, forms):
        entry, line = entries[at], lines[at]
        fits = [
            fit
            for name, each in enumerate(forms)
            if (fit := _best(line, each, sought.born, name)) is not None
        ]
        if fits:
            level, rules, name, found = min(fits, key=lambda fit: (fit[0], len(fit[1])))
            hits.append(Hit(
                at, entry.number, entry.section, entry.text, level, rules, name,
                bool(_ASTERISK.match(line, found.end)) or (False if entry.printed else None),
            ))  # fmt: skip
    hits.sort(key=lambda hit: (hit.level, hit.entry))
    return hits


def _candidates(lines: Sequence[str], forms: Sequence[NameForms]) -> list[int]:
    """Return the places of the lines that have a family name of the person, fast."""
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    text = "\n".join(lines)
    found = {
        bisect_right(starts, place.start()) - 1
        for each in forms
        for place in each.first.finditer(text)
    }
    return sorted(found)


Fit = tuple[Level, tuple[Rule, ...], int, Found]


def _best(line: str, forms: NameForms, born: Point | None, name: int) -> Fit | None:
    """Return how a line fits one name, by the place in it that fits best."""
    found = [(*fit, name, place) for place, fit in _fits(line, forms, born)]
    return min(found, key=lambda fit: (fit[0], len(fit[1])), default=None)


def _fits(
    line: str, forms: NameForms, born: Point | None
) -> Iterator[tuple[Found, tuple[Level, tuple[Rule, ...]]]]:
    for place in forms.find(line):
        date = _date_rule(line, place, born)
        level, rules = _judged(place, date)
        if Rule.OTHER_PATRONYMIC in rules and date not in (None, Rule.SWAPPED):
            continue  # another person of the same two names
        if place.half and (Rule.NO_DATE in rules or level is Level.E):
            continue  # of half a name the birth date must speak for it
        yield place, (level, rules)


def _judged(place: Found, date: Rule | None) -> tuple[Level, tuple[Rule, ...]]:
    rules = [date] if date else []
    if place.bracketed:
        rules.append(Rule.ALIAS)
    if place.initials:
        rules.append(Rule.INITIALS)
    if place.spelled:
        rules.append(Rule.SPELLING)
    if place.half:
        rules.append(Rule.HALF)
    if place.patronymic is Patronymic.MISSING:
        rules.append(Rule.NO_PATRONYMIC)
    elif place.patronymic is Patronymic.OTHER:
        rules.append(Rule.OTHER_PATRONYMIC)
    if Rule.OTHER_DATE in rules or Rule.OTHER_PATRONYMIC in rules:
        level = Level.E
    elif Rule.NO_DATE in rules or Rule.INITIALS in rules:
        level = Level.C
    elif Rule.NO_PATRONYMIC in rules or Rule.HALF in rules:
        level = Level.D
    else:
        level = Level.B if rules else Level.A
    return level, tuple(rules)


def _date_rule(line: str, place: Found, born: Point | None) -> Rule | None:
    """Return how the birth date of the entry differs; None where it is the same."""
    said = list(_dates(line, place.end))
    labeled = [date for date, is_birth in said if is_birth]
    if labeled:
        said = [(labeled[0], True)]
    if born is None or not said:
        return Rule.NO_DATE
    for rule in (None, Rule.SWAPPED, Rule.YEAR):
        if any(_same(date, born, rule) for date, _ in said):
            return rule
    return Rule.OTHER_DATE if labeled else Rule.NO_DATE


def _same(said: tuple[int, int, int], born: Point, rule: Rule | None) -> bool:
    year, month, day = said
    if year != born.year:
        return False
    if rule is Rule.YEAR:
        return not month or born.month is None
    if born.day is None or not day:
        return False
    if rule is Rule.SWAPPED:
        return (day, month) == (born.month, born.day)
    return (month, day) == (born.month, born.day)


def _dates(line: str, after: int) -> Iterator[tuple[tuple[int, int, int], bool]]:
    """Yield the dates behind a name as year, month, day (0: not said), and whether of a birth."""
    for found in _DATE.finditer(line, after):
        is_birth = bool(found["born"]) or bool(_SAYS_BORN.search(line[: found.start()]))
        if found["only"]:
            if is_birth:
                yield (int(found["only"]), 0, 0), True
        elif found["said_month"]:
            month = _MONTHS[found["said_month"]]
            yield (int(found["said_year"]), month, int(found["said_day"])), is_birth
        elif found["iso_year"]:
            numbers = (found["iso_year"], found["iso_month"], found["iso_day"])
            yield (int(numbers[0]), int(numbers[1]), int(numbers[2])), is_birth
        else:
            yield (int(found["year"]), int(found["month"]), int(found["day"])), is_birth
