"""The boxes of a PDF as rows of a map, for whoever adds an edition (docs/official-forms.md).

What a box is comes from the PDF; what it means is carried over, by its name, from the newest map of
the same form, and must be read again from the printed page.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from pristan.official.edition import fingerprint
from pristan.official.look import Widget, on_values, opened, options, widgets

_READ_ONLY, _MULTILINE = 1, 1 << 12  # bits of /Ff (ISO 32000-1, tables 221 and 228)
_NEAR = 2.0  # points that a box may have moved and still be the same box
COLUMNS = (
    "page", "part", "item", "question", "field", "short", "type", "on_value", "options", "maxlen",
    "readonly", "filled_by", "expr", "when", "transform", "rect", "note",
)  # fmt: skip
_OF_THE_PDF = (
    "page",
    "field",
    "short",
    "type",
    "on_value",
    "options",
    "maxlen",
    "readonly",
    "rect",
)


@dataclass(frozen=True, slots=True)
class Survey:
    """A map to go on from: its rows as text, and the names of boxes that need a closer look."""

    map: str
    new: tuple[str, ...]
    gone: tuple[str, ...]
    changed: tuple[str, ...]


def boxes_of(data: bytes) -> list[dict[str, str]]:
    """Child side: return what the PDF says of each box, by the map's columns, and its tooltip."""
    with opened(data) as pdf:
        return [_row(widget) for widget in widgets(pdf)]


def surveyed(boxes: Sequence[Mapping[str, str]], known: Path | None) -> Survey:
    """Lay the boxes of a PDF beside the newest map of the same form, where there is one."""
    columns: Sequence[str] = COLUMNS
    before: dict[str, dict[str, str]] = {}
    if known is not None:
        with (known / "map.tsv").open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t")
            before = {row["field"]: row for row in rows}
            columns = rows.fieldnames or COLUMNS
    place = {field: at for at, field in enumerate(before)}
    ordered = sorted(boxes, key=lambda box: place.get(box["field"], len(place)))
    made, new, changed = [], [], []
    for box in ordered:
        old = before.get(box["field"])
        if old is None:
            new.append(box["field"])
            row = dict.fromkeys(columns, "") | {"note": f"NEW: {box['tooltip']}"}
        else:
            row = dict(old)
            if _differ(box, old):
                changed.append(box["field"])
        pdf = {name: box[name] for name in _OF_THE_PDF if name in columns}
        row |= pdf if old is None else pdf | {"short": old["short"]}
        made.append(row)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    gone = tuple(field for field in before if field not in {box["field"] for box in boxes})
    return Survey(text.getvalue(), tuple(new), gone, tuple(changed))


def drafted(seen: Mapping[str, Any], known: Path | None, today: date) -> str:
    """Return an ``edition.yaml`` to go on from: what the PDF says, and the rest as it was."""
    said = sorted({(each[0], each[1]) for found in seen["said"].values() for each in found})
    plain: dict[str, Any] = {"title": "", "check_at": "", "continues": {"sheet": "", "short": ""}}
    if known is not None:
        plain = yaml.safe_load((known / "edition.yaml").read_text(encoding="utf-8"))
    kept = ("title", "omb_number", "check_at", "continues", "reject_if_blank")
    form, edition = said[0] if said else ("", "")
    draft = {
        "form": form,
        "edition": edition and datetime.strptime(edition, "%m/%d/%y").date(),
        "omb_expires": max(seen["expires"], default=plain.get("omb_expires", "")),
        "pages": seen["pages"],
        "fingerprints": [fingerprint(seen["boxes"])],
        "words": list(seen["words"]),
        **{name: plain[name] for name in kept if name in plain},
    }
    head = f"# Surveyed {today}. Read title, check_at, continues and reject_if_blank again.\n"
    return head + yaml.safe_dump(draft, sort_keys=False, allow_unicode=True, width=100)


def _row(widget: Widget) -> dict[str, str]:
    flags, longest = int(widget.get("/Ff") or 0), widget.get("/MaxLen")
    kind = {"/Btn": "checkbox", "/Ch": "choice"}.get(str(widget.get("/FT")), "text")
    if kind == "text" and flags & _MULTILINE:
        kind = "text/multiline"
    return {
        "page": str(widget.page + 1),
        "field": widget.name,
        "short": widget.name.rsplit(".", 1)[-1],
        "type": kind,
        "on_value": next(iter(on_values(widget.object)), ""),
        "options": "|".join(options(widget)) if kind == "choice" else "",
        "maxlen": "" if longest is None else str(int(longest)),
        "readonly": "yes" if flags & _READ_ONLY else "",
        "rect": " ".join(f"{float(each):.1f}" for each in widget.object.get("/Rect", ())),
        "tooltip": " ".join(str(widget.get("/TU") or "").split()),
    }


def _differ(box: Mapping[str, str], old: Mapping[str, Any]) -> bool:
    return any(
        box[name] != (old.get(name) or "") for name in ("page", "type", "on_value", "maxlen")
    ) or any(
        abs(float(a) - float(b)) > _NEAR
        for a, b in zip(box["rect"].split(), old["rect"].split(), strict=True)
    )
