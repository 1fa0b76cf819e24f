"""What is printed of a saved page of a register: where it is from, and the entry, marked.

A list has tens of thousands of people, so the page is not printed as a whole; the file stays in the
case, and its SHA-256 is printed. Names of the registers: their own pages, checked 2026-11-22.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from pristan.case import Problem, Remembered, Sheet, Told, say
from pristan.case.machine_text import Words
from pristan.packet.source import Source
from pristan.scribe import Written

_NOT_A_PAGE: Final = "registers.not_a_page"
_TEMPLATE: Final = "register_page.html"
_REGISTERS: Final[Mapping[str, str]] = {
    "rosfinmonitoring": "List of organizations and individuals in respect of whom there is "
    "information about their involvement in extremist activity or terrorism (Перечень организаций "
    "и физических лиц, в отношении которых имеются сведения об их причастности к экстремистской "
    "деятельности или терроризму), Federal Financial Monitoring Service (Rosfinmonitoring)",
    "wanted": "Database of wanted persons of the Ministry of Internal Affairs of Russia (База "
    "данных лиц, находящихся в розыске)",
    "court": "Page of a Russian court about a case",
    "foreign_agents": "Register of “foreign agents” (Реестр иностранных агентов), Ministry of "
    "Justice of Russia",
    "undesirable": "List of foreign and international organizations whose activity has been "
    "recognized as “undesirable” in Russia (Перечень иностранных и международных организаций, "
    "деятельность которых признана нежелательной), Ministry of Justice of Russia",
    "extremist_org": "List of organizations recognized as “extremist” in Russia",
    "terrorist_org": "List of organizations recognized as “terrorist” in Russia",
    "materials": "Federal list of “extremist” materials (Федеральный список экстремистских "
    "материалов), Ministry of Justice of Russia",
    "restrictive": "List of persons in respect of whom temporary restrictive measures are applied "
    "(Список лиц, в отношении которых применяются временные ограничительные меры), Ministry of "
    "Justice of Russia",
    "interpol": "Public notice of INTERPOL (International Criminal Police Organization)",
}
_OUTCOMES: Final[Mapping[str, str]] = {
    "found": "The applicant has identified the marked entry as {whose}.",
    "absent": "The whole page was searched for {name}, and it was not found.",
    "incomplete": "The saved page is not complete; {name} was not found in it.",
}


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A saved page to be printed as an extract: the entry to mark, "" for none, and its source.

    ``outcome`` says what came of the search, of the applicant or an organization.
    """

    entry: str
    register: str
    outcome: str
    fit: str
    address: str
    saved: str
    sha256: str


class Made(Protocol):
    """A PDF that may go into a packet; *locked* says that it took a password to read the file.

    It is *written* in pieces that quote the *paper*. A damaged file has *lost* something from these
    pages (see :func:`~pristan.packet.damaged`).
    """

    @property
    def written(self) -> Written: ...
    @property
    def paper(self) -> bytes: ...
    @property
    def pdf(self) -> bytes: ...
    @property
    def size(self) -> int: ...
    @property
    def how(self) -> str: ...
    @property
    def pages(self) -> int: ...
    @property
    def locked(self) -> bool: ...
    @property
    def lost(self) -> tuple[int, ...]: ...


class Printer(Protocol):
    """What reads saved pages and prints pages of ours."""

    def clean(
        self, data: bytes, sheets: Sequence[Sheet] = (), read: Mapping[int, Words] | None = None
    ) -> Made: ...
    def extract(self, data: bytes, entry: str) -> Any: ...
    def leaf(
        self, template: str, title: str, facts: Mapping[str, Any], photo: bytes = b""
    ) -> Made: ...
    def end_printing(self) -> None: ...


def register_page(source: Source, item: str, file: str) -> RegisterPage | None:
    """Return how a file of an exhibit is printed as an extract; None where it is not one."""
    outcome = source.answers.value("exhibit_register_outcome", item)
    if outcome not in _OUTCOMES or not source.given("exhibit_register_outcome", item):
        return None
    entry = source.answers.value("exhibit_register_entry", item) if outcome == "found" else None
    saved = source.answers.value("exhibit_captured", item)
    which = source.answers.value("exhibit_register_which", item)
    return RegisterPage(
        entry=entry.text if isinstance(entry, Told) else "",
        register=_REGISTERS.get(str(which), ""),
        outcome=_OUTCOMES[str(outcome)].format(**_whose(source, item)),
        fit=source.given("exhibit_register_fit", item) if outcome == "found" else "",
        address=source.given("exhibit_url", item),
        saved=source.shown.date(saved) if isinstance(saved, Remembered) else "",
        sha256=source.attachments[file].sha256,
    )


def print_register_page(
    page: RegisterPage, data: bytes, printer: Printer, sheets: Sequence[Sheet] = ()
) -> Made:
    """Return the extract as a PDF; a file that is no saved page is printed as any other.

    Raises Problem when the entry that was written down does not stand on the page.
    """
    return print_extract(page, data, printer) or printer.clean(data, sheets)


def print_extract(page: RegisterPage, data: bytes, printer: Printer) -> Made | None:
    """Return the extract as a PDF; None of a file that is no saved page. Raises Problem."""
    try:
        extract = printer.extract(data, page.entry)
    except Problem as problem:
        if problem.saying.context == _NOT_A_PAGE:
            return None
        raise
    if page.entry and not extract.marked:
        raise Problem(say(
            "packet.entry_not_there",
            "The entry that was written down does not stand on the saved page. Look for the name "
            "in the file once more, or copy the entry letter for letter.",
        ))
    lines = [
        {"kind": line.kind, "text": line.text, "cells": line.cells, "number": line.number,
         "marked": line.marked, "count": line.count}
        for line in extract.lines
    ]  # fmt: skip
    facts = {
        "about": list(_about(page, extract)),
        "page": {
            "title": extract.title,
            "is_data": extract.is_data,
            "lines": lines,
            "omitted": any(line.kind == "omitted" for line in extract.lines),
            "photo": bool(extract.photo),
        },
    }
    title = "Extract of a list in a file" if extract.is_data else "Extract of a saved web page"
    return printer.leaf(_TEMPLATE, title, facts, extract.photo)


def _whose(source: Source, item: str) -> dict[str, str]:
    """Return how the outcome names who or what was looked for."""
    about = source.answers.value("exhibit_register_org", item)
    if not (isinstance(about, Told) and source.given("exhibit_register_org", item)):
        return {"whose": "his or her own", "name": "the applicant's name"}
    called = f"“{about.text}”"
    if about.language != "en" and about.english:
        called += f" ({about.english})"
    return {
        "whose": f"that of the organization {called}",
        "name": f"the name of the organization {called}",
    }


def _about(page: RegisterPage, extract: Any) -> Iterator[tuple[str, str]]:
    saved = page.saved or extract.captured.replace("T", " ").removesuffix("+00:00")
    where = "in the file" if extract.is_data else "on the page"
    rows = (
        ("Register", page.register),
        ("Internet address", page.address or extract.url),
        ("Saved", saved),
        (f"Entries {where}", f"{extract.entries:,}" if extract.entries > 1 else ""),
        ("Search", page.outcome),
        ("How it fits", page.fit),
        ("SHA-256 of the file", page.sha256),
    )
    yield from ((what, known) for what, known in rows if known)
