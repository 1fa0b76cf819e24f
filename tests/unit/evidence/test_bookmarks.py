"""Bookmarks of a paper: kept as titles and pages, and nothing of what else they did."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from pristan.case import Sheet
from pristan.evidence import Evidence
from pristan.packet.outline import Mark, marks_of


def book() -> bytes:
    """Return a PDF of four pages whose bookmarks lead by place, by name, by action, and to harm."""
    with pikepdf.new() as pdf:
        for _ in range(4):
            pdf.add_blank_page(page_size=(300, 400))
        _, second, third, fourth = (page.obj for page in pdf.pages)
        tree = pikepdf.NameTree.new(pdf)
        tree["hearing"] = Dictionary(D=Array([third, Name.Fit]))
        pdf.Root.Names = Dictionary(Dests=tree.obj)
        pdf.Root.Dests = Dictionary(old=Array([fourth, Name.Fit]))
        with pdf.open_outline() as outline:
            volume = OutlineItem("Том 1", 0)
            volume.children.append(OutlineItem("Протокол\nобыска\x07", 1))
            outline.root.append(volume)
        above = pdf.Root.Outlines
        named = [
            Dictionary(Title=String("Заседание"), Dest=String("hearing")),
            Dictionary(Title=String("Приговор"), Dest=Name("/old")),
            Dictionary(Title=String("Снова"), A=Dictionary(S=Name.GoTo, D=Array([second]))),
            Dictionary(Title=String("Вред"), A=Dictionary(
                S=Name.JavaScript, JS=String("app.alert(1)"))),
            Dictionary(Title=String("Наружу"), A=Dictionary(
                S=Name.URI, URI=String("https://example.org"))),
        ]  # fmt: skip
        last = above.Last
        for each in named:
            item = pdf.make_indirect(each)
            last.Next, item.Prev, item.Parent = item, last, above
            last = item
        above.Last = last
        last.Next = above.First  # a circle
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def shown(pdf: bytes) -> list[Mark]:
    """Return what a packet makes of the bookmarks of a paper."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return marks_of(opened, {at: (at + 1, 0) for at in range(len(opened.pages))})


def test_titles_lead_to_their_pages_however_they_were_written(evidence: Evidence) -> None:
    made = evidence.clean(book())
    volume, *others = shown(made.pdf)
    assert (volume.title, volume.page) == ("Том 1", 1)
    assert [(each.title, each.page) for each in volume.below] == [("Протокол обыска", 2)]
    assert [(each.title, each.page) for each in others] == [
        ("Заседание", 3), ("Приговор", 4), ("Снова", 2),
    ]  # fmt: skip
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        said = pdf.Root.Outlines.First.unparse(resolved=True) + pdf.Root.unparse(resolved=True)
        assert all(b"/A" not in each.unparse() for each in pdf.objects
                   if isinstance(each, Dictionary) and "/Title" in each)  # fmt: skip
    assert b"Names" not in said and b"JavaScript" not in made.pdf


def test_only_pages_that_are_printed_have_theirs_in_their_new_place(evidence: Evidence) -> None:
    made = evidence.clean(book(), [Sheet(page=3), Sheet(page=1, hidden=True), Sheet(page=2)])
    assert [(each.title, each.page) for each in shown(made.pdf)] == [
        ("Протокол обыска", 2), ("Заседание", 1), ("Снова", 2),
    ]  # fmt: skip


def test_a_paper_without_bookmarks_gets_none(evidence: Evidence) -> None:
    made = evidence.clean(book(), [Sheet(page=4, boxes=((0.1, 0.1, 0.2, 0.2),))])
    assert [(each.title, each.page) for each in shown(made.pdf)] == [("Приговор", 1)]
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    assert shown(evidence.clean(out.getvalue()).pdf) == []
