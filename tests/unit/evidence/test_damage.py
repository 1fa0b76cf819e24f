"""Of a damaged paper the pages that lack something are known, and a mended whole one alarms nobody.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from pristan.case import Sheet
from pristan.evidence import Evidence, How
from unit.evidence.hostile import CONTENT, bytes_of, page_of, paper, stream, text_pdf, written

PAGES = 10


def jpeg(seed: int) -> tuple[bytes, list[str]]:
    out = io.BytesIO()
    Image.effect_noise((200, 200), 40 + seed).save(out, "JPEG")
    return out.getvalue(), ["/DCTDecode"]


def jpeg_in_letters(seed: int) -> tuple[bytes, list[str]]:
    data, names = jpeg(seed)
    return data.hex().encode() + b">", ["/ASCIIHexDecode", *names]


def packed(seed: int) -> tuple[bytes, list[str]]:
    picture = Image.effect_noise((200, 200), 40 + seed)
    return zlib.compress(picture.tobytes()), ["/FlateDecode"]


def jpeg_with_parameters(seed: int) -> tuple[bytes, list[str]]:
    data, names = jpeg(seed)
    return data, [*names, "] /DecodeParms [<< /ColorTransform 0 >>"]


KINDS = {
    "jpeg": jpeg, "jpeg with parameters": jpeg_with_parameters, "jpeg in letters": jpeg_in_letters,
    "packed": packed,
}  # fmt: skip


def album(make: Callable[[int], tuple[bytes, list[str]]] = jpeg, length: int = 0) -> bytes:
    """Return ten pages with a picture each: the tree at the front, then page after page.

    *length* is by how much each picture says that it is longer than it is.
    """
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + PAGES))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, PAGES),
    }
    for at in range(PAGES):
        data, names = make(at)
        objects[3 + at] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /XObject << /I %d 0 R >> >> >>" % (20 + 2 * at, 21 + 2 * at)
        )
        objects[20 + 2 * at] = stream(b"q 400 0 0 400 100 200 cm /I Do Q")
        image = stream(
            data, "/Type /XObject /Subtype /Image /Width 200 /Height 200 /ColorSpace /DeviceGray "
                  f"/BitsPerComponent 8 /Filter [{' '.join(names)}]",
        )  # fmt: skip
        told = b"/Length %d " % (len(data) + length)
        objects[21 + 2 * at] = image.replace(b"/Length %d " % len(data), told, 1)
    return written(objects)


def place(data: bytes, picture: int) -> int:
    """Return where the middle of a picture is, counted from 0."""
    start = data.index(b"\n%d 0 obj" % (21 + 2 * picture))
    return (start + data.index(b"endobj", start)) // 2


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_a_paper_that_was_cut_names_the_pages_that_lack_something(
    evidence: Evidence, make: Callable[[int], tuple[bytes, list[str]]]
) -> None:
    data = album(make)
    for picture in (0, 6, 9):
        cut = data[: place(data, picture)]
        made = evidence.clean(cut)
        assert (made.how, made.pages) == (How.FLATTENED, PAGES)
        assert made.lost == tuple(range(picture + 1, PAGES + 1)) == evidence.lost(cut)


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS)
def test_a_gap_in_the_middle_names_its_page(
    evidence: Evidence, make: Callable[[int], tuple[bytes, list[str]]]
) -> None:
    data = bytearray(album(make))
    at = place(data, 5)
    data[at - 1500 : at + 1500] = bytes(3000)
    made = evidence.clean(bytes(data))
    assert (made.pages, made.lost) == (PAGES, (6,))
    assert evidence.lost(bytes(data)) == (6,)


def test_a_piece_that_is_gone_from_a_picture_names_its_page(evidence: Evidence) -> None:
    data = album()
    at = place(data, 2)
    assert evidence.clean(data[: at - 500] + data[at + 500 :]).lost == (3,)


def test_only_pages_that_are_printed_are_named(evidence: Evidence) -> None:
    data = album()
    cut = data[: place(data, 6)]
    shown = [Sheet(page=page) for page in (1, 7, 2)]
    assert evidence.clean(cut, shown).lost == (7,)
    assert evidence.clean(cut, shown[::2]).lost == ()


def test_what_pages_share_is_named_on_each(evidence: Evidence) -> None:
    data = text_pdf(3)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (number,) = {
            font.objgen[0] for page in pdf.pages for font in page.resources.Font.values()
        }
        shifted = bytes_of(pdf)
    assert evidence.clean(shifted).lost == ()
    gone = re.sub(rb"\n%d 0 obj" % number, b"\n999 0 obj", data, count=1)
    assert gone != data and evidence.clean(gone).lost == (1, 2, 3)


def test_pages_that_are_not_there_at_all_are_told(evidence: Evidence) -> None:
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 15))
    data = written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [%b] /Count 10 >>" % kids,
        4: stream(CONTENT),
        **{number: page_of() for number in range(5, 15)},
    })
    assert evidence.clean(data).lost == ()
    made = evidence.clean(data[: data.index(b"10 0 obj")])  # QPDF leaves out the last, too
    assert (made.pages, made.lost) == (4, (0,))
    made = evidence.clean(data.replace(b"\n12 0 obj", b"\n77 0 obj"))
    assert (made.pages, made.lost) == (9, (0,))


def shifted(data: bytes) -> bytes:
    return data.replace(b"%PDF-1.7\n", b"%PDF-1.7\n%     \n", 1)


def without_end(data: bytes) -> bytes:
    return data[: data.rindex(b"startxref")]


def without_table(data: bytes) -> bytes:
    at = data.rindex(b"xref\n0 ")
    return data[:at] + data[data.index(b"trailer", at) :]


SLIPS: dict[str, Callable[[], bytes]] = {
    "whole": album,
    "every place off": lambda: shifted(album()),
    "no end": lambda: without_end(album()),
    "no table": lambda: without_table(album(packed)),
    "parameters": lambda: shifted(album(jpeg_with_parameters)),
    "lengths too long": lambda: album(length=7),
    "lengths too short": lambda: album(packed, length=-30),
    "no sum at the end": lambda: shifted(album(lambda at: (packed(at)[0][:-4], ["/FlateDecode"]))),
    "an open end": lambda: shifted(album(flushed)),
    "zeros where they belong": lambda: shifted(album(black)),
    "text": lambda: shifted(text_pdf(3)),
    "nothing drawn": lambda: shifted(blank()),
}  # fmt: skip


def flushed(_seed: int) -> tuple[bytes, list[str]]:
    packer = zlib.compressobj()
    data = packer.compress(Image.effect_noise((200, 200), 40).tobytes())
    return data + packer.flush(zlib.Z_SYNC_FLUSH), ["/FlateDecode"]


def black(seed: int) -> tuple[bytes, list[str]]:
    if seed % 2:
        return bytes(40_000), []
    return zlib.compress(bytes(40_000), 0), ["/FlateDecode"]


def blank() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.add_blank_page()
    pdf.pages[1].obj.Contents = Stream(pdf, b"")
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(), ProcSet=Array([Name.PDF]))
    return bytes_of(pdf)


@pytest.mark.parametrize("name", SLIPS)
def test_a_whole_paper_alarms_nobody(evidence: Evidence, name: str) -> None:
    data = SLIPS[name]()
    assert evidence.clean(data).lost == ()
    assert evidence.lost(data) == ()


@pytest.mark.parametrize("way", ["NoSuch", "CCITTFaxDecode", "JBIG2Decode"])
def test_a_page_whose_drawing_nobody_unpacks_is_named(evidence: Evidence, way: str) -> None:
    data = paper(o4=stream(zlib.compress(CONTENT), f"/Filter /{way}"))
    made = evidence.clean(data)
    assert (made.how, made.lost) == (How.FLATTENED, (1,))
    assert evidence.lost(data) == (1,)
    with_box = [Sheet(page=1, boxes=((0.1, 0.1, 0.2, 0.2),))]
    assert evidence.clean(data, with_box).lost == (1,)
    for harmless in (b" \n", CONTENT):  # the latter is drawn all the same
        data = paper(o4=stream(harmless, f"/Filter /{way}"))
        assert evidence.clean(data).lost == evidence.lost(data) == ()


@pytest.mark.parametrize("way", ["/JPXDecode", "/JBIG2Decode"])
@pytest.mark.parametrize("tone", ["nothing", 255, 90])
def test_a_page_whose_picture_cannot_be_drawn_is_named(
    evidence: Evidence, way: str, tone: str | int
) -> None:
    data = b"no picture of any kind"
    if isinstance(tone, int):
        if way == "/JBIG2Decode":
            return  # which nothing here writes
        out = io.BytesIO()
        Image.new("L", (200, 200), tone).save(out, "JPEG2000")
        data = out.getvalue()
    source = album(lambda at: (data, [way]) if at == 3 else jpeg(at))
    made = evidence.clean(source)
    assert made.how is How.FLATTENED
    assert made.lost == ((4,) if tone == "nothing" else ())
