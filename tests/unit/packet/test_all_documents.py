"""All documents at once: for USCIS as a golden file, and with texts that mean harm."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from pristan.case import Answers
from pristan.content import content_dir
from pristan.packet.documents import DOCUMENTS
from pristan.packet.plan import plan
from pristan.packet.profiles import Profile, read_profile
from pristan.packet.source import Source
from pristan.questions import Type, read_questionnaire
from pristan.questions.plain import read_answers
from pristan.review import read_rules
from unit.packet import clerk
from unit.packet.cases import A4, paper, source_of, whole_case
from unit.packet.made import compose, page_texts

GOLDEN = Path(__file__).parents[2] / "golden" / "packets"
FORMS = content_dir("forms")
NASTY = '{{ 7*7 }} <script>x</script> ]]> &amp; "q" {exhibit} %s {0} ${x} \\ ../.. '
LONG = "Ж" * 80


def test_what_goes_to_uscis_reads_as_the_golden_file(golden: Callable[[Path, str], None]) -> None:
    profile = read_profile(FORMS / "packets", "uscis-paper")
    documents = (*profile.documents, *profile.optional, "declaration_edits")
    case = whole_case()
    told = case["incidents"][0]["incident_story"]
    told |= {"edited": told["english"].replace("knocked", "beat on the door"),
             "edited_of": told["english"]}  # fmt: skip
    planned = plan(source_of(case), replace(profile, documents=documents))
    packet, *_ = compose(planned, [[paper(A4)] for _ in planned.exhibits])
    pages = [
        "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))
        for text in page_texts(packet)
    ]
    golden(GOLDEN / "uscis.txt", "\n\n".join(pages) + "\n")


def nasty_case() -> dict[str, Any]:
    """Return the sample's answers with every free text made nasty and numbered, some very long."""
    plain = yaml.safe_load((FORMS / "sample" / "answers.yaml").read_text(encoding="utf-8"))
    questions = read_questionnaire(FORMS / "interview").questions
    number = itertools.count(1)

    def nasty() -> str:
        return f"{NASTY}zq{next(number)}z 🙂 אבג end "

    def changed(name: str, found: Any) -> Any:
        question = questions.get(name)
        if isinstance(found, list):
            return [
                {key: changed(key, value) for key, value in each.items()}
                if isinstance(each, dict) and question and question.item
                else each
                for each in found
            ]
        if question is None:
            return found
        if question.type is Type.ADDRESS and isinstance(found, dict):
            return found | {part: nasty() for part in ("street", "city") if part in found}
        if question.type is Type.TEXT and isinstance(found, str):
            return nasty()
        if not question.told or not isinstance(found, dict) or "text" not in found:
            return found
        long = LONG if question.type is Type.TEXT else ""
        return found | {"text": nasty() + long, "english": nasty() + long}

    return {name: changed(name, found) for name, found in plain.items()}


def _squashed(text: str) -> str:
    """Return a text as it is whatever line it was printed on."""
    return re.sub(r"[\s\x02\ufffe\u00ad-]", "", text).casefold()


@pytest.fixture(scope="module")
def nasty() -> Source:
    real = read_questionnaire(FORMS / "interview")
    answers = Answers(read_answers(real, nasty_case(), lambda name: name))
    made = replace(source_of(), questionnaire=real, answers=answers)
    return replace(made, today=None, rules=read_rules(FORMS))


def test_no_text_of_a_person_is_understood_as_anything_else(nasty: Source) -> None:
    same = {"declaration_ru", "declaration_two_columns", "declaration_edits"}  # much the same
    told = [name for name in DOCUMENTS if name not in same]
    everything = Profile("x", (*told, "exhibits"), always_draft=True, annotated_index=True)
    planned = plan(nasty, everything)
    packet, _, composer, _ = compose(planned, [[paper(A4)] for _ in planned.exhibits])
    text = _squashed(" ".join(page_texts(packet)))
    marks = set(re.findall(r"zq\d+z", text))
    assert len(marks) > 60
    changed = [mark for mark in marks if text.count(_squashed(NASTY) + mark) != text.count(mark)]
    assert changed == []
    assert clerk.drawn(packet) == []
    printed = {document.name for document in planned.documents}
    assert {"chronology", "timeline", "criminal_history", "witness_list", "checklist"} <= printed
    for name, html in composer.html.items():
        assert "<script" not in html, name
