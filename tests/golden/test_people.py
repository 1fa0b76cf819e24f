"""Ten invented people walk the interview: the path, the open points, the flags, the declaration.

The files beside ``people/*.yaml`` are what was accepted. After a change that is meant, run
``pytest tests/golden --golden`` and read the difference before it is committed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from pristan.case import Answers, Key
from pristan.content import content_dir
from pristan.interview import keys, path
from pristan.interview.shown import Shower
from pristan.packet.plan import plan
from pristan.packet.profiles import profile_names, read_profile
from pristan.packet.source import Source
from pristan.questions import Questionnaire, read_answers, read_questionnaire
from pristan.questions.lists import read_countries
from pristan.review import About, open_points, read_rules
from pristan.review.flags import flags, read_flags
from pristan.words import Words, read_words

PEOPLE = sorted((Path(__file__).parent / "people").glob("*.yaml"))
FORMS = content_dir("forms")
TODAY = date(2026, 11, 22)

Hold = Callable[[Path, str], None]


@cache
def interview() -> Questionnaire:
    return read_questionnaire(FORMS / "interview")


@cache
def russian() -> Words:
    return read_words(content_dir("i18n"), "ru")


@dataclass(frozen=True)
class Person:
    """An invented person: the file, what it says, and what says an answer in English."""

    file: Path
    answers: Answers
    shown: Shower

    def beside(self, name: str) -> Path:
        return self.file.with_name(f"{self.file.stem}.{name}.txt")

    def where(self, key: Key) -> str:
        return f"{key.question} › {self.shown.title(key.item)}" if key.item else key.question


@cache
def person(file: Path) -> Person:
    plain = yaml.safe_load(file.read_text(encoding="utf-8"))
    answers = Answers(read_answers(interview(), plain, lambda name: name))
    return Person(file, answers, Shower(interview(), answers, Words(), read_countries(FORMS)))


def named(file: Path) -> str:
    return file.stem


each_person = pytest.mark.parametrize("file", PEOPLE, ids=named)


def test_there_are_ten_and_all_are_marked_as_invented() -> None:
    assert len(PEOPLE) == 10
    for file in PEOPLE:
        assert "An invented person" in " ".join(
            line.lstrip("# ") for line in file.read_text(encoding="utf-8").splitlines()[:4]
        )


def test_together_they_open_every_part_of_the_story() -> None:
    chosen = {
        choice
        for file in PEOPLE
        for choice in person(file).answers.value("story_modules") or ()  # type: ignore[union-attr]
    }
    assert chosen == {option.id for option in interview().questions["story_modules"].options}
    walked = {
        interview().section_of[place.screen]
        for file in PEOPLE
        for place in path(interview(), person(file).answers)
    }
    assert walked == {section.id for section in interview().sections}


@each_person
def test_nobody_answers_what_is_not_asked(file: Path) -> None:
    someone = person(file)
    asked = {key for _, _, key in keys(interview(), someone.answers)}
    unasked = [answer.key for answer in someone.answers if answer.key not in asked]
    assert [someone.where(key) for key in unasked] == []


@each_person
def test_the_path(file: Path, golden: Hold) -> None:
    someone = person(file)
    golden(someone.beside("path"), "".join(f"{line}\n" for line in walked(someone)))


def walked(someone: Person) -> Iterator[str]:
    for place in path(interview(), someone.answers):
        item = f" › {someone.shown.title(place.item) or '(no name yet)'}" if place.item else ""
        yield f"{interview().section_of[place.screen]} › {place.screen}{item}"


@each_person
def test_the_open_points(file: Path, golden: Hold) -> None:
    someone = person(file)
    lines = [
        f"{point.group} › {', '.join(point.items)}{' › ' * bool(point.items)}{point.about}: "
        f"{someone.where(point.key)}{' (lawyer)' * point.lawyers}\n"
        for point in open_points(interview(), someone.answers, TODAY, read_rules(FORMS))
        if point.about is not About.FLAG  # these have a file of their own
    ]
    golden(someone.beside("open"), "".join(lines))


@each_person
def test_the_flags(file: Path, golden: Hold) -> None:
    someone = person(file)
    rules = read_flags(FORMS / "review" / "flags.yaml", interview())
    lines = [
        f"{flag.rule.id}: {someone.where(flag.key)}\n"
        for flag in flags(keys(interview(), someone.answers), someone.answers, rules)
    ]
    golden(someone.beside("flags"), "".join(lines))


@each_person
def test_the_declaration(file: Path, golden: Hold) -> None:
    someone = person(file)
    source = Source(
        interview(), someone.answers, {}, read_countries(FORMS), Words(), russian(), sample=True
    )
    packet = plan(source, read_profile(FORMS / "packets", "court", only=["declaration"]))
    assert packet.sample and packet.draft
    lines = [line for document in packet.documents for line in told(document.facts["groups"])]
    lines += [f"! {Words().say(problem)}" for problem in packet.problems]
    golden(someone.beside("declaration"), "".join(f"{line}\n" for line in lines))


# What is printed in English, and stands in a Russian sentence as it is printed
NAMES = frozenset(("USCIS", "CFR", "INA", "A-Number", "Unknown", "uscis.gov/i-589"))


@each_person
def test_what_is_to_settle_is_said_in_russian_alone(file: Path) -> None:
    someone = person(file)
    source = Source(
        interview(), someone.answers, {}, read_countries(FORMS), Words(), russian(),
        rules=read_rules(FORMS), today=TODAY,
    )  # fmt: skip
    said = {
        russian().say(problem)
        for name in profile_names(FORMS / "packets")
        for problem in plan(source, read_profile(FORMS / "packets", name)).problems
    }
    for point in open_points(interview(), someone.answers, TODAY, read_rules(FORMS)):
        if point.about is not About.FLAG:  # these name the law they come from
            said.add(russian().say(point.saying))
    latin = {text: set(re.findall(r"[A-Za-z][\w./-]*[A-Za-z0-9]", text)) for text in said}
    assert said and {text: left for text, has in latin.items() if (left := has - NAMES)} == {}


def told(groups: list[dict[str, object]]) -> Iterator[str]:
    """Yield a declaration as plain lines: headings, then each paragraph in both languages."""
    for group in groups:
        for heading in group["headings"]:  # type: ignore[attr-defined]
            yield f"{'#' * heading['level']} {heading['english']} / {heading['own']}"
        for paragraph in group["paragraphs"]:  # type: ignore[attr-defined]
            yield f"{paragraph['number']}. {' ¶ '.join(paragraph['english'])}"
            yield f"   {' ¶ '.join(paragraph['own'])}"
