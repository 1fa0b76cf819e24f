"""A chosen file comes in whole and unchanged, or a sentence says why not."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import pytest

from pristan.evidence import LARGEST, pieces
from pristan.evidence.files import CannotRead, read

MIB = 1 << 20


def refusal(file: Path) -> str:
    with pytest.raises(CannotRead) as caught:
        pieces(file)
    return caught.value.saying.context


@pytest.mark.parametrize("size", [1, 2, MIB - 1, MIB, MIB + 1, 3 * MIB + 7])
def test_every_byte_comes_in(tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    file = tmp_path / "скан 1.pdf"
    file.write_bytes(data)
    got = list(pieces(file))
    assert all(0 < len(piece) <= MIB for piece in got)
    assert hashlib.sha256(b"".join(got)).digest() == hashlib.sha256(data).digest()
    assert file.read_bytes() == data


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.pdf") == "evidence.missing"
    assert refusal(tmp_path) == ("evidence.not_allowed" if os.name == "nt" else "evidence.folder")
    empty = tmp_path / "empty.pdf"
    empty.touch()
    assert refusal(empty) == "evidence.file_empty"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_channel_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    assert refusal(tmp_path / "fifo") == "evidence.not_a_file"
    assert refusal(Path("/dev/zero")) == "evidence.not_a_file"


def test_a_file_too_large_is_said_before_it_is_read(tmp_path: Path) -> None:
    large = tmp_path / "video.mp4"
    with large.open("wb") as stream:
        stream.truncate(LARGEST + 1)
    assert refusal(large) == "evidence.too_large"
    with large.open("wb") as stream:
        stream.truncate(LARGEST)
    assert len(next(pieces(large))) == MIB


def test_a_file_that_grows_is_stopped(tmp_path: Path) -> None:
    growing = tmp_path / "log"
    growing.write_bytes(b"x" * MIB)
    coming = pieces(growing)
    next(coming)
    with growing.open("r+b") as stream:
        stream.truncate(LARGEST + 2 * MIB)
    with pytest.raises(CannotRead) as caught:
        for _ in coming:
            pass
    assert caught.value.saying.context == "evidence.too_large"


@pytest.mark.skipif(sys.platform != "linux", reason="takes rights away as Linux does")
def test_a_file_of_somebody_else_is_said(tmp_path: Path) -> None:
    """As an ordinary user, even where the tests run as root."""
    closed = tmp_path / "closed.pdf"
    closed.write_bytes(b"%PDF-1.7")
    closed.chmod(0)
    if os.geteuid() == 0:
        tmp_path.chmod(0o755)
        pid = os.fork()
        if pid == 0:
            os.setresuid(65534, 65534, 65534)
            try:
                pieces(closed)
            except CannotRead as problem:
                os._exit(0 if problem.saying.context == "evidence.not_allowed" else 2)
            os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    else:
        assert refusal(closed) == "evidence.not_allowed"


@pytest.mark.skipif(sys.platform != "linux", reason="/proc has a file that fails when read")
def test_a_disk_that_fails_is_said() -> None:
    with Path("/proc/self/mem").open("rb", buffering=0) as stream, pytest.raises(
        CannotRead
    ) as caught:
        list(read(stream))
    assert caught.value.saying.context == "evidence.read_error"
