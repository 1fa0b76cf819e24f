"""Packets written the whole way: an encrypted case, closed-off children, files in a folder."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from pristan.case import Change
from pristan.evidence import open_evidence
from pristan.packet.progress import Tell, tell_nobody
from pristan.packet.report import Report
from pristan.packet.tabs import Tabs
from pristan.packet.write import write_packet
from pristan.questions.plain import read_answers
from pristan.vault import Profile, Vault
from unit.packet.cases import A4, paper, plain_case, questionnaire

CHEAP = Profile(15, 8, 1, 1)
COVER = ("cover", "index", "exhibits")


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (120, 90, 60)).save(out, kind)
    return out.getvalue()


def paper_in_helvetica() -> bytes:
    """Return a paper whose letters are not in its file; every reader has its own."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=A4)
    helvetica = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=helvetica))
    page.Contents = pdf.make_stream(b"BT /F 20 Tf 72 700 Td (A letter) Tj ET")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


POISONED = b"%PDF-1.7\nthis is not a paper at all\n"
FILES = {
    "1.pdf": paper(A4, A4),
    "2.jpg": picture("JPEG"),
    "3.png": picture("PNG"),
    "4.pdf": POISONED,
    "5.pdf": paper(A4, rotate=90),
    "6.pdf": paper_in_helvetica(),
    "7.pdf": paper((400, 400)),
    "8.pdf": paper(A4[::-1]),
}


def eight_exhibits() -> dict[str, Any]:
    return case_of(FILES)


def case_of(files: Iterable[str]) -> dict[str, Any]:
    """Return the plain case with an exhibit for each file, and no other paper."""
    case = plain_case()
    for event in case["incidents"]:
        event["incident_exhibits"] = []
    del case["cases"]
    case["evidence"] = [
        {
            "exhibit_title": {"text": f"Бумага {n}", "english": f"Paper {n}"},
            "exhibit_files": [name],
            "exhibit_language": "none",
        }
        for n, name in enumerate(files, start=1)
    ]
    return case


def vault_with(folder: Path, case: dict[str, Any], files: dict[str, bytes]) -> Vault:
    vault = Vault.create(
        folder / "case.pristan", "six words that nobody else knows", profile=CHEAP,
        profiles=[CHEAP], sample=True,
    )  # fmt: skip
    kept = {name: vault.attach(name, [content]).id for name, content in files.items()}
    given = read_answers(questionnaire(), case, kept.__getitem__)
    vault.save(Change(answer.key, None, answer) for answer in given)
    return vault


def write(
    vault: Vault,
    target: Path,
    profile: str = "lawyer",
    documents: Any = (),
    tell: Tell = tell_nobody,
    tabs: Tabs | None = None,
) -> Report:
    return write_packet(
        questionnaire(), vault.answers(), vault, target, profile, documents,
        cleaners=open_evidence, parts=vault.rendered(), tell=tell, tabs=tabs,
    )  # fmt: skip
