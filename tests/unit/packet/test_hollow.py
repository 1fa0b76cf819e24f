"""A paper is bound without the data of its pictures, and comes out as if it had been whole."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import SimpleNamespace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from pristan.confine.cell import Cell, Limits
from pristan.packet.bindery import Bindery
from pristan.packet.copied import Copy
from pristan.packet.hollow import Hollow, Sheet, gaps
from pristan.packet.layout import LaidPart
from pristan.packet.parts import Weight
from pristan.packet.typeset import Typesetter
from pristan.scribe import PROBED, WORTH_QUOTING, Scribe
from unit.packet.cases import A4, COURT, paper, plan_of, with_exhibits

Pressed = tuple[list[bytes], list[bytes], LaidPart]

PICTURE = os.urandom(3 * WORTH_QUOTING)


def with_pictures(pdf: Pdf) -> None:
    """Put two large pictures and a small one on the page, and a large font beside them."""
    page = pdf.pages[0]
    pictures = [PICTURE, PICTURE[::-1], PICTURE[: WORTH_QUOTING - 1]]
    page.Resources = Dictionary(
        XObject=Dictionary({f"/I{at}": picture(pdf, data) for at, data in enumerate(pictures)}),
        Font=Dictionary(F=Dictionary(FontFile2=pdf.make_stream(PICTURE, Filter=Name.FlateDecode))),
    )


def picture(pdf: Pdf, data: bytes) -> pikepdf.Object:
    return pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=9, Height=9, Filter=Name.DCTDecode,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip


def joined_with_a_picture(pdf: Pdf) -> None:
    """What the page draws is read in pieces, and one of them calls itself a picture."""
    drawing = b"0.6 g 0 0 300 400 re f %" + PICTURE.hex().encode()
    odd = pdf.make_stream(b"", Subtype=Name.Image)
    odd.write(drawing.hex().encode() + b">", filter=Name.ASCIIHexDecode)
    pdf.pages[0].Contents = Array([odd, pdf.make_stream(b"\n1 0 0 rg 9 9 50 50 re f")])


def trapped(pdf: Pdf, number: int = 9) -> None:
    """The data of a picture that is not packed look like the beginning of another."""
    with_pictures(pdf)
    trap = b"\n%d 0 obj <</Subtype/Image/Filter/X/Length 20000>>\nstream\n" % number
    odd = picture(pdf, trap + b"x" * 20_000 + b"\nendstream")
    del odd.stream_dict["/Filter"]
    odd.ColorSpace = Array([Name.Indexed, Name.DeviceRGB, 1, String("ab%def")])
    pdf.pages[0].Resources.XObject.Odd = odd


def trapped_beyond_all(pdf: Pdf) -> None:
    """It looks like a picture with a number that no library takes."""
    trapped(pdf, 9_999_999_999)


def changed(change: Callable[[Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(paper(A4))) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, compress_streams=False)
    return out.getvalue()


def test_what_is_left_out_are_large_pictures() -> None:
    whole = changed(with_pictures)
    hollow = Hollow.from_blobs(Hollow.of(whole).as_blobs())
    assert sorted(whole[place.start : place.stop] for place in hollow.absent.values()) == sorted(
        (PICTURE, PICTURE[::-1])
    )
    assert len(hollow.plain) == len(whole) - 2 * (len(PICTURE) - 2 * PROBED)
    sheet = Sheet(hollow)
    assert len(sheet) == len(whole)
    done = 0
    for gap in [*gaps(hollow.absent), range(len(whole), len(whole))]:
        assert sheet[done : gap.start] == whole[done : gap.start]
        assert not any(sheet[gap.start : gap.stop])
        done = gap.stop


@pytest.mark.parametrize("rubbish", [
    b"x", b"stream", b" obj<</Length 9>>stream\n", b"1 0 obj<</Length 99999>>stream\n",
    b"1 0 obj<</Subtype/Image/Filter/X/Length 2 0 R>>stream\n" + b"x" * 20_000 + b"endstream",
    b"1 0 obj<</Subtype/Image/Length 20000>>stream\n" + b"x" * 20_000 + b"endstream",
    b"1 0 obj<<" * 20_000 + b"stream" * 20_000,
])  # fmt: skip
def test_nothing_is_left_out_where_no_picture_is(rubbish: bytes) -> None:
    assert Hollow.of(rubbish) == Hollow.whole(rubbish)
    assert Sheet(Hollow.whole(rubbish))[:] == rubbish


@pytest.mark.parametrize(
    "change", [with_pictures, joined_with_a_picture, trapped, trapped_beyond_all]
)
def test_a_part_is_the_same_as_of_the_whole_paper(
    change: Callable[[Pdf], None], pressed: Pressed, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = changed(change)
    trap = {number for number, _ in Hollow.of(made).absent} & {9, 9_999_999_999}
    assert bool(trap) == (change in (trapped, trapped_beyond_all)), "it is taken for a picture"
    assert Hollow.of(made).absent
    hollow = bound(made, *pressed)
    monkeypatch.setattr("pristan.packet.bindery.Hollow.of", Hollow.whole)
    assert bound(made, *pressed) == hollow


def test_pictures_that_stand_elsewhere_are_not_quoted() -> None:
    """The table of the paper knows a later picture by the same number."""
    whole = changed(with_pictures)
    with pikepdf.open(Sheet(Hollow.of(whole)).file) as pdf:
        copy = Copy(Scribe(), pdf, whole)
        absent = Hollow.of(whole).absent
        assert copy.quotes(absent)
        number, place = next(iter(absent.items()))
        assert not copy.quotes({number: range(place.start, place.stop - 1)})
        assert not copy.quotes({(number[0] + 1000, 0): place})
        del pdf.get_object(number).stream_dict["/Filter"]
        assert not copy.quotes(absent)


class Kept:
    """A file in memory; it may begin with what another one began with, if that is there."""

    def __init__(self, known: Sequence[bytes] = (), older: bytes = b"") -> None:
        self.data, self.known, self.older = b"", known, older
        self.paused: tuple[bytes, list[bytes]] = b"", []

    def begin(self) -> bool:
        self.data = self.older
        return bool(self.older)

    def write(self, data: memoryview) -> None:
        self.data += data

    def pause(self, known: Sequence[bytes]) -> None:
        self.paused = self.data, [*known]

    def done(self) -> None:
        pass


ONE = [[SimpleNamespace(pages=1, piece=None)]]


@pytest.fixture(scope="module")
def pressed() -> Pressed:
    """Return letters, a binding with its galleys, and the layout of a part of one page's paper."""
    planned = plan_of(with_exhibits(1), replace(COURT, documents=("exhibits",)))
    with Cell("press", Limits(3 << 30, 60, 60)) as press:
        typesetter = Typesetter(press, planned)
        typesetter.begin()
        typesetter.count([Weight.plain(1000, 1)], {})
        made = typesetter.finish()
    return made.letters, made.bound[0], made.parts[0]


def bound(made: bytes, letters: list[bytes], galleys: list[bytes], part: LaidPart) -> bytes:
    """Return a part, bound by a closed-off child."""
    out = Kept()
    Bindery(letters, ONE, lambda _: made).bind([(part, galleys, out)])
    return out.data


def test_a_part_goes_on_after_its_beginning_and_without_it_is_bound_anew(
    pressed: tuple[list[bytes], list[bytes], LaidPart],
) -> None:
    """The child goes on while the bytes are copied, which may turn out not to be there."""
    letters, galleys, part = pressed
    given: list[bytes] = []
    made = paper(A4)
    bindery = Bindery(letters, ONE, lambda _: given.append(made) or made)
    first = Kept()
    bindery.bind([(part, galleys, first)])
    data, known = first.paused
    again, gone = Kept(known, data), Kept(known)
    bindery.bind([(part, galleys, again)])
    assert len(given) == 1, "no paper is bound again"
    bindery.bind([(part, galleys, gone)])
    assert len(given) == 2
    assert first.data == again.data == gone.data
