"""The table of names: every spelling in the case, the paper that uses it, and why it differs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pristan.case import Saying, say
from pristan.case.spellings import Row, concordance
from pristan.packet.source import Source


def spellings(source: Source) -> list[Row]:
    """Return the rows of the table; what is not asked any more is left out."""
    asked = {key for _, _, key in source.asked}
    return concordance(source.answers, asked.__contains__)


def people(source: Source, rows: list[Row]) -> list[dict[str, Any]]:
    """Return the table as its template prints it: a person after the other, the applicant first."""
    order = dict.fromkeys(row.person for row in rows)
    return [
        {
            "relation": _relation(source, person) if person else "",
            "rows": [_printed(source, row) for row in rows if row.person == person],
        }
        for person in order
    ]


def spelling_problems(rows: list[Row]) -> Iterator[Saying]:
    """Yield what the table lacks."""
    for row in rows:
        if row.document and not row.document.in_english.strip():
            yield say(
                "packet.name_paper",
                "The table of names calls a document “{document}”; its English name is missing.",
                document=row.document.text,
            )


def _relation(source: Source, person: str) -> str:
    return source.given("person_parent", person) or source.given("person_relation", person)


def _printed(source: Source, row: Row) -> dict[str, Any]:
    document = row.document
    return {
        "text": row.text,
        "canonical": row.canonical,
        "document": (document.in_english.strip() or document.text) if document else "",
        "gap": bool(document and not document.in_english.strip()),
        "papers": list(row.papers),
        "why": source.english.say(row.why),
    }
