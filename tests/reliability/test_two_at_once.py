"""Two windows on one case: the second is told at once, and neither harms the other."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pristan.vault import AlreadyOpen
from unit.vault.cases import change, create, reopen, start_python

HOLDER = """
import sys
from pathlib import Path
from unit.vault.cases import change, reopen
vault = reopen(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
vault.save([change("a", "by the first")])
print("saved", flush=True)
vault.close()
"""

STRANGER = """
import sys
from sqlcipher3 import dbapi2 as sqlcipher
db = sqlcipher.connect(sys.argv[1], timeout=0.2)
db.execute("PRAGMA cipher_log_level = NONE")
db.set_key(sys.argv[2].encode())
try:
    print(db.execute("SELECT count(*) FROM setting").fetchall())
except sqlcipher.OperationalError as error:
    print(error)
"""


def test_the_second_process_is_told_within_a_second(tmp_path: Path) -> None:
    path = tmp_path / "case"
    create(path).close()
    holder = start_python(HOLDER, str(path))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    before = path.read_bytes()
    start = time.perf_counter()
    with pytest.raises(AlreadyOpen, match="already open"):
        reopen(path)
    assert time.perf_counter() - start < 1
    assert path.read_bytes() == before
    out, err = holder.communicate("go on\n", timeout=30)
    assert (out, err) == ("saved\n", "")
    with reopen(path) as vault:
        assert vault.answers().value("a") == "by the first"
        assert vault.check() == []


def test_the_second_is_told_before_a_key_is_computed(tmp_path: Path) -> None:
    with create(tmp_path / "case"), pytest.raises(AlreadyOpen):
        reopen(tmp_path / "case", "совсем не та фраза")


def test_reading_the_open_file_lets_nobody_in(tmp_path: Path) -> None:
    """On POSIX systems closing any handle on a file drops the locks that SQLite has on it."""
    path = tmp_path / "case"
    with create(path) as vault:
        vault.save([change("a", "1")])
        path.read_bytes()
        second = start_python(HOLDER, str(path))
        out, err = second.communicate("go on\n", timeout=30)
        assert out == ""
        assert "AlreadyOpen" in err
        vault.save([change("a", "2")])
    with reopen(path) as vault:
        assert vault.answers().value("a") == "2"
        assert vault.check() == []


def test_a_process_that_died_does_not_lock_anybody_out(tmp_path: Path) -> None:
    path = tmp_path / "case"
    create(path).close()
    holder = start_python(HOLDER, str(path))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    holder.kill()
    holder.communicate()
    with reopen(path) as vault:
        vault.save([change("a", "1")])


def test_another_program_with_the_key_cannot_get_in(tmp_path: Path) -> None:
    from pristan.vault import key as keys
    from unit.vault.cases import CHEAP, PASSPHRASE

    path = tmp_path / "case"
    with create(path):
        salt = path.read_bytes()[:16]  # this closes a handle, which drops locks of SQLite's own
    keyspec = keys.keyspec(keys.master_key(PASSPHRASE, salt, CHEAP), salt).decode()
    with reopen(path) as vault:
        stranger = start_python(STRANGER, str(path), keyspec)
        assert stranger.communicate()[0] == "database is locked\n"
        vault.save([change("a", "1")])
    stranger = start_python(STRANGER, str(path), keyspec)
    assert stranger.communicate()[0] == "[(0,)]\n"
