"""Whatever is offered as a case file and is none is refused in plain words and left as it is."""

from __future__ import annotations

import random
import signal
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pristan.vault import (
    SHIPPED,
    AlreadyExists,
    AlreadyOpen,
    Damaged,
    Missing,
    NewerVersion,
    NotACaseFile,
    ReadOnly,
    UnsafeSettings,
    Vault,
    VaultProblem,
    WeakPassphrase,
    WrongPassphrase,
)
from pristan.vault import key as keys
from pristan.vault.connection import connect
from pristan.vault.schema import VERSION
from reliability.disks import in_a_child, remount_read_only, tmpfs
from unit.vault.cases import (
    CHEAP,
    PASSPHRASE,
    change,
    create,
    folder_bytes,
    reopen,
    run_python,
)

PAGE = 4096


def keyspec_of(path: Path) -> bytes:
    salt = path.read_bytes()[:16]
    return keys.keyspec(keys.master_key(PASSPHRASE, salt, CHEAP), salt)


def with_sql(*statements: str) -> Callable[[Path], None]:
    def work(path: Path) -> None:
        db = connect(path, keyspec_of(path))
        for statement in statements:
            db.execute(statement).fetchall()
        db.close()

    return work


def with_bytes(edit: Callable[[bytearray], Any]) -> Callable[[Path], None]:
    def work(path: Path) -> None:
        content = bytearray(path.read_bytes())
        edit(content)
        path.write_bytes(content)

    return work


def instead(content: bytes) -> Callable[[Path], None]:
    def work(path: Path) -> None:
        path.write_bytes(content)

    return work


def flip(at: int) -> Callable[[bytearray], None]:
    def edit(content: bytearray) -> None:
        content[at] ^= 1

    return edit


def swap_pages(content: bytearray) -> None:
    content[2 * PAGE : 4 * PAGE] = content[3 * PAGE : 4 * PAGE] + content[2 * PAGE : 3 * PAGE]


def plain_sqlite(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE answer (question TEXT)")
    db.close()


def other_program(path: Path) -> None:
    spec = keyspec_of(path)
    path.write_bytes(b"")
    db = connect(path, spec, new=True)
    db.execute("CREATE TABLE note (text TEXT)")
    db.close()


def noise(length: int, *, salt_fits: bool) -> Callable[[Path], None]:
    def work(path: Path) -> None:
        salt = keys.new_salt(CHEAP if salt_fits else keys.P2, lambda _: True)
        path.write_bytes(salt + random.Random(7).randbytes(length - 16))

    return work


KINDS: dict[str, tuple[Callable[[Path], None], type[VaultProblem], str]] = {
    "empty": (instead(b""), NotACaseFile, "empty"),
    "one byte": (instead(b"x"), NotACaseFile, "too short"),
    "text": (instead("Меня зовут".encode()), NotACaseFile, "too short"),
    "almost a page": (noise(PAGE - 1, salt_fits=True), NotACaseFile, "too short"),
    "plain SQLite": (plain_sqlite, NotACaseFile, "without encryption"),
    "PDF": (instead(b"%PDF-1.7\n" + bytes(9000)), NotACaseFile, "another kind"),
    "JPEG": (instead(b"\xff\xd8\xff\xe0" + bytes(9000)), NotACaseFile, "another kind"),
    "PNG": (instead(b"\x89PNG\r\n\x1a\n" + bytes(9000)), NotACaseFile, "another kind"),
    "Word or zip": (instead(b"PK\x03\x04" + bytes(9000)), NotACaseFile, "another kind"),
    "zeros": (instead(bytes(3 * PAGE)), NotACaseFile, "does not look like"),
    "noise": (noise(5 * PAGE, salt_fits=False), NotACaseFile, "does not look like"),
    "noise, salt fits": (noise(5 * PAGE, salt_fits=True), WrongPassphrase, "Caps Lock"),
    "noise, odd length": (noise(5 * PAGE + 9, salt_fits=True), NotACaseFile, "the length"),
    "cut in a page": (with_bytes(lambda c: c.__delitem__(slice(20000, None))), Damaged, "end"),
    "cut at a page": (
        with_bytes(lambda c: c.__delitem__(slice(4 * PAGE, None))), Damaged, "another copy",
    ),
    "only the first page": (
        with_bytes(lambda c: c.__delitem__(slice(PAGE, None))), Damaged, "another copy",
    ),
    "grown": (with_bytes(lambda c: c.extend(b"trailing")), Damaged, "added to it"),
    "first page, one bit": (with_bytes(flip(700)), Damaged, "another copy"),
    "facts page, one bit": (with_bytes(flip(2 * PAGE + 99)), Damaged, "another copy"),
    "two pages swapped": (with_bytes(swap_pages), Damaged, "another copy"),
    "start destroyed": (
        with_bytes(lambda c: c.__setitem__(slice(0, 16), bytes(16))), NotACaseFile, "recovery code",
    ),
    "newer version": (
        with_sql(f"PRAGMA user_version = {VERSION + 1}"), NewerVersion, "newer version",
    ),
    "much newer version": (with_sql("PRAGMA user_version = 999"), NewerVersion, "Install"),
    "version zero": (with_sql("PRAGMA user_version = 0"), NotACaseFile, "does not look like"),
    "other program": (other_program, NotACaseFile, "does not look like"),
    "a rule taken away": (with_sql("DROP TRIGGER history_is_never_cut"), Damaged, "another copy"),
    "a table added": (with_sql("CREATE TABLE extra (a)"), Damaged, "another copy"),
    "a view for a table": (
        with_sql("DROP TABLE setting", "CREATE VIEW setting AS SELECT 1 AS name, 2 AS value"),
        Damaged, "another copy",
    ),
    "no facts": (with_sql("DELETE FROM case_file"), NotACaseFile, "does not look like"),
    "journal in another file": (
        with_sql("PRAGMA locking_mode = NORMAL", "SELECT 1 FROM case_file",
                 "PRAGMA journal_mode = WAL"),
        UnsafeSettings, "journal_mode",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_no_case_is_refused_and_left_as_it_is(
    kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    spoil, problem, words = KINDS[kind]
    path = tmp_path / "case.pristan"
    with create(path) as vault:
        vault.save([change("identity.city", "Тверь")])
    spoil(path)
    before = folder_bytes(tmp_path)
    with pytest.raises(problem) as caught:
        reopen(path)
    assert words in str(caught.value)
    assert type(caught.value) is problem
    assert folder_bytes(tmp_path) == before
    assert capfd.readouterr().err == ""


def test_a_wrong_passphrase_is_refused(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "case"
    create(path).close()
    before = folder_bytes(tmp_path)
    with pytest.raises(WrongPassphrase, match="Caps Lock"):
        reopen(path, "совсем не та фраза")
    assert folder_bytes(tmp_path) == before
    assert capfd.readouterr().err == ""
    reopen(path).close()


def test_a_code_with_a_slip_says_so(tmp_path: Path) -> None:
    with create(tmp_path / "case") as vault:
        code = vault.recovery_code()
    slip = code.replace(code[0], "2" if code[0] != "2" else "3", 1)
    with pytest.raises(WrongPassphrase, match="group by group"):
        reopen(tmp_path / "case", slip)


def test_the_code_of_another_case_is_a_wrong_passphrase(tmp_path: Path) -> None:
    with create(tmp_path / "other") as other:
        code = other.recovery_code()
    create(tmp_path / "case").close()
    with pytest.raises(WrongPassphrase):
        reopen(tmp_path / "case", code)


def test_the_shipped_program_refuses_a_cheap_key(tmp_path: Path) -> None:
    with create(tmp_path / "case") as vault:
        code = vault.recovery_code()
    before = folder_bytes(tmp_path)
    for secret in (PASSPHRASE, code):
        with pytest.raises(NotACaseFile):
            Vault.open(tmp_path / "case", secret, profiles=SHIPPED)
    assert folder_bytes(tmp_path) == before
    with pytest.raises(ValueError, match="not allowed"):
        Vault.create(tmp_path / "second", PASSPHRASE, profile=CHEAP)


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        reopen(tmp_path / "nowhere")
    with pytest.raises(Missing):
        reopen(tmp_path / "nowhere" / "case")
    with pytest.raises(NotACaseFile, match="folder"):
        reopen(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_open_here_already(tmp_path: Path) -> None:
    with create(tmp_path / "case"):
        before = (tmp_path / "case").read_bytes()
        for _ in range(2):
            with pytest.raises(AlreadyOpen):
                reopen(tmp_path / "case")
        assert (tmp_path / "case").read_bytes() == before
    reopen(tmp_path / "case").close()


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555), (0, 0o777)])
def test_a_file_or_folder_without_leave_to_write(file_mode: int, folder_mode: int) -> None:
    folder = Path(in_a_child(tempfile.mkdtemp, as_somebody=True))
    path = folder / "case"
    try:
        create(path).close()
        before = folder_bytes(folder)
        path.chmod(file_mode)
        folder.chmod(folder_mode)
        said = in_a_child(lambda: str(reopen(path)), as_somebody=True)
        assert said.startswith("ReadOnly: ")
        assert "opy" in said  # what to do: copy the file
        if folder_mode == 0o555:
            said = in_a_child(lambda: str(create(folder / "new")), as_somebody=True)
            assert said.startswith("ReadOnly: This folder")
        folder.chmod(0o700)
        path.chmod(0o600)
        assert folder_bytes(folder) == before
    finally:
        folder.chmod(0o700)
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()


def test_a_read_only_disk(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    with tmpfs(folder, "4m") as mounted:
        create(folder / "case").close()
        before = folder_bytes(folder)
        if mounted:
            remount_read_only(folder)
        else:
            folder.chmod(0o555)
        said = in_a_child(lambda: str(reopen(folder / "case")), as_somebody=not mounted)
        assert said.startswith("ReadOnly: ")
        assert folder_bytes(folder) == before
        if not mounted:
            folder.chmod(0o755)


HALF_WRITTEN = """
import json, os, signal, sys
from pathlib import Path
from unit.vault.cases import (
    CHEAP,
    PASSPHRASE,
    change,
    create,
    folder_bytes,
    reopen,
    run_python,
)
vault = reopen(Path(sys.argv[1]))
with vault._store.writing() as db:
    db.execute("PRAGMA cache_size = 1")
    db.execute("PRAGMA cache_spill = 1")
    for number in range(60):
        db.execute("INSERT INTO setting VALUES (?, ?)", (f"half {number}", "x" * 9000))
    db.execute("UPDATE case_file SET generation = 77, created = 'half written'")
    db.execute("PRAGMA user_version = 2")
    db.execute("SELECT sum(length(value)) FROM setting").fetchall()
    for number in range(60):
        db.execute("INSERT INTO setting VALUES (?, ?)", (f"more {number}", "x" * 9000))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def interrupted(path: Path) -> None:
    """Kill a process that has written half of a transaction into the file."""
    assert run_python(HALF_WRITTEN, str(path)).returncode == -signal.SIGKILL
    journal = path.with_name(path.name + "-journal")
    assert journal.read_bytes()[:8] == bytes.fromhex("d9d505f920a163d7")  # a hot one


def test_half_a_transaction_is_taken_back_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "case"
    with create(path) as vault:
        vault.save([change("identity.city", "Тверь")])
        generation = vault.generation
    size = path.stat().st_size
    interrupted(path)
    assert path.stat().st_size > size
    with reopen(path) as vault:
        assert vault.answers().value("identity.city") == "Тверь"
        assert vault.setting("half 1") is None
        assert vault.generation == generation
        assert vault.check() == []
    assert list(tmp_path.iterdir()) == [path]


def test_a_wrong_passphrase_touches_neither_the_file_nor_its_journal(tmp_path: Path) -> None:
    path = tmp_path / "case"
    create(path).close()
    interrupted(path)
    before = folder_bytes(tmp_path)
    assert len(before) == 2
    with pytest.raises(WrongPassphrase):
        reopen(path, "совсем не та фраза")
    assert folder_bytes(tmp_path) == before
    reopen(path).close()


def test_a_first_page_torn_by_a_power_cut_is_restored(tmp_path: Path) -> None:
    path = tmp_path / "case"
    with create(path) as vault:
        vault.save([change("identity.city", "Тверь")])
    interrupted(path)
    with_bytes(lambda c: c.__setitem__(slice(2048, PAGE), bytes(2048)))(path)
    with reopen(path) as vault:
        assert vault.answers().value("identity.city") == "Тверь"


def test_nothing_is_ever_written_over(tmp_path: Path) -> None:
    path = tmp_path / "case"
    path.write_bytes(b"someone else's")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for taken in (path, tmp_path / "link", tmp_path):
        with pytest.raises(AlreadyExists):
            create(taken)
    assert path.read_bytes() == b"someone else's"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case", "link"]


def test_a_name_taken_while_the_key_was_computed_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case"

    def slowly(passphrase: str, salt: bytes, profile: keys.Profile) -> bytes:
        path.write_bytes(b"someone was faster")
        return keys.master_key(passphrase, salt, profile)

    monkeypatch.setattr("pristan.vault.vault.master_key", slowly)
    with pytest.raises(AlreadyExists):
        create(path)
    assert folder_bytes(tmp_path) == {"case": b"someone was faster"}


@pytest.mark.parametrize("passphrase", ["", "short", "11 symbols!", " " * 12, "ёлка  ёлка "])
def test_a_short_passphrase_is_refused_before_anything_is_made(
    passphrase: str, tmp_path: Path
) -> None:
    with pytest.raises(WeakPassphrase, match="12 characters"):
        create(tmp_path / "case", passphrase)
    assert list(tmp_path.iterdir()) == []


def test_no_folder_for_a_new_case(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="no such folder"):
        create(tmp_path / "nowhere" / "case")


def test_a_name_too_long_for_the_disk(tmp_path: Path) -> None:
    with pytest.raises(ReadOnly, match="shorter name"):
        create(tmp_path / ("x" * 250))
    assert list(tmp_path.iterdir()) == []
