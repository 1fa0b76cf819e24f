"""The papers of the sample case, drawn by our own templates in the closed-off child."""

from __future__ import annotations

from pathlib import Path

from pristan.packet.press import Folios, Press, Sheet


def specimen(templates: Path, page: str) -> bytes:
    """Return ``templates/sample/<page>.html`` as a PDF."""
    press = Press(templates, {})
    sheet = Sheet(
        name=page,
        template=f"sample/{page}.html",
        facts={},
        language="ru",
        title="SAMPLE",
        folios=Folios(),
    )
    press.lay(sheet)
    return press.write(sheet, sheet.pages)
