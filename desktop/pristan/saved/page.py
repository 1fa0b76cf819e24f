"""A page as a browser saved it: its text, address and moment, and its files. Child side only."""

from __future__ import annotations

import io
import mimetypes
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin

from pristan.saved.encodings import decoded_html
from pristan.saved.mime import Part, is_mime, leaves, read_part
from pristan.saved.told import moment_of, told_by, unarchived

_ZIP: Final = b"PK\x03\x04"
_BASE: Final = "https://page.invalid/"  # urljoin knows how to join this; no page stands there
_MOST_UNPACKED: Final = 256 << 20  # bytes of a page with everything that came with it
_MOST_FILES: Final = 4000
_HEAD: Final = 8192  # bytes in which a page says what it is
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_LOOKS_LIKE_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table)\b", re.I)
_BAD_ZIP: Final = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError,
)  # fmt: skip

# Read now: a closed-off child cannot read the system's list later
_TYPES: Final = mimetypes.MimeTypes()

File = tuple[str, bytes]
"""Media type and content."""


class NotAPage(Exception):
    """There is no page in the file, or more than any page holds."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The text of a saved page; address and moment of saving where the file itself tells them.

    ``captured`` is ISO 8601 in UTC, to the second. ``whole`` is false where the file breaks off.
    ``base`` is what the addresses in the page are relative to.
    """

    html: str
    url: str = ""
    captured: str = ""
    whole: bool = True
    base: str = _BASE


def read_saved(data: bytes) -> SavedPage:
    """Return the page that a file holds. Raises NotAPage."""
    if data.startswith(_ZIP):
        with _opened(data) as (archive, (page, *_)):
            return _from_html(_unpacked(archive, page))
    return _from_mime(read_part(data)) if is_mime(data) else _from_html(data)


def files_with(data: bytes) -> dict[str, File]:
    """Return what was saved with a page, by its whole address. Raises NotAPage."""
    if data.startswith(_ZIP):
        with _opened(data) as (archive, (_, *others)):
            return {
                urljoin(_BASE, quote(each.filename)): (
                    _TYPES.guess_type(each.filename)[0] or "application/octet-stream",
                    _unpacked(archive, each),
                )
                for each in others
            }
    return _parts_with(read_part(data)) if is_mime(data) else {}


def _from_html(data: bytes) -> SavedPage:
    head = data[:_HEAD]
    if head.startswith(_UTF_16):
        head = head.replace(b"\0", b"")
    if not _LOOKS_LIKE_HTML.search(head):
        raise NotAPage
    html = decoded_html(data)
    url, captured = told_by(html)
    return SavedPage(html, url, captured, whole=_ends(html))


def _from_mime(message: Part) -> SavedPage:
    parts, whole = leaves(message)
    page = _page_of(parts)
    try:
        html = decoded_html(page.content(), page.charset)
    except ValueError as error:
        raise NotAPage from error
    inner, moment = told_by(html)
    url = message.headers.get("snapshot-content-location") or page.location or inner
    address, archived = unarchived(url)
    captured = archived or moment or moment_of(message.headers.get("date", ""))
    return SavedPage(html, address, captured, whole and _ends(html), page.location or _BASE)


def _page_of(parts: list[Part]) -> Part:
    """Return the first part that is a page: browsers write the page itself first."""
    for part in parts[:_MOST_FILES]:
        if part.kind == "text/html":
            return part
    raise NotAPage


def _parts_with(message: Part) -> dict[str, File]:
    parts, _ = leaves(message)
    page = _page_of(parts)
    if len(parts) > _MOST_FILES:
        raise NotAPage
    found: dict[str, File] = {}
    for part in parts:
        if part is page:
            continue
        try:
            content = part.content()
        except ValueError:
            continue  # a picture that cannot be unpacked is missing, and the page is there
        name = part.headers.get("content-id", "").strip("<>")
        for address in (part.location, f"cid:{name}" if name else ""):
            if address:
                found[urljoin(page.location or _BASE, address)] = part.kind, content
    return found


def _ends(html: str) -> bool:
    return "</html" in html[-4096:].lower()


@contextmanager
def _opened(data: bytes) -> Iterator[tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]]:
    """Open a page that the program packed with its folder: the page is the first of the files."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            if not entries or len(entries) > _MOST_FILES:
                raise NotAPage
            if sum(each.file_size for each in entries) > _MOST_UNPACKED:
                raise NotAPage
            yield archive, entries
    except _BAD_ZIP as error:
        raise NotAPage from error


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        found = stream.read(entry.file_size + 1)  # the header may have said less
    if len(found) > entry.file_size:
        raise NotAPage
    return found
