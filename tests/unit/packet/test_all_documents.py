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
from unit.packet.made import compose, html_of, page_texts

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
    """Return the sample's answers with every free text made nasty and numbered, some very long.

    The mark of each begins with the type of its question.
    """
    plain = yaml.safe_load((FORMS / "sample" / "answers.yaml").read_text(encoding="utf-8"))
    questions = read_questionnaire(FORMS / "interview").questions
    number = itertools.count(1)

    def changed(name: str, found: Any) -> Any:
        question = questions.get(name)

        def nasty() -> str:
            kind = question.type.replace("_", "") if question else ""
            return f"{NASTY}zq{kind}{next(number)}z 🙂 אבג end "

        def parts(*names: str) -> Any:
            return found | {part: nasty() for part in names if part in found}

        match question.type if question else None, found:
            case Type.LIST, list():
                return [
                    {key: changed(key, value) for key, value in each.items()} for each in found
                ]
            case Type.ADDRESS, dict():
                return parts("street", "apartment", "city", "region", "postal_code", "english")
            case Type.NAME, dict():
                return parts("family", "given", "patronymic", "latin_family", "latin_given") | {
                    "others": [
                        {part: nasty() for part in ("text", "document")}
                        for _ in found.get("others", ())
                    ]
                }
            case Type.ARTICLES, list():
                return [each | {"point": nasty()} for each in found]
            case (Type.TEXT | Type.PHONE | Type.NUMBER), str():
                return nasty()
            case (Type.TEXT | Type.LONG_TEXT) as kind, {"text": str()}:
                long = LONG if kind is Type.TEXT else ""
                return found | {"text": nasty() + long, "english": nasty() + long}
        return found

    return {name: changed(name, found) for name, found in plain.items()}


def _squashed(text: str) -> str:
    """Return a text as it is whatever line it was printed on."""
    return re.sub(r"[\s\x02\ufffe\u00ad-]", "", text).casefold()


def _printed(pages: list[str]) -> str:
    """Return what pages say without their stamps; a semicolon between numbers prints as a comma."""
    stamps = re.compile(r"\s*\d*\s*DRAFT – NOT FOR FILING\s*")
    return _squashed(" ".join(stamps.sub(" ", page) for page in pages)).replace(";", ",")


@pytest.fixture(scope="module")
def nasty() -> Source:
    real = read_questionnaire(FORMS / "interview")
    answers = Answers(read_answers(real, nasty_case(), lambda name: name))
    made = replace(source_of(), questionnaire=real, answers=answers)
    return replace(made, today=None, rules=read_rules(FORMS))


def test_no_text_of_a_person_is_understood_as_anything_else(nasty: Source) -> None:
    same = {"declaration_ru", "declaration_two_columns", "declaration_edits"}  # much the same
    others = [name for name in DOCUMENTS if name not in same]
    everything = Profile("x", (*others, "exhibits"), always_draft=True, annotated_index=True)
    planned = plan(nasty, everything)
    packet, _, composer, _ = compose(planned, [[paper(A4)] for _ in planned.exhibits])
    text = _printed(page_texts(packet))
    marks = set(re.findall(r"zq[a-z]*\d+z", text))
    assert len(marks) > 100
    kinds = {re.sub(r"\d", "", mark) for mark in marks}
    told = {"text", "longtext", "name", "address", "phone", "number", "articles"}
    assert kinds == {f"zq{kind}z" for kind in told}
    whole = _printed([NASTY])
    changed = [mark for mark in marks if text.count(whole + mark) != text.count(mark)]
    assert changed == []
    assert clerk.drawn(packet) == []
    printed = {document.name for document in planned.documents}
    assert {"chronology", "timeline", "criminal_history", "witness_list", "checklist"} <= printed
    for name, html in html_of(composer).items():
        assert "<script" not in html, name
