"""Read an interview from its files, and tell its author in their own words what to mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from pristan.case import Problem, Saying, say
from pristan.questions.mistakes import Mistake, Notes
from pristan.questions.model import (
    ItemForm,
    Option,
    Question,
    Questionnaire,
    Screen,
    Section,
    Type,
)
from pristan.questions.rules import asked_in, read_rule

_SECTION = frozenset({"section", "title", "painful", "when", "screens"})
_SCREEN = frozenset({"id", "title", "note", "when", "questions"})
_QUESTION = frozenset(
    {
        "id",
        "type",
        "ask",
        "help",
        "example",
        "options",
        "when",
        "needed",
        "told",
        "kind",
        "of",
        "declare",
        "item",
    }
)
_ITEM = frozenset({"one", "add", "empty", "title", "screens"})

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
        _check(sections, notes)
    if notes.mistakes:
        raise FormError(notes.mistakes)
    return Questionnaire(tuple(section for _, section in sections))


def _load(file: Path, notes: Notes) -> Mapping[str, Any] | None:
    about = notes.about(file)
    try:
        raw = yaml.load(file.read_text(encoding="utf-8"), Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        about.note(
            "",
            say(
                "forms.yaml",
                "line {line}: this is not YAML ({problem}). Texts with a colon need quotes.",
                line=line,
                problem=error.problem or "",
            ),
        )
        return None
    except UnicodeDecodeError:
        about.note("", say("forms.utf8", "save this file as UTF-8"))
        return None
    if not isinstance(raw, Mapping):
        about.note(
            "", say("forms.section", "a file begins with `section:`, `title:` and `screens:`")
        )
        return None
    return raw


def _section(raw: Mapping[str, Any], about: Notes) -> Section:
    name = str(raw.get("section", ""))
    about.unknown_words(name, raw, _SECTION)
    return Section(
        id=about.text(name, raw, "section"),
        title=about.text(name, raw, "title"),
        screens=tuple(_screen(screen, about) for screen in about.mappings(name, raw, "screens")),
        painful=about.flag(name, raw, "painful"),
        when=read_rule(raw.get("when"), name, about),
    )


def _screen(raw: Mapping[str, Any], about: Notes) -> Screen:
    name = str(raw.get("id", ""))
    about.unknown_words(name, raw, _SCREEN)
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
    about.unknown_words(name, raw, _QUESTION)
    if raw.get("type") not in set(Type):
        about.note(name, _one_of("type", raw.get("type"), list(Type)))
        return None
    type_ = Type(raw["type"])
    return Question(
        id=about.text(name, raw, "id"),
        type=type_,
        ask=about.text(name, raw, "ask"),
        help=about.text(name, raw, "help", needed=False),
        example=about.text(name, raw, "example", needed=False),
        options=_options(name, raw, type_, about),
        when=read_rule(raw.get("when"), name, about),
        needed=about.flag(name, raw, "needed"),
        told=about.flag(name, raw, "told") or type_ is Type.LONG_TEXT,
        kind=about.text(name, raw, "kind", needed=False),
        of=_list_named(name, raw, type_, about),
        declare=about.flag(name, raw, "declare"),
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
    return tuple(Option(str(id_), str(text)) for id_, text in (options or {}).items())


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
    about.unknown_words(name, item, _ITEM)
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


def _one_of(word: str, found: object, known: Iterable[str]) -> Saying:
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


def _check(sections: list[tuple[Path, Section]], notes: Notes) -> None:
    """Check what one file cannot know alone: ids, what a rule or a list may name."""
    whole = Questionnaire(tuple(section for _, section in sections))
    seen_ids: set[str] = set()
    seen_questions: list[str] = []
    for file, section in sections:
        about = notes.about(file)
        _check_names(section.id, section.when, seen_questions, whole, about)
        for screen in section.screens:
            _check_screen(screen, seen_ids, seen_questions, whole, about)


def _check_screen(
    screen: Screen, ids: set[str], asked: list[str], whole: Questionnaire, about: Notes
) -> None:
    _check_id(screen.id, ids, about)
    _check_names(screen.id, screen.when, asked, whole, about)
    for question in screen.questions:
        _check_id(question.id, ids, about)
        _check_names(question.id, question.when, asked, whole, about)
        if question.of and getattr(whole.questions.get(question.of), "type", None) is not Type.LIST:
            about.note(question.id, _one_of("of", question.of, _lists(whole)))
        asked.append(question.id)
        if question.item:
            for inner in question.item.screens:
                _check_screen(inner, ids, asked, whole, about)
            own = {q.id for q in _questions_of(question.item.screens)}
            for title in question.item.title:
                if title not in own:
                    about.note(question.id, _one_of("title", title, own))


def _check_id(id_: str, ids: set[str], about: Notes) -> None:
    if not id_.isidentifier() or not id_.isascii():
        about.note(id_, say("forms.id", "an id is a word of Latin letters, digits and _"))
    if id_ in ids:
        about.note(id_, say("forms.id_twice", "this id is used twice; every id is used once"))
    ids.add(id_)


def _check_names(
    name: str, rule: Any, asked: list[str], whole: Questionnaire, about: Notes
) -> None:
    for question in asked_in(rule):
        if question not in asked:
            about.note(
                name,
                say(
                    "forms.when_later",
                    "`when` names {question}, which is not asked before it",
                    question=question,
                )
                if question in whole.questions
                else _one_of("when", question, asked),
            )
        for problem in _impossible(rule, question, whole):
            about.note(name, problem)


def _impossible(rule: Any, question: str, whole: Questionnaire) -> Iterator[Saying]:
    """Yield a mistake for each value in a rule that the question can never have."""
    asked = whole.questions.get(question)
    if asked is None:
        return
    for value in asked_in(rule)[question]:
        if asked.options and value not in {option.id for option in asked.options}:
            yield _one_of(question, value, [option.id for option in asked.options])
        if asked.type is Type.YES_NO and not isinstance(value, bool):
            yield say("forms.yes_no", "`{question}` is answered yes or no", question=question)


def _lists(whole: Questionnaire) -> list[str]:
    return [question.id for question in whole.questions.values() if question.type is Type.LIST]


def _questions_of(screens: Iterable[Screen]) -> Iterator[Question]:
    for screen in screens:
        yield from screen.questions
