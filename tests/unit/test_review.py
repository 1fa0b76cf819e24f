"""Open points: what a lawyer is shown, and what counts as an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pristan.case import (
    Anchor,
    Answer,
    Answers,
    Items,
    Key,
    Kind,
    Links,
    Point,
    Remembered,
    Sheet,
    Sheets,
    Side,
    State,
    Told,
    Unit,
)
from pristan.content import content_dir
from pristan.questions import Questionnaire, read_questionnaire
from pristan.review import About, Group, OpenPoint, open_points, read_rules


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


def test_a_date_told_by_another_event_says_why_it_has_no_day(
    questionnaire: Questionnaire,
) -> None:
    left, entry = Key("left_russia_date"), Key("entry_date")
    before = Remembered(Kind.ON, anchor=Anchor("entry_date", "", Side.BEFORE, 2, Unit.WEEKS))
    after = Remembered(Kind.ON, anchor=Anchor("left_russia_date", "", Side.AFTER, 2, Unit.WEEKS))
    gone = Remembered(Kind.ON, anchor=Anchor("incident_when", "gone", Side.AFTER))
    day = Remembered(Kind.ON, Point(2025, 1, 12))

    def said(*answers: Answer) -> list[str]:
        found = points(questionnaire, *answers)
        return [point.saying.context for point in found if point.about is About.DATE]

    assert said(Answer(left, before), Answer(entry, day)) == []
    assert said(Answer(left, before)) == ["anchor.undated"]
    assert said(Answer(left, before), Answer(entry, after)) == ["anchor.loop"] * 2
    assert said(Answer(left, gone), Answer(entry, day)) == ["anchor.gone"]


def test_the_year_is_counted_from_an_arrival_told_by_another_event(
    questionnaire: Questionnaire,
) -> None:
    after = Remembered(Kind.ON, anchor=Anchor("left_russia_date", "", Side.AFTER, 3, Unit.DAYS))
    left = Answer(Key("left_russia_date"), Remembered(Kind.ON, Point(2026, 1, 9)))
    found = points(questionnaire, left, Answer(Key("entry_date"), after))
    (year,) = (point.saying for point in found if point.about is About.YEAR)
    assert "ends on January 12, 2027." in str(year)


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
    assert about(questionnaire, key, *paper(title, file, russian, checked)) == [About.PAPER]
    text = ("exhibit_translation_files", Links(("t",)))
    told = (title, file, russian, checked, text)
    assert about(questionnaire, key, *paper(*told)) == [About.PAPER]
    assert about(questionnaire, key, *paper(*told, ("exhibit_certificate", "together"))) == []
    own = ("exhibit_certificate", "own")
    assert about(questionnaire, key, *paper(*told, own)) == [About.PAPER]
    signed = ("exhibit_certificate_files", Links(("s",)))
    assert about(questionnaire, key, *paper(*told, own, signed)) == []
    assert about(questionnaire, key, *paper(title, file, ("exhibit_language", "none"))) == []
    assert about(questionnaire, key, *paper(title, file, ("exhibit_language", "en"))) == []


def test_an_edit_of_words_that_changed_is_for_the_lawyer(questionnaire: Questionnaire) -> None:
    key = Key("left_story")
    told = Told("Так было.", "ru", "So it was.").with_edit("It was so.")
    assert about(questionnaire, key, Answer(key, told)) == []
    changed = replace(told, english="So it was once.")
    assert about(questionnaire, key, Answer(key, changed)) == [About.EDIT]
    (found,) = (p for p in points(questionnaire, Answer(key, changed)) if p.about is About.EDIT)
    assert found.lawyers
    assert found.group is not Group.REJECTED


def test_a_link_to_something_removed_is_pointed_out(questionnaire: Questionnaire) -> None:
    event = Answer(Key("incidents"), Items(("e",)))
    has, papers = Key("incident_has_papers", "e"), Key("incident_exhibits", "e")
    asked = (event, Answer(has, True))
    gone, there = Answer(papers, Links(("gone",))), Answer(papers, Links(("p",)))
    assert about(questionnaire, papers, *asked, gone) == [About.LINK]
    assert about(questionnaire, papers, *asked, there, *paper()) == []


@pytest.mark.parametrize("title", [None, Told("Повестка", "ru", "Summons")])
@pytest.mark.parametrize(
    ("more", "lacks"),
    [
        ({}, ["open.no_file", "open.no_translation"]),
        ({"exhibit_files": Links(("a",))}, ["open.no_translation"]),
        ({"exhibit_files": Links(("a",)), "exhibit_translation": "draft"}, ["open.no_translation"]),
        (
            {
                "exhibit_files": Links(("a",)), "exhibit_translation": "checked",
                "exhibit_translation_files": Links(("b",)), "exhibit_certificate": "own",
            },
            ["open.no_certificate"],
        ),
        (
            {
                "exhibit_translation": "checked", "exhibit_translation_files": Links(("b",)),
                "exhibit_certificate": "together",
            },
            ["open.no_file"],
        ),
    ],
)  # fmt: skip
def test_a_document_lacks_a_part_of_its_translation_be_it_named_or_not(
    questionnaire: Questionnaire, title: Told | None, more: dict[str, Links | str],
    lacks: list[str],
) -> None:  # fmt: skip
    said: dict[str, Items | Told | Links | str | None] = {
        "exhibit_title": title, "exhibit_language": "ru", **more
    }  # fmt: skip
    answers = [
        Answer(Key("evidence"), Items(("e",))),
        *(Answer(Key(name, "e"), value) for name, value in said.items() if value is not None),
    ]
    found = [each.saying.context for each in points(questionnaire, *answers)
             if each.about is About.PAPER]  # fmt: skip
    assert found == lacks


def test_a_document_of_which_every_page_is_left_out_is_named(
    questionnaire: Questionnaire,
) -> None:
    def lacks(files: tuple[str, ...], *pages: Sheet) -> list[str]:
        answers = [
            Answer(Key("evidence"), Items(("e",))),
            Answer(Key("exhibit_files", "e"), Links(files)),
            Answer(Key("exhibit_pages", "e"), Sheets(pages)),
            Answer(Key("exhibit_language", "e"), "en"),
        ]
        return [each.saying.context for each in points(questionnaire, *answers)
                if each.about is About.PAPER]  # fmt: skip

    out, shown = Sheet("a", 1, hidden=True), Sheet("a", 2)
    assert lacks(("a",), out) == ["open.all_hidden"]
    assert lacks(("a",), out, shown) == []
    assert lacks(("a", "b"), out) == [], "another file stands whole"
