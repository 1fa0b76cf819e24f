"""A case is written as YAML by hand and read back without loss; what does not fit is named."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pristan.case import (
    KEEPS_VALUE,
    Address,
    Anchor,
    Answer,
    Answers,
    Article,
    Items,
    Key,
    Kind,
    Links,
    Name,
    Point,
    Remembered,
    Side,
    Spelling,
    State,
    Told,
    Unit,
    Value,
    cleaned,
)
from pristan.case.anchors import key_of, leans_on
from pristan.questions import (
    AnswersError,
    Question,
    Questionnaire,
    Type,
    plain_answers,
    read_answers,
    read_questionnaire,
)
from unit.case.made import DATES, STATES, anchored, sheets

FORM = """
section: all
title: All
screens:
  - id: first
    title: First
    questions:
      - {id: name, type: name, ask: Name?}
      - {id: line, type: text, ask: Line?}
      - {id: place, type: text, told: true, ask: Place?}
      - {id: story, type: long_text, ask: Story?}
      - {id: sure, type: yes_no, ask: Sure?}
      - {id: one, type: choice, ask: One?, options: {red: Red, blue: Blue}}
      - {id: many, type: choices, ask: Many?, options: {red: Red, blue: Blue}}
      - {id: day, type: date, ask: Day?}
      - {id: home, type: address, ask: Home?}
      - {id: country, type: country, ask: Country?}
      - {id: phone, type: phone, ask: Phone?}
      - {id: number, type: number, ask: Number?}
      - {id: law, type: articles, ask: Law?}
      - {id: scans, type: files, ask: Scans?}
      - {id: pages, type: pages, ask: Pages?}
      - {id: friend, type: person, of: people, ask: Friend?}
      - {id: proof, type: exhibits, of: people, ask: Proof?}
      - id: people
        type: list
        ask: People?
        item:
          one: A person
          add: Add
          empty: None.
          title: [called, born]
          screens:
            - id: person
              title: Person
              questions:
                - {id: called, type: text, ask: Called?}
                - {id: born, type: date, ask: Born?}
                - {id: met, type: date, ask: Met?}
                - id: pets
                  type: list
                  ask: Pets?
                  item:
                    one: A pet
                    add: Add
                    empty: None.
                    title: [pet]
                    screens:
                      - id: pet_screen
                        title: Pet
                        questions: [{id: pet, type: text, ask: Pet?}]
"""
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
WRITTEN = TEXT.filter(str.strip)
EVENTS = anchored(st.sampled_from(["born", "met"]), st.sampled_from(["anna", "ivan"])) | anchored(
    st.just("day"), st.just("")
)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Questionnaire:
    directory: Path = tmp_path_factory.mktemp("interview")
    (directory / "1.yaml").write_text(FORM, "utf-8")
    return read_questionnaire(directory)


def read(form: Questionnaire, text: str) -> Answers:
    return Answers(read_answers(form, yaml.safe_load(text), lambda name: f"id of {name}"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("line: Tver", "Tver"),
        ("line: 2022", "2022"),
        ("line: 2022-03-24", "2022-03-24"),
        ("place: Tver", Told("Tver", language="en")),
        ("place: {text: Тверь, english: Tver}", Told("Тверь", "ru", "Tver")),
        (
            "story: {text: Так, language: uk, english: So, translator: A, checker: B}",
            Told("Так", "uk", "So", "A", "B"),
        ),
        ("sure: yes", True),
        ("sure: no", False),
        ("one: red", "red"),
        ("many: [blue, red]", ("blue", "red")),
        ("day: 2022-03-24", Remembered(Kind.ON, Point(2022, 3, 24))),
        ("day: 2022", Remembered(Kind.ON, Point(2022))),
        ("day: {on: 2022-03, words: март}", Remembered(Kind.ON, Point(2022, 3), words="март")),
        ("day: {about: 2022-03}", Remembered(Kind.ABOUT, Point(2022, 3))),
        ("day: {before: 2022}", Remembered(Kind.BEFORE, Point(2022))),
        ("day: {after: 2022}", Remembered(Kind.AFTER, Point(2022))),
        ("day: {from: 2019, to: 2021}", Remembered(Kind.FROM_TO, Point(2019), Point(2021))),
        ("day: {from: 2019}", Remembered(Kind.FROM_TO, Point(2019))),
        (
            "day: {between: [2019, 2020-05]}",
            Remembered(Kind.BETWEEN, Point(2019), Point(2020, 5)),
        ),
        ("day: {words: давно}", Remembered(Kind.IN_WORDS, words="давно")),
        ("home: {city: Tver, country: RU}", Address(city="Tver", country="RU")),
        ("country: RU", "RU"),
        ("phone: +1 202 555 0143", "+1 202 555 0143"),
        (
            "law: [{code: UK, article: '207.3', part: 2, point: д}]",
            (Article("UK", "207.3", "2", "д"),),
        ),
        ("scans: [a.pdf, b.pdf]", Links(("id of a.pdf", "id of b.pdf"))),
        (
            "name: {family: П, latin_given: I, others: [{text: X, document: Y}]}",
            Name(family="П", latin_given="I", others=(Spelling("X", "Y"),)),
        ),
    ],
)
def test_each_kind_of_answer_is_written_by_hand(
    form: Questionnaire, text: str, value: Value
) -> None:
    question = text.partition(":")[0]
    assert read(form, text).value(question) == value


def test_a_state_is_written_too(form: Questionnaire) -> None:
    answers = read(form, "line: {state: declined}\nstory: {state: later, answer: {text: Нача}}")
    assert answers.get(Key("line")) == Answer(Key("line"), None, State.DECLINED)
    assert answers.get(Key("story")) == Answer(Key("story"), Told("Нача"), State.LATER)


def test_items_have_homes_and_links_find_them(form: Questionnaire) -> None:
    answers = read(
        form,
        "friend: anna\nproof: [ivan, anna]\n"
        "people:\n- {item: anna, called: Anna, pets: [{pet: Cat}]}\n- {item: ivan, called: Ivan}\n",
    )
    anna, ivan = answers.items("people")
    assert answers.value("friend") == Links((anna,))
    assert answers.value("proof") == Links((ivan, anna))
    (cat,) = answers.items("pets", anna)
    assert answers.value("pet", cat) == "Cat" and answers.home(cat) == Key("pets", anna)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[a]", ": the file begins with question ids, one a line"),
        ("lime: x", "lime: this question is not asked here"),
        ("called: x", "called: this question is not asked here"),
        ("people: [{line: x}]", "people[1].line: this question is not asked here"),
        ("people: {called: x}", "people: a list; each item begins with a dash"),
        ("sure: maybe", "sure: 'maybe' does not fit a question of type yes_no"),
        ("one: green", "one: 'green' does not fit a question of type choice"),
        ("many: red", "many: 'red' does not fit a question of type choices"),
        ("day: 24.02.2022", "day: '24.02.2022' does not fit a question of type date"),
        ("day: {about: 2022, after: 2021}", "does not fit a question of type date"),
        ("day: {between: [2022]}", "does not fit a question of type date"),
        ("line: [x]", "line: ['x'] does not fit a question of type text"),
        ("line: yes", "line: True does not fit a question of type text"),
        ("story: {texts: x}", "does not fit a question of type long_text"),
        ("name: {surname: x}", "does not fit a question of type name"),
        ("home: Tver", "home: 'Tver' does not fit a question of type address"),
        ("law: [{codex: UK}]", "does not fit a question of type articles"),
        ("friend: nobody", "friend: there is no `item: nobody`"),
        ("people: [{item: a}, {item: a}]", "people[2]: `item: a` is used twice"),
        (
            "line: {state: forgotten}",
            "line: `state:` is one of given, unknown, later, in_person, declined, not_applicable",
        ),
        ("line: {state: unknown, answer: x}", "line: `state:` is one of"),
    ],
)
def test_what_does_not_fit_is_named(form: Questionnaire, text: str, sentence: str) -> None:
    with pytest.raises(AnswersError) as error:
        read(form, text)
    assert sentence.removeprefix(": ") in str(error.value)


@pytest.mark.parametrize(
    ("text", "kind", "anchor"),
    [
        ("{before: {event: day}}", Kind.ON, Anchor("day", "", Side.BEFORE)),
        ("{same_day: {event: day}, about: yes}", Kind.ABOUT, Anchor("day", "", Side.SAME)),
        (
            "{after: {event: day, count: 2, unit: weeks}, about: yes}",
            Kind.ABOUT,
            Anchor("day", "", Side.AFTER, 2, Unit.WEEKS),
        ),
        (
            "{before: {event: day, unit: soon}}",
            Kind.ON,
            Anchor("day", "", Side.BEFORE, None, Unit.SOON),
        ),
        ("{after: {event: anna}}", Kind.ON, Anchor("born", "anna", Side.AFTER)),
        ("{after: {event: anna, date: met}}", Kind.ON, Anchor("met", "anna", Side.AFTER)),
    ],
)
def test_a_date_is_told_by_another_event(
    form: Questionnaire, text: str, kind: Kind, anchor: Anchor
) -> None:
    answers = read(form, f"people:\n- met: {text}\n- {{item: anna, called: Anna}}\n")
    first, anna = answers.items("people")
    item = anna if anchor.item else ""
    assert answers.value("met", first) == Remembered(kind, anchor=replace(anchor, item=item))


def test_a_date_left_for_later_may_be_told_by_another_event(form: Questionnaire) -> None:
    answers = read(form, "people: [{met: {state: later, answer: {before: {event: day}}}}]")
    (item,) = answers.items("people")
    value = Remembered(Kind.ON, anchor=Anchor("day", "", Side.BEFORE))
    assert answers.get(Key("met", item)) == Answer(Key("met", item), value, State.LATER)


@pytest.mark.parametrize(
    "text",
    [
        "{before: {event: day}, after: {event: day}}",
        "{before: {event: day}, about: maybe}",
        "{before: {event: day, count: two, unit: weeks}}",
        "{before: {event: day, count: 2}}",
        "{before: {event: day, count: 0, unit: weeks}}",
        "{before: {event: day, unit: fortnights}}",
        "{same_day: {event: day, unit: days}}",
        "{before: {date: day}}",
    ],
)
def test_a_date_that_no_event_tells_so_is_refused(form: Questionnaire, text: str) -> None:
    with pytest.raises(AnswersError, match="does not fit a question of type date"):
        read(form, f"day: {text}")


@pytest.mark.parametrize(
    "event",
    [
        "{event: nobody}",
        "{event: line}",
        "{event: born}",
        "{event: anna, date: day}",
        "{event: cat}",
    ],
)
def test_an_event_that_has_no_date_is_named(form: Questionnaire, event: str) -> None:
    with pytest.raises(AnswersError, match=r"^day: there is no `item: \w+` and no question"):
        read(
            form,
            f"day: {{before: {event}}}\npeople: [{{item: anna, pets: [{{item: cat, pet: C}}]}}]",
        )


def test_a_date_whose_event_is_gone_is_written_in_words(form: Questionnaire) -> None:
    anchor = Anchor("born", "gone", Side.AFTER, 2, Unit.WEEKS)
    for words, written in (("недели две спустя", "недели две спустя"), ("", "2 weeks after")):
        answers = Answers([Answer(Key("day"), Remembered(Kind.ON, words=words, anchor=anchor))])
        assert plain_answers(form, answers, str) == {"day": {"words": written}}


def values(question: Question) -> st.SearchStrategy[Value]:
    """Values that the widget of a question could make."""
    options = [option.id for option in question.options]
    if question.told:
        return st.builds(Told, WRITTEN, st.sampled_from(["ru", "en", "uk"]), TEXT, TEXT, TEXT)
    return {
        Type.TEXT: WRITTEN,
        Type.PHONE: WRITTEN,
        Type.NUMBER: WRITTEN,
        Type.COUNTRY: st.sampled_from(["RU", "NO", "SU"]),
        Type.YES_NO: st.booleans(),
        Type.CHOICE: st.sampled_from(options or ["none"]),
        Type.CHOICES: st.lists(st.sampled_from(options or ["none"]), unique=True).map(tuple),
        Type.DATE: DATES | EVENTS,
        Type.ADDRESS: st.builds(
            replace, st.builds(Address, *[TEXT] * 7), country=st.sampled_from(["", "RU", "SU"])
        ),
        Type.ARTICLES: st.lists(st.builds(Article, WRITTEN, WRITTEN, TEXT, TEXT), max_size=2).map(
            tuple
        ),
        Type.FILES: st.lists(st.sampled_from(["a.pdf", "b.pdf"]), unique=True).map(
            lambda names: Links(tuple(names))
        ),
        Type.PAGES: sheets(st.sampled_from(["a.pdf", "b.pdf"])),
        Type.NAME: st.builds(
            Name,
            *[TEXT] * 6,
            others=st.lists(st.builds(Spelling, WRITTEN, TEXT), max_size=2).map(tuple),
        ),
    }[question.type]


@given(st.data())
def test_any_case_is_written_and_read_back(form: Questionnaire, data: st.DataObject) -> None:
    answers = Answers()
    answers.put(Answer(Key("people"), Items(("anna", "ivan"))))
    answers.put(Answer(Key("pets", "anna"), Items(("cat",))))
    linked = data.draw(st.sets(st.sampled_from(["anna", "ivan"])))
    answers.put(Answer(Key("proof"), Links(tuple(sorted(linked)))))
    homes = {"": [""], "people": ["anna", "ivan"], "pets": ["cat"]}
    for question in form.questions.values():
        if question.type in (Type.LIST, Type.PERSON, Type.EXHIBITS):
            continue
        for item in homes[form.home[question.id]]:
            state = data.draw(STATES)
            # cleaned, as the desk takes every answer: YAML would read U+0085 back as a line end
            value = cleaned(data.draw(values(question))) if state in KEEPS_VALUE else None
            key = Key(question.id, item)
            told = value.anchor if isinstance(value, Remembered) else None
            if told and leans_on(answers, key_of(told), key):  # no widget lets it be chosen
                value = cleaned(data.draw(DATES))
            answers.put(Answer(key, value, state))
    text = yaml.safe_dump(plain_answers(form, answers, str), allow_unicode=True)
    again = Answers(read_answers(form, yaml.safe_load(text), str))
    assert plain_answers(form, again, str) == renamed(form, answers, again)


def renamed(form: Questionnaire, answers: Answers, again: Answers) -> dict[str, object]:
    """The first case in the plain form, with the item ids that the second one was given."""
    ids = dict(zip(answers.items("people"), again.items("people"), strict=True))

    def walk(value: object) -> object:
        if isinstance(value, dict):
            return {
                key: ids.get(part, part) if key in ("item", "event") else walk_links(key, part)
                for key, part in value.items()
            }
        return [walk(each) for each in value] if isinstance(value, list) else value

    def walk_links(key: str, part: object) -> object:
        if key == "proof" and isinstance(part, list):
            return [ids[each] for each in part]
        return walk(part)

    found = walk(plain_answers(form, answers, str))
    assert isinstance(found, dict)
    return found
