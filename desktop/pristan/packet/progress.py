"""How far the writing of a packet is, told to whoever waits."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """What is being done: pages made of files, laid out, bound, and the whole proved."""

    CLEANING = "cleaning"
    LAYING = "laying"
    BINDING = "binding"
    PROVING = "proving"


# Called from any thread with the step, how much of it is done and of how much; whatever it raises
# ends the writing, and nothing of it stays in the folder.
Tell = Callable[[Step, int, int], None]


def tell_nobody(_step: Step, _done: int, _of: int) -> None:
    """Tell nobody."""
