"""A proof is worth what it finds: every damage done to a good packet must be told."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from pristan.packet.prove import prove
from pristan.packet.tabs import Tabs
from unit.packet.cases import A4, LAWYER, paper, plain_case, plan_of
from unit.packet.made import compose, expected_of

RIGHT_TO_LEFT = "עברית ערבית العربية"
PROFILE = replace(LAWYER, documents=("cover", "index", "declaration", "exhibits"))


@pytest.fixture(scope="module")
def good() -> tuple[bytes, dict[str, Any]]:
    planned = plan_of(plain_case(), PROFILE, sample=True)
    packet, layout, _, _ = compose(planned, [[paper(A4, A4)], [paper(A4[::-1])], [paper(A4)]])
    expected = expected_of(planned, layout)
    assert prove(packet, expected) == ([], [])
    return packet, expected


def damaged(packet: bytes, damage: Callable[[Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        damage(pdf)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _cut(pdf: Pdf) -> None:
    del pdf.pages[6]


def _swap(pdf: Pdf) -> None:
    pages = pdf.pages
    first, second = pages[5].obj, pages[6].obj
    pages.insert(5, pikepdf.Page(second))
    del pages[7]
    assert pages[6].obj == first


def _twice(pdf: Pdf) -> None:
    """The same number of pages, but one exhibit's page in the place of another."""
    pdf.pages[6] = pdf.pages[5]


def _drawing_and_stamps(page: pikepdf.Page) -> tuple[bytes, bytes]:
    """Return what a page of ours draws, and what is stamped on it."""
    drawing, mark, stamps = page.Contents.read_bytes().rpartition(b"/Artifact<</Type/Pagination>>")
    return drawing, mark + stamps


def _white(pdf: Pdf) -> None:
    """A page of ours loses its text and keeps its stamps."""
    page = pdf.pages[2]
    page.Contents = pdf.make_stream(_drawing_and_stamps(page)[1])


def _paper_taken_out(pdf: Pdf) -> None:
    """An exhibit's page keeps its number and loses what it shows."""
    page = pdf.pages[6]
    assert "/PacketPaper" in page.Resources.XObject
    del page.Resources.XObject["/PacketPaper"]


def _no_stamps(pdf: Pdf) -> None:
    page = pdf.pages[3]
    page.Contents = pdf.make_stream(_drawing_and_stamps(page)[0])


def _wrong_link(pdf: Pdf) -> None:
    link = pdf.pages[1].Annots[1]
    link.Dest = Array([pdf.pages[2].obj, Name.Fit])


def _no_link(pdf: Pdf) -> None:
    del pdf.pages[1].Annots[-1]


def _no_way_back(pdf: Pdf) -> None:
    for page in pdf.pages:
        if "/Annots" in page.obj and b"/PacketNumber" in page.Contents.read_bytes():
            page.Annots = Array([
                note for note in page.Annots if not str(note.get("/Dest", "")).startswith("row-")
            ])  # fmt: skip


def _wrong_bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[-1].destination = None
        outline.root[-1] = OutlineItem(outline.root[-1].title, 1)


def _no_bookmark(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.pop()


def _script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _deep_script(pdf: Pdf) -> None:
    pdf.pages[4].AA = Dictionary(O=pdf.make_indirect(Dictionary(S=Name.Launch, F=String("x"))))


def _file_inside(pdf: Pdf) -> None:
    pdf.attachments["x.txt"] = b"secret"


def _font_taken_out(pdf: Pdf) -> None:
    for font in pdf.pages[2].Resources.Font.values():
        descriptor = font.DescendantFonts[0].FontDescriptor
        for kind in ("/FontFile", "/FontFile2", "/FontFile3"):
            if kind in descriptor:
                del descriptor[kind]


def _other_face(pdf: Pdf) -> None:
    for font in pdf.pages[2].Resources.Font.values():
        font.BaseFont = Name("/ABCDEF+Comic-Sans")


def _clipped(pdf: Pdf) -> None:
    pdf.pages[6].Resources.XObject["/PacketPaper"].BBox = Array([0, 0, 100, 100])


def _over_the_number(pdf: Pdf) -> None:
    page = pdf.pages[6]
    drawing = re.sub(rb"q ([\d.]+ ){6}cm", b"q 1.0 0 0 1.0 0 0 cm", page.Contents.read_bytes())
    page.Contents = pdf.make_stream(drawing)


def _drawn_elsewhere(pdf: Pdf) -> None:
    """What a remark in the drawing says is in order; what is drawn covers the number."""
    page = pdf.pages[6]
    drawing = page.Contents.read_bytes()
    [good] = re.findall(rb"q (?:[\d.]+ ){6}cm /PacketPaper Do Q", drawing)
    bad = drawing.replace(good, b"q 1 0 0 1 0 0 cm /PacketPaper Do Q")
    page.Contents = pdf.make_stream(b"%% %b\n%b" % (good, bad))


def _moved_by_itself(pdf: Pdf) -> None:
    pdf.pages[6].Resources.XObject.PacketPaper.Matrix = Array([0.1, 0, 0, 0.1, 2000, 2000])


def _on_a_layer(pdf: Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("x")))
    pdf.pages[6].Resources.XObject.PacketPaper.OC = layer
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))


def _upside_down(pdf: Pdf) -> None:
    pdf.pages[6].Rotate = 180


def _covered_by_a_remark(pdf: Pdf) -> None:
    white = pdf.make_stream(
        b"1 1 1 rg 0 0 612 792 re f", Subtype=Name.Form, BBox=Array([0, 0, 612, 792])
    )
    pdf.pages[6].Annots = Array([pdf.make_indirect(Dictionary(
        Type=Name.Annot, Subtype=Name.Square, Rect=Array([0, 0, 612, 792]), F=4,
        AP=Dictionary(N=white),
    ))])  # fmt: skip


def _drawn_twice(pdf: Pdf) -> None:
    page = pdf.pages[6]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" q /PacketPaper Do Q")


def _another_number(pdf: Pdf) -> None:
    """A number of the page itself, beside the one that is stamped on it."""
    page = pdf.pages[6]
    words = b" BT /PacketNumber 11 Tf 1 0 0 1 500 28 Tm <0003> Tj ET"
    [shown] = re.findall(rb"/PacketNumber.*?(<\w+>) Tj", page.Contents.read_bytes())
    words = words.replace(b"<0003>", shown)
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + words)


def _no_labels(pdf: Pdf) -> None:
    del pdf.Root.PageLabels


def _no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def _no_tags(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (_clipped, "Page 7 of the file does not show the whole page of the exhibit"),
        (_moved_by_itself, "Page 7 of the file does not show the whole page of the exhibit"),
        (_on_a_layer, "Page 7 of the file does not show the whole page of the exhibit"),
        (_upside_down, "Page 7 of the file does not show the whole page of the exhibit"),
        (_covered_by_a_remark, "Page 7 of the file does not show the whole page of the exhibit"),
        (_over_the_number, "Page 7 of the file does not show the whole page of the exhibit"),
        (_drawn_elsewhere, "Page 7 of the file does not show the whole page of the exhibit"),
        (_drawn_twice, "Page 7 of the file does not show the whole page of the exhibit"),
        (_another_number, "Page 7 of the file should be numbered"),
        (_no_labels, "calls page 2 of the file “”, and not by its number"),
        (_no_language, "does not say its title and its language"),
        (_no_tags, "does not say its title and its language"),
        (_cut, "pages and should have"),
        (_swap, "should be numbered"),
        (_twice, "should be numbered"),
        (_white, "is empty"),
        (_paper_taken_out, "should hold an exhibit"),
        (_no_stamps, "does not say “DRAFT"),
        (_no_stamps, "does not say “SAMPLE"),
        (_no_stamps, "should be numbered"),
        (_wrong_link, "leads to"),
        (_no_link, "no line that leads to Exhibit C"),
        (_no_way_back, "Exhibit A has no link back to the index"),
        (_wrong_bookmark, "bookmark “Exhibit C"),
        (_no_bookmark, "Exhibit C has no bookmark"),
        (_script, "acts: /OpenAction"),
        (_script, "acts: /JavaScript"),
        (_deep_script, "acts: /Launch"),
        (_file_inside, "acts: /EmbeddedFiles"),
        (_font_taken_out, "are not in the file"),
        (_other_face, "Comic-Sans"),
    ],
)
def test_damage_is_told(
    good: tuple[bytes, dict[str, Any]], damage: Callable[[Pdf], None], told: str
) -> None:
    packet, expected = good
    faults = [str(fault) for fault in prove(damaged(packet, damage), expected)[0]]
    assert any(told in fault for fault in faults), faults


def test_a_page_with_nothing_on_it_is_named(good: tuple[bytes, dict[str, Any]]) -> None:
    packet, expected = good

    def emptied(pdf: Pdf) -> None:
        pdf.pages[6].Resources.XObject["/PacketPaper"].write(b"q 1 0 0 1 0 0 cm Q")

    assert prove(packet, expected) == ([], [])
    faults, remarks = prove(damaged(packet, emptied), expected)
    assert faults == []
    assert "Exhibit A: there is nothing on page 6 of the packet." in str(remarks[0])


def test_a_letter_that_leads_to_exhibits_is_not_their_index() -> None:
    documents = ("cover_letter", "cover", "index", "exhibits")
    planned = plan_of(plain_case(), replace(PROFILE, documents=documents))
    packet, layout, _, _ = compose(planned, [[paper(A4)]] * len(planned.exhibits))
    expected = expected_of(planned, layout)
    assert prove(packet, expected)[0] == []

    def unlinked(pdf: Pdf) -> None:
        for number in expected["index"]:
            del pdf.pages[number - expected["first_page"]].Annots

    faults = [str(fault) for fault in prove(damaged(packet, unlinked), expected)[0]]
    assert faults == [f"The index has no line that leads to Exhibit {each}." for each in "ABC"]


@pytest.mark.parametrize("tabs", Tabs)
@pytest.mark.parametrize("title", [RIGHT_TO_LEFT, "العربية رسالة", "רוסיה מכתב " * 4])
def test_an_index_from_right_to_left_leads_to_its_exhibits(title: str, tabs: Tabs) -> None:
    """A program reads such a line in another order, and a label in it as “-2A”."""
    case = plain_case()
    for exhibit in case["evidence"]:
        told = {"text": title, "language": "en"}
        exhibit |= {"exhibit_title": told, "exhibit_source": told}
    planned = plan_of(case, replace(PROFILE, tabs=tabs))
    packet, layout, _, _ = compose(planned, [[paper(A4)]] * len(planned.exhibits))
    expected = expected_of(planned, layout) | {"our_face": False}
    assert prove(packet, expected)[0] == []
    faults = map(str, prove(packet, _first(expected, label="Q"))[0])
    assert "The index has no line that leads to Exhibit Q." in [*faults]


def test_a_title_of_several_pages_is_found_on_its_sheet() -> None:
    case = plain_case()
    title = ("Ответ на запрос о причинах отказа " * 150)[:5000].strip()
    case["evidence"][0]["exhibit_title"] = title
    planned = plan_of(case, PROFILE)
    packet, layout, _, _ = compose(planned, [[paper(A4)]] * len(planned.exhibits))
    expected = expected_of(planned, layout)
    assert expected["exhibits"][1]["first_page"] - expected["exhibits"][0]["first_page"] > 3
    assert prove(packet, expected)[0] == []
    longer = _first(expected, title=f"{expected['exhibits'][0]['title']} and more")
    assert "The sheet of Exhibit A does not say" in str(prove(packet, longer)[0][0])


def _first(expected: dict[str, Any], **facts: Any) -> dict[str, Any]:
    return expected | {"exhibits": [expected["exhibits"][0] | facts, *expected["exhibits"][1:]]}


def test_what_should_be_there_and_is_not_is_told(good: tuple[bytes, dict[str, Any]]) -> None:
    packet, expected = good

    def told(changed: dict[str, Any]) -> str:
        return "\n".join(map(str, prove(packet, changed)[0]))

    assert "does not say “Another title”" in told(_first(expected, title="Another title"))
    assert "does not say “Обвинение”" in told(expected | {"own_titles": {"A": "Обвинение"}})
    assert "should be the sheet of Exhibit Q" in told(_first(expected, label="Q"))
    assert "is not where it should be" in told(_first(expected, pages=9))
    assert "says “DRAFT – NOT FOR FILING” and should not" in told(expected | {"draft": False})
    assert "says “SAMPLE" in told(expected | {"sample": False})
    assert "should be numbered “A999-999-999 | 1”" in told(
        expected | {"number_prefix": "A999-999-999"}
    )


@pytest.mark.parametrize("rubbish", [b"", b"%PDF-1.7\n", b"\x00" * 2000])
def test_rubbish_is_told(good: tuple[bytes, dict[str, Any]], rubbish: bytes) -> None:
    assert "cannot be opened" in str(prove(rubbish, good[1])[0][0])
