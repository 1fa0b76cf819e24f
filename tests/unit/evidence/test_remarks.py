"""A line that somebody drew on a page is printed; a look that is nowhere is not passed over."""

from __future__ import annotations

import pytest

from pristan.evidence import Evidence, How
from unit.evidence.hostile import paper, stream
from unit.evidence.test_papers import drawn
from unit.evidence.test_shown import AT, FORM, GREEN, LOOK, RED, TEXT, TICK, WHITE, field, near

LINE = "/Subtype /Line /L [300 325 400 325] /BS << /W 20 >>"
AROUND = "[300 300 400 300 400 350 300 350]"


def remark(said: str) -> bytes:
    return paper(page=f"/Annots [<< /Type /Annot /Rect [300 300 400 350] {said} >>]")


@pytest.mark.parametrize(
    ("said", "color"),
    [
        (f"{LINE} /C [1 0 0]", RED),
        (f"{LINE} /C [0 1 1 0]", (238, 29, 35)),
        (f"{LINE} /C [.5]", (127, 127, 127)),
        (LINE, (0, 0, 0)),
        (f"{LINE} /C [0 0 0] /CA .5", (127, 127, 127)),
        ("/Subtype /Line /L [300 325 400 325] /Border [0 0 20] /C [1 0 0]", RED),
        (f"/Subtype /Polygon /Vertices {AROUND} /C [0 0 0] /IC [1 0 0]", RED),
        (f"/Subtype /Polygon /Vertices {AROUND} /C [] /IC [1 0 0]", RED),
        ("/Subtype /PolyLine /Vertices [300 325 350 325 400 325] /C [1 0 0] /BS << /W 20 >>", RED),
    ],
)
def test_a_line_of_which_only_its_place_is_said_is_printed(
    evidence: Evidence, said: str, color: tuple[int, ...]
) -> None:
    made = evidence.clean(remark(said))
    assert made.how is How.FLATTENED
    assert drawn(made.pdf).getpixel(AT) == near(color)


@pytest.mark.parametrize(
    "said",
    [
        f"{LINE} /F 2", f"{LINE} /C []", "/Subtype /Line", "/Subtype /Line /L [300 325]",
        "/Subtype /Line /L [300 325 400]", "/Subtype /Line /L [300 /a 400 325]",
        "/Subtype /Line /L 7", "/Subtype /Line /L [300 325 400 325] /BS << /W 0 >>",
        "/Subtype /Line /L [300 325 400 325] /BS << /W (a) >>",
        "/Subtype /Line /L [300 325 400 325] /BS << /W 1e9 >>",
        "/Subtype /Polygon /Vertices [300 300 400 300 400] /C [1 0 0]",
        "/Subtype /PolyLine /Vertices 77 0 R",
    ],
)  # fmt: skip
def test_what_is_hidden_or_nonsense_leaves_the_page_as_it_is(
    evidence: Evidence, said: str
) -> None:
    made = evidence.clean(remark(said))
    assert made.how is How.COPIED
    assert drawn(made.pdf).tobytes() == drawn(paper()).tobytes()


def test_a_line_that_has_a_look_keeps_it(evidence: Evidence) -> None:
    made = evidence.clean(paper(
        page=f"/Annots [<< /Type /Annot /Rect [300 300 400 350] {LINE} /AP << /N 10 0 R >> >>]",
        o10=LOOK,
    ))
    assert drawn(made.pdf).getpixel(AT) == near(GREEN)


@pytest.mark.parametrize(
    "said",
    [
        TEXT.replace("10 0 R", "77 0 R"),
        TEXT.replace("<< /N 10 0 R >>", "77 0 R"),
        TICK.replace("10 0 R", "77 0 R"),
        TEXT.replace("/Tx", "/Sig").replace("(x)", "<< /Type /Sig >>").replace("10 0 R", "77 0 R"),
    ],
)
def test_a_field_whose_look_is_nowhere_names_its_page(evidence: Evidence, said: str) -> None:
    data = field(said)
    made = evidence.clean(data)
    assert drawn(made.pdf).getpixel(AT) == WHITE
    assert made.lost == (1,) == evidence.lost(data)


def test_so_does_one_whose_look_does_not_unpack(evidence: Evidence) -> None:
    broken = stream(b"x\x9c" + bytes(range(1, 200)), f"{FORM} /Filter /FlateDecode")
    data = paper(page=f"/Annots [<< /Type /Annot /Subtype /Widget {TEXT} >>]", o10=broken)
    shifted = data.replace(b"%PDF-1.7\n", b"%PDF-1.7\n%     \n", 1)
    assert evidence.clean(shifted).lost == (1,) == evidence.lost(shifted)


@pytest.mark.parametrize(
    "said",
    [
        TEXT,
        TEXT.replace("10 0 R", "77 0 R").replace("/V (x)", ""),
        TEXT.replace("10 0 R", "77 0 R").replace("/F 4", "/F 2"),
        TICK.replace("/AS /On", "/AS /Other"),
        TICK.replace("11 0 R", "77 0 R"),
        TICK.replace("/AS /On", ""),
        TEXT.replace("/AP << /N 10 0 R >>", ""),
        TEXT.replace("10 0 R", "7"),
        TEXT.replace("<< /N 10 0 R >>", "(a)"),
    ],
)
def test_where_no_look_is_missing_nobody_is_alarmed(evidence: Evidence, said: str) -> None:
    data = field(said)
    assert evidence.clean(data).lost == () == evidence.lost(data)
