"""A mistake in a form is told in the words of its author: which file, where, and what to write."""

from pathlib import Path
from textwrap import dedent, indent

import pytest

from pristan.questions import FormError, read_questionnaire

LIST = """
- id: events
  type: list
  ask: What happened?
  item:
    one: An event
    add: Add an event
    empty: Nothing here yet.
    title: [place]
    screens:
      - id: event
        title: The event
        questions: [{id: place, type: text, ask: Where was it?}]
"""


def form(questions: str) -> str:
    """Return a section with one screen that asks these questions."""
    return "section: s\ntitle: S\nscreens:\n  - id: first\n    title: F\n    questions:\n" + indent(
        dedent(questions).strip(), "      "
    )


def sentences(directory: Path, *files: str) -> list[str]:
    for number, text in enumerate(files, start=1):
        (directory / f"{number}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FormError) as error:
        read_questionnaire(directory)
    return [str(mistake.saying) for mistake in error.value.mistakes]


@pytest.mark.parametrize(
    ("questions", "sentence"),
    [
        (
            "- {id: a, type: txet, ask: A}",
            "1.yaml, a: `type: txet` is not known; did you mean text?",
        ),
        (
            "- {id: a, type: zz, ask: A}",
            "1.yaml, a: `type` must be one of text, long_text, yes_no, choice, choices, date, "
            "person, name, address, country, phone, number, articles, exhibits, files, pages, list",
        ),
        (
            "- {id: a, type: number, kind: anumber, ask: A}",
            "1.yaml, a: `kind: anumber` is not known; did you mean a_number?",
        ),
        ("- {id: a, type: text}", "1.yaml, a: `ask:` needs a text"),
        ("- {id: a, type: text, ask: '  '}", "1.yaml, a: `ask:` needs a text"),
        ("- {id: a, type: text, ask: 9:00}", "1.yaml, a: `ask:` is a text; put it in quotes"),
        (
            "- {id: a, type: text, ask: A, example: 2022-03-24}",
            "1.yaml, a: `example:` is a text; put it in quotes",
        ),
        (
            "- {id: a, type: text, ask: A, hepl: Why}",
            "1.yaml, a: `hepl:` means nothing here; did you mean `help:`?",
        ),
        (
            "- {id: a, type: text, ask: A, zzz: 1}",
            "1.yaml, a: `zzz:` means nothing here; known are ask, declare, example, headings, "
            "help, id, item, kind, needed, of, offers, optional, options, told, type, when",
        ),
        ("- {id: a, type: text, ask: A, needed: 7}", "1.yaml, a: `needed:` is yes or no"),
        (
            "- {id: a b, type: text, ask: A}",
            "1.yaml, a b: an id is a word of Latin letters, digits and _",
        ),
        (
            "- {id: а, type: text, ask: A}",
            "1.yaml, а: an id is a word of Latin letters, digits and _",
        ),
        (
            "- {id: a, type: text, ask: A}\n- {id: a, type: text, ask: B}",
            "1.yaml, a: this id is used twice; every id is used once",
        ),
        (
            "- {id: s, type: text, ask: A}",
            "1.yaml, s: this id is used twice; every id is used once",
        ),
        (
            "- {id: a, type: choice, ask: A}",
            "1.yaml, a: `options:` lists the answers, one a line, as `id: What a person reads`",
        ),
        (
            "- {id: a, type: choice, ask: A, options: [one, two]}",
            "1.yaml, a: `options:` lists the answers, one a line, as `id: What a person reads`",
        ),
        (
            "- {id: a, type: text, ask: A, options: {b: B}}",
            "1.yaml, a: a question of type text has no options",
        ),
        (
            "- {id: a, type: choice, ask: A, options: {no: 'No', b: B}}",
            "1.yaml, a: the answer `False:` needs another id: a word of Latin letters that is not "
            "yes, no, on, off, ask, help or example",
        ),
        (
            "- {id: a, type: choice, ask: A, options: {ask: Ask me, b: B}}",
            "1.yaml, a: the answer `ask:` needs another id: a word of Latin letters that is not "
            "yes, no, on, off, ask, help or example",
        ),
        (
            "- {id: a, type: choice, ask: A, options: {b: 2, c: C}}",
            "1.yaml, a: `b:` is a text; put it in quotes",
        ),
        (
            "- {id: a, type: choice, ask: A, options: {b: B, c: C}, headings: {bb: Bs}}",
            "1.yaml, a: `headings: bb` is not known; did you mean b?",
        ),
        (
            "- {id: a, type: choice, ask: A, options: {b: B, c: C}, headings: Bs}",
            "1.yaml, a: `headings:` says what stands above an option, as `first_option: What a "
            "person reads`",
        ),
        (
            "- {id: a, type: text, ask: A, offers: region}",
            "1.yaml, a: `offers: region` is not known; did you mean regions?",
        ),
        (
            "- {id: a, type: date, ask: A, offers: regions}",
            "1.yaml, a: only a text can have `offers:`",
        ),
        (
            "- {id: a, type: date, ask: A, told: true}",
            "1.yaml, a: only a text can be `told:` in a person's own words",
        ),
        (
            "- {id: a, type: text, ask: A, declare: true}",
            "1.yaml, a: the declaration prints only a person's own words: make it a long_text, or "
            "a text with `told: true`",
        ),
        (
            "- {id: a, type: person, ask: A}",
            "1.yaml, a: `of:` names the list to choose from",
        ),
        (
            "- {id: a, type: text, ask: A, of: people}",
            "1.yaml, a: only a person or exhibits are chosen `of:` a list",
        ),
        (
            LIST + "- {id: a, type: person, ask: A, of: event}",
            "1.yaml, a: `of: event` is not known; did you mean events?",
        ),
        ("- {id: a, type: person, ask: A, of: a}", "1.yaml, a: there is no list to choose from"),
        (
            "- {id: a, type: text, ask: A, item: {}}",
            "1.yaml, a: only a list has `item:`",
        ),
        (
            "- {id: a, type: list, ask: A}",
            "1.yaml, a: a list needs `item:` with one, add, empty, title and screens",
        ),
        (
            LIST.replace("title: [place]", "title: place"),
            "1.yaml, events: `title:` lists the questions that name an item",
        ),
        (
            LIST.replace("title: [place]", "title: [palce]"),
            "1.yaml, events: `title: palce` is not known; did you mean place?",
        ),
        (
            LIST.replace("    one: An event\n", ""),
            "1.yaml, events: `one:` needs a text",
        ),
        (
            "- {id: a, type: text, ask: A, when: yes}",
            "1.yaml, a: write `when:` as {question: answer}, {all: […]}, {any: […]} or "
            "{answered: question}",
        ),
        (
            "- {id: a, type: yes_no, ask: A}\n"
            "- {id: b, type: text, ask: B, when: {any: [{a: yes}]}}",
            "1.yaml, b: `any:` is a list of two rules or more",
        ),
        (
            "- {id: a, type: text, ask: A, when: {b: yes}}\n- {id: b, type: yes_no, ask: B}",
            "1.yaml, a: `when` names b, which is not asked before it",
        ),
        (
            "- {id: married, type: yes_no, ask: A}\n"
            "- {id: b, type: text, ask: B, when: {maried: yes}}",
            "1.yaml, b: `when: maried` is not known; did you mean married?",
        ),
        (
            "- {id: a, type: yes_no, ask: A}\n- {id: b, type: text, ask: B, when: {a: maybe}}",
            "1.yaml, b: `a` is answered yes or no",
        ),
        (
            "- {id: a, type: choice, ask: A, options: {visa: V, other: O}}\n"
            "- {id: b, type: text, ask: B, when: {a: viza}}",
            "1.yaml, b: `a: viza` is not known; did you mean visa?",
        ),
        (
            "- {id: a, type: country, ask: A}\n- {id: b, type: text, ask: B, when: {a: NO}}",
            "1.yaml, b: put the country code of a in quotes",
        ),
        (
            "- {id: a, type: date, ask: A}\n- {id: b, type: text, ask: B, when: {a: 2022}}",
            "1.yaml, b: the answers to a are free; ask only whether there is one: "
            "`when: {answered: a}`",
        ),
        (
            LIST + "- {id: b, type: text, ask: B, when: {answered: place}}",
            "1.yaml, b: `when` names place, which is asked for each item of events and can be "
            "used only inside that list",
        ),
        (
            "- id: a\n  type: text\n  ask: One\n  ask: Two",
            "1.yaml: line 10: `ask:` stands here twice; keep one of them",
        ),
    ],
)
def test_one_mistake_is_one_sentence(tmp_path: Path, questions: str, sentence: str) -> None:
    assert sentences(tmp_path, form(questions)) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "1.yaml: a file begins with `section:`, `title:` and `screens:`"),
        ("- a\n- b\n", "1.yaml: a file begins with `section:`, `title:` and `screens:`"),
        (
            "section: s\ntitle: One: two\n",
            "1.yaml: line 2: this is not YAML (mapping values are not allowed in this context). "
            "Texts with a colon need quotes.",
        ),
        (
            "section: s\ntitle: S\n",
            "1.yaml, s: `screens:` is a list; each entry begins with a dash",
        ),
        (
            "section: s\ntitle: S\nscreens: [{id: a, title: A}]\n",
            "1.yaml, a: `questions:` is a list; each entry begins with a dash",
        ),
        (
            "section: s\ntitle: S\nscreen: []\nscreens: []\n",
            "1.yaml, s: `screen:` means nothing here; did you mean `screens:`?",
        ),
    ],
)
def test_a_mistake_of_a_file(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentences(tmp_path, text) == [sentence]


def test_all_mistakes_are_told_at_once_each_with_its_file(tmp_path: Path) -> None:
    told = sentences(
        tmp_path,
        form("- {id: a, type: txet, ask: A}\n- {id: b, type: text}"),
        form("- {id: c, type: text, ask: C, neded: true}").replace("section: s", "section: t"),
        "not yaml: [",
    )
    assert told[0] == "1.yaml, a: `type: txet` is not known; did you mean text?"
    assert told[1] == "1.yaml, b: `ask:` needs a text"
    assert told[2] == "2.yaml, c: `neded:` means nothing here; did you mean `needed:`?"
    assert told[3].startswith("3.yaml: line 2: this is not YAML (")
    assert len(told) == 4


def test_control_characters_are_a_mistake_and_not_a_crash(tmp_path: Path) -> None:
    (told,) = sentences(tmp_path, "section: \x00\n")
    assert told.startswith("1.yaml: line 1: this is not YAML (")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_bytes("section: о себе".encode("cp1251"))
    with pytest.raises(FormError) as error:
        read_questionnaire(tmp_path)
    assert str(error.value.mistakes[0].saying) == "1.yaml: save this file as UTF-8"
    assert str(error.value) == "The interview cannot be used yet: 1.yaml: save this file as UTF-8"


def test_an_empty_folder_is_a_mistake(tmp_path: Path) -> None:
    assert sentences(tmp_path) == [f"{tmp_path.name}: there is no interview file here"]
