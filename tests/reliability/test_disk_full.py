"""A full disk, or one that fails, loses nothing and can be tried again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from pristan.vault import DiskError, DiskFull, Vault, connection
from reliability.disks import files_end_at, tmpfs
from unit.vault.cases import change, create, folder_bytes, reopen

KIB = 1 << 10
MIB = 1 << 20


@pytest.fixture(params=["small disk", "limit on files"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    """Two ways to run out of space; the second needs no rights and is always there."""
    if request.param == "limit on files":
        yield Room(tmp_path, None)
        return
    with tmpfs(tmp_path / "disk", "4m") as mounted:
        # Where nothing may be mounted the other way is taken twice: the test is never skipped.
        yield Room(tmp_path / "disk", tmp_path / "disk" / "ballast" if mounted else None)


class Room:
    """A folder in which space can be taken away and given back."""

    def __init__(self, folder: Path, ballast: Path | None) -> None:
        self.folder = folder
        self._ballast = ballast

    @contextmanager
    def full(self, spare: int = 0) -> Iterator[None]:
        if self._ballast is None:
            largest = max(path.stat().st_size for path in self.folder.iterdir())
            with files_end_at(largest + spare):
                yield
            return
        free = os.statvfs(self.folder).f_bavail * os.statvfs(self.folder).f_frsize
        self._ballast.write_bytes(bytes(max(0, free - spare)))
        try:
            yield
        finally:
            self._ballast.unlink()


def fill(vault: Vault) -> int:
    """Save until it is refused; return how many times it was saved."""
    for number in range(10_000):
        try:
            vault.save([change(f"fill_{number}", "x" * 20_000)])
        except (DiskFull, DiskError) as problem:
            assert "saved before is safe" in str(problem)
            return number
    raise AssertionError("the disk never filled up")


def test_typing_on_until_the_disk_is_full(room: Room) -> None:
    with create(room.folder / "case") as vault:
        vault.save([change("first", "kept")])
        with room.full(spare=600 * KIB):
            saved = fill(vault)
            assert saved > 3
            assert len(vault.answers()) == saved + 1  # reading goes on
        vault.save([change(f"fill_{saved}", "x" * 20_000)])  # and so does saving
        assert vault.check() == []
    with reopen(room.folder / "case") as vault:
        assert len(vault.answers()) == saved + 2
        assert len(vault.history()) == saved + 2
        assert vault.check() == []


def test_opening_and_reading_at_zero_bytes_free(room: Room) -> None:
    with create(room.folder / "case") as vault:
        vault.save([change("first", "kept")])
    with room.full(), reopen(room.folder / "case") as vault:
        assert vault.answers().value("first") == "kept"


def test_an_attachment_that_does_not_fit_leaves_the_rest(room: Room) -> None:
    with create(room.folder / "case") as vault:
        vault.save([change("first", "kept")])
        kept = vault.attach("small.bin", [b"small" * 1000])
        size = vault.path.stat().st_size
        with room.full(spare=2 * MIB), pytest.raises((DiskFull, DiskError)):
            vault.attach("film.bin", [bytes(MIB) for _ in range(5)])
        assert vault.attachments() == [kept]
        vault.save([change("second", "goes on")])
        assert b"".join(vault.read(kept.id)) == b"small" * 1000
    with reopen(room.folder / "case") as vault:
        assert vault.check() == []
    assert vault.path.stat().st_size <= size + 64 * KIB  # the part that was there is gone


def test_a_new_case_that_does_not_fit_leaves_nothing(room: Room) -> None:
    (room.folder / "other").write_bytes(b"x" * 8 * KIB)
    with room.full(spare=6 * KIB), pytest.raises((DiskFull, DiskError)):
        create(room.folder / "case")
    assert [path.name for path in room.folder.iterdir()] == ["other"]


def test_at_every_size_where_writing_may_stop(tmp_path: Path) -> None:
    """In steps of half a page: whatever was acknowledged is there, and it can go on."""
    path = tmp_path / "case"
    with create(path) as vault:
        vault.save([change("first", "kept")])
    sound = folder_bytes(tmp_path)["case"]
    refused = 0
    for limit in range(2 * KIB, len(sound) + 90 * KIB, 2 * KIB):
        path.write_bytes(sound)
        with reopen(path) as vault:
            saved = []
            with files_end_at(limit):
                for number in range(6):
                    try:
                        vault.save([change(f"q{number}", f"{number} " * 4000)])
                        saved.append(f"q{number}")
                    except (DiskFull, DiskError):
                        refused += 1
            assert {a.key.question for a in vault.answers()} == {"first", *saved}
            for number in range(6):
                vault.save([change(f"q{number}", f"{number} " * 4000)])
        with reopen(path) as vault:
            assert len(vault.answers()) == 7
            assert len(vault.history()) == 7
            assert vault.check() == []
        assert list(tmp_path.iterdir()) == [path]
    assert refused > 100


class SaysItFailed:
    """A connection on which one statement reports an error of the disk, before or after it."""

    def __init__(self, real: sqlcipher.Connection, statement: str, *, after: bool) -> None:
        self._real = real
        self._statement = statement
        self._after = after
        self.armed = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def execute(self, sql: str, *rest: object) -> object:
        fails = self.armed and sql == self._statement
        if fails and not self._after:
            self._fail()
        found = self._real.execute(sql, *rest)
        if fails:
            self._fail()
        return found

    def _fail(self) -> None:
        self.armed = False
        error = sqlcipher.OperationalError("disk I/O error")
        error.sqlite_errorcode = 1034  # SQLITE_IOERR_FSYNC
        raise error


@pytest.mark.parametrize("after", [False, True])
def test_saving_again_after_an_error_is_harmless(
    after: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A commit may be on the disk although the disk reported an error."""
    made: list[SaysItFailed] = []
    real = connection.connect

    def connect(*given: object, **named: object) -> SaysItFailed:
        made.append(SaysItFailed(real(*given, **named), "COMMIT", after=after))  # type: ignore[arg-type]
        return made[-1]

    create(tmp_path / "case").close()
    monkeypatch.setattr(connection, "connect", connect)
    batch = [change("a", "1"), change("b", "2")]
    with reopen(tmp_path / "case") as vault:
        generation = vault.generation
        made[-1].armed = True
        with pytest.raises(DiskError, match="try again"):
            vault.save(batch)
        assert len(made) == 2  # closed and opened again
        assert vault.generation == generation + after
        assert len(vault.answers()) == 2 * after
        vault.save(batch)
        assert len(vault.answers()) == 2
        assert len(vault.history()) == 2
    monkeypatch.undo()
    with reopen(tmp_path / "case") as vault:
        assert vault.check() == []
        assert len(vault.history()) == 2


def test_a_disk_that_went_away_and_came_back(tmp_path: Path) -> None:
    """While the folder is gone every saving fails; when it is back, everything goes on."""
    from pristan.vault import FileChanged

    stick = tmp_path / "stick"
    stick.mkdir()
    with create(stick / "case") as vault:
        vault.save([change("a", "1")])
        stick.rename(tmp_path / "away")
        for _ in range(2):
            with pytest.raises(FileChanged, match="do not close"):
                vault.save([change("a", "2")])
        (tmp_path / "away").rename(stick)
        vault.save([change("a", "2")])
    with reopen(stick / "case") as vault:
        assert vault.answers().value("a") == "2"
        assert vault.check() == []


def test_a_full_disk_has_its_packet_all_the_same(tmp_path: Path) -> None:
    """The packet goes to another disk; what it is made of is not kept, and nothing is lost."""
    from pristan.desk import Desk
    from unit.packet.cases import questionnaire
    from unit.packet.written import FILES, eight_exhibits, vault_with

    with tmpfs(tmp_path / "stick", "4m") as mounted:
        folder = tmp_path / "stick"
        with vault_with(folder, eight_exhibits(), FILES) as vault:
            free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
            if mounted:
                (folder / "ballast").write_bytes(bytes(free))
                with pytest.raises(DiskFull):
                    vault.set_setting("anything", "x" * 9000)
            size = vault.path.stat().st_size
            report = Desk(vault, questionnaire()).write_packet(tmp_path / "packet")
            assert report.proved
            assert not mounted or vault.path.stat().st_size == size
            assert vault.check() == []
