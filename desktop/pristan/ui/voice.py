"""In which language the window speaks: one of them, or Russian and English side by side."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pristan.case import Saying
from pristan.words import Words, read_words

Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")


class Voice:
    """The words of the window, and one or two texts for everything that is asked.

    ``both`` is for a volunteer who sits beside the applicant: what is asked stands in Russian and
    in English, one under the other; buttons speak Russian, the applicant's language.
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
        self.words = self._in(self.code)
        self._asking = tuple(self._in(each) for each in LANGUAGES) if both else (self.words,)

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
        saying = Saying(context, english)
        texts = (words.say(saying) for words in self._asking)
        return tuple(dict.fromkeys(texts))

    def line(self, context: str, english: str) -> str:
        """Return a text of the interview on one line, for names, lists and screen readers."""
        return " / ".join(self.asked(context, english))
