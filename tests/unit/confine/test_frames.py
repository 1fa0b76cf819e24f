"""Frames come back as they were sent, and nothing else is taken for one."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pristan.confine.frames import BadFrame, read_frame, write_frame

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
