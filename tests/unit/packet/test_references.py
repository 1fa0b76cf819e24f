"""Citations inside a text follow the exhibits; a lawyer's edit stands beside what was told."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from pristan.case import Told, dump, load
from pristan.case.references import reference, spelled_out
from pristan.packet.declaration import story
from pristan.packet.documents import Material
from pristan.packet.edits import difference, edits, passages
from pristan.packet.plan import beyond
from pristan.packet.references import Reference, can_be_cited, with_references
from unit.packet.cases import A4, COURT, LAWYER, paper, plan_of, source_of, whole_case
from unit.packet.made import compose, page_texts
from unit.packet.written import case_of, vault_with, write

HERE = "They broke it {exhibit Photo of the door} and wrote {Exhibit record of search, page 2}."
THERE = "Сломали {приложение Фотография двери} и записали {приложение Протокол обыска, стр. 2}."


def cited() -> dict[str, Any]:
    case = whole_case()
    case["incidents"][0]["incident_story"] = {"text": THERE, "english": HERE}
    return case


def test_a_reference_finds_its_exhibit_by_title_in_both_languages() -> None:
    material = Material(source_of(cited()))
    record, photo, _ = (exhibit.id for exhibit in material.exhibits)
    paragraph = material.story.groups[0].paragraphs[0]
    assert paragraph.english == (
        ("They broke it ", Reference(photo), " and wrote ", Reference(record, 2), "."),
    )
    assert paragraph.own == (
        ("Сломали ", Reference(photo), " и записали ", Reference(record, 2), "."),
    )


def test_what_the_program_types_finds_its_exhibit_whatever_the_title_has_in_it() -> None:
    case = cited()
    case["evidence"][0]["exhibit_title"] = {
        "text": "Протокол  {копия}, стр. 3", "english": "Record {a copy}, page 3",
    }  # fmt: skip
    exhibits = Material(source_of(case)).exhibits
    for exhibit in exhibits:
        assert can_be_cited(exhibit, exhibits)
        for title, language in ((exhibit.title, "en"), (exhibit.own_title or "x", "ru")):
            found = with_references(f"See {reference(title, 7, language)}.", exhibits)
            if title != "x":
                assert found == ("See ", Reference(exhibit.id, 7), ".")
    case["evidence"][1]["exhibit_title"] = dict(case["evidence"][0]["exhibit_title"])
    same = Material(source_of(case)).exhibits
    assert [can_be_cited(each, same) for each in same].count(False) == 2


def test_what_is_no_reference_is_printed_as_it_was_written() -> None:
    for text in ("{exhibit}", "{x}", "{exhibitA}", "{{ respondent.name }}", "{0}", "}{"):
        assert with_references(text, []) == text


def test_where_there_are_no_exhibits_a_reference_is_its_title() -> None:
    assert spelled_out(HERE) == "They broke it “Photo of the door” and wrote “record of search”."
    assert spelled_out("Nothing {here}.") == "Nothing {here}."


def test_a_reference_to_no_exhibit_or_to_two_is_a_gap_and_named() -> None:
    case = cited()
    case["evidence"][1]["exhibit_title"] = dict(case["evidence"][0]["exhibit_title"])
    planned = plan_of(case, COURT)
    said = [str(problem) for problem in planned.problems if "refers to an exhibit" in str(problem)]
    assert len(said) == 4  # two titles in two languages; test_draft.py prints such a gap


def _printed(case: dict[str, Any]) -> str:
    planned = plan_of(case, LAWYER)
    papers = [[paper(*[A4] * 3)] for _ in planned.exhibits]
    packet, layout, *_ = compose(planned, papers)
    sheets = zip(planned.exhibits, layout["exhibits"], strict=True)
    starts = {exhibit.label: placed["first_page"] + 1 for exhibit, placed in sheets}
    text = " ".join(" ".join(page_texts(packet)).split())
    found = re.search(r"broke it Ex\. (\w) at (\d+) and wrote Ex\. (\w) at (\d+)\.", text)
    assert found
    assert int(found[2]) == starts[found[1]]
    assert int(found[4]) == starts[found[3]] + 1  # its second page
    return found[1] + found[3]


def test_a_line_before_a_reference_is_as_full_as_any() -> None:
    """Before a link that follows a space that does not break, WeasyPrint ended it at any word."""
    said = (
        "They searched for four hours and took our phones, the laptop and the exercise books of my "
        "pupils. It said that I had “shouted slogans.” I had not shouted anything. I wrote exactly "
        "that beneath it. See {exhibit Photo of the door} and {exhibit Record of search, page 2}. "
        "After that nobody said a word for a long time."
    )
    case = whole_case()
    english = "\n\n".join(f"{'x' * at} {said}" for at in range(1, 45))
    case["incidents"][0]["incident_story"] = {"text": THERE, "english": english}
    planned = plan_of(case, replace(COURT, documents=("declaration", "exhibits")))
    packet, *_ = compose(planned, [[paper(A4, A4)] for _ in planned.exhibits])
    lines = [line.strip() for line in "\n".join(page_texts(packet)).splitlines()]
    inside = [line for line in lines if line and line in said[: said.index(" See")]]
    assert len(inside) > 30
    assert [line for line in inside if len(line) < 60] == []


def test_a_page_that_an_exhibit_has_not_is_a_gap_and_named() -> None:
    case = cited()
    planned = plan_of(case, COURT)
    counts = [1, 1, 1]  # the second page of the first is cited, in two languages
    packet, _, composer, _ = compose(planned, [[paper(A4)] for _ in counts])
    text = " ".join(" ".join(page_texts(packet)).split())
    label = next(each.label for each in planned.exhibits if each.title == "Record of search")
    assert f"and wrote [Ex. {label} has no page 2]." in text
    assert f"[в прил. {label} нет страницы 2]" in text
    assert composer.gapped, "a gap keeps the draft"
    (found,) = beyond(planned, counts)
    assert str(found).startswith(
        f"Exhibit {label}, Record of search: the story refers to its page 2 (pages printed: 1)"
    )
    assert list(beyond(planned, [2, 1, 1])) == []
    alone = plan_of(case, replace(COURT, documents=("cover", "exhibits")))
    assert list(beyond(alone, counts)) == [], "the story is not printed there"


def test_the_report_names_a_page_that_an_exhibit_has_not(tmp_path: Path) -> None:
    case = case_of(["1.pdf"])
    case["incidents"][0]["incident_story"] = {
        "text": "Вот {приложение Бумага 1, стр. 2}.", "english": "See {exhibit Paper 1, page 3}.",
    }  # fmt: skip
    with vault_with(tmp_path, case, {"1.pdf": paper(A4, A4)}) as vault:
        report = write(vault, tmp_path / "packet", "court", ("declaration", "exhibits"))
    assert report.proved
    named = [str(each) for each in report.problems if "refers to its page" in str(each)]
    assert named == [each for each in named if "page 3 (pages printed: 2)" in each]
    assert len(named) == 1


def test_letters_and_pages_of_references_follow_a_new_order() -> None:
    case = cited()
    assert _printed(case) == "BA"
    case["evidence"].reverse()
    assert _printed(case) == "BC"


def test_an_edit_is_printed_and_the_applicants_words_stay() -> None:
    case = whole_case()
    told = case["incidents"][0]["incident_story"]
    words = told["english"]
    told |= {"edited": words.replace("knocked", "knocked at the door"), "edited_of": words}
    source = source_of(case)
    assert "knocked at the door" in str(story(source, []).groups[0].paragraphs[0].english)
    kept = source.answers.value("incident_story", source.answers.items("incidents")[0])
    assert isinstance(kept, Told)
    assert kept.english == words
    assert load(dump(kept)) == kept
    (edit,) = edits(source)
    assert "".join(p["text"] for p in edit["parts"] if p["how"] != "gone") == told["edited"]
    assert "".join(p["text"] for p in edit["parts"] if p["how"] != "new") == words
    assert any("has the lawyer's edit" in str(problem) for problem in plan_of(case).problems)


def test_what_is_edited_has_the_numbers_that_are_printed() -> None:
    case = cited()
    told = case["incidents"][0]["incident_story"]
    told |= {"text": f"{THERE}\n\nВторой абзац.", "english": f"{HERE}\n\nA second one."}
    source = source_of(case)
    found = list(passages(source.questionnaire, source.answers))
    printed = [p.number for group in story(source, []).groups for p in group.paragraphs]
    paragraphs = [each for each in found if not each.heading]
    assert [n for each in paragraphs for n in range(each.first, each.last + 1)] == printed
    assert max(each.last - each.first for each in found) == 1
    case["incidents"][0]["incident_story"] = {"text": "", "edited": "More.", "edited_of": HERE}
    source = source_of(case)
    found = list(passages(source.questionnaire, source.answers))
    gone = [each for each in found if not each.first and not each.heading]
    assert [each.told.edited for each in gone] == ["More."], "an edit went without a word"


def test_the_heading_of_an_event_is_edited_like_a_paragraph() -> None:
    case = whole_case()
    source = source_of(case)
    found = [each for each in passages(source.questionnaire, source.answers) if each.heading]
    headings = [each.english for group in story(source, []).groups for each in group.headings]
    assert [each.told.english for each in found] == [
        each["incident_name"]["english"] for each in case["incidents"]
    ] + [each["step_name"]["english"] for each in case["cases"][0]["case_steps"]]
    assert all(any(each.told.english in heading for heading in headings) for each in found)
    name = case["incidents"][0]["incident_name"]
    name |= {"edited": "The search\nof the apartment", "edited_of": name["english"]}
    planned = plan_of(case)
    printed = str([each.facts for each in planned.documents if each.name == "declaration"])
    assert "The search of the apartment, on February 16, 2023" in printed
    assert "The search, on February 16" not in printed
    assert "'Обыск, " in printed, "what was told stays beside it"
    said = [str(each) for each in planned.problems if "has the lawyer's edit" in str(each)]
    assert len(said) == 1
    (edit,) = edits(source_of(case))
    assert [part["how"] for part in edit["parts"]] == ["same", "new"]
    name["edited_of"] = "What it was called before"
    planned = plan_of(case)
    assert "The search, on February 16, 2023" in str(planned.documents)
    assert any("the answer changed after the lawyer edited it" in str(p) for p in planned.problems)


def test_an_answer_that_changed_after_the_edit_is_printed_as_it_is_now() -> None:
    case = whole_case()
    told = case["incidents"][0]["incident_story"]
    told |= {"edited": "An edit.", "edited_of": "What was said before."}
    planned = plan_of(case)
    assert "An edit." not in str(planned.documents)
    assert any("the answer changed after the lawyer edited it" in str(p) for p in planned.problems)
    assert edits(source_of(case)) == []


def test_both_texts_can_be_read_from_the_difference() -> None:
    before = "They came at six.\n\nI slept."
    after = "Then they came at six in the morning. I slept."
    parts = list(difference(before, after))
    assert "".join(part["text"] for part in parts if part["how"] != "new") == before
    assert "".join(part["text"] for part in parts if part["how"] != "gone") == after
