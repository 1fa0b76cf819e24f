"""Collect an author's mistakes while a form is read, so that all are told at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pristan.case import Saying, say


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: the file, the section, screen or question, and what to write instead."""

    file: str
    where: str
    problem: Saying

    @property
    def saying(self) -> Saying:
        """Return the mistake as one sentence."""
        if not self.where:
            return say("forms.in_file", "{file}: {problem}", file=self.file, problem=self.problem)
        return say(
            "forms.in_place",
            "{file}, {where}: {problem}",
            file=self.file,
            where=self.where,
            problem=self.problem,
        )


@dataclass
class Notes:
    """The mistakes so far, and the file being read."""

    mistakes: list[Mistake] = field(default_factory=list)
    file: str = ""

    def about(self, file: Path) -> Notes:
        """Return notes on another file; the mistakes go into the same list."""
        return Notes(self.mistakes, file.name)

    def note(self, where: str, problem: Saying) -> None:
        """Write down a mistake."""
        self.mistakes.append(Mistake(self.file, where, problem))

    def unknown_words(self, where: str, raw: Mapping[str, Any], known: frozenset[str]) -> None:
        """Note every word that means nothing here, with the nearest one that does."""
        for word in raw.keys() - known:
            near = difflib.get_close_matches(str(word), known, n=1)
            self.note(
                where,
                say(
                    "forms.word_near",
                    "`{word}:` means nothing here; did you mean `{near}:`?",
                    word=word,
                    near=near[0],
                )
                if near
                else say(
                    "forms.word",
                    "`{word}:` means nothing here; known are {known}",
                    word=word,
                    known=", ".join(sorted(known)),
                ),
            )

    def text(self, where: str, raw: Mapping[str, Any], word: str, *, needed: bool = True) -> str:
        """Return a text, or note that it is missing."""
        found = raw.get(word)
        if found is None and not needed:
            return ""
        if isinstance(found, str) and found.strip():
            return found.strip()
        self.note(
            where,
            say("forms.text", "`{word}:` needs a text", word=word)
            if found is None or isinstance(found, str)
            else say("forms.quotes", "`{word}:` is a text; put it in quotes", word=word),
        )
        return ""

    def flag(self, where: str, raw: Mapping[str, Any], word: str) -> bool:
        """Return a yes or no; no where it is not written."""
        found = raw.get(word, False)
        if not isinstance(found, bool):
            self.note(where, say("forms.flag", "`{word}:` is yes or no", word=word))
        return bool(found)

    def mappings(
        self, where: str, raw: Mapping[str, Any], word: str, *, needed: bool = True
    ) -> list[Mapping[str, Any]]:
        """Return a list of entries, or note that it is missing."""
        found = raw.get(word)
        if found is None and not needed:
            return []
        if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
            self.note(
                where,
                say(
                    "forms.entries", "`{word}:` is a list; each entry begins with a dash", word=word
                ),
            )
            return []
        return found


def one_of(word: str, found: object, known: Iterable[str]) -> Saying:
    """Return what is wrong with a word that is not among the known ones, and the nearest one."""
    known = [str(each) for each in known]
    near = difflib.get_close_matches(str(found), known, n=1)
    if near:
        return say(
            "forms.did_you_mean",
            "`{word}: {found}` is not known; did you mean {near}?",
            word=word,
            found=str(found),
            near=near[0],
        )
    return say("forms.one_of", "`{word}` must be one of {known}", word=word, known=", ".join(known))
