"""The declaration: the applicant's own sentences, numbered; headings are all that is added.

Nothing here writes a sentence of the story. A heading is the title of a section, the name and date
that the person gave to an event, or the noun that was chosen for it ("Arrest in absentia"), and
claims nothing; a paragraph is what the person told, in the order of the interview.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pristan.case import Called, Key, Links, Remembered, Saying, Told, say, short
from pristan.interview import Place
from pristan.interview.shown import in_russian_words
from pristan.packet.exhibits import Exhibit
from pristan.packet.references import Block, Reference, with_references, without_exhibit
from pristan.packet.source import Source
from pristan.questions import ItemForm, Question, Type


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in both languages; level 1 is a section, deeper ones are what is in it.

    ``of`` is the id of the section or screen that it names; "" for an item, which has a name.
    """

    level: int
    english: str
    own: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph: its blocks in English and as told; empty where that is missing."""

    number: int
    english: tuple[Block, ...]
    own: tuple[Block, ...]
    language: str


@dataclass(slots=True)
class Group:
    """Paragraphs under their headings, and the ids of the exhibits cited after the last."""

    headings: tuple[Heading, ...]
    paragraphs: list[Paragraph] = field(default_factory=list)
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """All groups in order, and what is not ready."""

    groups: tuple[Group, ...]
    problems: tuple[Saying, ...]
    references: tuple[Reference, ...] = ()  # that found their exhibit, each once


def story(source: Source, exhibits: list[Exhibit]) -> Story:
    """Return the declaration of a case: told texts of questions marked ``declare``, in order."""
    return _Teller(source, exhibits).tell()


def paired(told: Told) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the paragraphs of one answer as (English, own) blocks.

    Where both have as many paragraphs they go side by side one by one; otherwise nobody can say
    which belongs to which, and the whole answer is one paragraph.
    """
    english = blocks(told.declared)
    own = blocks(told.text) if told.language != "en" else ()
    if told.language == "en":
        return [((block,), ()) for block in english]
    if len(english) == len(own):
        return [((left,), (right,)) for left, right in zip(english, own, strict=True)]
    return [(english, own)]


def blocks(text: str) -> tuple[str, ...]:
    """Split a text at its empty lines."""
    return tuple(filter(None, (part.strip() for part in re.split(r"\n[ \t]*\n", text))))


def capital(name: str) -> str:
    """Return a name as it begins a line."""
    return name[:1].upper() + name[1:]


def tells(form: ItemForm) -> bool:
    """Whether an item of a list is told in the declaration, itself or in a list of its own."""
    return any(
        question.declare or (question.item is not None and tells(question.item))
        for screen in form.screens
        for question in screen.questions
    )


class _Teller:
    def __init__(self, source: Source, exhibits: list[Exhibit]) -> None:
        self._source = source
        self._exhibits = exhibits  # in the order of the packet
        self._groups: list[Group] = []
        self._last: dict[str, Group] = {}  # by the section or item that it belongs to
        self._references: dict[Reference, None] = {}
        self._headed: set[str] = set()
        self._past_items = ""  # the section in which an item has been headed
        self._cited: dict[str, list[str]] = {}
        self._problems: list[Saying] = []
        self._number = 0

    def tell(self) -> Story:
        at = ("", "")
        for place, question, key in self._source.asked:
            home = self._home(place)
            if question.type is Type.EXHIBITS:
                self._cite(home, key)
            elif question.declare and (told := self._source.told(key)):
                section = self._source.questionnaire.section_of[place.screen]
                after_items = not place.item and self._past_items == section
                spot = (home, place.screen if after_items else "")
                if spot != at:
                    group = Group(tuple(self._headings(place)))
                    self._groups.append(group)
                    self._last[home] = group
                    at = spot
                self._add(self._groups[-1], question, key, told)
        for home, ids in self._cited.items():
            if home in self._last:
                self._last[home].exhibits = tuple(dict.fromkeys(ids))
        self._problems += self._untold()
        return Story(tuple(self._groups), tuple(self._problems), tuple(self._references))

    def _add(self, group: Group, question: Question, key: Key, told: Told) -> None:
        if not told.in_english.strip():
            self._note("packet.no_english", question, key)
        elif told.language == "en" and self._source.answers.value("speaks_english") is False:
            self._note("packet.no_own", question, key)
        if told.edited.strip():
            self._note_edit(told, question, key)
        for english, own in paired(told):
            self._number += 1
            left, right = (tuple(map(self._found, side)) for side in (english, own))
            group.paragraphs.append(Paragraph(self._number, left, right, told.language))

    def _found(self, text: str) -> Block:
        """Return a text with the exhibits it refers to; name those that there are not."""
        block = with_references(text, self._exhibits)
        if not isinstance(block, str):
            found = (each for each in block if isinstance(each, Reference) and each.exhibit)
            self._references.update(dict.fromkeys(found))
        for title in without_exhibit(block):
            self._problems.append(
                say(
                    "packet.no_reference",
                    "The story refers to an exhibit called “{title}”. There is none of that title, "
                    "or more than one; the declaration shows a gap.",
                    title=short(title),
                )
            )
        return block

    def _untold(self) -> Iterator[Saying]:
        """Name what was entered as an event or a case and has not a sentence in the declaration."""
        told = {item for item in self._last if self._source.answers.home(item)}
        for list_key in dict.fromkeys(self._lists()):
            for item in self._source.answers.items(list_key.question, list_key.item):
                if not any(self._within(inner, item) for inner in told):
                    yield say(
                        "packet.untold",
                        "“{item}” is in the answers, and the declaration does not tell of it.",
                        item=self._called(item),
                    )

    def _called(self, item: str) -> Called:
        called = self._source.called(item)
        if called.own:
            return called
        english, own = self._item_names(item)
        return Called(own, english)

    def _lists(self) -> Iterator[Key]:
        """Yield the lists that are asked now, at the top, whose items are told in words."""
        for _, question, key in self._source.asked:
            if question.item and not key.item and tells(question.item):
                yield key

    def _within(self, inner: str, item: str) -> bool:
        while inner and inner != item:
            home = self._source.answers.home(inner)
            inner = home.item if home else ""
        return inner == item

    def _note_edit(self, told: Told, question: Question, key: Key) -> None:
        asked = self._asked(question, key)
        if told.edit_passed:
            self._problems.append(
                say(
                    "packet.edit_passed",
                    "“{question}”: the answer changed after the lawyer edited it, so the "
                    "declaration has the answer as it is now, without the edit.",
                    question=asked,
                )
            )
        else:
            self._problems.append(
                say(
                    "packet.edited",
                    "“{question}”: the declaration has the lawyer's edit. It is read back to the "
                    "applicant before signing, as everything is.",
                    question=asked,
                )
            )

    def _asked(self, question: Question, key: Key) -> Saying:
        asked = Saying(f"{question.id}.ask", question.ask)
        item = self._source.called(key.item) if key.item else None
        if item and item.own:
            asked = say("packet.asked_of", "{question} ({item})", question=asked, item=item)
        return asked

    def _note(self, context: str, question: Question, key: Key) -> None:
        asked = self._asked(question, key)
        if context == "packet.no_english":
            self._problems.append(
                say(
                    "packet.no_english",
                    "“{question}”: there is no English yet; the declaration shows a gap.",
                    question=asked,
                )
            )
        else:
            self._problems.append(
                say(
                    "packet.no_own",
                    "“{question}”: it was told in English, and there is no Russian to read back.",
                    question=asked,
                )
            )

    def _cite(self, home: str, key: Key) -> None:
        links = self._source.answers.value(key.question, key.item)
        if isinstance(links, Links):
            there = {exhibit.id for exhibit in self._exhibits}
            found = [id_ for id_ in links.ids if id_ in there]
            self._cited.setdefault(home, []).extend(found)

    def _home(self, place: Place) -> str:
        return place.item or f"section {self._source.questionnaire.section_of[place.screen]}"

    def _headings(self, place: Place) -> Iterator[Heading]:
        """Yield the headings, outermost first, that have not been printed yet."""
        chain = [place.item] if place.item else []
        while chain and (home := self._source.answers.home(chain[0])) and home.item:
            chain.insert(0, home.item)
        name = self._source.questionnaire.section_of[place.screen]
        section = next(each for each in self._source.questionnaire.sections if each.id == name)
        if name not in self._headed:
            self._headed.add(name)
            russian = self._source.russian(f"{section.id}.title", section.title)
            yield Heading(1, section.title, russian, section.id)
        for level, item in enumerate(chain, start=2):
            if item not in self._headed:
                self._headed.add(item)
                self._past_items = name
                yield Heading(level, *self._item_names(item))
        if not chain and self._past_items == name:  # else it would stand under the last item
            screen = self._source.questionnaire.screens[place.screen]
            russian = self._source.russian(f"{screen.id}.title", screen.title)
            yield Heading(2, screen.title, russian, screen.id)

    def _item_names(self, item: str) -> tuple[str, str]:
        """Return how an item is called: what was given for its title, in English and Russian."""
        home = self._source.answers.home(item)
        assert home is not None  # a place's item is in its list
        form = self._source.questionnaire.questions[home.question].item
        assert form is not None
        english, own = [], []
        for name in form.title:
            question = self._source.questionnaire.questions[name]
            value = self._source.answers.value(name, item)
            own.append(self._source.shown_own.value(question, value))
            if isinstance(value, Remembered) and in_russian_words(value):
                self._problems.append(
                    say(
                        "packet.date_in_words",
                        "The date “{words}” is kept in words only, so a heading stands without it.",
                        words=value.words,
                    )
                )
            elif isinstance(value, Told) and value.edited.strip():
                self._note_edit(value, question, Key(name, item))
                english.append(" ".join(value.declared.split()))
            else:
                english.append(self._source.shown.value(question, value))
        russian = self._source.russian(f"{home.question}.one", form.one)
        return (
            capital(", ".join(filter(None, english)) or form.one),
            capital(", ".join(filter(None, own)) or russian),
        )
