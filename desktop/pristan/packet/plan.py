"""What a packet will be: documents, exhibits, what is not ready. Pure: no PDF, no disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from pristan.case import Saying, say
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
    reviewed = source.answers.value("lawyer_reviewed") is True
    printed = [name for name in profile.documents if name in _TEMPLATES]
    if source.answers.value("speaks_english") is True and "declaration" in printed:
        printed = [name for name in printed if name != "certificate_of_interpretation"]
    return Plan(
        profile=profile.name,
        title=cover["title"],
        number_prefix=who["a_number"].replace(" ", "") if caption.regular(who["a_number"]) else "",
        draft=profile.always_draft or not reviewed,
        sample=source.sample,
        annotated_index=profile.annotated_index,
        documents=tuple(_document(name, source, who, cover, told) for name in printed),
        exhibits=tuple(papers) if "exhibits" in profile.documents else (),
        labels={paper.id: paper.label for paper in papers},
        problems=tuple(_problems(source, printed, profile, papers, told)),
    )


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


def _problems(
    source: Source, printed: list[str], profile: Profile, papers: list[Exhibit], told: Story
) -> Iterator[Saying]:
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
