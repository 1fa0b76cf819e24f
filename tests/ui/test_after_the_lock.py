"""From outside the process: what a locked window still remembers, and what a session leaves."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pristan.case import Told
from pristan.vault import Vault
from ui.windows import ALLOWED, PASSPHRASE, create_case

ROOT = Path(__file__).parents[2]
DRIVER = ROOT / "tests" / "reliability" / "driver_of_the_app.py"
SECRETS = [f"КАНАРЕЙКА-{number}-{'абвгдежзик'[number]}7319" for number in range(10)]


def encoded(text: str) -> Iterator[bytes]:
    """Yield a text in every form in which it could lie around."""
    for name in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp1251"):
        raw = text.encode(name)
        yield raw
        if name in ("utf-8", "utf-16-le", "cp1251"):
            yield raw.hex().encode()
            yield base64.b64encode(raw).rstrip(b"=")[:-2]


def hits(data: bytes, texts: list[str]) -> list[str]:
    return [text for text in texts if any(form in data for form in encoded(text))]


@contextmanager
def session(home: Path, what: str, case: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the real program with hands, in a home and a working folder of its own."""
    for name in ("home", "work", "tmp", "run"):
        (home / name).mkdir(mode=0o700)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home / "home"),
        "TMPDIR": str(home / "tmp"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "LANG": "C.UTF-8",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "tests"), str(ROOT / "desktop"))),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    process = subprocess.Popen(
        [sys.executable, str(DRIVER), what, str(case)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=home / "work",
        env=environment,
    )
    assert process.stdin
    process.stdin.write("\n".join([PASSPHRASE, *SECRETS]).encode())
    process.stdin.close()
    # A window that waits for something that never comes must fail the test, not stop the run.
    patience = threading.Timer(120, process.kill)
    patience.start()
    try:
        yield process
    finally:
        patience.cancel()
        process.kill()
        process.wait()


def told(process: subprocess.Popen[bytes]) -> dict[str, object]:
    assert process.stdout
    line = process.stdout.readline()
    assert line, "the window ended before it said anything"
    found: dict[str, object] = json.loads(line)
    return found


def memory(pid: int) -> Iterator[bytes]:
    """Yield what can be read of a process's memory."""
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", 0) as mem:
        for line in maps:
            ends, rights = line.split()[:2]
            start, end = (int(part, 16) for part in ends.split("-"))
            if "r" in rights and "[v" not in line:
                try:
                    mem.seek(start)
                    yield mem.read(end - start)
                except (OSError, ValueError, OverflowError):
                    continue


def remembered(pid: int) -> list[str]:
    return sorted({found for part in memory(pid) for found in hits(part, [*SECRETS, PASSPHRASE])})


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_locked_window_remembers_nothing(tmp_path: Path) -> None:
    case = tmp_path / "documents.pristan"
    create_case(case).close()
    with session(tmp_path, "lock", case) as process:
        before = told(process)
        pid = process.pid
        assert before["pid"] == pid
        if os.geteuid() == 0:
            assert remembered(pid), "nothing is found while it is open: the search is blind"
        else:
            with pytest.raises(PermissionError):  # hardened: only root may look
                remembered(pid)
        until = time.monotonic() + 20
        while b"driver_of_the_app" in Path(f"/proc/{pid}/cmdline").read_bytes():
            assert time.monotonic() < until, "it did not lock"
            time.sleep(0.02)
        time.sleep(1.5)  # the locked window has painted by now
        assert process.poll() is None, "the locked window is gone"
        assert str(case).encode() not in Path(f"/proc/{pid}/cmdline").read_bytes()
        if os.geteuid() == 0:
            assert remembered(pid) == []
    with Vault.open(case, PASSPHRASE, profiles=ALLOWED) as vault:
        stories = [a.value.text for a in vault.answers() if isinstance(a.value, Told)]
    assert any(all(secret in story for secret in SECRETS) for story in stories)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for folders where Linux has them")
def test_a_whole_session_leaves_nothing_readable(tmp_path: Path) -> None:
    case = tmp_path / "case" / "documents.pristan"
    case.parent.mkdir()
    create_case(case).close()
    shared = {p.name for p in Path("/dev/shm").iterdir()} if Path("/dev/shm").is_dir() else set()
    with session(tmp_path, "tour", case) as process:
        said = told(process)
        assert said.get("toured"), said
        assert process.wait(timeout=30) == 0
    names = [*SECRETS, "КАНАРЕЕЧНАЯ-ПАПКА"]
    left = {}
    for file in tmp_path.rglob("*"):
        where = str(file.relative_to(tmp_path))
        if file.is_file() and (found := hits(file.read_bytes(), names)):
            left[where] = found
        elif hits(where.encode(), SECRETS):
            left[where] = ["its name"]
    outside = "given/"  # what the person had before: the program only read it
    assert {k: v for k, v in left.items() if not k.startswith(outside)} == {}
    assert not (tmp_path / "home" / ".config" / "QtProject.conf").exists()
    assert list((tmp_path / "run").iterdir()) == [], "the session's own folder is still there"
    now = {p.name for p in Path("/dev/shm").iterdir()} if Path("/dev/shm").is_dir() else set()
    assert not {name for name in now - shared if name.startswith("pristan")}
