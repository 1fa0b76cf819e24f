"""The content is whole: what authors and translators wrote fits what the program can show."""

import csv
import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import polib
import pytest
import yaml

import extract_texts
from pristan.case import Answers, Told
from pristan.interview import keys
from pristan.questions import Type, read_answers, read_questionnaire
from pristan.questions.lists import read_countries
from pristan.questions.read import ITEM, QUESTION, SCREEN, SECTION
from pristan.words import languages, read_words
from pristan.words.po import read_po

ROOT = Path(__file__).parents[1]
FORMS = ROOT / "forms"
INTERVIEW = sorted((FORMS / "interview").glob("*.yaml"))
SCHEMA_LINE = "# yaml-language-server: $schema=../schema.json"
RELIED_ON = """
    full_name birth_date birth_city birth_country citizenship a_number us_address phone
    native_language speaks_english detained court_city court_state judge next_hearing_date
    next_hearing_time next_hearing_type people person_name incidents incident_name
    incident_when incident_story cases case_number case_articles case_steps step_kind step_when
    rfm_listed wanted evidence exhibit_title exhibit_date exhibit_issuer exhibit_source
    exhibit_language exhibit_translation exhibit_shows exhibit_files exhibit_kind exhibit_url
    missing_papers interpreter_name interpreter_language interpreter_address interpreter_phone
    read_back_language lawyer_name lawyer_firm lawyer_address lawyer_phone lawyer_email
    lawyer_eoir_id lawyer_reviewed filing_title
"""
PLACE = re.compile(r"\{(\w*)\}")
QUESTIONNAIRE = read_questionnaire(FORMS / "interview")


@cache
def russian() -> polib.POFile:
    return polib.pofile(str(extract_texts.RUSSIAN))


def translated() -> list[polib.POEntry]:
    return [entry for entry in russian() if entry.translated()]


@cache
def schema() -> dict[str, object]:
    return json.loads((FORMS / "schema.json").read_text("utf-8"))


# What authors wrote


@pytest.mark.parametrize("file", INTERVIEW, ids=lambda file: file.name)
def test_an_editor_accepts_every_file(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.splitlines()[0] == SCHEMA_LINE
    jsonschema.validate(yaml.safe_load(text), schema(), jsonschema.Draft202012Validator)


def test_an_editor_knows_the_words_that_the_program_knows() -> None:
    defined = schema()["$defs"]
    words = {
        "section": set(schema()["properties"]),
        "screen": set(defined["screen"]["properties"]),
        "question": set(defined["question"]["properties"]),
        "item": set(defined["item"]["properties"]),
        "type": {each["const"] for each in defined["question"]["properties"]["type"]["oneOf"]},
    }
    assert words == {
        "section": set(SECTION),
        "screen": set(SCREEN),
        "question": set(QUESTION),
        "item": set(ITEM),
        "type": set(Type),
    }


@pytest.mark.parametrize(
    "question",
    [
        {"id": "a", "type": "text", "ask": "A", "options": {"b": "B", "c": "C"}},
        {"id": "a", "type": "choice", "ask": "A"},
        {"id": "a", "type": "choice", "ask": "A", "options": {"ask": "B", "c": "C"}},
        {"id": "a b", "type": "text", "ask": "A"},
        {"id": "a", "type": "txet", "ask": "A"},
        {"id": "a", "type": "text", "ask": ""},
        {"id": "a", "type": "text", "ask": "A", "required": True},
        {"id": "a", "type": "person", "ask": "A"},
        {"id": "a", "type": "date", "ask": "A", "told": True},
        {"id": "a", "type": "text", "ask": "A", "declare": True},
        {"id": "a", "type": "list", "ask": "A"},
        {"id": "a", "type": "text", "ask": "A", "when": {"any": [{"b": True}]}},
    ],
)
def test_an_editor_marks_a_mistake(question: dict[str, object]) -> None:
    screen = {"id": "x", "title": "X", "questions": [question]}
    section = {"section": "s", "title": "S", "screens": [screen]}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(section, schema(), jsonschema.Draft202012Validator)


def test_every_question_says_why_it_is_asked() -> None:
    assert [each.id for each in QUESTIONNAIRE.questions.values() if not each.help] == []


def test_a_painful_section_begins_with_something_to_read() -> None:
    painful = [section for section in QUESTIONNAIRE.sections if section.painful]
    assert painful
    for section in painful:
        first = section.screens[0]
        assert first.note and not first.questions, section.id
    assert not QUESTIONNAIRE.sections[0].painful and not QUESTIONNAIRE.sections[-1].painful


def test_an_empty_list_says_what_to_press() -> None:
    for question in QUESTIONNAIRE.questions.values():
        if question.item:
            assert f"“{question.item.add}”" in question.item.empty, question.id


def test_the_names_that_papers_rely_on_are_asked() -> None:
    missing = [each for each in RELIED_ON.split() if each not in QUESTIONNAIRE.questions]
    assert missing == []


# The invented applicant


def test_the_invented_applicant_fits_the_interview() -> None:
    plain = yaml.safe_load((FORMS / "sample" / "answers.yaml").read_text("utf-8"))
    files: list[str] = []

    def find(name: str) -> str:
        files.append(name)
        return name

    answers = Answers(read_answers(QUESTIONNAIRE, plain, find))
    asked = {key for _, _, key in keys(QUESTIONNAIRE, answers)}
    assert [answer.key for answer in answers if answer.key not in asked] == []
    assert len(files) == len(set(files)) == 10
    told = [answer for answer in answers if isinstance(answer.value, Told)]
    assert [answer.key for answer in told if not answer.value.in_english] == []
    assert len(answers.items("incidents")) == 3
    assert len(answers.items("case_steps", answers.items("cases")[0])) == 7
    assert {answer.state for answer in answers} >= {"unknown", "declined", "in_person", "later"}


# Dated data


def test_the_countries_are_all_there() -> None:
    countries = read_countries(FORMS)
    assert len(countries) == 250
    assert all(re.fullmatch("[A-Z]{2}", code) for code in countries)
    assert countries["SU"].en == "USSR" and countries["RU"].called("ru") == "Россия"
    english = [country.en for country in countries.values()]
    assert len(set(english)) == len(english)
    assert len({country.ru for country in countries.values()}) == len(english)


def test_the_articles_say_where_they_were_read() -> None:
    articles = yaml.safe_load((FORMS / "law" / "articles.yaml").read_text("utf-8"))["articles"]
    words = {"code", "article", "title_ru", "title_en", "since", "note", "verified"}
    for article in articles:
        assert words <= set(article) <= words | {"source", "checked"}
        assert article["code"] in ("UK", "KoAP") and isinstance(article["article"], str)
        if article["verified"]:
            assert article["source"] and article["checked"].year >= 2026
    names = [(article["code"], article["article"]) for article in articles]
    assert len(set(names)) == len(names)
    # An article that lost its superscript is another article
    assert {("KoAP", "20.3.3"), ("KoAP", "20.33"), ("UK", "207.3")} <= set(names)


# What translators wrote


def test_texts_for_translators_are_up_to_date() -> None:
    written = extract_texts.POT.read_text("utf-8")
    assert written == f"{extract_texts.template()}\n", "run: python3 dev.py texts"


def test_every_text_has_its_russian() -> None:
    known = {(entry.msgctxt, entry.msgid) for entry in russian() if entry.translated()}
    texts = extract_texts.texts()
    assert [text for text in texts if (text.context, text.english) not in known] == []


def test_no_russian_is_left_of_a_text_that_is_gone() -> None:
    texts = {(text.context, text.english) for text in extract_texts.texts()}
    assert [e.msgctxt for e in russian() if (e.msgctxt, e.msgid) not in texts] == []
    assert [entry.msgctxt for entry in russian() if entry.obsolete] == []


def test_a_translation_names_the_same_facts() -> None:
    for entry in translated():
        english = set(PLACE.findall(entry.msgid))
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            places = set(PLACE.findall(text))
            if entry.msgid_plural:  # "One page" need not say the number
                assert places | {"number"} == english | {"number"}, entry.msgctxt
            else:
                assert places == english, entry.msgctxt


def test_a_plural_has_the_three_forms_of_russian() -> None:
    plurals = [entry for entry in translated() if entry.msgid_plural]
    for entry in plurals:
        assert sorted(entry.msgstr_plural) == [0, 1, 2], entry.msgctxt
        assert all(entry.msgstr_plural.values()), entry.msgctxt


def test_a_context_and_an_english_text_are_one_entry() -> None:
    names = [(entry.msgctxt, entry.msgid) for entry in russian()]
    assert len(names) == len(set(names))


def test_a_question_has_one_english_text_for_each_context() -> None:
    contexts = [saying.context for saying in QUESTIONNAIRE.texts()]
    assert len(contexts) == len(set(contexts))


@pytest.mark.parametrize("code", [code for code in languages(ROOT / "i18n") if code != "en"])
def test_our_reader_of_catalogs_reads_what_others_read(code: str) -> None:
    file = ROOT / "i18n" / f"{code}.po"
    ours = [
        (entry.context, entry.english, entry.plural, entry.translations, entry.fuzzy)
        for entry in read_po(file)
    ]
    theirs = [
        (
            entry.msgctxt or "",
            entry.msgid,
            entry.msgid_plural,
            entry.msgstr_plural or {0: entry.msgstr},
            entry.fuzzy,
        )
        for entry in polib.pofile(str(file))
        if not entry.obsolete
    ]
    assert ours == theirs


def test_russian_speaks_to_people_with_respect() -> None:
    """Lower-case «вы» within a sentence, «these» quotes around Russian, one kind of dash."""
    for entry in russian():
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            assert not re.search(r"(?<=[\w,;] )(Вы|Вас|Вам|Вами|Ваш\w*)\b", text), text
            assert not re.search(r"[а-яё] - [а-яё]", text), text
            assert not re.search("[“„][^”]*[а-яё]", text), text  # but: the form says “None”


NAMED = re.compile(r"(?:[Cc]hoose|press|[Вв]ыберите|нажмите) [“«]([^”»]+)[”»]")


@pytest.mark.parametrize("code", languages(ROOT / "i18n"))
def test_a_button_that_a_text_names_is_called_so(code: str) -> None:
    words = read_words(ROOT / "i18n", code)
    said = [words.say(saying) for saying in QUESTIONNAIRE.texts()]
    buttons = {
        *said,
        words("ui.state.unknown", "I don't know"),
        words("ui.state.not_applicable", "Does not apply"),
        words("answer.yes", "Yes").lower(),
        words("answer.no", "No").lower(),
    }
    named = {name for text in said for name in NAMED.findall(text)}
    assert len(named) > 20
    assert named - buttons == set()


# The glossary


@cache
def glossary() -> list[dict[str, str]]:
    with (ROOT / "i18n" / "glossary.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_the_glossary_is_a_table() -> None:
    rows = glossary()
    assert list(rows[0]) == ["ru", "en", "note", "mark"]
    assert len(rows) >= 175  # a term may come, none may go
    assert all(row["ru"].strip() and row["en"].strip() for row in rows)
    assert {row["mark"] for row in rows} <= {"unchecked", "checked"}
    russian_terms = [row["ru"] for row in rows]
    assert len(set(russian_terms)) == len(russian_terms)


@pytest.mark.parametrize(
    ("english", "stem"),
    [
        ("criminal case", "уголовн"),
        ("Investigative Committee", "Следственн"),
        ("Rosfinmonitoring", "Росфинмониторинг"),
        ("preventive measure", "мер"),
        ("house arrest", "домашн"),
        ("Interstate", "ежгосударственн"),
        ("indictment", "обвинительн"),
        ("summons", "повестк"),
        ("in absentia", "аочн"),
        ("asylum", "убежищ"),
        ("investigator", "следовател"),
        ("prosecutor", "проку"),
        ("witness", "свидетел"),
        ("judgment", "приговор"),
        ("denunciation", "донос"),
        ("foreign agents?", "иностранн"),
        ("mobilization", "мобилизац"),
        ("draft board", "призывн"),
        ("administrative supervision", "надзор"),
        ("administrative offense", "правонарушени"),
        ("search bulletin", "ориентировк"),
        ("criminal record", "судимост"),
        ("power of attorney", "доверенност"),
        ("filtration", "фильтраци"),
        ("withholding", "неприменени"),
        ("cover page", "титульн"),
    ],
)
def test_a_term_of_the_glossary_is_said_alike_everywhere(english: str, stem: str) -> None:
    """Only terms whose Russian has one stem, so that no right sentence fails."""
    assert any(re.search(english, row["en"], re.IGNORECASE) for row in glossary())
    for entry in translated():
        if re.search(rf"\b{english}\b", entry.msgid, re.IGNORECASE):
            assert stem.lower() in entry.msgstr.lower(), (entry.msgctxt, entry.msgstr)
