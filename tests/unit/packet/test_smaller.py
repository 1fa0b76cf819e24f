"""A page that no file can hold has its picture compressed, as little as need be, and is named."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

import pikepdf
import pytest
from PIL import Image, ImageFilter

from pristan.evidence.values import How, Prepared
from pristan.packet.before import Before
from pristan.packet.papers import Papers
from pristan.packet.parts import room_for_page
from pristan.packet.smaller import smaller
from pristan.packet.weigh import weigh
from pristan.scribe import Written
from unit.packet.cases import plan_of, source_of, with_exhibits
from unit.packet.kept import PartsInMemory


def photo(side: int, quality: int = 100, mode: str = "RGB") -> bytes:
    """Return a JPEG that looks like a photo: soft shapes and some grain."""
    chance = random.Random(side)
    small = Image.frombytes(mode, (60, 60), chance.randbytes(3600 * len(mode)))
    soft = small.resize((side, side), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (side, side), chance.randbytes(side * side))
    soft = Image.blend(soft, grain.convert(mode), 0.2).filter(ImageFilter.GaussianBlur(0.6))
    out = io.BytesIO()
    soft.save(out, "JPEG", quality=quality)
    return out.getvalue()


def page_of(*pictures: bytes, size: tuple[float, float] = (612, 792)) -> bytes:
    """Return a PDF with a picture on each page, over the whole page."""
    pdf = pikepdf.new()
    for data in pictures:
        with Image.open(io.BytesIO(data)) as image:
            wide, high, gray = *image.size, image.mode == "L"
        page = pdf.add_blank_page(page_size=size)
        space = pikepdf.Name.DeviceGray if gray else pikepdf.Name.DeviceRGB
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=pdf.make_stream(
            data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=wide, Height=high,
            ColorSpace=space, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
        )))  # fmt: skip
        page.Contents = pdf.make_stream(b"q %d 0 0 %d 0 0 cm /Im Do Q" % size)
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def pictures(paper: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        return [(int(p.Resources.XObject.Im.Width), int(p.Resources.XObject.Im.Height))
                for p in pdf.pages]  # fmt: skip


def largest(paper: bytes) -> int:
    weight = weigh(paper)
    return weight.shared + max(weight.each)


def test_what_fits_is_not_touched() -> None:
    paper = page_of(photo(600))
    assert smaller(paper, largest(paper), 300) == (paper, [])


def test_a_picture_keeps_its_dots_where_packing_is_enough() -> None:
    paper = page_of(photo(600), photo(2550))
    made, pages = smaller(paper, largest(paper) // 2, 300)
    assert largest(made) <= largest(paper) // 2
    assert pages == [(2, 232)], "it had no more: 2550 dots on eleven inches"
    assert pictures(made) == pictures(paper)


def test_more_dots_than_wanted_go_first() -> None:
    paper = page_of(photo(5000, mode="L"))
    made, pages = smaller(paper, largest(paper) // 3, 300)
    assert pages == [(1, 300)]
    assert pictures(made) == [(3300, 3300)]


def test_what_does_not_fit_loses_dots_and_says_so() -> None:
    paper = page_of(photo(3300))
    made, pages = smaller(paper, 60_000, 300)
    (found,) = pages
    assert found[0] == 1
    assert found[1] < 300
    assert largest(made) < largest(paper) / 10
    assert smaller(paper, 60_000, 300) == (made, pages), "the same paper, the same bytes"


def test_a_small_paper_is_enlarged_when_it_is_printed() -> None:
    paper = page_of(photo(900), size=(216, 216))  # three inches, printed at four and a half
    _, pages = smaller(paper, largest(paper) // 2, 300)
    assert pages == [(1, 200)]


class Kept:
    def read(self, attachment_id: str) -> Iterator[bytes]:
        yield attachment_id.encode()


class Printer:
    """Prints a file as the paper that was prepared for it."""

    def __init__(self, paper: bytes) -> None:
        self.paper = paper

    def clean(self, data: bytes, sheets: object = (), read: object = None) -> Prepared:
        with pikepdf.open(io.BytesIO(self.paper)) as pdf:
            return Prepared(Written.whole(self.paper), data, How.COPIED, len(pdf.pages))

    def end_printing(self) -> None:
        """Nothing of it prints."""


def lent(paper: bytes) -> Callable[[], AbstractContextManager[Printer]]:
    return lambda: nullcontext(Printer(paper))


@pytest.mark.parametrize("dots", [300, 0])
def test_the_packet_names_what_it_compressed(dots: int) -> None:
    paper = page_of(photo(300), photo(3300))
    limit = largest(paper) // 2 + (10**9 - room_for_page(10**9))
    source, planned = source_of(with_exhibits(2)), plan_of(with_exhibits(2))

    with Papers(Kept(), lent(paper)) as papers:  # type: ignore[arg-type]
        papers.prepare(planned.exhibits, source)
        weights = papers.weights(limit, dots)
        (first,), (second,) = papers.exhibits
        said = [str(each) for each in papers.problems]
        if not dots:
            assert said == []
            assert first.size == len(paper)
            return
        assert max(weights[0].each) + weights[0].shared <= room_for_page(limit)
        assert [each[:17] for each in said] == ["Exhibit A, page 2", "Exhibit B, page 2"]
        assert all("at 300 dots per inch" in each for each in said)
        assert papers.how(0) == "image"
        again = papers.pdf(first)
        papers._kept.clear()  # noqa: SLF001  as when there is no room to keep it
        assert papers.pdf(second) == again
        assert len(again) == first.size


def test_what_was_compressed_is_kept_for_the_next_packet(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = page_of(photo(300), photo(3300))
    limit = largest(paper) // 2 + (10**9 - room_for_page(10**9))
    source, planned = source_of(with_exhibits(2)), plan_of(with_exhibits(2))
    parts = PartsInMemory()

    def packet() -> tuple[list[str], bytes]:
        with Papers(Kept(), lent(paper), before=Before(parts)) as papers:  # type: ignore[arg-type]
            papers.prepare(planned.exhibits, source)
            papers.weights(limit, 300)
            return [str(each) for each in papers.problems], papers.pdf(papers.exhibits[0][0])

    first = packet()
    assert len(first[0]) == 2
    monkeypatch.setattr("pristan.packet.papers.Cell", lambda *_: pytest.fail("compressed again"))
    assert packet() == first


def test_of_a_paper_that_cannot_be_compressed_nothing_is_said() -> None:
    with pikepdf.open(io.BytesIO(page_of(photo(900)))) as pdf:
        pdf.pages[0].Resources.XObject.Im.Mask = pikepdf.Array([0, 9] * 3)  # clear where it is dark
        out = io.BytesIO()
        pdf.save(out)
    paper = out.getvalue()
    limit = largest(paper) // 2 + (10**9 - room_for_page(10**9))
    source, planned = source_of(with_exhibits(1)), plan_of(with_exhibits(1))

    with Papers(Kept(), lent(paper)) as papers:  # type: ignore[arg-type]
        papers.prepare(planned.exhibits, source)
        papers.weights(limit, 300)
        assert papers.problems == []
        assert papers.how(0) == "copied"
        assert papers.pdf(papers.exhibits[0][0]) == paper
