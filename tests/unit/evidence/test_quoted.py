"""A paper is had again from its file, byte by byte, by what it quotes of it."""

from __future__ import annotations

import random

import pytest

from pristan.evidence.quoted import quoted


def noise(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


PICTURES = [noise(number, 300_000 + 7 * number) for number in range(4)]
FILE = b"head" + b"between".join(PICTURES) + b"tail" * 100


@pytest.mark.parametrize(
    ("paper", "most"),
    [
        (b"%PDF-1.7\n" + b"\nendstream\n".join(PICTURES) + b"%%EOF", 200),
        (b"%PDF-1.7\n" + b"".join(reversed(PICTURES)), 200),
        (PICTURES[1] * 3, 0),
        (FILE, 0),
        (FILE[:200_000] + b"x" + FILE[200_000:], 1),
        (PICTURES[2][:150_000] + noise(9, 100_000) + PICTURES[2][150_000:], 100_000),
        (noise(8, 500_000), 500_000),
        (noise(7, 500_000) + PICTURES[0], 800_000),
        (bytes(100_000), 100_000),
        (b"short", 5),
        (b"", 0),
    ],
)
def test_what_is_quoted_and_the_rest_are_the_paper(paper: bytes, most: int) -> None:
    found = quoted(paper, FILE)
    assert b"".join(found.joined(FILE)) == paper
    assert len(found.plain) <= most


def test_a_file_of_the_same_bytes_over_and_over_takes_no_time() -> None:
    file, paper = bytes(3_000_000), bytes(1_000_000) + b"x" + bytes(1_500_000)
    found = quoted(paper, file)
    assert b"".join(found.joined(file)) == paper
    assert len(found.cuts) < 10


def test_nothing_is_quoted_of_an_empty_file() -> None:
    assert quoted(b"paper" * 100, b"").plain == b"paper" * 100
