"""Prove a packet in fresh children: files just written, or a folder that was written long ago."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pristan.case import Problem, Saying, say
from pristan.confine.cell import Cell, Limits
from pristan.confine.frames import OnDisk
from pristan.confine.hands import Hands
from pristan.confine.refusals import Crashed, unpacked
from pristan.confine.spare import Spare
from pristan.packet.report import BoundDocument, BoundExhibit, Part, Written, read_report
from pristan.packet.stamp import part_text

_LIMITS = Limits(memory=3 << 29, cpu_seconds=60, wall_seconds=90, reply_blobs=2)


class Reported(Protocol):
    """What a report says of a packet."""

    @property
    def parts(self) -> tuple[Part, ...]: ...
    @property
    def documents(self) -> tuple[BoundDocument, ...]: ...
    @property
    def exhibits(self) -> tuple[BoundExhibit, ...]: ...


@dataclass(frozen=True, slots=True)
class Proof:
    """What is wrong with a packet or a part of one, and what is no fault but should be known."""

    faults: list[Saying]
    remarks: list[Saying]


def expected_of(report: Reported, part: Part) -> dict[str, Any]:
    """Return what a part should be, as far as the report tells (prove.py looks at it)."""
    documents = [each for each in report.documents if each.part == part.file]
    index = [each for each in documents if each.name == "index"]
    begun: set[str] = set()
    exhibits = []
    for each in report.exhibits:
        if each.part == part.file:
            exhibits.append({
                "label": each.label, "title": each.title, "first_page": each.first_page,
                "pages": each.pages, "continued": each.id in begun,
            })  # fmt: skip
        begun.add(each.id)
    return {
        "pages": part.pages,
        "first_page": part.last_page - part.pages + 1,
        "part": part_text(report.parts.index(part) + 1, len(report.parts)),
        "index": [at + each.first_page for each in index for at in range(each.pages)],
        "documents": [
            {"title": each.title, "first_page": each.first_page, "pages": each.pages}
            for each in documents
        ],
        "exhibits": exhibits,
    }


def spare_prover() -> Spare:
    """Return where two children wait that prove; none is started yet."""
    return Spare("packet", _LIMITS, {"do": "ready", "to": "prove"}, most=2)


def each_proof(
    parts: Iterable[tuple[Path, dict[str, Any]]], count: int, hands: Hands | None = None
) -> list[Proof]:
    """Have so many files proved in fresh children, each against what is expected of it; on both
    cores. They may come one after another, as they are written.
    """
    with hands or Hands(spare_prover()) as fresh:
        return fresh.each(lambda part: _proof_of(fresh.cell, *part), parts, count)


def verify(directory: Path) -> list[Saying]:
    """Return what is wrong with the packet in a folder; nothing when it is as it was written.

    Raises NoReport where there is no report to hold it against, Problem where files are taken away
    while they are read.
    """
    written = read_report(directory)
    found: list[Saying] = []
    whole: list[tuple[Path, dict[str, Any]]] = []
    for part in written.parts:
        file = directory / part.file
        try:
            with file.open("rb") as stream:
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
                size = stream.tell()
        except OSError:
            found.append(
                say(
                    "packet.part_missing",
                    "The file {file} is missing, or cannot be read.",
                    file=part.file,
                )
            )
            continue
        if size != part.bytes or digest != part.sha256:
            found.append(
                say(
                    "packet.part_changed",
                    "The file {file} is not the one that was written: it has been changed since.",
                    file=part.file,
                )
            )
        whole.append((file, expected_of(written, part)))
    try:
        proofs = each_proof(whole, len(whole))
    except OSError as error:
        raise Problem(
            say(
                "packet.taken_away",
                "Files of this packet were taken away or changed while they were read. Wait until "
                "nobody copies or moves them, and check once more.",
            )
        ) from error
    faults = [fault for proof in proofs for fault in proof.faults]
    return [*found, *_disjoint(written), *faults]


def _disjoint(written: Written) -> Iterator[Saying]:
    """The parts follow each other without a gap."""
    for before, after in zip(written.parts, written.parts[1:], strict=False):
        if after.first_page != before.last_page + 1:
            yield say(
                "packet.part_gap",
                "The file {file} should begin with page {page} and begins with page {found}.",
                file=after.file,
                page=before.last_page + 1,
                found=after.first_page,
            )


def _proof_of(cell: Cell, file: Path, expected: dict[str, Any]) -> Proof:
    """Have one file proved in a child; its bytes go there straight from the disk."""
    with file.open("rb") as stream:
        whole = OnDisk(stream, stream.seek(0, 2))
        reply = cell.ask({"do": "prove"}, [whole, json.dumps(expected).encode()])
    try:
        faults, remarks = (
            [unpacked(each) for each in json.loads(blob)] for blob in reply.blobs
        )
    except (TypeError, ValueError) as error:
        raise Crashed("proof") from error
    return Proof(faults, remarks)
