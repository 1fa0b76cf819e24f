"""How Russian papers have spelled Cyrillic names in Latin letters: offered, never forced.

A passport may keep an older spelling at its holder's request, so what it prints is always right;
these tables only save typing and say why two papers of one person differ.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from pristan.case.saying import Saying, say

_VOWELS = "аеёиоуыэюя"

# What all schemes share, and what ICAO Doc 9303 says for the rest. The tables: iuliia schema
# collection, commit a9468d0; the ICAO column also in two published orders. Checked 2026-11-22.
_LETTERS: Mapping[str, str] = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ъ": "ie", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip


@dataclass(frozen=True)
class Scheme:
    """One way to spell: in which papers, when, by which rule.

    ``until`` is None for a rule that is still in force. ``rules`` are tried before the letters, in
    order, at each place of a word in lower case.
    """

    id: str
    called: Saying
    since: int
    until: int | None
    source: str
    passport: bool  # printed in passports for travel; the others are for licenses and maps
    letters: Mapping[str, str]
    rules: tuple[tuple[re.Pattern[str], str], ...] = ()

    def spell(self, native: str) -> str:
        """Return a text in Latin letters; a letter that is not Russian stays as it is."""
        text = unicodedata.normalize("NFC", native)
        return re.sub(r"\w+", lambda word: self._word(word[0]), text)

    def _word(self, word: str) -> str:
        low, at, out = word.lower(), 0, []
        while at < len(low):
            for pattern, latin in self.rules:
                if found := pattern.match(low, at):
                    out.append(latin)
                    at = found.end()
                    break
            else:
                out.append(self.letters.get(low[at], low[at]))
                at += 1
        spelled = "".join(out)
        if len(word) > 1 and word.isupper():
            return spelled.upper()
        return spelled[:1].upper() + spelled[1:] if word[:1].isupper() else spelled


SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        id="icao",
        called=say("latin.icao", "passports since about 2014 (ICAO Doc 9303)"),
        since=2014,
        until=None,
        source="FMS Order 320 of 15.10.2012, in practice from 2014; MVD Order 889 of 27.11.2017",
        passport=True,
        letters=_LETTERS,
    ),
    Scheme(
        id="gost_52535",
        called=say("latin.gost_52535", "passports of 2010 to 2014 (GOST R 52535.1-2006)"),
        since=2010,
        until=2014,
        source="FMS Order 26 of 03.02.2010, in force 16.03.2010",
        passport=True,
        letters={**_LETTERS, "ц": "tc", "ъ": ""},
    ),
    Scheme(
        id="mvd_310",
        called=say("latin.mvd_310", "passports of 1997 to 2010 (MVD Order 310)"),
        since=1997,
        until=2010,
        # The order prints " and ' for the hard and the soft sign; passports leave them out.
        source="MVD Order 310 of 26.05.1997, edition of Order 1047 of 31.12.2003",
        passport=True,
        letters={**_LETTERS, "й": "y", "ъ": "", "ю": "yu", "я": "ya"},
        rules=((re.compile("[ьъ]е"), "ye"),),
    ),
    Scheme(
        id="french",
        called=say("latin.french", "passports before 1997 (by the rules of French)"),
        since=1960,
        until=1997,
        source="Practice of the USSR and of Russia before 1997; the French table of MVD Order 310",
        passport=True,
        letters={
            **_LETTERS,
            "ж": "j",
            "у": "ou",
            "ч": "tch",
            "ш": "ch",
            "щ": "chtch",
            "ъ": "",
            "ю": "iou",
        },
        rules=(
            (re.compile("г(?=[еиы])"), "gu"),
            (re.compile("ье"), "ie"),
            (re.compile("кс"), "x"),
            (re.compile(f"(?<=[{_VOWELS}])с(?=[{_VOWELS}])"), "ss"),
            (re.compile(r"ин(?!\w)"), "ine"),
        ),
    ),
    Scheme(
        id="mvd_782",
        called=say("latin.mvd_782", "driving licenses since 2000 (MVD Order 782)"),
        since=2000,
        until=None,
        source="MVD Order 782 of 20.07.2000",
        passport=False,
        letters={**_LETTERS, "ё": "yo", "й": "y", "ъ": "'", "ь": "'", "ю": "yu", "я": "ya"},
        rules=(
            (re.compile("[ьъ]е"), "ye"),
            (re.compile("[ьъ]ё"), "yo"),
            (re.compile("ьи"), "yi"),
            (re.compile(f"(?<=[{_VOWELS}])е"), "ye"),
            (re.compile("(?<=[жчшщ])ё"), "e"),
            (re.compile("(?<=[бвгдзклмнпрстфхц])ё"), "ye"),
        ),
    ),
    Scheme(
        id="bgn_pcgn",
        called=say("latin.bgn_pcgn", "US and British maps and documents (BGN/PCGN)"),
        since=1947,
        until=None,
        # The signs for ъ and ь and the two dots of ё are left out, as ordinary papers do.
        source="BGN/PCGN 1947 System, simplified",
        passport=False,
        letters={**_LETTERS, "й": "y", "ъ": "", "ю": "yu", "я": "ya"},
        rules=(
            (re.compile(rf"(?:(?<!\w)|(?<=[{_VOWELS}йъь]))е"), "ye"),
            (re.compile(rf"(?:(?<!\w)|(?<=[{_VOWELS}йъь]))ё"), "yo"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A spelling in capital letters, as papers print names, and the newest scheme that gives it."""

    scheme: Scheme
    text: str


def offers(native: str) -> list[Offer]:
    """Return the spellings that papers of several years may have, newest rule first, each once.

    A name that is not in Russian letters has none: nothing is guessed for it.
    """
    found: dict[str, Offer] = {}
    for scheme in SCHEMES:
        text = scheme.spell(native.strip()).upper()
        if text != native.strip().upper() and not re.search("[\u0400-\u04ff]", text):
            found.setdefault(text, Offer(scheme, text))
    return list(found.values())


def scheme_of(native: str, latin: str) -> Scheme | None:
    """Return the newest scheme by which *latin* spells *native*; None where no scheme does.

    Neither case nor apostrophes nor the order of the words matter, nor a word that is left out:
    papers of one year print them differently.
    """
    wanted = words_of(latin)
    for scheme in SCHEMES:
        if wanted and wanted <= words_of(scheme.spell(native)):
            return scheme
    return None


def words_of(name: str) -> frozenset[str]:
    """Return the words of a name for comparing: no capitals, no apostrophes, ё as е."""
    plain = unicodedata.normalize("NFC", name).casefold().replace("ё", "е")
    return frozenset(re.findall(r"[^\W\d_]+", re.sub("['’ʹ`]", "", plain)))
