"""Write a packet: plan here; clean, lay out, bind and prove in closed-off children.

The press is gone before anything is bound, and a part is written while it is bound: memory is that
of the papers under way, and nothing readable touches the disk but what the person asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from pristan.case import Answers, Problem, Saying, say
from pristan.confine.cell import Cell
from pristan.content import content_dir
from pristan.packet.before import Before, Parts
from pristan.packet.bindery import Bindery
from pristan.packet.filenames import names_of
from pristan.packet.files import Delivery, Outgoing, Standing
from pristan.packet.papers import Cleaners, Paper, Papers
from pristan.packet.plan import DRAFT_STAYS, Plan, beyond, plan
from pristan.packet.profiles import Profile, read_profile
from pristan.packet.progress import Step, Tell, tell_nobody
from pristan.packet.report import REPORT, BoundDocument, BoundExhibit, Part, Report
from pristan.packet.source import Source, read_source
from pristan.packet.source import Vault as CaseFile
from pristan.packet.standing import Outs
from pristan.packet.tabs import SETTING, Tabs, kept_tabs
from pristan.packet.typeset import PRESS, Pressed, Typesetter
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
) -> Report:
    """Write the packet of a case into *target* and prove it; return the report.

    *cleaners* opens what makes files safe to print; *parts* keeps what was made for the next time;
    *tell* is told how far it is. *tabs* is how exhibits are labeled where it is not as was chosen
    for the case. An exhibit whose file cannot be printed keeps its slip sheet,
    which says so, and is named in the problems. Raises Problem, with nothing written, where there
    can be no packet: no such profile, no face to set it in, a folder that cannot take it.
    """
    tabs = tabs or kept_tabs(vault.setting(SETTING))
    chosen = read_profile(content_dir("forms") / "packets", profile, documents, tabs)
    source = read_source(questionnaire, answers, vault)
    before = Before(parts)
    with Delivery(target) as delivery, Papers(vault, cleaners, tell, before) as papers:
        delivery.may_write(names_of(chosen, source, 1))
        planned = plan(source, chosen)
        if not planned.documents and not planned.exhibits:
            raise Problem(
                say("packet.nothing", "There is nothing to print: no document and no exhibit.")
            )
        made = _pressed(planned, chosen, papers, source)
        names = names_of(chosen, source, len(made.parts))
        outs = Outs(made, papers, before)
        outs.open(delivery, names)
        Bindery(made.letters, papers.exhibits, _told(papers, tell)).bind(outs.missing())
        papers.rest()
        report = _report(target, planned, made, papers, names, outs.files)
        tell(Step.PROVING, 0, 1)
        proof = outs.proof(_expected(planned, made, report, chosen))
        stays = (DRAFT_STAYS,) if made.gapped and not planned.draft else ()
        letters = (*_foreign(made.foreign), *_russian(made.russian))
        away = beyond(planned, papers.counts())
        problems = (*planned.problems, *stays, *papers.problems, *away, *letters)
        report = replace(
            report,
            problems=(*problems, *proof.remarks, *proof.faults),
            proved=not proof.faults,
        )
        delivery.open(REPORT).write(report.as_json().encode())
        delivery.settle()
    before.settle()
    return report


def _pressed(planned: Plan, profile: Profile, papers: Papers, source: Source) -> Pressed:
    """Clean the exhibits; then lay out, when the children that clean have ended.

    Side by side would be a little quicker, and take half as much memory again.
    """
    papers.prepare(planned.exhibits, source)
    papers.tell(Step.LAYING, 0, 1)
    with Cell("press", PRESS) as press:
        typesetter = Typesetter(press, planned, papers.before)
        typesetter.begin()
        typesetter.count(papers.weights(profile.limit, profile.dots), papers.absent)
        return typesetter.finish(profile.limit)


def _told(papers: Papers, tell: Tell) -> Callable[[Paper], bytes]:
    """Return what gives a paper its pages and tells how many have been given."""
    given, whole = count(), sum(map(len, papers.exhibits))

    def pdf(paper: Paper) -> bytes:
        tell(Step.BINDING, min(next(given), whole), whole)  # one in two parts is given twice
        return papers.pdf(paper)

    return pdf


def _foreign(characters: str) -> Iterator[Saying]:
    if characters:
        yield say(
            "packet.foreign",
            "The typeface of the documents has no shape for: {characters}. They are printed in "
            "another one, or as empty boxes.",
            characters=" ".join(characters),
        )


def _russian(texts: Sequence[str]) -> Iterator[Saying]:
    if texts:
        yield say(
            "packet.russian_left",
            "In English documents this is still in Russian letters: {texts}. Write the English "
            "below these answers; until then every page says DRAFT.",
            texts="; ".join(texts),
        )


def _expected(
    planned: Plan, made: Pressed, report: Report, profile: Profile
) -> list[dict[str, Any]]:
    """Return all that is known of every part, to prove it by."""
    known = {
        "number_prefix": planned.number_prefix,
        "draft": planned.draft or made.gapped,
        "sample": planned.sample,
        "our_face": not made.foreign,
        "limit": profile.limit,
    }
    own_titles = {exhibit.label: exhibit.own_title for exhibit in planned.exhibits}
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


def _report(
    target: Path,
    planned: Plan,
    made: Pressed,
    papers: Papers,
    names: Sequence[str],
    outs: Sequence[Outgoing | Standing],
) -> Report:
    """Return what was written, not yet proved. An exhibit in two parts is named in both."""
    parts, documents, exhibits = [], [], []
    for part, name, out in zip(made.parts, names, outs, strict=True):
        first = max(part.first_page, 1)
        parts.append(Part(name, out.sha256, out.size, part.pages, first, part.last_page))
        for piece in part.pieces:
            if piece.document is not None:
                document = planned.documents[piece.document]
                documents.append(
                    BoundDocument(document.name, document.title, name, piece.page, piece.own)
                )
            if piece.exhibit is not None:
                exhibit = planned.exhibits[piece.exhibit]
                how = papers.how(piece.exhibit)
                exhibits.append(
                    BoundExhibit(
                        id=exhibit.id,
                        label=exhibit.label,
                        title=exhibit.title,
                        part=name,
                        first_page=piece.page,
                        pages=piece.papers,
                        source_sha256=exhibit.source_sha256,
                        how=how,
                    )
                )
    return Report(
        directory=target,
        profile=planned.profile,
        parts=tuple(parts),
        documents=tuple(documents),
        exhibits=tuple(exhibits),
        problems=(),
        proved=False,
    )
