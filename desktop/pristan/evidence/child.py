"""The closed-off child that opens papers: the only place where a stranger's file is parsed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from pristan.confine.inside import serve
from pristan.evidence import papers, pictures
from pristan.evidence.problems import NoSuchPage, NotPrintable
from pristan.evidence.raster import Drawing
from pristan.evidence.sniff import Kind, sniff

# pdfium draws text whose font is not in the file with the fonts of the system; qpdf wants chance
# when it reads an encrypted file.
READABLE = tuple(map(Path, (
    "/dev/urandom", "/usr/share/fonts", "/usr/share/X11/fonts", "/usr/local/share/fonts",
    "/Library/Fonts", "/System/Library/Fonts", r"C:\Windows\Fonts",
)))


def main() -> None:
    """Serve until the parent has no more papers."""
    serve(answer, may_read=READABLE)


def answer(request: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Answer one question about one file: look, clean or preview."""
    data = blobs[0]
    kind = sniff(data)
    if kind is Kind.OTHER:
        raise NotPrintable
    match request["ask"]:
        case "look":
            return {"kind": kind, "sizes": _sizes(kind, data)}, []
        case "clean" if kind is Kind.PDF:
            pdf, how, pages = papers.clean(data)
            return {"how": how, "pages": pages}, [pdf]
        case "clean":
            return {"how": "image", "pages": 1}, [pictures.image_pdf(data)]
        case "preview":
            picture = _drawn(kind, data, request["page"], request["width"])
            width, height = picture.size
            return {"width": width, "height": height}, [_encoded(picture, request["form"])]
        case other:
            raise ValueError(other)


def _sizes(kind: Kind, data: bytes) -> list[tuple[float, float]]:
    if kind is Kind.PDF:
        return papers.sizes(data)
    return [pictures.page_size(data)]


def _drawn(kind: Kind, data: bytes, page: int, width: int) -> Image.Image:
    if kind is Kind.PDF:
        with papers.opened(data) as pdf, Drawing(papers.readable(data, pdf)) as drawing:
            if not 1 <= page <= len(drawing):
                raise NoSuchPage(page)
            return drawing.of_width(page - 1, width)
    if page != 1:
        raise NoSuchPage(page)
    picture = pictures.upright(data).convert("RGB")
    return picture.resize((width, max(1, round(picture.height * width / picture.width))))


def _encoded(picture: Image.Image, form: str) -> bytes:
    if form == "rgb":
        return picture.tobytes()
    if form == "png":
        return pictures.plain_png(picture)
    return pictures.jpeg(picture)
