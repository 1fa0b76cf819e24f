"""What kind of file it is, from its first bytes; names and extensions are not asked."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The kinds that matter to the packet; everything else is kept but cannot be printed yet."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    OTHER = "other"


def sniff(data: bytes) -> Kind:
    """Return the kind of a file. The mark of a PDF may stand anywhere in its first 1,024 bytes."""
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    return Kind.OTHER
