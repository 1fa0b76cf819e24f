"""The official PDFs themselves, where a copy of them lies beside the checkout.

They are not ours to publish. Look for them in ``../shared/official-forms``; without them these
tests are skipped, and say what is then not proved.
"""

import csv
import io
import json
import re
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from official.check import lost, touched, values
from official.own_form import TODAY
from official.people import person
from pristan.content import content_dir
from pristan.official import fill_blank
from pristan.official.draw import fill
from pristan.official.edition import EditionRefused, judged, same_layout
from pristan.official.face import face_file
from pristan.official.form import Box, Form, read_form, read_forms
from pristan.official.look import look, widgets
from pristan.official.order import order
from pristan.official.plan import list_of, plan
from pristan.official.prove import prove

OFFICIAL = Path(__file__).parents[2].parent / "shared" / "official-forms"
MAPS = content_dir("forms") / "official"


@dataclass(frozen=True)
class Known:
    """An edition that is filled: its folder, its PDF, and what stands in both."""

    folder: str
    pdf: str
    id: str
    edition: str
    expires: str
    boxes: int
    sources: tuple[str, ...]  # that name the edition in the PDF


KNOWN = (
    Known("i-589/2025-01-20", "i-589_ed-2025-01-20_official.pdf", "I-589", "01/20/25",
          "2027-09-30", 460, ("barcode", "xfa", "footer")),
    Known("i-765/2025-08-21", "i-765_ed-2025-08-21_decrypted.pdf", "I-765", "08/21/25",
          "2027-08-31", 161, ("barcode", "xfa", "footer")),
    Known("g-28/2018-09-17", "g-28_exp-2021-05-31_official.pdf", "G-28", "09/17/18",
          "2021-05-31", 97, ("footer",)),
)  # fmt: skip


def copy(name: str, proves: str) -> bytes:
    """Return an official PDF; where there is none, skip and say what is not proved."""
    file = OFFICIAL / name
    if not file.is_file():
        pytest.skip(f"NOT PROVED: {proves}. There is no {name} in {OFFICIAL}")
    return file.read_bytes()


@pytest.fixture(scope="module", params=KNOWN, ids=lambda known: known.id)
def known(request: pytest.FixtureRequest) -> Known:
    found: Known = request.param
    return found


@pytest.fixture(scope="module")
def blank(known: Known) -> bytes:
    return copy(known.pdf, f"filling the official {known.id} of {known.edition}")


@pytest.fixture(scope="module")
def form(known: Known) -> Form:
    return read_form(MAPS / known.folder)


def test_the_edition_is_known(blank: bytes, form: Form, known: Known) -> None:
    seen = look(blank)
    assert seen["said"] == {
        source: [(known.id, known.edition)] if source in known.sources else []
        for source in ("barcode", "xfa", "footer")
    }
    match = judged(seen, read_forms(MAPS))
    assert match.known
    assert match.form == form
    assert str(match.expires) == known.expires


def test_a_form_whose_date_has_passed_is_filled_and_that_is_said() -> None:
    blank = copy("g-28_exp-2021-05-31_official.pdf", "what is said of a form that has expired")
    [warning] = judged(look(blank), read_forms(MAPS)).warnings(TODAY)
    assert warning.context == "official.expired"
    assert dict(warning.facts)["expires"] == "05/31/2021"


@pytest.mark.parametrize(
    "name", ["i-589_rev-2019-04-09_official.pdf", "i-589_rev-2020-08-25_official.pdf"]
)
def test_other_editions_are_refused_and_can_be_copied_by_hand(name: str) -> None:
    data = copy(name, f"that {name} is refused")
    with pytest.raises(EditionRefused) as refused:
        judged(look(data), read_forms(MAPS))
    assert refused.value.form is not None
    assert refused.value.form.id == "I-589"


def as_edition(blank: bytes, before: str, after: str, *, moved: str = "") -> bytes:
    """Return an official form with another date in its footers, barcodes and XFA twin, and with
    one box moved."""
    old, new = before.encode(), after.encode()
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        for page in pdf.pages:
            page.contents_coalesce()
            page.Contents.write(page.Contents.read_bytes().replace(old, new))
            for box in page.Annots:
                if "PDF417" in str(box.get("/T")) and "/V" in box:
                    box.V = pikepdf.String(str(box.V).replace(before, after))
                if moved and str(box.get("/T")) == moved:
                    box.Rect = pikepdf.Array([float(corner) + 9 for corner in box.Rect])
        for part in pdf.Root.AcroForm.get("/XFA", ()):
            if isinstance(part, pikepdf.Stream):
                part.write(part.read_bytes().replace(old, new))
        pdf.save(target)
    return target.getvalue()


def test_a_newer_date_on_the_same_boxes_is_filled_after_a_warning(known: Known) -> None:
    blank = copy(known.pdf, f"that a newer edition of {known.id} is filled with a warning")
    newer = as_edition(blank, known.edition, "11/07/26")
    form = read_form(MAPS / known.folder)
    filled = fill_blank([form], person(form, 1), newer, TODAY, sample=True)
    [warning] = [each for each in filled.problems if each.context == "official.same_layout"]
    assert "edition 11/07/26" in str(warning)
    assert "Compare every page" in str(warning)
    assert not [each for each in filled.problems if each.context == "official.words_changed"]
    assert "edition 11/07/26" in str(filled.edition)


def test_pages_of_a_newer_edition_with_other_words_are_named(known: Known) -> None:
    newer = as_edition(copy(known.pdf, f"that changed pages of {known.id} are named"),
                       known.edition, "11/07/26")  # fmt: skip
    form = read_form(MAPS / known.folder)
    assert len(form.words) == form.pages
    with pikepdf.open(io.BytesIO(newer)) as pdf:
        page = pdf.pages[1]
        page.contents_add(b"BT /Added 9 Tf 40 40 Td (A new question) Tj ET")
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.Added)
        target = io.BytesIO()
        pdf.save(target)
    said = judged(look(target.getvalue()), [form]).warnings(TODAY)
    [changed] = [each for each in said if each.context == "official.words_changed"]
    assert changed.facts["pages"] == "2"


def test_a_newer_date_with_a_box_moved_is_refused(known: Known) -> None:
    blank = copy(known.pdf, f"that an unknown edition of {known.id} is refused")
    form = read_form(MAPS / known.folder)
    moved = next(box.short for box in form.boxes if box.filled_by == "applicant")
    with pytest.raises(EditionRefused) as refused:
        judged(look(as_edition(blank, known.edition, "11/07/26", moved=moved)), [form])
    assert refused.value.form == form, "an answer sheet in its order can be printed"


def test_a_form_without_a_map_is_refused(known: Known, blank: bytes) -> None:
    others = [form for form in read_forms(MAPS) if form.id != known.id]
    with pytest.raises(EditionRefused) as refused:
        judged(look(blank), others)
    assert refused.value.form is None


def test_a_copy_without_one_box_is_refused(blank: bytes, form: Form) -> None:
    with pikepdf.open(io.BytesIO(blank)) as opened:
        del opened.pages[1].Annots[7]
        target = io.BytesIO()
        opened.save(target)
    with pytest.raises(EditionRefused):
        judged(look(target.getvalue()), [form])


# ---- the map against the form ------------------------------------------------------------------


def test_every_box_is_mapped_once_and_is_where_the_map_says(
    blank: bytes, form: Form, known: Known
) -> None:
    names = [box.field for box in form.boxes]
    assert len(names) == len(set(names)) == known.boxes
    assert same_layout(look(blank), form)


def test_the_maps_measures_are_those_of_the_boxes(blank: bytes, known: Known) -> None:
    with (MAPS / known.folder / "map.tsv").open(encoding="utf-8", newline="") as file:
        locked = {row["field"] for row in csv.DictReader(file, delimiter="\t")
                  if row["readonly"] == "yes"}
    with pikepdf.open(io.BytesIO(blank)) as opened:
        said = {box.name: bool(int(box.get("/Ff") or 0) & 1) for box in widgets(opened)}
    assert {name for name, read_only in said.items() if read_only} == locked


# Where a tooltip of the official form names another item, or another child, than the page prints
# beside the box
LYING = {
    "I-765": {("6", "2", "Line7_AlienNumber[0]")},  # "2. A. Number", which is no item 2.a
    "I-589": {
        ("A.II child 2", "13", "CheckBox27[0]"),
        ("A.II child 2", "13", "CheckBox27[1]"),
        ("A.II child 3", "13", "CheckBox37[0]"),
        ("A.II child 3", "13", "CheckBox37[1]"),
        ("Supp. A child 6", "14", "ChildEntry6[0]"),
        ("Supp. A child 6", "19", "ChildExpAuth6[0]"),
        ("Supp. A child 6", "20", "SuppALine20_CheckBox2[1]"),
    },
}


def test_a_tooltip_names_the_item_of_its_box(blank: bytes, form: Form, known: Known) -> None:
    """Each tooltip says the number of its item; on Form I-589 also the part and which child."""
    with pikepdf.open(io.BytesIO(blank)) as opened:
        told = {box.name: str(box.get("/TU")) for box in widgets(opened)}
    names_item = _i589_names if known.id == "I-589" else _item_is_named
    wrong = {
        (box.part, box.item, box.short)
        for box in form.boxes
        if box.item[:1].isdigit() and box.item != "0" and not names_item(box, told[box.field])
    }
    assert wrong == LYING.get(known.id, set())


def _item_is_named(box: Box, tooltip: str) -> bool:
    numbers = re.findall(r"(?<![\w.])(\d+)\. ?(?:([A-H])\b\.?)?", tooltip)
    said = {number + (f".{letter.lower()}" if letter else "") for number, letter in numbers}
    return box.item in said


def _i589_names(box: Box, tooltip: str) -> bool:
    """Whether a tooltip like "Part. A. 2. … Your Children. 17. Child 2. …" is that of the box."""
    head, *which = box.part.removeprefix("Supp. ").split(" child ")
    part = {"A.I": "Part. A. 1.", "A.II": "Part. A. 2.", "A.II spouse": "Part. A. 2.",
            "A.III": "Part. A. 3.", "A": "Supplement. A."}.get(head, f"Part {head}.")  # fmt: skip
    if not tooltip.startswith(part):
        return False
    number, letter = re.match(r"(\d+)(?:\.([A-C])\b)?", box.item).groups()  # type: ignore[union-attr]
    rest = tooltip.removeprefix(part)
    if not re.search(rf"(?<![\w.]){number}\. ", rest):
        return False
    if letter and not re.search(rf"(?<!\w){letter}\. ", rest):
        return False
    said = re.search(r"(Additional )?Child (\d)\.", rest)
    child = int(which[0]) if which else 0
    return not said or child == int(said[2]) + (4 if said[1] else 0)


def test_kinds_of_units_are_what_is_printed_beside_their_boxes(form: Form) -> None:
    """Apt., Ste., Flr. from left to right, whatever the boxes are called and hold: on page 5 of
    Form I-765 the one printed "Flr." holds " STE "."""
    left: dict[str, dict[str, float]] = defaultdict(dict)
    for box in form.boxes:
        if found := re.fullmatch(r"(.+)\.unit == '(\w+)'", box.facts):
            left[found[1]][found[2]] = box.rect.left
    assert len(left) == {"I-589": 0, "I-765": 4, "G-28": 2}[form.id]
    for units in left.values():
        assert sorted(units, key=units.__getitem__) == ["apt", "ste", "flr"]


def test_children_and_rows_stand_in_order() -> None:
    """A child's boxes lie together; rows go down the page; From stands left of To."""
    form = read_form(MAPS / "i-589" / "2025-01-20")
    bands: dict[tuple[int, str], list[Box]] = defaultdict(list)
    for box in form.boxes:
        if found := re.search(r"child (\d)", box.part):
            bands[box.page, found[1]].append(box)
    ends: dict[int, float] = {}
    for (page, _), boxes in sorted(bands.items()):
        top, bottom = max(b.rect.top for b in boxes), min(b.rect.bottom for b in boxes)
        assert top <= ends.get(page, 800) + 1
        ends[page] = bottom
    columns: dict[str, list[float]] = defaultdict(list)
    for box in form.boxes:
        if list_of(box) not in ("", "children", "signature.family_helpers"):
            columns[re.sub(r"\[\d+\]", "", box.facts)].append(box.rect.bottom)
    assert len(columns) > 20
    assert all(downward == sorted(downward, reverse=True) for downward in columns.values())
    where = {box.facts: box.rect for box in form.boxes}
    dates = [facts for facts in where if facts.endswith("].from")]
    assert len(dates) > 10
    assert all(where[facts].left < where[facts[:-4] + "to"].left for facts in dates)


# ---- filling -----------------------------------------------------------------------------------


def test_the_fullest_person_in_real_children(blank: bytes, form: Form) -> None:
    facts = person(form, 0, fullest=True)
    started = time.perf_counter()
    filled = fill_blank([form], facts, blank, TODAY, sample=True)
    assert time.perf_counter() - started < 20  # seconds; bench/fill.py has the figure
    assert filled.pages > form.pages or form.id == "G-28"  # its texts are few
    held = values(filled.editable)
    empty = [box.short for box in form.boxes
             if box.multiline and box.filled_by == "applicant" and not held[box.field]]  # fmt: skip
    assert empty == [], "an explanation was given, and its box is empty"
    assert lost(form, facts, filled.editable) == []
    assert touched(form, filled.editable) == []


@settings(max_examples=10, deadline=None, derandomize=True,
          suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(1, 10**6))
def test_random_people_lose_nothing(blank: bytes, form: Form, seed: int) -> None:
    facts = person(form, seed)
    work = json.loads(order(plan(form, facts)))
    editable, flat = fill(blank, work, face_file().read_bytes())
    assert not any(prove(blank, editable, flat, work).values())
    assert lost(form, facts, editable) == []
    assert touched(form, editable) == []


def test_all_boxes_of_a_case_without_answers_stay_empty(blank: bytes, form: Form) -> None:
    from pristan.official.facts import Facts

    nothing = Facts({}, {name: () for box in form.boxes if (name := list_of(box))}, {})
    filled = fill_blank([form], nothing, blank, TODAY, sample=False)
    assert not any(value for name, value in values(filled.editable).items()
                   if "PDF417" not in name)
