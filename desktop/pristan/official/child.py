"""The closed-off child of official forms: looks, fills, proves, surveys, draws an answer sheet."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

from pristan.confine.inside import Handler, serve
from pristan.official.draw import fill
from pristan.official.face import face_file
from pristan.official.look import look
from pristan.official.prove import prove
from pristan.official.sheet import draw_sheet
from pristan.official.survey import boxes_of

_READABLE = (Path("/dev/urandom"),)  # qpdf wants chance when it reads an encrypted file


def main() -> None:
    """Serve until the parent has no more questions."""
    for codec in ("utf-16-le", "utf-16-be", "cp1252"):
        codecs.lookup(codec)  # Python reads each from a file on its first use
    serve(answerer(face_file().read_bytes()), may_read=_READABLE)


def answerer(face: bytes) -> Handler:
    """Return what answers the parent, holding the face, since no file can be opened later."""

    def answer(request: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        match request["ask"], blobs:
            case "look", [form]:
                return look(form), []
            case "fill", [form, order]:
                return {}, list(fill(form, json.loads(order), face))
            case "survey", [form]:
                return {**look(form), "rows": boxes_of(form)}, []
            case "sheet", [order]:
                return {}, [draw_sheet(json.loads(order), face)]
            case "prove", [blank, editable, flat, order]:
                return {"wrong": prove(blank, editable, flat, json.loads(order))}, []
            case other, _:
                raise ValueError(other)

    return answer
