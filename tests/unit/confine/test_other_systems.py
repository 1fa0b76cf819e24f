"""The walls of macOS and Windows, as far as they can be tried on another system."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from pristan.confine import macos, windows
from pristan.confine.process import close_off


def test_the_structures_are_as_large_as_windows_says() -> None:
    # JOBOBJECT_BASIC_LIMIT_INFORMATION and the extended one on 64-bit Windows
    assert ctypes.sizeof(windows._Basic) == 64  # noqa: SLF001
    assert ctypes.sizeof(windows._Extended) == 144  # noqa: SLF001
    assert windows._Extended.process_memory.offset == 112  # noqa: SLF001


@pytest.mark.skipif(sys.platform == "win32", reason="there it takes")
def test_elsewhere_no_job_is_claimed() -> None:
    assert windows.alone_within(1 << 30) is False


@pytest.mark.parametrize(
    ("may_read", "status", "profile", "walls"),
    [
        ([Path("/usr")], 0, b"pure-computation", (True, True, True)),
        (None, 0, b"no-network", (True, False, False)),
        ([Path("/usr")], -1, b"pure-computation", (False, False, False)),
    ],
)
def test_on_a_mac_only_what_took_is_claimed(
    monkeypatch: pytest.MonkeyPatch, may_read: list[Path] | None, status: int, profile: bytes,
    walls: tuple[bool, bool, bool],
) -> None:  # fmt: skip
    asked: list[bytes] = []

    def sandbox_init(name: bytes, *_: object) -> int:
        asked.append(name)
        return status

    library = SimpleNamespace(sandbox_init=sandbox_init)
    monkeypatch.setattr(macos.ctypes, "CDLL", lambda _name: library)
    monkeypatch.setattr(sys, "platform", "darwin")
    took = close_off(1 << 30, may_read)
    assert (took["sockets"], took["programs"], took["files"]) == walls
    assert asked == [profile]
