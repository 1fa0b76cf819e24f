"""A small form of our own, "X-1", with every trap that the official ones have.

Three pages: the form, a Supplement A with room for one more child, a Supplement B. An XFA twin,
usage rights, scripts, read-only boxes, a box for every digit, boxes with odd values, and a barcode
on each page. Everybody in it is invented.
"""

import io
import textwrap
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from pikepdf import (
    Array,
    Dictionary,
    Encryption,
    Name,
    ObjectStreamMode,
    Pdf,
    Permissions,
    Stream,
    String,
)

from pristan.case import Key
from pristan.official.facts import Fact, Facts
from pristan.official.form import Form, read_form

_MULTILINE, _READ_ONLY, _COMB = 1 << 12, 1, 1 << 24
COLUMNS = (
    "seq", "page", "part", "item", "question", "field", "short", "type", "on_value", "maxlen",
    "fits_chars", "lines", "readonly", "filled_by", "expr", "when", "transform", "overflow", "rect",
    "note",
)  # fmt: skip

# page, part, item, question, short name, kind, who fills it, facts, corners, and what is special
BOXES = (
    (1, "A.I", "1", "A-Number", "Number[0]", "text", "applicant", "person.number",
     "40 700 200 716", "longest=9"),
    (1, "A.I", "2", "Last name", "Last[0]", "text", "applicant", "person.last",
     "210 700 310 716", ""),
    (1, "A.I", "3", "Account", "Account[0]", "text", "applicant", "person.account",
     "320 700 440 716", "longest=8 comb"),
    (1, "A.I", "4", "Apartment", "Apt[0]", "text", "applicant", "person.apt",
     "450 700 500 716", "longest=6"),
    (1, "A.I", "5", "Unit: apartment", "Unit[0]", "checkbox", "applicant", "person.unit == 'apt'",
     "40 680 50 690", "on=/ APT "),
    (1, "A.I", "5", "Unit: floor", "Unit[1]", "checkbox", "applicant", "person.unit == 'floor'",
     "60 680 70 690", "on=/ FLR "),
    (1, "A.I", "6", "No children", "Children[1]", "checkbox", "applicant", "children.count == 0",
     "100 680 110 690", "on=/Y"),
    (1, "A.I", "6", "Has children", "Children[0]", "checkbox", "applicant", "children.count > 0",
     "120 680 130 690", "on=/N"),
    (1, "A.II child 1", "1", "Child 1: name", "Child1[0]", "text", "applicant", "children[0].name",
     "40 650 140 664", ""),
    (1, "A.III", "4 row 1", "Jobs (present first): employer", "Job[0]", "text", "applicant",
     "background.jobs[0].employer", "40 620 200 634", ""),
    (1, "A.III", "4 row 1", "Jobs: from", "From[0]", "text", "applicant",
     "background.jobs[0].from", "210 620 254 634", ""),
    (1, "A.III", "4 row 2", "Jobs (present first): employer", "Job[1]", "text", "applicant",
     "background.jobs[1].employer", "40 600 200 614", ""),
    (1, "A.III", "4 row 2", "Jobs: from", "From[1]", "text", "applicant",
     "background.jobs[1].from", "210 600 254 614", ""),
    (1, "B", "1.A", "Harm: no", "Harm[1]", "checkbox", "applicant", "claim.harm == false",
     "40 580 50 590", "on=/N"),
    (1, "B", "1.A", "Harm: yes", "Harm[0]", "checkbox", "applicant", "claim.harm == true",
     "60 580 70 590", "on=/Y"),
    (1, "B", "1.A explain", "What happened", "Story[0]", "text/multiline", "applicant",
     "claim.text", "40 480 560 560", "locked multiline"),
    (1, "D", "name", "Print your complete name", "Full[0]", "text", "applicant", "person.full",
     "40 440 300 456", ""),
    (1, "D", "native name", "Name in your native alphabet", "Native[0]", "text", "applicant",
     "person.native", "310 440 560 456", "native"),
    (1, "D", "signature", "Signature", "Sign[0]", "text", "hand", "", "40 400 300 416", "locked"),
    (1, "D", "signature date", "Date", "SignDate[0]", "text", "hand", "", "310 400 400 416", ""),
    (1, "F", "official", "Official use", "Office[0]", "text", "leave_blank", "", "40 360 300 376",
     "locked"),
    (1, "F", "official", "All true", "Office[1]", "checkbox", "leave_blank", "", "320 360 330 370",
     "on=/Y locked"),
    (2, "Supp. A", "header", "Name", "NameA[0]", "text", "applicant", "person.full",
     "40 700 300 716", "locked"),
    (2, "Supp. A child 2", "1", "Child 2: name", "Child2[0]", "text", "applicant",
     "children[1].name", "40 650 140 664", ""),
    (2, "Supp. A", "header", "Signature", "SignA[0]", "text", "hand", "", "310 700 560 716",
     "locked"),
    (3, "Supp. B", "header", "Name", "NameB[0]", "text", "applicant", "person.full",
     "40 700 300 716", "locked"),
    (3, "Supp. B", "part", "Part", "PartB[0]", "text", "computed", "overflow[0].part",
     "40 670 112 684", ""),
    (3, "Supp. B", "question", "Question", "QuestionB[0]", "text", "computed", "overflow[0].item",
     "40 650 112 664", ""),
    (3, "Supp. B", "text", "Text", "TextB[0]", "text/multiline", "computed", "overflow[0].text",
     "40 300 560 640", "multiline"),
    (3, "Supp. B", "header", "Signature", "SignB[0]", "text", "hand", "", "310 700 560 716",
     "locked"),
    *((page, "page footer", "barcode", "Barcode", f"PDF417BarCode1[{page}]", "text",
       "leave_blank", "", "192 12 462 30", "locked barcode") for page in (1, 2, 3)),
)  # fmt: skip

EDITION = textwrap.dedent("""\
    form: X-1
    title: An invented form
    edition: 2025-05-06
    omb_expires: 2030-01-31
    check_at: example.gov/x-1
    pages: 3
    fingerprints: [{fingerprint}]
    continues: {{sheet: Supplement B, short: Supp. B}}
    reject_if_blank:
      - {{part: A.I, items: [2]}}
      - {{part: B, items: [1.A]}}
    """)


def blank(
    edition: str = "05/06/25",
    *,
    xfa: str = "05/06/25",
    barcode: str = "05/06/25",
    without: str = "",
    moved: float = 0,
    values: Mapping[str, str] | None = None,
    password: str | None = None,
) -> bytes:
    """Return the form as a PDF; the words change it into copies that must be refused."""
    pdf = Pdf.new()
    root = pdf.make_indirect(Dictionary(T=String("form1[0]"), Kids=Array()))
    for number in (1, 2, 3):
        page = pdf.add_blank_page(page_size=(612, 792)).obj
        footer = f"BT /F1 8 Tf 40 20 Td (Form X-1 Edition {edition}) Tj ET".encode()
        page.Contents = pdf.make_stream(footer)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Annots = Array()
        for box in BOXES:
            if box[0] != number or box[4] == without:
                continue
            widget = _widget(pdf, box, moved, barcode)
            widget.P, widget.Parent = page, root
            page.Annots.append(widget)
            root.Kids.append(widget)
    for kid in root.Kids:
        if str(kid.T) in (values or {}):
            kid.V = String((values or {})[str(kid.T)])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([root]),
        NeedAppearances=True,
        SigFlags=1,
        XFA=Array([String("template"), pdf.make_stream(_xfa(xfa))]),
    )
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))
    pdf.Root.OpenAction = script
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("check"), script])))
    link = Dictionary(S=Name.Launch, F=String("a.exe"))
    pdf.pages[0].Annots.append(
        Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=link)
    )
    root.AA = Dictionary(C=script)
    pdf.Root.Perms = Dictionary(UR3=Dictionary(Type=Name.Sig))
    target = io.BytesIO()
    allow = Permissions(modify_form=False, modify_other=False, extract=False)
    lock = Encryption(owner="office", user=password or "", R=4, allow=allow)
    pdf.save(target, encryption=lock, object_stream_mode=ObjectStreamMode.disable)
    return target.getvalue()


def form(directory: Path, fingerprint: str = "none") -> Form:
    """Write the form's map and edition into a directory, and read them as the program does."""
    rows = ["\t".join(COLUMNS)]
    for number, box in enumerate(BOXES, start=1):
        rows.append("\t".join(_row(number, box)[column] for column in COLUMNS))
    (directory / "map.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (directory / "edition.yaml").write_text(EDITION.format(fingerprint=fingerprint))
    return read_form(directory)


def facts(
    single: Mapping[str, Fact | str | bool | None],
    jobs: Iterable[tuple[str, str]] = (),
    children: Iterable[str] = (),
) -> Facts:
    """Return facts as a case would give them, from plain texts and ticks."""
    names = [{"name": fact(name)} for name in children]
    plain = {
        "children.count == 0": not names,
        "children.count > 0": bool(names),
        **single,
    }
    return Facts(
        single={expression: fact(value) for expression, value in plain.items()},
        lists={
            "children": tuple(names),
            "background.jobs": tuple(
                {"employer": fact(name), "from": fact(start)} for name, start in jobs
            ),
        },
        blank={},
    )


def fact(value: Fact | str | bool | None) -> Fact:
    """Return a fact: a text, a tick, or nothing that was answered."""
    if isinstance(value, Fact):
        return value
    keys = (Key("invented"),)
    return Fact(keys, text=value) if isinstance(value, str) else Fact(keys, ticked=value)


TODAY = date(2026, 11, 22)


def _row(number: int, box: tuple[object, ...]) -> dict[str, str]:
    page, part, item, question, short, kind, who, asked, rect, special = map(str, box)
    on_value = special.removeprefix("on=").removesuffix(" locked") if "on=" in special else ""
    longest = special.split("longest=")[1].split()[0] if "longest=" in special else ""
    check = kind == "checkbox"
    return dict.fromkeys(COLUMNS, "") | {
        "seq": str(number),
        "page": page,
        "part": part,
        "item": item,
        "question": question,
        "field": f"form1[0].{short}",
        "short": short,
        "type": kind,
        "on_value": on_value,
        "maxlen": longest,
        "filled_by": who,
        "expr": "" if check else asked,
        "when": asked if check else "",
        "transform": "native" if "native" in special else "latin",
        "rect": rect,
    }


def _widget(pdf: Pdf, box: tuple[object, ...], moved: float, barcode: str) -> Dictionary:
    row, special = _row(0, box), str(box[9])
    corners = [float(each) for each in row["rect"].split()]
    widget = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            F=4,
            FT=Name.Btn if row["type"] == "checkbox" else Name.Tx,
            T=String(row["short"]),
            DA=String("/Courier 9 Tf 0 g"),
            Ff=(_READ_ONLY if "locked" in special else 0)
            | (_MULTILINE if "multiline" in special else 0)
            | (_COMB if "comb" in special else 0),
            Rect=Array([c + (moved if row["short"] == "Last[0]" else 0) for c in corners]),
        )
    )
    if row["maxlen"]:
        widget.MaxLen = int(row["maxlen"])
    if row["type"] == "checkbox":
        widget.AP = Dictionary(N=Dictionary({row["on_value"]: _picture(pdf, b"0 0 9 9 re f")}))
        widget.AP.N["/Off"] = _picture(pdf, b"")
        widget.AS = Name.Off
    if "barcode" in special:
        widget.V = String(f"X-1|{barcode}|{row['page']}")
        bars = b" ".join(b"%d 0 3 18 re" % (7 * bar) for bar in range(1, 20 + int(row["page"])))
        widget.AP = Dictionary(N=_picture(pdf, bars + b" f"))
    if row["short"] == "Last[0]":
        widget.AA = Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("event.value = ''")))
    return widget


def _picture(pdf: Pdf, drawn: bytes) -> Stream:
    return pdf.make_stream(
        drawn, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 270, 18])
    )


def _xfa(edition: str) -> bytes:
    return (
        f'<template><text name="FormID">X-1</text><text name="RevDate">{edition}</text></template>'
    ).encode()
