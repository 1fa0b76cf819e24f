"""What is open, as comments beside the paragraphs of the declaration, for the lawyer's eyes."""

from __future__ import annotations

from typing import Any

from pristan.packet.edits import passages
from pristan.packet.memo import line_of, points_of
from pristan.packet.source import Source
from pristan.review import OpenPoint


def comments(source: Source) -> dict[str, Any]:
    """Return ``notes`` by the number of a paragraph, as text, and ``elsewhere``: how many points
    belong to no paragraph. A point of an answer stands at that answer, else at the first paragraph
    of the same event, or of the same screen; a note names its question where it is another one.
    """
    found = _Paragraphs(source)
    notes: dict[str, list[dict[str, Any]]] = {}
    elsewhere = 0
    for point in points_of(source):
        number, exact = found.of(point)
        if not number:
            elsewhere += 1
            continue
        line = line_of(source, point)
        note = {"items": line["items"], "says": line["says"],
                "question": "" if exact else line["question"]}  # fmt: skip
        notes.setdefault(str(number), []).append(note)
    return {"notes": notes, "elsewhere": elsewhere}


class _Paragraphs:
    """The first paragraph of every answer, item and screen that the declaration tells."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._of_key: dict[tuple[str, str], int] = {}
        self._of_item: dict[str, int] = {}
        self._of_screen: dict[str, int] = {}
        for each in passages(source.questionnaire, source.answers):
            if each.first:
                self._of_key[(each.key.question, each.key.item)] = each.first
                if each.key.item:
                    self._of_item.setdefault(each.key.item, each.first)
                else:
                    screen = source.questionnaire.screen_of[each.key.question]
                    self._of_screen.setdefault(screen, each.first)

    def of(self, point: OpenPoint) -> tuple[int, bool]:
        """Return the number for a point, 0 where there is none, and whether it is its own text."""
        key = (point.key.question, point.key.item)
        if key in self._of_key:
            return self._of_key[key], True
        item = point.key.item
        if not item:
            return self._of_screen.get(point.place.screen, 0), False
        while item:
            if item in self._of_item:
                return self._of_item[item], False
            home = self._source.answers.home(item)
            item = home.item if home else ""
        return 0, False
