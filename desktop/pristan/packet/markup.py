"""HTML of ours as elements, in the order in which they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Final

_EMPTY: Final = frozenset({"br", "link", "meta", "img"})


@dataclass(slots=True, eq=False)
class Element:
    """An element with what stands in it, texts and elements."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """Return the words of its ``class``."""
        return frozenset(self.attributes.get("class", "").split())

    def html(self) -> str:
        """Return it as HTML."""
        about = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        if self.tag in _EMPTY:
            return f"<{self.tag}{about}>"
        inner = (
            escape(child) if isinstance(child, str) else child.html() for child in self.children
        )
        return f"<{self.tag}{about}>{''.join(inner)}</{self.tag}>"


def read_html(html: str) -> Element:
    """Return the root of a page. Its HTML is well formed, since it is ours."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return next(each for each in reader.around.children if isinstance(each, Element))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.around = Element("", {})
        self._open = [self.around]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)
