"""What all that is kept is kept under: the program, its templates and words, the libraries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pristan.packet import before
from pristan.packet.before import made_with
from unit.packet.installed import own_content


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program have its content in a folder where a test may change it."""
    return own_content(tmp_path, monkeypatch, before, "templates", "i18n")


def test_every_template_and_every_word_is_in_the_key(room: Path) -> None:
    files = [
        *(each for each in (room / "templates").rglob("*.*") if each.suffix != ".md"),
        *(room / "i18n").glob("*.po"),
    ]
    assert len(files) > 30
    assert room / "i18n" / "ru.po" in files
    keys = {made_with()}
    for file in files:
        was = file.read_bytes()
        file.write_bytes(was + b"\n")
        keys.add(made_with())
        file.write_bytes(was)
    assert len(keys) == 1 + len(files)
    (room / "i18n" / "en.po").write_text('msgid ""\nmsgstr ""\n', encoding="utf-8")
    assert made_with() not in keys


def test_the_program_and_its_libraries_are_in_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {made_with()}
    with monkeypatch.context() as other:
        other.setattr("pristan.__version__", "0.0.0")
        keys.add(made_with())
    with monkeypatch.context() as other:
        other.setattr(before, "_libraries", lambda: ["jinja2-0"])
        keys.add(made_with())
    assert len(keys) == 3
    names = {name.rpartition("-")[0] for name in before._libraries()}  # noqa: SLF001
    assert {"jinja2", "markupsafe", "weasyprint"} <= names


SAYS_WHAT_IT_IMPORTS = """
import sys
import pristan.packet.compose, pristan.packet.press_child, pristan.words
print(*(name for name in sys.modules if name.startswith("pristan.")))
"""


def test_all_of_the_program_that_writes_a_page_is_in_the_key() -> None:
    said = subprocess.run(
        [sys.executable, "-c", SAYS_WHAT_IT_IMPORTS], capture_output=True, text=True, check=True
    )
    rooms = {name.split(".")[1] for name in said.stdout.split()}
    known = {room.removesuffix(".py") for room in before._ROOMS}  # noqa: SLF001
    assert {"packet", "case", "words"} <= rooms
    assert rooms - known == {"content"}, "which only says where templates and words are"
