"""Parts that were rendered come back as they were, or not at all; nothing else depends on them."""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pristan.vault import RenderedPart, Vault
from pristan.vault import key as keys
from pristan.vault.connection import connect
from pristan.vault.place import free_bytes
from pristan.vault.problems import DiskFull
from pristan.vault.store import Store
from reliability.test_disk_full import Room, room
from unit.vault.cases import CHEAP, PASSPHRASE, change, create, reopen, run_python

__all__ = ["room"]  # the fixture

MIB = 1 << 20


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return create(tmp_path / "case")


def part(size: int, seed: int = 0) -> RenderedPart:
    return RenderedPart(f'{{"pages": {size}}}', random.Random(seed).randbytes(size))


@pytest.fixture
def bound(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let no more than this be kept."""
    monkeypatch.setattr("pristan.vault.rendered.MOST_BYTES", 4 * MIB)
    return 4 * MIB


def keep(vault: Vault, key: str, facts: str, data: bytes, attachment: str | None = None) -> None:
    parts = vault.rendered()
    parts.keep(key, facts, data, attachment)
    parts.settle()


def sql(path: Path, *statements: str) -> list[tuple[object, ...]]:
    salt = path.read_bytes()[:16]
    db = connect(path, keys.keyspec(keys.master_key(PASSPHRASE, salt, CHEAP), salt))
    found: list[tuple[object, ...]] = []
    for statement in statements:
        found = db.execute(statement).fetchall()
    db.close()
    return found


@pytest.mark.parametrize("size", [0, 1, MIB, MIB + 1, 8 * MIB, 17 * MIB + 3])
def test_a_part_of_any_size_comes_back(size: int, vault: Vault) -> None:
    keep(vault, "k", *part(size))
    assert vault.rendered().find("k") == part(size)
    assert vault.rendered().find("other") is None
    vault.close()
    with reopen(vault.path) as later:
        assert later.rendered().find("k") == part(size)
        assert later.check() == []


def test_small_parts_wait_and_are_found_meanwhile(vault: Vault) -> None:
    parts, generation = vault.rendered(), vault.generation
    for number in range(20):
        parts.keep(f"{number}", *part(MIB // 4, number))
    assert vault.generation == generation
    assert parts.find("7") == part(MIB // 4, 7)
    assert parts.facts(["7", "20"]) == {"7": part(MIB // 4, 7).facts}
    assert vault.rendered().find("7") is None
    parts.settle()
    assert vault.generation == generation + 2
    parts.keep("20", *part(MIB // 4, 20))
    told = part(MIB // 4).facts
    assert parts.facts(["20", "21", "7"]) == {"20": told, "7": told}
    assert [vault.rendered().find(f"{n}") for n in range(20)] == [
        part(MIB // 4, n) for n in range(20)
    ]


def test_what_is_on_its_way_to_the_disk_is_found(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = vault.rendered()
    seen: list[object] = []

    def look(path: Path) -> int:  # it is asked before anything is written
        seen.extend((parts.find("k"), parts.facts(["k"]), vault.rendered().find("k")))
        return free_bytes(path)

    monkeypatch.setattr("pristan.vault.rendered.free_bytes", look)
    parts.keep("k", *part(9))
    parts.settle()
    assert seen == [part(9), {"k": part(9).facts}, None]
    assert vault.rendered().find("k") == part(9)


def test_what_is_forgotten_on_its_way_to_the_disk_makes_room_for_another(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = vault.rendered()

    def replace(path: Path) -> int:
        if parts.find("k") == part(9):
            parts.forget("k")
            assert parts.find("k") is None
            parts.keep("k", *part(10))
        return free_bytes(path)

    monkeypatch.setattr("pristan.vault.rendered.free_bytes", replace)
    parts.keep("k", *part(9))
    parts.settle()
    assert parts.find("k") == part(10)
    parts.settle()
    assert vault.rendered().find("k") == part(10)


def test_what_could_not_be_noted_is_noted_later(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(vault, "k", *part(9))
    parts, generation = vault.rendered(), vault.generation
    assert parts.find("k")

    @contextmanager
    def full() -> Iterator[None]:
        raise DiskFull
        yield

    with monkeypatch.context() as other:
        other.setattr(Store, "writing", lambda _: full())
        parts.settle()
    assert vault.generation == generation
    parts.settle()
    assert vault.generation == generation + 1


def test_what_was_noted_is_not_noted_again(vault: Vault) -> None:
    parts = vault.rendered()
    parts.keep("k", *part(9))
    parts.settle()
    generation = vault.generation
    parts.settle()
    assert vault.generation == generation
    keep(vault, "other", *part(10))
    generation = vault.generation
    assert parts.find("other")
    parts.settle()
    assert vault.generation == generation + 1


def test_keeping_what_is_kept_changes_nothing(vault: Vault) -> None:
    keep(vault, "k", *part(9))
    keep(vault, "k", *part(10))
    assert vault.rendered().find("k") == part(9)


def test_another_part_can_take_the_place_of_one(vault: Vault) -> None:
    keep(vault, "k", *part(MIB, 1))
    parts = vault.rendered()
    parts.forget("k")
    assert parts.find("k") is None
    parts.keep("k", *part(9, 2))
    parts.forget("k")  # while it still waits
    assert parts.find("k") is None
    parts.keep("k", *part(9, 3))
    parts.settle()
    assert vault.rendered().find("k") == part(9, 3)
    vault.rendered().forget("nothing")


@pytest.mark.parametrize(
    "poison",
    [
        "UPDATE rendered_chunk SET content = zeroblob(length(content)) WHERE number = 1",
        "UPDATE rendered_chunk SET content = substr(content, 2) WHERE number = 0",
        "DELETE FROM rendered_chunk WHERE number = 2",
        "DELETE FROM rendered_chunk WHERE number = 0",
        "UPDATE rendered SET sha256 = 'aa'",
        "UPDATE rendered SET size = size + 1",
        "UPDATE rendered SET facts = '{}'",
    ],
)
def test_a_part_that_changed_is_thrown_away_and_can_be_kept_anew(
    poison: str, vault: Vault
) -> None:
    keep(vault, "k", *part(3 * MIB - 5))
    vault.close()
    sql(vault.path, poison)
    with reopen(vault.path) as later:
        assert later.rendered().find("k") is None
        assert later.check() == []
        keep(later, "k", *part(3 * MIB - 5))
        assert later.rendered().find("k") == part(3 * MIB - 5)


def test_a_page_of_the_file_that_is_damaged_is_a_part_that_is_not_there(vault: Vault) -> None:
    vault.save([change("a", "1")])
    keep(vault, "k", *part(3 * MIB))
    vault.close()
    spoilt = bytearray(vault.path.read_bytes())
    spoilt[-MIB] ^= 1
    vault.path.write_bytes(spoilt)
    with reopen(vault.path) as later:
        assert later.rendered().find("k") is None
        assert later.answers().value("a") == "1"
        later.save([change("a", "2")])
        assert later.check() != []  # it is the case file that is damaged, and that is said


def test_what_was_made_of_a_paper_leaves_with_it(vault: Vault) -> None:
    secret = b"A SECRET THAT MUST LEAVE " * 90_000
    paper, other = vault.attach("a.pdf", [b"a"]), vault.attach("b.pdf", [b"b"])
    parts = vault.rendered()
    parts.keep("first", *RenderedPart("{}", secret), paper.id)
    parts.keep("second", *RenderedPart("{}", secret), paper.id)
    parts.keep("other", *part(9), other.id)
    parts.keep("ours", *RenderedPart("{}", b"THIS MUST STAY"))
    parts.settle()
    size = vault.path.stat().st_size
    vault.detach(paper.id)
    assert [vault.rendered().find(key) is None for key in ("first", "second")] == [True, True]
    assert vault.rendered().find("other") == part(9)
    assert vault.rendered().find("ours") == RenderedPart("{}", b"THIS MUST STAY")
    assert vault.path.stat().st_size < size - 2 * len(secret) + MIB
    assert vault.check() == []
    vault.close()
    assert sql(vault.path, "SELECT count(*) FROM rendered_chunk") == [(2,)]
    if shutil.which("openssl"):  # a second way to look at the pages; the count above is the first
        clear = in_clear(vault.path)
        assert b"MUST STAY" in clear
        assert b"MUST LEAVE" not in clear


def in_clear(path: Path) -> bytes:
    """Return every page of a case as it is once decrypted, also what no table holds any more."""
    content = path.read_bytes()
    encryption, _ = keys.page_keys(keys.master_key(PASSPHRASE, content[:16], CHEAP))
    plain = b""
    for at in range(0, len(content), 4096):
        page = content[at : at + 4096]
        plain += subprocess.run(
            ["openssl", "enc", "-d", "-aes-256-cbc", "-nopad", "-K", encryption.hex(),
             "-iv", page[-80:-64].hex()],
            input=page[16 if at == 0 else 0 : -80], capture_output=True, check=True,
        ).stdout  # fmt: skip
    assert PASSPHRASE.encode() not in plain
    assert b"CREATE TABLE rendered" in plain
    return plain


def test_a_paper_that_leaves_takes_no_new_parts(vault: Vault) -> None:
    paper = vault.attach("a.pdf", [b"a"])
    vault.detach(paper.id)
    keep(vault, "k", *part(9), paper.id)
    keep(vault, "k2", *part(9), "nowhere")
    assert vault.rendered().find("k") is vault.rendered().find("k2") is None


def test_a_removal_cut_short_goes_on_at_the_next_opening(vault: Vault) -> None:
    paper = vault.attach("a.pdf", [b"a"])
    keep(vault, "k", *part(9), paper.id)
    vault.close()
    sql(vault.path, "UPDATE attachment SET state = 'leaving'")
    reopen(vault.path).close()
    assert sql(vault.path, "SELECT * FROM rendered") == []


def test_a_part_half_written_is_dropped_at_the_next_opening(vault: Vault) -> None:
    keep(vault, "k", *part(2 * MIB))
    keep(vault, "whole", *part(9))
    vault.close()
    sql(vault.path, "UPDATE rendered SET sha256 = '' WHERE key = 'k'")
    with reopen(vault.path) as later:
        assert later.rendered().find("whole") == part(9)
    assert sql(vault.path, "SELECT count(*) FROM rendered_chunk") == [(1,)]


KILLED = """
import os, random, signal, sys, threading, time
from pathlib import Path
from unit.vault.cases import reopen
vault = reopen(Path(sys.argv[1]))
threading.Timer(float(sys.argv[2]), lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
number = 0
while True:
    number += 1
    data = random.Random(number).randbytes(number * 900_000 % 20_000_000)
    parts = vault.rendered()
    parts.keep(f"{sys.argv[2]} {number}", str(number), data)
    parts.keep(f"{sys.argv[2]} {number} small", str(-number), b"small")
    parts.settle()
"""


def test_kills_leave_only_whole_parts(vault: Vault) -> None:
    vault.save([change("a", "1")])
    vault.close()
    for wait in (0.05, 0.1, 0.2, 0.4):
        run_python(KILLED, str(vault.path), str(wait))
        with reopen(vault.path) as later:
            assert later.answers().value("a") == "1"
            assert later.check() == []
    rows = sql(vault.path, "SELECT key, facts, sha256 FROM rendered")
    assert rows
    for _, facts, sha256 in rows:
        number = int(str(facts))
        data = random.Random(number).randbytes(number * 900_000 % 20_000_000)
        data = data if number > 0 else b"small"
        assert hashlib.sha256(str(facts).encode() + data).hexdigest() == sha256


def test_the_oldest_go_first_and_all_stay_under_the_bound(bound: int, vault: Vault) -> None:
    for number in range(4):
        keep(vault, f"{number}", *part(bound // 4))
    third = vault.rendered()
    assert third.find("0")
    third.settle()
    keep(vault, "new", *part(bound // 2))
    found = {key for key in "0123" if vault.rendered().find(key)}
    assert found == {"0", "3"}
    assert vault.rendered().find("new")
    assert vault.path.stat().st_size < bound + MIB


def test_what_a_packet_uses_is_not_thrown_out_for_what_it_keeps(bound: int, vault: Vault) -> None:
    parts = vault.rendered()
    for number in range(6):
        parts.keep(f"{number}", *part(bound // 4))
    parts.settle()
    again = vault.rendered()
    assert [number for number in range(6) if again.find(f"{number}")] == [0, 1, 2, 3]
    again.keep("6", *part(bound // 4))
    again.settle()
    assert vault.rendered().find("6") is None


def test_a_part_larger_than_the_bound_throws_nothing_out(bound: int, vault: Vault) -> None:
    keep(vault, "small", *part(9))
    keep(vault, "large", *part(bound + 1))
    assert vault.rendered().find("small")
    assert vault.rendered().find("large") is None


def test_there_are_never_very_many_parts(bound: int, vault: Vault) -> None:
    parts = vault.rendered()
    for number in range(200):
        parts.keep(f"{number:03}", "{}", b"")
    parts.settle()
    keep(vault, "new", "{}", b"")
    assert len(vault.rendered().facts([f"{number:03}" for number in range(200)])) == 63
    assert vault.rendered().facts(["new"]) == {"new": "{}"}


def test_parts_have_no_history_and_change_no_answer(vault: Vault) -> None:
    vault.save([change("a", "1")])
    history = vault.history()
    keep(vault, "k", *part(9))
    assert vault.history() == history
    assert len(vault.answers()) == 1
    assert vault.attachments() == []


def test_a_full_disk_keeps_no_part_and_loses_nothing(room: Room) -> None:
    with create(room.folder / "case") as vault:
        vault.save([change("a", "1")])
        with room.full(spare=MIB):
            keep(vault, "k", *part(3 * MIB))
            assert vault.rendered().find("k") is None
            vault.save([change("a", "2")])
        keep(vault, "k", *part(9))
        assert vault.answers().value("a") == "2"
        assert vault.check() == []
    with reopen(room.folder / "case") as vault:
        assert vault.answers().value("a") == "2"


def test_most_of_the_disk_stays_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pristan.vault.rendered.free_bytes", lambda _path: 10 * MIB)
    with create(tmp_path / "case") as vault:
        keep(vault, "k", *part(3 * MIB))
        assert vault.rendered().find("k") is None
        keep(vault, "k", *part(MIB))
        assert vault.rendered().find("k")
