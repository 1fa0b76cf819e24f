"""What was done to the answers in this sitting, step by step, to be undone and done again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from pristan.case.answers import Change


class Steps:
    """The steps that can be undone, and those undone. A step has one change or several."""

    def __init__(self) -> None:
        self._done: list[list[Change]] = []
        self._undone: list[list[Change]] = []
        self._open = False

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._undone)

    def took(self, change: Change, *, whole: bool) -> None:
        """Note a change; typing on in one place goes into the step before, unless it is *whole*."""
        last = self._done[-1][-1] if self._open and not whole and self._done else None
        if last and _goes_on(last, change):
            self._done[-1][-1] = replace(change, before=last.before)
        else:
            self._done.append([change])
        self._open = not whole
        self._undone.clear()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one step of all that is noted meanwhile."""
        before = len(self._done)
        yield
        changes = [change for step in self._done[before:] for change in step]
        self._done[before:] = [changes] if changes else []

    def end(self) -> None:
        """Begin a new step with what comes next, be it in the same place."""
        self._open = False

    def forget(self) -> None:
        """Forget all steps."""
        self._done.clear()
        self._undone.clear()

    def undo(self) -> list[Change]:
        """Return the changes that take the last step back, in the order to make them."""
        return self._turn(self._done, self._undone)

    def redo(self) -> list[Change]:
        """Return the changes that do again what was undone last."""
        return self._turn(self._undone, self._done)

    def _turn(self, source: list[list[Change]], target: list[list[Change]]) -> list[Change]:
        self._open = False
        if not source:
            return []
        target.append([change.reversed() for change in reversed(source.pop())])
        return target[-1]


def _goes_on(last: Change, change: Change) -> bool:
    """Whether a change only goes on with the last one.

    "I'll tell my lawyer" takes the text away: a step of its own, so that undo returns it.
    """
    if last.key != change.key or last.after is None or change.after is None:
        return False
    return last.after.state == change.after.state
