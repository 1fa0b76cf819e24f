"""Numbers of pages that are left open when a document is laid out, and set when it is bound."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from pristan.content import content_dir
from pristan.packet.galley import folio, left_open, with_numbers
from pristan.packet.press import Press
from pristan.packet.quiet import load_weasyprint

GLYPHS = b"".join(b"%04x" % (0x20 + digit) for digit in range(10))


def test_a_number_takes_the_shapes_of_its_own_place() -> None:
    drawn = b"BT\n" + left_open(b"[<%b>] TJ" % GLYPHS, "exhibit-3") + b"\nET"
    assert with_numbers(drawn, {"exhibit-3": 407}) == b"BT\n[<002400200027>] TJ\nET"
    assert with_numbers(b"[<00240020>] TJ\n", {}) == b"[<00240020>] TJ\n"


def test_a_page_after_an_anchor_is_counted_from_it() -> None:
    assert folio({"paper-3": 12}, "paper-3+4") == 16
    assert folio({}, "paper-3") == 10


@pytest.mark.parametrize("drawn", [
    b"[<0020>] TJ", b"[<%b>30<0020>] TJ" % GLYPHS[:-4], b"[<%b0020>] TJ" % GLYPHS,
])  # fmt: skip
def test_digits_that_are_not_equally_wide_are_refused(drawn: bytes) -> None:
    with pytest.raises(ValueError, match="ten digits"):
        left_open(drawn, "exhibit-3")


def test_what_a_person_writes_is_never_taken_for_a_number_left_open() -> None:
    load_weasyprint()
    html = (
        '<html lang="en"><title>t</title><style>html { font-family: Liberation Serif }</style>'
        "<p>0123456789</p><p>%folio last</p>"
        '<p>Pages 1 – <b data-folio="last">00</b>, <span data-folio="first+1">0</span>.</p>'
    )
    galley = Press(content_dir("templates")).lay("one", html)
    with pikepdf.open(io.BytesIO(galley.pdf)) as pdf:
        contents = pdf.pages[0].Contents
        assert contents.read_bytes().count(b"%folio") == 2
        contents.write(with_numbers(contents.read_bytes(), {"last": 65, "first": 3}))
        out = io.BytesIO()
        pdf.save(out)
    with pypdfium2.PdfDocument(out.getvalue()) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert text.split("\r\n") == ["0123456789", "%folio last", "Pages 1 – 65, 4."]
