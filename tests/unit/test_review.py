"""Open points: what a lawyer is shown, and what counts as an answer."""

from __future__ import annotations

from datetime import date

import pytest

from pristan.case import Answer, Answers, Items, Key, Links, Remembered, State, Told
from pristan.case.dates import Kind
from pristan.content import content_dir
from pristan.questions import Questionnaire, read_questionnaire
from pristan.review import About, OpenPoint, open_points, read_rules


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(content_dir("forms") / "interview")


def points(questionnaire: Questionnaire, *answers: Answer) -> list[OpenPoint]:
    return open_points(questionnaire, Answers(answers), TODAY, read_rules(content_dir("forms")))


def about(questionnaire: Questionnaire, key: Key, *answers: Answer) -> list[About]:
    return [point.about for point in points(questionnaire, *answers) if point.key == key]


TODAY = date(2026, 11, 22)
CITY, RELIGION = Key("birth_city"), Key("religion")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, [About.UNANSWERED]),
        (Answer(CITY, Told("  ")), [About.UNANSWERED]),
        (Answer(CITY, Told("Тверь", "ru", "Tver")), []),
        (Answer(CITY, Told("Tver", "en")), []),
        (Answer(CITY, Told("Тверь", "ru")), [About.ENGLISH]),
        (Answer(CITY, Told("Тве", "ru", "Tve"), State.LATER), [About.LATER]),
        (Answer(CITY, None, State.UNKNOWN), [About.UNKNOWN]),
        (Answer(CITY, None, State.IN_PERSON), [About.BLANK, About.IN_PERSON]),
        (Answer(CITY, None, State.DECLINED), [About.BLANK]),
        (Answer(CITY, None, State.NOT_APPLICABLE), []),
    ],
)
def test_a_needed_question(
    questionnaire: Questionnaire, answer: Answer | None, expected: list[About]
) -> None:
    assert about(questionnaire, CITY, *([answer] if answer else [])) == expected


def test_what_is_not_needed_may_stay_unsaid(questionnaire: Questionnaire) -> None:
    assert about(questionnaire, RELIGION) == []
    assert about(questionnaire, RELIGION, Answer(RELIGION, None, State.UNKNOWN)) == []


def test_a_date_in_words_only_cannot_be_put_in_order(questionnaire: Questionnaire) -> None:
    date = Remembered(Kind.IN_WORDS, words="после праздников")
    assert about(questionnaire, Key("birth_date"), Answer(Key("birth_date"), date)) == [About.DATE]


def paper(*answers: tuple[str, object]) -> list[Answer]:
    given = [Answer(Key(question, "p"), value) for question, value in answers]  # type: ignore[arg-type]
    return [Answer(Key("evidence"), Items(("p",))), *given]


def test_a_russian_paper_needs_a_file_and_a_checked_translation(
    questionnaire: Questionnaire,
) -> None:
    title = ("exhibit_title", Told("Повестка", "ru", "Summons"))
    file = ("exhibit_files", Links(("f",)))
    russian, key = ("exhibit_language", "ru"), Key("exhibit_title", "p")
    assert about(questionnaire, key, *paper(title)) == [About.PAPER]
    assert about(questionnaire, key, *paper(title, file, russian)) == [About.PAPER]
    checked = ("exhibit_translation", "checked")
    assert about(questionnaire, key, *paper(title, file, russian, checked)) == []
    assert about(questionnaire, key, *paper(title, file, ("exhibit_language", "en"))) == []


def test_a_link_to_something_removed_is_pointed_out(questionnaire: Questionnaire) -> None:
    event = Answer(Key("incidents"), Items(("e",)))
    has, papers = Key("incident_has_papers", "e"), Key("incident_exhibits", "e")
    asked = (event, Answer(has, True))
    gone, there = Answer(papers, Links(("gone",))), Answer(papers, Links(("p",)))
    assert about(questionnaire, papers, *asked, gone) == [About.LINK]
    assert about(questionnaire, papers, *asked, there, *paper()) == []
