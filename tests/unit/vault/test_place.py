"""How a new file gets its name, and how far a file may grow."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pristan.vault import AlreadyExists, DiskError, DiskFull, ReadOnly, VaultProblem, place
from unit.vault.cases import change, create, reopen

MOUNTS = "25 1 {device} / /media/stick rw,relatime shared:1 - {system} /dev/sdb1 rw\n"


@pytest.fixture
def no_hard_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")  # what FAT answers

    monkeypatch.setattr(Path, "hardlink_to", refuse)


@pytest.mark.usefixtures("no_hard_links")
def test_a_case_can_be_made_where_there_are_no_hard_links(tmp_path: Path) -> None:
    with create(tmp_path / "case") as vault:
        vault.save([change("a", "1")])
    reopen(tmp_path / "case").close()
    assert [p.name for p in tmp_path.iterdir()] == ["case"]


@pytest.mark.usefixtures("no_hard_links")
def test_nothing_is_replaced_there_either(tmp_path: Path) -> None:
    (tmp_path / "new").write_bytes(b"new")
    (tmp_path / "old").write_bytes(b"old")
    with pytest.raises(AlreadyExists):
        place.put_in_place(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("system", "limit"),
    [("vfat", place.FAT_LIMIT), ("ext4", None), ("exfat", None), ("ntfs3", None)],
)
def test_fat_is_recognized(system: str, limit: int | None, tmp_path: Path) -> None:
    device = tmp_path.stat().st_dev
    numbers = f"{os.major(device)}:{os.minor(device)}"
    table = tmp_path / "mountinfo"
    table.write_text(
        MOUNTS.format(device="0:99999", system="vfat")
        + MOUNTS.format(device=numbers, system=system)
    )
    assert place.growth_limit(tmp_path, table) == limit
    assert place.growth_limit(tmp_path, tmp_path / "no such table") is None


def test_a_file_on_fat_stops_before_the_limit_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = 2 << 20
    monkeypatch.setattr("pristan.vault.store.growth_limit", lambda path: limit)
    monkeypatch.setattr("pristan.vault.store.FAT_LIMIT", limit)
    with create(tmp_path / "case") as vault:
        vault.save([change("a", "1")])
        with pytest.raises(DiskFull, match="larger than 4 GB"):
            vault.attach("film.bin", [bytes(4 << 20)])
        assert (tmp_path / "case").stat().st_size <= limit
        assert vault.attachments() == []
        vault.save([change("a", "2")])
    with reopen(tmp_path / "case") as vault:
        assert vault.answers().value("a") == "2"
        assert vault.check() == []


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EFBIG, DiskFull),
        (errno.EROFS, ReadOnly), (errno.EACCES, ReadOnly),
        (errno.EIO, DiskError), (errno.ENODEV, DiskError), (errno.ESTALE, DiskError),
    ],
)  # fmt: skip
def test_errors_of_the_system_become_problems(error: int, kind: type[VaultProblem]) -> None:
    with pytest.raises(kind), place.disk_errors():
        raise OSError(error, os.strerror(error))


def test_a_disk_that_fails_after_the_commit_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, calls = os.read, []

    def once(handle: int, length: int) -> bytes:
        calls.append(handle)
        if len(calls) == 2:  # the first is before the transaction, the second after it
            raise OSError(errno.EIO, "the stick moved in its port")
        return really(handle, length)

    with create(tmp_path / "case") as vault:
        vault.save([change("a", "1")])
        with monkeypatch.context() as patch:
            patch.setattr(os, "read", once)
            with pytest.raises(DiskError):
                vault.save([change("a", "2")])
        vault.save([change("a", "2")])
        vault.save([change("a", "3")])
        said = [r.after.value for r in vault.history() if r.after]
    assert said == ["1", "2", "3"]
