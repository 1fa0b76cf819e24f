"""What a hardened process gives up, seen from a process that really does."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what took")

SECRET = "ПРИМЕРОВ"


def run(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-B", "-c", code], capture_output=True, text=True, timeout=60,
        check=False,
    )


def test_memory_stays_out_of_dumps_and_debuggers() -> None:
    done = run(
        "import ctypes, os, resource\n"
        "from pristan.confine.process import harden\n"
        "harden()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),\n"
        "      oct(os.umask(0)))\n"
    )
    assert done.stdout.split("\n")[0] == "(0, 0) 0 0o77", done.stderr


@pytest.mark.parametrize(
    "last",
    [
        f"raise ValueError('{SECRET}')",
        f"{{}}['{SECRET}']",
        f"import threading; t = threading.Thread(target=int, args=['{SECRET}']); t.start(); "
        "t.join(); 1 / 0",
        f"class A:\n def __del__(self): raise ValueError('{SECRET}')\nA(); 1 / 0",
    ],
    ids=["message", "key", "thread", "unraisable"],
)
def test_an_error_is_told_without_values(last: str) -> None:
    done = run(f"from pristan.confine.process import harden\nharden()\n{last}")
    assert done.returncode == 1
    assert SECRET not in done.stderr
    assert "Error" in done.stderr and "<string>:" in done.stderr


def test_there_is_no_network_for_it_and_its_children() -> None:
    done = run(
        "import socket, subprocess, sys\n"
        "from pristan.confine.process import no_network\n"
        "TRY = '''import socket\n"
        "for family in (2, 10, 17, 40, 31, 1, 16):  # inet inet6 packet vsock bluetooth, local\n"
        "    try:\n"
        "        socket.socket(family, socket.SOCK_RAW if family == 16 else socket.SOCK_STREAM)\n"
        "    except PermissionError:\n"
        "        print('no', end=' ')\n"
        "    else:\n"
        "        print('yes', end=' ')\n"
        "'''\n"
        "print(no_network(), flush=True)\n"
        "exec(TRY)\n"
        "print(flush=True)\n"
        "subprocess.run([sys.executable, '-c', TRY])\n"
    )
    sight = "no no no no no yes yes"
    assert [line.strip() for line in done.stdout.splitlines()] == ["True", sight, sight]


def test_io_uring_is_no_way_round() -> None:
    done = run(
        "import ctypes, errno\n"
        "from pristan.confine.process import no_network\n"
        "no_network()\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "print(libc.syscall(425, 1, None), errno.errorcode[ctypes.get_errno()])\n"
    )
    assert done.stdout == "-1 ENOSYS\n"


def test_it_takes_in_every_thread() -> None:
    done = run(
        "import socket, threading\n"
        "from pristan.confine.process import no_network\n"
        "go, said = threading.Event(), []\n"
        "def attempt():\n"
        "    go.wait()\n"
        "    try:\n"
        "        socket.socket()\n"
        "    except PermissionError:\n"
        "        said.append('no')\n"
        "thread = threading.Thread(target=attempt)\n"
        "thread.start()\n"
        "no_network()\n"
        "go.set()\n"
        "thread.join()\n"
        "print(said)\n"
    )
    assert done.stdout == "['no']\n"
