"""The child's answers about a saved register page: who is on it, and what of it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Final

from pristan.evidence.registers.data_files import NoData, read_data
from pristan.evidence.registers.lists import NUMBERED, Entry, Listed, listed, listed_data
from pristan.evidence.registers.organizations import search_organization
from pristan.evidence.registers.page import Line, Page, read_page
from pristan.evidence.registers.photo import photo
from pristan.evidence.registers.refusals import NoLatinName, NoSavedPage
from pristan.evidence.registers.search import search
from pristan.evidence.registers.values import MOST_HITS, MOST_PRINTED, Hit, Register, Sought
from pristan.saved.page import NotAPage, SavedPage, read_saved

_LONGEST_TITLE: Final = 400
_WHOLE: Final = 150  # lines of a page that is no known register, and is printed as a whole
_OF_ONE_PERSON: Final = frozenset({Register.WANTED, Register.COURT, Register.INTERPOL})


def found(data: bytes, sought: dict[str, Any]) -> dict[str, Any]:
    """Return the facts of ``Looked``: a person or an organization in a page. Raises Refused."""
    saved, page, read = _read(data)
    hits = _hits(read, Sought.from_facts(sought))
    return _about(saved, page, read) | {
        "doubt": read.doubt,
        "hits": [asdict(hit) for hit in hits[:MOST_HITS]],
        "more": max(len(hits) - MOST_HITS, 0),
    }


def _hits(read: Listed, sought: Sought) -> list[Hit]:
    if sought.organization:
        return search_organization(read.entries, sought.organization)
    if read.register is Register.INTERPOL and not any(
        (name.family + name.given).isascii() for name in sought.names
    ):
        raise NoLatinName
    return search(read.entries, sought)


def extract(data: bytes, entry: str) -> tuple[dict[str, Any], list[bytes]]:
    """Return the facts of ``Extract``, the entry marked, and its photo if any. Raises Refused.

    A list is not printed as a whole: the names of other people stay in the file. A page of one
    person or one court case is, and so is a short page that is no known register. Menus are left
    out, and cards of other people beside the one that is marked.
    """
    saved, page, read = _read(data)
    wanted = entry.split()
    marked = [each for each in read.entries if wanted and each.text.split() == wanted]
    unknown = read.register is Register.OTHER and len(page.lines) <= _WHOLE
    whole = (unknown or read.register in _OF_ONE_PERSON) and not read.is_data
    lines = _whole(page, marked) if whole else _around(page, read, marked)
    facts = _about(saved, page, read) | {
        "is_data": read.is_data,
        "marked": len(marked),
        "lines": list(lines)[:MOST_PRINTED],
    }
    sources = [page.photos.get(page.lines[each.first].card) for each in marked if whole]
    photos = [photo(data, saved, source) for source in sources[:1] if source]
    return facts, [each for each in photos if each]


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
    cards = {page.lines[entry.first].card for entry in marked}
    left_out = set[int]()
    for at, line in enumerate(page.lines):
        if line.around:
            continue
        if any(cards) and line.card and line.card not in cards:
            left_out.add(line.card)
            continue
        if left_out:
            yield _omitted(len(left_out))
            left_out.clear()
        yield _line(line, at in here)
    if left_out:
        yield _omitted(len(left_out))


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
