"""Whatever a case says, its facts are printable, traceable, and never tick two sides of a box."""

import csv
import random
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from official.anybody import Anybody
from pristan.case import Answers, Kind, Remembered
from pristan.case.anchors import resolved
from pristan.official.facts import Facts, facts
from unit.official.facts_made import TODAY, questionnaire

MAP = Path(__file__).parents[3] / "forms" / "official" / "i-589" / "2025-01-20" / "map.tsv"
with MAP.open(encoding="utf-8", newline="") as _file:
    NAMES = tuple(
        sorted(
            {
                row["expr"] or row["when"]
                for row in csv.DictReader(_file, delimiter="\t")
                if row["filled_by"] in ("applicant", "lawyer", "preparer")
            }
        )
    )
SECTIONS = ("identity", "family", "life", "people_section", "entry", "form", "fear", "help",
            "incidents_section", "cases_section", "lawyer", "lawyer_form")  # fmt: skip
NATIVE = "applicant.native_alphabet_name"


def made(seed: int) -> tuple[Answers, Facts]:
    answers = Anybody(questionnaire(), random.Random(seed), odd=0.5).answers(SECTIONS)
    return answers, facts(questionnaire(), answers, TODAY)


SEEDS = given(st.integers(0, 1 << 32))
FEW = settings(max_examples=25, deadline=None)


@FEW
@SEEDS
def test_every_fact_is_printable_and_says_where_it_comes_from(seed: int) -> None:
    of = made(seed)[1]
    for name in NAMES:
        fact = of.get(name)
        assert fact is not None, name
        assert fact.keys and {key.question for key in fact.keys} <= questionnaire().questions.keys()
        printed = fact.supplement if name == NATIVE else fact.text + fact.supplement
        assert not re.search("[Ѐ-ӿ№]", printed), f"{name}: {printed}"
        assert fact.text == fact.text.strip(), name
        assert fact.text or fact.why is not None or fact.ticked is not None, f"{name}: why?"
        assert not (fact.needs_english and fact.text), f"{name}: half of it"


@FEW
@SEEDS
def test_a_question_is_never_ticked_on_both_sides(seed: int) -> None:
    of = made(seed)[1]
    sides: dict[str, list[bool]] = {}
    for name in NAMES:
        asked, _, side = name.partition(" == ")
        fact = of.get(name)
        if side and fact is not None and fact.ticked:
            sides.setdefault(asked, []).append(True)
    assert {asked for asked, ticks in sides.items() if len(ticks) > 1} == set()


@FEW
@SEEDS
def test_a_day_is_printed_only_where_the_day_is_exact(seed: int) -> None:
    answers, of = made(seed)
    for name in NAMES:
        fact = of.get(name)
        if fact is None or not re.fullmatch(r"\d\d/\d\d/\d{4}", fact.text):
            continue
        said = answers.get(fact.keys[0])
        assert said is not None and isinstance(said.value, Remembered), name
        when = resolved(said.value, answers)
        exact = when.exact or when.kind is Kind.FROM_TO
        assert exact, f"{name}: {fact.text} from {said.value}"
