"""A case file keeps what it is given: answers, states, history, settings."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from pristan.case import (
    Address,
    Answer,
    Article,
    Change,
    Items,
    Key,
    Kind,
    Links,
    Name,
    Point,
    Remembered,
    Season,
    Spelling,
    State,
    Told,
    Value,
)
from pristan.vault import Damaged, Vault
from pristan.vault import key as keys
from pristan.vault.connection import connect
from unit.vault.cases import CHEAP, PASSPHRASE, change, create, reopen, run_python, value_of

VALUES: dict[str, Value] = {
    "none": None,
    "text": "Санкт-Петербург, «Кресты»\nвторая строка 😀",
    "empty": "",
    "yes": True,
    "no": False,
    "number": 42,
    "zero": 0,
    "choices": ("a", "b"),
    "articles": (Article("UK", "207.3", "2", "д"), Article("KoAP", "20.3.3", "1")),
    "told": Told("Меня задержали", "ru", "I was detained", "TESTOV", "OBRAZTSOVA"),
    "name": Name(
        "Примеров", "Иван", "Сергеевич", "PRIMEROV", "IVAN", "", (Spelling("Primerow", "visa"),)
    ),
    "address": Address("ул. Образцовая, 1", "2", "Тверь", "", "170000", "RU", "1 Obraztsovaya St."),
    "date": Remembered(Kind.BETWEEN, Point(2022, 3), Point(2022, season=Season.SPRING), "весной"),
    "words": Remembered(Kind.IN_WORDS, words="до войны"),
    "items": Items(("i1", "i2")),
    "links": Links(("e1",)),
    "long": "я" * 5000,
}  # fmt: skip


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return create(tmp_path / "case.pristan")


def again(vault: Vault) -> Vault:
    vault.close()
    return reopen(vault.path)


@pytest.mark.parametrize("kind", VALUES)
def test_a_value_of_every_type_comes_back(kind: str, vault: Vault) -> None:
    vault.save([change("question", VALUES[kind], "item")])
    with again(vault) as later:
        answer = later.answers().get(Key("question", "item"))
        assert answer is not None
        assert answer.value == VALUES[kind]
        assert type(answer.value) is type(VALUES[kind])


@pytest.mark.parametrize("state", State)
def test_every_state_comes_back(state: State, vault: Vault) -> None:
    key = Key("question")
    vault.save([Change(key, None, Answer(key, None, state))])
    with again(vault) as later:
        assert later.answers().get(key) == Answer(key, None, state)


def test_one_question_in_two_items_is_two_answers(vault: Vault) -> None:
    vault.save([change("incident.place", "Тверь", "a"), change("incident.place", "Псков", "b")])
    assert value_of(vault, "incident.place", "a") == "Тверь"
    assert value_of(vault, "incident.place", "b") == "Псков"
    assert value_of(vault, "incident.place") is None


def test_saving_counts_up_and_says_so(vault: Vault) -> None:
    first = vault.generation
    assert vault.save([change("a", "1")]) == first + 1
    assert vault.save([change("a", "2"), change("b", "3")]) == first + 2
    assert vault.generation == first + 2
    with again(vault) as later:
        assert later.generation == first + 2


def test_the_history_has_every_change_in_order(vault: Vault) -> None:
    key = Key("a")
    vault.save([change("a", "1")])
    vault.save([change("b", "other")])
    vault.save([change("a", "2")])
    first_session = vault.history()[0].session
    with again(vault) as later:
        later.save([Change(key, Answer(key, "2"), Answer(key, None, State.DECLINED))])
        later.save([Change(key, Answer(key, None, State.DECLINED), None)])
        found = later.history(key)
        assert [(r.before, r.after) for r in found] == [
            (None, Answer(key, "1")),
            (Answer(key, "1"), Answer(key, "2")),
            (Answer(key, "2"), Answer(key, None, State.DECLINED)),
            (Answer(key, None, State.DECLINED), None),
        ]
        assert [r.session == first_session for r in found] == [True, True, False, False]
        assert len(later.history()) == 5
        assert [r.seq for r in later.history()] == sorted(r.seq for r in later.history())
        assert all(r.at.endswith("+00:00") and r.at > "2026" for r in found)
        assert later.answers().get(key) is None


def test_saving_again_what_is_there_adds_no_history(vault: Vault) -> None:
    batch = [change("a", "1"), change("b", "2")]
    vault.save(batch)
    before = vault.history()
    assert vault.save(batch) == vault.generation
    vault.save([Change(Key("never"), None, None)])
    assert vault.history() == before
    assert {a.key.question for a in vault.answers()} == {"a", "b"}


def test_a_batch_is_saved_whole_or_not_at_all(vault: Vault) -> None:
    vault.save([change("a", "before")])
    generation = vault.generation

    def halfway() -> list[Change]:
        return [change("a", "after"), Change(Key("b"), None, Answer(Key("b"), object()))]  # type: ignore[arg-type]

    with pytest.raises(TypeError):
        vault.save(halfway())
    assert value_of(vault, "a") == "before"
    assert vault.generation == generation
    assert len(vault.history()) == 1
    vault.save([change("a", "goes on")])
    with again(vault) as later:
        assert value_of(later, "a") == "goes on"


def test_the_history_cannot_be_changed_or_cut(vault: Vault) -> None:
    vault.save([change("a", "1")])
    vault.close()
    salt = vault.path.read_bytes()[:16]
    db = connect(vault.path, keys.keyspec(keys.master_key(PASSPHRASE, salt, CHEAP), salt))
    for statement in ("UPDATE history SET after = '2'", "DELETE FROM history"):
        with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
            db.execute(statement)
    db.close()


def test_settings_stay_and_have_no_history(vault: Vault) -> None:
    assert vault.setting("language") is None
    vault.set_setting("language", "en")
    vault.set_setting("language", "ru")
    vault.set_setting("place", "Раздел 3")
    with again(vault) as later:
        assert later.setting("language") == "ru"
        assert later.setting("place") == "Раздел 3"
        assert later.history() == []


def test_what_a_case_is_stays(tmp_path: Path) -> None:
    with create(tmp_path / "real") as real, create(tmp_path / "sample", sample=True) as sample:
        ids = real.case_id, sample.case_id
    with reopen(tmp_path / "real") as real, reopen(tmp_path / "sample") as sample:
        assert (real.case_id, sample.case_id) == ids
        assert (real.sample, sample.sample) == (False, True)
        assert len(set(ids)) == 2


def test_at_rest_a_case_is_one_file_without_a_mark(vault: Vault) -> None:
    vault.save([change("a", "1")])
    vault.close()
    assert [p.name for p in vault.path.parent.iterdir()] == ["case.pristan"]
    content = vault.path.read_bytes()
    assert b"SQLite" not in content
    assert b"pristan" not in content
    assert vault.path.stat().st_mode & 0o077 == 0


def test_opening_and_reading_changes_no_byte(vault: Vault) -> None:
    vault.save([change("a", "1")])
    vault.close()
    before, at = vault.path.read_bytes(), vault.path.stat().st_mtime_ns
    with reopen(vault.path) as later:
        later.answers()
        later.history()
        assert later.check() == []
    assert (vault.path.read_bytes(), vault.path.stat().st_mtime_ns) == (before, at)


def test_a_passphrase_typed_on_the_other_layout_opens_and_says_so(tmp_path: Path) -> None:
    create(tmp_path / "a", "синий чайник, 3 ёлки").close()
    create(tmp_path / "b", "blue kettle. 3 trees").close()
    with reopen(tmp_path / "a", "cbybq xfqybr? 3 `krb") as vault:
        assert vault.opened_with_swapped_layout
    with reopen(tmp_path / "b", "идгу луееду. 3 екууы".replace(".", "ю")) as vault:
        assert vault.opened_with_swapped_layout
    with reopen(tmp_path / "a", "синий чайник, 3 ёлки") as vault:
        assert not vault.opened_with_swapped_layout


@pytest.mark.parametrize("damage", [0, 1, 16])
def test_the_recovery_code_opens_and_mends_a_destroyed_beginning(
    damage: int, vault: Vault
) -> None:
    vault.save([change("a", "1")])
    code = vault.recovery_code()
    vault.close()
    content = bytearray(vault.path.read_bytes())
    sound = bytes(content[:16])
    content[:damage] = b"%PDF-1.7 is here"[:damage]
    vault.path.write_bytes(content)
    with reopen(vault.path, code.lower()) as later:
        assert value_of(later, "a") == "1"
        assert later.check() == []
        assert later.recovery_code() == code
    assert vault.path.read_bytes()[:16] == sound
    with reopen(vault.path) as later:
        assert value_of(later, "a") == "1"


def test_two_threads_save_and_read_at_once(vault: Vault) -> None:
    done = threading.Event()
    seen: list[object] = []
    wrong: list[BaseException] = []

    def read() -> None:
        try:
            while not done.is_set():
                answers = vault.answers()
                seen.append(answers.value("a"))
                assert answers.value("a") == answers.value("b")
        except BaseException as error:
            wrong.append(error)

    vault.save([change("a", 0), change("b", 0)])
    reader = threading.Thread(target=read)
    reader.start()
    for number in range(100):
        vault.save([change("a", number), change("b", number)])
    done.set()
    reader.join()
    assert wrong == []
    assert len(set(map(str, seen))) > 3  # it did read in between
    assert value_of(vault, "a") == 99


def test_a_closed_case_is_not_used_by_mistake(vault: Vault) -> None:
    vault.close()
    vault.close()
    with pytest.raises(ValueError, match="closed"):
        vault.save([change("a", "1")])


def test_a_value_from_nowhere_is_damage(vault: Vault) -> None:
    vault.save([change("a", "1")])
    vault.close()
    salt = vault.path.read_bytes()[:16]
    for value in ('{"~":"Surprise"}', "not json", '{"~":"Told","nonsense":1}'):
        db = connect(vault.path, keys.keyspec(keys.master_key(PASSPHRASE, salt, CHEAP), salt))
        db.execute("UPDATE answer SET value = ?", (value,))
        db.close()
        with reopen(vault.path) as later, pytest.raises(Damaged):
            later.answers()


@pytest.mark.parametrize("page", ["answer", "history", "attachment"])
def test_a_check_finds_one_changed_bit(page: str, vault: Vault) -> None:
    vault.save([change("a", "1")])
    paper = vault.attach("a.txt", [b"paper" * 9000])
    assert vault.check() == []
    vault.close()
    salt = vault.path.read_bytes()[:16]
    db = connect(vault.path, keys.keyspec(keys.master_key(PASSPHRASE, salt, CHEAP), salt))
    root = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
    (number,) = db.execute(root, (page,)).fetchone()
    db.close()
    content = bytearray(vault.path.read_bytes())
    content[(number - 1) * 4096 + 1000] ^= 4
    vault.path.write_bytes(content)
    with reopen(vault.path) as later:
        assert len(later.check()) == 1
        if page == "answer":
            with pytest.raises(Damaged):
                later.answers()
            assert b"".join(later.read(paper.id)) == b"paper" * 9000  # the rest stays readable


def test_a_check_finds_a_page_from_an_older_copy(vault: Vault) -> None:
    for number in range(80):
        vault.save([change(f"q{number}", "x" * 300)])
    vault.close()
    older = vault.path.read_bytes()
    with reopen(vault.path) as later:
        later.save([change(f"q{number}", "y" * 500) for number in range(80)])
    newer = bytearray(vault.path.read_bytes())
    found = 0
    changed = [
        at
        for at in range(4 * 4096, len(older), 4096)
        if older[at : at + 4096] != newer[at : at + 4096]
    ]
    assert len(changed) > 5
    for at in changed:
        mixed = newer[:at] + older[at : at + 4096] + newer[at + 4096 :]
        vault.path.write_bytes(mixed)
        with reopen(vault.path) as later:
            found += bool(later.check())
    assert found == len(changed)


def test_importing_the_room_does_not_bring_the_key_derivation() -> None:
    code = "import sys, pristan.vault\nprint({'argon2', 'cryptography'} & set(sys.modules))"
    run = run_python(code)
    assert run.stdout == "set()\n"


def test_a_commit_does_not_wait_for_a_reader(vault: Vault) -> None:
    vault.attach("a.bin", [bytes(3 << 20)])
    (stored,) = vault.attachments()
    reader = vault.read(stored.id)
    next(reader)
    start = time.perf_counter()
    vault.save([change("a", "1")])
    assert time.perf_counter() - start < 1
    assert sum(map(len, reader)) == 2 << 20


def test_a_check_finds_a_changed_bit_on_every_page(vault: Vault) -> None:
    """Also on pages that hold nothing any more, which no question ever reads."""
    key = Key("long")
    vault.attach("a.txt", [b"paper" * 2000])
    for number in range(4):
        vault.save([change("long", f"{number}" * 9000)])
    vault.save([Change(key, None, None)])
    vault.close()
    sound = vault.path.read_bytes()
    assert len(sound) > 20 * 4096
    unnoticed = []
    for at in range(0, len(sound), 4096):
        other = bytes([sound[at + 2000] ^ 1])
        vault.path.write_bytes(sound[: at + 2000] + other + sound[at + 2001 :])
        try:
            with reopen(vault.path) as later:
                if not later.check():
                    unnoticed.append(at // 4096 + 1)
        except Damaged:
            continue
    assert unnoticed == []
