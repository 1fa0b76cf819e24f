"""The child's answers about a saved register page: who is on it, and what of it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Final

from pristan.evidence.registers.data_files import NoData, read_data
from pristan.evidence.registers.lists import NUMBERED, Entry, Listed, listed, listed_data
from pristan.evidence.registers.page import Line, Page, read_page
from pristan.evidence.registers.refusals import NoSavedPage
from pristan.evidence.registers.search import search
from pristan.evidence.registers.values import MOST_PRINTED, Register, Sought
from pristan.saved.page import NotAPage, SavedPage, read_saved

_LONGEST_TITLE: Final = 400
_WHOLE: Final = 150  # lines of a page that is no known register, and is printed as a whole
_OF_ONE_PERSON: Final = frozenset({Register.WANTED, Register.COURT})


def found(data: bytes, sought: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of ``Looked`` about a saved page and a person. Raises Refused."""
    saved, page, read = _read(data)
    return _about(saved, page, read) | {
        "doubt": read.doubt,
        "hits": [asdict(hit) for hit in search(read.entries, Sought.from_facts(sought))],
    }


def extract(data: bytes, entry: str) -> dict[str, Any]:
    """Return the facts of ``Extract``: the lines to be printed, an entry marked. Raises Refused.

    A list is not printed as a whole: the names of other people stay in the file. A page of one
    person or one court case is, and so is a short page that is no known register. Menus are left
    out.
    """
    saved, page, read = _read(data)
    wanted = entry.split()
    marked = [each for each in read.entries if wanted and each.text.split() == wanted]
    unknown = read.register is Register.OTHER and len(page.lines) <= _WHOLE
    whole = (unknown or read.register in _OF_ONE_PERSON) and not read.is_data
    lines = _whole(page, marked) if whole else _around(page, read, marked)
    return _about(saved, page, read) | {
        "is_data": read.is_data,
        "marked": len(marked),
        "lines": list(lines)[:MOST_PRINTED],
    }


def _read(data: bytes) -> tuple[SavedPage, Page, Listed]:
    with suppress(NoData):
        page, read = listed_data(read_data(data))
        return SavedPage(""), page, read
    try:
        saved = read_saved(data)
    except NotAPage as error:
        raise NoSavedPage from error
    page = read_page(saved.html)
    return saved, page, listed(saved, page)


def _about(saved: SavedPage, page: Page, read: Listed) -> dict[str, Any]:
    return {
        "register": read.register,
        "title": _title(page),
        "url": saved.url[:2000],
        "captured": saved.captured,
        "entries": len(read.entries),
    }


def _title(page: Page) -> str:
    headings = (line.text for line in page.lines if line.kind == "heading")
    return (page.title or next(headings, ""))[:_LONGEST_TITLE]


def _whole(page: Page, marked: list[Entry]) -> Iterator[dict[str, Any]]:
    here = {at for entry in marked for at in range(entry.first, entry.first + entry.count)}
    for at, line in enumerate(page.lines):
        if not line.around:
            yield _line(line, at in here)


def _around(page: Page, read: Listed, marked: list[Entry]) -> Iterator[dict[str, Any]]:
    """Yield headings and the entry, and how many entries of other people are not printed."""
    entries = {entry.first for entry in read.entries}
    here = {entry.first for entry in marked}
    left_out = 0
    for at, line in enumerate(page.lines):
        if line.around:
            continue
        if at in entries and at not in here:
            left_out += 1
            continue
        if left_out:
            yield _omitted(left_out)
            left_out = 0
        yield _line(line, at in here)
    if left_out:
        yield _omitted(left_out)


def _line(line: Line, marked: bool) -> dict[str, Any]:
    number = None if NUMBERED.match(line.text) else line.number
    return {
        "kind": line.kind, "text": line.text, "cells": list(line.cells), "number": number,
        "marked": marked, "count": 0,
    }  # fmt: skip


def _omitted(count: int) -> dict[str, Any]:
    return {
        "kind": "omitted", "text": "", "cells": [], "number": None, "marked": False, "count": count,
    }  # fmt: skip
