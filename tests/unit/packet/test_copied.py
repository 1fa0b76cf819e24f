"""Objects of one PDF are the same in another one; large streams are quoted where they stand."""

from __future__ import annotations

import io
import os
from decimal import Decimal

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from pristan.packet.copied import Copy
from pristan.scribe import Scribe

TEXTS = (
    b"1 0 R", b"(12 0 R", b"\\(2 0 R\\)", b"))((", b"\\", b"\\\\", b"a\r\nb\n3 0 R",
    b"\xfe\xff\x04\x10", bytes(range(256)), b"",
)  # fmt: skip


def copied(pdf: pikepdf.Pdf, paper: bytes = b"") -> tuple[bytes, int]:
    """Return a PDF to which ``Root.Things`` was brought, and how many bytes of it are quoted."""
    scribe = Scribe()
    copy = Copy(scribe, pdf, paper)
    things = copy.text(pdf.Root.Things)
    copy.finish()
    pages = scribe.put(b"<</Type/Pages/Count 0/Kids[]>>")
    root = scribe.put(b"<</Type/Catalog/Pages %d 0 R/Things %b>>" % (pages, things))
    scribe.end(root, scribe.put(b"<<>>"))
    written = scribe.taken()
    return b"".join(written.joined(paper)), sum(size for _, _, size in written.cuts)


def test_texts_names_numbers_and_references_stay_what_they_are() -> None:
    names = ["/1 0 R", "/(#)<>", "/имя"]
    with pikepdf.new() as pdf:
        pdf.Root.Things = pdf.make_indirect(Array([
            *map(String, TEXTS), *map(Name, names), True, None, -7, pikepdf.Object.parse(b"0.10"),
        ]))  # fmt: skip
        twice = pdf.make_indirect(Dictionary(Said=String(b"(1 0 R)"), Up=pdf.Root.Things))
        pdf.Root.Things.extend([twice, 12, 0, twice, Dictionary(In=Array([twice, 3, 0]))])
        made, _ = copied(pdf)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        things = list(pdf.Root.Things)
        assert [bytes(each) for each in things[: len(TEXTS)]] == list(TEXTS)
        one, twelve, nothing, other, inner = things[-5:]
        assert [str(each) for each in things[len(TEXTS) : -9]] == names
        assert things[-9:-5] == [True, None, -7, Decimal("0.10")]
        assert one.objgen == other.objgen == inner.In[0].objgen
        assert (twelve, nothing, list(inner.In)[1:]) == (12, 0, [3, 0])
        assert bytes(one.Said) == b"(1 0 R)"
        assert one.Up.objgen == pdf.Root.Things.objgen


@pytest.mark.parametrize("streams", [pikepdf.ObjectStreamMode.disable,
                                     pikepdf.ObjectStreamMode.generate])  # fmt: skip
def test_a_large_stream_is_quoted_and_comes_out_the_same(streams: pikepdf.ObjectStreamMode) -> None:
    large, small = os.urandom(50_000), os.urandom(900)
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.Root.Things = Array([
            pdf.make_stream(large, Filter=Name.DCTDecode), pdf.make_stream(small)
        ])
        pdf.save(out, object_stream_mode=streams)
    paper = out.getvalue()
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        made, quoted = copied(pdf, paper)
    assert quoted == len(large)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.Things[0].read_raw_bytes() == large
        assert pdf.Root.Things[1].read_bytes() == small


def test_a_stream_that_only_seems_to_stand_somewhere_is_written_as_it_is_read() -> None:
    """Its dictionary holds a text that looks like the beginning of the stream."""
    large = os.urandom(50_000)
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        trap = String(b">>\nstream\n" + b"x" * 60_000)
        pdf.Root.Things = Array([pdf.make_stream(large, A=trap, Filter=Name.DCTDecode)])
        pdf.save(out)
    paper = out.getvalue()
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        made, quoted = copied(pdf, paper)
    assert quoted == 0
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.Things[0].read_raw_bytes() == large
