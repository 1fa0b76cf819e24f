"""What a file tells about itself: when a photo was taken, by which camera, where. Child side only.

Facts as they stand in the file, for a lawyer to weigh: a clock may be wrong and a tag may be
changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from PIL import ExifTags, Image

from pristan.evidence import papers, pictures
from pristan.evidence.sniff import IMAGES, Kind

_LONGEST: Final = 200  # characters
_EXIF_DATE = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d)")
_PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?")
_IN_PDF: Final[Mapping[str, str]] = {
    "author": "/Author", "title": "/Title", "program": "/Creator", "made_by": "/Producer",
}  # fmt: skip


def tells(kind: Kind, data: bytes, password: str) -> dict[str, str | float]:
    """Return what there is of: taken, zone, camera, program, latitude, longitude, created, changed.

    Of a PDF also author and title. Days are ``2022-02-24 14:03``; degrees are north and east.
    """
    if kind in IMAGES:
        return _of_picture(pictures.opened(data))
    if kind is Kind.PDF:
        return _of_pdf(data, password)
    return {}


def _of_picture(picture: Image.Image) -> dict[str, str | float]:
    try:
        exif = picture.getexif()
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    except Exception:  # broken tags tell nothing
        return {}
    tag = ExifTags.Base
    camera = " ".join(filter(None, (_plain(exif.get(tag.Make)), _plain(exif.get(tag.Model)))))
    found: dict[str, str | float] = {
        "taken": _moment(
            _EXIF_DATE, inner.get(tag.DateTimeOriginal) or exif.get(tag.DateTimeOriginal)
        ),
        "zone": _plain(inner.get(tag.OffsetTimeOriginal)),
        "changed": _moment(_EXIF_DATE, exif.get(tag.DateTime)),
        "camera": camera,
        "program": _plain(exif.get(tag.Software)),
    }
    for name, degrees, side in (("latitude", 2, 1), ("longitude", 4, 3)):
        value = _degrees(place.get(degrees), place.get(side))
        if value is not None:
            found[name] = value
    return {name: value for name, value in found.items() if value != ""}


def _of_pdf(data: bytes, password: str) -> dict[str, str | float]:
    with papers.paper(data, password) as opened:
        try:
            about: Any = opened.pdf.trailer.get("/Info") or {}
            found = {name: _plain(about.get(key)) for name, key in _IN_PDF.items()}
            found["created"] = _moment(_PDF_DATE, about.get("/CreationDate"))
            found["changed"] = _moment(_PDF_DATE, about.get("/ModDate"))
        except (RuntimeError, ValueError, TypeError, AttributeError):
            return {}
    program = ", ".join(filter(None, (found.pop("program"), found.pop("made_by"))))
    return {name: value for name, value in (found | {"program": program}).items() if value}


def _plain(value: Any) -> str:
    text = "" if value is None else str(value)
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:_LONGEST]


def _moment(form: re.Pattern[str], value: Any) -> str:
    """Return a moment as ``2022-02-24 14:03``, as far as the file tells it; "" for none."""
    found = form.match(_plain(value))
    if not found or found.group(1) == "0000":
        return ""
    year, month, day, hour, minute = found.groups()
    date = "-".join(filter(None, (year, month, day)))
    return f"{date} {hour}:{minute}" if hour and minute else date


def _degrees(value: Any, side: Any) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    if not 0 < found <= 180:  # cameras without a place write zeros; NaN fails here, too
        return None
    return round(-found if str(side) in ("S", "W") else found, 5)
