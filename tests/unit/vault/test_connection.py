"""Every setting that keeps a case safe is asserted; one that is not in force closes the door."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from pristan.vault import DiskError, Failed, UnsafeSettings, connection
from pristan.vault.connection import SETTINGS, apply, connect, verify
from unit.vault.cases import create, folder_bytes, reopen, run_python

KEYSPEC = b"x'" + b"5a" * 80 + b"'"

# What breaks each setting on a real connection.
BROKEN = {
    "locking_mode": "NORMAL",
    "synchronous": "FULL",
    "secure_delete": "FAST",
    "temp_store": "FILE",
    "trusted_schema": "ON",
    "cell_size_check": "OFF",
    "foreign_keys": "OFF",
    "mmap_size": "1048576",
    "journal_mode": "TRUNCATE",
}
# What breaks facts of the file: they are settled when it is made.
BROKEN_FILES = {
    "cipher_page_size": ("PRAGMA cipher_page_size = 8192",),
    "cipher_use_hmac": ("PRAGMA cipher_use_hmac = OFF",),
    "cipher_hmac_algorithm": ("PRAGMA cipher_hmac_algorithm = HMAC_SHA1",),
    "cipher_plaintext_header_size": ("PRAGMA cipher_plaintext_header_size = 32",),
    "page_size": ("PRAGMA cipher_page_size = 8192",),
    "auto_vacuum": ("PRAGMA auto_vacuum = NONE",),
}


def test_there_is_a_way_to_break_every_setting() -> None:
    once_for_all = {"cipher_memory_security"}  # see below
    assert {s.name for s in SETTINGS} == set(BROKEN) | set(BROKEN_FILES) | once_for_all


@pytest.mark.parametrize("name", BROKEN)
def test_a_setting_of_the_connection_that_is_not_in_force_is_noticed(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "case").touch()
    db = connect(tmp_path / "case", KEYSPEC, new=True)
    verify(db)
    db.execute(f"PRAGMA {name} = {BROKEN[name]}").fetchall()
    if name == "locking_mode":
        db.execute("SELECT * FROM sqlite_schema").fetchall()
    with pytest.raises(UnsafeSettings) as caught:
        verify(db)
    assert caught.value.setting == name
    db.close()


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_a_fact_of_the_file_that_is_wrong_is_noticed(name: str, tmp_path: Path) -> None:
    db = sqlcipher.connect(str(tmp_path / "case"), isolation_level=None)
    db.set_key(KEYSPEC)
    for statement in BROKEN_FILES[name]:
        db.execute(statement).fetchall()
    if name != "auto_vacuum":
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
    db.execute("CREATE TABLE t (a)")
    apply(db)
    db.execute("BEGIN EXCLUSIVE")
    db.execute("COMMIT")
    with pytest.raises(UnsafeSettings) as caught:
        verify(db)
    assert caught.value.setting in (name, "cipher_page_size")
    db.close()


@pytest.mark.parametrize("name", sorted(BROKEN.keys() - {"journal_mode"}))
def test_a_case_is_not_opened_when_the_library_ignores_a_setting(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(tmp_path / "case").close()
    before = folder_bytes(tmp_path)
    broken = tuple(
        connection.Setting(s.name, BROKEN[name], s.fact) if s.name == name else s for s in SETTINGS
    )
    monkeypatch.setattr(connection, "SETTINGS", broken)
    with pytest.raises(UnsafeSettings) as caught:
        reopen(tmp_path / "case")
    assert caught.value.setting == name
    assert folder_bytes(tmp_path) == before


def test_memory_that_is_not_wiped_is_noticed(tmp_path: Path) -> None:
    """In a process of its own: once this setting is on, SQLCipher never turns it off."""
    create(tmp_path / "case").close()
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pristan.vault import connection\n"
        "from unit.vault.cases import reopen\n"
        "connection.SETTINGS = tuple(connection.Setting(s.name, None, s.fact)\n"
        "    if s.name == 'cipher_memory_security' else s for s in connection.SETTINGS)\n"
        "reopen(Path(sys.argv[1]))\n"
    )
    run = run_python(code, str(tmp_path / "case"))
    assert "UnsafeSettings" in run.stderr
    assert "cipher_memory_security" in run.stderr


@pytest.mark.parametrize("name", ["OLDEST_SQLCIPHER", "OLDEST_SQLITE"])
def test_a_library_that_is_too_old_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(tmp_path / "case").close()
    monkeypatch.setattr(connection, name, (99, 0, 0))
    with pytest.raises(UnsafeSettings):
        reopen(tmp_path / "case")
    with pytest.raises(UnsafeSettings):
        create(tmp_path / "second")
    assert [p.name for p in tmp_path.iterdir()] == ["case"]


def test_a_library_without_encryption_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3

    create(tmp_path / "case").close()
    before = folder_bytes(tmp_path)
    monkeypatch.setattr(connection, "sqlcipher", sqlite3)
    with pytest.raises(UnsafeSettings) as caught:
        reopen(tmp_path / "case")
    assert caught.value.setting == "cipher_version"
    assert folder_bytes(tmp_path) == before


def test_extensions_cannot_be_loaded(tmp_path: Path) -> None:
    (tmp_path / "case").touch()
    db = connect(tmp_path / "case", KEYSPEC, new=True)
    with pytest.raises(sqlcipher.OperationalError, match="not authorized"):
        db.execute("SELECT load_extension('anything')")
    db.close()


def test_every_error_of_the_library_becomes_a_problem(tmp_path: Path) -> None:
    (tmp_path / "case").touch()
    db = connect(tmp_path / "case", KEYSPEC, new=True)
    with pytest.raises(sqlcipher.OperationalError) as caught:
        db.execute("SELECT * FROM nothing")
    assert isinstance(connection.problem(caught.value), Failed)
    db.close()
    error = sqlcipher.OperationalError("disk I/O error")
    error.sqlite_errorcode = 778  # SQLITE_IOERR_WRITE
    assert isinstance(connection.problem(error), DiskError)
