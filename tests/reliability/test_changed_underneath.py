"""Another program moves, replaces or writes over the case file while it is open."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pristan.vault import FileChanged
from unit.vault.cases import change, create, folder_bytes, reopen


def deleted(path: Path, older: Path) -> None:
    path.unlink()


def renamed(path: Path, older: Path) -> None:
    path.rename(path.with_name("renamed"))


def replaced_by_an_older_copy(path: Path, older: Path) -> None:
    older.replace(path)


def written_over_by_an_older_copy(path: Path, older: Path) -> None:
    with path.open("r+b") as file:
        file.write(older.read_bytes())


def cut_and_written_over(path: Path, older: Path) -> None:
    shutil.copyfile(older, path)


def emptied(path: Path, older: Path) -> None:
    path.write_bytes(b"")


def replaced_by_a_folder(path: Path, older: Path) -> None:
    path.unlink()
    path.mkdir()


def replaced_by_a_link(path: Path, older: Path) -> None:
    path.unlink()
    path.symlink_to(older)


WAYS = [
    deleted, renamed, replaced_by_an_older_copy, written_over_by_an_older_copy,
    cut_and_written_over, emptied, replaced_by_a_folder, replaced_by_a_link,
]  # fmt: skip


@pytest.mark.parametrize("same_session", [False, True])
@pytest.mark.parametrize("way", WAYS)
def test_it_is_noticed_before_anything_is_written(
    way: Callable[[Path, Path], None], same_session: bool, tmp_path: Path
) -> None:
    path, older = tmp_path / "case", tmp_path / "older"
    vault = create(path)
    vault.save([change("a", "one")])
    if not same_session:
        vault.close()
        vault = reopen(path)
    shutil.copyfile(path, older)
    vault.save([change("a", "two")])
    known = vault.answers()
    way(path, older)
    before = folder_bytes(tmp_path)
    generation = vault.generation
    for _ in range(2):
        with pytest.raises(FileChanged, match="Nothing was written"):
            vault.save([change("a", "three")])
        with pytest.raises(FileChanged):
            vault.attach("a.bin", [b"x"])
        with pytest.raises(FileChanged):
            vault.set_setting("a", "b")
    assert vault.generation == generation
    assert folder_bytes(tmp_path) == before
    vault.close()
    after = folder_bytes(tmp_path)
    assert {n: b for n, b in before.items() if n != "case-journal"} == after
    # Nothing is lost: what was known goes into a new file.
    with create(tmp_path / "rescued") as rescued:
        for answer in known:
            rescued.save([change(answer.key.question, answer.value)])
        assert rescued.answers().value("a") == "two"


def test_a_file_that_comes_back_is_used_again(tmp_path: Path) -> None:
    path = tmp_path / "case"
    with create(path) as vault:
        vault.save([change("a", "one")])
        path.rename(tmp_path / "elsewhere")
        with pytest.raises(FileChanged):
            vault.save([change("a", "two")])
        (tmp_path / "elsewhere").rename(path)
        vault.save([change("a", "two")])
    with reopen(path) as vault:
        assert vault.answers().value("a") == "two"
        assert vault.check() == []


def test_an_older_copy_opened_later_shows_its_generation(tmp_path: Path) -> None:
    path = tmp_path / "case"
    with create(path) as vault:
        vault.save([change("a", "one")])
    shutil.copyfile(path, tmp_path / "copy")
    with reopen(path) as vault:
        vault.save([change("a", "two")])
        later, case_id = vault.generation, vault.case_id
    with reopen(tmp_path / "copy") as copy:
        assert copy.case_id == case_id
        assert copy.generation < later
