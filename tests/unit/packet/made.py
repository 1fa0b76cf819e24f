"""Packets made in the test's own process, as the closed-off child makes them."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf
import pypdfium2

from pristan.content import content_dir
from pristan.packet.bind import Binder
from pristan.packet.binding import Binding
from pristan.packet.compose import Composer
from pristan.packet.galley import Galley
from pristan.packet.hollow import Hollow, Sheet
from pristan.packet.parts import Weight
from pristan.packet.plan import Plan
from pristan.packet.press import Press
from pristan.packet.quiet import load_weasyprint
from pristan.packet.stamp import Letters, letters_of
from pristan.packet.weigh import weigh
from pristan.words import Words, read_words

__all__ = ["compose", "expected_of", "html_of", "in_parts", "page_texts"]


def compose(
    planned: Plan, papers: Sequence[Sequence[bytes]], absent: dict[int, str] | None = None
) -> tuple[bytes, dict[str, Any], Composer, str]:
    """Return the packet, its layout, what made it, and the characters its face lacks."""
    (packet,), layout, composer, foreign = in_parts(planned, papers, 0, absent)
    placed = [piece for piece in layout["parts"][0]["pieces"] if piece["exhibit"] is not None]
    exhibits = [{"first_page": p["page"], "pages": p["end"] - p["first"]} for p in placed]
    return packet, layout | {"exhibits": exhibits}, composer, foreign


def html_of(composer: Composer) -> dict[str, str]:
    """Return the pages as they go into the press, by sheet."""
    return {name: composer.html_of(sheet) for name, sheet in composer.sheets.items()}


def in_parts(
    planned: Plan,
    papers: Sequence[Sequence[bytes]],
    limit: int,
    absent: dict[int, str] | None = None,
) -> tuple[list[bytes], dict[str, Any], Composer, str]:
    """Return the parts of a packet, its layout, what made it, and what its face lacks."""
    load_weasyprint()
    words = {"en": Words(), "ru": read_words(content_dir("i18n"), "ru")}
    composer = Composer(content_dir("templates"), words)
    press, galleys = Press(content_dir("templates")), {}
    begun = composer.begin(json.loads(json.dumps(planned.facts)))
    galleys |= laid(composer, press)
    composer.count([weight(each) for each in papers], absent or {}, limit)
    galleys |= laid(composer, press)
    made = composer.finish()
    letters = press.letters(*letters_of(planned.number_prefix, sample=planned.sample))
    parts = [
        bound(part, [galleys[key].pdf for key in keys], binding, letters, papers)
        for part, keys, binding in zip(
            made.layout["parts"], made.galleys, made.bindings, strict=True
        )
    ]
    return parts, made.layout | {"gapped": made.gapped}, composer, begun["foreign"]


def laid(
    composer: Composer, press: Press, kept: Mapping[str, Galley] | None = None
) -> dict[str, Galley]:
    """Lay out everything that is wanted now and then and not *kept*; return it by key."""
    galleys: dict[str, Galley] = {}
    while composer.wanted:
        for key in composer.laid.keys(composer.wanted):
            if kept and (galley := kept.get(key)):
                composer.laid.take(key, galley.pages, galley.anchors)
        for sheet, there in [*composer.laid.missing(composer.wanted)]:
            new = [*press.lay_all(sheet.name, sheet.html, there)]
            facts = [(quire, galley.pages, galley.anchors) for quire, galley in new]
            keys = composer.laid.bring(sheet, facts)
            galleys |= {key: galley for key, (_, galley) in zip(keys, new, strict=True)}
        composer.go_on()
    return galleys


def weight(papers: Sequence[bytes]) -> Weight:
    """Return what the papers of an exhibit weigh."""
    weights = [weigh(each) for each in papers]
    return Weight(
        sum(each.shared for each in weights), tuple(page for each in weights for page in each.each)
    )


def page_count(paper: bytes) -> int:
    """Return how many pages a PDF has."""
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        return len(pdf.pages)


def bound(
    part: dict[str, Any],
    galleys: Sequence[bytes],
    binding: Binding,
    letters: tuple[Letters, Letters],
    papers: Sequence[Sequence[bytes]],
) -> bytes:
    """Return a part, bound as the child binds it."""
    binder = Binder()
    pieces: list[bytes] = []
    for piece in part["pieces"]:
        at = 0
        for paper in papers[piece["exhibit"]] if piece["exhibit"] is not None else ():
            pages = page_count(paper)
            first, end = max(piece["first"] - at, 0), min(piece["end"] - at, pages)
            if first < end:
                assert binder.add(Sheet(Hollow.of(paper)), first, end)
                pieces += map(bytes, binder.taken().joined(paper))
            at += pages
    binder.pause()
    binder.close(galleys, binding, letters[0], letters[1] if binding.band else None)
    return b"".join([*pieces, *binder.taken().joined(b"")])


def expected_of(planned: Plan, layout: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return what the proof holds a packet in one part against."""
    (part,) = layout["parts"]
    draft = planned.draft or layout["gapped"]
    return expected_part(planned, part, "") | {"draft": draft} | changes


def expected_part(planned: Plan, part: dict[str, Any], said: str) -> dict[str, Any]:
    """Return what the proof holds a part against; *said* is what its pages say of it."""
    names = [document.name for document in planned.documents]
    return {
        "pages": part["pages"],
        "first_page": part["first_page"],
        "part": said,
        "index": [
            number
            for piece in part["pieces"]
            if piece["document"] is not None and names[piece["document"]] == "index"
            for number in range(piece["page"], piece["page"] + piece["own"])
        ],
        "number_prefix": planned.number_prefix,
        "draft": planned.draft,
        "sample": planned.sample,
        "our_face": True,
        "documents": [
            {
                "title": planned.documents[piece["document"]].title,
                "first_page": piece["page"],
                "pages": piece["own"],
            }
            for piece in part["pieces"]
            if piece["document"] is not None
        ],
        "own_titles": {each.label: each.own_title for each in planned.exhibits},
        "exhibits": [
            {
                "label": planned.exhibits[piece["exhibit"]].label,
                "title": planned.exhibits[piece["exhibit"]].title,
                "first_page": piece["page"],
                "pages": piece["end"] - piece["first"],
                "continued": piece["first"] > 0,
            }
            for piece in part["pieces"]
            if piece["exhibit"] is not None
        ],
    }


def page_texts(packet: bytes) -> list[str]:
    """Return the text of every page, as a reader would copy it."""
    with pypdfium2.PdfDocument(packet) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]
