"""What is inside the file of a finished packet: what acts, letters, pages of exhibits, language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from typing import Any, Final

import pikepdf

from pristan.case import Saying, say, short
from pristan.packet.reading import Matrix
from pristan.packet.stamp import BAND_AT, NUMBER_AT

_ACTIVE: Final = frozenset({
    "/AA", "/JS", "/JavaScript", "/OpenAction", "/Launch", "/URI", "/SubmitForm", "/ImportData",
    "/GoToR", "/GoToE", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA", "/AcroForm",
    "/Sound", "/Movie", "/Rendition", "/Metadata", "/FileAttachment", "/Filespec",
})  # fmt: skip
_WORDS: Final = re.compile(b"|".join(re.escape(name.encode()) for name in sorted(_ACTIVE)))
_FACES: Final = ("LiberationSerif", "Liberation-Serif", "TimesNewRoman", "Times-New-Roman", "times")
_DEEPEST: Final = 40
_DRAWN: Final = re.compile(rb"q ((?:-?[\d.]+ ){6})cm /PacketPaper Do Q")
_PAINTS: Final = re.compile(rb"(?<![\w/])(?:Do|T[jJ]|['\"]|[fsbBS]\*?|F|sh|EI)(?!\w)")
_MOVED: Final = frozenset({"/Matrix", "/OC"})  # puts a form elsewhere, or on a layer that is off
_TURNED: Final = frozenset({"/Rotate", "/CropBox", "/UserUnit", "/Annots"})  # never ours
_FULL, _ENLARGED = 0.85, 1.49  # of a page's width or height; times as large as it was
_ROUNDING: Final = 0.1  # points


def ends(expected: dict[str, Any]) -> list[tuple[dict[str, Any], int]]:
    """Return each exhibit with the number of the page after its last: where the next one begins,
    or, after the last of them, a document that closes the filing.
    """
    listed = expected["exhibits"]
    begin = [each["first_page"] for each in expected["documents"]]
    closing = [at for at in begin if listed and at > listed[0]["first_page"]]
    end = min(closing, default=expected["first_page"] + expected["pages"])
    ends = [*(each["first_page"] for each in listed[1:]), end]
    return list(zip(listed, ends, strict=False))


def papers(expected: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield for each page of an exhibit the exhibit's label, and the page's place in the file."""
    for each, end in ends(expected):
        for number in range(end - each["pages"], end):
            yield each["label"], number - expected["first_page"]


def remarks(pdf: pikepdf.Pdf, expected: dict[str, Any]) -> list[Saying]:
    """Return what is no fault of the packet and should be known: letters that an exhibit lacks,
    pages of an exhibit on which nothing is drawn.

    Call it for a packet that is proved.
    """
    found = []
    fonts: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    known = _Fonts()
    for label, at in papers(expected):
        resources = pdf.pages[at].obj.get("/Resources")
        fonts[label] |= known.of(resources)
        if not _PAINTS.search(_forms(resources)["/PacketPaper"].read_bytes()):
            found.append(
                say(
                    "proof.nothing_drawn",
                    "Exhibit {label}: there is nothing on page {page} of the packet. Look "
                    "whether this page of the original is blank, too.",
                    label=label,
                    page=at + expected["first_page"],
                )
            )
    for label, used in fonts.items():
        if lacking := sorted(name for name, embedded in used.items() if not embedded):
            found.append(
                say(
                    "proof.exhibit_font",
                    "Exhibit {label}: the letters of {fonts} are not in its file, so another "
                    "machine may show it in others. Look at it before it is filed.",
                    label=label,
                    fonts=short(", ".join(lacking)),
                )
            )
    return found


def inside(
    pdf: pikepdf.Pdf, drawn: Sequence[Matrix | None], own: Set[int], expected: dict[str, Any]
) -> Iterator[Saying]:
    """Nothing in the file acts by itself, the letters of our pages are in it, every exhibit's page
    is whole, and who cannot see the pages is told of them.

    *drawn* says of each page where another library finds an exhibit drawn; *own* are the places of
    the pages on which none should be.
    """
    suspects = (thing for thing in pdf.objects if _suspicious(thing))
    keys = sorted({key for thing in suspects for key in _active(thing, 0)})
    for key in keys:
        yield say("proof.active", "The packet holds something that acts: {key}.", key=key)
    yield from _spoken(pdf)
    fonts: dict[str, bool] = {}
    known = _Fonts()
    for at, page in enumerate(pdf.pages):
        if at not in own:
            yield from _paper(page, at + 1, drawn[at])
            continue
        fonts |= known.of(page.obj.get("/Resources"))
        if "/PacketPaper" in _forms(page.obj.get("/Resources")):
            yield say(
                "proof.other_paper", "Page {page} of the file holds a page of an exhibit "
                "where none is listed.", page=at + 1,
            )  # fmt: skip
    ours = expected.get("our_face")
    for name, embedded in sorted(fonts.items()):
        if not embedded:
            yield say(
                "proof.font", "The letters of “{font}” are not in the file.", font=short(name)
            )
        elif ours and not name.startswith(_FACES):
            yield say(
                "proof.face", "Some letters are set in {font}, which is not the typeface of "
                "the documents.", font=short(name),
            )  # fmt: skip


def _spoken(pdf: pikepdf.Pdf) -> Iterator[Saying]:
    """The file says its language and its title, and is tagged."""
    root = pdf.Root
    title = str(pdf.docinfo.get("/Title", "")).strip()
    shown = root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False)
    tagged = root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False)
    language = str(root.get("/Lang", ""))
    if not (title and shown and tagged and language and "/StructTreeRoot" in root):
        yield say(
            "proof.not_spoken", "The file does not say its title and its language, or is not "
            "marked for those who have it read aloud.",
        )  # fmt: skip


def _paper(page: pikepdf.Page, number: int, drawn: Matrix | None) -> Iterator[Saying]:
    """An exhibit's page is there, between the stamps, and as large as it can be: so it is whole.

    Both libraries must find it in the same place, and nothing like it beside it.
    """
    form = _forms(page.obj.get("/Resources")).get("/PacketPaper")
    if form is None or not len(form.read_raw_bytes()):
        yield say("proof.no_paper", "Page {page} of the file should hold an exhibit.", page=number)
        return
    found = _DRAWN.search(page.Contents.read_bytes())
    matrix = [float(each) for each in found[1].split()] if found else [0.0] * 6
    box = [float(each) for each in form["/BBox"]]
    left, foot, right, top = edges = _edges(matrix, box)
    same = drawn is not None and all(
        abs(one - other) < _ROUNDING for one, other in zip(edges, _edges(drawn, box), strict=True)
    )
    _, _, width, height = map(float, page.mediabox)
    full = right - left > width * _FULL or top - foot > height * _FULL
    if (
        not same or not _MOVED.isdisjoint(form.keys()) or not _TURNED.isdisjoint(page.obj.keys())
        or left < -_ROUNDING or right > width + _ROUNDING
        or foot < NUMBER_AT + 9 or top > height - BAND_AT + 9
        or not (full or max(map(abs, matrix[:2])) > _ENLARGED)
    ):  # fmt: skip
        yield say(
            "proof.clipped", "Page {page} of the file does not show the whole page of the exhibit "
            "in its place.", page=number,
        )  # fmt: skip


def _edges(matrix: Sequence[float], box: Sequence[float]) -> tuple[float, float, float, float]:
    """Return the left, lower, right and upper edge of a box that is drawn with a matrix."""
    a, b, c, d, e, f = matrix
    x1, y1, x2, y2 = box
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x1, x2) for y in (y1, y2)]
    (left, *_, right), (foot, *_, top) = map(sorted, zip(*corners, strict=True))
    return left, foot, right, top


def _suspicious(thing: pikepdf.Object) -> bool:
    """Whether an object, as it is written, has one of the words: quick, and true of a text too."""
    written = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    return _WORDS.search(written.unparse(resolved=True)) is not None


def _active(thing: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
        for key, value in thing.items():
            if key in _ACTIVE:
                yield key
            if not getattr(value, "is_indirect", False):
                yield from _active(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not getattr(value, "is_indirect", False):
                yield from _active(value, depth + 1)
    elif isinstance(thing, pikepdf.Name) and str(thing) in _ACTIVE:
        yield str(thing)


def _forms(resources: Any) -> Any:
    return {} if resources is None else resources.get("/XObject", pikepdf.Dictionary())


class _Fonts:
    """The fonts that resources use, by plain name, and whether each is embedded.

    What is used on many pages is looked at once.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], dict[str, bool]] = {}

    def of(self, resources: Any, depth: int = 0) -> dict[str, bool]:
        """Return the fonts of resources and of the forms in them."""
        found: dict[str, bool] = {}
        if resources is None or depth > _DEEPEST:
            return found
        for font in resources.get("/Font", pikepdf.Dictionary()).values():
            if font.objgen not in self._known or not font.is_indirect:
                self._known[font.objgen] = dict(_font(font))
            found |= self._known[font.objgen]
        for form in resources.get("/XObject", pikepdf.Dictionary()).values():
            if "/Resources" in form:
                found |= self.of(form["/Resources"], depth + 1)
        return found


def _font(font: Any) -> Iterator[tuple[str, bool]]:
    if font.get("/Subtype") == "/Type3":
        return  # its shapes are drawings in the file itself
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor", pikepdf.Dictionary())
    name = str(font.get("/BaseFont", "")).lstrip("/").rpartition("+")[2]
    yield name, any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
