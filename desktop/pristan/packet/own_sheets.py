"""The applicant's own sheets, in Russian or English: what to ask for, and what to have in mind.

They hold the applicant's own answers, and advise nothing: no sentence to say, no answer to give.
"""

from __future__ import annotations

from typing import Any

from pristan.case import Key
from pristan.packet.charges import without_papers
from pristan.packet.source import Source
from pristan.packet.witnesses import witnesses


def checklist(source: Source) -> dict[str, Any]:
    """Return what is still to be got, by where it is, in the language of the applicant."""
    asked = {key for _, _, key in source.asked}
    papers = [item for item in source.answers.items("evidence") if Key("evidence") in asked]
    held: dict[str, list[str]] = {"family": [], "lawyer_russia": [], "lawyer_us": []}
    for item in papers:
        holder = source.answers.value("exhibit_holder", item)
        if isinstance(holder, str) and holder in held:
            held[holder].append(_called(source, item))
    files = {item for item in papers if source.answers.value("exhibit_files", item)}
    translate = [
        _called(source, item)
        for item in papers
        if source.answers.value("exhibit_language", item) not in (None, "en", "none")
        and not source.answers.value("exhibit_translation_files", item)
    ]
    missing = without_papers(source, own=True)
    return {
        "held": held,
        "no_file": [_called(source, item) for item in papers if item not in files],
        "translate": translate,
        "missing": [each for each in missing if each["reason"] not in ("", "dangerous")],
        "explained": [each for each in missing if not each["reason"]],
        "dangerous": [each for each in missing if each["reason"] == "dangerous"],
        "elsewhere": source.own("core_elsewhere"),
        "witnesses": [each["name"] for each in witnesses(source) if each["named"]],
    }


def hearing_sheet(source: Source) -> dict[str, Any]:
    """Return what the person should have at hand: when and where, and the originals they hold."""
    asked = {key for _, _, key in source.asked}
    mine = [
        _called(source, item)
        for item in source.answers.items("evidence")
        if Key("evidence") in asked and source.answers.value("exhibit_holder", item) == "me"
    ]
    place = [source.own(question) for question in ("court_city", "court_state")]
    return {
        "court": ", ".join(filter(None, place)),
        "judge": source.own("judge"),
        "date": source.own("next_hearing_date"),
        "time": source.own("next_hearing_time"),
        "read_in": source.own("read_back_language") or source.own("native_language"),
        "originals": mine,
    }


def _called(source: Source, item: str) -> str:
    return source.shown_own.title(item)
