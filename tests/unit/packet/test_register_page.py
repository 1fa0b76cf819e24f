"""A saved page of a register in a packet: an extract with the entry marked, and nobody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pristan.packet.verify import verify
from unit.evidence.registers import made
from unit.packet.cases import paper, plain_case, plan_of
from unit.packet.written import COVER, vault_with, write

MANY = made.people(1200)
PAGE = made.mhtml(made.layout_b([*MANY[:700], made.ENTRY, *MANY[700:]]))


def case_with(entry: str = made.ENTRY, outcome: str = "found", **more: Any) -> dict[str, Any]:
    case = plain_case()
    for event in case["incidents"]:
        event["incident_exhibits"] = []
    del case["cases"]
    case["evidence"] = [
        {
            "exhibit_title": {"text": "Перечень", "english": "Page of the list"},
            "exhibit_files": ["page.mhtml"],
            "exhibit_language": "ru",
            "exhibit_register_which": "rosfinmonitoring",
            "exhibit_register_outcome": outcome,
            "exhibit_register_entry": entry,
            "exhibit_register_fit": ["same"],
        }
        | more
    ]
    return case


def text_of(folder: Path) -> str:
    with pypdfium2.PdfDocument(folder / "packet.pdf") as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def written(folder: Path, case: dict[str, Any], files: dict[str, bytes]) -> tuple[Any, str]:
    folder.mkdir(exist_ok=True)
    with vault_with(folder, case, files) as vault:
        report = write(vault, folder / "out", documents=COVER)
    assert report.proved
    assert verify(folder / "out") == []
    return report, text_of(folder / "out")


def test_the_entry_is_marked_and_nobody_else_is_printed(tmp_path: Path) -> None:
    report, said = written(tmp_path, case_with(), {"page.mhtml": PAGE})
    (exhibit,) = report.exhibits
    assert (exhibit.pages, exhibit.how) == (1, "copied")
    assert f"701. {made.ENTRY}" in said
    assert "[700 entries not printed]" in said
    assert "information about their involvement in extremist activity" in said
    assert "Saved 2025-07-03 18:14:05" in said
    assert exhibit.source_sha256 in said.replace(" ", "")
    assert "The whole name and the birth date are the same" in said
    assert MANY[0].split()[0] not in said


def test_that_a_name_is_not_there_is_printed_as_what_it_is(tmp_path: Path) -> None:
    page = made.layout_a(MANY).encode()
    _, said = written(tmp_path, case_with("", "absent"), {"page.mhtml": page})
    assert "searched for the applicant's name, and it was not found" in said
    assert "[1200 entries not printed]" in said


def test_an_organization_is_named_with_what_came_of_the_search(tmp_path: Path) -> None:
    page = made.layout_b(MANY, ["ФОНД «ВЫМЫСЕЛ»*, ;", "ФОНД «ДРУГОЙ», ;"]).encode()
    about = {"text": "Фонд «Вымысел»", "english": "Fiction Fund"}
    found = case_with("ФОНД «ВЫМЫСЕЛ»*, ;", exhibit_register_org=about)
    _, said = written(tmp_path / "found", found, {"page.mhtml": page})
    assert "as that of the organization “Фонд «Вымысел»” (Fiction Fund)" in said
    assert "1. ФОНД «ВЫМЫСЕЛ»*" in said
    assert "ДРУГОЙ" not in said
    absent = case_with("", "absent", exhibit_register_org=about)
    _, said = written(tmp_path / "absent", absent, {"page.mhtml": page})
    assert "searched for the name of the organization “Фонд «Вымысел»” (Fiction Fund)" in said
    assert "applicant's name" not in said


def test_an_entry_that_is_not_on_the_page_is_said(tmp_path: Path) -> None:
    case = case_with("ПРИМЕРОВ ПЕТР СЕРГЕЕВИЧ, 01.02.1985 г.р. ;")
    report, said = written(tmp_path, case, {"page.mhtml": PAGE})
    assert any("does not stand on the saved page" in str(each) for each in report.problems)
    assert "supplied separately" in said


def test_a_screenshot_beside_the_page_is_printed_as_it_is(tmp_path: Path) -> None:
    case = case_with(exhibit_files=["page.mhtml", "screen.pdf"])
    files = {"page.mhtml": PAGE, "screen.pdf": paper((400, 400))}
    report, said = written(tmp_path, case, files)
    assert report.exhibits[0].pages == 2
    assert made.ENTRY in said


@pytest.mark.parametrize("outcome", ["unavailable", None])
def test_without_a_finding_the_page_is_printed_as_any_other(outcome: str | None) -> None:
    case = case_with()
    case["evidence"][0]["exhibit_register_outcome"] = outcome or ""
    if outcome is None:
        del case["evidence"][0]["exhibit_register_outcome"]
    assert plan_of(case).exhibits[0].pieces[0].register is None


def test_an_extract_is_printed_once_wherever_its_pages_were_put() -> None:
    def page(of: str, number: int, **more: object) -> dict[str, object]:
        return {"file": of, "page": number, **more}

    case = case_with(exhibit_files=["page.mhtml", "screen.pdf"], exhibit_pages=[
        page("screen.pdf", 1), page("page.mhtml", 1, hidden=True), page("page.mhtml", 2),
        page("screen.pdf", 2), page("page.mhtml", 3),
    ])  # fmt: skip
    pieces = plan_of(case).exhibits[0].pieces
    assert [each.file for each in pieces] == ["screen.pdf", "page.mhtml", "screen.pdf"]


def test_two_exhibits_of_one_page_mark_their_own_entries() -> None:
    case = case_with()
    second = dict(case["evidence"][0]) | {"exhibit_register_entry": MANY[3]}
    case["evidence"].append(second)
    entries = [each.pieces[0].register for each in plan_of(case).exhibits]
    assert [each.entry for each in entries if each] == [made.ENTRY, MANY[3].strip()]
