"""Write a packet: plan here; clean, lay out, bind and prove in closed-off children.

Many papers are bound as they are cleaned (ahead.py). Then the press lays out, and is gone before
the rest is bound. A part is written while it is bound: memory is that of the papers under way, and
nothing readable touches the disk but what the person asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from pristan.case import Answers, Saying
from pristan.confine.hands import Hands
from pristan.packet.ahead import Ahead
from pristan.packet.before import Before, Parts
from pristan.packet.bindery import Bindery
from pristan.packet.crew import Crew
from pristan.packet.exhibits import Piece
from pristan.packet.filenames import names_of
from pristan.packet.files import Delivery
from pristan.packet.lent import Cleaners
from pristan.packet.made import Made, make
from pristan.packet.not_bound import without_those
from pristan.packet.papers import Paper, Papers
from pristan.packet.profiles import Profile, chosen_profile
from pristan.packet.progress import Step, Tell, tell_nobody
from pristan.packet.report import REPORT, Report
from pristan.packet.source import Vault as CaseFile
from pristan.packet.source import read_source
from pristan.packet.standing import Outs
from pristan.packet.tabs import Tabs
from pristan.packet.verify import expected_of
from pristan.questions import Questionnaire


class Vault(CaseFile, Protocol):
    """What a packet needs of a case file."""

    def read(self, attachment_id: str) -> Iterator[bytes]: ...


def write_packet(
    questionnaire: Questionnaire,
    answers: Answers,
    vault: Vault,
    target: Path,
    profile: str = "lawyer",
    documents: Sequence[str] = (),
    *,
    cleaners: Cleaners,
    parts: Parts | None = None,
    tell: Tell = tell_nobody,
    tabs: Tabs | None = None,
    crew: Crew | None = None,
) -> Report:
    """Write the packet of a case into *target* and prove it; return the report.

    *cleaners* opens what makes files safe to print; *parts* keeps what was made for the next time;
    *tell* is told how far it is. *tabs* is how exhibits are labeled where it is not as was chosen
    for the case; of the *crew* some may wait already. An exhibit whose file cannot be printed, or
    bound, keeps its slip sheet, which says so, and is named in the problems. Raises Problem, with
    nothing written, where there can be no packet: no such profile, no face to set it in, a folder
    that cannot take it.
    """
    chosen, crew = chosen_profile(vault, profile, documents, tabs), crew or Crew()

    def written(left_out: Mapping[Piece, Saying]) -> Report:
        with (
            Delivery(target, known=crew.known) as delivery,
            Hands(crew.binder) as binding,
            Hands(crew.prover) as proving,
        ):
            if parts:
                delivery.read_ahead()
            source = read_source(questionnaire, answers, vault)
            delivery.may_write(names_of(chosen, source, 1))
            before = Before(parts)
            with Papers(vault, cleaners, tell, before, left_out) as papers:
                ahead = Ahead(delivery.begin, chosen, papers, binding)

                def soon() -> None:
                    binding.begin(ahead.begun)
                    proving.begin(ahead.begun)

                made = make(chosen, source, papers, crew.press, ahead, soon)
                outs = Outs(made.pressed, papers, before, ahead)
                outs.open(delivery, made.names)
                expected = _expected(made, made.report(target), chosen)

                def bound() -> None:
                    papers.rest()
                    tell(Step.PROVING, 0, 1)
                    if ahead.begun:  # then there is much to note, though not yet what is proved
                        beside.submit(before.settle)

                pdf = _told(papers, tell)
                bindery = Bindery(made.pressed.letters, papers.exhibits, pdf, binding)
                with ThreadPoolExecutor(1) as beside:
                    proof = outs.bind(bindery, expected, proving, bound)
            report = made.report(target, [(each.sha256, each.size) for each in outs.files])
            report = replace(
                report,
                problems=(*report.problems, *proof.remarks, *proof.faults),
                proved=not proof.faults,
            )
            delivery.open(REPORT).write(report.as_json().encode())
            with ThreadPoolExecutor(1) as beside:  # both wait for the disk
                noted = beside.submit(before.settle)
                delivery.settle()
            noted.result()
        return report

    return without_those(written)


def _told(papers: Papers, tell: Tell) -> Callable[[Paper], bytes]:
    """Return what gives a paper its pages and tells how many have been given."""
    given, whole = count(), sum(map(len, papers.exhibits))

    def pdf(paper: Paper) -> bytes:
        tell(Step.BINDING, min(next(given), whole), whole)  # one in two parts is given twice
        return papers.pdf(paper)

    return pdf


def _expected(made: Made, report: Report, profile: Profile) -> list[dict[str, Any]]:
    """Return all that is known of every part, to prove it by."""
    known = {
        "number_prefix": made.planned.number_prefix,
        "draft": made.draft,
        "sample": made.planned.sample,
        "our_face": not made.pressed.foreign,
        "limit": profile.limit,
    }
    own_titles = {exhibit.label: exhibit.own_title for exhibit in made.planned.exhibits}
    return [
        expected_of(report, part)
        | known
        | {"own_titles": {
            each.label: own_titles[each.label]
            for each in report.exhibits
            if each.part == part.file
        }}
        for part in report.parts
    ]  # fmt: skip
