"""A page as a browser saved it: which text, from which address, when. Child side only.

HTML, MHTML (one file with all parts), and the program's own ZIP of a page and its folder. The small
part of MIME that browsers write is read here: the standard library's own reader for mail would
bring network modules along.
"""

from __future__ import annotations

import base64
import codecs
import io
import quopri
import re
import zipfile
import zlib
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pristan.evidence.registers.refusals import NotAPage

_ZIP = b"PK\x03\x04"
_LARGEST = 100_000_000  # bytes of a page
_BAD_ZIP = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError,
    IndexError,
)  # fmt: skip
_HEAD = 8192  # bytes in which a page says what it is
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_LOOKS_LIKE_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table)\b", re.I)
_MIME_START = re.compile(rb"\A(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+\r?\n")
_BOUNDARY = re.compile(r'boundary="?([^";\r\n]+)"?', re.I)
_CHARSET = re.compile(r'charset="?([\w.:-]+)', re.I)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
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


# Looked up now: a closed-off child cannot read their modules later
_ENCODINGS: Mapping[str, codecs.CodecInfo] = {
    name: codecs.lookup("utf-8-sig" if name in ("utf-8", "utf8") else name)
    for name in (
        "utf-8", "utf8", "utf-16", "windows-1251", "cp1251", "koi8-r", "iso-8859-5", "cp866",
        "cp437",  # of names in a ZIP
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Saved:
    """The text of a saved page; address and moment of saving where the file itself tells them.

    ``captured`` is ISO 8601 in UTC, to the second. ``whole`` is false where the file breaks off.
    """

    html: str
    url: str
    captured: str
    whole: bool


def read_saved(data: bytes) -> Saved:
    """Return the page that a file holds. Raises NotAPage."""
    if data.startswith(_ZIP):
        data = _from_zip(data)
    if _is_mime(data):
        return _from_mime(data)
    if not _is_html(data):
        raise NotAPage
    html = _decoded(data, "")
    url, captured = _told_by(html)
    return Saved(html, url, captured, whole=_ends(html))


def _from_zip(data: bytes) -> bytes:
    """Return the page that the program packed with its folder: the first of the files."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            page = archive.infolist()[0]
            with archive.open(page) as stream:
                return stream.read(_LARGEST)
    except _BAD_ZIP as error:
        raise NotAPage from error


def _is_html(data: bytes) -> bool:
    head = data[:_HEAD]
    return bool(_LOOKS_LIKE_HTML.search(head.replace(b"\0", b"") if head[:2] in _UTF_16 else head))


def _is_mime(data: bytes) -> bool:
    head = data[:_HEAD].lower()
    return head.startswith((b"from:", b"mime-version:", b"content-type:", b"snapshot-")) and (
        b"multipart/related" in head or b"text/html" in head
    )


def _from_mime(data: bytes) -> Saved:
    headers, body = _headers(data)
    parts = [(headers, body)]
    whole = True
    if found := _BOUNDARY.search(headers.get("content-type", "")):
        mark = b"--" + found[1].encode("latin-1", "replace")
        pieces = re.split(rb"(?:\A|\r?\n)" + re.escape(mark) + rb"(?=--|\r?\n)", body)
        whole = len(pieces) > 1 and pieces[-1].startswith(b"--")
        parts = [_headers(piece.lstrip(b"\r\n")) for piece in pieces[1:]]
    for part, content in parts:
        if part.get("content-type", "").lower().startswith("text/html"):
            charset = _CHARSET.search(part.get("content-type", ""))
            html = _decoded(_unpacked(part, content), charset[1] if charset else "")
            inner, moment = _told_by(html)
            url = headers.get("snapshot-content-location") or part.get("content-location") or inner
            address, archived = _unarchived(url)
            captured = archived or moment or _moment(headers.get("date", ""))
            return Saved(html, address, captured, whole and _ends(html))
    raise NotAPage


def _headers(data: bytes) -> tuple[Mapping[str, str], bytes]:
    found = _MIME_START.match(data)
    if not found:
        return {}, data
    text = re.sub(r"\r?\n[ \t]+", " ", found[0].decode("latin-1"))
    lines = (line.partition(":") for line in text.splitlines() if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in lines}, data[found.end() :]


def _unpacked(headers: Mapping[str, str], body: bytes) -> bytes:
    match headers.get("content-transfer-encoding", "").lower():
        case "quoted-printable":
            return quopri.decodestring(body)
        case "base64":
            try:
                return base64.b64decode(re.sub(rb"\s+", b"", body) + b"==")
            except Base64Error as error:
                raise NotAPage from error
    return body


def _decoded(data: bytes, charset: str) -> str:
    """Read by its mark, by what it says of itself, as UTF-8, and else as Russian Windows did."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace")
    if not charset and (found := _META_CHARSET.search(data[:_HEAD])):
        charset = found[1].decode("ascii", "replace")
    for name in (charset.lower(), "utf-8"):
        try:
            if name in _ENCODINGS:
                return _ENCODINGS[name].decode(data, "strict")[0]
        except UnicodeDecodeError:
            continue
    cut = data[:-3].decode("utf-8", "ignore")  # a page that breaks off within a letter
    if len(cut.encode()) >= len(data) - 6:
        return cut
    return _ENCODINGS["windows-1251"].decode(data, "replace")[0]


def _ends(html: str) -> bool:
    return "</html" in html[-4096:].lower()


def _told_by(html: str) -> tuple[str, str]:
    """Return address and moment of saving as far as the page tells them."""
    head, tail = html[:20_000], html[-4096:]
    for place in (head, tail):
        if found := _SINGLE_FILE.search(place):
            address, archived = _unarchived(found[1])
            return address, archived or _moment(found[2])
    if found := _SAVED_FROM.search(head):
        return _unarchived(found[1])
    if (link := _CANONICAL.search(head)) and (found := _HREF.search(link[0])):
        return _unarchived(found[1])
    return "", ""


def _unarchived(url: str) -> tuple[str, str]:
    """Return a page's own address, and the moment a web archive took it, else ""."""
    found = _WAYBACK.fullmatch(url)
    if not found:
        return url, ""
    try:
        moment = datetime.fromisoformat(f"{found[1][:8]}T{found[1][8:]}+00:00")
    except ValueError:
        return url, ""
    return url, moment.isoformat()


def _moment(text: str) -> str:
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
