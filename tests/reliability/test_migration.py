"""A case of an earlier version gets the newest tables whole, or stays byte by byte what it was."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path

import pytest
from sqlcipher3.dbapi2 import Connection

from golden.casefiles import facts_of_v1 as v1
from golden.casefiles.test_case_files import golden, says_what_it_said
from pristan.vault import Damaged, DiskError, DiskFull, Profile, Vault
from pristan.vault import key as keys
from pristan.vault.connection import connect
from pristan.vault.schema import expect, version_of
from reliability.disks import in_a_child
from reliability.power_cuts import cut, record
from reliability.test_disk_full import Room, room
from unit.vault.cases import environment, folder_bytes

__all__ = ["room"]  # the fixture

ALLOWED = {Profile(15, 64, 1, 1)}
STATES = 150

WORK = """
import sys
from pathlib import Path
from golden.casefiles import facts_of_v1 as v1
from pristan.vault import Profile, Vault
Vault.open(Path(sys.argv[1]) / "case", v1.PASSPHRASE, profiles={Profile(15, 64, 1, 1)}).close()
"""


def open_(path: Path) -> Vault:
    return Vault.open(path, v1.PASSPHRASE, profiles=ALLOWED)


def keyed(path: Path) -> Connection:
    salt = path.read_bytes()[:16]
    (cheap,) = ALLOWED
    return connect(path, keys.keyspec(keys.master_key(v1.PASSPHRASE, salt, cheap), salt))


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed on this machine")
def test_a_power_cut_at_any_moment_of_the_migration_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    golden("v1", folder)
    before = folder_bytes(folder)
    steps = record(WORK, folder, tmp_path / "log", environment())
    assert sum(step.what == "sync" for step in steps) >= 4
    rng = random.Random(2)
    found_old = found_new = 0
    for state in range(STATES):
        found, _ = cut(before, steps, rng.randrange(1, len(steps) + 1), rng)
        place = tmp_path / f"state{state}"
        place.mkdir()
        for name, content in found.items():
            (place / name).write_bytes(content)
        with open_(place / "case") as vault:
            says_what_it_said(vault)
            assert vault.generation == v1.GENERATION + 1
        found_old += found["case"] == before["case"]
        found_new += len(found["case"]) > len(before["case"])
        shutil.rmtree(place)
    assert found_old > 0  # the cuts fell before, between and after the writing
    assert found_new > 0


def test_a_case_that_may_not_be_written_to_stays_as_it_is() -> None:
    folder = Path(in_a_child(tempfile.mkdtemp, as_somebody=True))
    try:
        path = golden("v1", folder)
        path.chmod(0o444)
        before = folder_bytes(folder)
        said = in_a_child(lambda: str(open_(path)), as_somebody=True)
        assert said.startswith("ReadOnly: ")
        assert folder_bytes(folder) == before
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)


@pytest.mark.parametrize("spare", [0, 4096])
def test_a_disk_without_room_for_new_tables_says_so(spare: int, room: Room) -> None:
    path = golden("v1", room.folder)
    with room.full(spare):
        with pytest.raises((DiskFull, DiskError)) as caught:
            open_(path)
        if isinstance(caught.value, DiskFull):
            assert "Free some space and open the case again" in str(caught.value)
    db = keyed(path)
    assert version_of(db) == 1  # an earlier program can still open it
    expect(db, 1)
    db.close()
    with open_(path) as vault:
        says_what_it_said(vault)
        assert vault.generation == v1.GENERATION + 1


def test_a_case_with_other_tables_than_its_version_has_is_left_as_it_is(tmp_path: Path) -> None:
    path = golden("v1", tmp_path)
    db = keyed(path)
    db.execute("CREATE TABLE rendered (key TEXT)")
    db.close()
    before = folder_bytes(tmp_path)
    with pytest.raises(Damaged):
        open_(path)
    assert folder_bytes(tmp_path) == before
