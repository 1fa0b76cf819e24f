"""What goes round a filing: certificates of translation, proof of service, orders and letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pristan.case import Listed, Remembered, Saying, say
from pristan.interview.shown import in_russian_words
from pristan.packet import caption
from pristan.packet.exhibits import Exhibit, translation
from pristan.packet.source import Source
from pristan.review.translation import Unit


def translators(source: Source, exhibits: Sequence[Exhibit]) -> list[dict[str, Any]]:
    """Return, by translator, the exhibits whose certificate is still to be signed.

    8 CFR 1003.33 and 8 CFR 103.2(b)(3), both checked 2026-11-22: one certificate may serve several
    documents when it names them. Without a name there is a line to fill in.
    """
    found: dict[str, dict[str, Any]] = {}
    for exhibit in _uncertified(source, exhibits):
        name = source.given("exhibit_translator_name", exhibit.id)
        address = caption.postal(source, "exhibit_translator_address", exhibit.id)
        certificate = found.setdefault(
            name,
            {
                "name": name,
                "language": exhibit.language,
                "address": ", ".join(address),
                "phone": source.given("exhibit_translator_phone", exhibit.id),
                "exhibits": [],
            },
        )
        if certificate["language"] != exhibit.language:
            certificate["language"] = ""  # several: each is named beside its document
        certificate["exhibits"].append({
            "id": exhibit.id, "label": exhibit.label, "title": exhibit.title,
            "own_title": exhibit.own_title, "own_language": exhibit.own_language,
            "date": _dated(source, exhibit), "language": exhibit.language,
        })  # fmt: skip
    return list(found.values())


def translator_problems(source: Source, exhibits: Sequence[Exhibit]) -> Iterator[Saying]:
    """Yield what the certificates lack of the translations that are there.

    Who translates the others is asked when there is a translation.
    """
    ready = [each for each in exhibits if translation(source, each.id) is Unit.NO_CERTIFICATE]
    for certificate in translators(source, ready):
        labels = Listed(tuple(each["label"] for each in certificate["exhibits"]))
        what = lacking(certificate)
        if not what.items:
            continue
        if len(labels.items) == 1:
            yield say(
                "packet.no_translator",
                "The certificate of translation of Exhibit {labels} lacks {what}; lines are left "
                "to fill in.",
                labels=labels,
                what=what,
            )
        else:
            yield say(
                "packet.no_translator_of",
                "The certificate of translation of Exhibits {labels} lacks {what}; lines are left "
                "to fill in.",
                labels=labels,
                what=what,
            )


def lacking(certificate: Mapping[str, Any]) -> Listed:
    """Return what is not known of the translator who signs a certificate."""
    return Listed(tuple(
        what
        for part, what in (
            ("name", say("packet.translator_name", "the translator's name")),
            ("address", say("packet.translator_address", "the translator's address")),
            ("phone", say("packet.translator_phone", "the translator's telephone number")),
        )
        if not certificate[part]
    ))  # fmt: skip


def sender(source: Source) -> dict[str, Any]:
    """Return who signs a letter: the lawyer, or else the applicant."""
    cover = caption.cover(source)
    lawyer, represented = source.given("lawyer_name"), bool(cover["represented"])
    nobody_named = caption.BLANK if represented else caption.respondent(source)["name"]
    return {
        "lines": cover["filer"],
        "name": lawyer or nobody_named,
        "lawyer": represented,
        "filing": cover["title"],
    }


def letter_problems(source: Source) -> Iterator[Saying]:
    """Yield what the letter lacks, and what is left blank on purpose."""
    yield from caption.name_problems(source)
    yield say(
        "packet.letter_address",
        "The cover letter leaves the date and the address of USCIS blank: the address depends on "
        "the state and changes. Copy it from uscis.gov/i-589 on the day of mailing.",
    )


def _dated(source: Source, exhibit: Exhibit) -> str:
    """Return the date of an exhibit within a sentence; "" where there is none."""
    date = source.answers.value("exhibit_date", exhibit.id)
    if not isinstance(date, Remembered) or in_russian_words(date):
        return ""
    return source.shown.date(date, short=True)


def _uncertified(source: Source, exhibits: Sequence[Exhibit]) -> Iterator[Exhibit]:
    for exhibit in exhibits:
        if translation(source, exhibit.id) in (Unit.NO_TEXT, Unit.NO_CERTIFICATE):
            yield exhibit
