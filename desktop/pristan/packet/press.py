"""HTML of ours becomes laid-out pages and at once a galley, in the closed-off child."""

from __future__ import annotations

import gc
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML, Document
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.ffi import ffi, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from pristan.case import Problem, say
from pristan.packet.casting import Caster, put_tags
from pristan.packet.galley import DIGITS, Galley, left_open
from pristan.packet.quires import Quire, Rows
from pristan.packet.stamp import Letters

_OUR_TYPES: Final[Mapping[str, str]] = {".css": "text/css", ".svg": "image/svg+xml"}
_REGULAR, _BOLD = 400, 700
_TOLD_APART: Final = 12  # digits of a key
_CAST: Final = re.compile(r'<body class="(?:[^"]* )?cast["\s]')  # what was told is escaped


class ForeignAsset(Problem):
    """A page asked for something that is not in the templates."""


class OurAssets(URLFetcher):  # type: ignore[misc]
    """Give ``asset:NAME`` from the templates directory, and fail on everything else.

    ``asset:photo`` is a JPEG that was handed over with the page, if there is one.
    """

    def __init__(self, templates: Path, photo: bytes = b"") -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._templates, self._photo = templates, photo
        self._names = {file.relative_to(templates).as_posix() for file in templates.rglob("*.*")}
        self.asked: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Return an asset of ours; raise for any other address."""
        self.asked.append(url)
        if url == "asset:photo" and self._photo:
            return URLFetcherResponse(url, self._photo, {"Content-Type": "image/jpeg"})
        name = url.removeprefix("asset:")
        file = self._templates / name
        if name == url or name not in self._names or file.suffix not in _OUR_TYPES:
            raise FatalURLFetchingError("not an asset of ours")
        kind = {"Content-Type": _OUR_TYPES[file.suffix]}
        return URLFetcherResponse(url, file.read_bytes(), kind)


class _Fonts(FontConfiguration):  # type: ignore[misc]
    """Fonts by fontconfig's own settings, which this process, or who forked it, has read already.

    WeasyPrint reads them again for each configuration, so that faces of a style can be added to
    them. Ours has none; and settings that are read before a fork are there once.
    """

    def __init__(self) -> None:
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}


class Press:
    """Lay documents out and write each as a tagged PDF; a layout is let go of at once."""

    def __init__(self, templates: Path, style: str = "paper.css", photo: bytes = b"") -> None:
        """Read the *style* once for all documents."""
        self.assets = OurAssets(templates, photo)
        self._style = CSS(url=f"asset:{style}", url_fetcher=self.assets)
        self._fonts: FontConfiguration | None = None
        self._caster = Caster(self._rendered)

    def lay(self, name: str, html: str) -> Galley:
        """Return a document laid out and written. *name* tells its cells from those of others."""
        self._get_ready()
        if _CAST.search(html):
            return _written(name, self._caster.cast(html), is_cast=True)
        laid = self._rendered(html)
        for page in laid.pages:
            _leave_numbers_open(page)
        gc.collect()  # what the layout has thrown away: a twentieth of the fork's memory
        return _written(name, laid, is_cast=False)

    def lay_all(
        self, name: str, html: str, there: Iterable[Quire] = ()
    ) -> Iterator[tuple[Quire, Galley]]:
        """Yield the galleys of a document; of one of many rows, those of all quires but *there*.

        What is no quire comes as one of no rows.
        """
        rows = Rows.of(html)
        if rows is None:
            yield Quire(0, 0, 0), self.lay(name, html)
            return
        known, first = {each.first: each for each in there}, 0
        while first < len(rows.each):
            if first in known:
                first += known[first].stand
                continue
            quire, galley = self.lay_quire(name, rows, first)
            yield quire, galley
            first += quire.stand

    def lay_quire(self, name: str, rows: Rows, first: int) -> tuple[Quire, Galley]:
        """Return the quire that begins with the *first* row of a document, laid out and written."""
        self._get_ready()
        quire, laid = self._caster.cast_quire(rows, first)
        key = rows.key(name, quire)
        return quire, _written(f"{name}-{key[:_TOLD_APART]}", laid, is_cast=True)

    def _get_ready(self) -> None:
        if self._fonts is None:  # Pango may start threads, and a fork would not have them
            self._fonts = _Fonts()
        else:
            gc.collect()  # the last layout, a great ring of references

    def letters(self, numbers: str, bands: str) -> tuple[Letters, Letters]:
        """Return the letters for stamps, cut out of our face: those of numbers, and of bands, which
        are bold.
        """
        self._fonts = self._fonts or _Fonts()
        lines = (" ".join(escape(char) for char in each) for each in (numbers, bands))
        laid = self._rendered("<!doctype html><p>{}</p><p><b>{}</b></p>".format(*lines))
        laid.write_pdf()  # which leaves of each font what was drawn
        return _cut(laid, _REGULAR, numbers), _cut(laid, _BOLD, bands)

    def _rendered(self, html: str) -> Document:
        page = HTML(string=html, base_url="asset:", url_fetcher=self.assets)
        try:
            return page.render(
                font_config=self._fonts, stylesheets=[self._style], presentational_hints=False
            )
        except FatalURLFetchingError as error:
            raise ForeignAsset(
                say("packet.foreign_asset", "A template asks for a file that is not in templates/.")
            ) from error


def _written(name: str, laid: Document, *, is_cast: bool) -> Galley:
    """Return a document as it leaves the press."""
    anchors: dict[str, int] = {}
    for at, page in enumerate(laid.pages):
        for anchor in page.anchors:
            anchors.setdefault(anchor, at)
    for page in laid.pages:
        for kind, target, *_ in page.links:
            if kind == "internal" and target not in anchors:  # it is in another document
                laid.pages[0].anchors[target] = (0, 0, 0, 0)

    def finish(_: object, pdf: Any) -> None:
        if is_cast:
            put_tags(laid, pdf)
        _keep_names(pdf, anchors)
        _name_cells(pdf, name)

    written = laid.write_pdf(pdf_tags=True, finisher=finish)
    assert isinstance(written, bytes)
    return Galley(len(laid.pages), anchors, written)


def _cut(laid: Document, weight: int, letters: str) -> Letters:
    """Return the letters of a document that are so heavy. Raises KeyError where one has no shape
    in our face.
    """
    font = next(each for each in laid.fonts.values() if each.weight == weight)
    glyphs = {char: glyph for glyph, char in font.to_unicode.items()}
    with TTFont(io.BytesIO(font.file_content)) as file:
        head, lines = file["head"], file["hhea"]
        scale = 1000 / head.unitsPerEm
        return Letters(
            name=font.name.partition(b"+")[2].decode(),
            font=font.file_content,
            glyphs={char: glyphs[char] for char in letters},
            widths={char: font.widths[glyphs[char]] for char in letters},
            box=tuple(round(e * scale) for e in (head.xMin, head.yMin, head.xMax, head.yMax)),
            ascent=round(lines.ascent * scale),
            descent=round(lines.descent * scale),
        )


def _leave_numbers_open(page: Any) -> None:
    """Have the digits of a page's slots drawn as places of numbers.

    The box keeps its place, its text is set anew when it is drawn. The only way to the boxes are
    WeasyPrint's own: if a later one moves them, the proof of a packet fails at once.
    """
    slots: dict[TextBox, str] = {}
    for box in page._page_box.descendants():  # noqa: SLF001
        anchor = isinstance(box, TextBox) and box.element is not None and box.text
        anchor = anchor and box.element.get("data-folio")
        if anchor:
            box.text = box.pango_layout.text = DIGITS
            slots[box] = anchor
    if not slots:
        return
    paint = page.paint

    def painted(stream: Any, scale: float = 1) -> None:
        paint(stream, scale)
        tagged = stream._tags  # noqa: SLF001
        anchors = {tagged[box]["mcid"]: anchor for box, anchor in slots.items()}
        inside = ""
        for at, drawn in enumerate(stream.stream):
            if isinstance(drawn, dict) and "MCID" in drawn:
                inside = anchors.get(drawn["MCID"], "")
            elif inside and isinstance(drawn, bytes) and drawn.endswith(b" TJ"):
                stream.stream[at] = left_open(drawn, inside)
                inside = ""

    page.paint = painted


def _keep_names(pdf: Any, anchors: Mapping[str, int]) -> None:
    """Take the names out that only stood for places in other documents."""
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    names[:] = [
        each
        for at in range(0, len(names), 2)
        if names[at].string in anchors
        for each in names[at : at + 2]
    ]


def _name_cells(pdf: Any, name: str) -> None:
    """Name the heads of tables so that they differ from those of every other document."""
    for each in pdf.objects:
        if isinstance(each, dict) and "ID" in each:
            each["ID"].string = f"{name}-{each['ID'].string}"  # the cells below hold the same one
