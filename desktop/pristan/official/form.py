"""An official form as this project knows it: its edition, and one row for every box on its pages.

The data is in ``forms/official/<form>/<edition>/``: ``edition.yaml`` says how the edition is
recognized, ``map.tsv`` says what each box is for. Adding an edition needs no code
(``docs/official-forms.md``).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

LEADING = 10.2  # points from line to line where the page has no lines printed
BARCODE = "PDF417"  # part of the name of every box that holds a page's barcode


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in points, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Return the width in points."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the form. ``page`` counts from 1; ``longest`` is the form's own limit, or None.

    ``facts`` is what the case is asked for: an expression for a text box, a condition for a check
    box. ``options`` are what a list of choices takes, none for other boxes. ``native`` marks the
    one box for a name in the person's own alphabet.
    """

    page: int
    part: str
    item: str
    question: str
    field: str
    short: str
    check: bool
    multiline: bool
    on_value: str
    options: tuple[str, ...]
    longest: int | None
    filled_by: str
    facts: str
    native: bool
    rect: Rect

    @property
    def barcode(self) -> bool:
        """Whether the box holds the page's barcode, which nobody may touch."""
        return BARCODE in self.field

    @property
    def kind(self) -> str:
        """Return the PDF's name for such a box: /Btn, /Ch or /Tx."""
        return "/Btn" if self.check else "/Ch" if self.options else "/Tx"

    @property
    def computed(self) -> bool:
        """Whether the box is for what continues from others, as the text of Supplement B."""
        return self.filled_by == "computed"

    @property
    def ours(self) -> bool:
        """Whether this program may write into the box: never signatures or official boxes."""
        return self.filled_by not in ("hand", "leave_blank") and not self.barcode


@dataclass(frozen=True, slots=True)
class Continues:
    """Where a form lets an answer continue: "Supplement B", in a narrow box "Supp. B".

    ``leading`` is the distance of the lines in boxes of several lines, in points, where the page
    has printed lines.
    """

    sheet: str
    short: str
    leading: float

    @property
    def pointers(self) -> tuple[str, ...]:
        """Return what a box may say instead of an answer, the most telling first."""
        found = (f"See {self.sheet}", f"See {self.short}", self.short, self.short.replace(".", ""))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Form:
    """One edition of a form, and its boxes in the form's order."""

    id: str
    title: str
    edition: date
    expires: date
    pages: int
    fingerprints: frozenset[str]
    check_at: str
    required: Mapping[str, tuple[str, ...]]  # part: items that may not stay blank
    continues: Continues
    boxes: tuple[Box, ...]
    words: tuple[str, ...] = ()  # a digest of what is printed on each page (``look``)

    @property
    def printed_edition(self) -> str:
        """Return the edition as the form prints it: ``01/20/25``."""
        return f"{self.edition:%m/%d/%y}"


def read_forms(directory: Path) -> list[Form]:
    """Read every edition of every form in ``forms/official``, the newest of each form first."""
    found = [read_form(file.parent) for file in sorted(directory.glob("*/*/edition.yaml"))]
    return sorted(found, key=lambda form: (form.id, -form.edition.toordinal()))


def read_form(directory: Path) -> Form:
    """Read one edition. Raises ValueError or KeyError where its files are not as they must be."""
    plain = yaml.safe_load((directory / "edition.yaml").read_text(encoding="utf-8"))
    with (directory / "map.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return Form(
        id=plain["form"],
        title=plain["title"],
        edition=_day(plain["edition"]),
        expires=_day(plain["omb_expires"]),
        pages=plain["pages"],
        fingerprints=frozenset(plain["fingerprints"]),
        check_at=plain["check_at"],
        required={
            each["part"]: tuple(str(item) for item in each["items"])
            for each in plain.get("reject_if_blank", ())
        },
        continues=Continues(
            sheet=plain["continues"]["sheet"],
            short=plain["continues"]["short"],
            leading=plain["continues"].get("leading", LEADING),
        ),
        boxes=tuple(_box(row) for row in rows),
        words=tuple(plain.get("words", ())),
    )


def _box(row: Mapping[str, str]) -> Box:
    check = row["type"] == "checkbox"
    left, bottom, right, top = (float(number) for number in row["rect"].split())
    return Box(
        page=int(row["page"]),
        part=row["part"],
        item=row["item"],
        question=row["question"],
        field=row["field"],
        short=row["short"],
        check=check,
        multiline="multiline" in row["type"],
        on_value=row["on_value"],
        options=tuple(row["options"].split("|")) if row.get("options") else (),
        longest=int(row["maxlen"]) if row["maxlen"] else None,
        filled_by=row["filled_by"],
        facts=row["when"] if check else row["expr"],
        native="native" in row["transform"],
        rect=Rect(left, bottom, right, top),
    )


def _day(said: Any) -> date:
    """Read ``01/20/25`` or ``09/30/2027`` as the forms print them; YAML may have read a date."""
    if isinstance(said, date):
        return said
    month, day, year = (int(part) for part in str(said).split("/"))
    return date(year + 2000 if year < 100 else year, month, day)
