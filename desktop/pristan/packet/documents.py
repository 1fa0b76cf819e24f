"""Every document of ours: how it is called, what prints it, what it says and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Final

from pristan.case import Saying, say
from pristan.packet import caption
from pristan.packet.charges import charges, charges_problems, without_papers
from pristan.packet.chronology import Moment, chronology, undated
from pristan.packet.declaration import Story, story
from pristan.packet.exhibits import Exhibit, exhibits
from pristan.packet.names import people, spelling_problems, spellings
from pristan.packet.source import Source
from pristan.packet.timeline import timeline

Facts = dict[str, Any]
_US: Final = ("US", "")  # the interview need not ask where it is signed; then it is in the US


@dataclass(frozen=True, slots=True)
class Document:
    """A document of our own: its template and the facts it prints, as plain JSON."""

    name: str
    title: str
    template: str
    language: str
    language_name: str
    facts: Facts


@dataclass(frozen=True)
class Material:
    """What documents are made from, each thing worked out once."""

    source: Source

    @cached_property
    def exhibits(self) -> list[Exhibit]:
        """Return the exhibits in the order of the packet."""
        return exhibits(self.source)

    @cached_property
    def story(self) -> Story:
        """Return the declaration."""
        return story(self.source, self.exhibits)

    @cached_property
    def chronology(self) -> list[Moment]:
        """Return the events by date."""
        return chronology(self.source)

    @cached_property
    def respondent(self) -> dict[str, str]:
        """Return the names on the papers."""
        return caption.respondent(self.source)


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of document. Where it is not ``due`` in a case, it is left out without a word."""

    title: str
    facts: Callable[[Material], Facts]
    template: str = ""  # where it is not that of the document's name
    language: str = "en"
    language_name: str = "English"
    problems: Callable[[Material], Iterator[Saying]] = lambda _: iter(())
    due: Callable[[Material], bool] = lambda _: True

    def of(self, name: str, material: Material) -> Document:
        """Return the document of a case."""
        return Document(
            name,
            self.title.format(name=material.respondent["name"]),
            self.template or f"{name}.html",
            self.language,
            self.language_name,
            {"respondent": material.respondent} | self.facts(material),
        )


def _cover(material: Material) -> Facts:
    return {"cover": caption.cover(material.source)}


def _nothing(_: Material) -> Facts:
    return {}


def _declaration(material: Material) -> Facts:
    country = material.source.answers.value("signing_country") or ""
    groups = [asdict(group) for group in material.story.groups]
    return {"groups": groups, "abroad": country not in _US}


def _declaration_problems(material: Material) -> Iterator[Saying]:
    if not material.story.groups:
        yield say("packet.no_story", "Nothing has been told yet; the declaration is empty.")
    yield from material.story.problems


def _chronology(material: Material) -> Facts:
    return {"moments": [moment.as_facts() for moment in material.chronology]}


_TWO: Final = "English, Russian"
DOCUMENTS: Final[Mapping[str, Form]] = {
    "cover": Form(
        "Cover page", _cover,
        problems=lambda material: caption.caption_problems(material.source),
    ),
    "index": Form("Index", _nothing),
    "declaration": Form(
        "Declaration of {name}", _declaration, problems=_declaration_problems
    ),
    "certificate_of_interpretation": Form(
        "Certificate of Interpretation",
        lambda material: {"interpreter": caption.interpreter(material.source)},
        problems=lambda material: caption.interpreter_problems(material.source),
        due=lambda material: material.source.answers.value("speaks_english") is not True,
    ),
    "names_concordance": Form(
        "Names and Their Spellings",
        lambda material: {"people": people(material.source, spellings(material.source))},
        problems=lambda material: spelling_problems(spellings(material.source)),
    ),
    "declaration_ru": Form(
        "Declaration of {name}, in Russian", _declaration, "declaration.html", "ru", "Russian",
        problems=_declaration_problems,
    ),
    "declaration_two_columns": Form(
        "Declaration of {name}, English and Russian side by side", _declaration,
        language_name=_TWO, problems=_declaration_problems,
    ),
    "chronology": Form(
        "Chronology of Events", _chronology,
        problems=lambda material: undated(material.chronology),
        due=lambda material: bool(material.chronology),
    ),
    "timeline": Form(
        "Timeline of Events",
        lambda material: {"timeline": timeline(material.chronology)},
        due=lambda material: bool(timeline(material.chronology)["rows"]),
    ),
    "criminal_history": Form(
        "Chart of Criminal and Administrative Cases",
        lambda material: {"cases": charges(material.source, material.chronology)},
        problems=lambda material: charges_problems(material.source),
        due=lambda material: any(charges(material.source, material.chronology).values()),
    ),
    "missing_documents": Form(
        "Documents That Are Not Available",
        lambda material: {"missing": without_papers(material.source)},
        due=lambda material: bool(without_papers(material.source)),
    ),
}  # fmt: skip
