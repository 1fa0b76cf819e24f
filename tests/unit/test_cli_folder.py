"""``pristan new --evidence DIR`` takes a folder with everything in it and says what it leaves."""

from __future__ import annotations

from pathlib import Path

from pristan.cli.given import fill_case
from pristan.content import content_dir
from pristan.desk import Desk
from pristan.questions import read_questionnaire
from pristan.vault import Profile, Vault
from unit.evidence.hostile import text_pdf

CHEAP = Profile(15, 8, 1, 1)


def test_a_folder_in_a_folder_comes_along(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    (folder / "court").mkdir(parents=True)
    (folder / "a.pdf").write_bytes(text_pdf(1))
    (folder / "court" / "b.pdf").write_bytes(text_pdf(2))
    (folder / "court" / "copy.pdf").write_bytes(text_pdf(1))
    (folder / "court" / "empty.pdf").write_bytes(b"")
    vault = Vault.create(
        tmp_path / "case.pristan", "six words that nobody else knows", profile=CHEAP,
        profiles=[CHEAP],
    )  # fmt: skip
    desk = Desk(vault, read_questionnaire(content_dir("forms") / "interview"))
    left = fill_case(desk, {}, folder)
    assert [each.name for each in desk.attachments()] == ["a.pdf", "b.pdf"]
    assert len(desk.answers.items("evidence")) == 2
    assert [str(each.facts["why"]) for each in left] == [
        "It is empty: it was not saved or copied to the end.",
        "The same file is in the case already, as a.pdf.",
    ]
    desk.close()
