"""The closed-off child that reads the words off a picture with Tesseract, where it is installed.

Tesseract is called as a library, so no program has to be started, and no picture has to be written
to a disk. Russian and English; what it reads is a machine's guess and is marked so.
"""

from __future__ import annotations

import csv
import ctypes
import io
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pristan.case import Box
from pristan.confine.inside import serve
from pristan.evidence.problems import NoRecognition

LANGUAGES: Final = ("rus", "eng")
_LIBRARIES: Final[Mapping[str, tuple[str, ...]]] = {
    "linux": ("libtesseract.so.5", "libtesseract.so.4"),
    "darwin": ("/opt/homebrew/lib/libtesseract.dylib", "/usr/local/lib/libtesseract.dylib"),
    "win32": (r"C:\Program Files\Tesseract-OCR\libtesseract-5.dll",),
}
_DATA: Final = tuple(map(Path, (
    "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata", "/usr/local/share/tessdata", "/opt/homebrew/share/tessdata",
    r"C:\Program Files\Tesseract-OCR\tessdata",
)))  # fmt: skip
_SURE: Final = 30.0  # of 100: below that it is mostly stains
_WORD: Final = 5  # the level of a word in its table


def data_folder() -> Path | None:
    """Return where the words of both languages are; None where they are not installed."""
    for folder in _DATA:
        if all((folder / f"{each}.traineddata").is_file() for each in LANGUAGES):
            return folder
    return None


def main() -> None:
    """Serve until the parent has no more pictures."""
    library, folder = _library(), data_folder()

    def answer(request: dict[str, Any], blobs: list[bytes]) -> tuple[dict[str, Any], list[bytes]]:
        if library is None or folder is None:
            raise NoRecognition
        found = words(library, folder, blobs[0], request["width"], request["height"])
        return {"words": found}, []

    serve(answer, may_read=[folder, Path("/proc/cpuinfo")] if folder else [])


def words(
    library: ctypes.CDLL, folder: Path, rgb: bytes, width: int, height: int
) -> list[tuple[str, Box]]:
    """Return the words on a picture of rows of RGB, each with its place as fractions of it."""
    if width * height * 3 != len(rgb):
        raise ValueError("not a picture")
    api = ctypes.c_void_p(library.TessBaseAPICreate())
    try:
        if library.TessBaseAPIInit3(api, str(folder).encode(), "+".join(LANGUAGES).encode()):
            raise NoRecognition
        library.TessBaseAPISetImage(api, rgb, width, height, 3, 3 * width)
        library.TessBaseAPISetSourceResolution(api, 300)
        pointer = ctypes.c_void_p(library.TessBaseAPIGetTsvText(api, 0))
        if not pointer.value:
            return []
        table = ctypes.string_at(pointer.value).decode("utf-8", "replace")
        library.TessDeleteText(pointer)
    finally:
        library.TessBaseAPIDelete(api)
    return list(_read_table(table, width, height))


def _read_table(table: str, width: int, height: int) -> Iterator[tuple[str, Box]]:
    for row in csv.reader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) != 12 or row[0] != str(_WORD) or not row[11].strip():
            continue
        left, top, across, down = map(int, row[6:10])
        if float(row[10]) >= _SURE:
            yield row[11].strip(), (
                left / width, top / height, (left + across) / width, (top + down) / height
            )  # fmt: skip


def _library() -> ctypes.CDLL | None:
    os.environ["OMP_THREAD_LIMIT"] = "1"  # its threads wait for each other more than they read
    for name in _LIBRARIES.get(sys.platform, ()):
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        library.TessBaseAPICreate.restype = ctypes.c_void_p
        library.TessBaseAPIGetTsvText.restype = ctypes.c_void_p
        return library
    return None
