"""Write documents of a packet as Word files that a lawyer can edit; nothing is replaced."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pristan.case import Answers, Problem, say
from pristan.confine.refusals import Crashed
from pristan.confine.spare import Spare
from pristan.packet.before import Before, Parts
from pristan.packet.cannot_write import CannotWrite
from pristan.packet.crew import Crew
from pristan.packet.documents import DOCUMENTS
from pristan.packet.files import Delivery
from pristan.packet.lent import Cleaners
from pristan.packet.papers import Papers
from pristan.packet.plan import Plan, plan
from pristan.packet.profiles import chosen_profile
from pristan.packet.source import read_source
from pristan.packet.tabs import Tabs
from pristan.packet.typeset import Typesetter
from pristan.packet.write import Vault
from pristan.questions import Questionnaire


def write_editable(
    questionnaire: Questionnaire,
    answers: Answers,
    vault: Vault,
    target: Path,
    profile: str = "lawyer",
    documents: Sequence[str] = (),
    *,
    cleaners: Cleaners,
    parts: Parts | None = None,
    tabs: Tabs | None = None,
    crew: Crew | None = None,
) -> list[str]:
    """Write documents of a packet as ``NAME.docx`` into *target*; return the names of the files.

    Page numbers in them are those of the whole packet, which is laid out for that and not written.
    *documents* chooses among those that can be edited; without it, all of the profile are written.
    Raises Problem, with nothing written, for a document that the profile does not have and where a
    file of such a name is there already: somebody may have edited it.
    """
    whole = chosen_profile(vault, profile, (), tabs)
    asked = chosen_profile(vault, profile, documents)
    added = tuple(name for name in asked.documents if name not in whole.documents)
    chosen = replace(whole, documents=(*whole.documents, *added))
    source = read_source(questionnaire, answers, vault)
    planned = plan(source, chosen)
    names = [
        document.name
        for document in planned.documents
        if DOCUMENTS[document.name].editable and document.name in asked.documents
    ]
    if not names:
        raise Problem(
            say("packet.not_editable", "None of these documents is made to be edited in Word.")
        )
    for name in names:
        if os.path.lexists(target / f"{name}.docx"):
            raise CannotWrite(
                say(
                    "packet.maybe_edited",
                    "This folder already has “{name}”, and somebody may have edited it. Choose "
                    "another folder; nothing was changed.",
                    name=f"{name}.docx",
                )
            )
    papers = Papers(vault, cleaners, before=Before(parts))
    with Delivery(target, beside=True) as delivery, papers:
        papers.prepare(planned.exhibits, source)
        made = _made(planned, papers, names, (crew or Crew()).press)
        for name, written in zip(names, made, strict=True):
            delivery.open(f"{name}.docx").write(written)
        delivery.settle()
    return [f"{name}.docx" for name in names]


def _made(
    planned: Plan, papers: Papers, names: list[str], press: Spare
) -> list[bytes]:
    with press.take() as cell:
        typesetter = Typesetter(cell, planned, papers.before)
        typesetter.begin()
        typesetter.count(papers.weights(0), papers.absent)
        made = cell.ask({"do": "edit", "names": names}).blobs
    if len(made) != len(names):
        raise Crashed("edited")
    return made
