"""A cropped page, turned any way, makes a packet that is proved and says nothing of what is cut."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from unit.packet.cases import paper
from unit.packet.made import page_texts
from unit.packet.written import COVER, case_of, vault_with, write

BOX = (100, 100, 500, 700)


def cropped(turn: int) -> bytes:
    """Return a Letter page with words in all four margins that its crop box hides."""
    words = "".join(
        f"BT /F 18 Tf {x} {y} Td (HIDDEN 77) Tj ET "
        for x, y in ((280, 750), (280, 40), (4, 400), (510, 400))
    )
    drawing = f"{words} BT /F 18 Tf 200 400 Td (A letter) Tj ET".encode()
    with pikepdf.open(io.BytesIO(paper((612, 792), rotate=turn, drawing=drawing, crop=BOX))) as pdf:
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
        )))  # fmt: skip
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize("profile", ["lawyer", "court"])
def test_cropped_pages_are_proved_and_hide_nothing(tmp_path: Path, profile: str) -> None:
    files = {f"{turn}.pdf": cropped(turn) for turn in (0, 90, 180, 270)}
    assert all("HIDDEN" in page_texts(file)[0] for file in files.values())
    with vault_with(tmp_path, case_of(files), files) as vault:
        report = write(vault, tmp_path / "out", profile, COVER)
    assert report.proved, report.problems
    assert [each.how for each in report.exhibits] == ["flattened"] * 4
    for part in report.parts:
        texts = page_texts((report.directory / part.file).read_bytes())
        assert not any("HIDDEN" in text for text in texts)
