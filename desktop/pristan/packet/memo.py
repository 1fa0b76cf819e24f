"""The review memo: what is open, by item of the form, for the lawyer's eyes only."""

from __future__ import annotations

from typing import Any

from pristan.packet.source import Source
from pristan.review import HEADINGS, OpenPoint, open_points


def memo(source: Source) -> list[dict[str, Any]]:
    """Return the open points in their groups, each with the form's items and the question."""
    if source.today is None or source.rules is None:
        return []
    points = open_points(source.questionnaire, source.answers, source.today, source.rules)
    groups: dict[str, list[dict[str, Any]]] = {}
    for point in points:
        heading = source.english.say(HEADINGS[point.group])
        groups.setdefault(heading, []).append(_line(source, point))
    return [{"heading": heading, "points": lines} for heading, lines in groups.items()]


def _line(source: Source, point: OpenPoint) -> dict[str, Any]:
    question = source.questionnaire.questions[point.key.question]
    return {
        "items": ", ".join(point.items),
        "question": question.ask,
        "item": source.shown.title(point.key.item) if point.key.item else "",
        "says": source.english.say(point.saying),
    }
