"""Packets made in the test's own process, as the closed-off child makes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pypdfium2

from pristan.content import content_dir
from pristan.packet.compose import Composer
from pristan.packet.plan import Plan
from pristan.packet.quiet import load_weasyprint
from pristan.words import Words, read_words

__all__ = ["compose", "expected_of", "page_texts"]


def compose(
    planned: Plan, papers: Sequence[Sequence[bytes]], absent: dict[int, str] | None = None
) -> tuple[bytes, dict[str, Any], Composer, str]:
    """Return the packet, its layout, what made it, and the characters its face lacks."""
    load_weasyprint()
    words = {"en": Words(), "ru": read_words(content_dir("i18n"), "ru")}
    composer = Composer(content_dir("templates"), words)
    begun = composer.begin(json.loads(json.dumps(planned.as_facts())))
    layout, packet = composer.finish([list(each) for each in papers], absent or {})
    return packet, layout, composer, begun["foreign"]


def expected_of(planned: Plan, layout: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return what the proof holds a packet against."""
    names = [document.name for document in planned.documents]
    return {
        "last_page": layout["last_page"],
        "cover": "cover" in names,
        "has_index": "index" in names,
        "number_prefix": planned.number_prefix,
        "draft": planned.draft,
        "sample": planned.sample,
        "our_face": True,
        "exhibits": [
            {
                "label": exhibit.label,
                "title": exhibit.title,
                "own_title": exhibit.own_title,
                "first_page": placed["first_page"],
                "pages": placed["pages"],
            }
            for exhibit, placed in zip(planned.exhibits, layout["exhibits"], strict=True)
        ],
    } | changes


def page_texts(packet: bytes) -> list[str]:
    """Return the text of every page, as a reader would copy it."""
    with pypdfium2.PdfDocument(packet) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]
