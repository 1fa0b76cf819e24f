"""Leaves: the extract of a saved page, the certificate of translation; our own within an exhibit."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pypdfium2
import pytest

from pristan.evidence import Evidence, How, open_evidence
from unit.evidence.registers import made

MANY = made.people(1200)
RECORD = {
    "name": "Maria Obraztsova", "language": "Russian", "title": "Record of search",
    "own_title": "Протокол обыска <b>", "own_language": "ru", "date": "March 24, 2022",
    "issuer": "", "address": "1 Example St., New York, NY 10001", "phone": "+1 212 555 0100",
}  # fmt: skip


@pytest.fixture(scope="module")
def evidence() -> Iterator[Evidence]:
    with open_evidence() as opened:
        yield opened


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as opened:
        return " ".join(
            " ".join(page.get_textpage().get_text_range() for page in opened).split()
        )


def printed(evidence: Evidence, template: str, facts: dict[str, Any]) -> str:
    leaf = evidence.leaf(template, "A leaf", facts)
    assert (leaf.how, leaf.pages) == (How.COPIED, 1)
    return text_of(leaf.pdf)


def test_an_extract_prints_the_entry_and_nobody_else(evidence: Evidence) -> None:
    page = made.mhtml(made.layout_b([*MANY[:700], made.ENTRY, *MANY[700:]]))
    extract = asdict(evidence.extract(page, made.ENTRY))
    about = [("Address", extract["url"])]
    said = printed(evidence, "register_page.html", {
        "page": extract | {"omitted": True}, "about": about,
    })  # fmt: skip
    assert " ".join(made.ENTRY.split()) in said
    assert "[700 entries not printed]" in said
    assert made.ADDRESS in said.replace(" ", "")
    assert MANY[0].split()[0] not in said


def test_the_certificate_says_what_both_agencies_ask(evidence: Evidence) -> None:
    said = printed(evidence, "certificate_of_translation.html", {"translation": RECORD})
    assert "I, Maria Obraztsova, certify that I am competent to translate from Russian into" in said
    assert "is complete, and is true and accurate to the best of my abilities" in said
    for fact in (RECORD["title"], RECORD["own_title"], RECORD["address"], RECORD["phone"]):
        assert fact in said
    assert "Signature" in said


def test_what_is_not_known_of_the_translator_is_a_line_to_fill_in(evidence: Evidence) -> None:
    empty = dict.fromkeys(RECORD, "") | {"title": "Record of search"}
    said = printed(evidence, "certificate_of_translation.html", {"translation": empty})
    assert "I, ______________________________, certify" in said
