"""Read an interview from its files, and tell its author in their own words what to mend."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from pristan.case import Problem, say
from pristan.questions.check import check, is_id
from pristan.questions.mistakes import Mistake, Notes, one_of
from pristan.questions.model import (
    ItemForm,
    Option,
    Question,
    Questionnaire,
    Screen,
    Section,
    Type,
)
from pristan.questions.rules import read_rule
from pristan.questions.yaml_text import read_yaml

# The words that an author may write; forms/schema.json tells editors the same (a test compares).
SECTION = frozenset({"section", "title", "painful", "when", "screens"})
SCREEN = frozenset({"id", "title", "note", "when", "questions"})
# fmt: off
QUESTION = frozenset({
    "id", "type", "ask", "help", "example", "options", "when", "needed", "told", "kind", "of",
    "optional", "declare", "item", "headings", "offers",
})
# fmt: on
ITEM = frozenset({"one", "add", "empty", "title", "screens"})

# A question's own texts have these contexts, so no answer of it may
_TAKEN = frozenset({"ask", "help", "example"})


class FormError(Problem):
    """The interview has mistakes; :attr:`mistakes` has them all, in the order of the files."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes
        super().__init__(
            say(
                "forms.mistakes",
                "The interview cannot be used yet: {first}",
                first=mistakes[0].saying,
            )
        )


def read_questionnaire(directory: Path) -> Questionnaire:
    """Read every section in *directory*, in the order of the file names.

    Raises FormError with every mistake found: file, question, what is wrong, what to write.
    """
    notes = Notes()
    sections = []
    for file in sorted(directory.glob("*.yaml")):
        if (raw := _load(file, notes)) is not None:
            sections.append((file, _section(raw, notes.about(file))))
    if not sections and not notes.mistakes:
        notes.about(directory).note("", say("forms.none", "there is no interview file here"))
    if not notes.mistakes:
        check(sections, notes)
    if notes.mistakes:
        raise FormError(notes.mistakes)
    return Questionnaire(tuple(section for _, section in sections))


def _load(file: Path, notes: Notes) -> Mapping[str, Any] | None:
    about = notes.about(file)
    try:
        raw, twice = read_yaml(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        about.note(
            "",
            say(
                "forms.yaml",
                "line {line}: this is not YAML ({problem}). Texts with a colon need quotes.",
                line=mark.line + 1 if mark else 1,
                problem=getattr(error, "problem", None) or getattr(error, "reason", ""),
            ),
        )
        return None
    except UnicodeDecodeError:
        about.note("", say("forms.utf8", "save this file as UTF-8"))
        return None
    for saying in twice:
        about.note("", saying)
    if not isinstance(raw, Mapping):
        about.note(
            "", say("forms.section", "a file begins with `section:`, `title:` and `screens:`")
        )
        return None
    return raw


def _section(raw: Mapping[str, Any], about: Notes) -> Section:
    name = str(raw.get("section", ""))
    about.unknown_words(name, raw, SECTION)
    return Section(
        id=about.text(name, raw, "section"),
        title=about.text(name, raw, "title"),
        screens=tuple(_screen(screen, about) for screen in about.mappings(name, raw, "screens")),
        painful=about.flag(name, raw, "painful"),
        when=read_rule(raw.get("when"), name, about),
    )


def _screen(raw: Mapping[str, Any], about: Notes) -> Screen:
    name = str(raw.get("id", ""))
    about.unknown_words(name, raw, SCREEN)
    return Screen(
        id=about.text(name, raw, "id"),
        title=about.text(name, raw, "title"),
        questions=tuple(
            question
            for each in about.mappings(name, raw, "questions", needed="note" not in raw)
            if (question := _question(each, about))
        ),
        note=about.text(name, raw, "note", needed=False),
        when=read_rule(raw.get("when"), name, about),
    )


def _question(raw: Mapping[str, Any], about: Notes) -> Question | None:
    name = str(raw.get("id", ""))
    about.unknown_words(name, raw, QUESTION)
    if raw.get("type") not in set(Type):
        about.note(name, one_of("type", raw.get("type"), list(Type)))
        return None
    type_ = Type(raw["type"])
    told = about.flag(name, raw, "told") or type_ is Type.LONG_TEXT
    declare = about.flag(name, raw, "declare")
    if told and type_ not in (Type.TEXT, Type.LONG_TEXT):
        about.note(name, say("forms.told", "only a text can be `told:` in a person's own words"))
    if declare and not told:
        about.note(
            name,
            say(
                "forms.declare",
                "the declaration prints only a person's own words: make it a long_text, or a text "
                "with `told: true`",
            ),
        )
    return Question(
        id=about.text(name, raw, "id"),
        type=type_,
        ask=about.text(name, raw, "ask"),
        help=about.text(name, raw, "help", needed=False),
        example=about.text(name, raw, "example", needed=False),
        options=_options(name, raw, type_, about),
        when=read_rule(raw.get("when"), name, about),
        needed=about.flag(name, raw, "needed"),
        optional=about.flag(name, raw, "optional"),
        told=told,
        offers=about.text(name, raw, "offers", needed=False),
        kind=about.text(name, raw, "kind", needed=False),
        of=_list_named(name, raw, type_, about),
        declare=declare,
        item=_item(name, raw, type_, about),
    )


def _options(name: str, raw: Mapping[str, Any], type_: Type, about: Notes) -> tuple[Option, ...]:
    wanted = type_ in (Type.CHOICE, Type.CHOICES)
    options = raw.get("options")
    if wanted and not isinstance(options, Mapping):
        about.note(
            name,
            say(
                "forms.options",
                "`options:` lists the answers, one a line, as `id: What a person reads`",
            ),
        )
        return ()
    if not wanted and options is not None:
        about.note(
            name, say("forms.no_options", "a question of type {type} has no options", type=type_)
        )
        return ()
    if not isinstance(options, Mapping):
        return ()
    headings = raw.get("headings", {})
    if not isinstance(headings, Mapping):
        about.note(
            name,
            say(
                "forms.headings",
                "`headings:` says what stands above an option, as `first_option: What a person "
                "reads`",
            ),
        )
        headings = {}
    for id_ in headings:
        if id_ not in options:
            about.note(name, one_of("headings", id_, [str(each) for each in options]))
    return tuple(_option(name, id_, options, headings, about) for id_ in options)


def _option(
    name: str, id_: Any, options: Mapping[Any, Any], headings: Mapping[Any, Any], about: Notes
) -> Option:
    if not isinstance(id_, str) or not is_id(id_) or id_ in _TAKEN:
        about.note(
            name,
            say(
                "forms.option_id",
                "the answer `{id}:` needs another id: a word of Latin letters that is not yes, no, "
                "on, off, ask, help or example",
                id=id_,
            ),
        )
    heading = about.text(name, headings, id_, needed=False)
    return Option(str(id_), about.text(name, options, id_), heading)


def _list_named(name: str, raw: Mapping[str, Any], type_: Type, about: Notes) -> str:
    wanted = type_ in (Type.PERSON, Type.EXHIBITS)
    if wanted != ("of" in raw):
        about.note(
            name,
            say("forms.of", "`of:` names the list to choose from")
            if wanted
            else say("forms.no_of", "only a person or exhibits are chosen `of:` a list"),
        )
    return str(raw.get("of", ""))


def _item(name: str, raw: Mapping[str, Any], type_: Type, about: Notes) -> ItemForm | None:
    item = raw.get("item")
    if type_ is not Type.LIST:
        if item is not None:
            about.note(name, say("forms.no_item", "only a list has `item:`"))
        return None
    if not isinstance(item, Mapping):
        about.note(
            name, say("forms.item", "a list needs `item:` with one, add, empty, title and screens")
        )
        return None
    about.unknown_words(name, item, ITEM)
    titles = item.get("title")
    if not isinstance(titles, list) or not titles:
        about.note(name, say("forms.item_title", "`title:` lists the questions that name an item"))
        titles = []
    return ItemForm(
        one=about.text(name, item, "one"),
        add=about.text(name, item, "add"),
        empty=about.text(name, item, "empty"),
        title=tuple(str(question) for question in titles),
        screens=tuple(_screen(screen, about) for screen in about.mappings(name, item, "screens")),
    )
