"""Child side: write a plan into a form with pikepdf, and draw every value ourselves.

No viewer is asked to draw anything (NeedAppearances), because it would also redraw the barcodes as
text. The XFA twin of the form, its usage rights and its scripts go, since they would show an empty
form or forbid to correct it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Page, Pdf, String

from pristan.official.face import LATIN, MARK, Face
from pristan.official.form import BARCODE, LEADING
from pristan.official.layout import PADDING
from pristan.official.look import Widget, inherited, on_values, opened, parents, widgets

_OF_THE_FILE = frozenset({
    "/Type", "/Version", "/Pages", "/AcroForm", "/Lang", "/MarkInfo", "/StructTreeRoot",
    "/ViewerPreferences", "/Metadata",
})  # fmt: skip
_OF_THE_FORM = frozenset({"/Fields", "/DR", "/DA", "/Q"})  # not XFA, not NeedAppearances
_OF_A_PAGE = frozenset({
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Tabs",
    "/StructParents", "/Annots",
})  # fmt: skip
_READ_ONLY, _COMB = 1, 1 << 24  # bits of /Ff (ISO 32000-1, tables 221 and 228)
_BASELINE = 0.83  # from the top of a line to its baseline, in sizes
_MARK = 9.0  # points, of the words in the margin
_MIDDLE = 0.66  # the height of a capital letter, in sizes


def fill(data: bytes, work: Mapping[str, Any], face: bytes) -> tuple[bytes, bytes]:
    """Return the filled form, to edit and flat, as two PDFs.

    ``work`` is what :func:`pristan.official.order.order` makes of a plan.
    """
    with opened(data) as pdf:
        form = pdf.Root.AcroForm
        _clear(pdf, form)
        filler = _Filler(pdf, form, Face(pdf, face), work["leading"])
        for copy in work["copies"]:
            filler.copy_page(copy["name"], copy["page"], copy["fields"])
        for text in work["texts"]:
            filler.text(text)
        for tick in work["ticks"]:
            filler.tick(tick["field"], tick["on"])
        if work["mark"]:
            filler.mark(work["mark"])
        editable = _saved(pdf)
        pdf.flatten_annotations("print")
        _without_boxes(pdf)
        return editable, _saved(pdf)


class _Filler:
    def __init__(self, pdf: Pdf, form: Object, face: Face, leading: float) -> None:
        self._pdf = pdf
        self._leading = leading
        self._form = form
        self._face = face
        self._after: dict[int, int] = {}  # copies that already follow an original page
        self._originals = list(pdf.pages)
        self._boxes: dict[str, list[Widget]] = {}
        for widget in widgets(pdf):
            self._boxes.setdefault(widget.name, []).append(widget)
        if "/DR" not in form:
            form.DR = Dictionary()
        if "/Font" not in form.DR:
            form.DR.Font = Dictionary()
        form.DR.Font[LATIN] = face.latin

    def text(self, text: Mapping[str, Any]) -> None:
        """Give a box its value and the picture of it."""
        for widget in self._boxes[text["field"]]:
            widget.object.V = String(text["value"])
            flags = int(inherited(widget.object, "/Ff") or 0)
            if flags & _READ_ONLY:  # XFA would have opened it; now nothing else does
                widget.object.Ff = flags & ~_READ_ONLY
            widget.object.DA = String(f"{LATIN} {text['size']:g} Tf 0 g")
            widget.object.AP = Dictionary(N=self._picture(widget.object, flags, text))

    def tick(self, name: str, on: str) -> None:
        """Tick a check box with its own value, which is rarely /Yes."""
        for widget in self._boxes[name]:
            if on in on_values(widget.object):
                widget.object.V = widget.object.AS = Name(on)
                flags = int(inherited(widget.object, "/Ff") or 0)
                if flags & _READ_ONLY:
                    widget.object.Ff = flags & ~_READ_ONLY

    def copy_page(self, name: str, number: int, names: Mapping[str, str]) -> None:
        """Add a page once more; *names* gives each of its boxes the name it has on the copy."""
        pdf, source = self._pdf, self._originals[number].obj
        page = pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=source.MediaBox,
                Resources=source.Resources,
                Contents=source.Contents,
                Tabs=Name.R,
            )
        )
        for key in ("/CropBox", "/Rotate"):
            if key in source:
                page[key] = source[key]
        page.Annots = Array()
        originals = [each for boxes in self._boxes.values() for each in boxes]
        for widget in [each for each in originals if each.page == number]:
            fresh = names.get(widget.name, f"{name}_{len(page.Annots)}")
            copied = pdf.make_indirect(_copied(widget, fresh, page))
            page.Annots.append(copied)
            self._form.Fields.append(copied)
            self._boxes[fresh] = [Widget(-1, fresh, copied)]
        behind = self._after.get(number, 0) + 1
        self._after[number] = behind
        earlier = sum(count for page_, count in self._after.items() if page_ < number)
        pdf.pages.insert(number + earlier + behind, Page(page))

    def mark(self, words: str) -> None:
        """Write words into the upper margin of every page, where the form prints nothing."""
        _, font = self._face.font(words)
        for page in self._pdf.pages:
            box = [float(each) for each in page.mediabox]
            x = (box[0] + box[2] - 0.6 * _MARK * len(words)) / 2
            place = b"%.2f %.2f Td" % (x, box[3] - 1.4 * _MARK)
            drawn = b"Q q BT 0 g %s %.2f Tf %s %s Tj ET Q" % (
                MARK.encode(),
                _MARK,
                place,
                self._face.encoded(words),
            )
            before, after = self._pdf.make_stream(b"q"), self._pdf.make_stream(drawn)
            old = page.obj.Contents
            parts = list(old) if isinstance(old, Array) else [old]
            page.obj.Contents = Array([before, *parts, after])
            page.add_resource(font, Name.Font, Name(MARK))

    def _picture(self, widget: Object, flags: int, text: Mapping[str, Any]) -> Object:
        left, bottom, right, top = (float(each) for each in widget.Rect)
        width, height = abs(right - left), abs(top - bottom)
        size = float(text["size"])
        name, font = self._face.font(text["value"])
        drawn = [
            b"/Tx BMC q 1 1 %.2f %.2f re W n" % (width - 2, height - 2),
            b"BT 0 g %s %.2f Tf" % (name.encode(), size),
        ]
        cells = int(inherited(widget, "/MaxLen") or 0) if flags & _COMB else 0
        for x, y, line in _placed(text, width, height, size, cells, self._leading):
            drawn.append(b"1 0 0 1 %.2f %.2f Tm %s Tj" % (x, y, self._face.encoded(line)))
        drawn.append(b"ET Q EMC")
        return self._pdf.make_stream(
            b"\n".join(drawn),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, round(width, 3), round(height, 3)]),
            Resources=Dictionary(Font=Dictionary({name: font})),
        )


def _placed(
    text: Mapping[str, Any], width: float, height: float, size: float, cells: int, leading: float
) -> Iterable[tuple[float, float, str]]:
    """Yield where each line starts, in points from the lower left corner of the box."""
    middle = (height - size * _MIDDLE) / 2
    if cells:
        cell = width / cells
        for number, char in enumerate(text["lines"][0]):
            yield cell * number + (cell - 0.6 * size) / 2, middle, char
    elif text["multiline"]:
        top = height - PADDING - size * _BASELINE - (leading - LEADING) / 2
        for number, line in enumerate(text["lines"]):
            yield PADDING, top - number * leading, line
    else:
        yield PADDING, middle, text["lines"][0]


def _copied(widget: Widget, name: str, page: Object) -> Dictionary:
    """Return an empty box like another; only a barcode takes its picture and value along."""
    copied = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=widget.get("/FT"),
        Rect=widget.object.Rect,
        F=widget.object.get("/F", 4),
        Ff=int(widget.get("/Ff") or 0),
        T=String(name),
        P=page,
    )
    for key in ("/DA", "/Q", "/MK", "/MaxLen", "/TU"):
        value = widget.get(key)
        if value is not None:
            copied[key] = value
    if BARCODE in widget.name:
        copied.AP = widget.object.AP
        copied.V = widget.get("/V")
    elif widget.get("/FT") == "/Btn":
        copied.AP = widget.object.AP
        copied.AS = copied.V = Name.Off
    return copied


def _clear(pdf: Pdf, form: Object) -> None:
    """Keep what shows the form; take out what would show another one, warn, forbid or run."""
    _keep(pdf.Root, _OF_THE_FILE)
    _keep(form, _OF_THE_FORM)
    boxes = list(widgets(pdf))
    for number, page in enumerate(pdf.pages):
        _keep(page.obj, _OF_A_PAGE)
        page.obj.Annots = Array([each.object for each in boxes if each.page == number])
    for box in boxes:
        for field in parents(box.object):
            for key in ("/AA", "/A"):
                if key in field:
                    del field[key]


def _keep(table: Object, known: frozenset[str]) -> None:
    for key in [str(key) for key in table if str(key) not in known]:
        del table[key]


def _without_boxes(pdf: Pdf) -> None:
    """Drop the boxes that are still empty, so that the flat copy has nothing to click."""
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]
    if "/AcroForm" in pdf.Root:
        del pdf.Root["/AcroForm"]


def _saved(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(
        target,
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,  # it would read the form's XML, and import what reads it
    )
    return target.getvalue()
