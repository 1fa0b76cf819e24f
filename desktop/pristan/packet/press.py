"""Facts and templates become laid-out pages, in the closed-off child.

Numbers of pages are known only when every page has been laid out. A template therefore keeps a slot
of as many digits as the number will probably have, and the digits are set afterwards; figures of a
Times face are all equally wide, so nothing moves. A document whose slots or conditions turn out
wrong is laid out again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

import jinja2
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from pristan.case import Problem, say
from pristan.words import Words

_Said = TypeVar("_Said")
_OUR_TYPES: Final[Mapping[str, str]] = {".css": "text/css", ".svg": "image/svg+xml"}


class ForeignAsset(Problem):
    """A page asked for something that is not in the templates."""


class OurAssets(URLFetcher):  # type: ignore[misc]
    """Give ``asset:NAME`` from the templates directory, and fail on everything else."""

    def __init__(self, templates: Path) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._templates = templates
        self._names = {file.relative_to(templates).as_posix() for file in templates.rglob("*.*")}
        self.asked: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return an asset of ours; raise for any other address."""
        self.asked.append(url)
        name = url.removeprefix("asset:")
        file = self._templates / name
        if name == url or name not in self._names or file.suffix not in _OUR_TYPES:
            raise FatalURLFetchingError("not an asset of ours")
        kind = {"Content-Type": _OUR_TYPES[file.suffix]}
        return URLFetcherResponse(url, file.read_bytes(), kind)


@dataclass(slots=True)
class Folios:
    """The numbers of pages by anchor, as far as they are known, and what a layout relied on."""

    known: dict[str, int] = field(default_factory=dict)
    relied_on: list[tuple[Callable[[], object], object]] = field(default_factory=list)

    def number(self, anchor: str) -> int:
        """Return the number, or a guess of two digits; ``paper-3+1`` is one page after it."""
        name, _, later = anchor.partition("+")
        return self.known.get(name, 10) + int(later or 0)

    def slot(self, anchor: str) -> str:
        """Return as many digits as the number has."""
        return self._rely(lambda: "0" * len(str(self.number(anchor))))

    def same(self, anchor: str, other: str) -> bool:
        """Whether two anchors are on one page."""
        return self._rely(lambda: self.number(anchor) == self.number(other))

    def folio_of(self, anchor: str) -> int:
        """Return the number itself, for a condition."""
        return self._rely(lambda: self.number(anchor))

    def still_true(self) -> bool:
        """Whether all that was said before would be said again."""
        return all(ask() == said for ask, said in self.relied_on)

    def _rely(self, ask: Callable[[], _Said]) -> _Said:
        said = ask()
        self.relied_on.append((ask, said))
        return said


@dataclass(slots=True)
class Sheet:
    """One document, laid out: its pages, and how to lay it out again."""

    name: str
    template: str
    facts: Mapping[str, Any]
    language: str
    title: str
    folios: Folios
    pages: list[Any] = field(default_factory=list)
    document: Any = None
    html: str = ""


class Press:
    """Lay out sheets and write them as one PDF."""

    def __init__(self, templates: Path, words: Mapping[str, Words]) -> None:
        self._words = words
        self.assets = OurAssets(templates)
        self._fonts = FontConfiguration()
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def lay(self, sheet: Sheet) -> None:
        """Lay a sheet out with the numbers known now."""
        sheet.folios.relied_on.clear()
        sheet.html = self._html(sheet)
        try:
            sheet.document = HTML(
                string=sheet.html, base_url="asset:", url_fetcher=self.assets
            ).render(font_config=self._fonts, presentational_hints=False)
        except FatalURLFetchingError as error:
            raise ForeignAsset(
                say("packet.foreign_asset", "A template asks for a file that is not in templates/.")
            ) from error
        sheet.pages = sheet.document.pages

    def write(self, sheet: Sheet, pages: list[Any]) -> bytes:
        """Write laid-out pages, whose numbers are set, as one tagged PDF."""
        pdf = sheet.document.copy(pages).write_pdf(pdf_tags=True)
        assert isinstance(pdf, bytes)
        return pdf

    def _html(self, sheet: Sheet) -> str:
        def tr(context: str, english: str, *, language: str = "", **facts: Any) -> str:
            return self._words[language or sheet.language](context, english, **facts)

        return self._environment.get_template(sheet.template).render(
            **sheet.facts,
            document={"name": sheet.name, "title": sheet.title, "language": sheet.language},
            tr=tr,
            slot=sheet.folios.slot,
            same=sheet.folios.same,
            folio_of=sheet.folios.folio_of,
        )


def set_numbers(sheet: Sheet) -> None:
    """Put the digits into their slots: the box keeps its place, its text is set anew when drawn."""
    for page in sheet.pages:
        for box in page._page_box.descendants():  # noqa: SLF001  the only way to the boxes
            if not isinstance(box, TextBox) or box.element is None:
                continue
            anchor = box.element.get("data-folio")
            if anchor and box.text:
                box.text = box.pango_layout.text = str(sheet.folios.number(anchor))
