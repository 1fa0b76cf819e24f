"""The folder of a window's own: gone with it, swept when it was killed, nobody else's touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pristan.confine.own_folder import OwnFolder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="asks for POSIX rights and locks")

KILLED = """
import os, signal
from pristan.confine.own_folder import OwnFolder
own = OwnFolder()
(own.path / "QtProject.conf").write_text("x")
print(own.path, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "run"
    place.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
    return place


def killed() -> Path:
    """Return what a killed process left, as old as if it had been killed two minutes ago."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", KILLED], env=os.environ, capture_output=True, text=True,
        timeout=60, check=False,
    )
    left = Path(done.stdout.strip())
    assert left.is_dir(), done.stderr
    aged(left)
    return left


def aged(folder: Path) -> None:
    then = folder.stat().st_mtime - 120
    os.utime(folder, (then, then))


def test_it_is_private_and_nothing_is_left(runtime: Path) -> None:
    own = OwnFolder()
    assert own.path.parent == runtime / "pristan"
    assert own.path.stat().st_mode & 0o777 == 0o700
    (own.path / "QtProject.conf").write_text("x")
    own.remove()
    assert list(runtime.iterdir()) == []


def test_what_a_killed_window_left_is_swept(runtime: Path) -> None:
    left = killed()
    own = OwnFolder()
    own.sweep()
    assert not left.exists()
    assert own.path.is_dir()
    own.remove()


def test_it_is_swept_from_the_folder_of_last_resort_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setenv("TMPDIR", str(temp))
    monkeypatch.setattr("tempfile.tempdir", None)
    old = temp / f"pristan-{os.getuid()}" / "0123456789abcdef"
    old.mkdir(parents=True)
    old.parent.chmod(0o700)
    aged(old)
    own = OwnFolder()
    own.sweep()
    assert not old.exists()
    own.remove()


def test_a_living_window_keeps_its_folder() -> None:
    living, own = OwnFolder(), OwnFolder()
    aged(living.path)
    own.sweep()
    assert living.path.is_dir()
    living.remove()
    assert own.path.is_dir()
    own.remove()


def test_a_window_that_begins_keeps_its_folder(runtime: Path) -> None:
    own = OwnFolder()
    begun = runtime / "pristan" / "0123456789abcdef"
    begun.mkdir()
    own.sweep()
    assert begun.is_dir()
    aged(begun)
    own.sweep()
    assert not begun.exists()
    own.remove()


def test_nothing_of_others_is_touched(runtime: Path, tmp_path: Path) -> None:
    foreign = runtime / "session-99999999-of-another-program"
    foreign.mkdir()
    aged(foreign)
    own = OwnFolder()
    own.sweep()
    assert foreign.is_dir()
    own.remove()
    foreign.rmdir()
    precious = tmp_path / "precious"
    (precious / "work").mkdir(parents=True)
    aged(precious / "work")
    (runtime / "pristan").symlink_to(precious)  # somebody laid a trap
    own = OwnFolder()
    own.sweep()
    assert (precious / "work").is_dir()
    assert not own.path.is_relative_to(runtime)
    own.remove()
