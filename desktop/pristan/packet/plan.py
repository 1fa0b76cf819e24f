"""What a packet will be: documents, exhibits, what is not ready. Pure: no PDF, no disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from pristan.case import Called, Saying, reviewed, say
from pristan.packet import caption
from pristan.packet.documents import DOCUMENTS, Document, Form, Material
from pristan.packet.exhibits import Exhibit, exhibit_problems
from pristan.packet.plain import fields_of
from pristan.packet.profiles import Profile
from pristan.packet.references import Reference
from pristan.packet.source import Source

# What is missing before there are pages; with one of them a packet stays a draft. A gap on a page
# itself is marked by its template and counted when the page is laid out (compose.py).
_UNFINISHED: Final = frozenset({
    "packet.no_name", "packet.name_not_latin", "packet.no_story", "packet.no_exhibits",
    "packet.no_file", "packet.lost_file", "packet.no_language", "packet.no_languages",
    "packet.no_translation", "packet.no_translations",
    "packet.no_certificate", "packet.no_certificates",
})  # fmt: skip


# By forum; the court's is chosen with the filing and stands on the cover.
_TITLES: Final[Mapping[str, str]] = {"uscis": "Documents in Support of Form I-589"}


DRAFT_STAYS: Final = say(
    "packet.draft_stays",
    "The lawyer has reviewed these documents, and every page still says DRAFT, because a "
    "text, a translation or a file that is named here is missing.",
)


@dataclass(frozen=True)
class Plan:
    """A packet before there is paper. It does not know yet its page numbers, and whether a page has
    a gap, which makes a ``draft`` of it too.
    """

    profile: str
    title: str
    number_prefix: str
    draft: bool
    sample: bool
    annotated_index: bool
    documents: tuple[Document, ...]
    exhibits: tuple[Exhibit, ...]
    labels: dict[str, str]  # of every exhibit by id, also where exhibits are not printed
    problems: tuple[Saying, ...]
    references: tuple[Reference, ...]  # in the story, where it is printed, each once

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Return the plan as plain JSON, for the room that prints it: all but the last two, and of
        exhibits all but their files.
        """
        facts = fields_of(self, "problems", "references")
        files = "files", "pieces", "source_sha256"
        return facts | {
            "documents": [fields_of(document) for document in self.documents],
            "exhibits": [fields_of(exhibit, *files) for exhibit in self.exhibits],
        }


def plan(source: Source, profile: Profile) -> Plan:
    """Return the packet that *profile* makes of a case. Nothing is left out without a problem."""
    material = Material(source, profile.forum, profile.tabs)
    forms = {name: DOCUMENTS[name] for name in profile.documents if name in DOCUMENTS}
    due = {name: form for name, form in forms.items() if form.due(material)}
    problems = list(_problems(material, profile, due))
    unfinished = any(problem.context in _UNFINISHED for problem in problems)
    stands = reviewed.stands(source.answers, source.reviewed)
    number = material.respondent["a_number"]
    closing = [name for name, form in DOCUMENTS.items() if form.last]
    in_order = sorted(due.items(), key=lambda each: (each[1].last and 1 + closing.index(each[0])))
    return Plan(
        profile=profile.name,
        title=_TITLES.get(profile.forum) or caption.cover(source)["title"],
        number_prefix=number.replace(" ", "") if caption.regular(number) else "",
        draft=profile.always_draft or unfinished or not stands,
        sample=source.sample,
        annotated_index=profile.annotated_index,
        documents=tuple(form.of(name, material) for name, form in in_order),
        exhibits=tuple(material.exhibits) if "exhibits" in profile.documents else (),
        labels={paper.id: paper.label for paper in material.exhibits},
        problems=(*problems, *_of_draft(source, profile, stands=stands, unfinished=unfinished)),
        references=material.story.references if any(form.tells for form in due.values()) else (),
    )


def _of_draft(
    source: Source, profile: Profile, *, stands: bool, unfinished: bool
) -> Iterator[Saying]:
    """Yield why DRAFT is on the pages of a packet although a lawyer has reviewed it."""
    if profile.always_draft or source.answers.value(reviewed.QUESTION) is not True:
        return
    if not stands:
        yield say(
            "packet.review_passed",
            "The answers are not those that the lawyer reviewed, so every page says DRAFT again. "
            "When they have been reviewed, the lawyer answers “Yes” once more in this program.",
        )
    elif unfinished:
        yield DRAFT_STAYS


def beyond(planned: Plan, counts: Sequence[int]) -> Iterator[Saying]:
    """Yield which references of the story name a page that its exhibit has not.

    *counts* has the pages of each exhibit that is printed.
    """
    for exhibit, pages in zip(planned.exhibits, counts, strict=True):
        for page in [each.page for each in planned.references if each.exhibit == exhibit.id]:
            if page > max(pages, 1):
                yield say(
                    "packet.no_page",
                    "{exhibit}: the story refers to its page {page} (pages printed: {pages}), and "
                    "the declaration shows a gap. Look into which document that page went, or "
                    "whether it was left out, and correct the reference.",
                    exhibit=say(
                        "packet.exhibit", "Exhibit {label}, {title}", label=exhibit.label,
                        title=Called(exhibit.own_title or exhibit.title, exhibit.title),
                    ),
                    page=page, pages=pages,
                )  # fmt: skip


def _problems(
    material: Material, profile: Profile, due: Mapping[str, Form]
) -> Iterator[Saying]:
    """Yield what is not ready, each thing once though several documents lack it."""
    said: list[Saying] = []
    for form in due.values():
        for problem in form.problems(material):
            if problem not in said:
                said.append(problem)
                yield problem
    if "exhibits" in profile.documents:
        if not material.exhibits:
            yield say("packet.no_exhibits", "There are no exhibits yet.")
        yield from exhibit_problems(material.source, material.exhibits, profile.forum)
