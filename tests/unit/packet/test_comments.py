"""Comments beside the declaration: each at its paragraph, none lost, none where it is filed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pytest
import yaml

from pristan.case import Answer, Answers, Key, State
from pristan.content import content_dir
from pristan.packet.comments import comments
from pristan.packet.declaration import story
from pristan.packet.memo import points_of
from pristan.packet.plan import plan
from pristan.packet.profiles import profile_names, read_profile
from pristan.packet.source import Source
from pristan.questions import read_questionnaire
from pristan.questions.plain import read_answers
from pristan.review import read_rules
from unit.packet.cases import A4, paper, source_of
from unit.packet.made import compose, page_texts

FORMS = content_dir("forms")
FOR_LAWYERS = {"review_memo", "declaration_edits", "declaration_comments"}


@pytest.fixture(scope="module")
def source() -> Source:
    plain = yaml.safe_load((FORMS / "sample" / "answers.yaml").read_text(encoding="utf-8"))
    real = read_questionnaire(FORMS / "interview")
    answers = Answers(read_answers(real, plain, lambda name: name))
    event = answers.items("incidents")[0]
    answers.put(Answer(Key("incident_when", event), None, State.IN_PERSON))
    told = answers.value("left_story")
    assert told is not None
    answers.put(Answer(Key("left_story"), replace(told, english="")))  # type: ignore[type-var]
    made = replace(source_of(), questionnaire=real, answers=answers)
    return replace(made, today=date(2026, 11, 22), rules=read_rules(FORMS))


def test_every_point_stands_at_a_paragraph_or_is_counted(source: Source) -> None:
    found = comments(source)
    notes = [note for each in found["notes"].values() for note in each]
    assert len(notes) + found["elsewhere"] == len(points_of(source))
    assert notes
    numbers = {str(p.number) for group in story(source, []).groups for p in group.paragraphs}
    assert set(found["notes"]) <= numbers


def test_a_comment_stands_at_its_answer_else_at_its_event(source: Source) -> None:
    groups = story(source, []).groups
    gap = next(p for group in groups for p in group.paragraphs if not p.english)
    (note,) = comments(source)["notes"][str(gap.number)]
    assert note["says"] == "There is no English text beside it yet"
    assert note["question"] == "", "a comment at its own paragraph repeats the question"
    title = source.shown.title(source.answers.items("incidents")[0])
    event = next(g for g in groups if any(title in heading.english for heading in g.headings))
    asked = source.questionnaire.questions["incident_when"].ask
    found = comments(source)["notes"][str(event.paragraphs[0].number)]
    assert [n["says"] for n in found if n["question"] == asked] == [
        "To be told to the lawyer in person"
    ]


def test_comments_are_printed_for_the_lawyer_and_are_nothing_but_text(source: Source) -> None:
    profile = read_profile(FORMS / "packets", "lawyer", ["declaration_comments"])
    packet, *_ = compose(plan(source, profile), [])
    said = " ".join(" ".join(page_texts(packet)).split())
    assert "Not for filing" in said
    assert "There is no English text beside it yet." in said
    assert kinds(packet) <= {"/Link"}


def test_what_is_filed_has_no_comment_in_it(source: Source) -> None:
    for name in profile_names(FORMS / "packets"):
        profile = read_profile(FORMS / "packets", name)
        if not profile.always_draft:
            assert not FOR_LAWYERS & {*profile.documents, *profile.optional}, name
    court = read_profile(FORMS / "packets", "court")
    every = replace(court, documents=(*court.documents, *court.optional))
    planned = plan(source, every)
    packet, *_ = compose(planned, [[paper(A4)] for _ in planned.exhibits])
    said = " ".join(" ".join(page_texts(packet)).split())
    for each in ("Comments", "REVIEW MEMO", "beside it yet", "lawyer’s eyes", "Not for filing."):
        assert each not in said
    assert kinds(packet) <= {"/Link"}, "a comment is hidden in the file"


def kinds(packet: bytes) -> set[str]:
    """Return what kinds of annotation a PDF has."""
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        return {
            str(note.Subtype) for page in pdf.pages for note in page.obj.get("/Annots", ())
        }
