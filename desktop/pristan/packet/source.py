"""What a packet is made from: the case as the packet reads it."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from pristan.case import Answers, Called, Key, Told, machine_text, reviewed
from pristan.content import content_dir
from pristan.interview import Place, holds, keys
from pristan.interview.shown import Shower
from pristan.questions import Question, Questionnaire
from pristan.questions.lists import Country, read_countries
from pristan.review import Rules, read_rules
from pristan.words import Words, read_words

_FORMS: Final = ("lists", "review", "law")  # folders of those that are read here


class Kept(Protocol):
    """A file that is kept in the case."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int: ...
    @property
    def sha256(self) -> str: ...


@dataclass(frozen=True)
class Source:
    """A case to be printed: what was asked and answered, its files by id, and the words."""

    questionnaire: Questionnaire
    answers: Answers
    attachments: Mapping[str, Kept]
    countries: Mapping[str, Country]
    english: Words
    russian: Words
    sample: bool = False
    reviewed: str | None = None  # the digest of what a lawyer reviewed
    groups: Mapping[str, str] = field(default_factory=dict)  # of the index, by kind of exhibit
    today: date | None = None  # for what depends on a day, such as the open points of a memo
    rules: Rules | None = None  # what lawyers wrote of the form, for the same
    read: Mapping[str, Mapping[int, machine_text.Words]] = field(default_factory=dict)
    """What a machine read: words by attachment and page."""

    @cached_property
    def shown(self) -> Shower:
        """Return what says any answer in English."""
        return Shower(self.questionnaire, self.answers, self.english, self.countries)

    @cached_property
    def shown_own(self) -> Shower:
        """Return what says any answer in Russian."""
        return Shower(self.questionnaire, self.answers, self.russian, self.countries)

    @cached_property
    def asked(self) -> tuple[tuple[Place, Question, Key], ...]:
        """Return every question that applies now, with its place and its key."""
        return tuple(keys(self.questionnaire, self.answers))

    def called(self, item: str) -> Called:
        """Return how an item is called, in both languages; "" in both while it has no title."""
        own, english = self.shown_own.title(item), self.title(item)
        return Called(own or english, english or own)

    def title(self, item: str) -> str:
        """Return how an item is called, in English, for print."""
        return self.shown.title(item, own_words=False)

    def given(self, question: str, item: str = "") -> str:
        """Return what was answered, in English; "" where nothing was given or it is not asked."""
        return self._said(self.shown, question, item)

    def own(self, question: str, item: str = "") -> str:
        """Return what was answered, in Russian; "" where nothing was given or it is not asked."""
        return self._said(self.shown_own, question, item)

    def _said(self, shown: Shower, question: str, item: str) -> str:
        found = self.questionnaire.questions.get(question)
        value = self.answers.value(question, item)
        if found is None or value is None:
            return ""
        return shown.value(found, value).strip() if self._asked(found, item) else ""

    def _asked(self, question: Question, item: str) -> bool:
        """Whether a question is asked now, and so are its screen and its section."""
        screen = self.questionnaire.screens[self.questionnaire.screen_of[question.id]]
        home = self.questionnaire.section_of[screen.id]
        section = next(each for each in self.questionnaire.sections if each.id == home)
        rules = (section.when, screen.when, question.when)
        return all(holds(rule, item, self.questionnaire, self.answers) for rule in rules)

    def told(self, key: Key) -> Told | None:
        """Return a told text that was given, or None."""
        value = self.answers.value(key.question, key.item)
        return value if isinstance(value, Told) and value.text.strip() else None


class Vault(Protocol):
    """What a packet reads of a case file, beside the answers."""

    @property
    def sample(self) -> bool: ...
    def setting(self, name: str) -> str | None: ...
    def settings(self, prefix: str) -> Mapping[str, str]: ...
    def attachments(self) -> Sequence[Kept]: ...


def read_source(questionnaire: Questionnaire, answers: Answers, vault: Vault) -> Source:
    """Return an open case as the packet reads it, with the words and lists that it needs."""
    content = _content()
    return Source(
        questionnaire,
        answers,
        {each.id: each for each in vault.attachments()},
        content.countries,
        content.english,
        content.russian,
        vault.sample,
        vault.setting(reviewed.SETTING),
        content.groups,
        date.today(),
        content.rules,
        machine_text.by_page(vault.settings(machine_text.PREFIX)),
    )


class _Content(NamedTuple):
    """What packets of all cases read of this installation."""

    countries: Mapping[str, Country]
    english: Words
    russian: Words
    groups: Mapping[str, str]
    rules: Rules


def _content() -> _Content:
    """Return it; it is read again where a file has another date or another size."""
    forms, words = content_dir("forms"), content_dir("i18n")
    folders = (*(forms / name for name in _FORMS), words)
    return _read_content(forms, words, tuple(map(_as_of, folders)))


@lru_cache(maxsize=1)
def _read_content(forms: Path, words: Path, _as_of: object) -> _Content:
    return _Content(
        read_countries(forms),
        read_words(words, "en"),
        read_words(words, "ru"),
        read_groups(forms),
        read_rules(forms),
    )


def _as_of(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Return the files of a folder with their dates and sizes; a link is known by its own."""
    with os.scandir(folder) as files:
        told = [(each.name, each.stat(follow_symlinks=False)) for each in files]
    return frozenset((name, each.st_mtime_ns, each.st_size) for name, each in told)


def read_groups(forms: Path) -> dict[str, str]:
    """Return the part of the index in which a kind of exhibit belongs, by kind."""
    with (forms / "lists" / "exhibit-groups.tsv").open(encoding="utf-8", newline="") as file:
        return {row["kind"]: row["group"] for row in csv.DictReader(file, delimiter="\t")}
