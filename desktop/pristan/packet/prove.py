"""The finished packet, opened again by another library and held against what it should be.

Index numbers that are wrong and files that drop out are the failures that people meet most often in
packets (peers.md, 0); here each is looked for on the printed page itself.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2

from pristan.case import Saying, say, short
from pristan.packet.prove_inside import ends, inside, papers, remarks
from pristan.packet.reading import ReadPage, read_pages, says, squashed
from pristan.packet.stamp import DRAFT, SAMPLE, number_text

_PART = re.compile(r"\bPART \d+ OF \d+")
_ONE_LINE = 6  # letters of a label that the index has on one line, whatever they are


def prove(packet: bytes, expected: dict[str, Any]) -> tuple[list[Saying], list[Saying]]:
    """Return what is wrong with a packet, nothing when it is proved; and, when it is, what is no
    fault of it and should be known.

    *expected*: ``pages``, ``first_page`` (0 is a cover), ``part`` (what each page says of it),
    ``index`` (numbers of its pages), ``documents`` (``title``, ``first_page``, ``pages``),
    ``exhibits`` (``label``, ``title``, ``first_page``, ``pages``, and ``continued`` where its slip
    sheet is in a part before), each in the order of the pages, which they must account for to the
    last one; and, where they are known, ``number_prefix``, ``draft``, ``sample``, ``limit`` in
    bytes, ``own_titles`` by label, ``our_face`` (all letters are of a face that we set in).
    """
    try:
        with pypdfium2.PdfDocument(packet) as document:
            if found := [*_counted(len(document), len(packet), expected)]:
                return found, []
            own = set(range(len(document))) - {at for _, at in papers(expected)}
            pages = read_pages(document, own)
            bookmarks = [*_bookmarks(document, expected)]
    except pypdfium2.PdfiumError:
        return [say("proof.unreadable", "The packet cannot be opened as a PDF.")], []
    proof = _Proof(pages, own, expected)
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        found = [
            *proof.numbers(),
            *proof.bands(),
            *proof.accounted(),
            *proof.exhibits(),
            *proof.links(),
            *bookmarks,
            *inside(pdf, [page.drawn for page in pages], own, expected),
        ]
        return found, [] if found else remarks(pdf, expected)


def _counted(pages: int, size: int, expected: dict[str, Any]) -> Iterator[Saying]:
    if pages != expected["pages"]:
        yield say(
            "proof.count", "The packet has {pages} pages and should have {should}.",
            pages=pages, should=expected["pages"],
        )  # fmt: skip
    limit = expected.get("limit", 0)
    if limit and size > limit:
        yield say(
            "proof.too_large",
            "A file of the packet has {size} bytes, and {limit} are the most that this kind of "
            "packet may have. Add the largest exhibit with smaller pictures, and write it again.",
            size=size, limit=limit,
        )  # fmt: skip


class _Proof:
    def __init__(self, pages: list[ReadPage], own: set[int], expected: dict[str, Any]) -> None:
        """*own* are the places of the pages that are not an exhibit's."""
        self._pages = pages
        self._own = own
        self._expected = expected
        self._first = first = expected["first_page"]
        numbered = pages[0 if first else 1 :]  # a cover has no number
        foot = numbered[0].foot if numbered else ""
        self._prefix = str(expected.get("number_prefix", foot.rpartition(" | ")[0]))

    def numbers(self) -> Iterator[Saying]:
        """Every page says its number and is called by it, and they run through."""
        for at, page in enumerate(self._pages):
            number = at + self._first
            should = number_text(self._prefix, number) if number else ""
            if page.foot != should:
                yield say(
                    "proof.number", "Page {page} of the file should be numbered “{should}”, and "
                    "says “{found}”.", page=at + 1, should=should, found=short(page.foot),
                )  # fmt: skip
            if number and page.label != str(number):
                yield say(
                    "proof.label", "A program that shows the packet calls page {page} of the file "
                    "“{found}”, and not by its number.", page=at + 1, found=short(page.label),
                )  # fmt: skip

    def bands(self) -> Iterator[Saying]:
        """DRAFT and SAMPLE stand on every page where they should, and nowhere else."""
        part = self._expected["part"]
        for word, key in ((DRAFT, "draft"), (SAMPLE, "sample"), *([(part, "")] if part else ())):
            has = [word in page.head for page in self._pages]
            should = self._expected.get(key, any(has)) if key else True
            for at, there in enumerate(has, start=1):
                if should and not there:
                    yield say(
                        "proof.no_band", "Page {page} of the file does not say “{word}”.",
                        page=at, word=word,
                    )  # fmt: skip
                elif there and not should:
                    yield say(
                        "proof.band", "Page {page} of the file says “{word}” and should not.",
                        page=at, word=word,
                    )  # fmt: skip

        if not part and any(_PART.search(page.head) for page in self._pages):
            yield say("proof.other_part", "The file says that it is a part of a larger packet.")

    def accounted(self) -> Iterator[Saying]:
        """What is listed stands in the order of the pages and accounts for each of them once."""
        documents, exhibits = self._expected["documents"], ends(self._expected)
        for before, after in pairwise(documents):
            if after["first_page"] <= before["first_page"]:
                yield say(
                    "proof.misplaced", "The document “{title}” is listed at page {page}, which is "
                    "not its place among the others.",
                    title=short(after["title"]), page=after["first_page"],
                )  # fmt: skip
        for (before, _), (after, _) in pairwise(exhibits):
            if after["first_page"] <= before["first_page"]:
                yield _not_there(after["label"])
        runs = [(each["first_page"], each["first_page"] + each["pages"]) for each in documents]
        runs += [(each["first_page"], end) for each, end in exhibits]
        number, whole = self._first, self._first + len(self._pages)
        for begin, end in (*sorted(runs), (whole, whole)):
            if begin != number:
                yield say(
                    "proof.gap", "What is listed leaves out the pages from {first} to {last}, or "
                    "has them twice.", first=min(number, begin), last=max(number, begin) - 1,
                )  # fmt: skip
            number = end

    def exhibits(self) -> Iterator[Saying]:
        """Every exhibit's slip sheet says its label and title, and its pages follow."""
        for each, end in ends(self._expected):
            label, first = each["label"], each["first_page"]
            slips = end - first - each["pages"]
            if each["continued"]:
                if slips:
                    yield _not_there(label)
                continue
            if slips < 1 or not 0 <= first - self._first < len(self._pages):
                yield _not_there(label)
                continue
            at = first - self._first
            sheet = self._pages[at : at + slips]
            text = " ".join(page.body for page in sheet)  # a long title goes on on the next page
            # a label of many letters takes several lines: what follows it says where it ends
            if squashed(f"EXHIBIT {label} Tab {label} ") not in squashed(text):
                yield say(
                    "proof.slip", "Page {page} should be the sheet of Exhibit {label}.",
                    page=first, label=label,
                )  # fmt: skip
            for title in (each["title"], self._expected.get("own_titles", {}).get(label, "")):
                if not says(text, title):
                    yield say(
                        "proof.title", "The sheet of Exhibit {label} does not say “{title}”.",
                        label=label, title=short(title),
                    )  # fmt: skip
            back = any(0 <= link.lands < at for page in sheet for link in page.links)
            if self._expected["index"] and not back:
                yield say(
                    "proof.no_way_back", "The sheet of Exhibit {label} has no link back to the "
                    "index.", label=label,
                )  # fmt: skip
        for at in sorted(self._own):
            if len(squashed(self._pages[at].text)) <= len(
                squashed(self._pages[at].foot + self._pages[at].head)
            ):
                yield say("proof.blank", "Page {page} of the file is empty.", page=at + 1)

    def links(self) -> Iterator[Saying]:
        """Every printed page number that is a link lands on the page that bears that number."""
        listed = {
            each["label"]: each["first_page"]
            for each in self._expected["exhibits"]
            if not each["continued"]
        }
        index, indexed = set(self._expected["index"]), set[str]()
        for at, page in enumerate(self._pages):
            number = at + self._first
            for link in page.links:
                numbers = re.findall(r"\d+", link.text)
                lands = link.lands + self._first
                if not numbers or int(numbers[0]) != lands:
                    yield say(
                        "proof.link",
                        "A link on page {page} of the file says “{text}” and leads to {lands}.",
                        page=at + 1,
                        text=short(link.text),
                        lands=lands,
                    )
                indexed |= {
                    label
                    for label, sheet in listed.items()
                    if sheet == lands and number in index and _begins(link.before, label)
                }
        if self._expected["index"]:
            for label in sorted(listed.keys() - indexed):
                yield say(
                    "proof.index", "The index has no line that leads to Exhibit {label}.",
                    label=label,
                )  # fmt: skip


def _not_there(label: str) -> Saying:
    return say("proof.exhibit", "Exhibit {label} is not where it should be.", label=label)


def _begins(row: str, label: str) -> bool:
    """Whether a line of the index begins with a label, of which a long one goes on below."""
    if len(label) > _ONE_LINE:
        return row.startswith(label[:_ONE_LINE])
    return row.partition(" ")[0] == label


def _bookmarks(document: pypdfium2.PdfDocument, expected: dict[str, Any]) -> Iterator[Saying]:
    first, top = expected["first_page"], []
    for mark in document.get_toc(max_depth=2):
        title, target = mark.get_title(), mark.get_dest()
        at = target.get_index() if target else None
        printed = re.search(r"\(page (\d+)\)$", title)
        number = int(printed[1]) if printed else 0
        if at is None or number != at + first or (number and not printed):
            yield say("proof.bookmark", "The bookmark “{title}” is wrong.", title=short(title))
        if mark.level == 0:
            top.append((_in_a_line(title.removesuffix(f" (page {number})")), number))
    for each in expected["documents"]:
        mark = (_in_a_line(each["title"]), each["first_page"])
        if mark in top:
            top.remove(mark)
        else:
            yield say(
                "proof.no_document", "The document “{title}” has no bookmark.",
                title=short(each["title"]),
            )  # fmt: skip
    for each in expected["exhibits"]:
        start, page = f"Exhibit {each['label']} – ", each["first_page"]
        own = [(title, number) for title, number in top if title.startswith(start)]
        if (found := next((mark for mark in own if mark[1] == page), None)) is not None:
            top.remove(found)
        else:
            yield say("proof.no_bookmark", "Exhibit {label} has no bookmark.", label=each["label"])
    for title, number in top:
        yield say(
            "proof.unlisted", "“{title}” begins on page {page} and is not listed among what the "
            "packet holds.", title=short(title), page=number,
        )  # fmt: skip


def _in_a_line(title: str) -> str:
    """Return a title as a bookmark has it, whatever line breaks it was given with."""
    return " ".join(title.split())
