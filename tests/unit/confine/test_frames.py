"""Frames come back as they were sent, and nothing else is taken for one."""

from __future__ import annotations

import errno
import io
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.confine import frames
from pristan.confine.frames import BadFrame, OnDisk, read_frame, write_frame

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), VALUES), st.lists(st.binary()))
def test_a_frame_comes_back(facts: dict[str, Any], blobs: list[bytes]) -> None:
    stream = io.BytesIO()
    write_frame(stream, facts, blobs)
    stream.seek(0)
    assert read_frame(stream, sum(map(len, blobs)), len(blobs)) == (facts, blobs)
    with pytest.raises(EOFError):
        read_frame(stream, 0, 0)


@given(st.binary())
def test_noise_is_no_frame(noise: bytes) -> None:
    with pytest.raises((BadFrame, EOFError)):
        read_frame(io.BytesIO(noise), 1000, 10)


@given(st.data())
def test_a_damaged_frame_is_noticed_or_still_bounded(data: st.DataObject) -> None:
    stream = io.BytesIO()
    write_frame(stream, {"a": [1, "б"]}, [b"12", b"345"])
    frame = bytearray(stream.getvalue())
    at = data.draw(st.integers(0, len(frame) - 1))
    frame[at] = data.draw(st.integers(0, 255))
    try:
        _, blobs = read_frame(io.BytesIO(bytes(frame)), 5, 2)
    except (BadFrame, EOFError):
        return
    assert sum(map(len, blobs)) <= 5


def test_facts_have_an_end() -> None:
    with pytest.raises(ValueError, match="too long"):
        write_frame(io.BytesIO(), {"a": "x" * (1 << 20)})


@pytest.mark.parametrize("how", ["as it is", "no such call", "another system"])
@pytest.mark.parametrize("size", [0, 1, 3_000_001])
def test_a_file_goes_through_a_pipe_as_its_bytes_would(
    size: int, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytes(range(251)) * (size // 251 + 1)
    (tmp_path / "part").write_bytes(data[: size + 10])
    read_end, write_end = os.pipe()
    if how == "another system":
        monkeypatch.setattr(frames.sys, "platform", "win32")
    elif how == "no such call":
        def refused(*_: int) -> int:
            raise OSError(errno.EINVAL, "not on this file system")

        monkeypatch.setattr(os, "sendfile", refused, raising=False)
    with (
        ThreadPoolExecutor(1) as reader,
        os.fdopen(read_end, "rb") as coming,
        (tmp_path / "part").open("rb") as part,
        os.fdopen(write_end, "wb") as going,
    ):
        part.seek(7)  # wherever it stands
        found = reader.submit(read_frame, coming, size + 4, 3)
        write_frame(going, {"a": 1}, [b"12", OnDisk(part, size), b"34"])
        assert found.result() == ({"a": 1}, [b"12", data[:size], b"34"])


@pytest.mark.parametrize("platform", sorted({sys.platform, "win32"}))
def test_a_file_that_became_shorter_is_said_and_not_waited_for(
    platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "part").write_bytes(b"short")
    read_end, write_end = os.pipe()
    with (
        os.fdopen(read_end, "rb"),
        (tmp_path / "part").open("rb") as part,
        os.fdopen(write_end, "wb") as going,
    ):
        monkeypatch.setattr(frames.sys, "platform", platform)
        with pytest.raises(OSError, match="shorter"):
            write_frame(going, {}, [OnDisk(part, 50)])
