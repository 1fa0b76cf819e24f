"""How well-known numbers usually look; only ever a remark, since a paper may say otherwise."""

from __future__ import annotations

import re

from pristan.words import Words


def doubt(kind: str, text: str, words: Words) -> str:
    """Return a remark on a number that does not look as usual; "" where there is none.

    Shapes: A-Number 7 to 9 digits (USCIS), I-94 11 characters (CBP, with a letter since 2019),
    Russian passport for travel 9 digits, criminal case 17 digits (internal numbering since 2016)
    or the shorter older form. Checked 2026-11-22.
    """
    if not text:
        return ""
    letters = re.sub(r"[\s\-–/№N]", "", text, flags=re.IGNORECASE)
    if kind == "a_number" and not re.fullmatch(r"[AА]?\d{7,9}", letters, re.IGNORECASE):
        return words(
            "ui.number.a_number",
            "An A-Number usually has 8 or 9 digits. If your paper says exactly this, leave it.",
        )
    if kind == "i94" and not re.fullmatch(r"[0-9A-Z]{11}", letters, re.IGNORECASE):
        return words(
            "ui.number.i94",
            "An I-94 number usually has 11 characters. If your paper says exactly this, leave it.",
        )
    if kind == "passport" and not re.fullmatch(r"[0-9A-ZА-Я]{6,10}", letters, re.IGNORECASE):
        return words(
            "ui.number.passport",
            "A passport number usually has 9 digits. If your passport says exactly this, leave it.",
        )
    if kind == "criminal_case" and not re.fullmatch(r"\d{6,8}|\d{17}", letters):
        return words(
            "ui.number.criminal_case",
            "The number of a criminal case usually has 17 digits, in old cases fewer. "
            "If your paper says exactly this, leave it.",
        )
    return ""
