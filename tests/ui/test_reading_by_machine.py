"""What a file tells about itself, and the words that a machine reads on its pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageDraw, ImageFont
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from pristan.case import Key, Links
from pristan.desk import Desk
from pristan.evidence.recognize import data_folder
from pristan.ui.pages_panel import PagesPanel
from pristan.ui.shell import Shell
from ui.test_pages import opened
from ui.windows import find, go

Open = Callable[..., Shell]
FONT = "LiberationSerif-Regular.ttf"  # dev.py installs it; Pillow finds it by name


@pytest.fixture
def item(desk: Desk) -> str:
    return desk.add_item(Key("evidence"))


def photographed(file: Path) -> Path:
    """Write a photo of a line of print, which tells when and by what it was taken."""
    picture = Image.new("RGB", (1400, 500), "white")
    font = ImageFont.truetype(FONT, 90)
    ImageDraw.Draw(picture).text((60, 180), "ПОВЕСТКА В СУД", "black", font)
    tags = Image.Exif()
    tags[ExifTags.Base.Make] = "Sample maker"
    tags.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2022:02:24 14:03:00"
    picture.save(file, exif=tags)
    return file


def test_the_viewer_tells_what_the_file_does_and_reads_its_words_by_machine(
    qtbot: QtBot, desk: Desk, item: str, open_shell: Open, tmp_path: Path
) -> None:
    kept = desk.attach(photographed(tmp_path / "снимок.jpg"))
    desk.answer(Key("exhibit_files", item), Links((kept.id,)))
    view = go(open_shell(desk), "exhibit_what", item)
    (panel,) = view.findChildren(PagesPanel)
    qtbot.waitUntil(lambda: panel.strip.count() == 1, timeout=30_000)
    viewer = opened(panel, 0)
    find(viewer, QPushButton, "viewer.about").click()

    def said() -> str:
        return " | ".join(each.text() for each in viewer.facts.findChildren(QLabel))

    qtbot.waitUntil(lambda: "2022-02-24 14:03" in said(), timeout=30_000)
    assert "Sample maker" in said()
    qtbot.waitUntil(lambda: "is a picture" in said(), timeout=30_000)
    read = find(viewer, QPushButton, "viewer.read")
    if data_folder() is None:
        assert not read.isVisible()
    else:
        read.click()
        qtbot.waitUntil(lambda: "Machine text" in said(), timeout=60_000)
        assert "ПОВЕСТКА" in find(viewer, QLabel, "viewer.words").text()
    viewer.leave()


@pytest.mark.skipif(data_folder() is None, reason="Tesseract is not installed")
def test_reading_by_machine_is_stopped_and_begun_again(
    qtbot: QtBot, desk: Desk, item: str, open_shell: Open, tmp_path: Path
) -> None:
    names = ["первый.jpg", "второй.jpg", "третий.jpg"]
    kept = [desk.attach(photographed(tmp_path / name)) for name in names]
    desk.answer(Key("exhibit_files", item), Links(tuple(each.id for each in kept)))
    view = go(open_shell(desk), "exhibit_what", item)
    (panel,) = view.findChildren(PagesPanel)
    qtbot.waitUntil(lambda: panel.strip.count() == 3, timeout=30_000)
    viewer = opened(panel, 0)
    find(viewer, QPushButton, "viewer.about").click()
    read, stop = (find(viewer, QPushButton, f"viewer.{name}") for name in ("read", "read.stop"))
    said = find(viewer, QLabel, "viewer.read.said")
    read.click()
    assert stop.isVisible() and not read.isEnabled()
    qtbot.waitUntil(lambda: "page 2 of 3" in said.text(), timeout=60_000)
    stop.click()
    qtbot.waitUntil(read.isEnabled, timeout=30_000)
    assert not stop.isVisible()
    qtbot.waitUntil(lambda: "Machine text" in said.text(), timeout=30_000)
    assert desk.papers.words(kept[0].id, 1).machine, "what was read stays"
    assert not desk.papers.words(kept[2].id, 1).words
    read.click()
    qtbot.waitUntil(read.isEnabled, timeout=90_000)
    assert all(desk.papers.words(each.id, 1).machine for each in kept)
    viewer.leave()
