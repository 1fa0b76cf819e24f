"""Dates that the law counts from an answer: dated data, computed and never interpreted.

The rules are in ``forms/law/deadlines.yaml``, each with its source and the day it was checked. A
weekend or holiday at the end is not counted on: the day shown is never later than the legal one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pristan.case import Kind, Remembered


@dataclass(frozen=True, slots=True)
class Deadline:
    """A rule: the question whose date it starts from, how many years, and where it stands."""

    id: str
    starts: str
    years: int
    source: str
    checked: date


@dataclass(frozen=True, slots=True)
class Ends:
    """When the time ends: the earliest and the latest day that the answer allows."""

    first: date
    last: date | None
    about: bool = False  # the person named a day and was not sure of it

    @property
    def exact(self) -> bool:
        """Whether the answer leaves one day only."""
        return self.first == self.last and not self.about


def read_deadlines(file: Path) -> Mapping[str, Deadline]:
    """Read the rules by id. They ship with the program and a test reads them too."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = yaml.load(file.read_text(encoding="utf-8"), loader)["deadlines"]
    return {row["id"]: _deadline(row) for row in rows}


def _deadline(row: Mapping[str, Any]) -> Deadline:
    return Deadline(row["id"], row["starts"], row["years"], row["source"], row["checked"])


def ends(deadline: Deadline, start: Remembered | None) -> Ends | None:
    """Return when a deadline ends; None where no day can be named from what is remembered."""
    if start is None:
        return None
    first, last = start.interval()
    if first is None:
        return None
    return Ends(
        years_after(first, deadline.years),
        years_after(last, deadline.years) if last else None,
        start.kind is Kind.ABOUT,
    )


def years_after(day: date, years: int) -> date:
    """Return the same day *years* later; 28 February for a 29th, the earlier of the readings."""
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year + years, day=28 if leap else day.day)
