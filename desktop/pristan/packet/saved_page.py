"""Read a saved web page or a text file into HTML and the files that came with it. Child side only.

Nothing is fetched: what was not saved is not there.
"""

from __future__ import annotations

import email
import email.policy
import html
import io
import mimetypes
import re
import zipfile
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Final
from urllib.parse import quote, urljoin

_BASE: Final = "page:/"
_MOST_UNPACKED: Final = 256 << 20  # bytes of a page with everything that came with it
_MOST_FILES: Final = 4000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LETTERS: Final = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяё")


class NotAPage(Exception):
    """There is no page in the file, or more than any page holds."""


@dataclass(frozen=True, slots=True)
class SavedPage:
    """HTML, the address it stood at, and files by address: media type and bytes."""

    html: str
    address: str = _BASE
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)


def read_saved_page(data: bytes, kind: str) -> SavedPage:
    """Read a file of kind ``text``, ``page`` or ``archive``. Raises NotAPage."""
    if kind == "text":
        return SavedPage(_text_page(decoded(data)))
    if kind == "archive":
        return _from_archive(data)
    return _from_zip(data) if data.startswith(b"PK") else SavedPage(decoded_html(data))


def decoded(data: bytes) -> str:
    """Return a text in whichever of the usual encodings it is; nothing in it is dropped."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return max((data.decode(each, "replace") for each in ("cp1251", "koi8-r", "cp866")),
                   key=_small_letters)  # fmt: skip


def decoded_html(data: bytes, charset: str = "") -> str:
    """Return HTML as text, by the encoding that it names, else as any text."""
    found = _CHARSET.search(data[:4096])
    named = charset or (found.group(1).decode() if found else "")
    if named and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(named)
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)


def _small_letters(text: str) -> int:
    """Count small Russian letters: the wrong encoding makes capitals and signs of them."""
    return sum(letter in _LETTERS for letter in text[:20_000])


def _text_page(text: str) -> str:
    lines = text.replace("\f", "\n").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    body = "\n".join(f"<div>{html.escape(line) or '&#160;'}</div>" for line in lines)
    return f'<!DOCTYPE html><html class="plain"><body>{body}</body></html>'


def _from_archive(data: bytes) -> SavedPage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    page: EmailMessage | None = None
    files: dict[str, tuple[str, bytes]] = {}
    for number, part in enumerate(message.walk()):
        if number > _MOST_FILES:
            raise NotAPage
        if part.is_multipart() or not isinstance(part, EmailMessage):
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if page is None and part.get_content_type() == "text/html":
            page = part
            continue
        for address in (
            str(part.get("Content-Location", "")).strip(),
            "cid:" + str(part.get("Content-ID", "")).strip().strip("<>"),
        ):
            if address not in ("", "cid:"):
                files[address] = (part.get_content_type(), content)
    if page is None:
        raise NotAPage
    content = page.get_payload(decode=True)
    assert isinstance(content, bytes)
    address = str(page.get("Content-Location", "")).strip() or _BASE
    return SavedPage(
        decoded_html(content, page.get_content_charset("")),
        address,
        {urljoin(address, name): file for name, file in files.items()},
    )


def _from_zip(data: bytes) -> SavedPage:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [each for each in archive.infolist() if not each.is_dir()]
            if not names or len(names) > _MOST_FILES:
                raise NotAPage
            if sum(each.file_size for each in names) > _MOST_UNPACKED:
                raise NotAPage
            page, *others = names
            files = {
                urljoin(_BASE, quote(each.filename)): (
                    mimetypes.guess_type(each.filename)[0] or "application/octet-stream",
                    _unpacked(archive, each),
                )
                for each in others
            }
            return SavedPage(decoded_html(_unpacked(archive, page)), _BASE, files)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise NotAPage from error


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as stream:
        found = stream.read(entry.file_size + 1)  # the header may have said less
    if len(found) > entry.file_size:
        raise NotAPage
    return found
