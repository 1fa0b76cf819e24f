"""What a packet will be, before there is any paper."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from pristan.case import Answers, Told
from pristan.content import content_dir
from pristan.packet.caption import hearing, postal
from pristan.packet.declaration import blocks, paired, story, tells
from pristan.packet.exhibits import exhibits
from pristan.packet.plan import plan
from pristan.packet.profiles import ProfileError, profile_names, read_profile
from pristan.packet.tabs import label
from pristan.questions import read_questionnaire
from pristan.questions.plain import read_answers
from pristan.words import read_words
from unit.packet.cases import (
    COURT,
    LAWYER,
    answers_of,
    plain_case,
    plan_of,
    source_of,
    whole_case,
    with_exhibits,
)


def told_by_others(source: str) -> bool:
    """Whether a source was not read itself, or not as it is numbered today."""
    return re.search(r"reported|tells it|numbering", source) is not None


GOLDEN = Path(__file__).parents[2] / "golden" / "packets"


def test_the_plan_of_the_small_case_is_the_accepted_one(
    golden: Callable[[Path, str], None],
) -> None:
    planned = plan_of()
    facts = asdict(planned) | {"problems": [str(problem) for problem in planned.problems]}
    del facts["references"]
    text = json.dumps(facts, ensure_ascii=False, indent=1) + "\n"
    for exhibit in planned.exhibits:
        text = text.replace(exhibit.id, f"id-{exhibit.label}")  # ids are random
    golden(GOLDEN / "plan.json", text)


def test_labels_follow_the_alphabet_and_then_double() -> None:
    labels = [label(number) for number in range(79)]
    assert labels[:3] == ["A", "B", "C"]
    assert labels[24:29] == ["Y", "Z", "AA", "BB", "CC"]
    assert labels[51:54] == ["ZZ", "AAA", "BBB"]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("number", ["A 12", "A ١٢٣-456-789"])
def test_an_odd_a_number_is_pointed_out(number: str) -> None:
    planned = plan_of(plain_case() | {"a_number": number})
    assert any("7 to 9 digits" in str(problem) for problem in planned.problems)
    assert planned.number_prefix == ""  # what is stamped on every page is a number or nothing


def test_an_address_is_written_as_on_a_letter() -> None:
    assert postal(source_of(), "us_address") == [
        "100 Example Road, Apt. 4",
        "Sample City, California 00000",
    ]


def _paragraphs(plain: dict[str, Any]) -> list[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    source = source_of(plain)
    told = story(source, exhibits(source))
    return [(p.number, p.english, p.own) for group in told.groups for p in group.paragraphs]


def test_paragraphs_are_numbered_through_and_pair_where_they_can() -> None:
    assert _paragraphs(plain_case()) == [
        (1, ("At six in the morning they knocked.",), ("В шесть утра постучали.",)),
        (2, ("They broke the door.",), ("Дверь сломали.",)),
        (3, ("Then I was taken away.", "I was silent."), ("Потом меня увезли. Я молчал.",)),
        (4, (), ("Я вернулся домой.",)),
        (5, ("Two posts.",), ("Две записи.",)),
        (6, ("A paper was read to me.",), ("Мне прочитали бумагу.",)),
    ]


def test_every_word_of_the_story_is_the_applicants() -> None:
    said = {
        block
        for answer in answers_of(plain_case())
        if isinstance(answer.value, Told)
        for text in (answer.value.text, answer.value.in_english)
        for block in blocks(text)
    }
    for _, english, own in _paragraphs(plain_case()):
        assert {*english, *own} <= said


def test_what_was_not_given_or_is_not_asked_is_not_printed() -> None:
    shown = str(_paragraphs(plain_case()))
    assert "Not asked" not in shown
    assert "not printed" not in shown
    asked = plain_case() | {"fear_told": True}
    assert "Not asked" in str(_paragraphs(asked))
    asked["fear_why"] = {
        "state": "later",
        "answer": {"text": "Не спрошено.", "english": "Not asked."},
    }
    assert "Not asked" not in str(_paragraphs(asked))


def test_a_text_told_in_english_has_no_second_language() -> None:
    assert paired(Told("One.\n\nTwo.", "en")) == [(("One.",), ()), (("Two.",), ())]


def test_headings_are_names_and_dates_as_given() -> None:
    source = source_of()
    told = story(source, exhibits(source))
    headings = [[h.english for h in group.headings] for group in told.groups]
    assert headings == [
        ["What happened to you", "The search, on February 16, 2023"],
        ["The questioning, in or about March 2023"],
        ["Criminal cases", "12302280001000123"],
        ["The charge"],
    ]
    assert told.groups[0].headings[1].own.startswith("Обыск, ")


def test_a_date_in_other_words_stays_out_of_an_english_heading() -> None:
    case = plain_case()
    case["incidents"][0]["incident_when"] = {"words": "до мобилизации"}
    source = source_of(case)
    told = story(source, exhibits(source))
    assert told.groups[0].headings[1].english == "The search"
    assert told.groups[0].headings[1].own == "Обыск, до мобилизации"
    assert any("до мобилизации" in str(problem) for problem in told.problems)


def test_a_date_told_by_another_event_is_a_heading_in_both_languages() -> None:
    case = plain_case()
    first, second = case["incidents"]
    first["item"] = "search"
    second["incident_when"] = {"after": {"event": "search", "count": 2, "unit": "weeks"}}
    case["next_hearing_date"] = {"after": {"event": "search", "count": 4, "unit": "years"}}
    case["evidence"][0]["exhibit_date"] = {"before": {"event": "search"}, "words": "до обыска"}
    source = source_of(case)
    papers = exhibits(source)
    told = story(source, papers)
    (heading,) = told.groups[1].headings
    assert heading.english == "The questioning, two weeks after the search (February 16, 2023)"
    assert heading.own.endswith("two weeks after the event “Обыск” (February 16, 2023)")
    assert papers[0].date == "Before the search (February 16, 2023)"
    assert not any("kept in words" in str(problem) for problem in told.problems)
    assert hearing(source).startswith("four years after the search (February 16, 2023)")


def test_citations_stand_after_the_last_paragraph_of_their_event() -> None:
    source = source_of()
    papers = exhibits(source)
    by_id = {exhibit.id: exhibit.label for exhibit in papers}
    told = story(source, papers)
    assert [[by_id[id_] for id_ in g.exhibits] for g in told.groups] == [
        ["A", "B"],
        ["B"],
        [],
        ["A"],
    ]


def test_citations_and_labels_follow_a_new_order() -> None:
    case = plain_case()
    case["evidence"].reverse()
    source = source_of(case)
    papers = exhibits(source)
    by_id = {exhibit.id: (exhibit.label, exhibit.title) for exhibit in papers}
    told = story(source, papers)
    assert [by_id[id_] for id_ in told.groups[0].exhibits] == [
        ("C", "Record of search"),
        ("B", "Photo of the door"),
    ]


def test_the_index_says_of_a_translation_what_is_in_the_packet() -> None:
    case = whole_case()
    assert plan_of(case).exhibits[0].translation == "with certified English translation"
    assert plan_of(case).exhibits[0].files == ("english.pdf", "record.pdf")
    for state in ("none", "draft", "checked"):
        case["evidence"][0]["exhibit_translation"] = state
        case["evidence"][0]["exhibit_translation_files"] = []
        planned = plan_of(case)
        assert planned.exhibits[0].translation == "English translation to be attached"
        assert any("Exhibit A" in str(p) and "8 CFR 1003.33" in str(p) for p in planned.problems)


def test_a_translation_unit_is_text_certificate_original_in_this_order() -> None:
    case = whole_case()
    case["evidence"][0] |= {
        "exhibit_certificate": "own", "exhibit_certificate_files": ["signed.pdf"],
    }  # fmt: skip
    (exhibit, *_), problems = plan_of(case).exhibits, plan_of(case).problems
    assert exhibit.files == ("english.pdf", "signed.pdf", "record.pdf")
    assert exhibit.translation == "with certified English translation"
    assert not [each for each in problems if each.context == "packet.no_certificate"]


@pytest.mark.parametrize("where", ["unsigned", "own"])
def test_a_translation_that_nobody_signed_is_not_called_certified(where: str) -> None:
    case = whole_case() | {"lawyer_reviewed": True}
    assert not plan_of(case, COURT).draft
    case["evidence"][0]["exhibit_certificate"] = where
    case["evidence"][0]["exhibit_certificate_files"] = []
    planned = plan_of(case, COURT)
    exhibit = planned.exhibits[0]
    assert exhibit.translation == "with English translation, certificate to be attached"
    assert exhibit.files == ("english.pdf", "record.pdf")
    assert "packet.no_certificate" in [each.context for each in planned.problems]
    assert planned.draft


def test_the_file_of_a_certificate_that_is_said_to_be_elsewhere_is_not_printed() -> None:
    case = whole_case()
    case["evidence"][0]["exhibit_certificate_files"] = ["old.pdf"]  # answered before "together"
    assert plan_of(case).exhibits[0].files == ("english.pdf", "record.pdf")


def test_a_heading_never_says_that_something_was_done() -> None:
    """What is chosen in a list becomes a heading over sworn words, so each choice is a noun."""
    real = read_questionnaire(content_dir("forms") / "interview")
    claims = re.compile(r"\b(was|were|is|are|has|have|had|did|my|me|I)\b")
    for question in real.questions.values():
        if question.item is None or not tells(question.item):
            continue
        for name in question.item.title:
            for option in real.questions[name].options:
                assert not claims.search(option.text), f"{name}.{option.id}: {option.text}"


def test_what_follows_a_list_does_not_stand_under_its_last_item() -> None:
    real = read_questionnaire(content_dir("forms") / "interview")
    plain = {
        "transit_any": True,
        "transit": [
            {"transit_country": "GE", "transit_story": {"text": "Я ждал.", "english": "I waited."}}
        ],
        "entry_manner": "appointment",
        "entry_story": {"text": "Я пришёл.", "english": "I came."},
    }
    answers = Answers(read_answers(real, plain, lambda name: name))
    source = replace(source_of(), questionnaire=real, answers=answers)
    waited, came = story(source, []).groups
    assert [(h.level, h.of) for h in waited.headings] == [(1, "entry"), (2, "")]
    assert [(h.level, h.of) for h in came.headings] == [(2, "entry_us")]


def test_a_case_without_a_word_in_the_declaration_is_named() -> None:
    case = plain_case()
    case["cases"].append(
        {"case_number": "12302280001000999", "case_steps": [{"step_name": {"text": "Charge"}}]}
    )
    said = [str(problem) for problem in plan_of(case, COURT).problems]
    assert "“12302280001000999” is in the answers, and the declaration does not tell of it." in said
    assert not any("12302280001000123” is in the answers" in each for each in said)


def test_who_speaks_english_needs_no_interpreter() -> None:
    names = [d.name for d in plan_of(plain_case() | {"speaks_english": True}).documents]
    assert "certificate_of_interpretation" not in names
    assert "certificate_of_interpretation" in [d.name for d in plan_of().documents]


def test_the_sentence_of_the_statute_follows_the_place_of_signing() -> None:
    def abroad(plain: dict[str, Any]) -> bool:
        found = next(d for d in plan_of(plain).documents if d.name == "declaration")
        return bool(found.facts["abroad"])

    assert not abroad(plain_case())
    assert not abroad(plain_case() | {"signing_country": "US"})
    assert abroad(plain_case() | {"signing_country": "GE"})


def test_what_is_missing_is_said() -> None:
    said = "\n".join(map(str, plan_of().problems))
    assert "there is no English yet" in said
    assert "Exhibit C, Письмо: no file has been added yet." in said
    assert "Exhibit C, Письмо: the English title is missing." in said
    assert "Exhibits A (Record of search), C (Письмо) are not in English." in said
    assert "the interpreter's telephone number" in said
    assert "Exhibit B" not in said


def test_one_sentence_names_every_exhibit_that_lacks_a_translation() -> None:
    case = whole_case()
    for each in case["evidence"]:
        each |= {"exhibit_language": "ru", "exhibit_translation": "draft"}
    problems = [each for each in plan_of(case).problems if each.context.startswith("packet.no_t")]
    (problem,) = problems
    russian = read_words(content_dir("i18n"), "ru").say(problem)
    assert read_words(content_dir("i18n"), "en").say(problem).startswith("Exhibits A (")
    assert russian.startswith("Приложения A (") and " и C (" in russian


def test_a_name_in_cyrillic_is_not_called_latin() -> None:
    case = plain_case()
    case["full_name"]["latin_family"] = "РRIMEROV"  # the first letter is Cyrillic
    said = [str(problem) for problem in plan_of(case, COURT).problems]
    assert any("not in Latin letters yet (IVAN РRIMEROV)" in each for each in said)
    case = plain_case() | {"interpreter_name": "Пётр Тестов"}
    said = [str(problem) for problem in plan_of(case, COURT).problems]
    assert any("interpreter's name, Пётр Тестов, is not in Latin letters" in each for each in said)


def test_each_rule_of_a_packet_says_whether_its_text_was_read(tmp_path: Path) -> None:
    packets = content_dir("forms") / "packets"
    for name in profile_names(packets):
        profile = read_profile(packets, name)
        assert profile.rules
        assert all(rule.rule and rule.source and rule.checked for rule in profile.rules)
        assert set(profile.law) == {rule for rule in profile.rules if rule.verified}
        assert not [rule for rule in profile.law if told_by_others(rule.source)]
    unread = {rule.source for rule in read_profile(packets, "court").rules if not rule.verified}
    assert "EOIR Policy Manual, part II, 3.3(c)" in unread
    text = (packets / "court.yaml").read_text(encoding="utf-8")
    (tmp_path / "court.yaml").write_text(text.replace("    verified: true\n", "", 1))
    with pytest.raises(ProfileError, match="verified"):
        read_profile(tmp_path, "court")


def test_a_file_that_is_gone_is_said() -> None:
    source = source_of()
    without = replace(source, attachments={})
    said = "\n".join(map(str, plan(without, LAWYER).problems))
    assert "Exhibit A, Record of search: a file that belongs to it is no longer in the case" in said


def test_an_empty_case_says_all_that_is_missing_and_still_has_a_plan() -> None:
    planned = plan_of({})
    said = "\n".join(map(str, planned.problems))
    for what in ("The name", "The A-Number", "detained", "the judge", "Nothing has been told yet",
                 "There are no exhibits yet"):  # fmt: skip
        assert what in said
    assert planned.draft
    assert planned.documents[0].name == "cover"


def test_documents_can_be_chosen(tmp_path: Path) -> None:
    packets = content_dir("forms") / "packets"
    assert {"court", "lawyer"} <= set(profile_names(packets))
    chosen = read_profile(packets, "court", ["exhibits", "cover"])
    assert chosen.documents == ("cover", "exhibits")
    assert not chosen.always_draft
    assert read_profile(packets, "lawyer").always_draft
    with pytest.raises(ProfileError, match="no packet called “x”"):
        read_profile(packets, "x")
    with pytest.raises(ProfileError, match="no document called poem"):
        read_profile(packets, "court", ["poem"])
    (tmp_path / "odd.yaml").write_text("profile: odd\ndocuments: [poem]\ndraft: never\n")
    with pytest.raises(ProfileError, match=r"odd\.yaml is not understood"):
        read_profile(tmp_path, "odd")


def test_what_is_no_longer_asked_is_not_printed() -> None:
    case = plain_case()
    assert plan_of(case).exhibits[1].web == "https://example.org/door (saved on March 1, 2023)"
    case["evidence"][1]["exhibit_kind"] = "other"
    assert plan_of(case).exhibits[1].web == ""


def test_many_exhibits_are_all_there() -> None:
    planned = plan_of(with_exhibits(60))
    assert [e.title for e in planned.exhibits] == [f"Paper number {n}" for n in range(1, 61)]


def test_exhibits_without_a_language_are_named_in_one_line_and_keep_the_draft() -> None:
    case = with_exhibits(3, exhibit_language="none") | {"lawyer_reviewed": True}
    case["incidents"] = whole_case()["incidents"]
    for event in case["incidents"]:
        event.pop("incident_exhibits", None)
    assert not plan_of(case, COURT).draft
    for exhibit in case["evidence"]:
        del exhibit["exhibit_language"]
    planned = plan_of(case, COURT)
    assert planned.draft
    assert [str(each) for each in planned.problems if "language" in str(each)] == [
        "Exhibits A (Paper number 1), B (Paper number 2), C (Paper number 3): their languages are "
        "not known."
    ]
