"""A plan as the closed-off child gets it: plain names, lines and sizes, as JSON."""

from __future__ import annotations

import json
import re

from pristan.official.form import Box
from pristan.official.planned import Plan

SAMPLE = "SAMPLE – INVENTED PERSON / ОБРАЗЕЦ – ВЫДУМАННЫЙ ЧЕЛОВЕК"


def order(plan: Plan, mark: str = "") -> bytes:
    """Return a plan as JSON, in UTF-8; *mark* is written into the upper margin of every page.

    ``leading`` is the distance of lines in points; ``texts`` are boxes with their value, lines as
    drawn and size in points; ``ticks`` boxes with their own value; ``copies`` pages to add, counted
    from 0, with the new name of each box.
    """
    return json.dumps(
        {
            "mark": mark,
            "leading": plan.form.continues.leading,
            "texts": [
                {
                    "field": name_of(text.box, text.copy),
                    "value": text.set.value,
                    "lines": [line.text for line in text.set.lines],
                    "size": text.set.size,
                    "multiline": text.box.multiline,
                }
                for text in plan.texts
            ],
            "ticks": [
                {"field": name_of(tick.box, tick.copy), "on": tick.box.on_value}
                for tick in plan.ticks
            ],
            "copies": [
                {
                    "name": copy.name,
                    "page": copy.page - 1,
                    "fields": {
                        box.field: name_of(box, copy.name)
                        for box in plan.form.boxes
                        if box.page == copy.page
                    },
                }
                for copy in plan.copies
            ],
        },
        ensure_ascii=False,
    ).encode()


def name_of(box: Box, copy: str) -> str:
    """Return a box's name in the filled PDF; on a copied page it must be unlike any other."""
    if not copy:
        return box.field
    return re.sub(r"[^A-Za-z0-9]+", "_", f"{copy} {box.short}").strip("_")
