"""Facts and templates become the HTML of our documents, with the numbers of pages known so far.

A template keeps a slot of as many digits as a number will probably have (galley.py). What else it
says of numbers, it says by conditions. So a document is laid out again exactly when its HTML is
another than the one it was laid out from. The HTML itself is written only where no imprint of it
(imprint.py) says what it would be.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pristan.packet.imprint import Answer, Imprint, Imprints, Marks, Question, made_of

if TYPE_CHECKING:
    import jinja2

    from pristan.words import Words

LISTING: Final = ("cover_letter", "index", "cover")
"""Documents that name the pages of all others."""

_SLIPS_A_SHEET: Final = 8  # that are laid out at once


@dataclass(slots=True)
class Sheet:
    """One document: what it is made of, and what is known of its HTML of the moment.

    ``html`` is "" while it was not needed; see :meth:`Sheets.html`.
    """

    name: str
    template: str
    facts: Mapping[str, Any]
    language: str
    title: str
    made_of: str = ""
    imprint: Imprint | None = None
    html: str = ""

    @property
    def key(self) -> str:
        """Return a digest of its name and its HTML: with the same templates and the same program,
        the same key gives the same pages.
        """
        return self.imprint.key if self.imprint else ""


def sheets_of(plan: dict[str, Any]) -> dict[str, Sheet]:
    """Return the sheets of the documents of a packet by their names."""
    exhibits = plan["exhibits"]
    listed = [
        {name: each[name] for name in ("name", "title", "language_name", "enclosed", "last")}
        for each in plan["documents"]
        if each["name"] not in ("cover", "index")
    ]
    sheets, shared = {}, _shared(plan)
    for each in plan["documents"]:
        facts = each["facts"] | shared
        if each["name"] in LISTING:  # the others stay what they are when an exhibit changes
            facts |= {"exhibits": exhibits, "listed_documents": listed}
        sheets[each["name"]] = Sheet(
            each["name"], each["template"], facts, each["language"], each["title"]
        )
    return sheets


def slips_of(plan: dict[str, Any], begin: Sequence[int]) -> dict[str, Sheet]:
    """Return the sheets of the slips by their names. A new one begins with each exhibit that is
    listed in *begin*, by its place: a part that needs no slips of another stays what it is when
    those change.
    """
    exhibits, shared = plan["exhibits"], _shared(plan)
    sheets = {}
    for start, end in pairwise(sorted({0, *begin, len(exhibits)})):
        for first in range(start, end, _SLIPS_A_SHEET):
            name = f"slips-{first}"
            facts = shared | {"exhibits": exhibits[first : min(first + _SLIPS_A_SHEET, end)]}
            sheets[name] = Sheet(name, "slips.html", facts, "en", "Exhibits")
    return sheets


def _shared(plan: dict[str, Any]) -> dict[str, Any]:
    """Return the facts that all sheets of a packet have."""
    printed = [document["name"] for document in plan["documents"]]
    return {
        "printed": printed, "has_index": "index" in printed, "annotated": plan["annotated_index"],
    }  # fmt: skip


class Sheets:
    """Our templates, with the words of our languages, and imprints that are *known* from before.

    ``imprints`` are those that were of use or made here, by what their sheets are made of.
    """

    def __init__(
        self, templates: Path, words: Mapping[str, Words], known: Imprints | None = None
    ) -> None:
        self._templates, self._words, self._known = templates, words, known or {}
        self.imprints: dict[str, list[Imprint]] = {}

    def settle(self, sheet: Sheet, answer: Answer) -> None:
        """Find out what HTML a sheet has with the answers of now; write it where none is known.

        A sheet of which a fact is changed afterwards is to be made anew.
        """
        if not sheet.made_of:
            sheet.made_of = made_of(
                sheet.name, sheet.template, sheet.language, sheet.title, sheet.facts
            )
        here = self.imprints.setdefault(sheet.made_of, [])
        known = self._known.get(sheet.made_of, ())
        found = next((each for each in (*here, *known) if each.holds(answer)), None)
        if found is None:
            found, html = self._written(sheet, answer)
        else:
            html = sheet.html if found.key == sheet.key else ""
        if not any(each is found for each in here):
            here.append(found)
        sheet.imprint, sheet.html = found, html

    def html(self, sheet: Sheet) -> str:
        """Return the HTML of a sheet as it was settled; it may not have been written yet.

        A page by itself, which knows no numbers of others, need not be settled.
        """
        if not sheet.html:
            answers = sheet.imprint.asked if sheet.imprint else {}
            _, sheet.html = self._written(sheet, answers.__getitem__)
        return sheet.html

    def marks(self, sheet: Sheet) -> Marks:
        """Return what the HTML of a settled sheet shows."""
        assert sheet.imprint is not None
        if sheet.imprint.marks is None:
            sheet.imprint.marks = Marks.of(self.html(sheet))
        return sheet.imprint.marks

    def _written(self, sheet: Sheet, answer: Answer) -> tuple[Imprint, str]:
        asked: dict[Question, Any] = {}

        def ask(*question: str) -> Any:
            if question not in asked:
                asked[question] = answer(question)
            return asked[question]

        def tr(context: str, english: str, *, language: str = "", **facts: Any) -> str:
            return self._words[language or sheet.language](context, english, **facts)

        html = environment(self._templates).get_template(sheet.template).render(
            **sheet.facts,
            document={"name": sheet.name, "title": sheet.title, "language": sheet.language},
            tr=tr,
            slot=lambda anchor: "0" * ask("slot", anchor),
            same=lambda anchor, other: ask("same", anchor, other),
            folio_of=lambda anchor: ask("folio", anchor),
            exhibit_of=lambda id_: ask("exhibit", id_),
        )
        key = hashlib.sha256(f"{sheet.name}\0{html}".encode()).hexdigest()
        return Imprint(key, len(html), asked), html


@cache
def environment(templates: Path) -> jinja2.Environment:
    """Return the environment of our templates, which keeps those that were compiled."""
    import jinja2  # it takes as long as a packet of which every page is known

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
