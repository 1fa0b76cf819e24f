"""What was written and whether it is proved; ``assembly-report.json`` and how it is read again."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from pristan.case import Problem, Saying, say
from pristan.packet.plain import fields_of

REPORT = "assembly-report.json"
PACKET = "packet.pdf"
_LACKING = frozenset({"packet.not_converted", "packet.damaged", "packet.lost_file"})
_LARGEST = 16 << 20  # bytes of a report; a real one has a few thousand


class NoReport(Problem):
    """The folder has no report, or one that is not ours."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a packet. ``first_page`` and ``last_page`` are the numbers printed on it;
    ``pages`` also counts the cover page, which has no number.
    """

    file: str
    sha256: str
    bytes: int
    pages: int
    first_page: int
    last_page: int


@dataclass(frozen=True, slots=True)
class BoundExhibit:
    """One exhibit in a packet: ``part`` names its file, ``first_page`` is the number on its slip
    sheet, and ``pages`` counts the pages of the paper after it. ``how`` is copied, flattened or
    image, None without a file.
    """

    id: str
    label: str
    title: str
    part: str
    first_page: int
    pages: int
    source_sha256: str
    how: str | None


@dataclass(frozen=True, slots=True)
class BoundDocument:
    """One document of ours in a packet; ``first_page`` of a cover, which has no number, is 0."""

    name: str
    title: str
    part: str
    first_page: int
    pages: int


_Record = TypeVar("_Record", Part, BoundDocument, BoundExhibit)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of writing a packet into *directory*. ``problems`` are for people to read."""

    directory: Path
    profile: str
    parts: tuple[Part, ...]
    documents: tuple[BoundDocument, ...]
    exhibits: tuple[BoundExhibit, ...]
    problems: tuple[Saying, ...]
    proved: bool

    @property
    def complete(self) -> bool:
        """Whether every file that belongs to an exhibit was printed, with all of its pages."""
        return not any(problem.context in _LACKING for problem in self.problems)

    def as_json(self) -> str:
        """Return what the report file holds."""
        plain = {
            "profile": self.profile,
            "parts": [fields_of(part) for part in self.parts],
            "documents": [fields_of(document) for document in self.documents],
            "exhibits": [fields_of(exhibit) for exhibit in self.exhibits],
            "problems": [str(problem) for problem in self.problems],
        }
        return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Written:
    """A report as it is read from a folder: facts to hold against the files beside it."""

    profile: str
    parts: tuple[Part, ...]
    documents: tuple[BoundDocument, ...]
    exhibits: tuple[BoundExhibit, ...]


def read_report(directory: Path) -> Written:
    """Read the report of a packet. Raises NoReport where there is none that makes sense."""
    file = directory / REPORT
    try:
        if file.stat().st_size > _LARGEST:
            raise _nonsense(file)
        plain = json.loads(file.read_text(encoding="utf-8"))
        written = Written(
            profile=_typed(plain["profile"], str),
            parts=tuple(_record(Part, each) for each in plain["parts"]),
            documents=tuple(_record(BoundDocument, each) for each in plain["documents"]),
            exhibits=tuple(_record(BoundExhibit, each) for each in plain["exhibits"]),
        )
    except OSError as error:
        raise NoReport(
            say(
                "packet.no_report",
                "There is no {file} in this folder that can be read, so there is no packet to "
                "check. Choose the folder that the packet was written to.",
                file=REPORT,
            )
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _nonsense(file) from error
    files = {part.file for part in written.parts}
    if not files or any(name != Path(name).name for name in files):
        raise _nonsense(file)
    named = {each.part for each in written.documents} | {each.part for each in written.exhibits}
    if not named <= files:
        raise _nonsense(file)
    return written


def _nonsense(file: Path) -> NoReport:
    return NoReport(
        say(
            "packet.bad_report",
            "{file} is not as this program writes it; it may have been changed. Write the packet "
            "again.",
            file=file.name,
        )
    )


def _record(kind: type[_Record], plain: Any) -> _Record:
    record = kind(**plain)
    for field in fields(record):
        value = getattr(record, field.name)
        number = field.type == "int"
        if type(value) is not (int if number else str) and field.name != "how":
            raise TypeError(field.name)
        if number and value < 0:
            raise ValueError(field.name)
    return record


def _typed(value: Any, kind: type[str]) -> str:
    if not isinstance(value, kind):
        raise TypeError(value)
    return value
