"""The closed-off child that opens papers: the only place where a stranger's file is parsed."""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from pristan.case import machine_text
from pristan.confine.inside import serve
from pristan.evidence import laid, looks, papers, pictures
from pristan.evidence.problems import NotPrintable, PlayedOnly
from pristan.evidence.quoted import quoted
from pristan.evidence.registers import answer as registers
from pristan.evidence.searchable import with_words
from pristan.evidence.sniff import IMAGES, PAGELESS, PLAYED, Kind, sniff
from pristan.evidence.tells import tells
from pristan.evidence.wanted import Wanted, covered, read_wanted, turned, wanted_pages

# pdfium draws text whose font is not in the file with the fonts of the system; qpdf wants chance
# when it reads an encrypted file.
READABLE = tuple(map(Path, (
    "/dev/urandom", "/usr/share/fonts", "/usr/share/X11/fonts", "/usr/local/share/fonts",
    "/Library/Fonts", "/System/Library/Fonts", r"C:\Windows\Fonts",
)))


_GLANCE = 1200  # pixels across, when a picture is only to be judged
_TRIM_FROM, _MMAP_FROM = -1, -3  # M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of mallopt(3)
_KEPT = 32 << 20  # bytes; GNU's malloc allows no more for the latter


def main() -> None:
    """Serve until the parent has no more papers."""
    _keep_memory()
    serve(answer, may_read=READABLE)


def _keep_memory() -> None:
    """Keep some of what one paper used for the next: the system takes its time to give it anew."""
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):  # of GNU
        libc.mallopt(_MMAP_FROM, _KEPT)
        libc.mallopt(_TRIM_FROM, _KEPT)


def answer(request: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Answer one question about one file, such as to look, clean, preview or find."""
    data, password = blobs[0], str(request.get("password", ""))
    match request["ask"]:
        case "find":
            return registers.found(data, request["sought"]), []
        case "extract":
            return registers.extract(data, request["entry"])
    kind = sniff(data)
    match request["ask"]:
        case "tells":
            return {"tells": tells(kind, data, password)}, []
        case "lost":
            return {"lost": papers.lost(data, password) if kind is Kind.PDF else []}, []
    if kind in PLAYED:
        raise PlayedOnly
    if kind in PAGELESS:  # which the parent has made first
        return {"kind": kind}, []
    if kind is not Kind.PDF and kind not in IMAGES:
        raise NotPrintable
    facts, found = _of_pages(kind, request, blobs, password)
    return {"kind": kind, **facts}, found


def _of_pages(
    kind: Kind, request: dict[str, Any], blobs: list[bytes], password: str
) -> tuple[dict[str, Any], list[bytes]]:
    data = blobs[0]
    wanted = read_wanted(request.get("sheets", ()))
    match request["ask"]:
        case "look":
            return {"sizes": _sizes(kind, data, password)}, []
        case "clean":
            return _clean(kind, data, wanted, password, blobs[1:])
        case "preview":
            drawn = list(_drawn(kind, data, password, wanted, request["width"]))
            blobs = [_encoded(picture, request["form"]) for picture in drawn]
            return {"sizes": [picture.size for picture in drawn]}, blobs
        case "glance":
            return _glance(kind, data, password)
        case "words":
            return {}, [_words(kind, data, password, wanted[0].page)]
        case other:
            raise ValueError(other)


def _clean(
    kind: Kind, data: bytes, wanted: Sequence[Wanted], password: str, read: Sequence[bytes]
) -> tuple[dict[str, Any], list[bytes]]:
    written = None
    if kind is Kind.PDF:
        made = papers.clean(data, wanted, password)
        pdf, written, how, pages, lost = made.pdf, made.written, made.how, made.pages, made.lost
    else:
        (written, pages), how, lost = laid.image_pdf(data, wanted), "image", []
        pdf = b"".join(written.joined(data)) if read else b""
    if read:
        words = {int(page): machine_text.load(text) for page, text in json.loads(read[0]).items()}
        pdf, written = with_words(pdf, wanted, words), None
    written = written or quoted(pdf, data)
    return {"how": how, "pages": pages, "lost": lost}, written.as_blobs()


def _sizes(kind: Kind, data: bytes, password: str) -> list[tuple[float, float]]:
    if kind is Kind.PDF:
        return papers.sizes(data, password)
    return [laid.page_size(frame) for frame in pictures.frames(pictures.opened(data))]


def _drawn(
    kind: Kind, data: bytes, password: str, wanted: Sequence[Wanted], width: int
) -> Iterator[Image.Image]:
    """Draw pages as they will print: covered and turned, and some pixels wide."""
    if kind is Kind.PDF:
        with papers.paper(data, password) as opened:
            seen = opened.seen
            for each in wanted_pages(wanted, len(seen)):
                drawn = seen.of_width(each.page, width, sideways=each.turn % 180 == 90)
                yield turned(covered(drawn, each.boxes), each.turn)
        return
    picture = pictures.opened(data)
    count, sizes = pictures.count(picture), dict[int, tuple[float, float]]()
    for each in wanted_pages(wanted, count):
        if count > 1:
            picture.seek(each.page)
        across, down = sizes.setdefault(each.page, laid.page_size(picture))
        upright = pictures.upright(picture).convert("RGB")
        scale = width / (down if each.turn % 180 == 90 else across)
        small = upright.resize((max(1, round(across * scale)), max(1, round(down * scale))))
        yield turned(covered(small, each.boxes), each.turn)


def _glance(kind: Kind, data: bytes, password: str) -> tuple[dict[str, Any], list[bytes]]:
    (picture,) = _drawn(kind, data, password, [Wanted(0)], _GLANCE)
    return {
        "sharpness": looks.sharpness(picture),
        "brightness": looks.brightness(picture),
        "photo": kind in (Kind.JPEG, Kind.HEIC),
    }, [looks.thumbnail(picture)]


def _words(kind: Kind, data: bytes, password: str, page: int) -> bytes:
    """Return the words of a page as JSON; there may be more than fit among the facts."""
    if kind is not Kind.PDF:
        return b"[]"
    with papers.paper(data, password) as opened:
        wanted_pages([Wanted(page)], len(opened.seen))
        return json.dumps(opened.seen.words(page)).encode()


def _encoded(picture: Image.Image, form: str) -> bytes:
    if form == "rgb":
        return picture.tobytes()
    if form == "png":
        return laid.plain_png(picture)
    return laid.jpeg(picture)
