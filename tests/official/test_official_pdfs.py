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
from pristan.official.form import Box, Form, read_form
from pristan.official.look import look
from pristan.official.order import order
from pristan.official.plan import list_of, plan
from pristan.official.prove import prove

OFFICIAL = Path(__file__).parents[2].parent / "shared" / "official-forms"
MAP = content_dir("forms") / "official" / "i-589" / "2025-01-20"


def copy(name: str, proves: str) -> bytes:
    """Return an official PDF; where there is none, skip and say what is not proved."""
    file = OFFICIAL / name
    if not file.is_file():
        pytest.skip(f"NOT PROVED: {proves}. There is no {name} in {OFFICIAL}")
    return file.read_bytes()


@pytest.fixture(scope="module")
def blank() -> bytes:
    return copy("i-589_ed-2025-01-20_official.pdf", "filling the official I-589 of 01/20/25")


@pytest.fixture(scope="module")
def form() -> Form:
    return read_form(MAP)


def test_the_edition_is_known(blank: bytes, form: Form) -> None:
    seen = look(blank)
    assert seen["said"] == {source: [("I-589", "01/20/25")]
                            for source in ("barcode", "xfa", "footer")}
    match = judged(seen, [form])
    assert match.known
    assert str(match.expires) == "2027-09-30"


@pytest.mark.parametrize(
    "name",
    ["i-589_rev-2019-04-09_official.pdf", "i-589_rev-2020-08-25_official.pdf",
     "g-28_exp-2021-05-31_official.pdf", "i-765_ed-2025-08-21_decrypted.pdf"],
)
def test_other_editions_and_forms_are_refused(name: str, form: Form) -> None:
    data = copy(name, f"that {name} is refused")
    with pytest.raises(EditionRefused) as refused:
        judged(look(data), [form])
    assert (refused.value.form is form) is name.startswith("i-589")


def test_a_copy_without_one_box_is_refused(blank: bytes, form: Form) -> None:
    with pikepdf.open(io.BytesIO(blank)) as opened:
        del opened.pages[3].Annots[7]
        target = io.BytesIO()
        opened.save(target)
    with pytest.raises(EditionRefused):
        judged(look(target.getvalue()), [form])


# ---- the map against the form ------------------------------------------------------------------


def test_every_box_is_mapped_once_and_is_where_the_map_says(blank: bytes, form: Form) -> None:
    names = [box.field for box in form.boxes]
    assert len(names) == len(set(names)) == 460
    assert same_layout(look(blank), form)


def test_the_maps_measures_are_those_of_the_boxes(blank: bytes, form: Form) -> None:
    with (MAP / "map.tsv").open(encoding="utf-8", newline="") as file:
        locked = {row["field"] for row in csv.DictReader(file, delimiter="\t")
                  if row["readonly"] == "yes"}
    with pikepdf.open(io.BytesIO(blank)) as opened:
        from pristan.official.look import widgets

        said = {box.name: bool(int(box.get("/Ff") or 0) & 1) for box in widgets(opened)}
    assert {name for name, read_only in said.items() if read_only} == locked


def test_children_and_rows_stand_in_order(form: Form) -> None:
    """A child's boxes lie together; rows go down the page; From stands left of To."""
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
    assert filled.pages > 20
    assert lost(form, facts, filled.editable) == []
    assert touched(form, filled.editable) == []


@settings(max_examples=15, deadline=None, derandomize=True,
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
