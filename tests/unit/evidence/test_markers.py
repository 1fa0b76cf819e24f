"""What acts is found wherever it stands; a name that only names something is not taken for it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from pristan.evidence import markers, papers
from pristan.packet import prove_inside
from unit.evidence.hostile import CONTENT, bytes_of, paper, stream, text_pdf, written
from unit.evidence.test_odd import FONT
from unit.evidence.test_papers import drawn, text


def page(resources: str, drawing: bytes = CONTENT, **others: bytes) -> bytes:
    return written({
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
           f"/Resources << {resources} >> >>".encode(),
        4: stream(drawing),
        9: FONT,
    } | {int(name[1:]): body for name, body in others.items()})


BLENDED = CONTENT + b" /G gs 1 0 0 rg 100 500 200 150 re f"
NAMING = {
    "blending": page("/ExtGState << /G << /BM /Screen >> >>", BLENDED),
    "one of several ways to blend": page("/ExtGState << /G << /BM [/Odd /Screen] >> >>", BLENDED),
    "a font": page("/Font << /PS 9 0 R >>", b"BT /PS 40 Tf 72 400 Td (text) Tj ET"),
    "a font in a form": page(
        "/XObject << /Names 5 0 R >>", b"/Names Do",
        o5=stream(b"BT /Hide 40 Tf 72 400 Td (text) Tj ET", "/Type /XObject /Subtype /Form "
                  "/BBox [0 0 612 792] /Resources << /Font 6 0 R >>"),
        o6=b"<< /Hide 9 0 R >>",
    ),
    "a sign": page(
        "/Font << /F 5 0 R >>", b"BT /F 40 Tf 72 400 Td (aa) Tj ET",
        o5=b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 "
           b"0 0] /FirstChar 97 /LastChar 97 /Widths [1000] /Encoding << /Differences [97 /AF] >> "
           b"/CharProcs << /AF 6 0 R >> /Resources << >> >>",
        o6=stream(b"1000 0 d0 0 0 700 700 re f"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMING)
def test_a_name_that_only_names_something_leaves_a_page_as_it_is(name: str) -> None:
    data = NAMING[name]
    made = papers.clean(data)
    assert made.how == "copied"
    assert drawn(made.pdf).tobytes() == drawn(data).tobytes()


def test_one_such_page_leaves_the_others_as_they_are() -> None:
    with (
        pikepdf.open(io.BytesIO(text_pdf(2))) as pdf,
        pikepdf.open(io.BytesIO(NAMING["blending"])) as other,
    ):
        pdf.pages.extend(other.pages)
        made = papers.clean(bytes_of(pdf))
    assert made.how == "copied"
    assert text(made.pdf, 1).strip() == "Постановление 2"


def found(value: pikepdf.Object, key: str = "/A") -> set[str]:
    """Return what is found in a page that has a value under a key."""
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        pdf.pages[0].obj[key] = value
        return markers.markers(bytes_of(pdf))


@pytest.mark.parametrize(
    "resources",
    [
        Dictionary(XObject=Dictionary(PS=Dictionary(S=Name.Hide))),
        Dictionary(Font=Dictionary(PS=Dictionary(Trans=1))),
        Dictionary(Font=Dictionary(JS=1)),
        Dictionary(Names=Dictionary(F=1)),
        Dictionary(XFont=Dictionary(PS=1)),
        Dictionary(ExtGState=Dictionary(G=Dictionary(BM=Dictionary(S=Name.Screen)))),
        Dictionary(ExtGState=Dictionary(G=Dictionary(BM=Name.JavaScript))),
    ],
)
def test_what_acts_is_found_among_resources(resources: Dictionary) -> None:
    assert found(resources, "/Resources")


@pytest.mark.parametrize(
    "value",
    [
        Dictionary(Subtype=Name.Screen), Dictionary(Font=Dictionary(PS=1)),
        Array([Name.Screen]), Dictionary(Subtype2=Name.PS), Dictionary(S=Name.Hide),
    ],
)  # fmt: skip
def test_what_acts_is_found_elsewhere(value: pikepdf.Object) -> None:
    assert found(value)


def test_a_list_of_names_that_is_reached_in_another_way_too_is_judged_in_both() -> None:
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        shared = pdf.make_indirect(Dictionary(Hide=1))
        pdf.pages[0].obj.Resources = Dictionary(Font=shared)
        assert markers.markers(bytes_of(pdf)) == set()
        pdf.pages[0].obj.A = shared
        assert markers.markers(bytes_of(pdf)) == {"/Hide"}


def test_drawing_may_not_come_from_another_file() -> None:
    with pikepdf.open(io.BytesIO(paper())) as pdf:
        image = Stream(pdf, b"")
        image.F = pikepdf.String("/etc/passwd")
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=image))
        assert "/F" in markers.markers(bytes_of(pdf))


def test_no_name_is_let_through_that_the_proof_of_a_packet_refuses() -> None:
    refused = vars(prove_inside)["_ACTIVE"]
    assert refused <= markers.EVEN_AS_NAMES <= markers.FORBIDDEN
