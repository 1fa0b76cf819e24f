"""How a closed-off child says no, and how it fails, in words for the person who waits."""

from __future__ import annotations

import re
import string
import traceback
from pathlib import Path
from typing import Any

from pristan.case import Problem, Saying, say

_LONGEST = 2000  # characters; a sentence for a person is far shorter
_CONTEXT = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")


class Refused(Problem):
    """An expected no from inside a cell, such as a file that asks for its password."""


class CellFailed(Problem):
    """A cell that did not answer; ``detail`` is the kind of failure, never a value."""

    def __init__(self, saying: Saying, detail: str = "") -> None:
        super().__init__(saying)
        self.detail = detail


class TimedOut(CellFailed):
    """The work took longer than allowed and was stopped."""

    def __init__(self, seconds: float) -> None:
        super().__init__(say(
            "confine.timed_out",
            "This took longer than {seconds} seconds, so it was stopped. Nothing that you saved "
            "is affected. If it was about a file, print that file to a new PDF and add the new "
            "one.",
            seconds=round(seconds),
        ))


class OutOfMemory(CellFailed):
    """The work needed more memory than allowed."""

    def __init__(self) -> None:
        super().__init__(say(
            "confine.out_of_memory",
            "This needed more memory than the program allows, so it was stopped. Nothing that "
            "you saved is affected. If it was about a file, split it into smaller files or save "
            "it with smaller pictures, and add those.",
        ))


class Stopped(CellFailed):
    """The person did not want to wait any longer."""

    def __init__(self) -> None:
        super().__init__(say("confine.stopped", "Stopped. Nothing that you saved is affected."))


class Crashed(CellFailed):
    """The child ended or spoke nonsense: a mistake of ours, or a file made to do harm."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(say(
            "confine.crashed",
            "The closed-off part of the program that does this stopped halfway. Nothing that you "
            "saved is affected. Try again; if it was about a file and it stops again, the file "
            "may be damaged: print it to a new PDF and add the new one.",
        ), detail)


class ForkFailed(Exception):
    """A fork of a child met a mistake; ``detail`` is its kind and place, never a value."""

    def __init__(self, detail: str) -> None:
        super().__init__()
        self.detail = detail


def kind_of(error: Exception) -> str:
    """Name an error by type and place; its message may hold a person's words."""
    if isinstance(error, MemoryError):
        return "MemoryError"
    if isinstance(error, ForkFailed):
        return error.detail
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"


def packed(saying: Saying) -> dict[str, Any]:
    """Return a saying as plain JSON values, its facts made as plain as :func:`unpacked` wants.

    A fact may be a person's own text, with a line break or a no-break space in it. Raises
    ValueError when the sentence itself would not be let out.
    """
    facts = {name: _plain(value) for name, value in saying.facts.items()}
    plain = {"context": saying.context, "english": saying.english, "facts": facts}
    unpacked(plain)
    return plain


def unpacked(plain: Any) -> Saying:
    """Return the saying that a child sent. Raises ValueError for anything but plain sentences.

    The child may have been taken over by what it reads, so its text is filled in only where that
    cannot reach into the program or grow: bare names, with short texts and numbers behind them.
    """
    if not isinstance(plain, dict) or set(plain) != {"context", "english", "facts"}:
        raise ValueError("not a saying")
    context, english, facts = plain["context"], plain["english"], plain["facts"]
    if not isinstance(context, str) or not _CONTEXT.fullmatch(context) or len(context) > 100:
        raise ValueError("not a context")
    if not isinstance(english, str) or len(english) > _LONGEST or not isinstance(facts, dict):
        raise ValueError("not a sentence")
    for value in facts.values():
        if isinstance(value, str):
            if len(value) > _LONGEST or not value.isprintable():
                raise ValueError("not a fact")
        elif not isinstance(value, int) or abs(value) > 10**15:
            raise ValueError("not a fact")
    for _, name, form, conversion in string.Formatter().parse(english):
        if name is not None and (name not in facts or form or conversion):
            raise ValueError("not a plain sentence")
    return Saying(context, english, facts)


def _plain(value: Any) -> str | int:
    if isinstance(value, int):
        return value
    shown = "".join(letter if letter.isprintable() else " " for letter in str(value))
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"
