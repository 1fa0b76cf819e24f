"""Reads a finished packet as a clerk would, with no line of the code that made or proved it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pypdfium2

FORBIDDEN = (
    b"/JavaScript", b"/JS", b"/Launch", b"/URI", b"/GoToR", b"/GoToE", b"/SubmitForm", b"/AcroForm",
    b"/EmbeddedFile", b"/RichMedia", b"/OpenAction", b"/AA", b"/Metadata", b"/CreationDate",
    b"/Producer", b"/Author", b"/Creator",
)  # fmt: skip

_SCALE = 0.3  # pixels for a point
_WHITE = 250  # a lighter gray is no ink


@dataclass
class Seen:
    """What the pages of one file say, in order, and where everything leads."""

    texts: list[str]
    feet: list[str]
    labels: list[str]
    has_paper: list[bool]
    marks: list[tuple[int, str, int]]  # depth, title, page
    links: list[tuple[int, str, int]]  # page, text, page
    faults: list[str] = field(default_factory=list)


def look(packet: bytes) -> Seen:
    """Return what a file shows; ``faults`` says what no reader should meet."""
    texts, feet, boxes = [], [], []
    with pypdfium2.PdfDocument(packet) as document:
        for page in document:
            width, height = page.get_size()
            boxes.append((width, height))
            reader = page.get_textpage()
            texts.append(" ".join(reader.get_text_range().split()))
            feet.append(" ".join(reader.get_text_bounded(0, 20, width, 42).split()))
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        places = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        seen = Seen(
            texts, feet, list(_labels(pdf)),
            ["/PacketPaper" in page.obj.Resources.get("/XObject", {}) for page in pdf.pages],
            list(_marks(pdf.Root.Outlines, places, 0)), [],
        )  # fmt: skip
        with pypdfium2.PdfDocument(packet) as document:
            for at, page in enumerate(pdf.pages):
                reader = document[at].get_textpage()
                for note in page.obj.get("/Annots", ()):
                    x1, y1, x2, y2 = (float(edge) for edge in note.Rect)
                    said = reader.get_text_bounded(x1 - 1, y1, x2 + 1, y2)
                    target = _target(pdf, note.Dest)
                    seen.links.append((at, " ".join(said.split()), places[target.objgen]))
        seen.faults = [*pdf.check_pdf_syntax(), *_tags(pdf), *_inside(pdf), *_about(pdf)]
    return seen


def reading(seen: Seen) -> list[str]:
    """Return what is wrong with a part when it is read page by page."""
    wrong = list(seen.faults)
    for at, (foot, label) in enumerate(zip(seen.feet, seen.labels, strict=True)):
        printed = foot.rpartition("| ")[2]
        if printed != ("" if label == "Cover" else label):
            wrong.append(f"page {at} is labeled {label} and says {foot}")
    for _, title, page in seen.marks:
        number = re.search(r"\(page (\d+)\)$", title)
        if seen.labels[page] != (number[1] if number else "Cover"):
            wrong.append(f"{title} leads to {seen.labels[page]}")
    for at, said, page in seen.links:
        if seen.labels[page] not in re.findall(r"\d+", said):
            wrong.append(f"{said} on {at} leads to {seen.labels[page]}")
    return wrong


def holding(seen: Seen, listed: Sequence[tuple[str, str, int]]) -> list[str]:
    """Return what is wrong with the exhibits of a packet in one part; *listed* has each one's
    label, title and number of pages, in order.
    """
    found, wrong = exhibits(seen), []
    if list(found) != [label for label, _, _ in listed]:
        return [f"the exhibits are {list(found)}"]
    begin = min((at for at, _ in found.values()), default=len(seen.texts))
    indexed = {page for at, _, page in seen.links if at < begin}
    marks = {page: title for depth, title, page in seen.marks if depth == 0}
    for label, title, pages in listed:
        at, papers = found[label]
        if papers != pages:
            wrong.append(f"{label} has {papers} pages")
        if _letters(title) not in _letters(seen.texts[at]):
            wrong.append(f"the sheet of {label} does not say {title}")
        if not marks.get(at, "").startswith(f"Exhibit {label} – "):
            wrong.append(f"the bookmark of {label} is {marks.get(at)}")
        elif _letters(title) not in _letters(marks[at]):
            wrong.append(f"the bookmark of {label} does not say {title}")
        if at not in indexed:
            wrong.append(f"nothing in the index leads to {label}")
        if not any(there == at and page < begin for there, _, page in seen.links):
            wrong.append(f"nothing leads from {label} back to the index")
    if sum(seen.has_paper) != sum(pages for _, _, pages in listed):
        wrong.append("there are other papers")
    if sum(title.startswith("Exhibit ") for title in marks.values()) != len(listed):
        wrong.append("there are other bookmarks of exhibits")
    return wrong


def drawn(packet: bytes) -> list[str]:
    """Return which pages are blank between their stamps, and which have something cut off."""
    wrong = []
    with pypdfium2.PdfDocument(packet) as document:
        for at, page in enumerate(document):
            width, height = page.get_size()
            picture = page.render(scale=_SCALE, grayscale=True).to_pil()
            wide, high = picture.size
            middle = picture.crop((0, int(46 * _SCALE), wide, high - int(48 * _SCALE)))
            if middle.getextrema()[0] > _WHITE:
                wrong.append(f"page {at} is blank")
            edges = ((0, 0, wide, 1), (0, high - 1, wide, high), (0, 0, 1, high),
                     (wide - 1, 0, wide, high))  # fmt: skip
            if any(picture.crop(edge).getextrema()[0] < _WHITE for edge in edges):
                wrong.append(f"page {at} is drawn over its edge")
            reader = page.get_textpage()
            for place in range(reader.count_chars()):
                left, bottom, right, top = reader.get_charbox(place)
                if left < -1 or bottom < -1 or right > width + 1 or top > height + 1:
                    wrong.append(f"page {at} has letters outside")
                    break
    return wrong


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def exhibits(seen: Seen) -> dict[str, tuple[int, int]]:
    """Return where the sheet of each exhibit is, and how many pages of paper follow it."""
    found: dict[str, tuple[int, int]] = {}
    for at, text in enumerate(seen.texts):
        sheet = re.search(r"\bEXHIBIT ([A-Z ]+(?:-\d+)?) Tab ([A-Z]+(?:-\d+)?)\b", text)
        if sheet and sheet[1].replace(" ", "") == sheet[2] and not seen.has_paper[at]:
            papers = 0
            while at + papers + 1 < len(seen.texts) and seen.has_paper[at + papers + 1]:
                papers += 1
            assert sheet[2] not in found
            found[sheet[2]] = (at, papers)
    return found


def _labels(pdf: pikepdf.Pdf) -> Iterator[str]:
    nums = pdf.Root.PageLabels.Nums
    ranges = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    prefix, counted, number = "", False, 0
    for at in range(len(pdf.pages)):
        if at in ranges:
            prefix = str(ranges[at].get("/P", ""))
            counted, number = "/S" in ranges[at], int(ranges[at].get("/St", 1))
        yield prefix + (str(number) if counted else "")
        number += 1


def _marks(above: Any, places: dict[Any, int], depth: int) -> Iterator[tuple[int, str, int]]:
    item = above.get("/First")
    while item is not None:
        yield depth, str(item.Title), places[item.Dest[0].objgen]
        yield from _marks(item, places, depth + 1)
        item = item.get("/Next")


def _target(pdf: pikepdf.Pdf, place: Any) -> Any:
    if isinstance(place, pikepdf.Array):
        return place[0]
    names = pdf.Root.Names.Dests.Names
    (found,) = (names[at + 1] for at in range(0, len(names), 2) if str(names[at]) == str(place))
    return found[0]


def _tags(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Everything tagged on a page has an element that says the same page."""
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
    if [int(nums[at]) for at in range(0, len(nums), 2)] != sorted(parents):
        yield "the tree of parents is not in order"
    for at, page in enumerate(pdf.pages):
        elements = parents[int(page.obj.StructParents)]
        used = set(map(int, re.findall(rb"/MCID (\d+)", _drawing(page))))
        if used != set(range(len(elements))):
            yield f"page {at} has tags {sorted(used)} and {len(elements)} elements"
        for element in elements:
            if element is not None and element.Pg.objgen != page.obj.objgen:
                yield f"page {at} is tagged as another"
    if not bool(pdf.Root.MarkInfo.Marked) or str(pdf.Root.Lang) != "en":
        yield "not tagged, or in no language"


def _drawing(page: pikepdf.Page) -> bytes:
    contents = page.obj.Contents
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts)


def _inside(pdf: pikepdf.Pdf) -> Iterator[str]:
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            keys = b" ".join(key.encode() for key in thing.keys())  # noqa: SIM118
            for word in FORBIDDEN:
                if re.search(word + rb"\b", keys):
                    yield f"there is {word.decode()}"
        font = isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        if font and not any(f"/FontFile{kind}" in thing for kind in ("", "2", "3")):
            yield f"{thing.FontName} is not in the file"


def _about(pdf: pikepdf.Pdf) -> Iterator[str]:
    if set(pdf.trailer.Info.keys()) != {"/Title"}:
        yield "more than a title is said about the file"
