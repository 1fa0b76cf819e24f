"""``pristan new --evidence DIR`` takes a folder with everything in it and says what it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from pristan.case import Problem
from pristan.cli.given import fill_case, whole_or_gone
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.questions import read_questionnaire
from pristan.vault import Profile, Vault
from reliability.disks import files_end_at
from unit.evidence.hostile import text_pdf
from unit.evidence.test_damage import album, place

CHEAP = Profile(15, 8, 1, 1)


def new_desk(case: Path) -> Desk:
    vault = Vault.create(case, "six words that nobody else knows", profile=CHEAP, profiles=[CHEAP])
    return Desk(vault, read_questionnaire(content_dir("forms") / "interview"))


def test_a_damaged_paper_is_taken_and_what_it_lacks_is_said(tmp_path: Path) -> None:
    folder, whole = tmp_path / "papers", album()
    folder.mkdir()
    (folder / "cut.pdf").write_bytes(whole[: place(whole, 6)])
    (folder / "whole.pdf").write_bytes(whole)
    (folder / "words.txt").write_text("not a PDF at all")
    desk = new_desk(tmp_path / "case.pristan")
    (said,) = fill_case(desk, {}, folder)
    assert str(said).startswith("cut.pdf: This file is damaged. Something is missing on these of")
    assert " pages: 7–10. It is kept as it is." in str(said)
    assert len(desk.attachments()) == 3
    desk.close()


def test_a_full_disk_makes_no_case_and_that_is_what_is_said(tmp_path: Path) -> None:
    folder, case = tmp_path / "papers", tmp_path / "case.pristan"
    folder.mkdir()
    (folder / "large.pdf").write_bytes(text_pdf(1) + bytes(1 << 20))
    with (
        files_end_at(400_000),
        pytest.raises(Problem, match=r"^The disk is full .* so no case was made"),
        whole_or_gone(lambda: new_desk(case)) as desk,
    ):
        fill_case(desk, {}, folder)
    assert [each.name for each in tmp_path.iterdir()] == ["papers"]


def test_a_folder_in_a_folder_comes_along(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    (folder / "court").mkdir(parents=True)
    (folder / "a.pdf").write_bytes(text_pdf(1))
    (folder / "court" / "b.pdf").write_bytes(text_pdf(2))
    (folder / "court" / "copy.pdf").write_bytes(text_pdf(1))
    (folder / "court" / "empty.pdf").write_bytes(b"")
    desk = new_desk(tmp_path / "case.pristan")
    left = fill_case(desk, {}, folder)
    assert [each.name for each in desk.attachments()] == ["a.pdf", "b.pdf"]
    assert len(desk.answers.items("evidence")) == 2
    assert [str(each.facts["why"]) for each in left] == [
        "It is empty: it was not saved or copied to the end.",
        "The same file is in the case already, as a.pdf.",
    ]
    desk.close()
