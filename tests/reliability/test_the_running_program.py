"""The real program from outside: it has no way to the network, and takes no modules on its way."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pristan.confine.process import own_command

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")

# The program as it is, with hands that try sockets once its window was painted.
TRY = """
import ctypes, errno, os, socket, sys
from pristan import app

def run(application, shell):
    def try_them():
        found = [application.platformName()]
        for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
            for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                try:
                    socket.socket(family, kind).close()
                    found.append("open")
                except PermissionError as error:
                    found.append(errno.errorcode[error.errno])
        print(*found, flush=True)
        application.quit()
    shell.ready.connect(try_them)
    return application.exec()

app.run = run
sys.exit(app.main([]))
"""
REFUSED = "EACCES EACCES EACCES EACCES open open"


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return what the program needs, and a home of its own."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(home), "XDG_RUNTIME_DIR": str(home),
        "TMPDIR": str(home), "LANG": "C.UTF-8",
    } | more  # fmt: skip


def tried(home: Path, **more: str) -> str:
    done = subprocess.run(
        [sys.executable, "-I", "-c", TRY], env=environment(home, **more), cwd=home,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_window_cannot_reach_the_network(tmp_path: Path) -> None:
    assert tried(tmp_path, QT_QPA_PLATFORM="offscreen") == f"offscreen {REFUSED}"


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="there is no X server here to draw on")
def test_a_window_on_a_real_display_is_drawn_without_the_network(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp"],
        pass_fds=(writing,), stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            display = said.readline().strip()
        assert tried(tmp_path, QT_QPA_PLATFORM="xcb", DISPLAY=f":{display}") == f"xcb {REFUSED}"
    finally:
        server.terminate()
        server.wait()


def test_the_verbs_cannot_reach_the_network_either(tmp_path: Path) -> None:
    code = (
        "import socket, sys\n"
        "from pristan import app, cli\n"
        "def main(words):\n"
        "    try:\n"
        "        socket.socket()\n"
        "    except PermissionError:\n"
        "        return 7\n"
        "cli.main = main\n"
        "sys.exit(app.main(['check', 'x']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], env=environment(tmp_path), timeout=60, check=False
    )
    assert done.returncode == 7


def test_a_locked_window_takes_no_module_of_the_folder_it_stands_in(tmp_path: Path) -> None:
    poisoned = tmp_path / "downloads"
    poisoned.mkdir()
    for name in ("json", "subprocess", "struct", "pristan", "PySide6", "sitecustomize"):
        (poisoned / f"{name}.py").write_text(f"open({str(poisoned / 'taken')!r}, 'a').close()\n")
    code = "from pristan import app\nimport json\napp.start_locked({'language': 'ru'})"
    seen = environment(
        tmp_path, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(poisoned),
        PYTHONSTARTUP=str(poisoned / "json.py"),
    )  # fmt: skip
    process = subprocess.Popen([sys.executable, "-I", "-c", code], cwd=poisoned, env=seen)
    try:
        until = time.monotonic() + 30
        while not list(tmp_path.glob("pristan/*")):  # the locked window has made its folder
            assert process.poll() is None, "the locked window is gone"
            assert time.monotonic() < until, "it did not start"
            time.sleep(0.05)
        time.sleep(1)  # it reads what comes after the first page
        words = Path(f"/proc/{process.pid}/cmdline").read_bytes().decode().split("\0")
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()
    assert words[: len(own_command())] == own_command()
    assert not (poisoned / "taken").exists()


def test_a_closed_off_child_takes_no_module_of_that_folder_either(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(9)\n")
    done = subprocess.run(
        own_command("--cell", "empty"), cwd=tmp_path, timeout=60, check=False,
        env=environment(tmp_path, PYTHONPATH=str(tmp_path)),
    )  # fmt: skip
    assert done.returncode == 0
