"""Knows when to offer a break: after half an hour of work, or a hard part. It is only offered.

It counts from one break to the next and interrupts nothing: the page asks when a person has gone
on to another screen by themselves.
"""

from __future__ import annotations

import time
from collections.abc import Callable

WORK_S = 25 * 60.0
HARD_S = 10 * 60.0


class Rest:
    """The time since the file was opened, or since the last break or offer of one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()

    def begin(self) -> None:
        """Count anew: there is a break."""
        self._since = self._clock()

    def due(self, *, after_hard: bool) -> bool:
        """Whether to offer a break now, which is offered once; sooner where a hard part ends."""
        if self._clock() - self._since < (HARD_S if after_hard else WORK_S):
            return False
        self._since = self._clock()
        return True
