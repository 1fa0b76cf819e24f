"""What applies now follows from the answers alone: the path, what is visible, and how far it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.case import KEEPS_VALUE, Answer, Answers, Items, Key, State, Value
from pristan.content import content_dir
from pristan.interview import Place, holds, keys, path, progress, section_path, visible
from pristan.questions import All, Answered, AnyOf, Is, Questionnaire, Rule, read_questionnaire
from unit.case.made import IDS, STATES, VALUES

FORM = """
section: about
title: About
screens:
  - id: start
    title: Start
    note: Read this first.
  - id: who
    title: Who
    questions:
      - {id: married, type: yes_no, ask: Married?}
      - {id: spouse, type: text, ask: Who?, when: {married: true}}
  - id: more
    title: More
    when: {married: false}
    questions:
      - {id: parents, type: text, ask: Parents?}
  - id: harm
    title: Harm
    questions:
      - {id: kinds, type: choices, ask: What?, options: {search: S, arrest: A, threat: T}}
  - id: searched
    title: Searched
    questions:
      - {id: taken, type: text, ask: Taken?, when: {kinds: [search, arrest]}}
"""
LISTS = """
section: cases_section
title: Law
when: {answered: married}
screens:
  - id: law
    title: Law
    questions:
      - id: cases
        type: list
        ask: Which?
        item:
          one: A case
          add: Add
          empty: None.
          title: [number]
          screens:
            - id: case
              title: Case
              questions:
                - {id: number, type: number, ask: Number?}
                - {id: against_me, type: yes_no, ask: Against you?}
                - id: steps
                  type: list
                  ask: Steps?
                  item:
                    one: A step
                    add: Add
                    empty: None.
                    title: [kind]
                    screens:
                      - id: step
                        title: Step
                        questions:
                          - {id: kind, type: text, ask: Kind?}
                          - id: served
                            type: text
                            ask: Served?
                            when: {all: [{against_me: true}, {married: true}]}
            - id: after
              title: After
              questions:
                - {id: outcome, type: text, ask: Outcome?, when: {answered: number}}
"""


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Questionnaire:
    directory: Path = tmp_path_factory.mktemp("interview")
    (directory / "1.yaml").write_text(FORM, "utf-8")
    (directory / "2.yaml").write_text(LISTS, "utf-8")
    return read_questionnaire(directory)


def given_answers(values: dict[str | tuple[str, str], Value]) -> Answers:
    return Answers(
        Answer(Key(name) if isinstance(name, str) else Key(*name), value)
        for name, value in values.items()
    )


def walked(form: Questionnaire, answers: Answers) -> list[str]:
    return [f"{place.screen} {place.item}".strip() for place in path(form, answers)]


def test_nothing_answered(form: Questionnaire) -> None:
    """A screen with only a note is a place; one whose questions do not apply is none."""
    answers = Answers()
    assert walked(form, answers) == ["start", "who", "harm"]
    assert [question.id for question in visible(form, Place("who"), answers)] == ["married"]


def test_answers_open_and_close_what_follows(form: Questionnaire) -> None:
    yes = given_answers({"married": True, "kinds": ("threat", "arrest")})
    assert walked(form, yes) == ["start", "who", "harm", "searched", "law"]
    assert [each.id for each in visible(form, Place("who"), yes)] == ["married", "spouse"]
    no = given_answers({"married": False, "kinds": ("threat",)})
    assert walked(form, no) == ["start", "who", "more", "harm", "law"]


def test_items_follow_the_screen_of_their_list_in_order(form: Questionnaire) -> None:
    answers = given_answers(
        {
            "married": True,
            "cases": Items(("b", "a")),
            ("number", "a"): "1",
            ("steps", "b"): Items(("b2", "b1")),
            ("steps", "a"): Items(("a1",)),
        }
    )
    assert walked(form, answers)[3:] == [
        "law", "case b", "step b2", "step b1", "case a", "step a1", "after a",
    ]  # fmt: skip


def test_a_nested_item_sees_the_answers_around_it(form: Questionnaire) -> None:
    answers = given_answers(
        {
            "married": True,
            "cases": Items(("a", "b")),
            ("against_me", "a"): True,
            ("against_me", "b"): False,
            ("steps", "a"): Items(("a1",)),
            ("steps", "b"): Items(("b1",)),
        }
    )
    assert [each.id for each in visible(form, Place("step", "a1"), answers)] == ["kind", "served"]
    assert [each.id for each in visible(form, Place("step", "b1"), answers)] == ["kind"]


@pytest.mark.parametrize(
    ("rule", "true"),
    [
        (None, True),
        (Is("married", (True,)), True),
        (Is("married", (False,)), False),
        (Is("kinds", ("search",)), True),
        (Is("kinds", ("arrest",)), False),
        (Is("kinds", ("arrest", "threat")), True),
        (Answered("married"), True),
        (Answered("spouse"), False),
        (Answered("parents"), False),
        (All((Is("married", (True,)), Is("kinds", ("search",)))), True),
        (All((Is("married", (True,)), Is("kinds", ("arrest",)))), False),
        (AnyOf((Is("married", (False,)), Is("kinds", ("search",)))), True),
        (AnyOf((Is("married", (False,)), Is("kinds", ("arrest",)))), False),
    ],
)
def test_what_a_rule_says(form: Questionnaire, rule: Rule | None, true: bool) -> None:
    answers = given_answers({"married": True, "kinds": ("search", "threat")})
    answers.put(Answer(Key("spouse"), None, State.UNKNOWN))  # an answer, but nothing is given
    answers.put(Answer(Key("parents"), "begun", State.LATER))
    assert holds(rule, "", form, answers) is true


def test_progress_counts_what_is_asked_now(form: Questionnaire) -> None:
    answers = Answers()
    assert (progress(form, "about", answers).done, progress(form, "about", answers).asked) == (0, 2)
    answers.put(Answer(Key("married"), True))
    assert (progress(form, "about", answers).done, progress(form, "about", answers).asked) == (1, 3)
    answers.put(Answer(Key("spouse"), None, State.DECLINED))
    answers.put(Answer(Key("kinds"), (), State.LATER))
    assert (progress(form, "about", answers).done, progress(form, "about", answers).asked) == (2, 3)


def test_a_section_that_does_not_apply_has_no_places(form: Questionnaire) -> None:
    answers = Answers()
    assert section_path(form, "cases_section", answers) == []
    assert progress(form, "cases_section", answers).asked == 0


def test_every_key_that_applies_is_given_once(form: Questionnaire) -> None:
    answers = given_answers({"married": True, "cases": Items(("a", "b")), ("number", "a"): "1"})
    found = [key for _, _, key in keys(form, answers)]
    assert len(found) == len(set(found))
    assert Key("outcome", "a") in found and Key("outcome", "b") not in found


REAL = read_questionnaire(content_dir("forms") / "interview")


@st.composite
def any_answers(draw: st.DrawFn) -> Answer:
    key = Key(
        draw(st.sampled_from(list(REAL.questions))), draw(st.sampled_from(["", "one", "two"]))
    )
    state = draw(STATES)
    if state not in KEEPS_VALUE:
        return Answer(key, None, state)
    return Answer(key, draw(st.one_of(VALUES, IDS.map(Items), st.booleans())), state)


@given(st.lists(any_answers(), max_size=40))
def test_no_answers_are_too_odd_for_the_path(some: list[Answer]) -> None:
    """Not even those of a damaged case: items in two lists, items inside themselves."""
    answers = Answers(some)
    places = path(REAL, answers)
    assert len(places) == len(set(places))
    for section in REAL.sections:
        told = progress(REAL, section.id, answers)
        assert 0 <= told.done <= told.asked


class Counting(Answers):
    """Answers that count how often they are looked at."""

    looked = 0

    def get(self, key: Key) -> Answer | None:
        self.looked += 1
        return super().get(key)


def looks(number: int) -> int:
    ids = tuple(f"incident{count}" for count in range(number))
    answers = Counting([Answer(Key("incidents"), Items(ids))])
    for item in ids:
        answers.put(Answer(Key("incident_harm", item), ("detained",)))
    answers.looked = 0
    assert len(list(keys(REAL, answers))) > number
    return answers.looked


def test_the_work_grows_as_the_case_does() -> None:
    small, twice, four_times = looks(100), looks(200), looks(400)
    assert four_times - twice == pytest.approx(2 * (twice - small), rel=0.01)
