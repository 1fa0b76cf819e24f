"""Where bubblewrap works it closes more off; where it does not, nothing depends on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pristan.confine import walls
from pristan.confine.walls import behind_walls


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    walls.words_for_walls.cache_clear()
    yield
    walls.words_for_walls.cache_clear()


def look_around(code: str) -> str:
    command = behind_walls([sys.executable, "-I", "-c", code])
    if command[0] == sys.executable:
        pytest.skip("no bubblewrap here, or it may not work here")
    done = subprocess.run(command, capture_output=True, text=True, env={}, check=True, timeout=30)
    return done.stdout.strip()


def test_a_folder_of_ours_can_be_seen_and_not_written(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("ours")
    code = f"import os; p = {str(tmp_path)!r}; print(os.listdir(p), os.access(p, os.W_OK))"
    command = behind_walls([sys.executable, "-I", "-c", code], (tmp_path,))
    if command[0] == sys.executable:
        pytest.skip("no bubblewrap here, or it may not work here")
    done = subprocess.run(command, capture_output=True, text=True, env={}, check=True, timeout=30)
    assert done.stdout.strip() == "['page.html'] False"


def test_home_and_other_processes_are_not_there(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("ПРИМЕРОВ")
    places = [str(Path.home() / ".profile"), str(secret), "/home", "/proc/1/status", "/etc/passwd"]
    assert look_around(f"import os; print([p for p in {places} if os.path.exists(p)])") == "[]"


def test_nothing_can_be_written() -> None:
    code = (
        "import os, sys\n"
        "for place in ('/usr', sys.prefix, '/'):\n"
        "    try:\n"
        "        os.mkdir(place + '/pristan-probe')\n"
        "    except OSError as error:\n"
        "        print(type(error).__name__)\n"
    )
    said = look_around(code).split()
    assert said[:2] == ["OSError", "OSError"]
    assert not Path("/pristan-probe").exists()


def test_the_program_is_there() -> None:
    assert look_around("import pristan.evidence.child; print('there')") == "there"


def test_a_bubblewrap_that_fails_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(walls.shutil, "which", lambda *_, **__: str(broken))
    assert behind_walls(["a", "b"], (Path("/c"),)) == ["a", "b"]


def test_without_bubblewrap_the_command_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walls.shutil, "which", lambda *_, **__: None)
    assert behind_walls(["a", "b"]) == ["a", "b"]
