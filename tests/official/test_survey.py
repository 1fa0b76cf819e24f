"""A new edition is laid beside the newest map: what is new, gone or moved is named."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
import yaml

from official.own_form import blank, facts, form
from pristan import cli
from pristan.official import fill_blank
from pristan.official.form import read_form
from pristan.official.look import look
from pristan.official.survey import boxes_of, drafted, surveyed

TODAY = date(2026, 11, 22)
OFFICIAL = Path(__file__).parents[2].parent / "shared" / "official-forms"


def test_what_is_new_gone_or_moved_is_named(tmp_path: Path) -> None:
    form(tmp_path)
    with_account = blank("10/01/26", xfa="10/01/26", barcode="10/01/26", without="Apt[0]", moved=30)
    found = surveyed(boxes_of(with_account), tmp_path)
    assert found.gone == ("form1[0].Apt[0]",)
    assert found.changed == ("form1[0].Last[0]",)
    assert found.new == ()
    rows = {row["field"]: row for row in csv.DictReader(io.StringIO(found.map), delimiter="\t")}
    assert rows["form1[0].Last[0]"]["expr"] == "person.last"
    assert rows["form1[0].Last[0]"]["rect"] == "240.0 730.0 340.0 746.0"
    assert rows["form1[0].Unit[0]"]["on_value"] == "/ APT "


def test_the_draft_is_an_edition_that_is_filled_at_once(tmp_path: Path) -> None:
    """With the same boxes nothing is left to do but to read the pages again."""
    known, target = tmp_path / "known", tmp_path / "new"
    known.mkdir()
    target.mkdir()
    form(known)
    newer = blank("10/01/26", xfa="10/01/26", barcode="10/01/26")
    found = surveyed(boxes_of(newer), known)
    assert (found.new, found.gone, found.changed) == ((), (), ())
    (target / "map.tsv").write_text(found.map, encoding="utf-8")
    (target / "edition.yaml").write_text(drafted(look(newer), known, TODAY), encoding="utf-8")
    made = fill_blank([read_form(target)], facts({"person.last": "PRIMEROVA"}), newer, TODAY,
                      sample=False)  # fmt: skip
    assert "official.same_layout" not in {problem.context for problem in made.problems}


def test_a_form_without_a_map_gives_rows_without_meaning(tmp_path: Path) -> None:
    found = surveyed(boxes_of(blank()), None)
    rows = list(csv.DictReader(io.StringIO(found.map), delimiter="\t"))
    assert len(rows) == len(found.new) > 20
    assert {row["expr"] + row["when"] + row["filled_by"] for row in rows} == {""}


def test_the_verb_writes_a_folder_and_never_over_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = OFFICIAL / "i-765_ed-2025-08-21_decrypted.pdf"
    if not pdf.is_file():
        pytest.skip(f"NOT PROVED: the survey of an official form. There is no {pdf}")
    target = tmp_path / "i-765" / "2025-08-21"
    words = ["forms", "survey", str(pdf), "--to", str(target)]
    assert cli.main(words) == 0
    assert "Boxes that have moved or changed: 0" in capsys.readouterr().out
    known = read_form(Path(__file__).parents[2] / "forms" / "official" / "i-765" / "2025-08-21")
    assert read_form(target) == known
    assert cli.main(words) == 1
    assert "there already" in capsys.readouterr().err
    assert yaml.safe_load((target / "edition.yaml").read_text())["check_at"] == "uscis.gov/i-765"
