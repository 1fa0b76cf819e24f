"""Pages that were made before, found again by all that they were made from.

A key is a hash of the originals and of what is asked of them, of this program and of the libraries
that make pages; so what is found is, byte by byte, what would be made now. Whatever is not found,
or is not what it should be, is made anew. See docs/adr/0016-rendered-parts.md.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final, Protocol

import pristan
from pristan.content import content_dir

_LIBRARIES: Final = frozenset({
    "pikepdf", "pypdfium2", "pillow", "pillow_heif", "weasyprint", "pydyf", "tinycss2", "tinyhtml5",
    "jinja2", "markupsafe", "fonttools",
})
_MAKES_PAGES: Final = (".py", ".html", ".css", ".svg", ".po")
_ROOMS: Final = ("case", "confine", "evidence", "packet", "saved", "scribe.py", "words")


class Part(Protocol):
    """A part that was kept: what its maker wrote down about it, and its bytes."""

    @property
    def facts(self) -> str: ...
    @property
    def data(self) -> bytes: ...


class Parts(Protocol):
    """What keeps parts, such as a case file. It may forget any of them, and never fails."""

    def facts(self, keys: Sequence[str]) -> Mapping[str, str]: ...
    def find(self, key: str) -> Part | None: ...
    def keep(self, key: str, facts: str, data: bytes, attachment: str | None = None) -> None: ...
    def forget(self, key: str) -> None: ...
    def settle(self) -> None: ...


class NothingKept:
    """Parts where there is nothing to keep them."""

    def facts(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Know nothing."""
        return {}

    def find(self, key: str) -> None:
        """Find nothing."""

    def keep(self, key: str, facts: str, data: bytes, attachment: str | None = None) -> None:
        """Keep nothing."""

    def forget(self, key: str) -> None:
        """Know nothing already."""

    def settle(self) -> None:
        """Note nothing."""


class Before:
    """What was made before, for one packet."""

    def __init__(self, parts: Parts | None = None) -> None:
        self._parts: Parts = parts or NothingKept()
        self._made_with = made_with() if parts else ""

    def key(self, kind: str, made_from: Any) -> str:
        """Return the key of a part. *made_from* is plain JSON and says all that it depends on."""
        told = json.dumps([kind, self._made_with, made_from], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    def facts(self, key: str) -> dict[str, Any] | None:
        """Return what is known of a part without reading it, or None."""
        return self.each([key]).get(key)

    def each(self, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Return what is known of many parts at once, by their keys."""
        found = ((key, _plain(told)) for key, told in self._parts.facts(keys).items())
        return {key: facts for key, facts in found if facts is not None}

    def find(self, key: str) -> tuple[dict[str, Any], bytes] | None:
        """Return a part that was kept and is whole, or None."""
        part = self._parts.find(key)
        facts = _plain(part.facts) if part else None
        return (facts, part.data) if part and facts is not None else None

    def keep(
        self, key: str, facts: Mapping[str, Any], data: bytes, attachment: str | None = None
    ) -> None:
        """Keep a part; *attachment* is the file that it was made of and with which it leaves."""
        self._parts.keep(key, json.dumps(facts), data, attachment)

    def replace(self, key: str, facts: Mapping[str, Any], data: bytes) -> None:
        """Keep a part in the place of the one that has its key, if there is one."""
        self._parts.forget(key)
        self.keep(key, facts, data)

    def settle(self) -> None:
        """Note what was of use, when a packet is written."""
        self._parts.settle()


def made_with() -> str:
    """Return a hash of what makes pages: this program, its templates, its words, the libraries.

    The program is its version, and its source where that lies open: while it is being worked on,
    the version stays the same.
    """
    digest = hashlib.sha256()
    digest.update(f"{pristan.__version__} {platform.python_version()} {sys.platform}".encode())
    digest.update(" ".join(_libraries()).encode())
    source = Path(pristan.__file__).parent
    for place in (content_dir("templates"), content_dir("i18n"), source):
        for file in _files_in(place, _ROOMS if place == source else ()):
            if file.name.endswith(_MAKES_PAGES):
                digest.update(file.path.removeprefix(str(place)).encode() + b"\0")
                told = file.stat()
                digest.update(_digest_of(file.path, told.st_mtime_ns, told.st_size))
    return digest.hexdigest()


def _files_in(folder: str | Path, only: Collection[str] = ()) -> Iterator[os.DirEntry[str]]:
    """Yield the files in a folder and its folders, or in *only* some of these, in one order.

    There are none where the whole program is one file.
    """
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for each in sorted(entries, key=lambda each: each.name):
            if (only and each.name not in only) or each.name.startswith("."):
                continue  # an editor's
            if each.is_dir():
                yield from _files_in(each.path)
            else:
                yield each


@cache
def _digest_of(file: str, changed: int, size: int) -> bytes:
    """Return the digest of a file that is read again when its date or its size is another: so does
    Python decide whether what it compiled is of it.
    """
    return hashlib.sha256(Path(file).read_bytes()).digest()


def _libraries() -> list[str]:
    """Return the libraries that make pages, as ``name-version``.

    They are the names of folders: importlib.metadata would import email and sockets to read them.
    """
    return sorted({
        file.stem.lower()
        for place in sys.path
        for file in Path(place).glob("*.dist-info")
        if file.name.partition("-")[0].lower() in _LIBRARIES
    })


def _plain(facts: str | None) -> dict[str, Any] | None:
    with suppress(ValueError, RecursionError):
        plain = json.loads(facts or "null")
        return plain if isinstance(plain, dict) else None
    return None
