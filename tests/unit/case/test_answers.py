"""Answers change in one way, and every change can be taken back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.case import KEEPS_VALUE, Answer, Answers, Change, Items, Key, State, Value
from unit.case.made import STATES, VALUES

KEYS = st.builds(
    Key,
    st.sampled_from(["name", "people", "events"]),
    st.sampled_from(["", "one", "two", "three", "four"]),
)


@st.composite
def made_answers(draw: st.DrawFn) -> Answer:
    state = draw(STATES)
    return Answer(draw(KEYS), draw(VALUES) if state in KEEPS_VALUE else None, state)


def snapshot(answers: Answers) -> tuple[dict[Key, Answer], dict[str, Key | None]]:
    """Everything that answers know: each answer, and where every item belongs."""
    items = {item for answer in answers for item in value_ids(answer.value)}
    return {answer.key: answer for answer in answers}, {item: answers.home(item) for item in items}


def value_ids(value: Value) -> tuple[str, ...]:
    return value.ids if isinstance(value, Items) else ()


@given(st.lists(made_answers(), max_size=12), st.lists(made_answers(), max_size=12))
def test_undoing_any_edits_returns_to_the_start(start: list[Answer], edits: list[Answer]) -> None:
    answers = Answers()
    for answer in start:
        answers.put(answer)
    before = {answer.key: answer for answer in answers}
    changes = [change for answer in edits if (change := answers.put(answer))]
    after = {answer.key: answer for answer in answers}
    for change in reversed(changes):
        answers.apply(change.reversed())
    assert {answer.key: answer for answer in answers} == before
    for change in changes:
        answers.apply(change)
    assert {answer.key: answer for answer in answers} == after


@given(st.lists(made_answers(), max_size=12))
def test_a_list_taken_back_has_its_items_where_they_were(edits: list[Answer]) -> None:
    """Each item in one list only, as the program makes them."""
    taken: set[str] = set()
    answers = Answers()
    for answer in edits:
        if taken & set(value_ids(answer.value)):
            continue
        taken |= set(value_ids(answer.value))
        before = snapshot(answers)
        if change := answers.put(answer):
            answers.apply(change.reversed())
            assert snapshot(answers) == before
            answers.apply(change)


def test_the_same_answer_twice_is_no_change() -> None:
    answers = Answers()
    answer = Answer(Key("name"), "Anna")
    assert answers.put(answer) == Change(Key("name"), None, answer)
    assert answers.put(answer) is None
    assert answers.put(Answer(Key("city"), "")) is None  # nothing was said before or now
    assert answers.put(Answer(Key("city"), None, State.UNKNOWN)) is not None


def test_only_what_is_given_or_kept_for_later_has_a_value() -> None:
    for state in State:
        if state in KEEPS_VALUE:
            assert Answer(Key("a"), "x", state).value == "x"
        else:
            with pytest.raises(ValueError):
                Answer(Key("a"), "x", state)
            assert Answer(Key("a"), None, state).dealt_with
    assert not Answer(Key("a"), "x", State.LATER).dealt_with
    assert not Answer(Key("a"), "").dealt_with
    assert Answer(Key("a"), False).dealt_with


def test_a_value_for_later_is_not_given() -> None:
    answers = Answers([Answer(Key("a"), "x", State.LATER), Answer(Key("b"), "y")])
    assert answers.value("a") is None
    assert answers.value("b") == "y"
    assert answers.value("c") is None


def test_an_item_lives_while_its_list_and_the_lists_around_have_it() -> None:
    answers = Answers(
        [
            Answer(Key("cases"), Items(("case",))),
            Answer(Key("steps", "case"), Items(("step",))),
            Answer(Key("step_kind", "step"), "search"),
        ]
    )
    assert answers.items("steps", "case") == ("step",)
    assert answers.alive("step") and answers.alive("")
    removed = answers.put(Answer(Key("cases"), Items()))
    assert not answers.alive("step") and not answers.alive("case")
    assert [answer.key for answer in answers.living()] == [Key("cases")]
    assert removed is not None
    answers.apply(removed.reversed())
    assert answers.alive("step")
    assert len(list(answers.living())) == 3


def test_an_item_inside_itself_belongs_nowhere() -> None:
    answers = Answers(
        [
            Answer(Key("events", "one"), Items(("two",))),
            Answer(Key("events", "two"), Items(("one",))),
        ]
    )
    assert not answers.alive("one")
    assert list(answers.living()) == []
