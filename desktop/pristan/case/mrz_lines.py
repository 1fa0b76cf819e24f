"""Find machine-readable lines in a text that was typed or pasted, and know where things stand.

ICAO Doc 9303, part 4 (TD3), part 5 (TD1) and part 6 (TD2). Checked 2026-11-22.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pristan.case.saying import Problem, say


class MrzProblem(Problem):
    """The text is not the machine-readable lines of a passport or card."""


class Layout(NamedTuple):
    """Where things stand, each as (line, first, last), counted from 0 and without the last."""

    lines: int
    width: int
    names: tuple[int, int, int]
    issuer: tuple[int, int, int]
    number: tuple[int, int, int]
    citizenship: tuple[int, int, int]
    birth: tuple[int, int, int]
    sex: tuple[int, int]
    expires: tuple[int, int, int]
    optional: tuple[int, int, int]
    optional_checked: bool
    overall: tuple[tuple[int, int, int], ...]  # what the last check digit counts
    last: tuple[int, int]


# fmt: off
TD3 = Layout(
    lines=2, width=44, names=(0, 5, 44), issuer=(0, 2, 5), number=(1, 0, 9),
    citizenship=(1, 10, 13), birth=(1, 13, 19), sex=(1, 20), expires=(1, 21, 27),
    optional=(1, 28, 42), optional_checked=True,
    overall=((1, 0, 10), (1, 13, 20), (1, 21, 43)), last=(1, 43),
)
TD2 = Layout(
    lines=2, width=36, names=(0, 5, 36), issuer=(0, 2, 5), number=(1, 0, 9),
    citizenship=(1, 10, 13), birth=(1, 13, 19), sex=(1, 20), expires=(1, 21, 27),
    optional=(1, 28, 35), optional_checked=False,
    overall=((1, 0, 10), (1, 13, 20), (1, 21, 35)), last=(1, 35),
)
TD1 = Layout(
    lines=3, width=30, names=(2, 0, 30), issuer=(0, 2, 5), number=(0, 5, 14),
    citizenship=(1, 15, 18), birth=(1, 0, 6), sex=(1, 7), expires=(1, 8, 14),
    optional=(0, 15, 30), optional_checked=False,
    overall=((0, 5, 30), (1, 0, 7), (1, 8, 15), (1, 18, 29)), last=(1, 29),
)
# fmt: on

# Signs that a keyboard, a scanner or a clipboard puts in place of those that are printed.
_SAME_LOOK: Mapping[int, str] = str.maketrans(
    {
        **dict(zip("АВЕЗКМНОРСТУХІЈЅ", "ABE3KMHOPCTYXIJS", strict=True)),
        **dict.fromkeys("‹〈＜⟨", "<"),
        **dict.fromkeys("«《≪", "<<"),
    }
)

# Number, country, birth, sex and end of validity, each with its check digit.
_FIRST_PART = re.compile("[A-Z0-9<]{10}[A-Z<]{3}[A-Z0-9<]{7}[MFX<][A-Z0-9<]{6}[0-9OQDILZSB]")


def read_lines(text: str) -> tuple[Layout, list[str]]:
    """Return the layout and the lines, each as wide as it must be.

    Spaces, wrapped lines and signs that look alike do not matter, nor ``<`` signs that are missing
    or too many where only they stand. Raises MrzProblem where there are no such lines.
    """
    lines = _lines(text)
    if len(lines) == 2 and re.match("V[A-Z<][A-Z]", lines[0]) and "<<" in lines[0]:
        raise MrzProblem(
            say(
                "mrz.visa",
                "These are the lines of a visa. Please copy those of the passport page with the "
                "photo.",
            )
        )
    if len(lines) == 3:
        lines[2] = lines[2].rstrip("<").ljust(TD1.width, "<")
        layout = TD1
    elif len(lines) == 2:
        layout = TD3 if lines[0].startswith("P") else TD2
        lines[0] = lines[0].rstrip("<").ljust(layout.width, "<")
        lines[1] = _refilled(lines[1], layout)
    else:
        raise _no_lines()
    if any(len(line) != layout.width for line in lines):
        raise _no_lines()
    return layout, lines


def _lines(text: str) -> list[str]:
    upper = text.upper().translate(_SAME_LOOK)
    lines = [line for raw in upper.splitlines() if (line := re.sub(r"\s", "", raw))]
    if any(re.search("[^A-Z0-9<]", line) for line in lines):
        raise _no_lines()
    whole = "".join(lines)
    if len(lines) not in (2, 3) or len({len(line) for line in lines}) > 1:
        for layout in (TD3, TD2, TD1):
            if len(whole) == layout.lines * layout.width:  # wrapped, or all in one line
                return [whole[at : at + layout.width] for at in range(0, len(whole), layout.width)]
    return lines


def _refilled(line: str, layout: Layout) -> str:
    """Give a second line its width where only the ``<`` signs near its end are miscounted."""
    first = layout.optional[1]
    last = 2 if layout.optional_checked else 1
    if line[first:-last].strip("<") or not _FIRST_PART.match(line):
        return line  # something else is missing: what stands where cannot be known
    return line[:first] + "<" * (layout.width - first - last) + line[-last:]


def _no_lines() -> MrzProblem:
    return MrzProblem(
        say(
            "mrz.none",
            "These do not look like the lines at the bottom of a passport page. There are two "
            "lines of 44 signs, with many “<”, and the first begins with P. Please copy both, "
            "whole; or fill in the boxes by hand.",
        )
    )
