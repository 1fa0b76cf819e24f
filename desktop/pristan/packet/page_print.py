"""Print a saved web page as a person saw it: on Letter pages, with only what was saved with it.

The page's own styles are followed as for a screen. What only a browser could do is left out:
scripts, frames, players, fields that act. Where the styles are too much for the layout, the words
of the page are printed plainly, in their order. Child side only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import islice
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pristan.case import Problem, say
from pristan.saved.encodings import decoded
from pristan.saved.page import File, NotAPage, SavedPage, files_with, read_saved

_SCREEN: Final = 1024  # CSS pixels across: what sites take for a small computer
_LETTER: Final = 816  # CSS pixels across Letter paper
_COLUMNS: Final = 85  # letters of plain printing in a line of Letter paper
_TAB: Final = 8
_TOGETHER: Final = 60  # lines in one block; one for each line takes twice the time
_MOST_LINES: Final = 20_000  # on paper, which takes 10 to 15 seconds
_LEFT_OUT: Final = frozenset({
    "script", "noscript", "iframe", "frame", "frameset", "object", "embed", "applet", "template",
    "audio", "video", "canvas", "dialog", "base",
})
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "option", "p", "pre", "section", "table", "tr", "ul", "title",
})
_STAYS = re.compile(r"position\s*:\s*(-webkit-)?(fixed|sticky)", re.IGNORECASE)
_PAPER: Final = """
@page {{ size: {width}px {height}px; margin: {margin}px; }}
html, body {{ height: auto !important; max-height: none !important;
              overflow: visible !important; }}
html.plain {{ font: 14px/1.4 "Liberation Mono", "DejaVu Sans Mono", monospace; }}
html.plain div {{ white-space: pre-wrap; overflow-wrap: anywhere; orphans: 1; widows: 1; }}
"""


class _Files(URLFetcher):  # type: ignore[misc]
    """Give what was saved with the page; there is nothing else."""

    def __init__(self, files: Mapping[str, File]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._files = files
        self._by_name = {unquote(urlsplit(name).path): file for name, file in files.items()}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url.startswith("data:"):
            return super().fetch(url)
        found = self._files.get(url) or self._files.get(url.partition("#")[0])
        found = found or self._by_name.get(unquote(urlsplit(url).path))
        if found is None or found[0].startswith(("font/", "application/font")):
            raise ValueError("not saved with the page")
        kind, content = found
        if kind == "text/css":
            content = _STAYS.sub("position: static", content.decode("utf-8", "replace")).encode()
        return URLFetcherResponse(url, content, {"Content-Type": kind})


def print_page(data: bytes, kind: str, *, plain: bool) -> bytes:
    """Return a file of kind ``text``, ``page`` or ``archive`` as a PDF on Letter paper.

    *plain* leaves the page's styles and pictures out. Raises Problem.
    """
    if kind == "text":
        return _printed(_lines(decoded(data)))
    try:
        page = read_saved(data)
        files = {} if plain else files_with(data)
    except NotAPage as error:
        raise Problem(say(
            "packet.no_saved_page",
            "There is no whole page in this file. Save the page again in the browser, or print it "
            "there to a PDF, and add that.",
        )) from error
    if plain:
        return _printed(_plain(page.html))
    return _laid_out(page, files, _SCREEN)


def _printed(lines: Sequence[str]) -> bytes:
    """Return lines of plain text as a PDF."""
    laid = list(islice(_broken(lines), _MOST_LINES + 1))
    if len(laid) > _MOST_LINES:
        raise Problem(say(
            "packet.page_too_long",
            "This is longer than {most} lines, which is too long to be printed here. Keep it as "
            "it is, and add the part that matters as a file of its own.",
            most=_MOST_LINES,
        ))
    shown = [html.escape(line) or "&#160;" for line in laid]
    blocks = ["\n".join(shown[at : at + _TOGETHER]) for at in range(0, len(shown), _TOGETHER)]
    body = "".join(f"<div>{block}</div>" for block in blocks)
    page = SavedPage(f'<!DOCTYPE html><html class="plain"><body>{body}</body></html>')
    return _laid_out(page, {}, _LETTER)


def _broken(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines that fit on paper, broken at a space where there is one.

    WeasyPrint would do the same, in a time that grows with the square of a line's length.
    """
    for line in lines:
        line, at = line.expandtabs(_TAB), 0
        while len(line) - at > _COLUMNS:
            space = line.rfind(" ", at + 1, at + _COLUMNS + 1)
            end = space if space > 0 else at + _COLUMNS
            yield line[at:end]
            at = end + (space > 0)
        yield line[at:]


def _laid_out(page: SavedPage, files: Mapping[str, File], width: int) -> bytes:
    """Return a page as a PDF, as for a screen of *width* CSS pixels."""
    paper = _PAPER.format(width=width, height=round(width * 11 / 8.5), margin=round(width / 17))
    fetcher = _Files(files)
    fonts = FontConfiguration()
    document = HTML(
        string=page.html, base_url=page.base, url_fetcher=fetcher, media_type="screen"
    )
    _strip(document.etree_element)
    laid = document.render(
        font_config=fonts, stylesheets=[CSS(string=paper, font_config=fonts)],
        presentational_hints=False,
    )  # fmt: skip
    pdf = laid.write_pdf(zoom=_LETTER / width)
    assert isinstance(pdf, bytes)
    return pdf


def _strip(element: Any) -> None:
    """Take out of a tree whatever acts, and what stays in one place of a screen."""
    kept = None
    for child in list(element):
        name = child.tag.rpartition("}")[2].lower() if isinstance(child.tag, str) else "script"
        relation = str(child.get("rel", "")).lower() if name == "link" else ""
        refresh = name == "meta" and child.get("http-equiv")
        if name in _LEFT_OUT or refresh or (name == "link" and "stylesheet" not in relation):
            element.remove(child)
            if child.tail:
                if kept is None:
                    element.text = (element.text or "") + child.tail
                else:
                    kept.tail = (kept.tail or "") + child.tail
            continue
        kept = child
        if name == "style" and child.text:
            child.text = _STAYS.sub("position: static", child.text)
        if child.get("style"):
            child.set("style", _STAYS.sub("position: static", child.get("style")))
        if child.get("rel") == "attachment":
            del child.attrib["rel"]
        _strip(child)


def _lines(text: str) -> list[str]:
    lines = text.replace("\f", "\n").replace("\r\n", "\n").replace("\r", "\n").rstrip()
    return [line.rstrip() for line in lines.split("\n")]


def _plain(source: str) -> list[str]:
    reader = _Words()
    reader.feed(source)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return [line for line in lines if line]


class _Words(HTMLParser):
    """The words of a page, a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "noscript", "template"):
            self._silent += 1
        elif tag in _BLOCKS:
            self.found.append("\n")
        elif tag in ("td", "th"):
            self.found.append("   ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "noscript", "template"):
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data.replace("\n", " "))
