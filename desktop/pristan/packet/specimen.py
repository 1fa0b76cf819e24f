"""The papers of the sample case, drawn by our own templates in the closed-off child."""

from __future__ import annotations

from pathlib import Path

from pristan.packet.press import Press
from pristan.packet.sheets import Sheet, Sheets


def specimen(templates: Path, page: str) -> bytes:
    """Return ``templates/sample/<page>.html`` as a PDF."""
    sheet = Sheet(page, f"sample/{page}.html", {}, "ru", "SAMPLE")
    html = Sheets(templates, {}).html(sheet)
    return Press(templates, "sample/paper.css").lay(sheet.name, html).pdf
