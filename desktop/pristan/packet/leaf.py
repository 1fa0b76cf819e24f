"""Print a page of our own that stands within an exhibit, from its template. Child side only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pristan.packet.press import Press
from pristan.packet.sheets import Sheet, Sheets


def print_leaf(
    templates: Path, template: str, title: str, facts: Mapping[str, Any], photo: bytes = b""
) -> bytes:
    """Return a template with its facts as a PDF. It has no page numbers: binding stamps them.

    *photo* is a JPEG of our own making, which the template may show.
    """
    sheet = Sheet("leaf", template, facts, "en", title)
    html = Sheets(templates, {}).html(sheet)
    return Press(templates, photo=photo).lay(sheet.name, html).pdf
