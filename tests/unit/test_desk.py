"""The desk: answers, undo, lists and saving, on a real encrypted file."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pristan.case import Answer, Change, Key, Problem, Remembered, State, Told, reviewed, say
from pristan.case.dates import Kind, Point
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.questions import Questionnaire, read_questionnaire
from pristan.vault import DiskFull, Profile, Vault

CHEAP = Profile(15, 64, 1, 1)
PASSPHRASE = "correct horse battery"
NAME, STORY, EVENTS = Key("birth_city"), Key("fear_return"), Key("incidents")


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return read_questionnaire(content_dir("forms") / "interview")


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with Vault.create(tmp_path / "c", PASSPHRASE, profile=CHEAP, profiles={CHEAP}) as vault:
        yield vault


@pytest.fixture
def desk(vault: Vault, questionnaire: Questionnaire) -> Desk:
    return Desk(vault, questionnaire)


def on_disk(desk: Desk, key: Key) -> Answer | None:
    """What the file holds, whatever the desk remembers."""
    return desk._vault.answers().get(key)  # noqa: SLF001


def test_an_answer_is_known_at_once_and_durable_after_save(desk: Desk) -> None:
    told = Told("Тверь", "ru", "Tver")
    desk.answer(NAME, told)
    assert desk.answers.value("birth_city") == told
    assert on_disk(desk, NAME) is None
    assert desk.unsaved
    desk.save()
    assert on_disk(desk, NAME) == Answer(NAME, told)
    assert not desk.unsaved


def test_what_is_typed_is_cleaned_of_what_cannot_be_seen(desk: Desk) -> None:
    desk.answer(NAME, Told("Тве\u202eрь\x00\ud800", "ru"))
    assert desk.answers.value("birth_city") == Told("Тверь", "ru")


def test_typing_on_is_one_step_of_undo_and_a_pause_ends_it(desk: Desk) -> None:
    for text in ("Т", "Тв", "Тверь"):
        desk.answer(NAME, Told(text))
    desk.save()
    desk.answer(NAME, Told("Тверь-2"))
    assert desk.undo() == NAME
    assert desk.answers.value("birth_city") == Told("Тверь")
    assert desk.undo() == NAME
    assert desk.answers.value("birth_city") is None
    assert not desk.can_undo
    desk.redo()
    desk.redo()
    assert desk.answers.value("birth_city") == Told("Тверь-2")
    assert desk.redo() is None


def test_a_new_edit_ends_what_could_be_done_again(desk: Desk) -> None:
    desk.answer(NAME, Told("Тверь"))
    desk.undo()
    desk.answer(STORY, Told("…"))
    assert not desk.can_redo


def test_undo_brings_a_removed_item_back_with_everything_in_it(desk: Desk) -> None:
    first, second = desk.add_item(EVENTS), desk.add_item(EVENTS)
    desk.answer(Key("incident_name", first), Told("Обыск"))
    desk.remove_item(first)
    assert desk.answers.items("incidents") == (second,)
    assert Key("incident_name", first) not in {a.key for a in desk.answers.living()}
    desk.undo()
    assert desk.answers.items("incidents") == (first, second)
    assert desk.answers.value("incident_name", first) == Told("Обыск")


def test_items_move_within_their_list_and_stop_at_its_ends(desk: Desk) -> None:
    a, b, c = (desk.add_item(EVENTS) for _ in range(3))
    desk.move_item(c, -1)
    assert desk.answers.items("incidents") == (a, c, b)
    desk.move_item(a, -1)
    assert desk.answers.items("incidents") == (a, c, b)
    desk.move_item(a, +5)
    assert desk.answers.items("incidents") == (c, b, a)


def test_a_state_without_a_value_and_back_again(desk: Desk) -> None:
    desk.answer(STORY, Told("Начало рассказа"), State.LATER)
    assert desk.answers.get(STORY) == Answer(STORY, Told("Начало рассказа"), State.LATER)
    desk.answer(STORY, None, State.IN_PERSON)
    desk.undo()
    assert desk.answers.get(STORY) == Answer(STORY, Told("Начало рассказа"), State.LATER)
    with pytest.raises(ValueError, match="has no value"):
        desk.answer(STORY, Told("x"), State.DECLINED)


class Stubborn(Vault):
    """A real vault that fails when told to, before it writes."""

    failing = False
    waiting: threading.Event | None = None
    asked = False

    def save(self, changes: Iterable[Change]) -> int:
        self.asked = True
        if self.waiting:
            self.waiting.wait(10)
        if self.failing:
            raise Problem(say("test.full", "The disk is full."))
        return super().save(changes)


@pytest.fixture
def stubborn(tmp_path: Path) -> Iterator[Stubborn]:
    with Stubborn.create(tmp_path / "s", PASSPHRASE, profile=CHEAP, profiles={CHEAP}) as vault:
        yield vault


def test_a_failed_save_is_told_and_nothing_is_lost(
    stubborn: Stubborn, questionnaire: Questionnaire
) -> None:
    desk = Desk(stubborn, questionnaire)
    told: list[Problem | None] = []
    desk.listen_to_saving(told.append)
    desk.answer(NAME, Told("Тверь"))
    stubborn.failing = True
    with pytest.raises(Problem):
        desk.save()
    assert desk.unsaved
    desk.answer(NAME, Told("Омск"))  # typing goes on while the disk is full
    desk.answer(STORY, Told("Страх"))
    stubborn.failing = False
    desk.save()
    assert [str(problem) for problem in told] == ["The disk is full.", "None"]
    assert on_disk(desk, NAME) == Answer(NAME, Told("Омск"))
    assert on_disk(desk, STORY) == Answer(STORY, Told("Страх"))
    assert [r.before for r in stubborn.history(NAME)] == [None]


def test_answering_never_waits_for_a_slow_disk(
    stubborn: Stubborn, questionnaire: Questionnaire
) -> None:
    desk = Desk(stubborn, questionnaire)
    stubborn.waiting = threading.Event()
    desk.answer(NAME, Told("Тверь"))
    saving = desk.save_soon()
    desk.answer(NAME, Told("Тверь на Волге"))  # would hang here if it waited
    assert not saving.done()
    stubborn.waiting.set()
    desk.save()
    assert on_disk(desk, NAME) == Answer(NAME, Told("Тверь на Волге"))


def test_what_is_on_its_way_to_the_disk_is_not_saved_yet(
    stubborn: Stubborn, questionnaire: Questionnaire
) -> None:
    desk = Desk(stubborn, questionnaire)
    stubborn.waiting = threading.Event()
    desk.answer(NAME, Told("Тверь"))
    saving = desk.save_soon()
    while not stubborn.asked:
        pass
    assert desk.unsaved
    stubborn.waiting.set()
    saving.result()
    assert not desk.unsaved


def test_a_setting_that_could_not_be_kept_is_kept_with_the_next(
    stubborn: Stubborn, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Vault, _name: str, _value: str) -> None:
        raise DiskFull

    desk = Desk(stubborn, questionnaire)
    with monkeypatch.context() as patch:
        patch.setattr(Stubborn, "set_setting", full)
        desk.keep_setting("place", "first")
        desk.save()
    desk.keep_setting("theme", "dark")
    desk.save()
    assert stubborn.setting("place") == "first"
    assert stubborn.setting("theme") == "dark"


def test_a_case_that_cannot_be_saved_does_not_close(
    stubborn: Stubborn, questionnaire: Questionnaire
) -> None:
    desk = Desk(stubborn, questionnaire)
    desk.answer(NAME, Told("Тверь"))
    stubborn.failing = True
    with pytest.raises(Problem):
        desk.close()
    stubborn.failing = False
    assert desk.answers.value("birth_city") == Told("Тверь")
    desk.close()


def test_the_plain_form_is_read_back_to_the_same_case(
    desk: Desk, questionnaire: Questionnaire, tmp_path: Path
) -> None:
    paper = desk.add_item(Key("evidence"))
    desk.answer(Key("exhibit_title", paper), Told("Повестка", "ru", "Summons"))
    event = desk.add_item(EVENTS)
    desk.answer(Key("incident_name", event), Told("Обыск", "ru", "Search"))
    when = Remembered(Kind.ABOUT, Point(2022, 3), words="где-то в марте")
    desk.answer(Key("incident_when", event), when)
    desk.answer(Key("religion"), None, State.DECLINED)
    desk.answer(STORY, Told("Не закончено"), State.LATER)
    plain = desk.plain()
    with Vault.create(tmp_path / "d", PASSPHRASE, profile=CHEAP, profiles={CHEAP}) as vault:
        copy = Desk(vault, questionnaire)
        copy.take_plain(plain, lambda name: name)
        again = copy.plain()
    assert plain["incidents"] == again["incidents"]
    assert {k: v for k, v in plain.items() if k != "evidence"} == {
        k: v for k, v in again.items() if k != "evidence"
    }
    assert again["religion"] == {"state": "declined"}


edits = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.sampled_from(["birth_city", "religion"]), st.text(max_size=4)),
        st.tuples(st.just("add"), st.none(), st.none()),
        st.tuples(st.just("remove"), st.none(), st.integers(0, 3)),
        st.tuples(st.just("move"), st.integers(-2, 2), st.integers(0, 3)),
        st.tuples(st.just("save"), st.none(), st.none()),
        st.tuples(st.just("undo"), st.none(), st.none()),
        st.tuples(st.just("redo"), st.none(), st.none()),
    ),
    max_size=25,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits)
def test_undoing_everything_returns_to_the_beginning_and_the_file_agrees(
    desk: Desk, steps: list[tuple[str, object, object]]
) -> None:
    while desk.undo():
        pass
    start = {a.key: a for a in desk.answers}
    for verb, what, more in steps:
        items = desk.answers.items("incidents")
        match verb:
            case "say":
                desk.answer(Key(str(what)), Told(str(more)))
            case "add":
                desk.add_item(EVENTS)
            case "remove" if items:
                desk.remove_item(items[int(str(more)) % len(items)])
            case "move" if items:
                desk.move_item(items[int(str(more)) % len(items)], int(str(what)))
            case "save":
                desk.save()
            case "undo":
                desk.undo()
            case "redo":
                desk.redo()
    desk.save()
    assert {a.key: a for a in desk._vault.answers()} == {a.key: a for a in desk.answers}  # noqa: SLF001
    while desk.undo():
        pass
    assert {a.key: a for a in desk.answers} == start


def test_a_failure_that_nobody_foresaw_loses_nothing_either(
    stubborn: Stubborn, questionnaire: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: Vault, _changes: Iterable[Change]) -> int:
        raise MemoryError

    desk = Desk(stubborn, questionnaire)
    desk.answer(NAME, Told("Тверь"))
    with monkeypatch.context() as patch:
        patch.setattr(Stubborn, "save", fail)
        with pytest.raises(Problem, match="tried again"):
            desk.close()
    assert desk.unsaved
    desk.save()
    assert on_disk(desk, NAME) == Answer(NAME, Told("Тверь"))


def test_a_review_is_of_the_answers_as_they_were_and_can_be_said_again(desk: Desk) -> None:
    said = Key(reviewed.QUESTION)

    def stands() -> bool:
        desk.save()
        return reviewed.stands(desk.answers, desk._vault.setting(reviewed.SETTING))  # noqa: SLF001

    desk.answer(NAME, Told("Тверь", "ru", "Tver"))
    assert not stands()
    desk.answer(said, True)
    assert stands()
    desk.answer(Key("judge"), "Jane Example")
    assert not stands()
    desk.undo()
    assert stands()
    event = desk.add_item(EVENTS)
    assert not stands()
    desk.answer(said, True)  # “Yes” is pressed once more
    assert stands()
    desk.remove_item(event)
    assert not stands()
    desk.answer(said, False)
    assert not stands()


def test_a_review_is_not_taken_from_a_file_that_people_write(desk: Desk) -> None:
    desk.take_plain({"lawyer_reviewed": True}, lambda name: name)
    assert not reviewed.stands(desk.answers, desk.setting(reviewed.SETTING))


def test_a_desk_that_could_not_be_closed_still_saves(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_workshop: object) -> None:
        raise OSError("the child does not end")

    with monkeypatch.context() as broken, pytest.raises(OSError, match="does not end"):
        broken.setattr("pristan.workshop.Workshop.close", fail)
        desk.close()
    key = Key("incident_where")
    desk.answer(key, "typed after it")
    desk.save()
    assert not desk.unsaved
    desk.close()
