"""What a packet will be: documents, exhibits, what is not ready. Pure: no PDF, no disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from pristan.case import Saying, reviewed, say
from pristan.packet import caption
from pristan.packet.declaration import Story, story
from pristan.packet.exhibits import Exhibit, exhibit_problems, exhibits
from pristan.packet.names import people, spelling_problems, spellings
from pristan.packet.profiles import Profile
from pristan.packet.source import Source

# How each document is called in the index, and the template that prints it.
_TEMPLATES: Final[Mapping[str, tuple[str, str]]] = {
    "cover": ("Cover page", "cover.html"),
    "index": ("Index", "index.html"),
    "declaration": ("Declaration of {name}", "declaration.html"),
    "certificate_of_interpretation": (
        "Certificate of Interpretation",
        "certificate_of_interpretation.html",
    ),
    "names_concordance": ("Names and Their Spellings", "names_concordance.html"),
    "declaration_ru": ("Declaration of {name}, in Russian", "declaration.html"),
    "declaration_two_columns": (
        "Declaration of {name}, English and Russian side by side",
        "declaration_two_columns.html",
    ),
}
_DECLARATIONS = ("declaration", "declaration_ru", "declaration_two_columns")
# Problems that leave a gap on the page or in the law; with one of them a packet stays a draft.
_UNFINISHED: Final = frozenset({
    "packet.no_name", "packet.name_not_latin", "packet.no_story", "packet.no_english",
    "packet.no_own", "packet.name_paper", "packet.no_exhibits", "packet.no_file",
    "packet.lost_file", "packet.no_title", "packet.no_language", "packet.no_translation",
})  # fmt: skip
_US = ("US", "")  # the interview need not ask where it is signed; then it is in the United States


@dataclass(frozen=True, slots=True)
class Document:
    """A document of our own: its template and the facts it prints, as plain JSON."""

    name: str
    title: str
    template: str
    language: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """A packet before there is paper. Page numbers are the only thing it does not know yet."""

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

    def as_facts(self) -> dict[str, Any]:
        """Return the plan as plain JSON, for the room that prints it; problems stay here."""
        facts = asdict(self)
        del facts["problems"]
        return facts


def plan(source: Source, profile: Profile) -> Plan:
    """Return the packet that *profile* makes of a case. Nothing is left out without a problem."""
    papers = exhibits(source)
    told = story(source, papers)
    who = caption.respondent(source)
    cover = caption.cover(source)
    problems = tuple(_problems(source, profile, papers, told))
    unfinished = any(problem.context in _UNFINISHED for problem in problems)
    stands = reviewed.stands(source.answers, source.reviewed)
    printed = _printed(source, profile)
    return Plan(
        profile=profile.name,
        title=cover["title"],
        number_prefix=who["a_number"].replace(" ", "") if caption.regular(who["a_number"]) else "",
        draft=profile.always_draft or unfinished or not stands,
        sample=source.sample,
        annotated_index=profile.annotated_index,
        documents=tuple(_document(name, source, who, cover, told) for name in printed),
        exhibits=tuple(papers) if "exhibits" in profile.documents else (),
        labels={paper.id: paper.label for paper in papers},
        problems=(*problems, *_of_draft(source, profile, stands=stands, unfinished=unfinished)),
    )


def _printed(source: Source, profile: Profile) -> list[str]:
    """Return the documents of our own that a profile prints of this case."""
    printed = [name for name in profile.documents if name in _TEMPLATES]
    if source.answers.value("speaks_english") is True and "declaration" in printed:
        printed = [name for name in printed if name != "certificate_of_interpretation"]
    return printed


def _document(
    name: str, source: Source, who: dict[str, str], cover: dict[str, Any], told: Story
) -> Document:
    title, template = _TEMPLATES[name]
    facts: dict[str, Any] = {"respondent": who}
    if name == "cover":
        facts |= {"cover": cover}
    elif name == "certificate_of_interpretation":
        facts |= {"interpreter": caption.interpreter(source)}
    elif name == "names_concordance":
        facts |= {"people": people(source, spellings(source))}
    elif name in _DECLARATIONS:
        country = source.answers.value("signing_country") or ""
        facts |= {"groups": [asdict(group) for group in told.groups], "abroad": country not in _US}
    language = "ru" if name == "declaration_ru" else "en"
    return Document(name, title.format(name=who["name"]), template, language, facts)


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
        yield say(
            "packet.draft_stays",
            "The lawyer has reviewed these documents, and every page still says DRAFT, because a "
            "text, a translation or a file that is named here is missing.",
        )


def _problems(
    source: Source, profile: Profile, papers: list[Exhibit], told: Story
) -> Iterator[Saying]:
    printed = _printed(source, profile)
    if "cover" in printed:
        yield from caption.caption_problems(source)
    if any(name in printed for name in _DECLARATIONS):
        if not told.groups:
            yield say("packet.no_story", "Nothing has been told yet; the declaration is empty.")
        yield from told.problems
    if "certificate_of_interpretation" in printed:
        yield from caption.interpreter_problems(source)
    if "names_concordance" in printed:
        yield from spelling_problems(spellings(source))
    if "exhibits" in profile.documents:
        if not papers:
            yield say("packet.no_exhibits", "There are no exhibits yet.")
        yield from exhibit_problems(source, papers)
