"""What stands above the applicant's words in English papers, and in which order papers come."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import jinja2
import pytest
import yaml

from pristan.case import Answers
from pristan.content import content_dir
from pristan.packet.charges import without_papers
from pristan.packet.declaration import capital, tells
from pristan.packet.profiles import read_profile
from pristan.questions import read_questionnaire
from pristan.questions.plain import read_answers
from pristan.words import read_words
from unit.packet.cases import source_of

FORMS = content_dir("forms")


def test_no_heading_of_a_declaration_speaks_to_the_applicant() -> None:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(content_dir("templates")), autoescape=True
    )
    page = environment.from_string(
        '{% import "headings.html" as headings with context %}{{ headings.of(heading, "en") }}'
    )

    def tr(_context: str, english: str, **_: Any) -> str:
        return english

    for section in read_questionnaire(FORMS / "interview").sections:
        asked = [question for screen in section.screens for question in screen.questions]
        if any(each.declare or (each.item and tells(each.item)) for each in asked):
            heading = {"of": section.id, "english": section.title, "own": ""}
            said = page.render(heading=heading, tr=tr)
            assert not re.search(r"\b(you|your)\b", said, re.IGNORECASE), section.id


def test_a_heading_begins_with_a_capital_letter() -> None:
    assert capital("to my husband, after June 2024") == "To my husband, after June 2024"
    assert capital("") == ""


def test_an_event_without_a_document_says_what_it_is() -> None:
    plain = yaml.safe_load((FORMS / "sample" / "answers.yaml").read_text(encoding="utf-8"))
    real = read_questionnaire(FORMS / "interview")
    answers = Answers(read_answers(real, plain, lambda name: name))
    russian = read_words(content_dir("i18n"), "ru")
    source = replace(source_of(), questionnaire=real, answers=answers, russian=russian)
    said = [each["what"] for each in without_papers(source)]
    assert "Wanted notice: Interstate (countries of the CIS)" in said
    own = [each["what"] for each in without_papers(source, own=True)]
    assert any(each.startswith("Розыск: ") for each in own)


@pytest.mark.parametrize(
    ("wanted", "order"),
    [
        (["declaration", "index", "cover_letter"], ("cover_letter", "index", "declaration")),
        (["chronology", "exhibits", "index"], ("index", "exhibits", "chronology")),
    ],
)
def test_a_document_that_can_be_added_may_have_its_place(
    wanted: list[str], order: tuple[str, ...]
) -> None:
    upload = read_profile(FORMS / "packets", "uscis-upload")
    assert "cover_letter" not in upload.documents
    assert "cover_letter" in upload.optional
    assert read_profile(FORMS / "packets", "uscis-upload", wanted).documents == order
