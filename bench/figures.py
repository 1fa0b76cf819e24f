"""Figures beside their targets: how every bench says them, and the exit status that follows."""

from __future__ import annotations


class Figures:
    """The figures of one bench. A figure keeps its target when it is not larger."""

    def __init__(self) -> None:
        self._over = 0

    def keep(self, name: str, value: float, target: float, unit: str = "") -> None:
        """Print a figure and whether it is within its target."""
        over = value > target
        self._over += over
        verdict = "OVER TARGET" if over else "within target"
        print(f"{name}: {value:.2f}{unit} (target at most {target}{unit})  {verdict}")

    @property
    def status(self) -> int:
        """Return 1 when any figure was over its target, else 0."""
        return int(bool(self._over))


def keep(name: str, value: float, target: float, unit: str = "") -> int:
    """Print the only figure of a bench; return the exit status."""
    figures = Figures()
    figures.keep(name, value, target, unit)
    return figures.status
