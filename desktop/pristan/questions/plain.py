"""Answers in a form that people write by hand: the YAML of ``pristan new`` and ``pristan answers``.

A file is a mapping from question id to answer; the items of a list are mappings of the same kind::

    full_name: {family: Примеров, given: Иван, latin_family: PRIMEROV, latin_given: IVAN}
    birth_date: 1985-02-01                  # or {about: 2022-03, words: "весной"}
    speaks_english: no
    race: {state: declined}                 # unknown, later, in_person, declined, not_applicable
    incidents:
      - item: search                        # a name by which links and other files can refer to it
        incident_story: {text: "…", language: ru, english: "…"}
        incident_papers: [record]           # links: the `item:` names of the list they point to

Dates: ``2022``, ``2022-03``, ``2022-03-24``, ``2022-winter``; a mapping with one of on, about,
before, after, or from and to, or between (a list of two), and ``words``; or only ``{words: …}``.
Dates told by another event: ``{after: {event: search, count: 2, unit: weeks}, about: yes}``.
Articles: ``{code: UK, article: "207.3", part: "2"}``. Files: names of files in the evidence folder.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from pristan.case import (
    Address,
    Answer,
    Article,
    Items,
    Key,
    Links,
    Name,
    Problem,
    Remembered,
    Saying,
    Spelling,
    State,
    Told,
    Value,
    language_of,
    say,
)
from pristan.case.anchors import key_of
from pristan.content import content_dir
from pristan.questions.lists import read_countries
from pristan.questions.model import Question, Questionnaire, Type
from pristan.questions.plain_dates import bound, read_plain_date
from pristan.questions.plain_pages import read_pages

FindFile = Callable[[str], str]


class AnswersError(Problem):
    """An answers file says what the interview cannot take; *where* names the place within it."""

    def __init__(self, where: str, problem: Saying) -> None:
        at = say("answers.at", "{where}: {problem}", where=where, problem=problem)
        super().__init__(at if where else problem)


def read_answers(
    questionnaire: Questionnaire, plain: Mapping[str, Any], find_file: FindFile
) -> list[Answer]:
    """Return the answers a file holds. *find_file* gives the attachment id for a file name.

    Raises AnswersError, naming the question, for an unknown question or an answer that does not
    fit it; nothing is guessed and nothing is left out.
    """
    if not isinstance(plain, Mapping):
        raise AnswersError(
            "", say("answers.mapping", "the file begins with question ids, one a line")
        )
    return _Reader(questionnaire, find_file).read(plain)


def new_item_id() -> str:
    """Return an id for a new list item: 48 random bits, so that two machines never collide."""
    return secrets.token_hex(6)


def dated_by(questionnaire: Questionnaire, list_id: str) -> str:
    """The question that dates an item on its card; "" where its list has none."""
    form = questionnaire.questions[list_id].item
    title = form.title if form else ()
    return next((id_ for id_ in title if questionnaire.questions[id_].type is Type.DATE), "")


class _Reader:
    def __init__(self, questionnaire: Questionnaire, find_file: FindFile) -> None:
        self._questionnaire = questionnaire
        self._find_file = find_file
        self._countries = read_countries(content_dir("forms"))
        self._names: dict[str, str] = {}
        self._found: list[Answer] = []
        self._lists: dict[str, str] = {}  # the list of each named item
        self._links: list[tuple[str, Key, list[str]]] = []
        self._dates: list[tuple[str, Answer]] = []  # those that another event tells

    def read(self, plain: Mapping[str, Any]) -> list[Answer]:
        self._level(plain, "", "", "")
        for where, key, names in self._links:
            for name in names:
                if name not in self._names:
                    raise AnswersError(
                        where, say("answers.link", "there is no `item: {name}`", name=name)
                    )
            self._found.append(Answer(key, Links(tuple(self._names[name] for name in names))))
        leaning: dict[Key, Key] = {}
        for where, answer in self._dates:
            assert isinstance(answer.value, Remembered)
            date = bound(answer.value, partial(self._event, where))
            self._found.append(replace(answer, value=date))
            if date.anchor and answer.state is State.GIVEN:
                leaning[answer.key] = key_of(date.anchor)
                self._not_in_a_circle(where, answer.key, leaning)
        return self._found

    @staticmethod
    def _not_in_a_circle(where: str, date: Key, leaning: Mapping[Key, Key]) -> None:
        """Raise AnswersError where a date leans, through others or not, on itself."""
        at = leaning[date]
        while at != date and at in leaning:
            at = leaning[at]
        if at == date:
            raise AnswersError(
                where,
                say(
                    "answers.circle",
                    "this date is told by itself: of these events at least one needs a date of "
                    "its own",
                ),
            )

    def _event(self, where: str, name: str, date: str) -> tuple[str, str]:
        """The key of the date of an event: of a named item, or a single date by its question."""
        question = date or name
        if name in self._names:
            home = self._lists[name]
            question = date or dated_by(self._questionnaire, home)
            if self._is_date(question, home):
                return question, self._names[name]
        elif self._is_date(question, ""):
            return question, ""
        raise AnswersError(
            where,
            say(
                "answers.event",
                "there is no `item: {name}` and no question of that name that has a date",
                name=name,
            ),
        )

    def _is_date(self, question: str, home: str) -> bool:
        asked = self._questionnaire.questions.get(question)
        return bool(
            asked and asked.type is Type.DATE and self._questionnaire.home[question] == home
        )

    def _keep(self, answer: Answer, where: str) -> None:
        if isinstance(answer.value, Remembered) and answer.value.anchor:
            self._dates.append((where, answer))
        else:
            self._found.append(answer)

    def _level(self, plain: Mapping[str, Any], list_id: str, item: str, path: str) -> None:
        for id_, found in plain.items():
            if id_ == "item" and item:
                continue
            where = f"{path}{id_}"
            question = self._questionnaire.questions.get(str(id_))
            if question is None or self._questionnaire.home[question.id] != list_id:
                raise AnswersError(where, say("answers.unknown", "this question is not asked here"))
            key = Key(question.id, item)
            if isinstance(found, Mapping) and "state" in found:
                self._keep(self._stated(question, key, found, where), where)
            elif question.type is Type.LIST:
                self._items(question, key, found, where)
            elif question.type in (Type.PERSON, Type.EXHIBITS):
                names = found if isinstance(found, list) else [found]
                self._links.append((where, key, [str(name) for name in names]))
            else:
                self._keep(Answer(key, self._value(question, found, where)), where)

    def _items(self, question: Question, key: Key, found: Any, where: str) -> None:
        if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
            raise AnswersError(where, say("answers.list", "a list; each item begins with a dash"))
        ids = [new_item_id() for _ in found]
        self._found.append(Answer(key, Items(tuple(ids))))
        for number, (id_, each) in enumerate(zip(ids, found, strict=True), start=1):
            if name := each.get("item"):
                if str(name) in self._names:
                    raise AnswersError(
                        f"{where}[{number}]",
                        say("answers.twice", "`item: {name}` is used twice", name=name),
                    )
                self._names[str(name)] = id_
                self._lists[str(name)] = question.id
            self._level(each, question.id, id_, f"{where}[{number}].")

    def _stated(self, question: Question, key: Key, found: Mapping[str, Any], where: str) -> Answer:
        try:
            state = State(found["state"])
            value = self._value(question, found["answer"], where) if "answer" in found else None
            return Answer(key, value, state)
        except ValueError:
            known = ", ".join(state for state in State)
            raise AnswersError(
                where, say("answers.state", "`state:` is one of {known}", known=known)
            ) from None

    def _value(self, question: Question, found: Any, where: str) -> Value:
        try:
            value = _read_value(question, found, self._find_file)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise AnswersError(
                where,
                say(
                    "answers.value",
                    "{found} does not fit a question of type {type}",
                    found=repr(found)[:60],
                    type=question.type,
                ),
            ) from None
        code = value.country if isinstance(value, Address) else value
        asked = question.type in (Type.COUNTRY, Type.ADDRESS)
        if asked and code and code not in self._countries:
            raise AnswersError(
                where,
                say(
                    "answers.country",
                    "{found} is no country that the program knows; write two letters, such as RU "
                    "or US (forms/lists/countries.tsv has them all)",
                    found=repr(code)[:60],
                ),
            )
        return value


def _read_value(question: Question, found: Any, find_file: FindFile) -> Value:
    match question.type:
        case Type.YES_NO if isinstance(found, bool):
            return found
        case Type.CHOICE:
            return _option(question, found)
        case Type.CHOICES if isinstance(found, list):
            return tuple(_option(question, each) for each in found)
        case Type.DATE:
            return read_plain_date(found)
        case Type.NAME:
            return _name(found)
        case Type.ADDRESS:
            return Address(**{key: str(part) for key, part in found.items()})
        case Type.ARTICLES if isinstance(found, list):
            return tuple(Article(**{k: str(v) for k, v in each.items()}) for each in found)
        case Type.FILES if isinstance(found, list):
            return Links(tuple(find_file(str(name)) for name in found))
        case Type.PAGES if isinstance(found, list):
            return read_pages(found, find_file)
        case Type.TEXT | Type.LONG_TEXT if question.told:
            return told_of(found)
        case Type.TEXT | Type.COUNTRY | Type.PHONE | Type.NUMBER if _is_plain(found):
            return str(found)
    raise ValueError(found)


def _is_plain(found: Any) -> bool:
    return isinstance(found, str | int | float | date) and not isinstance(found, bool)


def _option(question: Question, found: Any) -> str:
    # YAML reads an unquoted yes or no as a truth value; an option may be called just that
    text = (
        {True: "yes", False: "no"}.get(found, str(found)) if isinstance(found, bool) else str(found)
    )
    if text not in {option.id for option in question.options}:
        raise ValueError(found)
    return text


def told_of(found: Any) -> Told:
    """Return what was told, from a text alone or from its parts by name. Raises ValueError."""
    if _is_plain(found):
        return Told(str(found), language_of(str(found)))
    if set(found) - set(Told.__slots__):
        raise ValueError(found)
    return Told(**{key: str(part) for key, part in found.items()})


def _name(found: Mapping[str, Any]) -> Name:
    others = tuple(
        Spelling(str(each["text"]), str(each.get("document", "")))
        for each in found.get("others", ())
    )
    return Name(**{k: str(v) for k, v in found.items() if k != "others"}, others=others)
