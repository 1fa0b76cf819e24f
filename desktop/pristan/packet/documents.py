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
from pristan.packet.comments import comments
from pristan.packet.declaration import Story, story
from pristan.packet.declaration_translators import (
    declaration_translator_problems,
    declaration_translators,
)
from pristan.packet.edits import edits
from pristan.packet.exhibits import Exhibit, exhibits
from pristan.packet.letters import letter_problems, sender, translator_problems, translators
from pristan.packet.memo import memo
from pristan.packet.names import people, spelling_problems, spellings
from pristan.packet.own_sheets import checklist, hearing_sheet
from pristan.packet.source import Source
from pristan.packet.tabs import Tabs
from pristan.packet.timeline import timeline
from pristan.packet.witnesses import witness_problems, witnesses

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
    enclosed: bool
    last: bool
    facts: Facts


@dataclass(frozen=True)
class Material:
    """What documents are made from, each thing worked out once."""

    source: Source
    forum: str = "court"  # or "uscis": before whom the documents are
    tabs: Tabs = Tabs.LETTERS

    @cached_property
    def exhibits(self) -> list[Exhibit]:
        """Return the exhibits in the order of the packet."""
        return exhibits(self.source, self.tabs)

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
    enclosed: bool = False  # named among the enclosures of a letter
    editable: bool = False  # also as a Word document
    last: bool = False  # stands after the exhibits, as the court's practice has it
    tells: bool = False  # prints the story

    def of(self, name: str, material: Material) -> Document:
        """Return the document of a case."""
        return Document(
            name,
            self.title.format(name=material.respondent["name"]),
            self.template or f"{name}.html",
            self.language,
            self.language_name,
            self.enclosed,
            self.last,
            {"respondent": material.respondent, "forum": material.forum} | self.facts(material),
        )


def _cover(material: Material) -> Facts:
    return {"cover": caption.cover(material.source)}


def _nothing(_: Material) -> Facts:
    return {}


def _declaration(material: Material) -> Facts:
    country = material.source.answers.value("signing_country") or ""
    groups = [asdict(group) for group in material.story.groups]
    return {
        "groups": groups,
        "abroad": country not in _US,
        "relief": caption.relief(material.source),
    }


def _declaration_problems(material: Material) -> Iterator[Saying]:
    yield from caption.name_problems(material.source)
    if not material.story.groups:
        yield say("packet.no_story", "Nothing has been told yet; the declaration is empty.")
    yield from material.story.problems


def _chronology(material: Material) -> Facts:
    return {"moments": [moment.as_facts() for moment in material.chronology]}


def _witnesses(material: Material) -> Facts:
    return {"witnesses": witnesses(material.source)} | _cover(material)


def _sender(material: Material) -> Facts:
    return {"sender": sender(material.source)} | _cover(material)


def _checklist(material: Material) -> Facts:
    return {"checklist": checklist(material.source)}


def _hearing(material: Material) -> Facts:
    return {"hearing": hearing_sheet(material.source)} | _chronology(material)


_TWO: Final = "English, Russian"
DOCUMENTS: Final[Mapping[str, Form]] = {
    "cover": Form(
        "Cover page", _cover,
        problems=lambda material: caption.caption_problems(material.source),
        editable=True,
    ),
    "index": Form("Index", _nothing, editable=True),
    "declaration": Form(
        "Declaration of {name}", _declaration, problems=_declaration_problems, enclosed=True,
        editable=True,
        tells=True,
    ),
    "certificate_of_interpretation": Form(
        "Certificate of Interpretation",
        lambda material: {"interpreter": caption.interpreter(material.source)},
        problems=lambda material: caption.interpreter_problems(material.source),
        due=lambda material: material.source.answers.value("speaks_english") is not True,
        enclosed=True,
        editable=True,
    ),
    "names_concordance": Form(
        "Names and Their Spellings",
        lambda material: {"people": people(material.source, spellings(material.source))},
        problems=lambda material: spelling_problems(spellings(material.source)),
        due=lambda material: bool(spellings(material.source)),
        enclosed=True,
    ),
    "declaration_ru": Form(
        "Declaration of {name}, in Russian", _declaration, "declaration.html", "ru", "Russian",
        problems=_declaration_problems,
        enclosed=True,
        editable=True,
        tells=True,
    ),
    "declaration_two_columns": Form(
        "Declaration of {name}, English and Russian side by side", _declaration,
        language_name=_TWO, problems=_declaration_problems,
        enclosed=True,
        tells=True,
    ),
    "chronology": Form(
        "Chronology of Events", _chronology,
        problems=lambda material: undated(material.chronology),
        due=lambda material: bool(material.chronology),
        enclosed=True,
    ),
    "timeline": Form(
        "Timeline of Events",
        lambda material: {"timeline": timeline(material.chronology)},
        due=lambda material: bool(timeline(material.chronology)["rows"]),
        enclosed=True,
    ),
    "criminal_history": Form(
        "Chart of Criminal and Administrative Cases",
        lambda material: {"cases": charges(material.source, material.chronology)},
        problems=lambda material: charges_problems(material.source),
        due=lambda material: any(charges(material.source, material.chronology).values()),
        enclosed=True,
    ),
    "missing_documents": Form(
        "Documents That Are Not Available",
        lambda material: {"missing": without_papers(material.source)},
        due=lambda material: bool(without_papers(material.source)),
        enclosed=True,
    ),
    "certificates_of_translation": Form(
        "Certificates of Translation, to be signed",
        lambda material: {"certificates": translators(material.source, material.exhibits)},
        problems=lambda material: translator_problems(material.source, material.exhibits),
        due=lambda material: bool(translators(material.source, material.exhibits)),
        enclosed=True,
        editable=True,
    ),
    "declaration_translation": Form(
        "Certificate of Translation of the Declaration",
        lambda material: {"certificates": declaration_translators(material.source)},
        problems=lambda material: declaration_translator_problems(material.source),
        due=lambda material: bool(declaration_translators(material.source)),
        enclosed=True,
        editable=True,
    ),
    "witness_list": Form(
        "Witness List", _witnesses,
        problems=lambda material: witness_problems(material.source),
        due=lambda material: bool(witnesses(material.source)),
        enclosed=True,
        editable=True,
    ),
    "witness_declarations": Form(
        "Declarations of Witnesses, to be written and signed", _witnesses,
        due=lambda material: bool(witnesses(material.source)),
        enclosed=True,
        editable=True,
    ),
    "proposed_order": Form("Proposed Order", _cover, editable=True, last=True),
    "proof_of_service": Form("Proof of Service", _sender, editable=True, last=True),
    "proof_of_service_ecas": Form("Proof of Service (ECAS)", _sender, editable=True, last=True),
    "cover_letter": Form(
        "Cover Letter to USCIS", _sender,
        problems=lambda material: letter_problems(material.source),
        editable=True,
    ),
    "declaration_edits": Form(
        "Edits of the Declaration", lambda material: {"edits": edits(material.source)},
        due=lambda material: bool(edits(material.source)),
    ),
    "declaration_comments": Form(
        "Declaration of {name}, with comments in the margin",
        lambda material: _declaration(material) | comments(material.source),
        due=lambda material: bool(comments(material.source)["notes"]),
        tells=True,
    ),
    "review_memo": Form(
        "Review Memo for the Lawyer", lambda material: {"groups": memo(material.source)}
    ),
    "checklist": Form(
        "What to Ask For, in Russian", _checklist, language="ru", language_name="Russian"
    ),
    "hearing_sheet": Form(
        "Hearing Sheet, in Russian", _hearing, language="ru", language_name="Russian"
    ),
}  # fmt: skip
