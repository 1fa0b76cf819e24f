"""What a packet may hold before it is written, and in how many files it goes."""

from __future__ import annotations

import pytest

from pristan.case import Answers
from pristan.packet.outlook import files_needed, outlook
from pristan.packet.profiles import ProfileError
from pristan.vault import Vault
from unit.packet.cases import questionnaire

MB = 1_000_000


def test_documents_and_exhibits_are_offered(vault: Vault) -> None:
    found = outlook(questionnaire(), vault.answers(), vault, "court")
    offered = {each.name: each for each in found.offered}
    assert [each.label for each in found.exhibits] == list("ABCDEFGH")
    assert not offered["cover"].optional
    assert offered["timeline"].optional
    assert offered["exhibits"].due
    empty = outlook(questionnaire(), Answers(), vault, "court")
    due = {each.name: each.due for each in empty.offered}
    assert due["cover"]
    assert not due["exhibits"]
    assert not due["chronology"], "an empty case has no events"
    with pytest.raises(ProfileError):
        outlook(questionnaire(), Answers(), vault, "none")


@pytest.mark.parametrize(
    ("sizes", "limit", "files"),
    [
        ([], 24 * MB, 1),
        ([(10, 5 * MB)] * 4, 24 * MB, 1),
        ([(10, 10 * MB)] * 4, 24 * MB, 2),
        ([(100, 60 * MB)], 24 * MB, 3),
        ([(100, 60 * MB)], 0, 1),
        ([(0, 0)], 24 * MB, 1),
    ],
)
def test_files_are_foreseen(sizes: list[tuple[int, int]], limit: int, files: int) -> None:
    assert files_needed(sizes, limit) == files
