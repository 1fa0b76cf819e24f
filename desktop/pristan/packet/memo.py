"""The review memo: what is open, by item of the form, for the lawyer's eyes only."""

from __future__ import annotations

from typing import Any

from pristan.case import Saying, say
from pristan.packet.source import Source
from pristan.review import HEADINGS, OpenPoint, open_points


def memo(source: Source) -> list[dict[str, Any]]:
    """Return the open points in their groups, each with the form's items and the question."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for point in points_of(source):
        heading = source.english.say(HEADINGS[point.group])
        groups.setdefault(heading, []).append(line_of(source, point))
    return [{"heading": heading, "points": lines} for heading, lines in groups.items()]


def points_of(source: Source) -> list[OpenPoint]:
    """Return all that is open; nothing where the day or the rules are not known."""
    if source.today is None or source.rules is None:
        return []
    return open_points(source.questionnaire, source.answers, source.today, source.rules)


def line_of(source: Source, point: OpenPoint) -> dict[str, Any]:
    """Return what is printed of a point, in English."""
    question = source.questionnaire.questions[point.key.question]
    return {
        "items": ", ".join(point.items),
        "question": question.ask,
        "item": source.title(point.key.item) if point.key.item else "",
        "says": source.english.say(_to_a_lawyer(point.saying)),
    }


def _to_a_lawyer(saying: Saying) -> Saying:
    """Return a sentence without its request to ask the lawyer, who is the reader here."""
    facts = saying.facts
    match saying.context:
        case "open.year":
            return say("memo.year", "One year after the last arrival ends on {date} ({source}; "
                       "checked on {checked})", **facts)  # fmt: skip
        case "open.year_about":
            return say("memo.year_about", "The day of arrival is not exact. One year after it ends "
                       "about {date}, and may end earlier ({source}; checked on {checked})",
                       **facts)  # fmt: skip
        case "open.year_earliest":
            return say("memo.year_earliest", "The day of arrival is not exact. One year after it "
                       "ends on {date} at the earliest ({source}; checked on {checked})",
                       **facts)  # fmt: skip
    return saying
