"""A damaged paper is printed as far as it goes, named with its pages, and makes a draft."""

from __future__ import annotations

from pathlib import Path

import pytest

from pristan.case import reviewed
from pristan.packet.damaged import missing
from pristan.packet.report import Report
from pristan.vault import Vault
from unit.evidence.test_damage import album, place
from unit.packet.cases import A4, paper
from unit.packet.made import page_texts
from unit.packet.written import COVER, case_of, vault_with, write

WHOLE = album()
FILES = {"whole.pdf": WHOLE, "cut.pdf": WHOLE[: place(WHOLE, 6)], "other.pdf": paper(A4)}


def checked(vault: Vault, target: Path) -> Report:
    vault.set_setting(reviewed.SETTING, reviewed.digest(vault.answers()))
    return write(vault, target, "court", COVER)


def test_a_damaged_paper_is_printed_and_named_and_makes_a_draft(tmp_path: Path) -> None:
    case = case_of(FILES) | {"lawyer_reviewed": True}
    with vault_with(tmp_path, case, FILES) as vault:
        first = checked(vault, tmp_path / "first")
        again = checked(vault, tmp_path / "again")  # now from what was kept of the first
    for report in (first, again):
        assert report.proved
        assert [each.pages for each in report.exhibits] == [10, 10, 1]
        (said,) = [str(each) for each in report.problems if each.context == "packet.damaged"]
        assert "Exhibit B: the file “cut.pdf” is damaged" in said
        assert "missing on these of its pages: 7–10." in said
        (part,) = report.parts
        texts = page_texts((report.directory / part.file).read_bytes())
        assert all("DRAFT" in text for text in texts)
        sheet = texts[report.exhibits[1].first_page]
        assert "The file is damaged; what could be read of it is printed here." in sheet
    assert first.parts[0].sha256 == again.parts[0].sha256


def test_whole_papers_make_no_draft(tmp_path: Path) -> None:
    files = {name: data for name, data in FILES.items() if name != "cut.pdf"}
    with vault_with(tmp_path, case_of(files) | {"lawyer_reviewed": True}, files) as vault:
        report = checked(vault, tmp_path / "out")
    assert report.proved and not report.problems
    (part,) = report.parts
    texts = page_texts((report.directory / part.file).read_bytes())
    assert not any("DRAFT" in text for text in texts)


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ((3,), "Something is missing on these of its pages: 3."),
        ((1, 2, 4, 6, 7, 8), "Something is missing on these of its pages: 1–2, 4, 6–8."),
        ((0,), "Some of its pages are not there at all."),
        ((0, 5), "Something is missing on these of its pages: 5. Others are not there at all."),
    ],
)
def test_what_is_missing_is_said(lost: tuple[int, ...], said: str) -> None:
    assert str(missing(lost)) == said
