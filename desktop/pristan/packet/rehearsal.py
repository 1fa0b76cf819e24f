"""A packet of nobody, by which a press gets ready: an index and slip sheets, as most cases have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pristan.packet.imprint import Question
from pristan.packet.sheets import Sheet, Sheets, sheets_of, slips_of

_LABELS: Final = "0", "0000"  # a long one is set in another shape, and so is an index with one
_SAID: Final = (
    "id", "title", "own_title", "kind", "issuer", "date", "source", "language",
    "translation", "shows", "concerns",
)  # fmt: skip


def rehearsal(sheets: Sheets) -> list[Sheet]:
    """Return sheets of the shapes that most cases have, written, on which nothing is said."""
    said = dict.fromkeys(_SAID, "0") | {"own_language": "ru", "group": "personal", "number": 0}
    unsaid = {"letter": "", "web": "", "absent": "", "read": False, "translated": True}
    index = {
        "name": "index", "title": "0", "template": "index.html", "language": "en",
        "language_name": "0", "enclosed": False, "last": False,
        "facts": {"respondent": {"caption": "0", "a_number": "0"}, "forum": "court"},
    }  # fmt: skip
    cover: Mapping[str, Any] = index | {"name": "cover_letter", "facts": {}}
    exhibits = [said | unsaid | {"label": label} for label in _LABELS]
    plan = {"documents": [index, cover], "exhibits": exhibits, "annotated_index": True}
    short = sheets_of(plan | {"exhibits": exhibits[:1]})
    written = [short["index"], sheets_of(plan)["index"], *slips_of(plan, ()).values()]
    for sheet in written:
        sheets.settle(sheet, _answer)
    return written


def _answer(question: Question) -> object:
    """Answer what a template asks: a number takes one digit, and no two are the same."""
    return 1 if question[0] == "slot" else None
