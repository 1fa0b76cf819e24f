"""One document apart and together again: pages, files, facts and ties; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pristan.case import (
    Answer,
    Answers,
    Items,
    Key,
    Links,
    Sheet,
    Sheets,
    State,
    Told,
    Value,
)
from pristan.content import content_dir
from pristan.interview.arranged import arranged
from pristan.interview.parted import in_no_document, joined, left_behind, split
from pristan.questions import Questionnaire, read_questionnaire

COUNTS = {"scan": 4, "photo": 1, "song": 0}
ALL = (*(Sheet("scan", page) for page in range(1, 5)), Sheet("photo", 1))


@pytest.fixture(scope="module")
def forms() -> Questionnaire:
    return read_questionnaire(content_dir("forms") / "interview")


def case(**said: Value) -> Answers:
    """Return a case with one document "a" of three files, tied to an event."""
    return Answers([
        Answer(Key("evidence"), Items(("a", "z"))),
        Answer(Key("incidents"), Items(("search",))),
        Answer(Key("exhibit_files", "a"), Links(("scan", "song", "photo"))),
        Answer(Key("exhibit_title", "a"), Told("Протокол")),
        Answer(Key("incident_exhibits", "search"), Links(("z", "a"))),
        *(Answer(Key(question, "a"), value) for question, value in said.items()),
    ])  # fmt: skip


def put(answers: Answers, changed: Iterable[Answer]) -> None:
    for answer in list(changed):
        answers.put(answer)


def pages(answers: Answers, item: str) -> tuple[Sheet, ...]:
    files = answers.value("exhibit_files", item)
    assert isinstance(files, Links)
    return arranged(files.ids, COUNTS, answers.value("exhibit_pages", item))


def test_the_pages_from_one_on_are_a_document_of_their_own(forms: Questionnaire) -> None:
    answers = case(exhibit_source=Told("Выдал следователь"), exhibit_url="https://example.org")
    put(answers, split(forms, answers, "a", ALL, 2, "b"))
    assert pages(answers, "a") == ALL[:2]
    assert pages(answers, "b") == ALL[2:]
    assert answers.items("evidence") == ("a", "b", "z")
    assert answers.value("exhibit_files", "a") == Links(("scan", "song")), "no pages: it stays"
    assert answers.value("exhibit_files", "b") == Links(("scan", "photo"))
    assert answers.value("exhibit_source", "b") == Told("Выдал следователь")
    assert answers.value("exhibit_title", "b") is None
    assert answers.value("incident_exhibits", "search") == Links(("z", "a", "b"))


@pytest.mark.parametrize("at", [0, len(ALL)])
def test_no_document_is_left_without_pages(forms: Questionnaire, at: int) -> None:
    with pytest.raises(ValueError, match="pages"):
        list(split(forms, case(), "a", ALL, at, "b"))


def test_put_together_again_all_is_as_it_was(forms: Questionnaire) -> None:
    answers = case()
    before = {answer.key: answer for answer in answers.living()}
    put(answers, split(forms, answers, "a", ALL, 2, "b"))
    put(answers, joined(forms, answers, "a", "b", COUNTS))
    assert pages(answers, "a") == ALL
    now = {answer.key: answer for answer in answers.living()}
    assert now.pop(Key("exhibit_pages", "a")).value == Sheets(()), "whole files, in their order"
    files = now.pop(Key("exhibit_files", "a"))
    assert set(files.value.ids) == set(before.pop(Key("exhibit_files", "a")).value.ids)  # type: ignore[union-attr]
    assert now == before


def test_what_was_turned_left_out_or_covered_stays_so(forms: Questionnaire) -> None:
    box = (0.1, 0.1, 0.2, 0.2)
    turned, covered = Sheet("scan", 2, turn=90), Sheet("scan", 1, boxes=(box,))
    kept = (turned, covered, Sheet("scan", 3, hidden=True))
    answers = case(exhibit_pages=Sheets(kept), exhibit_files=Links(("scan",)))
    put(answers, split(forms, answers, "a", kept, 1, "b"))
    assert pages(answers, "b") == kept[1:]
    put(answers, joined(forms, answers, "a", "b", COUNTS))
    assert pages(answers, "a") == kept


def test_a_page_in_both_is_there_once_and_stays_covered(forms: Questionnaire) -> None:
    box, other = (0.1, 0.1, 0.2, 0.2), (0.5, 0.5, 0.6, 0.6)
    answers = case(exhibit_pages=Sheets((Sheet("scan", 1, hidden=True, boxes=(box,)),)))
    answers.put(Answer(Key("exhibit_files", "z"), Links(("scan",))))
    answers.put(Answer(Key("exhibit_pages", "z"), Sheets((Sheet("scan", 1, boxes=(other,)),))))
    put(answers, joined(forms, answers, "a", "z", COUNTS))
    assert pages(answers, "a")[0] == Sheet("scan", 1, boxes=(box, other))
    assert len(pages(answers, "a")) == 2  # with the photo


def test_what_one_does_not_say_the_other_says_and_what_differs_is_told(
    forms: Questionnaire,
) -> None:
    answers = case(exhibit_number="1", exhibit_language="ru")
    answers.put(Answer(Key("exhibit_title", "z"), Told("Копия протокола")))
    answers.put(Answer(Key("exhibit_number", "z"), "1"))
    answers.put(Answer(Key("exhibit_date", "z"), None, State.UNKNOWN))
    answers.put(Answer(Key("exhibit_translation_files", "z"), Links(("english",))))
    left = list(left_behind(forms, answers, "a", "z"))
    assert [each.key for each in left] == [Key("exhibit_title", "z")]
    put(answers, joined(forms, answers, "a", "z", COUNTS))
    assert answers.value("exhibit_title", "a") == Told("Протокол")
    taken = answers.get(Key("exhibit_date", "a"))
    assert taken and taken.state is State.UNKNOWN
    assert answers.value("exhibit_translation_files", "a") == Links(("english",))
    assert answers.value("incident_exhibits", "search") == Links(("a",))
    assert answers.items("evidence") == ("a",)
    assert answers.value("exhibit_title", "z") == Told("Копия протокола"), "still in the case file"


def test_files_nobody_arranged_need_no_arrangement_after(forms: Questionnaire) -> None:
    answers = case()
    answers.put(Answer(Key("exhibit_files", "z"), Links(("more",))))
    put(answers, joined(forms, answers, "a", "z", COUNTS))
    assert answers.get(Key("exhibit_pages", "a")) is None
    assert answers.value("exhibit_files", "a") == Links(("scan", "song", "photo", "more"))


def test_pages_whose_document_was_removed_are_found(forms: Questionnaire) -> None:
    answers = case()
    put(answers, split(forms, answers, "a", ALL, 2, "b"))
    files = ("scan", "song")
    assert in_no_document(answers, files, COUNTS) == ()
    answers.put(Answer(Key("evidence"), Items(("a", "z"))))
    assert in_no_document(answers, files, COUNTS) == (Sheet("scan", 3), Sheet("scan", 4))
    answers.put(Answer(Key("exhibit_files", "z"), Links(("scan",))))  # whole
    assert in_no_document(answers, files, COUNTS) == ()
