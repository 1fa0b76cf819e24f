"""Witnesses, certificates of translation, letters, the memo and the applicant's own sheets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pristan.case import Answers
from pristan.content import content_dir
from pristan.packet import caption
from pristan.packet.caption import BLANK
from pristan.packet.charges import without_papers
from pristan.packet.documents import DOCUMENTS, Material
from pristan.packet.letters import sender, translator_problems, translators
from pristan.packet.memo import memo
from pristan.packet.own_sheets import checklist, hearing_sheet
from pristan.packet.plan import plan
from pristan.packet.profiles import (
    PRINTED,
    Profile,
    ProfileError,
    profile_names,
    read_profile,
)
from pristan.packet.source import Source
from pristan.packet.witnesses import witness_problems, witnesses
from pristan.questions import read_questionnaire
from pristan.questions.plain import read_answers
from pristan.review import read_rules
from unit.packet.cases import (
    A4,
    LAWYER,
    paper,
    plan_of,
    source_of,
    whole_case,
    with_exhibits,
)
from unit.packet.made import compose, page_texts

FORMS = content_dir("forms")
REAL = read_questionnaire(FORMS / "interview")


def real(case: dict[str, Any]) -> Source:
    answers = Answers(read_answers(REAL, case, lambda name: name))
    return replace(source_of(), questionnaire=REAL, answers=answers)


def person(item: str, family: str, safe: str | None = None) -> dict[str, Any]:
    name = {"family": "X", "latin_family": family, "latin_given": "MARIA"}
    return {"item": item, "person_name": name} | ({"person_safe": safe} if safe else {})


def witness(item: str, safe: str = "safe", **more: Any) -> dict[str, Any]:
    what = {"witness_what": {"text": "Видела.", "english": "She saw it."}}
    return {"witness_person": item, "witness_safe": safe} | what | more


def test_a_witness_is_named_only_as_far_as_the_applicant_allows() -> None:
    source = real({
        "people": [person("a", "OBRAZTSOVA", "full"), person("b", "TESTOVA", "initials"),
                   person("c", "PRIMEROVA", "unnamed"), person("d", "INOVA", "ask_me"),
                   person("e", "VRAGOVA", "full")],
        "witnesses": [witness("a"), witness("b"), witness("c"), witness("d"),
                      witness("e", "unsafe")],
    })  # fmt: skip
    listed = witnesses(source)
    assert [each["name"] for each in listed] == ["MARIA OBRAZTSOVA", "M. T.", "", ""]
    printed = str(plan(source, Profile("x", ("witness_list", "witness_declarations"), True, False)))
    for hidden in ("TESTOVA", "PRIMEROVA", "INOVA"):
        assert hidden not in printed
    (problem,) = map(str, witness_problems(source))
    assert "VRAGOVA is not on the witness list" in problem


def test_a_witness_without_a_summary_is_pointed_out() -> None:
    source = real({"people": [person("a", "OBRAZTSOVA")], "witnesses": [{"witness_person": "a"}]})
    (problem,) = map(str, witness_problems(source))
    assert "does not say what this person can confirm" in problem


def exhibit(title: str, **more: Any) -> dict[str, Any]:
    return {"exhibit_title": {"text": title, "english": f"{title} E"}, "exhibit_language": "ru",
            "exhibit_translation": "draft"} | more  # fmt: skip


UNSIGNED = {"exhibit_translation": "checked", "exhibit_translation_files": ["english.pdf"],
            "exhibit_certificate": "unsigned"}  # fmt: skip


def test_one_certificate_for_each_translator_names_every_document() -> None:
    address = {"street": "5 Invented Street", "city": "Sample City", "country": "US"}
    maria = {"exhibit_translator_name": "Maria Obraztsova", "exhibit_translator_address": address,
             "exhibit_translator_phone": "+1 202 555 0199"}  # fmt: skip
    source = real({"evidence": [
        exhibit("Один", **maria), exhibit("Два", **UNSIGNED),
        exhibit("Три", **maria, exhibit_language="uk"),
        exhibit("Four", exhibit_language="en"), exhibit("Photo", exhibit_language="none"),
    ]})  # fmt: skip
    material = Material(source)
    first, second = translators(source, material.exhibits)
    assert (first["name"], first["language"], first["address"], first["phone"]) == (
        "Maria Obraztsova", "", "5 Invented Street, Sample City", "+1 202 555 0199",
    )  # fmt: skip
    assert [each["label"] for each in first["exhibits"]] == ["A", "C"]
    assert [each["language"] for each in first["exhibits"]] == ["Russian", "Ukrainian"]
    assert (second["name"], second["language"]) == ("", "Russian")
    problems = [str(problem) for problem in translator_problems(source, material.exhibits)]
    assert not problems  # no translation is there yet
    there = replace(source, attachments=source_of(whole_case()).attachments)
    problems = [str(problem) for problem in translator_problems(there, material.exhibits)]
    assert problems == [
        "The certificate of translation of Exhibit B lacks the translator's name, the translator's "
        "address, the translator's telephone number; lines are left to fill in."
    ]


def test_a_letter_is_signed_by_the_lawyer_or_else_by_the_applicant() -> None:
    assert sender(source_of())["name"] == "IVAN PRIMEROV"
    source = real({"lawyer_name": "John Sample"})
    assert (sender(source)["name"], sender(source)["lawyer"]) == ("John Sample", True)
    unnamed = sender(real({"has_lawyer": True, "full_name": name()}))
    assert (unnamed["name"], unnamed["lawyer"]) == (BLANK, True)


def name() -> dict[str, str]:
    return {"family": "X", "latin_family": "PRIMEROV", "latin_given": "IVAN"}


@pytest.mark.parametrize(
    ("told", "filer", "says", "problem"),
    [
        ({"lawyer_name": "John Sample"}, "John Sample", "", ""),
        ({"has_lawyer": True}, BLANK, "", "a lawyer whose name is missing"),
        ({"has_lawyer": False}, "IVAN PRIMEROV", "Respondent, pro se", ""),
        ({}, "IVAN PRIMEROV", "[ ] Respondent, pro se", "whether anybody represents"),
    ],
)
def test_nobody_is_said_to_be_alone_who_did_not_say_so(
    told: dict[str, Any], filer: str, says: str, problem: str
) -> None:
    source = real({"full_name": name()} | told)
    planned = plan(source, replace(LAWYER, documents=("cover",)))
    packet, *_ = compose(planned, [])
    said = " ".join(" ".join(page_texts(packet)).split())
    assert caption.cover(source)["filer"][0] == filer
    assert said.startswith(f"{filer} ")
    assert ("Respondent, pro se" in said, says in said) == (bool(says), True)
    assert ("[ ] Respondent, pro se" in said) == says.startswith("[")
    found = [str(each) for each in planned.problems if "represents" in str(each)
             or "lawyer" in str(each)]  # fmt: skip
    assert len(found) == bool(problem)
    assert problem in " ".join(found)


def test_a_letter_says_of_which_exhibits_it_encloses_nothing() -> None:
    profile = replace(LAWYER, documents=("cover_letter", "exhibits"), forum="uscis")
    planned = plan_of(with_exhibits(2), profile)
    told = "No file has been added."
    packet, *_ = compose(planned, [[paper(A4)], []], {1: told})
    letter = " ".join(page_texts(packet)[0].split())
    assert letter.count(told) == 1
    assert letter.index("Paper number 1") < letter.index("Paper number 2") < letter.index(told)


@pytest.mark.parametrize("count", [17, 20, 22, 26])
def test_nobody_signs_on_a_page_without_what_is_signed(count: int) -> None:
    profile = replace(LAWYER, documents=("certificates_of_translation",))
    packet, *_ = compose(plan_of(with_exhibits(count), profile), [])
    *_, signed = page_texts(packet)
    assert "Signature" in signed
    assert "Telephone" in signed
    assert f"Paper number {count}" in signed


def test_a_letter_lists_what_stands_between_the_pages_that_it_lists() -> None:
    whole = {name for name, form in DOCUMENTS.items() if form.enclosed}
    for each in ("certificates_of_translation", "witness_declarations", "declaration_two_columns"):
        assert each in whole


def test_the_memo_has_the_open_points_with_the_items_of_the_form() -> None:
    source = replace(real({"returned": True}), today=date(2026, 11, 22), rules=read_rules(FORMS))
    groups = memo(source)
    assert groups[0]["heading"] == "USCIS may send the form back while these boxes are empty"
    items = {point["items"] for group in groups for point in group["points"]}
    assert {"A.I 12", "C 4"} <= items


def test_the_checklist_never_asks_for_what_is_dangerous() -> None:
    source = real({
        "evidence": [exhibit("Письмо", exhibit_holder="family", exhibit_date="2024-03-01")],
        "missing_papers": [
            {"missing_what": {"text": "Ордер", "english": "The warrant"},
             "missing_why": "dangerous"},
            {"missing_what": {"text": "Запись", "english": "A record"},
             "missing_because": {"text": "Просить опасно.", "english": "It is dangerous."}},
            {"missing_what": {"text": "Справка", "english": "The note"}, "missing_why": "left"},
        ],
        "people": [person("a", "OBRAZTSOVA", "full")],
        "witnesses": [witness("a", "later")],
    })  # fmt: skip
    found = checklist(source)
    assert found["held"]["family"] == ["Письмо, on March 1, 2024"]
    assert found["no_file"] == found["translate"] == ["Письмо, on March 1, 2024"]
    assert [each["what"] for each in found["missing"]] == ["Справка"]
    assert [each["what"] for each in found["explained"]] == ["Запись"]  # in words of their own
    assert [each["what"] for each in found["dangerous"]] == ["Ордер"]
    assert found["witnesses"] == []


def test_a_missing_document_is_printed_with_what_it_belongs_to() -> None:
    source = real({
        "incidents": [{"incident_name": {"text": "Обыск", "english": "A search"},
                       "incident_missing": ["order"]}],
        "cases": [{"case_name": {"text": "Дело", "english": "The case"}, "case_against": "me",
                   "case_missing": ["order"],
                   "case_steps": [{"step_kind": "charge", "step_missing": ["order"]}]}],
        "missing_papers": [
            {"item": "order", "missing_what": {"text": "Ордер", "english": "The warrant"}},
            {"missing_what": {"text": "Справка", "english": "The note"}},
        ],
    })  # fmt: skip
    belongs = [each["of"] for each in without_papers(source)]
    assert belongs == ["A search; The case; The case: The charge", ""]
    assert without_papers(source, own=True)[0]["of"].startswith("Обыск; Дело; Дело: ")


def test_the_hearing_sheet_has_the_persons_own_answers_only() -> None:
    source = real({"court_city": "San Diego", "evidence": [exhibit("Паспорт", exhibit_holder="me"),
                                                          exhibit("Письмо")]})  # fmt: skip
    sheet = hearing_sheet(source)
    assert (sheet["court"], sheet["date"], sheet["originals"]) == ("San Diego", "", ["Паспорт"])


@pytest.mark.parametrize("name", profile_names(FORMS / "packets"))
def test_every_profile_is_of_documents_that_there_are(name: str) -> None:
    profile = read_profile(FORMS / "packets", name)
    there = (*profile.documents, *profile.optional)
    assert set(there) <= set(PRINTED)
    assert len(set(there)) == len(there)


def test_a_document_that_may_be_added_is_printed_only_when_it_is_asked_for() -> None:
    packets = FORMS / "packets"
    assert "chronology" not in read_profile(packets, "court").documents
    chosen = read_profile(packets, "court", ["chronology", "cover"])
    assert chosen.documents == ("cover", "chronology")
    with pytest.raises(ProfileError, match="chronology"):
        read_profile(packets, "court", ["poem"])


@pytest.mark.parametrize("name", ["uscis-paper", "uscis-upload"])
def test_papers_for_uscis_have_no_court_and_no_respondent(name: str) -> None:
    profile = read_profile(FORMS / "packets", name)
    everything = replace(profile, documents=(*profile.documents, *profile.optional))
    planned = plan(source_of(whole_case()), everything)
    packet, *_ = compose(planned, [[paper(A4)] for _ in planned.exhibits])
    texts = page_texts(packet)
    assert not any("espondent" in text or "IMMIGRATION COURT" in text for text in texts)
    assert any("What happened to the applicant" in text for text in texts)
    assert planned.title == "Documents in Support of Form I-589"
    assert not any("judge" in str(problem) for problem in planned.problems)


def test_the_name_is_asked_for_wherever_it_is_printed() -> None:
    case = whole_case()
    del case["full_name"]
    for name in ("uscis-paper", "uscis-upload", "court", "applicant"):
        planned = plan(source_of(case), read_profile(FORMS / "packets", name))
        said = [str(each) for each in planned.problems]
        assert said.count("The name of the applicant is missing.") == 1


def test_every_document_is_in_some_profile_and_has_its_template() -> None:
    packets = FORMS / "packets"
    printed = {n for each in profile_names(packets) for n in read_profile(packets, each).documents}
    assert printed == set(PRINTED)
    templates = content_dir("templates")
    for name, form in DOCUMENTS.items():
        assert (templates / (form.template or f"{name}.html")).exists()


@pytest.mark.parametrize("count", range(12, 24, 2))
def test_no_signature_stands_alone_on_the_last_page_of_a_letter(count: int) -> None:
    """A page of a signature alone could be put under anything."""
    planned = plan_of(with_exhibits(count), replace(LAWYER, documents=("cover_letter", "exhibits")))
    packet, _, _, _ = compose(planned, [[paper(A4)]] * count)
    (last,) = (text for text in page_texts(packet) if "Respectfully submitted," in text)
    assert f"Paper number {count} " in last
