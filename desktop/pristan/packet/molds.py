"""Pages of many things of one shape: one of each shape is laid out, and gives the mold of all.

The rows of an index differ in their words and in nothing else. WeasyPrint lays out a page that has
one of each: what it says of places, widths and styles holds for all the others (casting.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from weasyprint import Document
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.line_break import strut

from pristan.packet.markup import Element

Path = tuple[tuple[str, ...], ...]

_SHAPES: Final = ("class", "lang", "colspan")  # attributes by which elements differ in shape
_WORD: Final = "0"  # of an element that has a text
_TOP: Final = re.compile(r"top: (\d+)pt")
_PIXELS: Final = 4 / 3  # in a point


@dataclass(slots=True, eq=False)
class Node:
    """An element of a page, and the way to it from the root. All of one way are of one shape."""

    tag: str
    attributes: Mapping[str, str]
    path: Path
    above: Node | None = None
    texts: list[Node | str] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """Return the elements that stand in it."""
        return [each for each in self.texts if isinstance(each, Node)]

    @property
    def top(self) -> float | None:
        """Return how far below its place the element says that it stands, in pixels."""
        found = _TOP.search(self.attributes.get("style", ""))
        return int(found[1]) * _PIXELS if found else None


@dataclass(frozen=True, slots=True)
class Mold:
    """What all elements of a shape have in common; lengths are in pixels.

    ``x`` and ``width`` are of the content; ``left``, ``right`` and ``y`` are of the box.
    ``margin``, ``space`` and ``ruled`` are above and below: what is free around the box, what is
    free in it, and how thick its lines are. A line takes at least ``line``, with its baseline
    ``baseline`` below its top.
    """

    x: float
    width: float
    left: float
    right: float
    y: float
    margin: tuple[float, float]
    space: tuple[float, float]
    ruled: tuple[float, float]
    style: Any
    line: float
    baseline: float

    @property
    def over(self) -> float:
        """Return how far the content stands below the upper edge of the box."""
        return self.ruled[0] + self.space[0]

    @property
    def under(self) -> float:
        """Return how far the lower edge of the box stands below the content."""
        return self.ruled[1] + self.space[1]


@dataclass(frozen=True, slots=True)
class Molds:
    """The molds of elements and the styles of their own texts, by the way to the element; the
    page's width and height, and where its content begins and ends; a short document itself; the
    shapes that were laid out, each with whether it had a text.
    """

    of: dict[Path, Mold]
    letters: dict[Path, Any]
    size: tuple[float, float]
    top: float
    foot: float
    laid: Document
    shapes: frozenset[tuple[Path, bool]]


def nodes_of(element: Element, above: Node | None = None) -> Node:
    """Return an element and all that stands in it as nodes."""
    about = element.attributes
    shape = (element.tag, *(about.get(name, "") for name in _SHAPES))
    node = Node(element.tag, about, (*(above.path if above else ()), shape), above)
    node.texts += [
        each if isinstance(each, str) else nodes_of(each, node) for each in element.children
    ]
    return node


def title_of(root: Node) -> str:
    """Return the title of a page, "" where it has none."""
    head = [each for part in root.nodes for each in part.nodes if each.tag == "title"]
    return "".join(each for node in head for each in node.texts if isinstance(each, str))


def molds_of(root: Node, lay: Callable[[str], Document], known: dict[Path, Molds]) -> Molds:
    """Return the molds of a page; *known* has those of earlier ones, by the ways to their bodies.

    A shape has the mold that it has, whatever other shapes there are; so one that was laid out for
    an earlier page is not laid out again.
    """
    body, shapes = root.nodes[-1].path, frozenset(_shapes(root))
    before = known.get(body)
    if before is None or not shapes <= before.shapes:
        one = _one_of_each(root)
        molds = _measured(lay("<!doctype html>" + one.html()), one, shapes)
        if before:
            molds = replace(
                molds, of=before.of | molds.of, letters=before.letters | molds.letters,
                shapes=before.shapes | shapes,
            )  # fmt: skip
        known[body] = molds
    return known[body]


def _shapes(node: Node) -> Iterator[tuple[Path, bool]]:
    yield node.path, False
    if any(isinstance(each, str) and each.strip() for each in node.texts):
        yield node.path, True
    for each in node.nodes:
        yield from _shapes(each)


def _one_of_each(root: Node) -> Element:
    """Return a page with one element of each shape."""
    page = Element(root.tag, _attributes(root))
    shapes = {root.path: page}

    def add(node: Node) -> None:
        shape = shapes[node.path]
        if any(isinstance(each, str) and each.strip() for each in node.texts):
            shape.children[:0] = [_WORD] if _WORD not in shape.children else []
        for each in node.nodes:
            if each.path not in shapes:
                shapes[each.path] = Element(each.tag, _attributes(each))
                shape.children.append(shapes[each.path])
            add(each)

    add(root)
    return page


def _attributes(node: Node) -> dict[str, str]:
    known = {name: node.attributes[name] for name in _SHAPES if name in node.attributes}
    return known | ({"style": "top: 0"} if node.top is not None else {})


def _measured(laid: Document, page: Element, shapes: frozenset[tuple[Path, bool]]) -> Molds:
    """Return the molds of a short page; its elements are laid out in their order."""
    root = laid.pages[0]._page_box  # noqa: SLF001
    boxes: dict[Path, Any] = {}
    letters: dict[Path, Any] = {}
    paths = dict(zip(laid._html.etree_element.iter(), _paths(nodes_of(page)), strict=True))  # noqa: SLF001

    def find(box: Any) -> None:
        box = getattr(box, "_box", box)  # one that stands outside of the flow
        if box.element is not None:
            path = paths[box.element]
            if isinstance(box, TextBox):
                letters.setdefault(path, box.style)
            else:
                boxes.setdefault(path, box)
        for child in box.children:
            find(child)

    find(root)
    return Molds(
        {path: _mold(box) for path, box in boxes.items()},
        letters,
        (root.margin_width(), root.margin_height()),
        root.content_box_y(),
        root.content_box_y() + root.height,
        laid,
        shapes,
    )


def _paths(node: Node) -> Iterator[Path]:
    yield node.path
    for each in node.nodes:
        yield from _paths(each)


def _mold(box: Any) -> Mold:
    line, baseline = strut(box.style)
    return Mold(
        x=box.content_box_x(),
        width=box.width,
        left=box.border_box_x(),
        right=box.border_box_x() + box.border_width(),
        y=box.border_box_y(),
        margin=(box.margin_top, box.margin_bottom),
        space=(box.style["padding_top"].value, box.style["padding_bottom"].value),  # cells of a
        # row are as high as the highest, by more of it
        ruled=(box.border_top_width, box.border_bottom_width),
        style=box.style,
        line=line,
        baseline=baseline,
    )
