"""Prove a packet in a fresh child: the bytes just made, or a folder that was written long ago."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pristan.case import Saying, say
from pristan.confine.cell import Cell, Limits
from pristan.confine.refusals import Crashed, unpacked
from pristan.packet.report import Part, Written, read_report

_LIMITS = Limits(memory=3 << 29, cpu_seconds=60, wall_seconds=90, reply_blobs=0)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a document or an exhibit is: the number on its first page or its slip sheet, and how
    many pages it has, an exhibit without its slip sheet.
    """

    first_page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A packet's pages: how many, the last printed number, documents and exhibits in order."""

    pages: int
    last_page: int
    documents: tuple[Placed, ...]
    exhibits: tuple[Placed, ...]


def read_layout(plain: Any) -> Layout:
    """Return the layout that the binding child reports. Raises Crashed for nonsense."""
    try:
        return Layout(
            _count(plain["pages"]),
            _count(plain["last_page"]),
            *(
                tuple(Placed(_count(each["first_page"]), _count(each["pages"])) for each in placed)
                for placed in (plain["documents"], plain["exhibits"])
            ),
        )
    except (KeyError, TypeError) as error:
        raise Crashed("layout") from error


@dataclass(frozen=True, slots=True)
class Proof:
    """What is wrong with a packet, and what is no fault but should be known."""

    faults: list[Saying]
    remarks: list[Saying]


def proof_of(packet: bytes, expected: dict[str, Any]) -> Proof:
    """Have a packet proved in a fresh child (prove.py says what is looked at)."""
    with Cell("packet", _LIMITS) as cell:
        reply = cell.ask({"do": "prove", "expected": expected}, [packet])
    try:
        return Proof(
            [unpacked(each) for each in reply.facts["problems"]],
            [unpacked(each) for each in reply.facts["remarks"]],
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Crashed("proof") from error


def verify(directory: Path) -> list[Saying]:
    """Return what is wrong with the packet in a folder; nothing when it is as it was written.

    Raises NoReport where there is no report to hold it against.
    """
    written = read_report(directory)
    found: list[Saying] = []
    for part in written.parts:
        found += _part(directory, written, part)
    return found


def _part(directory: Path, written: Written, part: Part) -> list[Saying]:
    try:
        packet = (directory / part.file).read_bytes()
    except OSError:
        return [say("packet.part_missing", "The file {file} is missing.", file=part.file)]
    found = []
    if len(packet) != part.bytes or hashlib.sha256(packet).hexdigest() != part.sha256:
        found.append(
            say(
                "packet.part_changed",
                "The file {file} is not the one that was written: it has been changed since.",
                file=part.file,
            )
        )
    documents = [each for each in written.documents if each.part == part.file]
    expected = {
        "last_page": part.last_page,
        "cover": any(each.name == "cover" for each in documents),
        "has_index": any(each.name == "index" for each in documents),
        "exhibits": [
            {
                "label": exhibit.label,
                "title": exhibit.title,
                "first_page": exhibit.first_page,
                "pages": exhibit.pages,
            }
            for exhibit in written.exhibits
            if exhibit.part == part.file
        ],
    }
    return found + proof_of(packet, expected).faults


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(value)
    return value
