"""Where a page was saved from, and when, as far as the page itself tells it. Child side only."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_SINGLE_FILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:([^\n>]+)"
)
_CANONICAL = re.compile(r"<link[^>]{0,300}rel=[\"']?canonical[\"']?[^>]{0,500}>", re.I)
_HREF = re.compile(r"href=[\"']?([^\"'\s>]+)", re.I)
_WAYBACK = re.compile(r"https?://web\.archive\.org/web/(\d{14})\w*/(https?:/{1,2}\S+)", re.I)
_ENGLISH_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_MAIL_DATE = re.compile(
    r"(?:\w{3},?\s+)?(?:(\d{1,2})\s+(\w{3})|(\w{3})\s+(\d{1,2}))\s+(\d{4})\s+(\d\d):(\d\d):(\d\d)"
    r"\s*(?:GMT|UTC)?\s*([+-]\d{4})?"
)


def told_by(html: str) -> tuple[str, str]:
    """Return address and moment of saving as far as the page tells them."""
    head, tail = html[:20_000], html[-4096:]
    for place in (head, tail):
        if found := _SINGLE_FILE.search(place):
            address, archived = unarchived(found[1])
            return address, archived or moment_of(found[2])
    if found := _SAVED_FROM.search(head):
        return unarchived(found[1])
    if (link := _CANONICAL.search(head)) and (found := _HREF.search(link[0])):
        return unarchived(found[1])
    return "", ""


def unarchived(url: str) -> tuple[str, str]:
    """Return a page's own address, and the moment a web archive took it, else ""."""
    found = _WAYBACK.fullmatch(url)
    if not found:
        return url, ""
    try:
        moment = datetime.fromisoformat(f"{found[1][:8]}T{found[1][8:]}+00:00")
    except ValueError:
        return url, ""
    return url, moment.isoformat()


def moment_of(text: str) -> str:
    """Return a date of mail or of a browser in ISO 8601 and UTC, "" where it is not understood."""
    found = _MAIL_DATE.search(text)
    if not found:
        return ""
    day, month = found[1] or found[4], (found[2] or found[3]).lower()
    if month not in _ENGLISH_MONTHS:
        return ""
    zone = found[9] or "+0000"
    said = f"{found[5]}-{_ENGLISH_MONTHS.index(month) + 1:02}-{int(day):02}T{found[6]}:{found[7]}"
    try:
        moment = datetime.fromisoformat(f"{said}:{found[8]}{zone[:3]}:{zone[3:]}")
        return moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return ""
