"""Pages that are cast line by line look as WeasyPrint would lay them out."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest

from pristan.content import content_dir
from pristan.packet.compose import Composer
from pristan.packet.galley import Galley, with_numbers
from pristan.packet.parts import Weight
from pristan.packet.press import Press
from pristan.packet.quiet import load_weasyprint
from pristan.words import Words
from unit.packet.cases import LAWYER, plan_of, with_exhibits
from unit.packet.made import html_of, laid

COUNT = 22  # slips of more than one galley
PAGES = [*range(4), 1000, 5, 9000, *range(COUNT - 7)]
SHOWN = "what can be seen on it " * 12
ODD: tuple[dict[str, Any], ...] = (
    {"title": "T" * 290 + " the end", "own_title": "Постановление " * 20 + "конец"},
    {"title": "Letter 😀 with a face", "own_title": "Письмо 😀 от банка"},
    {"own_title": "מכתב של הבנק " * 6, "own_language": "he", "date": "[date in English]"},
    {"own_title": "رسالة البنك " * 6, "own_language": "ar", "translated": False},
    {"title": "${{7*7}} <b>&amp; \\ \u202e ../..", "own_title": " two  spaces \u00ad and e\u0301"},
    {"kind": "Letter", "issuer": "ООО «Пример»", "shows": SHOWN, "concerns": "an arrest"},
    {"title": "The " + "very " * 50 + "end", "source": "from a friend " * 9},
    {"web": "https://example.org/" + "long/" * 30, "source": "saved", "read": True},
    {"absent": "The file could not be had.", "group": "country", "own_title": ""},
    {"title": "漢字かな交じり文 " * 8, "label": "WWW", "date": "December 24, 2023"},
    {"title": "The very very long title " * 60},
)


@pytest.fixture(scope="module")
def galleys() -> list[Both]:
    return both(ODD)


class Both:
    """A galley that was cast, and the same laid out by WeasyPrint, open to be looked at."""

    def __init__(self, cast: Galley, plain: Galley) -> None:
        self.cast, self.plain = cast, plain
        known = {f"{kind}-{at}": 12345 for at in range(COUNT) for kind in ("exhibit", "row")}
        self.ours, self.theirs = (filled(each.pdf, known) for each in (cast, plain))


def both(odd: Sequence[Mapping[str, Any]]) -> list[Both]:
    """Return the index and the slips of exhibits, the first ones odd."""
    load_weasyprint()
    planned = plan_of(with_exhibits(COUNT), replace(LAWYER, documents=("index", "exhibits")))
    facts = json.loads(json.dumps(planned.facts))
    for exhibit, changed in zip(facts["exhibits"], odd, strict=False):
        exhibit |= changed
    composer = Composer(content_dir("templates"), {"en": Words(), "ru": Words()})
    press = Press(content_dir("templates"))
    composer.begin(facts)
    composer.count([Weight.plain(0, pages) for pages in PAGES], {})
    laid(composer, press)
    return [
        Both(press.lay(name, html), press.lay(name, html.replace("cast", "plain", 1)))
        for name, html in html_of(composer).items()
    ]


def filled(galley: bytes, known: Mapping[str, int]) -> pypdfium2.PdfDocument:
    """Return a galley with numbers in their places; ten digits would lie over one another."""
    with pikepdf.open(io.BytesIO(galley)) as pdf:
        for page in pdf.pages:
            page.Contents.write(with_numbers(page.Contents.read_bytes(), known))
        out = io.BytesIO()
        pdf.save(out)
    return pypdfium2.PdfDocument(out.getvalue())


def written(page: pypdfium2.PdfPage) -> list[str]:
    """Return the lines of text on a page."""
    lines = page.get_textpage().get_text_range().splitlines()
    return [line.strip() for line in lines if line.strip()]


def placed(page: pypdfium2.PdfPage) -> list[tuple[float, ...]]:
    """Return the places of the letters on a page."""
    text = page.get_textpage()
    letters = range(text.count_chars())
    return [text.get_charbox(at) for at in letters if text.get_text_range(at, 1).strip()]


def test_what_is_cast_stands_where_a_layout_puts_it(galleys: list[Both]) -> None:
    for each in galleys:
        assert each.cast.pages == each.plain.pages
        assert each.cast.anchors == each.plain.anchors
        for ours, theirs in zip(each.ours, each.theirs, strict=True):
            assert written(ours) == written(theirs)
            for one, other in zip(placed(ours), placed(theirs), strict=True):
                assert one == pytest.approx(other, abs=0.1)


def tagged(galley: bytes) -> tuple[Counter[str], dict[str, list[int]]]:
    """Return how many elements of each kind are tagged, and from where to where each link is."""
    links: dict[str, list[int]] = {}
    with pikepdf.open(io.BytesIO(galley)) as pdf:
        kinds = Counter(
            str(each.S)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"
        )
        for at, page in enumerate(pdf.pages):
            for link in page.get("/Annots", ()):
                left, _, right, _ = (round(float(edge)) for edge in link.Rect)
                known = links.setdefault(f"{at} {link.Dest}", [left, right])
                known[:] = [min(left, known[0]), max(right, known[1])]
    return kinds, links


def test_what_is_cast_is_tagged_and_linked_as_a_layout_is(galleys: list[Both]) -> None:
    for each in galleys:
        (ours, links), (theirs, plain_links) = tagged(each.cast.pdf), tagged(each.plain.pdf)
        for kind in ("Table", "THead", "TBody", "TR", "TH", "TD", "H1", "H2", "Div", "Link", "P"):
            assert ours[f"/{kind}"] == theirs[f"/{kind}"], kind
        assert links
        assert links == plain_links


def test_a_row_that_is_longer_than_a_page_is_broken_between_lines_and_loses_none() -> None:
    shows = " ".join(f"word{at}" for at in range(900))
    (index, *_) = both([{}, {"shows": shows}])
    pages = [written(page) for page in index.ours]
    text = " ".join(line for page in pages for line in page)
    assert sum(f"word{at} " in text + " " for at in range(900)) == 900
    assert all("Tab Document Date Source, how obtained Language Pages" in page for page in pages)
    assert min(box[1] for page in index.ours for box in placed(page)) > 0.9 * 72


def test_a_page_with_nothing_on_it_is_a_page() -> None:
    load_weasyprint()
    press = Press(content_dir("templates"))
    empty = press.lay("empty", '<html lang="en"><head></head><body class="cast"></body></html>')
    assert empty.pages == 1
