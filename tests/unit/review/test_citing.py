"""References in the story that lead nowhere since documents were taken apart, joined or renamed."""

from __future__ import annotations

from typing import Any

from pristan.case import Answer, Answers, Key, Sheet, Sheets, Told, Value
from pristan.interview.parted import joined, split
from pristan.questions import read_answers
from pristan.review import About, Group, open_points
from pristan.review.citing import leading_nowhere, printed_pages
from unit.review.test_agreement import TODAY, interview, rules

TELLING = "He wrote {exhibit Record of search, page 3}, and then {exhibit The ruling}."


def case(story: dict[str, str] | None = None) -> Answers:
    told = {"text": "Он записал {приложение Протокол обыска, стр. 3}.", "english": TELLING}
    plain: dict[str, Any] = {
        "incidents": [{"incident_story": story or told}],
        "evidence": [
            {"exhibit_title": {"text": "Протокол обыска", "english": "Record of search"},
             "exhibit_files": ["record"]},
            {"exhibit_title": {"text": "Постановление", "english": "The ruling"},
             "exhibit_files": ["ruling"]},
        ],
    }  # fmt: skip
    return Answers(read_answers(interview(), plain, str))


def said(answers: Answers) -> list[tuple[About, Group, bool, str]]:
    """Return what is open because of references."""
    return [
        (each.about, each.group, each.lawyers, str(each.saying))
        for each in open_points(interview(), answers, TODAY, rules())
        if each.saying.context in ("open.no_such_page", "open.no_such_document")
    ]


def pages(count: int) -> tuple[Sheet, ...]:
    return tuple(Sheet("record", number) for number in range(1, count + 1))


def test_a_page_that_went_into_another_document_is_told_once() -> None:
    answers = case()
    record, _ = answers.items("evidence")
    assert printed_pages(answers, record) is None, "nobody has counted the pages of its file"
    assert said(answers) == []
    for answer in list(split(interview(), answers, record, pages(3), 2, "new")):
        answers.put(answer)
    assert printed_pages(answers, record) == 2
    says = "It refers to page 3 of the document “Record of search”; pages printed of it: 2"
    assert said(answers) == [(About.LINK, Group.CONFLICTS, False, says)]


def test_a_page_that_is_left_out_is_told() -> None:
    answers = case({"text": "Видно {приложение Протокол обыска, стр. 2}.", "english": ""})
    record, _ = answers.items("evidence")
    kept = (Sheet("record", 1), Sheet("record", 2))
    answers.put(_answer("exhibit_pages", record, Sheets(kept)))
    assert said(answers) == []
    answers.put(_answer("exhibit_pages", record, Sheets((kept[0], Sheet("record", 2, 0, True)))))
    assert len(said(answers)) == 1


def test_a_document_that_went_into_another_one_is_told() -> None:
    answers = case()
    record, ruling = answers.items("evidence")
    counts = {"record": 3, "ruling": 1}
    for answer in list(joined(interview(), answers, record, ruling, counts)):
        answers.put(answer)
    (told,) = said(answers)
    assert told[:3] == (About.LINK, Group.CONFLICTS, False)
    assert told[3].startswith("It refers to a document “The ruling”, and there is none")


def test_what_only_an_edit_refers_to_is_for_the_lawyer() -> None:
    english = "He wrote it."
    answers = case({"text": "Он записал.", "english": english})
    item = answers.items("incidents")[0]
    told = answers.value("incident_story", item)
    assert isinstance(told, Told)
    answers.put(_answer("incident_story", item, told.with_edit("He wrote {exhibit A thing}.")))
    assert [each[:3] for each in said(answers)] == [(About.EDIT, Group.EDITS, True)]


def test_two_documents_of_one_title_are_told_and_other_braces_are_not() -> None:
    answers = case()
    ruling = answers.items("evidence")[1]
    answers.put(_answer("exhibit_title", ruling, Told("Протокол обыска", "ru", "Record of search")))
    (found,) = leading_nowhere(answers, "See {exhibit Record of search}.")
    assert "more than one" in str(found)
    assert not list(leading_nowhere(answers, "{} {exhibit} {x} no reference at all"))


def _answer(question: str, item: str, value: Value) -> Answer:
    return Answer(Key(question, item), value)
