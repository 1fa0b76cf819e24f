"""A Russian name as other people's papers write it: endings of the six cases, initials, misprints.

The rules are the short ones of school grammar. They make a few forms too many, which does no harm:
a form only ever finds a line that a person then reads.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from pristan.case.values import Name

# Latin capitals that look like Cyrillic ones, and the letters that lists write for one another
_ALIKE: Mapping[str, str] = dict(zip("ABCEHKMOPTXYЁ", "АВСЕНКМОРТХУЕ", strict=True))
_ANY_ALIKE = re.compile(f"[{''.join(_ALIKE)}]")
_INVISIBLE = re.compile("[\u00ad\u0300\u0301\u200b-\u200d\u2060\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")
_TOKEN = re.compile(r"[А-ЯA-Z][А-ЯA-Z'’]*(?:-[А-ЯA-Z'’]+)*")
_TOKEN_OR_MARK = re.compile(rf"{_TOKEN.pattern}|[(),;]")

# What a name ends in, the letters that go, and the endings that take their place
_ENDINGS: Sequence[tuple[re.Pattern[str], int, str]] = tuple(
    (re.compile(ends), cut, endings)
    for ends, cut, endings in (
        (".+(?:СК|ЦК|ЬК)ИЙ", 2, "ОГО ОМУ ИМ ОМ"),
        (".{2,}ИЙ", 2, "ИЯ ИЮ ИЕМ ИИ ЕГО ЕМУ ИМ ЕМ ОГО ОМУ ОМ"),
        (".{2,}[ЫО]Й", 2, "ОГО ОМУ ЫМ ИМ ОМ ОЯ ОЮ ОЕМ ОЕ"),
        (".{2,}АЯ", 2, "ОЙ УЮ ОЮ АИ АЕ АЮ АЕЙ"),
        (".{2,}ЯЯ", 2, "ЕЙ ЮЮ ЕЮ"),
        (".+ИЯ", 1, "И Ю ЕЙ ЕЮ"),
        (".+А", 1, "Ы И Е У ОЙ ОЮ ЕЙ ЕЮ"),
        (".+Я", 1, "И Е Ю ЕЙ ЕЮ"),
        (".+Ь", 1, "Я Ю ЕМ Е И ЬЮ"),
        (".+Й", 1, "Я Ю ЕМ Е И"),
        (".{2,}(?:ОВ|ЕВ|ИН|ЫН)", 0, "А У ЫМ ОМ Е"),
        (".+[^АЕИОУЫЭЮЯ]", 0, "А У ОМ ЕМ Е"),
    )
)
_UNCHANGED = re.compile(r".*(?:ЫХ|ИХ)|ОГЛЫ|КЫЗЫ|УЛЫ")
_FLEETING: Sequence[tuple[re.Pattern[str], str]] = tuple(
    (re.compile(ends), becomes)
    for ends, becomes in (
        ("(ПАВ|ОР|КОЗ)ЕЛ", r"\1Л"), ("(Л)ЕВ", r"\1ЬВ"), (r"(.{2,})ЕЦ", r"\1Ц"),
        (r"(.*[АЕОУ])[ЕЯ]Ц", r"\1ЙЦ"), (r"(.{2,}[ЛН])ЕК", r"\1ЬК"), (r"(.{2,})[ОЕ]К", r"\1К"),
        (r"(.{2,})Е(НЬ)", r"\1\2"), (r"(.{2,})О(ТЬ)", r"\1\2"), (r"(.{2,})ЕЙ", r"\1ЬЙ"),
    )
)  # fmt: skip
_PATRONYMIC = re.compile(r"\w+(?:ОВИЧ|ЕВИЧ|[ЕЬКМТ]ИЧ|ОВН|ЕВН|ИЧН|ИНИЧН)(?:А|У|ОМ|ЕМ|Е|Ы|ОЙ|ОЮ)?")
_TURKIC = frozenset({"ОГЛЫ", "КЫЗЫ", "УЛЫ"})
_SOFT_OR_I = re.compile("(?<=[^АЕИОУЫЭЮЯЬ])[ЬИ](?=[ЕЯ])")  # Наталья, Наталия; Юрьевич, Юриевич
_SAME_NAMES: Sequence[frozenset[str]] = tuple(
    frozenset(names.split())
    for names in (
        "АРТЕМ АРТЕМИЙ", "ДАНИИЛ ДАНИЛ ДАНИЛА", "ДАНИИЛОВИЧ ДАНИЛОВИЧ", "ДАНИИЛОВНА ДАНИЛОВНА",
        "ДМИТРИЙ ДИМИТРИЙ", "ГАВРИИЛ ГАВРИЛА", "СЕРГЕЙ СЕРГИЙ", "АЛЕКСЕЙ АЛЕКСИЙ", "ФЕДОР ФЕОДОР",
        "ТАТЬЯНА ТАТИАНА", "КСЕНИЯ КСЕНЬЯ АКСИНЬЯ", "ИВАН ИОАНН", "НИКОЛА НИКОЛАЙ",
        "МИХАИЛ МИХАЙЛО", "ЕЛИЗАВЕТА ЕЛИСАВЕТА",
    )
)


class Patronymic(StrEnum):
    """How the patronymic of a line compares with that of the person."""

    SAME = "same"
    MISSING = "missing"  # in one of the two
    INITIAL = "initial"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a folded text where a person's name stands.

    ``start`` and ``end`` count characters; ``bracketed`` says that it stands in round brackets;
    ``initials`` that the given name is only a letter; ``spelled`` that a given name or a patronymic
    is spelled in another way; ``half`` that of a double family name only a part is the same.
    """

    start: int
    end: int
    bracketed: bool
    initials: bool
    patronymic: Patronymic
    spelled: bool = False
    half: bool = False


def folded(text: str) -> str:
    """Return a text for comparing: capitals, Е for Ё, Cyrillic for look-alike Latin letters.

    What cannot be seen is left out; dashes and spaces are all of one kind, line ends among them.
    """
    return folded_lines((text,))[0].strip()


def folded_lines(texts: Sequence[str]) -> list[str]:
    """Return each text as :func:`folded` does, many at a time; a space may stand at their ends."""
    plain = _INVISIBLE.sub("", "\n".join(text.replace("\n", " ") for text in texts))
    if not plain.isascii():
        plain = _DASHES.sub("-", unicodedata.normalize("NFC", plain))
    capitals = _SPACES.sub(" ", plain).upper()
    return _ANY_ALIKE.sub(lambda letter: _ALIKE[letter[0]], capitals).split("\n")


def declined(word: str) -> frozenset[str]:
    """Return the forms of one folded word of a name in all cases, itself among them."""
    parts = [_declined(part) for part in word.split("-")]
    return frozenset("-".join(each) for each in product(*parts))


def _spellings(word: str) -> frozenset[str]:
    """Return how one folded given name or patronymic is spelled as well, not as it is here."""
    same = {word, _SOFT_OR_I.sub(lambda letter: "И" if letter[0] == "Ь" else "Ь", word)}
    for names in _SAME_NAMES:
        if word in names:
            same |= names
    return frozenset(same - {word})


def _declined(word: str) -> frozenset[str]:
    if _UNCHANGED.fullmatch(word):
        return frozenset({word})
    stems = [word]
    stems += [pattern.sub(stem, word) for pattern, stem in _FLEETING if pattern.fullmatch(word)]
    forms = {word}
    for ends, cut, endings in _ENDINGS:
        if ends.fullmatch(word):
            for stem in stems:
                root = stem[: len(stem) - cut]
                forms |= {root + ending for ending in endings.split()}
            break
    return frozenset(forms)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a line: where each stands, whether in brackets, whether a comma parts it."""

    words: list[str]
    spans: list[tuple[int, int]]
    bracketed: list[bool]
    parted: list[bool]

    @classmethod
    def of(cls, line: str) -> _Words:
        made, depth, parted = cls([], [], [], []), 0, False
        for found in _TOKEN_OR_MARK.finditer(line):
            if found[0] in "(),;":
                depth += (found[0] == "(") - (found[0] == ")")
                parted = True
                continue
            for word, span in _halves(found):
                made.words.append(word)
                made.spans.append(span)
                made.bracketed.append(depth > 0)
                made.parted.append(parted)
                parted = False
        return made


def _halves(found: re.Match[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield a word with its place; САМЕД-ОГЛЫ as two words, as it is mostly written."""
    father, _, turkic = found[0].rpartition("-")
    if turkic in _TURKIC and father:
        middle = found.start() + len(father)
        yield father, (found.start(), middle)
        yield turkic, (middle + 1, found.end())
    else:
        yield found[0], found.span()


class NameForms:
    """The forms of one person's name, ready to be looked for.

    Raises ValueError for a name without a family name or a given name.
    """

    def __init__(self, name: Name) -> None:
        self.text = name.native
        family = _words(name.family)
        self._given, given = self._parts(name.given)
        self._patronymic, father = self._parts(name.patronymic)
        if not (family and self._given):
            raise ValueError("a family name and a given name are needed")
        self._others = given | father
        self._families = [(tuple(map(declined, family)), False)]
        if len(family) == 1 and "-" in family[0]:
            halves = tuple(map(declined, family[0].split("-")))
            self._families += [(halves, False), *(((half,), True) for half in halves)]
        beginnings = {_beginning(words[0]) for words, _ in self._families}
        self.first = re.compile("|".join(map(re.escape, sorted(beginnings))))
        """Finds, fast, the lines where it is worth looking."""

    @staticmethod
    def _parts(text: str) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
        """Return the forms of each word, and those of them that are spelled in another way."""
        parts, others = [], set[str]()
        for word in _words(text):
            own = declined(word)
            other = frozenset[str]().union(*map(declined, _spellings(word))) - own
            parts.append(own | other)
            others |= other
        return tuple(parts), frozenset(others)

    def find(self, line: str) -> Iterator[Found]:
        """Yield the places in a folded line where this name stands, in whatever order and case."""
        if not self.first.search(line):
            return
        said = _Words.of(line)
        words = said.words
        for at in range(len(words)):
            end, half = self._family_at(words, at)
            if end == at:
                continue
            found = self._after(said, end) or self._before(words, at)
            if found:
                first, last, initials, patronymic = found
                start, stop = said.spans[min(first, at)][0], said.spans[max(last, end) - 1][1]
                spelled = not self._others.isdisjoint(words[first:last])
                yield Found(start, stop, said.bracketed[at], initials, patronymic, spelled, half)

    def _family_at(self, words: list[str], at: int) -> tuple[int, bool]:
        """Return where the family name ends that begins here, and whether it is only half of one;
        the same place where there is none.
        """
        for family, half in self._families:
            if (end := _run(words, at, family)) > at:
                return end, half
        (family, _), *others = self._families
        if not others and len(family) == 1 and not family[0].isdisjoint(words[at].split("-")):
            return at + 1, True
        return at, False

    def _after(self, said: _Words, at: int) -> tuple[int, int, bool, Patronymic] | None:
        """Look for the given name, and the patronymic, behind the family name.

        Another family name may stand between them in brackets.
        """
        words = said.words
        if not said.bracketed[at - 1]:
            while at < len(words) and said.bracketed[at]:
                at += 1
        end = _run(words, at, self._given)
        if end > at:
            last, how = self._patronymic_at(said, end)
            return at, last, False, how
        if at < len(words) and words[at] == self._initial(self._given):
            if at + 1 < len(words) and len(words[at + 1]) == 1:
                how = self._letter(words[at + 1])
                return (at, at + 2, True, how) if how is not Patronymic.OTHER else None
            return at, at + 1, True, Patronymic.MISSING
        return None

    def _before(self, words: list[str], at: int) -> tuple[int, int, bool, Patronymic] | None:
        """Look for the given name, and the patronymic, in front of the family name."""
        for size in (len(self._given) + len(self._patronymic), len(self._given)):
            start = at - size
            if start < 0:
                continue
            end = _run(words, start, self._given)
            if end == at:
                how = Patronymic.MISSING if self._patronymic else Patronymic.SAME
                return start, at, False, how
            if end > start and self._patronymic and _run(words, end, self._patronymic) == at:
                return start, at, False, Patronymic.SAME
        given, father = self._initial(self._given), self._initial(self._patronymic)
        if at >= 2 and words[at - 2] == given and words[at - 1] == father:
            return at - 2, at, True, Patronymic.INITIAL
        if at >= 1 and words[at - 1] == given and (at < 2 or len(words[at - 2]) > 1):
            return at - 1, at, True, Patronymic.MISSING
        return None

    def _patronymic_at(self, said: _Words, at: int) -> tuple[int, Patronymic]:
        words = said.words
        if self._patronymic and (end := _run(words, at, self._patronymic)) > at:
            return end, Patronymic.SAME
        word = words[at] if at < len(words) and not said.parted[at] else ""
        turkic = bool(word) and at + 1 < len(words) and words[at + 1] in _TURKIC
        if _PATRONYMIC.fullmatch(word) or turkic:
            how = Patronymic.OTHER if self._patronymic else Patronymic.MISSING
            return at + (2 if turkic else 1), how
        return at, Patronymic.MISSING if self._patronymic else Patronymic.SAME

    def _letter(self, letter: str) -> Patronymic:
        if not self._patronymic:
            return Patronymic.MISSING
        same = letter == self._initial(self._patronymic)
        return Patronymic.INITIAL if same else Patronymic.OTHER

    @staticmethod
    def _initial(part: tuple[frozenset[str], ...]) -> str:
        return min(part[0])[0] if part else ""


def _words(text: str) -> list[str]:
    """Return the folded words of a part of a name."""
    return [word for found in _TOKEN.finditer(folded(text)) for word, _ in _halves(found)]


def _run(words: list[str], at: int, part: tuple[frozenset[str], ...]) -> int:
    """Return where a part of a name ends that begins at *at*; *at* itself where it does not."""
    end = at + len(part)
    if part and end <= len(words) and all(map(_is_in, words[at:end], part)):
        return end
    return at


def _beginning(forms: frozenset[str]) -> str:
    """Return the letters that all forms of a word begin with."""
    first, last = min(forms), max(forms)
    same = next((at for at, letter in enumerate(first) if last[at] != letter), len(first))
    return first[:same]


def _is_in(word: str, forms: frozenset[str]) -> bool:
    return word in forms

