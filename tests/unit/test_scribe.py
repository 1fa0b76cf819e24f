"""A PDF written piece by piece is whole, and what it quotes comes from where it stands."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from decimal import Decimal

import pikepdf
import pytest

from pristan.scribe import Scribe, Written, place_of, value_text


def in_pieces(paper: bytes, place: range) -> Written:
    """Write a PDF with one stream: two bytes of its own, then what stands in the paper."""
    scribe = Scribe()
    stream = scribe.put_quoted(b"/Type/Own", paper, [b"<>", place])
    pages = scribe.put(b"<</Type/Pages/Count 0/Kids[]>>")
    scribe.end(scribe.put(b"<</Type/Catalog/Pages %d 0 R/Own %d 0 R>>" % (pages, stream)))
    return scribe.taken()


def test_what_is_quoted_travels_as_its_place_and_arrives_whole() -> None:
    paper = os.urandom(50_000)
    written = Written.from_blobs(in_pieces(paper, range(100, 40_100)).as_blobs())
    assert len(written.plain) < 1000
    with pikepdf.open(io.BytesIO(b"".join(written.joined(paper)))) as pdf:
        assert pdf.Root.Own.read_raw_bytes() == b"<>" + paper[100:40_100]
        assert not pdf.check_pdf_syntax()


@pytest.mark.parametrize("cuts", [
    [(0, 49_990, 11)], [(0, -1, 5)], [(-1, 0, 5)], [(0, 0, -5)], [(4, 0, 0)],
])  # fmt: skip
def test_a_place_that_is_not_there_is_a_lie(cuts: list[tuple[int, int, int]]) -> None:
    with pytest.raises(ValueError, match=r"paper|written"):
        list(Written(b"123", cuts).joined(bytes(50_000)))


def test_a_stream_is_found_where_its_object_begins() -> None:
    with pikepdf.new() as pdf:
        pdf.Root.Own = pdf.make_stream(bytes(range(256)), Filter=pikepdf.Name.DCTDecode)
        out = io.BytesIO()
        pdf.save(out)
    paper = out.getvalue()
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        number = pdf.Root.Own.objgen
        table: Mapping[tuple[int, int], pikepdf.XrefEntry] = pdf.get_xref_table()
        offset = table[number].offset
    place = place_of(paper, number, offset, 256)
    assert place is not None
    assert paper[place.start : place.stop] == bytes(range(256))
    assert place_of(paper, (number[0] + 1, 0), offset, 256) is None
    assert place_of(paper, number, offset + 1, 256) is None
    assert place_of(paper, number, offset, 255) is None
    assert place_of(paper, number, offset, 1 << 40) is None


@pytest.mark.parametrize(("value", "text"), [
    (None, b"null"), (True, b"true"), (-7, b"-7"), (Decimal("1E-7"), b"0.0000001"),
])  # fmt: skip
def test_values_are_written_without_exponents(value: object, text: bytes) -> None:
    assert value_text(value) == text
