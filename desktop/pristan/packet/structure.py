"""The structure of cast pages for those who cannot see them: tables, rows, headings, links.

WeasyPrint tags a page by its layout, and a cast page has none. It gets the tags that it would have,
with less in between: a text belongs to its paragraph or cell itself (ISO 32000-1, 14.7 and 14.8).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pydyf

from pristan.packet.molds import Node

INLINE: Final = ("a", "span")  # they begin anew on every line
_KINDS: Final[Mapping[str, str]] = {
    "a": "Link", "div": "Div", "h1": "H1", "h2": "H2", "p": "P", "section": "Sect", "span": "Span",
    "table": "Table", "tbody": "TBody", "td": "TD", "th": "TH", "thead": "THead", "tr": "TR",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Tag:
    """An element on one page: what stands in it, and the numbers of its texts on the page.

    ``link_annotation`` is what WeasyPrint makes of a link.
    """

    kind: str
    span: int = 1
    kids: list[Tag | int] = field(default_factory=list)
    link_annotation: Any = None


@dataclass(slots=True)
class Structure:
    """The elements on one page, in the order in which they are read."""

    root: Tag
    _known: dict[Hashable, Tag]
    _texts: int = 0

    @classmethod
    def of(cls, body: Node) -> Structure:
        """Return the structure of a page on which nothing of *body* stands yet."""
        root = Tag("Document")
        return cls(root, {body: root})

    def tag(self, node: Node, line: int = 0) -> Tag:
        """Return the tag of an element; in a line of text, that of this *line*."""
        key = (node, line) if node.tag in INLINE else node
        if key not in self._known:
            assert node.above
            span = int(node.attributes.get("colspan", "1"))
            self._known[key] = Tag(_KINDS[node.tag], span)
            self.tag(node.above, line).kids.append(self._known[key])
        return self._known[key]

    def text(self, node: Node, line: int) -> int:
        """Return the number of one more text of an element."""
        self.tag(node, line).kids.append(self._texts)
        self._texts += 1
        return self._texts - 1


def put_structure(pdf: pydyf.PDF, pages: Sequence[Structure]) -> None:
    """Put the structure of all pages into a PDF in which no page has any."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    document = _object(pdf, root["K"][0])
    parents = pydyf.Array()
    links: list[tuple[bytes, pydyf.Dictionary]] = []
    for at, (page, structure) in enumerate(zip(pdf.page_references, pages, strict=True)):
        writer = _Writer(pdf, page, links)
        for tag in structure.root.kids:
            assert isinstance(tag, Tag)  # no text stands outside of every element
            document["K"].append(writer.put(tag, document.reference))
        parents.extend((at, pydyf.Array(writer.texts[each] for each in sorted(writer.texts))))
    for at, (owner, link) in enumerate(links, start=len(pages)):
        link["StructParent"] = at
        parents.extend((at, owner))
    _object(pdf, root["ParentTree"])["Nums"] = parents


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]


class _Writer:
    """Writes the tags of one page; ``texts`` has, by number, the tag that each belongs to."""

    def __init__(
        self, pdf: pydyf.PDF, page: bytes, links: list[tuple[bytes, pydyf.Dictionary]]
    ) -> None:
        self._pdf, self._page, self._links = pdf, page, links
        self.texts: dict[int, bytes] = {}
        self._heads: dict[int, pydyf.String] = {}
        self._cells: dict[range, bytes] = {}

    def put(self, tag: Tag, parent: bytes, columns: range = range(0)) -> bytes:
        """Write a tag and what stands in it; return a reference to it."""
        element = self._add({"Type": "/StructElem", "S": f"/{tag.kind}", "P": parent})
        element["Pg"], element["K"] = self._page, pydyf.Array()
        if tag.kind == "Table":
            self._heads, self._cells = {}, {}
        elif tag.kind == "TH":
            element["ID"] = pydyf.String(str(element.number))
            self._heads |= dict.fromkeys(columns, element["ID"])
        elif tag.kind == "TD" and (self._heads or len(columns) > 1):
            element["A"] = self._cell(columns)
        if link := tag.link_annotation:
            where = {"Type": "/OBJR", "Obj": link.reference, "Pg": self._page}
            element["K"].append(self._add(where).reference)
            self._links.append((element.reference, link))
        column = 0
        for kid in tag.kids:
            if isinstance(kid, Tag):
                span = range(column, column := column + kid.span)
                element["K"].append(self.put(kid, element.reference, span))
            else:
                element["K"].append(kid)
                self.texts[kid] = element.reference
        return bytes(element.reference)

    def _cell(self, columns: range) -> bytes:
        """Return what all cells in the same columns say of themselves."""
        if columns not in self._cells:
            heads = dict.fromkeys(self._heads[each] for each in columns if each in self._heads)
            says = {"O": "/Table", "Headers": pydyf.Array(heads)}
            wide = {"ColSpan": len(columns)} if len(columns) > 1 else {}
            self._cells[columns] = bytes(self._add(says | wide).reference)
        return self._cells[columns]

    def _add(self, entries: dict[str, Any]) -> pydyf.Dictionary:
        added = pydyf.Dictionary(entries)
        self._pdf.add_object(added)
        return added
