"""The table of form items says what fills Form I-589 today; ``pytest --golden`` writes it anew."""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from pristan.case import Answers
from pristan.content import content_dir
from pristan.official.facts import Facts, facts
from pristan.questions import Is, Questionnaire, Type, read_answers, read_questionnaire
from pristan.review.form_items import form_order, read_form_items

FORMS = content_dir("forms")
TABLE = FORMS / "review" / "form-items.tsv"
EDITION = FORMS / "official" / "i-589" / "2025-01-20"
PEOPLE = Path(__file__).parents[2] / "golden" / "people"
TODAY = date(2026, 11, 22)

# The list says "full US address": neither the apartment nor the telephone beside it.
NOT_MEANT = ("applicant.residence.apt", "applicant.residence.phone.")


@cache
def interview() -> Questionnaire:
    return read_questionnaire(FORMS / "interview")


def cases() -> Iterator[Facts]:
    """An empty case first, then the invented people: what stands in for what shows in them."""
    yield facts(interview(), Answers(), TODAY)
    for file in (FORMS / "sample" / "answers.yaml", *sorted(PEOPLE.glob("*.yaml"))):
        plain = yaml.safe_load(file.read_text(encoding="utf-8"))
        yield facts(
            interview(), Answers(read_answers(interview(), plain, lambda name: name)), TODAY
        )


def item_of(row: dict[str, str]) -> str:
    """``A.I 19.c row 1`` is item 19.c; the boxes of Parts D and E have no numbers."""
    part = re.sub(r" child \d+$", " children", row["part"])
    number = re.sub(r" (row \d+|explain)$", "", row["item"])
    if part == "Header":
        return "page 1"
    if part in ("D", "E") or number == "0":
        return part
    return f"{part} {number.split(' ')[0]}"


def table() -> str:
    edition = yaml.safe_load((EDITION / "edition.yaml").read_text(encoding="utf-8"))
    listed = {
        f"{group['part']} {item}" for group in edition["reject_if_blank"] for item in group["items"]
    }
    with (EDITION / "map.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [
            row for row in csv.DictReader(lines, delimiter="\t")
            if row["filled_by"] in ("applicant", "lawyer", "preparer")
            and not row["part"].startswith("Supp.")
        ]  # fmt: skip
    fed: dict[str, set[str]] = defaultdict(set)
    rejected: dict[str, set[str]] = defaultdict(set)
    for at, case in enumerate(cases()):
        for row in rows:
            name = row["expr"] or row["when"]
            fact = case.get(name)
            for key in fact.keys if fact else ():
                for item in item_of(row).split("/"):
                    whole = f"C {item}" if item == "2.B" else item
                    fed[key.question].add(whole)
                    if not at and whole in listed and not name.startswith(NOT_MEANT):
                        rejected[key.question].add(whole)
    for question, items in rejected.items():
        asked = interview().questions[question]
        when = asked.when
        if asked.type is Type.LONG_TEXT and isinstance(when, Is) and when.question in rejected:
            items &= rejected[when.question]  # one box explains C 2.A and 2.B; a story, its own yes
    lines = ["question\titems\trejected"]
    for question in interview().questions:
        if question in fed:
            cells = (sorted(each[question], key=form_order) for each in (fed, rejected))
            lines.append("\t".join((question, *("; ".join(cell) for cell in cells))))
    return "\n".join(lines) + "\n"


def test_the_table_is_what_fills_the_form(golden: Callable[[Path, str], None]) -> None:
    golden(TABLE, table())


def test_it_is_read_as_it_is_written() -> None:
    items = read_form_items(TABLE)
    assert items.of("birth_city") == ("A.I 13",)
    assert items.rejecting("birth_city") == ("A.I 13",)
    assert items.of("phone") == ("A.I 8",)
    assert items.rejecting("phone") == ()
    assert items.of("email") == ()
    assert items.rejecting("form_harm_story") == ("B 1.A",)
    assert {each for found in items.rejected.values() for each in found} == {
        "A.I 4", "A.I 8", "A.I 12", "A.I 13",
        "B 1", "B 1.A", "B 1.B", "B 2", "B 3.A", "B 3.B", "B 4",
        "C 1", "C 2.A", "C 2.B", "C 3", "C 4", "C 5", "C 6",
    }  # fmt: skip


def test_items_stand_in_the_forms_order() -> None:
    order = ["page 1", "A.I 4", "A.I 13", "A.I 19.a", "A.I 19.c", "A.II spouse 9",
             "A.II spouse 11", "A.II children 2", "A.III 1", "B 1", "B 1.A", "B 2", "C 1", "D",
             "E"]  # fmt: skip
    assert sorted(reversed(order), key=form_order) == order
