"""The certificate for a declaration that is filed in the language it was told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from pristan.case import Answer, Answers, Told
from pristan.content import content_dir
from pristan.packet.declaration_translators import (
    declaration_translator_problems,
    declaration_translators,
)
from pristan.packet.edits import passages
from pristan.packet.plan import plan
from pristan.packet.profiles import read_profile
from pristan.packet.source import Source
from pristan.questions import read_questionnaire
from pristan.questions.plain import read_answers
from unit.packet.cases import source_of
from unit.packet.made import compose, page_texts

FORMS = content_dir("forms")


def case(translators: Mapping[int, str] | None = None, **others: Any) -> Source:
    """Return the sample with the answers translated by *translators*, by their places."""
    plain = yaml.safe_load((FORMS / "sample" / "answers.yaml").read_text(encoding="utf-8"))
    plain = {name: said for name, said in plain.items() if not name.startswith("translator_")}
    real = read_questionnaire(FORMS / "interview")
    answers = Answers(read_answers(real, plain | others, lambda name: name))
    for at, each in enumerate(list(passages(real, answers))):
        by = (translators or {}).get(at, "Boris Testov" if translators is None else "")
        answers.put(Answer(each.key, replace(each.told, translator=by)))
    return replace(source_of(), questionnaire=real, answers=answers)


def said(source: Source) -> list[str]:
    return [str(each) for each in declaration_translator_problems(source)]


def test_one_translator_certifies_the_whole_and_is_reached_where_it_was_asked() -> None:
    source = case(interpreter_name="BORIS TESTOV", interpreter_phone="+1 555 0100")
    (certificate,) = declaration_translators(source)
    assert (certificate["name"], certificate["language"]) == ("Boris Testov", "Russian")
    assert certificate["paragraphs"] == ""
    assert certificate["phone"] == source.given("interpreter_phone") != ""


def test_a_text_that_names_nobody_is_of_the_translator_of_the_story() -> None:
    source = case({0: "Boris Testov"}, translator_name="Maria Obraztsova",
                  translator_phone="+1 555 0199")  # fmt: skip
    found = {each["name"]: each for each in declaration_translators(source)}
    assert set(found) == {"Boris Testov", "Maria Obraztsova"}
    assert found["Maria Obraztsova"]["phone"]
    assert not found["Boris Testov"]["phone"]


def test_each_translator_certifies_the_paragraphs_that_are_theirs() -> None:
    source = case({0: "Boris Testov", 1: "Boris Testov", 3: "Boris Testov"})
    numbered = list(passages(source.questionnaire, source.answers))
    mine, unnamed = declaration_translators(source)
    assert mine["paragraphs"] == f"1–{numbered[1].last}, {numbered[3].first}"
    assert unnamed["name"] == ""
    assert any("lacks the translator's name" in each for each in said(source))


def test_what_was_told_in_english_needs_no_certificate() -> None:
    source = case()
    for each in list(passages(source.questionnaire, source.answers)):
        told = Told(each.told.english or "x", "en")
        source.answers.put(Answer(each.key, told))
    assert declaration_translators(source) == []
    court = read_profile(FORMS / "packets", "court", ["declaration_translation", "declaration"])
    assert [each.name for each in plan(source, court).documents] == ["declaration"]


def test_an_edited_paragraph_is_no_translation_and_is_named() -> None:
    source = case()
    third = list(passages(source.questionnaire, source.answers))[2]
    assert not any("no longer a translation" in each for each in said(source))
    source.answers.put(Answer(third.key, third.told.with_edit("Something else.")))
    (found,) = (each for each in said(source) if "no longer a translation" in each)
    assert f"these paragraphs: {third.first}." in found


def test_it_stands_between_the_english_and_what_was_told() -> None:
    source = case()
    wanted = ["declaration", "declaration_translation", "declaration_ru"]
    court = read_profile(FORMS / "packets", "court", wanted)
    planned = plan(source, court)
    assert [each.name for each in planned.documents] == wanted
    packet, layout, *_ = compose(planned, [])
    pieces = layout["parts"][0]["pieces"]
    pages = [" ".join(text.split()) for text in page_texts(packet)]
    certificate = pages[pieces[1]["page"] - 1]
    assert "I, Boris Testov, certify that I am competent to translate from Russian" in certificate
    assert "is complete, and is true and accurate to the best of my abilities" in certificate
    assert f"{pieces[2]['own']} pages" in certificate
    assert "ДЕКЛАРАЦИЯ" in pages[pieces[2]["page"] - 1].upper()
