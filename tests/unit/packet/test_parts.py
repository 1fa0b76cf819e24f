"""A packet in several files: cut between exhibits, a large one between pages; nothing is lost."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from pristan.packet.parts import PAPER_PAGE, Piece, Weight, split, starts
from pristan.packet.prove import prove
from pristan.packet.weigh import weigh
from unit.packet import clerk
from unit.packet.cases import A4, LAWYER, paper, plan_of, with_exhibits
from unit.packet.made import expected_part, in_parts

SHORT = replace(LAWYER, documents=("cover", "index", "exhibits"))
LIMIT = 1_000_000


def whole(*sizes: int) -> list[Weight]:
    return [Weight.plain(size, 1) for size in sizes]


def test_without_a_limit_there_is_one_part() -> None:
    assert split([1, 1], whole(10**9, 10**9), 0) == [[Piece(0, 1, 0, 1), Piece(1, 1, 0, 1)]]


def test_an_exhibit_that_does_not_fit_begins_the_next_part() -> None:
    parts = split([1, 1, 1, 1], whole(0, 500_000, 500_000, 100_000), LIMIT)
    assert [[piece.run for piece in part] for part in parts] == [[0, 1], [2, 3]]


def test_an_exhibit_larger_than_a_part_is_cut_between_pages() -> None:
    weight = Weight(50_000, (200_000,) * 12)
    parts = split([2, 1, 1], [Weight(0, ()), weight, *whole(1000)], LIMIT)
    pieces = [piece for part in parts for piece in part if piece.run == 1]
    assert pieces[0].own == 1
    assert all(piece.own == 0 for piece in pieces[1:])
    assert [piece.first for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
    assert pieces[-1].end == 12
    assert parts[-1][-1].run == 2
    for piece in pieces:
        assert 50_000 + (piece.end - piece.first) * (200_000 + PAPER_PAGE) < LIMIT


def test_a_page_larger_than_a_part_is_alone() -> None:
    parts = split([1], [Weight(0, (10, 5 * LIMIT, 10))], LIMIT)
    pieces = [(piece.first, piece.end) for part in parts for piece in part]
    assert pieces == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize("seed", range(20))
def test_whatever_comes_every_page_is_once_in_its_order(seed: int) -> None:
    chance = random.Random(seed)
    own = [chance.randint(1, 3) for _ in range(30)]
    weights = [
        Weight(
            chance.randint(0, LIMIT // 4),
            tuple(chance.randint(0, LIMIT // 2) for _ in range(chance.randint(0, 8))),
        )
        for _ in own
    ]
    parts = split(own, weights, LIMIT)
    printed = [
        (piece.run, page)
        for part in parts
        for piece in part
        for page in [*["own"] * piece.own, *range(piece.first, piece.end)]
    ]
    assert printed == [
        (run, page)
        for run, weight in enumerate(weights)
        for page in [*["own"] * own[run], *range(len(weight.each))]
    ]
    assert all(parts)
    assert starts(parts, 0)[-1] + sum(
        piece.own + piece.end - piece.first for piece in parts[-1]
    ) == len(printed)


def heavy(pages: int, size: int, seed: int) -> bytes:
    """Return a paper whose pages are each so many bytes that nothing makes smaller."""
    chance = random.Random(seed)
    pdf = pikepdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=A4)
        side = int(size**0.5)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=pdf.make_stream(
            chance.randbytes(side * side), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
            Width=side, Height=side, ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
        )))  # fmt: skip
        page.Contents = pdf.make_stream(b"q 500 0 0 700 40 40 cm /Im Do Q")
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_weights_say_what_is_a_pages_own() -> None:
    weight = weigh(heavy(3, 40_000, 1))
    assert all(40_000 <= each < 41_000 for each in weight.each)
    same = pikepdf.new()
    for _ in range(3):
        page = same.add_blank_page(page_size=A4)
    shared = same.make_stream(random.Random(1).randbytes(50_000))
    for page in same.pages:
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=shared))
    weight = weigh(saved(same))
    assert weight.shared >= 50_000
    assert max(weight.each) < 1000


@pytest.fixture(scope="module")
def parts() -> tuple[list[bytes], dict[str, Any], Any]:
    papers = [[heavy(2, 90_000, 1)], [heavy(1, 300_000, 2)], [heavy(9, 150_000, 3)], [paper(A4)]]
    papers += [[heavy(1, 100_000, seed)] for seed in range(4, 9)]
    planned = plan_of(with_exhibits(len(papers)), SHORT)
    made, layout, _, _ = in_parts(planned, papers, LIMIT)
    return made, layout, planned


def test_every_part_keeps_the_limit_and_is_proved(
    parts: tuple[list[bytes], dict[str, Any], Any],
) -> None:
    made, layout, planned = parts
    assert len(made) == 4
    for number, (packet, part) in enumerate(zip(made, layout["parts"], strict=True), start=1):
        assert len(packet) <= LIMIT
        said = f"PART {number} OF {len(made)}"
        assert prove(packet, expected_part(planned, part, said) | {"limit": LIMIT})[0] == []
        wrong = expected_part(planned, part, f"PART {number} OF {len(made) + 1}")
        assert any("does not say" in str(fault) for fault in prove(packet, wrong)[0])


def test_a_clerk_reads_every_part(parts: tuple[list[bytes], dict[str, Any], Any]) -> None:
    made, _, _ = parts
    labels: list[str] = []
    found: dict[str, tuple[int, int]] = {}
    papers = 0
    for number, packet in enumerate(made, start=1):
        seen = clerk.look(packet)
        assert clerk.reading(seen) == []
        assert all(f"PART {number} OF {len(made)}" in text for text in seen.texts)
        labels += seen.labels
        found |= clerk.exhibits(seen)
        papers += sum(seen.has_paper)
    assert labels == ["Cover", *map(str, range(1, len(labels)))]
    assert list(found) == list("ABCDEFGHI")
    assert papers == 2 + 1 + 9 + 1 + 5
    titles = [title for packet in made for _, title, _ in clerk.look(packet).marks]
    continued = [title for title in titles if "continued" in title]
    assert continued
    assert all(title.startswith("Exhibit C – ") for title in continued)


def test_a_part_has_no_pages_but_its_own(
    parts: tuple[list[bytes], dict[str, Any], Any],
) -> None:
    """Slip sheets are laid out eight at a time; those of other parts stay out."""
    for packet in parts[0]:
        with pikepdf.open(io.BytesIO(packet)) as pdf:
            there = [
                thing.objgen for thing in pdf.objects
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Page"
            ]
            assert sorted(there) == sorted(page.obj.objgen for page in pdf.pages)


def test_what_closes_a_filing_stands_after_the_exhibits() -> None:
    named = ("proof_of_service", "cover", "proposed_order", "index", "exhibits")
    planned = plan_of(with_exhibits(4), replace(LAWYER, documents=named))
    assert [each.name for each in planned.documents] == [
        "cover", "index", "proposed_order", "proof_of_service",
    ]  # fmt: skip
    papers = [[heavy(2, 90_000, n)] for n in range(4)]
    for limit in (0, 600_000):
        parts, layout, *_ = in_parts(planned, papers, limit)
        assert (len(parts) > 1) == bool(limit)
        found: dict[str, tuple[int, int]] = {}
        for number, (part, laid) in enumerate(zip(parts, layout["parts"], strict=True), start=1):
            said = f"PART {number} OF {len(parts)}" if limit else ""
            draft = {"draft": planned.draft or layout["gapped"]}
            assert prove(part, expected_part(planned, laid, said) | draft)[0] == []
            seen = clerk.look(part)
            assert clerk.reading(seen) == []
            found |= clerk.exhibits(seen)
        assert [pages for _, pages in found.values()] == [2] * 4
        assert "ORDER OF THE IMMIGRATION JUDGE" in seen.texts[-2]
        assert "PROOF OF SERVICE" in seen.texts[-1]
        expected = expected_part(planned, laid, said) | draft
        for taken in (-1, -2):  # a line of the report is gone
            left = list(expected["documents"])
            del left[taken]
            assert prove(part, expected | {"documents": left})[0] != []
        assert [title for _, title, _ in seen.marks][-2:] == [
            f"Proposed Order (page {laid['first_page'] + laid['pages'] - 2})",
            f"Proof of Service (page {laid['first_page'] + laid['pages'] - 1})",
        ]
