"""The small part of MIME that browsers write when they save a page in one file. Child side only."""

from __future__ import annotations

import base64
import quopri
import re
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_HEAD: Final = 8192  # bytes in which a page says what it is
_DEEPEST: Final = 4  # parts within parts
_START = re.compile(rb"\A(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)+\r?\n")
_BOUNDARY = re.compile(r'boundary="?([^";\r\n]+)"?', re.I)
_CHARSET = re.compile(r'charset="?([\w.:-]+)', re.I)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message: its headers, with names in small letters, and its packed bytes."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """Its media type."""
        return self.headers.get("content-type", "text/plain").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """Its encoding as told, or ""."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1] if found else ""

    @property
    def location(self) -> str:
        """Its address, or ""."""
        return "".join(self.headers.get("content-location", "").split())

    def content(self) -> bytes:
        """Return the bytes unpacked. Raises ValueError when they cannot be."""
        match self.headers.get("content-transfer-encoding", "").lower():
            case "quoted-printable":
                return quopri.decodestring(self.body)
            case "base64":
                try:
                    return base64.b64decode(re.sub(rb"\s+", b"", self.body) + b"==")
                except Base64Error as error:
                    raise ValueError("not base64") from error
        return self.body


def is_mime(data: bytes) -> bool:
    """Return whether a file begins as a page in one file does."""
    return read_part(data[:_HEAD]).kind in ("multipart/related", "text/html")


def read_part(data: bytes) -> Part:
    """Return headers and body of a message or a part of one."""
    found = _START.match(data)
    if not found:
        return Part({}, data)
    text = re.sub(r"\r?\n[ \t]+", " ", found[0].decode("latin-1"))
    lines = (line.partition(":") for line in text.splitlines() if ":" in line)
    headers = {name.strip().lower(): value.strip() for name, _, value in lines}
    return Part(headers, data[found.end() :])


def leaves(part: Part, deep: int = 0) -> tuple[list[Part], bool]:
    """Return the parts that hold no others, in their order, and whether the end is marked."""
    found = _BOUNDARY.search(part.headers.get("content-type", ""))
    if not found:
        return [part], True
    if deep == _DEEPEST:
        return [], True
    mark = re.escape(b"--" + found[1].encode("latin-1", "replace"))
    pieces = re.split(rb"(?:\A|\r?\n)" + mark + rb"(?=--|\r?\n)", part.body)
    whole = len(pieces) > 1 and pieces[-1].startswith(b"--")
    inner = (leaves(read_part(piece.lstrip(b"\r\n")), deep + 1)[0] for piece in pieces[1:])
    return [leaf for each in inner for leaf in each], whole
