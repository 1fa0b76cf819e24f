"""A sentence for a person, kept apart from the language in which it will be said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

_LONGEST: Final = 80  # characters of one thing in a sentence; whoever reads it knows the rest
_LAST_WORD: Final = 20  # of these at most are left out for a word that would be broken


def short(text: str) -> str:
    """Return a text as a sentence can name it: on one line, of at most 80 characters."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    if len(plain) <= _LONGEST:
        return plain
    end = max(plain.rfind(" ", _LONGEST - _LAST_WORD, _LONGEST), 0) or _LONGEST - 1
    return plain[:end].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Called:
    """A fact of a saying: how the person calls a thing, and how it is called in English.

    It is said in short: a title may be a whole page.
    """

    own: str
    english: str

    def __str__(self) -> str:
        return short(self.english)


@dataclass(frozen=True, slots=True)
class Listed:
    """A fact of a saying: several things, which a language joins in its own way."""

    items: tuple[Any, ...]

    def __str__(self) -> str:
        return ", ".join(map(str, self.items))


@dataclass(frozen=True, slots=True)
class Saying:
    """A text by context and English, with the facts to put in; the words room says it."""

    context: str
    english: str
    facts: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.english.format(**self.facts)


def say(context: str, english: str, **facts: Any) -> Saying:
    """Make a saying. Contexts are ``room.matter``; facts are named in the text as ``{name}``."""
    return Saying(context, english, facts)


class Problem(Exception):
    """Something a person must hear about, in plain words: what happened and what to do."""

    def __init__(self, saying: Saying) -> None:
        super().__init__(str(saying))
        self.saying = saying
