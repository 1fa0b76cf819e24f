"""Find an organization among the entries of a register by its name, and say how it fits (pure).

Lists print a name with its legal form, in another case, abbreviated, or as one of several in
brackets; a person knows it by two or three words. So each entry is compared word by word.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Self

from pristan.case.name_forms import folded, folded_lines
from pristan.evidence.registers.lists import Entry
from pristan.evidence.registers.values import Hit, Level, Rule

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[«»\"„“”‟()\\[\\],;:/*]|(?<=\\w)\\. ")
_NUMBER = re.compile(r"\s*\d{1,6}\s*[.)]\s+")
_MOST_WORDS: Final = 40  # of a name that is typed
_SHORT: Final = frozenset(folded(
    "И С СО ПО В ВО НА ЗА О ОБ ДЛЯ ОТ К A AN THE OF AND FOR IN E.V. DE LA"
).split())  # fmt: skip
# What a name may have or lack without being another one
_FORMS: Final = frozenset(folded(
    "ООО ОАО ЗАО ПАО АО АНО НКО НКФ НП ОО РОО МОО МРОО ООД ОД МРО ЦРО НРО СМИ "
    "INC LTD LLC CORP GMBH EV E V NGO NPO SIA OU"
).split())  # fmt: skip
# What so many names have that it tells none of them; beginnings of words
_OFTEN: Final = re.compile("(?:" + folded(
    "ОРГАНИЗАЦИ|ОБЩЕСТВ|РЕГИОНАЛЬН|МЕЖРЕГИОНАЛЬН|МЕЖДУНАРОДН|ВСЕРОССИЙСК|РОССИЙСК|РУССК"
    "|ОБЪЕДИНЕНИ|РЕЛИГИОЗН|МЕСТН|ДВИЖЕНИ|ФОНД|ЦЕНТР|НЕКОММЕРЧЕСК|АВТОНОМН|АССОЦИАЦИ|СОЮЗ|ПАРТИ"
    "|ГРУПП|ИНОСТРАНН|СООБЩЕСТВ|ORGANISATION|ORGANIZATION|FOUNDATION|FUND|ASSOCIATION|CENTER"
    "|CENTRE|INTERNATIONAL|RUSSIAN|INSTITUTE"
) + r")\w{0,6}")  # fmt: skip
_ENDING = re.compile(
    "(?:[АЯОЕЫИУЮЬЙ]|[ОЕИЫ]Й|[АЯ]Я|[ОЕЫИ]Е|[ОЕ]ГО|[ОЕ]МУ|[ЫИОЕАЯ]М|[УЮОЕ]Ю|[ЫИАЯ]Х|[ЫИАЯ]МИ"
    "|И[ЯЮИ]|ИЕЙ|ИЕМ|[ОЕ]В|Ь[ЕЯЮ])?"
)
_ENOUGH: Final = 0.6  # of the words that tell a name


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a text, and which of them begin and end a part between marks."""

    words: list[str]
    begins: frozenset[int]
    ends: frozenset[int]
    bracketed: frozenset[int]

    @classmethod
    def of(cls, line: str) -> Self:
        line = _NUMBER.sub("", line, count=1)
        words: list[str] = []
        begins, ends, bracketed = set[int](), set[int](), set[int]()
        depth, at = 0, 0
        for mark in [*_MARKS.finditer(line), None]:
            part = _WORD.findall(line[at : mark.start() if mark else len(line)])
            if part := [word for word in part if word not in _FORMS] or part:
                begins.add(len(words))
                if depth:
                    bracketed.update(range(len(words), len(words) + len(part)))
                words += part
                ends.add(len(words))
            if mark:
                depth = max(depth + (mark[0] == "(") - (mark[0] == ")"), 0)
                at = mark.end()
        return cls(words, frozenset(begins), frozenset(ends), frozenset(bracketed))

    def parts(self) -> Iterator[list[str]]:
        for begin, end in zip(sorted(self.begins), sorted(self.ends), strict=True):
            yield self.words[begin:end]


class Organization:
    """The name of an organization, ready to be looked for. Raises ValueError without a word."""

    def __init__(self, name: str) -> None:
        self._words = _Said.of(folded(name)).words[:_MOST_WORDS]
        if not self._words:
            raise ValueError("a name is needed")
        self._long = [word for word in self._words if word not in _SHORT] or self._words
        self._telling = [word for word in self._long if not _OFTEN.fullmatch(word)] or self._long
        telling = len(self._telling)
        self._enough = telling if telling < 3 else math.ceil(_ENOUGH * telling)

    def candidates(self, lines: Sequence[str]) -> list[int]:
        """Return the places of the folded lines in which it is worth looking, fast."""
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        text = "\n".join(lines)

        def having(part: str) -> Iterator[int]:
            at = text.find(part)
            while at >= 0:
                line = bisect_right(starts, at) - 1
                yield line
                at = text.find(part, starts[line + 1])

        beginnings = {word[: max(3, len(word) - 3)] for word in self._telling}
        counts = Counter(line for part in beginnings for line in having(part))
        enough = min(self._enough, len(beginnings))
        found = {line for line, count in counts.items() if count >= enough}
        if short := _initials(self._words):
            found.update(having(short))
        if spelled := self._spelled():
            between = rf"\w*[^\w\n]+(?:(?:{'|'.join(sorted(_SHORT))})[^\w\n]+)*"
            places = re.finditer(rf"\b{between.join(spelled)}", text)
            found.update(bisect_right(starts, place.start()) - 1 for place in places)
        return sorted(found)

    def fit(self, line: str) -> tuple[Level, tuple[Rule, ...]] | None:
        """Return how the name fits a folded entry; None where it does not."""
        said = _Said.of(line)
        size = len(self._words)
        runs = []
        for at in range(len(said.words) - size + 1):
            here = said.words[at : at + size]
            if all(map(_alike, self._words, here)):
                whole = at in said.begins and at + size in said.ends
                runs.append([
                    *([] if here == self._words else [Rule.ENDINGS]),
                    *([] if whole else [Rule.WITHIN]),
                    *([Rule.ALIAS] if at in said.bracketed else []),
                ])  # fmt: skip
        if runs:
            rules = min(runs, key=len)
            return (Level.B if rules else Level.A), tuple(rules)
        if self._is_short_for(said):
            return Level.C, (Rule.ABBREVIATION,)
        there = {word for word in self._long if any(_alike(word, each) for each in said.words)}
        if there.issuperset(self._long):
            return Level.C, (Rule.SCATTERED,)
        enough = len(there.intersection(self._telling)) >= self._enough
        return (Level.D, (Rule.PART,)) if enough else None

    def _is_short_for(self, said: _Said) -> bool:
        """Whether one of the two is made of the first letters of the other."""
        spelled, short = self._spelled(), _initials(self._words)
        return any(
            (spelled and _initials(part) == spelled) or (short and part == [short])
            for part in said.parts()
        ) or bool(short and short in said.words)

    def _spelled(self) -> str:
        """Return the name where it may be an abbreviation: one short word."""
        word = self._words[0]
        return word if len(self._words) == 1 and 2 <= len(word) <= 7 else ""


def search_organization(entries: Sequence[Entry], name: str) -> list[Hit]:
    """Return the entries that may be about an organization, those that fit best first."""
    organization = Organization(name)
    lines = folded_lines([entry.text for entry in entries])
    hits = []
    for at in organization.candidates(lines):
        if fit := organization.fit(lines[at]):
            entry = entries[at]
            hits.append(Hit(
                at, entry.number, entry.section, entry.text, *fit, 0,
                "*" in entry.text or (False if entry.printed else None),
            ))  # fmt: skip
    hits.sort(key=lambda hit: (hit.level, len(hit.rules), hit.entry))
    return hits


def _initials(words: Sequence[str]) -> str:
    """Return the first letters of a name of at least three words that have a meaning, else ""."""
    long = [word for word in words if word not in _SHORT]
    return "".join(word[0] for word in long) if len(long) > 2 else ""


def _alike(one: str, other: str) -> bool:
    """Whether two words are the same but for an ending of Russian grammar."""
    if one == other:
        return True
    same = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return any(
        _ENDING.fullmatch(one, at) and _ENDING.fullmatch(other, at)
        for at in range(max(3, same - 2), same + 1)
    )
