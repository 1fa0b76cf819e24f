"""What no longer fits into its box: named by Part and question, and packed on Supplement B.

The form says "Copy and complete as needed": one sheet holds several short continuations of the same
Part, in the form's order, and a long one runs over as many sheets as it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pristan.official.form import Box
from pristan.official.layout import Line, lines_of, size_in, wrapped

_PERSON = re.compile(r"(?:A\.II|Supp\. A) (spouse|children|child \d+)")
_KEPT_TOGETHER = 2  # lines of a continuation that must fit with its heading below another one


@dataclass(frozen=True, slots=True)
class Where:
    """A place on the form, as a person would name it to another."""

    part: str
    item: str
    person: str = ""  # "spouse", "children", "child 7"

    @property
    def question(self) -> str:
        """Return the number of the question, as the box of Supplement B asks for it."""
        return self.item.split(",")[0]

    @property
    def numbered(self) -> str:
        """Return the item as its form calls it: newer ones have "Item Numbers"."""
        return f"{'Item Number' if self.part.isdigit() else 'Question'} {self.item}"

    def __str__(self) -> str:
        part = self.part.replace("Supp. ", "Supplement ")
        numbered = self.item[:1].isdigit()
        named = (
            f"Part {part}" if part[1:2] in ("", ".") else part,
            self.person,
            self.numbered if numbered else self.item,
        )
        return ", ".join(filter(None, named))


def where(box: Box, child: int | None = None) -> Where:
    """Name the place of a box; *child* is the number of the child on a copied Supplement A."""
    found = _PERSON.fullmatch(box.part)
    person = found[1] if found else ""
    if child is not None and person.startswith("child "):
        person = f"child {child}"
    item = box.item.removesuffix(" explain")
    if item == "0":  # boxes that come before the numbered ones
        item = ""
    if box.check and " == '" in box.facts:  # 18.a, 18.b and 18.c are one question
        item = re.sub(r"(?<=\d)\.[a-z]$", "", item)
    if item[:1].isdigit():
        item = item.replace(" ", ", ", 1)
    return Where("A.II" if found else box.part, item, person)


def asked(box: Box, place: Where) -> str:
    """Return what a box asks; on a copied Supplement A it asks about another child."""
    number = place.person.removeprefix("child ")
    return re.sub(r"(?<=[Cc]hild )\d+", number, box.question) if number.isdigit() else box.question


@dataclass(frozen=True, slots=True)
class Continuation:
    """A text that continues on Supplement B: where from, under which heading."""

    where: Where
    heading: str
    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Room:
    """The boxes for one continuation: page (not on every form), part, question, and the text.

    ``copy`` names the copied page they are on; empty on the form's own.
    """

    page: Box | None
    part: Box
    question: Box
    text: Box
    copy: str = ""


@dataclass(slots=True)
class Sheet:
    """One box for what continues while it is being packed, as on a page of Supplement B."""

    room: Room
    part: str
    page: int
    questions: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def question(self) -> str:
        """Return the numbers of the questions that the sheet continues."""
        return ", ".join(self.questions)


def packed(
    continuations: Iterable[Continuation], rooms: Iterator[Room], leading: float
) -> Iterator[Sheet]:
    """Pack continuations, in the order they come, into rooms taken one after the other."""
    sheet: Sheet | None = None
    for each in continuations:
        if sheet and not _joins(sheet, each, leading):
            yield sheet
            sheet = None
        if sheet is None:
            sheet = Sheet(next(rooms), each.where.part, each.page)
        else:
            sheet.lines.append(Line(""))
        heading = each.heading
        rest = wrapped(each.text, sheet.room.text.rect.width)
        while rest:
            rect = sheet.room.text.rect
            above = wrapped(heading, rect.width)
            most = lines_of(rect, leading) - len(sheet.lines) - len(above)
            _name(sheet, each.where.question)
            sheet.lines += above + rest[:most]
            rest = rest[most:]
            if rest:
                yield sheet
                sheet = Sheet(next(rooms), each.where.part, each.page)
                heading = f"{each.where}, continued:"
    if sheet:
        yield sheet


def _joins(sheet: Sheet, each: Continuation, leading: float) -> bool:
    room = sheet.room
    above = len(wrapped(each.heading, room.text.rect.width))
    questions = ", ".join(dict.fromkeys((*sheet.questions, each.where.question)))
    return (
        sheet.part == each.where.part
        and (room.page is None or sheet.page == each.page)
        and size_in(room.question, questions) is not None
        and len(sheet.lines) + 1 + above + _KEPT_TOGETHER <= lines_of(room.text.rect, leading)
    )


def _name(sheet: Sheet, question: str) -> None:
    if question not in sheet.questions:
        sheet.questions.append(question)
