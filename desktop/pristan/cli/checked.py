"""What ``pristan check`` prints: the points of a case by group, with the items of the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pristan.case import Key, short
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.interview.shown import Shower
from pristan.questions.lists import read_countries
from pristan.review import HEADINGS, OpenPoint
from pristan.review.form_items import form_order
from pristan.words import Words


@dataclass(frozen=True)
class Checked:
    """A look at a case: what is wrong with the file, and every point in its group."""

    damage: Sequence[str]
    points: Sequence[OpenPoint]
    rows: Sequence[dict[str, object]]  # one for each point, as ``--json`` prints it
    words: Words

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong and nothing is open; what is only told does not count."""
        return not self.damage and all(point.told for point in self.points)

    def plain(self) -> dict[str, object]:
        """Return it all for ``--json``."""
        both = list(zip(self.points, self.rows, strict=True))
        groups = {str(point.group): self.words.say(HEADINGS[point.group]) for point in self.points}
        return {
            "file": list(self.damage),
            "groups": groups,
            "open": [row for point, row in both if not point.told],
            "told": [row for point, row in both if point.told],
        }

    def lines(self) -> Iterator[str]:
        """Yield it all as lines for a person, a heading before each group."""
        yield from self.damage
        if self.clean:
            yield self.words("cli.nothing_open", "Nothing is open.")
        both = zip(self.points, self.rows, strict=True)
        for at, (group, found) in enumerate(groupby(both, key=lambda each: each[0].group)):
            if at or self.damage or self.clean:
                yield ""
            yield self.words.say(HEADINGS[group])
            for point, row in found:
                items = f"[{', '.join(point.items)}] " if point.items else ""
                yield f"  {items}{row['where']}: {row['says']}"


def checked(desk: Desk, words: Words) -> Checked:
    """Look at a case for a lawyer: within each group, by the items of the form."""
    shower = Shower(desk.questionnaire, desk.answers, words, read_countries(content_dir("forms")))
    points = [
        point
        for _, group in groupby(desk.open_points(), key=lambda point: point.group)
        for point in sorted(group, key=_by_item)
    ]
    rows = [
        {
            "group": str(point.group),
            "items": list(point.items),
            "question": point.key.question,
            "item": point.key.item,
            "about": str(point.about),
            "lawyers": point.lawyers,
            "where": _where(desk, shower, point.key, words),
            "says": words.say(point.saying),
        }
        for point in points
    ]
    return Checked([words.say(each) for each in desk.check_file()], points, rows, words)


def _by_item(point: OpenPoint) -> tuple[bool, tuple[object, ...]]:
    return (not point.items, form_order(point.items[0]) if point.items else ())


def _where(desk: Desk, shower: Shower, key: Key, words: Words) -> str:
    question = desk.questionnaire.questions[key.question]
    asked = words(f"{question.id}.ask", question.ask)
    title = short(shower.title(key.item))
    return f"{title} › {asked}" if title else asked
