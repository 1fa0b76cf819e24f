"""A leaf: the extract of a saved page, printed by us within an exhibit."""

from __future__ import annotations

import io
from dataclasses import asdict
from typing import Any

import pypdfium2

from pristan.evidence import Evidence, How
from unit.evidence.registers import made

MANY = made.people(1200)


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
        "page": extract | {"omitted": True, "photo": False}, "about": about,
    })  # fmt: skip
    assert " ".join(made.ENTRY.split()) in said
    assert "[700 entries not printed]" in said
    assert made.ADDRESS in said.replace(" ", "")
    assert MANY[0].split()[0] not in said
