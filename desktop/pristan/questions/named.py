"""Names with an agreed English: those of a list, and those that are built as a list shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pristan.case.latin import SCHEMES

_DISTRICT = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?<=[иыо]й)"  # "Центральный", "Тверской"
_FREE: Mapping[str, str] = {"district": _DISTRICT, "number": r"\d+"}
# Named by what it is; any other name is spelled, not told
_CENTRAL: Mapping[str, str] = {"Центральный": "Central"}
_MOST = 8  # names that are built for what is typed


@dataclass(frozen=True)
class Pattern:
    """How a name is built around a word that stands in no list: ``{district} районный суд``."""

    ru: str
    en: str

    def english(self, name: str) -> str:
        """Return the English of a name that is built so; "" for any other."""
        found = self._built.fullmatch(name)
        words = found.groupdict() if found else {}
        return self.en.format(**{slot: _said(slot, words[slot]) for slot in words}) if found else ""

    def begun(self, typed: str) -> str:
        """Return the name that begins as it is typed, once its own word is whole; else ""."""
        word = typed.split(" ", 1)[0]
        if not self.ru.startswith("{district}") or not re.fullmatch(_DISTRICT, word):
            return ""
        name = self.ru.replace("{district}", word)
        return name if name.casefold().startswith(typed.casefold()) else ""

    @cached_property
    def _built(self) -> re.Pattern[str]:
        parts = re.split(r"\{(\w+)\}", self.ru)
        return re.compile("".join(
            f"(?P<{part}>{_FREE[part]})" if at % 2 else re.escape(part)
            for at, part in enumerate(parts)
        ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """The names that a question offers, each with its English, and how others are built."""

    agreed: Mapping[str, str]
    patterns: Sequence[Pattern] = ()

    def english(self, name: str) -> str:
        """Return the agreed English of a Russian name; "" where there is none."""
        if found := self.agreed.get(name):
            return found
        return next((each for each in (one.english(name) for one in self.patterns) if each), "")

    def built(self, typed: str) -> list[str]:
        """Return the names that what is typed may become, and that stand in no list."""
        found: Iterator[str] = (pattern.begun(typed) for pattern in self.patterns)
        return list(filter(None, found))[:_MOST]


def _said(slot: str, word: str) -> str:
    if slot == "number":
        return word
    maps = next(scheme for scheme in SCHEMES if scheme.id == "bgn_pcgn")
    # A map would write "Leninskiy"; papers of courts in English write "Leninsky"
    return _CENTRAL.get(word) or re.sub(r"(?:iy|yy)\b", "y", maps.spell(word))
