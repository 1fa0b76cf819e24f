"""Which items of Form I-589 each question feeds, and which of them USCIS may reject when blank.

``forms/review/form-items.tsv`` says so. A test holds it against what really fills the form.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class FormItems:
    """By question id: every item that it feeds, and those on USCIS's rejection list.

    Items are written as on the form, the part before: ``A.I 13``, ``A.II spouse 9``, ``B 1.A``.
    """

    fed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rejected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, question: str) -> tuple[str, ...]:
        """Return the items that a question feeds, in the form's order."""
        return self.fed.get(question, ())

    def rejecting(self, question: str) -> tuple[str, ...]:
        """Return those of them for which USCIS may reject the form while they are blank."""
        return self.rejected.get(question, ())


def read_form_items(file: Path) -> FormItems:
    """Read the table: question, its items, the rejecting ones; items parted by a semicolon."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return FormItems(
        {row["question"]: _parted(row["items"]) for row in rows},
        {row["question"]: _parted(row["rejected"]) for row in rows if row["rejected"]},
    )


def form_order(item: str) -> tuple[object, ...]:
    """Return what sorts items as the form prints them: ``A.I 9`` before ``A.I 13``."""
    named = item.replace("page", "A.").replace("spouse", "a").replace("children", "b")
    parts = re.split(r"(\d+)", named)
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in parts)


def _parted(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split("; ")))
