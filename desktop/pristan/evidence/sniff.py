"""What kind of file it is, from its first bytes; names and extensions are not asked."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

_HEAD: Final = 4096  # bytes that are looked at
_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_SOUND_BRANDS: Final = frozenset({b"M4A ", b"M4B ", b"F4A "})
_STARTS: Final = (
    (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"GIF8", "gif"),
    (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"II+\0", "tiff"), (b"MM\0+", "tiff"),
    (b"{\\rtf", "document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "document"),
    (b"ID3", "sound"), (b"OggS", "sound"), (b"fLaC", "sound"), (b"#!AMR", "sound"),
    (b"\x1aE\xdf\xa3", "video"), (b"\0\0\x01\xba", "video"), (b"FLV\x01", "video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"),
)  # fmt: skip
_RIFF: Final[Mapping[bytes, str]] = {b"WEBP": "webp", b"WAVE": "sound", b"AVI ": "video"}
_MARKUP = re.compile(rb"<(!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_OFFICE: Final = (b"[Content_Types].xml", b"word/", b"application/vnd.oasis.opendocument")
_WORDS: Final = 16  # bytes; a text in an old encoding is told from chance by its length
_NEVER_IN_TEXT = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")


class Kind(StrEnum):
    """The kinds that matter to the packet; everything else is kept but cannot be printed."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"
    TIFF = "tiff"
    WEBP = "webp"
    GIF = "gif"
    BMP = "bmp"
    TEXT = "text"
    PAGE = "page"
    """A saved web page: one HTML file, or the program's own ZIP of a page and its folder."""
    ARCHIVE = "archive"
    """A saved web page in one file with its pictures (MHTML)."""
    DOCUMENT = "document"
    """What an office program wrote: DOCX, ODT, RTF, DOC."""
    SOUND = "sound"
    VIDEO = "video"
    OTHER = "other"


IMAGES: Final = frozenset({
    Kind.JPEG, Kind.PNG, Kind.HEIC, Kind.TIFF, Kind.WEBP, Kind.GIF, Kind.BMP
})
PRINTED: Final = frozenset({Kind.TEXT, Kind.PAGE, Kind.ARCHIVE})
"""What has no pages until it is printed."""
PAGELESS: Final = PRINTED | {Kind.DOCUMENT}
"""What has no pages until they are made."""
PLAYED: Final = frozenset({Kind.SOUND, Kind.VIDEO})
"""What has no pages at all, and is supplied separately."""

ENDINGS: Final[Mapping[Kind, str]] = {
    Kind.PDF: "pdf", Kind.JPEG: "jpg jpeg", Kind.PNG: "png", Kind.HEIC: "heic heif",
    Kind.TIFF: "tif tiff", Kind.WEBP: "webp", Kind.GIF: "gif", Kind.BMP: "bmp", Kind.TEXT: "txt",
    Kind.PAGE: "html htm xhtml", Kind.ARCHIVE: "mhtml mht", Kind.DOCUMENT: "docx odt rtf doc",
    Kind.SOUND: "mp3 m4a ogg opus oga wav flac amr", Kind.VIDEO: "mp4 mov m4v avi mkv webm 3gp wmv",
}  # fmt: skip
"""How names of files usually end, for a dialog to offer; what a file is, its bytes tell."""


def sniff(data: bytes) -> Kind:
    """Return the kind of a file. The mark of a PDF may stand anywhere in its first 1,024 bytes."""
    head = data[:_HEAD]
    for start, kind in _STARTS:
        if head.startswith(start):
            return Kind(kind)
    if head[4:8] == b"ftyp":
        return _of_brand(head[8:12])
    if head.startswith(b"RIFF"):
        return Kind(_RIFF.get(head[8:12], "other"))
    if head.startswith(b"PK\x03\x04"):
        return _of_zip(head)
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return Kind.BMP
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE6 == 0xE2:
        return Kind.SOUND  # MP3 without tags
    return _of_text(head)


def _of_brand(brand: bytes) -> Kind:
    if brand in _BRANDS:
        return Kind.HEIC
    if brand in (b"avif", b"avis"):
        return Kind.OTHER
    return Kind.SOUND if brand in _SOUND_BRANDS else Kind.VIDEO


def _of_zip(head: bytes) -> Kind:
    if any(mark in head for mark in _OFFICE):
        return Kind.DOCUMENT
    name = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    return Kind.PAGE if name.lower().endswith((b".html", b".htm")) else Kind.OTHER


def _of_text(head: bytes) -> Kind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        plain = head.replace(b"\0", b"")
    elif not head or _NEVER_IN_TEXT.search(head) or not (len(head) > _WORDS or _is_utf8(head)):
        return Kind.OTHER
    else:
        plain = head
    if _ARCHIVE.search(plain) and b"mime-version:" in plain.lower():
        return Kind.ARCHIVE
    return Kind.PAGE if _MARKUP.search(plain) else Kind.TEXT


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.utf_8_decode(head, "strict", False)  # it may end in the middle of a letter
    except UnicodeDecodeError:
        return False
    return True
