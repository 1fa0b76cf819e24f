"""What goes where on an official form, decided before any PDF is opened (pure functions).

Nothing is dropped: a text that its box cannot hold continues on Supplement B, or where else the
form has room for that; rows and children that the pages cannot hold go on supplements; and what
cannot be filled is listed with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import count

from pristan.case import Key
from pristan.official.facts import SEE_SUPPLEMENT, Fact, Facts
from pristan.official.facts_value import Entry, Gap, Whole, Why
from pristan.official.form import Box, Form
from pristan.official.in_short import in_short
from pristan.official.layout import (
    SIZE,
    Line,
    Set,
    cyrillic_printable,
    lines_of,
    plain_latin,
    printable,
    size_in,
    wrapped,
)
from pristan.official.planned import Apart, Copy, Plan, Point, Text, Tick
from pristan.official.supplement import (
    Continuation,
    Room,
    Sheet,
    Where,
    asked,
    packed,
    where,
)

_TICKED = "X"
_WHERE_NAMED = ("See Part D", "See page 1")
_ANSWER = re.compile(r": (?:yes|no)\b.*$")
_ROW = re.compile(r"([a-z_.]+)\[(\d+)\]\.")


def plan(form: Form, facts: Facts) -> Plan:
    """Decide what goes into every box of a form."""
    work = _Planner(form, facts)
    work.pages()
    work.further_children()
    work.continuations()
    return Plan(
        form,
        tuple(work.texts),
        tuple(work.ticks),
        tuple(work.copies),
        tuple(work.empty),
        tuple(work.moved),
        tuple(work.shrunk),
        tuple(work.taken_apart()),
        tuple(key for key in facts.given if key.question in work.asked and key not in work.taken),
        work.without_box(),
        facts.places,
    )


class _Planner:
    def __init__(self, form: Form, facts: Facts) -> None:
        self.form = form
        self.facts = facts
        self.order = {box.field: at for at, box in enumerate(form.boxes)}
        self.after = {box.part for box in form.boxes if box.computed}  # filled last
        self.texts: list[Text] = []
        self.ticks: list[Tick] = []
        self.copies: list[Copy] = []
        self.empty: list[Point] = []
        self.moved: list[Point] = []
        self.shrunk: list[Point] = []
        self.apart: dict[tuple[Key, str, str], tuple[Whole, Apart]] = {}
        self.asked = self.asked_by_lists()  # the questions that the form's facts come from
        self.unsaid: dict[str, Key] = {}
        self.taken: set[Key] = set()  # the answers that stand on the form or are listed as missing
        self.continued: list[tuple[int, Continuation]] = []  # with its place in the form's order

    # ---- the form's own pages ------------------------------------------------------------------

    def pages(self) -> None:
        """Fill the numbered pages; the supplements follow when it is known what they hold."""
        boxes = self.form.boxes
        last = {list_of(box): at for at, box in enumerate(boxes) if list_of(box)}
        for at, box in enumerate(boxes):
            name = list_of(box)
            there = not name or _index(box) < max(1, self.facts.count(name))
            if box.ours and there and box.part not in self.after and not _supp_a(box):
                self.put(box, self.facts.get(box.facts), at)
            if name and name != "children" and last[name] == at:
                self.further_rows(name, at)

    def put(
        self, box: Box, fact: Fact | None, at: int, copy: str = "", child: int | None = None
    ) -> None:
        """Put one fact into one box, or say why the box stays empty."""
        if fact is None:
            return
        place = where(box, child)
        self.take(fact, box)
        if fact.supplement and box.part not in self.after:
            self.note(box, place, fact, at)
        if box.check:
            if fact.ticked:
                self.ticks.append(Tick(box, place, copy))
                self.part(fact, box, place, _TICKED)
            elif fact.ticked is None:
                self.leave(place, box, fact.gap)
            for gap in fact.open:  # what explains the tick
                self.leave(place, box, gap, partly=bool(fact.ticked))
            return
        for gap in fact.missing:
            self.leave(place, box, gap, partly=bool(fact.text))
        text = fact.text.strip() if box.native else plain_latin(fact.text.strip())
        if text == SEE_SUPPLEMENT:
            text = f"See {self.form.continues.short}"
        if not text:
            if fact.why and not fact.missing:
                self.leave(place, box, fact.gap)
        elif not (cyrillic_printable(text) if box.native else printable(text)):
            self.leave(place, box, Gap(Why.LETTERS, fact.keys))
        elif box.options and text not in box.options:
            self.go_on(at, place, f"{place}:", text)
            self.leave(place, box, Gap(Why.DOES_NOT_FIT, fact.keys))
        elif box.multiline:
            self.explain(box, place, text, fact.short, at)
        else:
            self.part(fact, box, place, text)
            self.set_line(box, place, " ".join(text.split()), at, copy)

    def take(self, fact: Fact, box: Box) -> None:
        """Keep which answers a fact has brought to the form, or to the list of what is missing."""
        self.asked.update(key.question for key in (*fact.keys, *fact.beside))
        self.unsaid.update(dict.fromkeys(fact.unsaid, fact.keys[0]))
        if fact.text or fact.supplement or fact.missing or fact.ticked is not None:
            self.taken.update(fact.keys)

    def part(self, fact: Fact, box: Box, place: Where, text: str) -> None:
        """Keep what a box holds of an answer that was taken apart."""
        if fact.whole is None or text in self.form.continues.pointers:
            return
        number = re.match(r"\d*", box.item)
        key = (fact.keys[0], box.part, number[0] if number else "")
        _, before = self.apart.get(key, (fact.whole, Apart(place, fact.whole.line, ())))
        said = (box.question.rsplit(": ", 1)[-1], text)
        self.apart[key] = fact.whole, replace(before, parts=(*before.parts, said))

    def taken_apart(self) -> Iterator[Apart]:
        """Yield the answers whose boxes do not hold just what was written, box by box."""
        for whole, each in self.apart.values():
            if whole.differs([text for _, text in each.parts if text != _TICKED]):
                yield each

    def without_box(self) -> dict[str, Key]:
        """Return the parts of answers that no box has taken, with their answers."""
        printed = " ".join(text.set.value for text in self.texts)
        return {text: key for text, key in self.unsaid.items() if plain_latin(text) not in printed}

    def asked_by_lists(self) -> set[str]:
        """Return the questions about items of the lists that the form shows."""
        lists = {name for box in self.form.boxes if (name := list_of(box))}
        rows = [self.facts.blank[name] for name in lists if name in self.facts.blank]
        facts = [fact for row in rows for fact in row.values()]
        return {key.question for fact in facts for key in (*fact.keys, *fact.beside)}

    def note(self, box: Box, place: Where, fact: Fact, at: int) -> None:
        """Let what must be said in words stand on Supplement B, beside what the box holds."""
        text = plain_latin(fact.supplement)
        if printable(text):
            self.go_on(at, place, f"{place}:", text)
        else:
            self.leave(place, box, Gap(Why.NEEDS_ENGLISH, fact.keys))

    def leave(self, place: Where, box: Box, gap: Gap, *, partly: bool = False) -> None:
        """Note that a box, or a part of it, stays empty; the boxes of one question are noted
        once, with all answers that are missing there."""
        question = asked(box, place)
        if box.check:  # one of two boxes that both stay empty
            question = _ANSWER.sub("", question)
        for at, each in enumerate(self.empty):
            if each.where == place and each.why == gap.why:
                keys = tuple(dict.fromkeys((*each.keys, *gap.keys)))
                self.empty[at] = replace(each, keys=keys)
                return
        self.empty.append(
            Point(place, question, str(gap.why), self.order[box.field], partly, gap.keys)
        )

    def set_line(self, box: Box, place: Where, text: str, at: int, copy: str) -> None:
        """Set one line, smaller where needed; else the beginning and the rest on Supplement B."""
        size = size_in(box, text)
        if size is None and box.part in self.after:  # only a very long name, which stands whole
            text = next((each for each in _WHERE_NAMED if size_in(box, each)), "")  # elsewhere
            size = SIZE
        elif size is None:
            self.go_on(at, place, f"{place}: {asked(box, place)}", text)
            self.moved.append(Point(place, asked(box, place), "moved", at))
            text = next((each for each in self.heads(text) if size_in(box, each)), "")
            size = size_in(box, text) or SIZE
        elif size < SIZE:
            self.shrunk.append(Point(place, asked(box, place), f"{size:g}", at))
        if text:
            self.texts.append(Text(box, place, Set((Line(text),), size), copy))

    def explain(self, box: Box, place: Where, text: str, short: tuple[Entry, ...], at: int) -> None:
        """Set an explanation; where it is too long, the box states it in short and the whole goes
        on, or, where there is no short form, its own beginning stays and the rest goes on.

        The box never holds a pointer alone: a judge may deny a form that does not itself state
        the claim (Matter of H-A-A-V-, BIA 2025; read 2026-10-01).
        """
        lines = wrapped(text, box.rect.width)
        most = lines_of(box.rect, self.form.continues.leading)
        if len(lines) > most:
            first, rest = in_short(short, box, most - 1), lines
            heading = f"{place}:"
            if not first:
                first, rest = lines[: most - 1], lines[most - 1 :]
                heading = f"{place}, continued:"
            self.go_on(at, place, heading, Set(tuple(rest)).value)
            self.moved.append(Point(place, asked(box, place), "continued", at))
            while not first[-1].text:
                first.pop()
            continued = Line(f"(Continued on {self.form.continues.sheet})")
            lines = [*first[:-1], Line(first[-1].text), continued]
        self.texts.append(Text(box, place, Set(tuple(lines))))

    def heads(self, text: str) -> Iterator[str]:
        """Yield what a box may say of a text that it cannot hold, the most telling first."""
        parts = text.split(", ")
        for most in range(len(parts) - 1, 0, -1):
            yield f"{', '.join(parts[:most])} (see {self.form.continues.short})"
        yield from self.form.continues.pointers

    def go_on(self, at: int, place: Where, heading: str, text: str) -> None:
        """Let a text stand on Supplement B; what two boxes of one question say stands once."""
        new = Continuation(place, heading, text, self.form.boxes[at].page)
        if not any(new == each for _, each in self.continued):
            self.continued.append((at, new))

    # ---- more than the pages hold --------------------------------------------------------------

    def further_rows(self, name: str, at: int) -> None:
        """Write the rows that a table has no room for on Supplement B, with the column's names."""
        rows = [box for box in self.form.boxes if list_of(box) == name]
        held = max(map(_index, rows)) + 1
        columns = [box for box in rows if _index(box) == held - 1]
        for index in range(held, self.facts.count(name)):
            place = Where(columns[0].part, f"{where(columns[0]).question}, row {index + 1}")
            cells = [text for box in columns for text in self.cell(box, index, place)]
            if cells:  # of a row without a word, why is listed, and nothing is printed
                self.go_on(at, place, f"{place}:", "; ".join(cells))
                self.moved.append(Point(place, columns[0].question, "row", at))

    def cell(self, box: Box, index: int, row: Where) -> Iterator[str]:
        """Yield what one further row says in one column, under the column's name."""
        fact = self.facts.get(_at(box.facts, index))
        column = box.question.rsplit(": ", 1)[-1]
        if fact is None:
            return
        place = Where(row.part, f"{row.item}, {column}")
        self.take(fact, box)
        for gap in fact.missing:
            self.leave(place, box, gap, partly=bool(fact.text))
        text = plain_latin(fact.text.strip())
        if box.check and fact.ticked:
            yield column
        elif text and printable(text):
            self.part(fact, box, row, text)
            yield f"{column}: {text}"
        elif text:
            self.leave(place, box, Gap(Why.LETTERS, fact.keys))
        elif fact.why and not fact.missing:
            self.leave(place, box, fact.gap)
        note = plain_latin(fact.supplement)
        if note and printable(note):
            yield note
        elif note:
            self.leave(place, box, Gap(Why.NEEDS_ENGLISH, fact.keys))

    def further_children(self) -> None:
        """Fill Supplement A and as many copies of it as there are children."""
        boxes = [box for box in self.form.boxes if _supp_a(box) and box.ours]
        rows = sorted({_index(box) for box in boxes if list_of(box) == "children"})
        if not rows:
            return
        at = max(at for at, b in enumerate(self.form.boxes) if b.part.startswith("A.II "))
        for number, start in enumerate(range(rows[0], self.facts.count("children"), len(rows))):
            copy = f"SupplementA{number + 1}" if number else ""
            if copy:
                self.copies.append(Copy(copy, boxes[0].page))
            for box in boxes:
                child, expression = None, box.facts
                if list_of(box) == "children":
                    child = _index(box) - rows[0] + start + 1
                    expression = _at(box.facts, child - 1)
                self.put(box, self.facts.get(expression), at, copy, child)

    def continuations(self) -> None:
        """Pack everything that continues, in the form's order, on Supplement B and copies of it,
        or where else this form has room for that."""
        if not self.continued:
            return
        ordered = [each for _, each in sorted(self.continued, key=lambda pair: pair[0])]
        for sheet in packed(ordered, self.rooms(), self.form.continues.leading):
            self.sheet(sheet)

    def rooms(self) -> Iterator[Room]:
        """Yield room after room, and copy the page when all that it has are taken."""
        boxes = {box.facts: box for box in self.form.boxes if box.part in self.after and box.ours}
        computed = [name for name, box in boxes.items() if box.computed]
        headers = [box for name, box in boxes.items() if name not in computed]
        numbers = sorted({_index(boxes[name]) for name in computed})
        for sheet in count():
            copy = _copy_name(self.form.continues.sheet, sheet + 1) if sheet else ""
            if copy:
                self.copies.append(Copy(copy, boxes[computed[0]].page))
            for box in headers:
                self.put(box, self.facts.get(box.facts), 0, copy)
            for number in numbers:
                at = f"overflow[{number}]."
                yield Room(
                    boxes.get(f"{at}page"),
                    boxes[f"{at}part"],
                    boxes[f"{at}item"],
                    boxes[f"{at}text"],
                    copy,
                )

    def sheet(self, sheet: Sheet) -> None:
        """Fill the boxes of one room; a number that its box cannot hold is in the heading too."""
        room = sheet.room
        for box, line in (
            (room.page, str(sheet.page)),
            (room.part, sheet.part),
            (room.question, sheet.question),
        ):
            size = size_in(box, line) if box else None
            if box and size:
                self.texts.append(Text(box, where(box), Set((Line(line),), size), room.copy))
        self.texts.append(Text(room.text, where(room.text), Set(tuple(sheet.lines)), room.copy))


def list_of(box: Box) -> str:
    """Return the name of the list that a box shows a row of, or an empty string."""
    found = _ROW.match(box.facts)
    return found[1] if found and box.ours and not box.computed else ""


def _index(box: Box) -> int:
    found = _ROW.match(box.facts)
    assert found is not None
    return int(found[2])


def _at(expression: str, index: int) -> str:
    """Return the expression for another row of the same list."""
    return re.sub(r"\[\d+\]", f"[{index}]", expression)


def _supp_a(box: Box) -> bool:
    return box.part.startswith("Supp. A")


def _copy_name(page: str, number: int) -> str:
    bare = re.sub(r"\W", "", page)
    return f"{bare}_{number}" if bare[-1].isdigit() else f"{bare}{number}"
