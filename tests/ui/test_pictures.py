"""The pictures of the documentation are those that the script takes, and show what there is."""

from __future__ import annotations

import re

from pristan.content import content_dir
from ui.pictures import ROOT, SCREENS, names
from ui.windows import interview


def test_every_picture_is_there_and_every_one_that_is_shown_is_taken() -> None:
    kept = {file.name for file in (ROOT / "docs" / "images").iterdir()}
    assert kept == set(names())
    for page in (ROOT / "docs").glob("*.md"):
        shown = re.findall(r"\(images/([^)]+)\)", page.read_text(encoding="utf-8"))
        assert set(shown) <= kept, page.name


def test_the_screens_are_still_asked() -> None:
    assert {screen for screen, _ in SCREENS.values()} <= interview(
        content_dir("forms")
    ).screens.keys()
