"""Write a packet: plan here, lay out and bind in one child, clean in another, prove in a third."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pristan.case import Answers, Problem, Saying, say
from pristan.confine.cell import Cell, Limits
from pristan.content import content_dir
from pristan.packet.exhibits import Exhibit
from pristan.packet.files import prepare, write_all
from pristan.packet.plan import Plan, plan
from pristan.packet.profiles import read_profile
from pristan.packet.report import PACKET, REPORT, BoundDocument, BoundExhibit, Part, Report
from pristan.packet.source import Source, read_source
from pristan.packet.source import Vault as CaseFile
from pristan.packet.verify import Layout, proof_of, read_layout
from pristan.questions import Questionnaire

_LIMITS = Limits(memory=3 << 29, cpu_seconds=120, wall_seconds=180, reply_blobs=1)
_NOT_CONVERTED = "The file could not be converted; the original is supplied separately."
_NOT_ADDED = "No file has been added."
_CHANGES = ("copied", "image", "flattened")  # how, from the least to the most changed


class Vault(CaseFile, Protocol):
    """What a packet needs of a case file."""

    def read(self, attachment_id: str) -> Iterator[bytes]: ...


class Cleaned(Protocol):
    """A PDF that may go into a packet."""

    @property
    def pdf(self) -> bytes: ...
    @property
    def how(self) -> str: ...


class Cleaner(Protocol):
    """What makes files safe to print."""

    def clean(self, data: bytes) -> Cleaned: ...


Cleaners = Callable[[], AbstractContextManager[Cleaner]]


@dataclass(slots=True)
class _Papers:
    """The exhibits' pages as PDFs, per exhibit, how each was made, and what could not be had."""

    pdfs: list[list[bytes]] = field(default_factory=list)
    how: list[str | None] = field(default_factory=list)
    absent: dict[int, str] = field(default_factory=dict)
    problems: list[Saying] = field(default_factory=list)


def write_packet(
    questionnaire: Questionnaire,
    answers: Answers,
    vault: Vault,
    target: Path,
    profile: str = "lawyer",
    documents: Sequence[str] = (),
    *,
    cleaners: Cleaners,
) -> Report:
    """Write the packet of a case into *target* and prove it; return the report.

    *cleaners* opens what makes files safe to print. An exhibit whose file cannot be printed keeps
    its slip sheet, which says so, and is named in the problems. Raises Problem, with nothing
    written, where there can be no packet: no such profile, no face to set it in, a folder that
    cannot take it.
    """
    chosen = read_profile(content_dir("forms") / "packets", profile, documents)
    prepare(target, (PACKET, REPORT))
    source = read_source(questionnaire, answers, vault)
    planned = plan(source, chosen)
    if not planned.documents and not planned.exhibits:
        raise Problem(
            say("packet.nothing", "There is nothing to print: no document and no exhibit.")
        )
    with Cell("packet", _LIMITS) as press:
        papers, foreign = _prepared(planned, vault, cleaners, press, source)
        blobs, places = _flat(papers.pdfs)
        absent = {str(number): text for number, text in papers.absent.items()}
        request = {"do": "finish", "papers": places, "absent": absent}
        reply = press.ask(request, blobs)
        packet, layout = reply.blobs[0], read_layout(reply.facts["layout"])
    problems = [*planned.problems, *papers.problems]
    if foreign:
        problems.append(
            say(
                "packet.foreign",
                "The face of the papers has no shape for: {characters}. They are printed in "
                "another one, or as empty boxes.",
                characters=" ".join(foreign),
            )
        )
    proof = proof_of(packet, _expected(planned, layout, foreign))
    report = Report(
        directory=target,
        profile=planned.profile,
        parts=(_part(packet, layout),),
        documents=tuple(_documents(planned, layout)),
        exhibits=tuple(_bound(planned, layout, papers)),
        problems=(*problems, *proof.remarks, *proof.faults),
        proved=not proof.faults,
    )
    write_all(target, {PACKET: packet, REPORT: report.as_json().encode()})
    return report


def _prepared(
    planned: Plan, vault: Vault, cleaners: Cleaners, press: Cell, source: Source
) -> tuple[_Papers, str]:
    """Clean the exhibits while the press warms up and lays out the declarations."""
    facts = json.dumps(planned.as_facts()).encode()
    with ThreadPoolExecutor(max_workers=1) as beside:
        begun = beside.submit(press.ask, {"do": "begin"}, [facts])
        papers = _Papers()
        if planned.exhibits:
            with cleaners() as cleaner:
                for number, exhibit in enumerate(planned.exhibits):
                    _clean(number, exhibit, vault, cleaner, papers, source)
        return papers, str(begun.result().facts["foreign"])


def _clean(
    number: int,
    exhibit: Exhibit,
    vault: Vault,
    cleaner: Cleaner,
    papers: _Papers,
    source: Source,
) -> None:
    pdfs, how = [], []
    if not exhibit.files:
        papers.absent[number] = _NOT_ADDED
    for file in exhibit.files:
        try:
            cleaned = cleaner.clean(b"".join(vault.read(file)))
        except Problem as problem:
            papers.absent[number] = _NOT_CONVERTED
            papers.problems.append(
                say(
                    "packet.not_converted",
                    "Exhibit {label}: the file “{file}” could not be converted, so its sheet says "
                    "that the original is supplied separately. {problem}",
                    label=exhibit.label,
                    file=source.attachments[file].name,
                    problem=problem.saying,
                )
            )
        else:
            pdfs.append(cleaned.pdf)
            how.append(str(cleaned.how))
    papers.pdfs.append(pdfs)
    papers.how.append(max(how, key=_CHANGES.index) if how else None)


def _flat(pdfs: list[list[bytes]]) -> tuple[list[bytes], list[list[int]]]:
    blobs: list[bytes] = []
    places = []
    for each in pdfs:
        places.append(list(range(len(blobs), len(blobs) + len(each))))
        blobs += each
    return blobs, places


def _expected(planned: Plan, layout: Layout, foreign: str) -> dict[str, Any]:
    names = [document.name for document in planned.documents]
    return {
        "last_page": layout.last_page,
        "cover": "cover" in names,
        "has_index": "index" in names,
        "number_prefix": planned.number_prefix,
        "draft": planned.draft,
        "sample": planned.sample,
        "our_face": True,
        "foreign": bool(foreign),
        "exhibits": [
            {
                "label": exhibit.label,
                "title": exhibit.title,
                "own_title": exhibit.own_title,
                "first_page": placed.first_page,
                "pages": placed.pages,
            }
            for exhibit, placed in zip(planned.exhibits, layout.exhibits, strict=True)
        ],
    }


def _part(packet: bytes, layout: Layout) -> Part:
    return Part(
        file=PACKET,
        sha256=hashlib.sha256(packet).hexdigest(),
        bytes=len(packet),
        pages=layout.pages,
        first_page=1,
        last_page=layout.last_page,
    )


def _documents(planned: Plan, layout: Layout) -> Iterator[BoundDocument]:
    for document, placed in zip(planned.documents, layout.documents, strict=True):
        yield BoundDocument(
            name=document.name,
            title=document.title,
            part=PACKET,
            first_page=placed.first_page,
            pages=placed.pages,
        )


def _bound(planned: Plan, layout: Layout, papers: _Papers) -> Iterator[BoundExhibit]:
    for exhibit, placed, how in zip(planned.exhibits, layout.exhibits, papers.how, strict=True):
        yield BoundExhibit(
            id=exhibit.id,
            label=exhibit.label,
            title=exhibit.title,
            part=PACKET,
            first_page=placed.first_page,
            pages=placed.pages,
            source_sha256=exhibit.source_sha256,
            how=how,
        )
