"""An exhibit prints the pages that were chosen, as they were turned and covered."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2

from pristan.packet.report import PACKET
from unit.evidence.hostile import text_pdf
from unit.packet.cases import plain_case, plan_of, whole_case
from unit.packet.written import vault_with, write

BOX = [0.0, 0.0, 1.0, 0.5]


def test_pages_of_several_files_in_the_order_of_the_person(tmp_path: Path) -> None:
    case = plain_case()
    for event in case["incidents"]:
        event["incident_exhibits"] = []
    del case["cases"]
    case["evidence"] = [{
        "exhibit_title": {"text": "Paper", "language": "en"},
        "exhibit_language": "none",
        "exhibit_files": ["a.pdf", "b.pdf", "c.pdf"],
        "exhibit_pages": [
            {"file": "c.pdf", "page": 2},
            {"file": "a.pdf", "page": 3, "turn": 90},
            {"file": "a.pdf", "page": 2, "hidden": True},
            {"file": "c.pdf", "page": 1, "boxes": [BOX]},
        ],
    }]  # fmt: skip
    files = {"a.pdf": text_pdf(3), "b.pdf": text_pdf(1), "c.pdf": text_pdf(2)}
    vault = vault_with(tmp_path, case, files)
    report = write(vault, tmp_path / "packet")
    vault.close()
    assert report.proved
    (exhibit,) = report.exhibits
    assert (exhibit.pages, exhibit.how) == (4, "flattened")
    with pypdfium2.PdfDocument(io.BytesIO((tmp_path / "packet" / PACKET).read_bytes())) as pdf:
        first = exhibit.first_page + 1  # the slip sheet stands before it
        texts = [pdf[first + n].get_textpage().get_text_bounded() for n in range(4)]
    lines = [next((w for w in t.split("\n") if "Постановление" in w), "") for t in texts]
    # nothing was arranged of b.pdf, so it comes whole, before the file that was arranged first
    assert [line.strip() for line in lines] == [
        "Постановление 1", "Постановление 2", "Постановление 3", ""
    ]  # fmt: skip


def test_a_file_that_is_original_and_translation_in_one_is_printed_once() -> None:
    case = whole_case()
    case["evidence"][0] |= {
        "exhibit_files": ["english.pdf"], "exhibit_certificate": "own",
        "exhibit_certificate_files": ["english.pdf"],
    }  # fmt: skip
    exhibit = plan_of(case).exhibits[0]
    assert exhibit.files == ("english.pdf",)
    assert [piece.file for piece in exhibit.pieces] == ["english.pdf"]
    assert exhibit.translation == "with certified English translation"
