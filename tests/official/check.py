"""What every filled form must hold, checked without the program's own proof."""

import io
import re
from collections.abc import Iterator, Mapping

import pypdfium2
from pikepdf import Pdf

from pristan.official.facts import SEE_SUPPLEMENT, Fact, Facts
from pristan.official.form import Form
from pristan.official.layout import plain_latin, printable
from pristan.official.look import inherited, on_values, widgets
from pristan.official.plan import list_of

_SHEET = r"(?:Supplement B|Supp\. B|Supp B|Part 6)"
_POINTER = re.compile(rf"(\(Continued on {_SHEET}\)|\(see {_SHEET}\)|(?:See )?{_SHEET})$")
_COPIED = re.compile(r"^(?:Supplement[AB]\d+|Part6_\d+)_")


def values(pdf: bytes) -> dict[str, str]:
    """Return what every box of a PDF holds: its text, or its on-value where it is ticked."""
    found = {}
    with Pdf.open(io.BytesIO(pdf)) as opened:
        for box in widgets(opened):
            if box.get("/FT") == "/Btn":
                state = str(box.object.get("/AS"))
                found[box.name] = state if state in on_values(box.object) else ""
            else:
                value = inherited(box.object, "/V")
                found[box.name] = "" if value is None else str(value)
    return found


def printed(pdf: bytes) -> str:
    """Return what stands on the pages of a PDF, without any spaces."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return _bare("".join(texts).replace("\x02", "-"))


def lost(form: Form, facts: Facts, pdf: bytes) -> list[str]:
    """Return the texts of a case that are nowhere whole in the filled form."""
    found = values(pdf)
    supplement = _bare(re.sub(r"Part [^\n]*, continued:\n", "", "\n".join(sheets(form, found))))
    boxes = {_bare(value) for value in found.values()}
    heads = {_bare(_POINTER.sub("", value)) for value in found.values() if _POINTER.search(value)}
    wrong = []
    for fact in _facts(form, facts):
        note = plain_latin(fact.supplement)
        if printable(note) and _bare(note) not in supplement:
            wrong.append(fact.supplement)
        text = plain_latin(fact.text)
        if fact.needs_english or not printable(text) or text in ("", SEE_SUPPLEMENT):
            continue
        bare = _bare(text)
        parted = any(bare.startswith(head) and bare[len(head):] in supplement for head in heads)
        if bare not in boxes and bare not in supplement and not parted:
            wrong.append(text)
    return wrong


def sheets(form: Form, found: Mapping[str, str]) -> list[str]:
    """Return what continues, in the order in which it is read: by copies, then as on the page."""
    own = [box.field for box in form.boxes if box.computed and box.facts.endswith(".text")]
    place = {_mangled(field): at for at, field in enumerate(own)}
    rows = [(0, at, found.get(field, "")) for at, field in enumerate(own)]
    for name, value in found.items():
        copied = _COPIED.match(name)
        if copied and name[copied.end():] in place:
            number = int(re.findall(r"\d+", copied[0])[-1])
            rows.append((number, place[name[copied.end():]], value))
    return [value for _, _, value in sorted(rows)]


def touched(form: Form, pdf: bytes) -> list[str]:
    """Return the boxes that hold something and are for a hand or for an office."""
    forbidden = {box.field for box in form.boxes if not box.ours and not box.barcode}
    shorts = set(map(_mangled, forbidden))
    return [
        name for name, value in values(pdf).items()
        if value
        and (name in forbidden or (_COPIED.match(name) and _COPIED.sub("", name) in shorts))
    ]


def _facts(form: Form, facts: Facts) -> Iterator[Fact]:
    """Yield every fact in words that a form asks for, of every row of every list."""
    for box in form.boxes:
        if box.ours and not box.check and not list_of(box):
            fact = facts.get(box.facts)
            if fact is not None and not box.native:
                yield fact
    for name, rows in facts.lists.items():
        asked = {box.facts for box in form.boxes if list_of(box) == name and not box.check}
        held = [int(found[1]) for each in asked if (found := re.search(r"\[(\d+)\]", each))]
        last = max(held, default=0)
        for index, row in enumerate(rows):
            at = f"{name}[{min(index, last)}]."  # further rows have the columns of the last one
            yield from (fact for expression, fact in row.items()
                        if ", ".join(at + part for part in expression.split(", ")) in asked)


def _mangled(field: str) -> str:
    """Return the last part of a box's name as it stands in the names on copied pages."""
    return re.sub(r"[^A-Za-z0-9]+", "_", field.rsplit(".", 1)[-1]).strip("_")


def _bare(text: str) -> str:
    return "".join(text.split())
