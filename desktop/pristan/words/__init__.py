"""The words of a language. A language is a file: ``i18n/<code>.po``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pristan.case import Called, Listed, Saying, say, short
from pristan.words.po import Catalog

__all__ = ["Words", "languages", "read_words"]


def _english_form(number: int) -> int:
    return 0 if number == 1 else 1


def _russian_form(number: int) -> int:
    last, last_two = number % 10, number % 100
    if last == 1 and last_two != 11:
        return 0
    return 1 if 2 <= last <= 4 and not 12 <= last_two <= 14 else 2


_FORMS: Mapping[str, Callable[[int], int]] = {"en": _english_form, "ru": _russian_form}


class Words:
    """Say a text in one language: found by context and English, English where it is missing."""

    def __init__(self, catalog: Catalog | None = None, code: str = "en") -> None:
        self.code = code
        self._form = _FORMS.get(code, _english_form)
        self._translations = (catalog or Catalog()).translations

    def __call__(self, context: str, english: str, **facts: Any) -> str:
        """Return the text with ``{name}`` places filled from *facts*."""
        return self.say(Saying(context, english, facts))

    def count(self, context: str, one: str, many: str, number: int, **facts: Any) -> str:
        """Return the text in the plural form that *number* asks for; ``{number}`` is filled in."""
        forms = self._translations(context, one)
        text = forms.get(self._form(number)) if forms else (one, many)[_english_form(number)]
        return (text or many).format(number=number, **facts)

    def say(self, saying: Saying) -> str:
        """Say a sentence that a room below made."""
        text = self._translations(saying.context, saying.english).get(0) or saying.english
        facts = {key: self._fact(fact) for key, fact in saying.facts.items()}
        return text.format(**facts) if facts else text

    def has(self, context: str, english: str) -> bool:
        """Whether a translator has written this text."""
        return bool(self._translations(context, english))

    def _fact(self, fact: Any) -> Any:
        match fact:
            case Saying():
                return self.say(fact)
            case Called():
                return short(fact.english if self.code == "en" else fact.own)
            case float():
                return f"{fact:g}".replace(".", "," if self.code == "ru" else ".")
            case Listed():
                return self._joined([self._fact(item) for item in fact.items])
        return fact

    def _joined(self, items: Sequence[Any]) -> str:
        *before, last = items
        match before:
            case []:
                return str(last)
            case [first]:
                return self.say(say("list.two", "{first} and {last}", first=first, last=last))
        said = ", ".join(map(str, before))
        return self.say(say("list.more", "{before}, and {last}", before=said, last=last))


def languages(directory: Path) -> list[str]:
    """Return the codes of the languages there are, English among them."""
    return sorted({"en", *(file.stem for file in directory.glob("*.po"))})


def read_words(directory: Path, code: str) -> Words:
    """Read a language; a language without a file is English."""
    file = directory / f"{code}.po"
    return Words(Catalog(file), code) if file.exists() else Words(code=code)
