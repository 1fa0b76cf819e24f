"""The shape of an interview. Everything is frozen: nobody edits it at run time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pristan.case import Saying


class Type(StrEnum):
    """What kind of answer a question takes; each has one widget and one plain form in YAML."""

    TEXT = "text"  # str, or Told where the question is `told`
    LONG_TEXT = "long_text"  # Told
    YES_NO = "yes_no"  # bool
    CHOICE = "choice"  # str: the id of an option
    CHOICES = "choices"  # tuple of option ids
    DATE = "date"  # Remembered
    PERSON = "person"  # Links to one item of the list `of`
    NAME = "name"  # Name
    ADDRESS = "address"  # Address
    COUNTRY = "country"  # str: ISO 3166-1 alpha-2, or SU
    PHONE = "phone"  # str
    NUMBER = "number"  # str: as printed; `kind` says which number, for a soft check
    ARTICLES = "articles"  # tuple of Article
    EXHIBITS = "exhibits"  # Links to items of the list `of`
    FILES = "files"  # Links to attachments
    PAGES = "pages"  # Sheets: how attachments are printed; edited with them, never asked by itself
    LIST = "list"  # Items, each with screens of its own


@dataclass(frozen=True, slots=True)
class Is:
    """``when: {question: value}``: the answer is one of *values* (for several choices: has one)."""

    question: str
    values: tuple[str | bool, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """``when: {answered: question}``: something was given."""

    question: str


@dataclass(frozen=True, slots=True)
class All:
    """``when: {all: [...]}``, or several questions side by side."""

    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """``when: {any: [...]}``"""

    rules: tuple[Rule, ...]


Rule = Is | Answered | All | AnyOf


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from."""

    id: str
    text: str
    heading: str = ""  # stands above it, where a long list is in groups


@dataclass(frozen=True)
class Question:
    """One question, as its author wrote it. Texts are English; ``texts()`` gives their contexts."""

    id: str
    type: Type
    ask: str
    help: str = ""  # why it is asked, in one or two sentences
    example: str = ""
    options: tuple[Option, ...] = ()
    when: Rule | None = None
    needed: bool = False  # unanswered, it is an open point
    optional: bool = False  # unanswered, it is not counted: most people have nothing to say
    told: bool = False  # kept with its language and the English beside it
    offers: str = ""  # text: a list in forms/lists whose names are offered while one types
    kind: str = ""  # which number: a_number, i94, passport, criminal_case, …
    of: str = ""  # person, exhibits: the list they come from
    declare: bool = False  # printed in the declaration, in the person's own words
    item: ItemForm | None = None  # list: what each item asks

    @property
    def asked(self) -> bool:
        """Whether it has a place of its own on its screen."""
        return self.type is not Type.PAGES

    def texts(self) -> Iterator[Saying]:
        """Yield every text of this question by context and English."""
        yield Saying(f"{self.id}.ask", self.ask)
        if self.help:
            yield Saying(f"{self.id}.help", self.help)
        if self.example:
            yield Saying(f"{self.id}.example", self.example)
        for option in self.options:
            yield Saying(f"{self.id}.{option.id}", option.text)
            if option.heading:
                yield Saying(f"{self.id}.{option.id}.heading", option.heading)
        if self.item:
            yield Saying(f"{self.id}.one", self.item.one)
            yield Saying(f"{self.id}.add", self.item.add)
            yield Saying(f"{self.id}.empty", self.item.empty)
            for screen in self.item.screens:
                yield from screen.texts()


@dataclass(frozen=True)
class ItemForm:
    """What each item of a list asks, and how an item is called."""

    one: str  # "An event"
    add: str  # "Add an event"
    empty: str  # what a person reads where the list has no item yet
    title: tuple[str, ...]  # the questions whose answers name an item on its card
    screens: tuple[Screen, ...]


@dataclass(frozen=True)
class Screen:
    """What is asked together. A screen may have a note and no question: something to read first."""

    id: str
    title: str
    questions: tuple[Question, ...] = ()
    note: str = ""
    when: Rule | None = None

    def texts(self) -> Iterator[Saying]:
        """Yield every text of this screen and its questions."""
        yield Saying(f"{self.id}.title", self.title)
        if self.note:
            yield Saying(f"{self.id}.note", self.note)
        for question in self.questions:
            yield from question.texts()


@dataclass(frozen=True)
class Section:
    """A part of the interview: one file."""

    id: str
    title: str
    screens: tuple[Screen, ...]
    painful: bool = False  # announced before it begins; may be skipped whole
    when: Rule | None = None

    def texts(self) -> Iterator[Saying]:
        """Yield every text of this section."""
        yield Saying(f"{self.id}.title", self.title)
        for screen in self.screens:
            yield from screen.texts()


@dataclass(frozen=True)
class Questionnaire:
    """The whole interview, with the ways to find things in it."""

    sections: tuple[Section, ...]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Return every question by id, in the order of the interview, those of items included."""
        return {question.id: question for _, _, question in self._walk()}

    @cached_property
    def screens(self) -> dict[str, Screen]:
        """Return every screen by id."""
        return {screen.id: screen for _, screen in self._all_screens()}

    @cached_property
    def home(self) -> dict[str, str]:
        """Return, by question id, the list question whose items ask it; "" at the top."""
        return {question.id: list_id for list_id, _, question in self._walk()}

    @cached_property
    def screen_of(self) -> dict[str, str]:
        """Return, by question id, the id of the screen that asks it."""
        return {question.id: screen.id for _, screen, question in self._walk()}

    @cached_property
    def section_of(self) -> dict[str, str]:
        """Return, by screen id, the id of its section."""
        return {
            screen.id: section.id
            for section in self.sections
            for _, screen in _screens_below(section.screens, "")
        }

    def texts(self) -> Iterator[Saying]:
        """Yield every text a translator must see."""
        for section in self.sections:
            yield from section.texts()

    def _walk(self) -> Iterator[tuple[str, Screen, Question]]:
        for list_id, screen in self._all_screens():
            for question in screen.questions:
                yield list_id, screen, question

    def _all_screens(self) -> Iterator[tuple[str, Screen]]:
        for section in self.sections:
            yield from _screens_below(section.screens, "")


def _screens_below(screens: tuple[Screen, ...], list_id: str) -> Iterator[tuple[str, Screen]]:
    for screen in screens:
        yield list_id, screen
        for question in screen.questions:
            if question.item:
                yield from _screens_below(question.item.screens, question.id)
