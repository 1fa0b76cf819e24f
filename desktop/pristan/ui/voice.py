"""In which language the window speaks: one of them, or Russian and English side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from pristan.case import Saying
from pristan.words import Words, read_words

Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")


_ONE_LINE = 28  # letters: two texts that are longer together stand one under the other


class Paired(Words):
    """Says a text without facts in every language, the first one first; all else in the first."""

    def __init__(self, languages: Sequence[Words]) -> None:
        super().__init__(code=languages[0].code)
        self._languages = languages

    def __call__(self, context: str, english: str, **facts: Any) -> str:
        if facts:
            return self._languages[0](context, english, **facts)
        texts = [words(context, english) for words in self._languages]
        return paired(texts)

    def count(self, context: str, one: str, many: str, number: int, **facts: Any) -> str:
        return self._languages[0].count(context, one, many, number, **facts)

    def say(self, saying: Saying) -> str:
        return self._languages[0].say(saying)

    def has(self, context: str, english: str) -> bool:
        return self._languages[0].has(context, english)


def paired(texts: Sequence[str]) -> str:
    """Return texts of the same meaning as one: side by side where they are short."""
    each = list(dict.fromkeys(texts))
    return (" / " if sum(map(len, each)) <= _ONE_LINE else "\n").join(each)


class Voice:
    """The words of the window, and one or two texts for everything that is asked.

    ``both`` is for a volunteer who sits beside the applicant: what is asked stands in Russian and
    in English, one under the other, and so do buttons and headings. What the case itself holds, a
    date or a name, is said once, in ``own``: the applicant's language.
    """

    def __init__(
        self,
        directory: Path,
        code: Language = "en",
        both: bool = False,
        read: dict[str, Words] | None = None,
    ) -> None:
        self._directory = directory
        self._read = {} if read is None else read
        self.code: Language = "ru" if both else code
        self.both = both
        self.own = self._in(self.code)
        self._asking = tuple(self._in(each) for each in LANGUAGES) if both else (self.own,)
        self.words: Words = Paired(self._asking) if both else self.own

    def turned(self, code: Language, both: bool) -> Voice:
        """Return the voice for another choice of languages."""
        return Voice(self._directory, code, both, self._read)

    def read_all(self) -> None:
        """Read the languages that are not shown yet, so that turning to one takes no time."""
        for code in LANGUAGES:
            self._in(code)

    def _in(self, code: str) -> Words:
        if code not in self._read:
            self._read[code] = read_words(self._directory, code)
        return self._read[code]

    def asked(self, context: str, english: str) -> tuple[str, ...]:
        """Return a text of the interview in every language that is shown now."""
        return self.said(Saying(context, english))

    def said(self, saying: Saying) -> tuple[str, ...]:
        """Return what a room below says in every language that is shown now."""
        return tuple(dict.fromkeys(words.say(saying) for words in self._asking))

    def line(self, context: str, english: str) -> str:
        """Return a text of the interview on one line, for names, lists and screen readers."""
        return " / ".join(self.asked(context, english))
